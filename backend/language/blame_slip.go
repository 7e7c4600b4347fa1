package language

// The third part of the blame rules: slips told by what the hands did – the
// wrong button, a flag left on, a thing broken – and the idioms for a duty
// that nobody did. Each asks for a person as the subject, or for a passive
// only people can be behind.

const (
	handVerb      tag = endBlame + iota // what one does at a console: clicked, ran
	brokeWord                           // broke
	wholeThing                          // what "broke" has as its object: prod, the build
	letWord                             // let it slip
	slideVerb                           // expire, lapse, slip
	leftWord                            // left a flag on
	typoNoun                            // typo
	mixWord                             // mixed up
	idiomWord                           // the word an idiom for a lapse turns on
	passedOver                          // what never happened to a warning: acted on, escalated
	taskNoun                            // what people at work look at or deal with: step, warning
	heedNoun                            // what only people heed: warning, page, step
	generalAdverb                       // often, usually: how things go, not what somebody did
	showNoun                            // what small talk is about: episode, agenda
	endSlip
)

func slipWords() []wordSet {
	return []wordSet{
		{handVerb, never, `clicked pressed hit typed entered pasted copied selected ran executed issued restarted rebooted
			deleted dropped removed killed stopped started pushed merged deployed shipped released reverted pulled unplugged
			plugged swapped edited changed updated applied sent mailed emailed opened closed grabbed configured paged logged
			connected uploaded restored scaled tagged flashed wiped erased cut disconnected run overwrote overwritten
			shut truncated purged revoked disabled enabled turned switched published committed leaked exposed posted broke
			took caused triggered modified reset knocked tripped lost locked blocked banned downloaded installed uninstalled
			charged introduced set put left added granted rolled terminated destroyed exhausted routed redirected paid`},
		{wrongWord, always, `the_wrong`},
		{brokeWord, never, `broke`},
		{brokeWord, always, `i_broke we_broke he_broke she_broke they_broke who_broke somebody_broke someone_broke team_broke
			engineer_broke broke_prod broke_production broke_staging broke_the_build broke_the_site broke_everything
			broke_main broke_master broke_ci broke_the_deploy broke_the_pipeline broke_the_tests completely_broke totally_broke just_broke actually_broke`},
		{wholeThing, never, `it prod production staging main master everything stuff things something site build trunk ci
			website deploys deploy pipeline tests mainnet testnet`},
		{letWord, never, `let`},
		{letWord, always, `i_let we_let he_let she_let they_let somebody_let someone_let team_let`},
		{slideVerb, never, `expire lapse slip slide rot stale slipped`},
		{leftWord, never, `left`},
		{leftWord, always, `i_left we_left he_left she_left they_left somebody_left someone_left engineer_left team_left
			operator_left admin_left developer_left technician_left had_left`},
		{typoNoun, always, `typo typos`},
		{mixWord, never, `mixed confused`},
		{mixWord, always, `mixed_up mixed_it_up mixed_that_up mixed_them_up mixed_those_up mixed_these_up confused_the`},
		{idiomWord, never, `corners gun foot asleep track sight cracks seriously stamped waved brushed shrugged dismissed spaced blanked
			homework diligence job top eye eyes slept mind duty due`},
		{idiomWord, always, `cut_corners cutting_corners jumped_the_gun in_the_foot lost_track lost_sight rubber_stamped
			waved_it_through waved_through brushed_off brushed_it_off shrugged_off shrugged_it_off dismissed
			spaced_on blanked_on homework do_their_job do_his_job do_her_job do_our_job do_my_job doing_his_job
			doing_her_job doing_their_job doing_our_job doing_my_job on_top_of eyes_off slept_through
			through_the_cracks warning_seriously warnings_seriously alert_seriously alerts_seriously it_seriously
			that_seriously them_seriously this_seriously`},
		{passedOver, never, `acted escalated addressed acknowledged investigated communicated informed notified warned followed
			answered read passed handed looked picked heeded renewed rotated`},
		{taskNoun, never, `warning warnings sign signs signal signals symptom symptoms step steps case cases flag flags lag
			page pages pager ticket tickets notification notifications condition dependency dependencies requirement
			requirements regression race deadline renewal variable argument line column semicolon bracket index constraint
			subdomain host hosts hostname port ports permission permissions role secret credential credentials checklist item
			items prompt output diff pr prs import limit limits scope scenario detail details handover environment namespace
			terminal console button valve door gate migration migrations schema switchover runbook graph spike threshold
			expiry renewal rotation rule rules firewall mode password access advice manual instructions print instruction metadata
			guideline plan risk problem lock ramifications consequences implications effect effects impact notice parameter parameters field fields value values information`},
		{heedNoun, never, `warning warnings sign signs signal signals symptom symptoms step steps alert alerts alarm alarms page pages
			ticket tickets notification notifications advice email emails report reports complaint complaints concern concerns
			deployments failures dependency case renewal regression requirement expiry`},
		{generalAdverb, never, `often easily usually always almost nearly sometimes frequently generally traditionally
			commonly typically mostly largely rarely conveniently constantly`},
		{showNoun, never, `show episode podcast audience listeners agenda stream livestream talk meeting joke song book movie
			film game conversation chat slide slides presentation pun opinion intro outro music video microphone mic band`},
	}
}

func slipRules(mk func(string, Level, tag, func(*sentence, int) (span, bool), string, []string) rule) []rule {
	hands := []string{
		"What did the screen look like just then?",
		"What made the two easy to take for one another?",
		"What was there to see right after it?",
	}
	after := []string{
		"What did it look like just before?",
		"What was there to see right after it?",
		"What would have to be in place for it to hold?",
	}
	duty := []string{
		"What else {was} {who} dealing with {when}?",
		"~What else was going on {when}?",
		"How does this usually get noticed?",
		"Who would hear of it, and how?",
	}
	return []rule{
		mk("broke", LookAgain, brokeWord, broke, reasonSelf, after),
		mk("brought-about", LookAgain, causedVerb, broughtAbout, reasonPerson, after),
		mk("because-of", LookAgain, becauseWord, becauseOf, reasonPerson, after),
		mk("let-slip", LookAgain, letWord, letSlip, reasonDuty, duty),
		mk("left-on", LookAgain, leftWord, leftOn, reasonSelf, duty),
		mk("typo", LookAgain, typoNoun, typo, reasonSelf, hands),
		mk("mixed-up", LookAgain, mixWord, mixedUp, reasonSelf, hands),
		mk("lapse-idiom", LookAgain, idiomWord, lapseIdiom, reasonDuty, duty),
		mk("never-acted-on", LookAgain, neverWord, neverActedOn, reasonDuty, duty),
		mk("wrong-one", LookAgain, wrongWord, wrongOne, reasonSelf, hands),
	}
}

// flagged reports whether the sentence has a flag of the class already: what
// only adds to a plain word need not be marked a second time.
func (s *sentence) flagged(c Class) bool {
	for _, f := range s.flags {
		if f.Class == c {
			return true
		}
	}
	return false
}

// didIt returns the person who did what the verb at v tells, in the past and
// in earnest: not supposed, denied, asked for or said of anybody.
func (s *sentence) didIt(v int) (int, bool) {
	who, k := s.agent(v)
	if who < 0 && s.carriedOn(v, who) {
		who = s.near(0, v, personNoun, personPronoun)
		k = s.kindOf(who)
	}
	if !s.somebody(who, k) {
		return who, false
	}
	if s.is(who, "you", "people", "everyone", "everybody", "anyone", "anybody", "whoever", "one") || s.near(who, v, generalAdverb) >= 0 {
		return who, false
	}
	return who, s.near(max(who-1, v-4), v-1, modal, negation) < 0 && !s.supposing(v) && s.near(max(0, v-5), v-1, ifWord) < 0
}

// wrongOne: "clicked the wrong button", "ran it against the wrong cluster":
// the right act on the wrong thing.
func wrongOne(s *sentence, i int) (span, bool) {
	if !s.is(i-1, "the") || !s.plain(i+1) || s.question() || s.is(i+1, "way", "person", "people", "direction", "end", "hands", "reason",
		"reasons", "place", "time", "impression", "idea", "decision", "call", "choice", "approach", "path", "abstraction") || s.flagged(Blame) {
		return span{}, false
	}
	if b := s.near(i+2, i+5, wasWere); b > 0 && s.has(b+1, handVerb) && s.participle(b+1) {
		return phrase(i, b+1), s.clauseEnd(i) >= b && !s.supposing(i) && s.machineBy(b) < 0
	}
	v := i - 2
	for v >= 0 && v > i-8 && !s.breaksAt(v) && !s.has(v, handVerb) {
		v--
	}
	if v < 0 || !s.has(v, handVerb) || !s.past(v) && !s.participle(v) || s.supposing(v) {
		return span{}, false
	}
	if b := s.backOver(v-1, adverb); s.has(b, wasWere) {
		return phrase(b, i+1), !s.is(b, "been") && s.near(b-4, b, modal) < 0 && s.machineBy(i) < 0
	}
	who, ok := s.didIt(v)
	return span{first: v, last: i + 1, person: who, verb: -1}, s.past(v) && (ok || v == 0)
}

// machineBy returns the machine an act is laid to after i, "by the script",
// or -1.
func (s *sentence) machineBy(i int) int {
	for j := i + 1; j < len(s.toks) && j <= i+7 && !s.breaksAt(j); j++ {
		if s.is(j, "by") {
			return s.near(j+1, j+4, machineNoun)
		}
	}
	return -1
}

// broke: "I broke prod", "who broke the build"; not a record, an arm, or a
// task that was broken down.
func broke(s *sentence, i int) (span, bool) {
	o := s.skip(i+1, adverb, determiner)
	if s.is(o, "everyone", "everybody", "somebody") && s.is(o+1, "'s") {
		o += 2
	}
	for o < i+4 && s.plain(o) && !s.has(o, wholeThing, machineNoun) {
		o++
	}
	if s.is(o, "record", "records") || !s.has(o, wholeThing) && !(o > i+1 && s.has(o, machineNoun)) || s.nearWord(i+1, o+2, "down", "up", "out", "into", "off", "apart", "from") >= 0 {
		return span{}, false
	}
	who, ok := s.didIt(i)
	if s.is(o, "it", "something", "things", "stuff") && s.is(who, "we", "they") {
		return span{}, false // how new things come about
	}
	return span{first: i, last: o, person: who, verb: -1}, ok && !s.flagged(Blame) && (!s.question() || s.is(who, "who"))
}

// broughtAbout: "Tom caused the outage".
func broughtAbout(s *sentence, i int) (span, bool) {
	o := s.skip(i+1, adverb, determiner)
	who, ok := s.didIt(i)
	return span{first: i, last: o, person: who, verb: -1}, ok && s.has(o, eventNoun) && !s.plain(o+1) && !s.flagged(Blame) && (!s.question() || s.is(who, "who"))
}

// becauseOf: "because of Tom we were down".
func becauseOf(s *sentence, i int) (span, bool) {
	n := s.skip(i+2, determiner, possessive)
	for n < i+5 && s.plain(n) && s.plain(n+1) && !s.named(n) {
		n++
	}
	if n >= len(s.toks) || !s.is(i+1, "of") || s.has(n+1, ingForm) || s.mentioned(i) || s.supposing(i) || s.question() || s.is(n+1, "'s") || s.is(n, "you") {
		return span{}, false
	}
	person := s.has(n, personPronoun) || s.somebody(n, s.kindOf(n)) && !s.plain(n+1) || s.named(n) && s.has(n+1, personPronoun)
	return span{first: i, last: n, person: n, verb: -1}, person && s.near(0, len(s.toks)-1, eventNoun, downWord) >= 0 && s.near(0, len(s.toks)-1, wasWere, pastForm, edForm) >= 0
}

// letSlip: "we let the certificate expire".
func letSlip(s *sentence, i int) (span, bool) {
	v := s.near(i+1, i+6, slideVerb)
	if v < 0 || s.is(i+1, "'s", "me", "alone") {
		return span{}, false
	}
	who, ok := s.didIt(i)
	return span{first: i, last: v, person: who, verb: -1}, ok && !s.is(i-1, "to")
}

// leftOn: "somebody left the debug flag on", unless on purpose.
func leftOn(s *sentence, i int) (span, bool) {
	n := s.near(i+2, i+5, machineNoun, taskNoun)
	if n < 0 || !s.has(i+1, determiner) || s.nearWord(0, len(s.toks)-1, "purpose", "intentionally", "deliberately", "because", "comment", "so") >= 0 {
		return span{}, false
	}
	last := s.nearWord(n+1, n+3, "on", "open", "enabled", "disabled", "unlocked", "exposed", "running", "in", "behind", "unattended", "out", "unpatched", "lying", "blank", "empty", "unset", "unprotected")
	who, ok := s.didIt(i)
	return span{first: i, last: last, person: who, verb: -1}, ok && last > 0 && !s.flagged(Blame)
}

// typo: one somebody made.
func typo(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.supposing(i) || s.question() {
		return span{}, false
	}
	if s.has(i-1, possessive) && !s.is(i-1, "its", "your") || s.seq(i+1, "of", "mine") {
		return phrase(i-1, i), true
	}
	if m := s.nearWord(i-3, i-1, "made", "introduced"); m >= 0 {
		who, ok := s.didIt(m)
		return span{first: m, last: i, person: who, verb: -1}, ok
	}
	m := s.nearWord(i+1, i+4, "made", "introduced")
	return phrase(i, max(m, i)), m >= 0 && s.near(i+1, m, personPronoun, personNoun) >= 0
}

// mixedUp: "I mixed up the two clusters", "took … for", "confused … with".
func mixedUp(s *sentence, i int) (span, bool) {
	last := s.nearWord(i+1, i+3, "up")
	if s.is(i, "confused") {
		last = s.nearWord(i+2, i+7, "with", "for")
	}
	who, ok := s.didIt(i)
	return span{first: i, last: last, person: who, verb: -1}, ok && last > 0 && !s.has(s.backOver(i-1, adverb), be)
}

// neverActedOn: "the warning was never acted on". Only people act on, follow
// up or escalate, so the passive names nobody and means somebody.
func neverActedOn(s *sentence, i int) (span, bool) {
	b, v := s.backOver(i-1, adverb), s.skip(i+1, adverb)
	if !s.is(i, "never") || !s.has(b, wasWere) || !s.has(v, passedOver) || s.near(b-3, b, modal) >= 0 || s.flagged(Blame) || s.supposing(i) {
		return span{}, false
	}
	last := v
	if s.is(v+1, "on", "upon", "up", "at", "into") {
		last++
	}
	if s.is(v, "acted", "looked", "picked", "followed", "passed", "handed") && last == v {
		return span{}, false
	}
	return phrase(b, last), s.machineBy(last) < 0 && (last > v || s.near(0, b, taskNoun, machineNoun, personNoun) >= 0)
}

// lapseIdiom: the ways of saying that a duty was let go. Each needs a person
// who did it.
func lapseIdiom(s *sentence, i int) (span, bool) {
	v, last := s.idiom(i)
	if v < 0 || s.flagged(Blame) {
		return span{}, false
	}
	if s.is(v, "dismissed") && s.has(v-1, wasWere) {
		return phrase(v-1, last), s.heeded(v) && s.machineBy(v) < 0
	}
	if s.is(v, "nobody", "one") {
		return phrase(v-boolInt(s.is(v, "one")), last), true
	}
	if s.is(v, "slipped", "fell") && s.is(i, "cracks") {
		return phrase(v, last), !s.supposing(v) && s.near(v-3, v, modal) < 0
	}
	if s.is(v, "slipped") {
		return phrase(v, last), s.nearWord(0, len(s.toks)-1, "question", "ask", "mention", "say", "name") < 0
	}
	who, ok := s.didIt(v)
	return span{first: v, last: last, person: who, verb: -1}, ok && !s.question()
}

// idiom returns the verb of an idiom that turns on the word at i and its last
// word, or -1.
func (s *sentence) idiom(i int) (verb, last int) {
	switch {
	case s.is(i, "corners"):
		return s.nearWord(i-1, i-1, "cut"), i
	case s.is(i, "gun") && s.is(i-2, "jumped"):
		return i - 2, i
	case s.is(i, "foot") && s.seq(i-2, "in", "the"):
		return s.nearWord(i-4, i-3, "shot"), i
	case s.is(i, "asleep") && s.is(i+1, "at") && s.is(i+3, "wheel", "switch", "helm"):
		return s.near(i-3, i-1, wasWere), i + 3
	case s.is(i, "track", "sight") && s.is(i+1, "of") && s.near(i+2, i+5, taskNoun, machineNoun) >= 0:
		return s.nearWord(i-1, i-1, "lost"), i
	case s.is(i, "stamped") && s.is(i-1, "rubber"):
		return i - 1, i
	case s.is(i, "waved", "brushed", "shrugged"):
		at := s.nearWord(i+1, i+3, "through", "off")
		if at < 0 {
			return -1, i
		}
		return i, at
	case s.is(i, "dismissed") && s.near(i+1, i+4, taskNoun, machineNoun) >= 0, s.is(i, "dismissed") && s.has(i-1, wasWere):
		return i, i
	case (s.is(i, "spaced", "blanked") && s.is(i+1, "on") || s.is(i, "slept") && s.is(i+1, "through")) && s.near(i+2, i+4, taskNoun, machineNoun) >= 0:
		return i, i + 1
	case s.is(i, "eye", "eyes"):
		return s.eyeIdiom(i)
	case s.is(i, "cracks"):
		return s.nearWord(i-3, i-3, "slipped", "fell", "slip", "fall"), i
	case s.is(i, "seriously"):
		return s.notSerious(i), i
	case s.is(i, "mind", "minds") && s.is(i-2, "slipped"):
		return i - 2, i
	}
	return s.undone(i)
}

// notSerious returns where "did not take … seriously" and "nobody took …
// seriously" begin, or -1.
func (s *sentence) notSerious(i int) int {
	t := s.nearWord(i-8, i-2, "take", "took", "taken")
	n := s.near(t-3, t-1, negation)
	if t < 0 || n < 0 || s.near(t, i, taskNoun, machineNoun, pronoun) < 0 || s.near(n-1, t, wouldWord, shouldWord) >= 0 {
		return -1
	}
	if s.is(n, "no") && s.is(n+1, "one") {
		return n + 1
	}
	if s.is(n-1, "did") || s.has(n-1, had) || s.is(n, "nobody") {
		return s.negative(n)
	}
	return -1
}

// eyeIdiom: took one's eye off, turned a blind eye.
func (s *sentence) eyeIdiom(i int) (verb, last int) {
	if s.is(i+1, "off") {
		return s.nearWord(i-3, i-1, "took", "taken"), i + 1
	}
	if s.is(i-1, "blind") {
		return s.nearWord(i-3, i-2, "turned"), i
	}
	return -1, i
}

// undone: did not do their job, their homework, were not on top of it.
func (s *sentence) undone(i int) (verb, last int) {
	switch {
	case s.is(i, "homework", "job", "diligence"):
		d := s.nearWord(i-4, i-1, "do", "doing", "done")
		if d < 0 || s.is(i, "job") && !s.has(i-1, possessive) && !s.is(i-1, "good", "great") || !s.has(d-1, negation) || !s.is(d-2, "did") && !s.has(d-2, wasWere, had) {
			return -1, i
		}
		return s.negative(d - 1), i
	case s.is(i, "top") && s.is(i-1, "on") && s.is(i+1, "of") && s.has(i-2, negation) && s.has(i-3, wasWere):
		return s.negative(i - 2), i + 1
	}
	return -1, i
}
