package language

// Blame in German: a person or a team as the trouble. People forget and
// overlook; the verbs ask for their subject first, which in German may stand
// on either side of the verb.

const (
	deHumanAdjective tag = deFirstFamily + iota // menschlich
	deErrorNoun                                 // Fehler, Versagen
	deSlipNoun
	deSlipVerb
	deBotchVerb
	deAccident
	deActNoun
	deCareless
	deFool
	deGuilt
	deMistake
	deDuty
	deLack
	deSkill
	deTell
	deCap // Kappe, Konto
	deLag
	deBuilt
	deEndBlame
)

func germanBlameWords() []wordSet {
	return []wordSet{
		{tag: deHumanAdjective, words: germanAdjectives(`menschlich`)},
		{tag: deErrorNoun, words: `fehler fehlers versagen versagens fehlverhalten irrtum schwäche fehlleistung fehlhandlung`},
		{tag: deSlipNoun, words: germanPlurals(`bedienfehler bedienungsfehler bedienerfehler anwenderfehler benutzerfehler flüchtigkeitsfehler
			leichtsinnsfehler anfängerfehler konzentrationsfehler schusselfehler fehlverhalten fehlbedienung fahrlässigkeit
			nachlässigkeit unachtsamkeit schlamperei schludrigkeit inkompetenz leichtsinn unaufmerksamkeit unvorsichtigkeit
			unfähigkeit versäumnis versäumniss pfusch leichtfertigkeit gedankenlosigkeit missverständnis missverständniss
			unerfahrenheit faulheit dummheit disziplinlosigkeit sorglosigkeit blödheit verpeiltheit`)},
		{tag: deSlipVerb, words: `vergessen vergaß vergaßen vergessn übersehen übersah übersahen verpasst verpasste verpassten versäumt
			versäumte versäumten vernachlässigt vernachlässigte ignoriert ignorierte ignorierten missachtet missachtete
			unterschätzt unterschätzte unterschätzten überschätzt überschätzte überschätzten unterlassen unterließ verwechselt
			verwechselte verrechnet verschlafen überlesen überhört`},
		{tag: deBotchVerb, words: `verbockt vermasselt versemmelt vergeigt verkackt verbaselt verschlampt verpeilt verpennt gepennt
			geschlampt geschludert gepatzt gepfuscht verschusselt vertippt vertippte verklickt verklickte vertan geirrt
			verhauen versaut eingebrockt`},
		{tag: deAccident, words: germanAdjectives(`versehentlich irrtümlich unabsichtlich ungewollt unbeabsichtigt`) + ` irrtümlicherweise
			fälschlich fälschlicherweise blindlings versehen unachtsamkeit leichtfertig`},
		{tag: deActNoun, words: `löschen löschung neustart klick ausführen ausführung änderung abschalten abschaltung überschreiben
			druck commit push deploy eingabe`},
		{tag: deCareless, words: germanAdjectives(`fahrlässig schlampig unachtsam nachlässig leichtsinnig unvorsichtig unaufmerksam
			inkompetent unfähig faul schusselig unprofessionell gedankenlos unkonzentriert verpeilt sorglos planlos leichtfertig`)},
		{tag: deFool, words: germanAdjectives(`dumm blöd doof bescheuert dämlich idiotisch`) + ` idiot idioten depp deppen trottel dumme
			dummen`},
		{tag: deGuilt, words: `schuld schuldig schuldige schuldigen schuldiger verschuldet verschulden`},
		{tag: deMistake, words: `fehler fehlern irrtum`},
		{tag: deDuty, cue: withNot, words: `getestet geprüft überprüft gelesen kontrolliert informiert dokumentiert kommuniziert abgestimmt gedacht
			nachgedacht nachgefragt gefragt aufgepasst beachtet befolgt eingehalten gehalten angerufen überwacht abgesprochen gesagt gewarnt eskaliert
			mitgedacht nachgesehen hingeschaut zugehört gekümmert bescheid reagiert vorbereitet weitergegeben gegengelesen
			berücksichtigt bedacht angeschaut abgesichert gecheckt angekündigt gemeldet geübt mitgeteilt`},
		{tag: deLack, words: `mangelnde mangelnder mangelndes mangelnden mangelndem mangel fehlende fehlender fehlendes fehlenden
			fehlendem`},
		{tag: deSkill, words: `erfahrung sorgfalt aufmerksamkeit verständnis kenntnis kenntnisse kenntnissen wissen disziplin kompetenz
			achtsamkeit umsicht verantwortung verantwortungsbewusstsein konzentration fachwissen eigenverantwortung motivation`},
		{tag: deTell, words: `sagen erwähnen fragen vorzustellen erzählen danken begrüßen`},
		{tag: deCap, words: `kappe konto`},
		{tag: deLag, cue: withAt, words: `lag liegt`},
		{tag: deBuilt, words: `gebaut`},
	}
}

const (
	reasonMensch  = "Das macht einen Menschen zur Erklärung."
	reasonPatzer  = "Das macht den Ausrutscher eines Menschen zur Erklärung."
	reasonPflicht = "Das nennt, was Leute nicht getan haben, statt was sie getan haben."
)

func germanBlameRules() []rule {
	sense := []string{
		"Was {was} {who} {when} gesehen?",
		"Wie hat das {when} für {whom} Sinn ergeben?",
		"~Wie hat das in dem Moment Sinn ergeben?",
		"Welche Informationen gab es, und welche haben gefehlt?",
		"Wie läuft dieser Teil der Arbeit sonst ab?",
	}
	did := []string{
		"Womit {was} {who} {when} zu tun gehabt?",
		"~Was war {when} zu sehen?",
		"Wie läuft dieser Schritt normalerweise ab?",
		"Was war zu der Zeit dringender?",
	}
	ease := []string{
		"Was hat es leicht gemacht, dass das passiert?",
		"Wie hat das in dem Moment Sinn ergeben?",
		"Welche Informationen gab es, und welche haben gefehlt?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), reason string, ask []string) rule {
		return rule{id, Blame, level, on, find, reason, ask, sourceBlame}
	}
	return []rule{
		mk("menschliches-versagen", Ask, deHumanAdjective, menschlichesVersagen, reasonMensch, ease),
		mk("bedienfehler", Ask, deSlipNoun, bedienfehler, reasonMensch, ease),
		mk("vergessen", Ask, deSlipVerb, vergessen, reasonPatzer, sense),
		mk("verbockt", Ask, deBotchVerb, verbockt, reasonPatzer, sense),
		mk("mist-gebaut", Ask, deBuilt, mistGebaut, reasonPatzer, sense),
		mk("versehentlich", Ask, deAccident, versehentlich, reasonPatzer, ease),
		mk("fahrlaessig", Ask, deCareless, fahrlaessig, reasonMensch, sense),
		mk("dumm", Ask, deFool, dumm, reasonMensch, sense),
		mk("schuld", Ask, deGuilt, schuld, reasonMensch, ease),
		mk("mein-fehler", Ask, deMistake, meinFehler, reasonPatzer, sense),
		mk("meine-kappe", Ask, deCap, meineKappe, reasonMensch, sense),
		mk("lag-an-uns", LookAgain, deLag, lagAnUns, reasonMensch, sense),
		mk("mangelnde-sorgfalt", LookAgain, deLack, mangelndeSorgfalt, reasonMensch, sense),
		mk("es-fehlte", LookAgain, deSkill, esFehlte, reasonMensch, sense),
		mk("nicht-getan", LookAgain, deDuty, nichtGetan, reasonPflicht, did),
	}
}

// menschlichesVersagen: asserted about an event, neither denied nor a term.
func menschlichesVersagen(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.has(i+1, deErrorNoun) && !s.denied(i)
}

func bedienfehler(s *sentence, i int) (span, bool) {
	return phrase(i, i), !s.denied(i)
}

// vergessen: told of people in the past.
func vergessen(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	from = s.afterAnd(from, i)
	if s.near(from, to, deNegation) >= 0 && !s.has(s.near(from, to, deNegation), deNobody) || s.inKonjunktiv(i) || s.says(i-1, "zu") || s.mentionsNext(i) {
		return span{}, false
	}
	who, people := s.byPeople(i)
	if !people || !s.pastAt(i) && !(s.headline(i) && i > from) {
		return span{}, false
	}
	return span{first: i, last: i, person: s.personOr(who, i), verb: i}, true
}

// afterAnd moves from the start of a stretch to its last clause before i: the
// one after an "und" that has a verb of its own.
func (s *sentence) afterAnd(from, i int) int {
	for j := i - 1; j > from; j-- {
		if s.says(j, "und", "aber") && s.near(j+1, i, deHave, deWerden) >= 0 {
			return j + 1
		}
	}
	return from
}

// mentionsNext recognises "vergessen zu erwähnen", which is manners.
func (s *sentence) mentionsNext(i int) bool { return s.near(i+1, i+6, deTell) >= 0 }

// pastAt reports whether the clause of i tells the past: have or wurde with
// the participle, or the preterite.
func (s *sentence) pastAt(i int) bool {
	if !s.germanPart(i) && !s.has(i, deInfinitive) {
		return true
	}
	return s.inStretch(i, deHave, deWerden) >= 0 || s.inStretch(i, deWas) >= 0 && s.saysNear(i-4, i+1, "worden") >= 0
}

// personOr names the subject, or whoever else the line names.
func (s *sentence) personOr(who, i int) int {
	if s.has(who, deNominative) || s.says(who, "sie") {
		return who
	}
	return s.personNear(i)
}

// verbockt: verbs only people are the subject of.
func verbockt(s *sentence, i int) (span, bool) {
	who, k := s.doer(i)
	if k == machine || s.inKonjunktiv(i) || s.inStretch(i, deNegation) >= 0 {
		return span{}, false
	}
	return span{first: i, last: i, person: s.personOr(who, i), verb: i}, true
}

func mistGebaut(s *sentence, i int) (span, bool) {
	at := s.saysNear(i-3, i-1, "mist", "scheiße", "bockmist", "murks", "unsinn")
	return span{first: at, last: i, person: s.personNear(i), verb: -1}, at >= 0 && !s.inKonjunktiv(i)
}

// versehentlich: an act of people, or of nobody named; and the noun for one.
func versehentlich(s *sentence, i int) (span, bool) {
	if s.says(i, "versehen", "unachtsamkeit") && !s.says(i-1, "aus") || s.guarded(i) || s.inKonjunktiv(i) {
		return span{}, false
	}
	if s.has(i+1, deActNoun) && s.toks[i+1].capital {
		return phrase(i, i+1), !s.denied(i)
	}
	who, people := s.byPeople(i)
	first := i
	if s.says(i, "versehen", "unachtsamkeit") {
		first--
	}
	return span{first: first, last: i, person: s.personOr(who, i), verb: -1}, people && (s.inStretch(i, deHave, deWerden) >= 0 || s.headline(i))
}

// fahrlaessig: the careless, told of a person or of what one did.
func fahrlaessig(s *sentence, i int) (span, bool) {
	return span{first: i, last: i, person: s.personNear(i), verb: -1}, !s.denied(i) && !s.inKonjunktiv(i)
}

// dumm: fools always; stupid only of a person's act, and said so.
func dumm(s *sentence, i int) (span, bool) {
	if s.says(i, "idiot", "idioten", "depp", "deppen", "trottel") {
		return span{first: i, last: i, person: s.personNear(i), verb: -1}, !s.denied(i)
	}
	if s.says(i+1, "gelaufen") || s.denied(i) {
		return span{}, false
	}
	if s.says(i+1, "von") && s.has(i+2, deDative, dePerson, dePossessive) || s.says(i+1, "vom") && s.has(i+2, dePerson) {
		return span{first: i, last: i + 2, person: i + 2, verb: -1}, true
	}
	who := s.inStretch(i, deNominative)
	return span{first: i, last: i, person: who, verb: -1}, who >= 0 && s.inStretch(i, deWas) >= 0 && s.says(who, "ich", "wir")
}

// schuld: whose fault it was; a machine's is one cause among several.
func schuld(s *sentence, i int) (span, bool) {
	_, k := s.doer(i)
	if s.germanDenies(i) || k == machine && !s.says(i, "verschuldet") {
		return span{}, false
	}
	if from, to := s.stretch(i); s.says(i, "verschulden") || s.says(from, "wer") && to > i && from > 1 && s.near(0, from-1, deNegation) >= 0 {
		return span{}, false // "es geht nicht darum, wer schuld ist"
	}
	return span{first: i, last: i, person: s.personNear(i), verb: -1}, s.inStretch(i, deWas, deHave) >= 0 || s.saysNear(i-4, i+3, "trägt", "liegt", "gibt") >= 0
}

// germanDenies reports whether the clause of i is negated anywhere.
func (s *sentence) germanDenies(i int) bool { return s.inStretch(i, deNegation, deMention) >= 0 }

// meinFehler: my mistake, a mistake was made, it was a mistake to.
func meinFehler(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	if s.near(from, i, deNegation) >= 0 || s.inKonjunktiv(i) {
		return span{}, false
	}
	switch _, k := s.doer(i); {
	case s.has(i-1, dePossessive):
		return span{first: i - 1, last: i, person: -1, verb: -1}, true
	case s.says(i+1, "von") && s.has(i+2, deDative, dePerson):
		return phrase(i, i+2), true
	case s.saysNear(i+1, to, "gemacht", "begangen") >= 0:
		return span{first: i, last: s.saysNear(i+1, to, "gemacht", "begangen"), person: s.personNear(i), verb: -1}, k != machine
	case s.saysNear(i+1, i+3, "unterlaufen", "passiert") >= 0:
		return phrase(i, s.saysNear(i+1, i+3, "unterlaufen", "passiert")), s.near(from, i, deDative) >= 0
	}
	judged := s.saysNear(from, i, "es", "das") >= 0 && s.saysNear(from, i, "war", "wars") >= 0 && s.saysNear(i-3, i-1, "ein") >= 0
	return phrase(i-1, i), judged && s.commaAt(i+1) && (s.saysNear(i+2, len(s.toks)-1, "zu") >= 0 || s.says(i+2, "dass"))
}

// meineKappe: das geht auf meine Kappe.
func meineKappe(s *sentence, i int) (span, bool) {
	return phrase(i-2, i), s.says(i-2, "auf") && s.has(i-1, dePossessive) && s.saysNear(i-6, i+3, "geht", "ging", "nehme", "nehmen") >= 0
}

// lagAnUns: es lag an mir, an dem Kollegen.
func lagAnUns(s *sentence, i int) (span, bool) {
	for j := i + 1; j <= i+3; j++ {
		if s.says(j, "an", "am") && (s.has(j+1, deDative) || s.near(j+1, j+3, dePerson) >= 0) {
			return span{first: i, last: j + 1, person: j + 1, verb: -1}, s.saysNear(i-3, i+1, "das", "es", "alles") >= 0 && s.inStretch(i, deNegation) < 0
		}
	}
	return span{}, false
}

// mangelndeSorgfalt: a lack of what people ought to have.
func mangelndeSorgfalt(s *sentence, i int) (span, bool) {
	j := i + 1
	if s.says(j, "an") {
		j++
	}
	return phrase(i, j), s.has(j, deSkill) && !s.denied(i)
}

// esFehlte: es fehlte an Erfahrung.
func esFehlte(s *sentence, i int) (span, bool) {
	from, _ := s.stretch(i)
	at := s.saysNear(from, i-1, "fehlt", "fehlte", "fehlten", "mangelte", "mangelt")
	return phrase(i, i), at >= 0 && !s.denied(i) && s.near(from, i, deMachine) < 0
}

// nichtGetan: wir haben das nicht getestet, niemand hat daran gedacht.
func nichtGetan(s *sentence, i int) (span, bool) {
	from, to := s.stretch(i)
	not := s.saysNear(from, to, "nicht", "nie", "niemals", "niemand", "keiner", "nichts")
	if not < 0 || s.says(not+1, "nur") || s.says(not-1, "noch") || s.inKonjunktiv(i) || s.near(from, to, deHave) < 0 {
		return span{}, false
	}
	if s.says(i, "gedacht") && s.saysNear(from, to, "daran", "dran") < 0 || s.says(i, "gesagt", "gefragt") && s.has(not, deNobody) {
		return span{}, false
	}
	if s.says(i, "gehalten") && (s.saysNear(from, i, "an", "ans") < 0 || s.saysNear(from, i, "sich", "mich", "uns", "dich") < 0) {
		return span{}, false
	}
	who, k := s.doer(i)
	return span{first: min(not, i), last: max(not, i), person: s.personOr(who, i), verb: -1}, k == human && s.near(from, to, deWerden) < 0
}
