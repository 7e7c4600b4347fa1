package report

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
)

// cast knows what everybody is called in an edition.
type cast struct {
	edition Edition
	labels  map[debrief.ID]string
	// roles is what stands for each of them where they are not called by name.
	roles map[debrief.ID]string
	// byName is who goes by name: in the named edition whoever agreed to it.
	byName map[debrief.ID]bool
	names  *names
}

// newCast gives every participant a label and, unless names are agreed to,
// learns the names that must give way to it.
func newCast(w *debrief.Whole, o Options) (*cast, []Warning) {
	c := &cast{edition: o.Edition, labels: map[debrief.ID]string{}, roles: map[debrief.ID]string{}, byName: map[debrief.ID]bool{}, names: newNames()}
	roles := roleLabels(w.Participants, calledAfter(everybody(w, o.Known)), o.T)
	for i, p := range w.Participants {
		if o.Edition == Public {
			roles[i], _ = hideHosts(roles[i])
		}
		c.labels[p.ID], c.roles[p.ID] = roles[i], roles[i]
		if o.Edition == Named && w.MayName(&p) {
			c.byName[p.ID] = true
			c.labels[p.ID] = firstOf(p.Name, p.Alias, p.Role, o.T("report.person", "n", strconv.Itoa(i+1)))
		}
	}
	if o.Edition == Named && len(c.byName) == len(w.Participants) {
		return c, nil
	}
	return c, c.learn(w, roles, o)
}

// roleLabels returns one stable label a participant: the role; with the team
// where that tells two people apart; else with a number.
func roleLabels(people []debrief.Participant, called map[string]bool, t Text) []string {
	out, byRole := make([]string, len(people)), map[string][]int{}
	for i, p := range people {
		out[i] = upperFirst(firstOf(clean(p.Role), t("report.person.unknown")))
		byRole[folded(out[i])] = append(byRole[folded(out[i])], i)
	}
	for _, same := range byRole {
		if len(same) == 1 {
			continue
		}
		teams := distinctTeams(people, same, called)
		for n, i := range same {
			if teams {
				out[i] += ", " + clean(people[i].Team)
			} else {
				out[i] += " " + strconv.Itoa(n+1)
			}
		}
	}
	return out
}

func distinctTeams(people []debrief.Participant, of []int, called map[string]bool) bool {
	seen := map[string]bool{}
	for _, i := range of {
		t := folded(people[i].Team)
		if t == "" || seen[t] || slices.ContainsFunc(wordsOf(t), func(w string) bool { return called[w] }) {
			return false
		}
		seen[t] = true
	}
	return true
}

// learn collects the names that must not be seen. A name that is also part of
// a role cannot be kept out without making the role unreadable: it is left
// alone, and said.
func (c *cast) learn(w *debrief.Whole, roles []string, o Options) []Warning {
	t := o.T
	l := learner{names: newNames(), notNames: roleWords(w, o.Known...), either: t("report.person.either")}
	for i, p := range w.Participants {
		role := roles[i]
		if c.byName[p.ID] {
			role = asItIs
		}
		l.called(&p, role)
	}
	for i := range o.Known {
		p := &o.Known[i]
		role, listed := c.roles[p.ID]
		switch {
		case c.byName[p.ID], o.Edition == Named && !listed:
			role = asItIs
		case !listed:
			role = t("report.person.somebody")
		}
		l.called(p, role)
	}
	l.either = "" // whoever leads and also took part goes by the role
	lead := t("report.person.facilitator")
	if c.edition == Named {
		lead = asItIs
	}
	for _, n := range []string{w.Debrief.Facilitator, w.Debrief.NoteTaker} {
		l.person(n, lead)
	}
	if c.edition != Named {
		l.readers(&w.Debrief, t("report.person.reader"))
	}
	warnings := c.keep(l.names, append([]string{t("report.person.facilitator")}, roles...))
	if c.edition == Named {
		return warnings
	}
	return append(warnings, singleTeams(w, roles)...)
}

// keep takes over every name that is no part of a role.
func (c *cast) keep(all *names, roles []string) []Warning {
	warnings, said := []Warning{}, foldAll(roles)
	for first, list := range all.byFirst {
		for _, n := range list {
			if n.role == asItIs || !said.has(n) {
				c.names.put(first, append(c.names.byFirst[first], n))
			} else if folded(n.role) != withoutArticle(string(n.units)) {
				warnings = append(warnings, Warning{Kind: "name-is-role", Of: n.role})
			}
		}
	}
	sort.Slice(warnings, func(i, j int) bool { return warnings[i].Of < warnings[j].Of })
	return slices.Compact(warnings)
}

// withoutArticle is a name as a role is written: "the database" is called that.
func withoutArticle(folded string) string { return strings.TrimPrefix(folded, "the ") }

// foldedTexts is texts folded once, to look for many names: each apart, and all in one
// to pass over at once what is in none.
type foldedTexts struct {
	each [][]unit
	all  string
}

func foldAll(texts []string) foldedTexts {
	out, all := foldedTexts{}, []rune{}
	for _, text := range texts {
		units := fold(nil, "The "+text)
		out.each = append(out.each, units, units[len("The "):])
		all = append(append(all, runesOf(units)...), '\n')
	}
	out.all = string(all)
	return out
}

func (f foldedTexts) has(n name) bool {
	word, _, _ := strings.Cut(string(n.units), " ")
	return strings.Contains(f.all, word) && slices.ContainsFunc(f.each, n.in)
}

// in says whether the name stands anywhere in units.
func (n name) in(units []unit) bool {
	for i := range units {
		if end, ok := n.at(units, i); ok && !isDate(units, i, end) {
			return true
		}
	}
	return false
}

// roleWords is every word of a role or team: never a name on its own, unless the team
// is called after somebody.
func roleWords(w *debrief.Whole, known ...debrief.Participant) map[string]bool {
	out, called := map[string]bool{}, calledAfter(everybody(w, known))
	for _, p := range w.Participants {
		for _, f := range wordsOf(p.Team) {
			out[f] = !called[f]
		}
	}
	for _, p := range w.Participants {
		for _, f := range wordsOf(p.Role) {
			out[f] = true
		}
	}
	return out
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(folded(text), func(r rune) bool { return !isWord(r) })
}

// everybody is whoever took part or led the meeting, and who is known besides.
func everybody(w *debrief.Whole, known []debrief.Participant) []debrief.Participant {
	return slices.Concat(w.Participants, known, []debrief.Participant{{Name: w.Debrief.Facilitator}, {Name: w.Debrief.NoteTaker}})
}

// calledAfter is the words of people's names, for teams that have one of them in
// theirs ("Team Ana"). A name that is itself a team's ("Payments team") has too few.
func calledAfter(people []debrief.Participant) map[string]bool {
	out := map[string]bool{}
	for _, p := range people {
		role := wordsOf(p.Role)
		words := slices.DeleteFunc(wordsOf(p.Name), func(f string) bool {
			return utf8.RuneCountInString(f) < 2 || particle()[f] || everyday()[f] || slices.Contains(role, f)
		})
		for _, f := range words {
			out[f] = out[f] || len(words) > 1
		}
	}
	return out
}

// called learns all that somebody is called, and where mail reaches them.
func (l learner) called(p *debrief.Participant, role string) {
	for _, n := range []string{p.Name, p.Alias, p.Email} {
		l.person(n, role)
	}
}

// learner takes names apart.
type learner struct {
	names    *names
	notNames map[string]bool
	either   string
}

// person learns a full name and each of its parts that can stand alone.
func (l learner) person(full, role string) {
	full = strings.TrimLeft(clean(full), "@")
	if full == "" {
		return
	}
	parts := partsOf(full)
	short := utf8.RuneCountInString(full) <= 2 || ordinary()[folded(full)]
	l.add(full, role, len(parts) == 1 && short && startsUpper(full))
	l.address(full, role)
	l.login(parts, role)
	small := l.writtenSmall(strings.Fields(full))
	for _, part := range parts {
		whole := len(parts) == 1 && part == full
		for _, p := range append([]string{part}, within(part)...) {
			f := folded(p)
			if whole && p == part || utf8.RuneCountInString(p) < 2 || particle()[f] || l.notNames[f] || !(small || startsUpper(p) || caseless(p)) {
				continue
			}
			l.add(p, role, ordinary()[f] || utf8.RuneCountInString(p) == 2 && !caseless(p))
		}
	}
}

// login learns what somebody is called where there are no spaces: "AnaLima", "@analima";
// in small letters ("analima", "alima") where no part is a word as well.
func (l learner) login(parts []string, role string) {
	if len(parts) < 2 {
		return
	}
	first, last := []rune(parts[0]), parts[len(parts)-1]
	joined := strings.Join(parts, "")
	apart := !slices.ContainsFunc(parts, func(p string) bool {
		f := folded(p)
		return !startsUpper(p) || everyday()[f] || ordinary()[f] || particle()[f] || l.notNames[f]
	})
	l.names.add(joined, role, l.either, !apart || utf8.RuneCountInString(joined) < 7)
	if apart && utf8.RuneCountInString(last) > 3 {
		l.names.add(string(first[:1])+last, role, l.either, false)
	}
}

// add learns a name, also as it is written where a keyboard lacks its letters.
func (l learner) add(text, role string, capital bool) {
	l.names.add(text, role, l.either, capital)
	if plain := apostrophes.Replace(text); plain != text && utf8.RuneCountInString(plain) > 3 {
		l.names.add(plain, role, l.either, capital)
	}
	spelt := umlauts.Replace(norm.NFC.String(text))
	if spelt != text {
		l.names.add(spelt, role, l.either, capital)
	}
}

// What keyboards lack, and what is written for it.
var (
	apostrophes = strings.NewReplacer("'", "", "’", "")
	umlauts     = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe",
		"Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Å", "Aa", "Ø", "Oe")
)

// address learns the person an e-mail address names: whoever stands before the
// at sign, and the names that is made of.
func (l learner) address(full, role string) {
	local, _, ok := strings.Cut(full, "@")
	if !ok || strings.ContainsRune(local, ' ') {
		return
	}
	split := strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, p := range append([]string{local}, split...) {
		f := folded(p)
		if utf8.RuneCountInString(p) < 3 || particle()[f] || l.notNames[f] || mailbox()[f] {
			continue
		}
		l.names.add(p, role, l.either, ordinary()[f])
	}
}

// mailbox is what stands before the at sign and is nobody's name.
var mailbox = wordSet(`admin alerts bot contact dba dev help hello hostmaster info it noc office on oncall call ops
		postmaster root security service sre support sysadmin tech web webmaster`)

// partsOf takes a full name apart, whatever stands between its parts and around them:
// "Lima, Ana", "Katharina „Kathi“ Groß", "Ana [DBA]".
func partsOf(full string) []string {
	parts := strings.FieldsFunc(full, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/|()[]<>«»„“”", r) })
	out := parts[:0]
	for _, p := range parts {
		p = strings.TrimFunc(p, func(r rune) bool { return !isWord(r) && !unicode.IsMark(r) })
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// within is the names in one: those of a double name ("Mary-Jane"), and what is left of
// three letters without the family's, which stands first ("小龙" of "李小龙").
func within(part string) []string {
	if letters := []rune(part); len(letters) == 3 && unicode.In(letters[0], unicode.Han, unicode.Hangul) {
		return []string{string(letters[1:])}
	}
	parts := strings.FieldsFunc(part, func(r rune) bool { return foldRune(r) == '-' })
	if len(parts) < 2 {
		return nil
	}
	return slices.DeleteFunc(parts, func(p string) bool { return utf8.RuneCountInString(p) < 3 })
}

// writtenSmall says that a full name was typed without capitals ("ana lima"):
// two or three words, none of which is an everyday one or says what somebody
// does ("the database", "engineer on leave", "night shift").
func (l learner) writtenSmall(parts []string) bool {
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	for _, p := range parts {
		f := folded(p)
		if strings.ToLower(p) != p || l.notNames[f] || particle()[f] && len(f) > 3 || everyday()[f] {
			return false
		}
	}
	return true
}

// everyday is words of descriptions that are nobody's name.
var everyday = wordSet(`a an and another any at bot by caller call customer customers data database developer developers
		duty everybody everyone first for former from group in leave leaving new night no nobody of off office on
		one operator operators other our person people release room second service shift some somebody someone
		staff support system the their third to unknown vendor we who with without`)

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// caseless says that a name is in a script without capitals.
func caseless(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r)
}

// ordinary is names that are also words: in lower case they are left alone.
var ordinary = wordSet(`al an art bill bob brook brown carol case chance chase chip christian chuck clay cliff
		craig dale dawn dean don drew earl ed eve faith fay ford frank gene glen grace grant gray green guy hank
		hope hunter iris ivy jack jay jean jo joy june king lane lee long march mark may max mike miles nick norm
		olive page pat penny pierce ray reed rich rob robin rock rose ruby sage sandy sky stone sue summer ted tom
		tony van victor wade ward west white will wood young april august black baker cook carter cooper fisher
		hall hill lake mason mills moore parker potter price root rush sharp short small smart snow star stark
		swift taylor turner walker wells wolf woods`)

// particle is parts of names that are never a name on their own.
var particle = wordSet(`da de del della der den des di do dos du el la le las les los of van von zu zur ten ter bin
		ibn al the and mr mrs ms dr prof jr sr ii iii team engineer engineers lead manager member user users`)

// wordSet is a list of words to look others up in, made when it is first asked.
func wordSet(s string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(s) {
			out[w] = true
		}
		return out
	})
}

// singleTeams warns of roles that are as good as names: held by the only
// person of a team.
func singleTeams(w *debrief.Whole, roles []string) []Warning {
	size, out := map[string]int{}, []Warning{}
	for _, p := range w.Participants {
		size[folded(p.Team)]++
	}
	for i, p := range w.Participants {
		if clean(p.Team) != "" && size[folded(p.Team)] == 1 {
			out = append(out, Warning{Kind: "single-person-team", Of: roles[i]})
		}
	}
	return out
}

// who is what an edition calls whoever spoke, acted, thought of something or
// owns it.
func (c *cast) who(w debrief.Who) string {
	if label, ok := c.labels[w.ParticipantID]; ok && w.ParticipantID != "" {
		return label
	}
	return clean(w.Name)
}

// whoIn is the same within a sentence, after the word before it: a role has its article.
func (c *cast) whoIn(w debrief.Who, before string) string {
	who := c.who(w)
	_, listed := c.labels[w.ParticipantID]
	if who == "" || c.edition == Named && (!listed || c.byName[w.ParticipantID]) {
		return who
	}
	return inText.write(who, before)
}

// isWithheld says that a name must give way in this edition.
func (c *cast) isWithheld(name string) bool { return len(c.names.find(name)) > 0 }

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = clean(t); t != "" {
			return t
		}
	}
	return ""
}

// clean joins runs of white space to one space.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }
