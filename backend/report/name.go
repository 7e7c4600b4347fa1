package report

import (
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// name is one way a person may be named in a text.
type name struct {
	units []rune
	// capital asks for a capital letter at the start: the name is also an
	// ordinary word or very short.
	capital bool
	// role is what stands for it, without an article.
	role string
}

// asItIs is the role of a name that may stay: it is found, so that no shorter one is
// found in it, and left alone.
const asItIs = ""

// names finds the names of people in texts.
type names struct {
	byFirst map[rune][]name
	// plain says which plain letters a name begins with: most do not, and a map takes
	// long to say so.
	plain [utf8.RuneSelf]bool
	// folded is room for texts taken apart, used again.
	folded sync.Pool
}

func newNames() *names { return &names{byFirst: map[rune][]name{}} }

// add makes a name known. A name that two people share stands for either.
func (n *names) add(text, role, either string, capital bool) {
	units := []rune(folded(text))
	if len(units) == 0 || !hasLetter(text) {
		return
	}
	first := units[0]
	for i, have := range n.byFirst[first] {
		if string(have.units) == string(units) {
			if have.role != role && either != "" {
				n.byFirst[first][i].role = either
			}
			return
		}
	}
	list := append(n.byFirst[first], name{units: units, capital: capital, role: role})
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].units) > len(list[j].units) })
	n.put(first, list)
}

func (n *names) put(first rune, list []name) {
	n.byFirst[first] = list
	if first < utf8.RuneSelf {
		n.plain[first] = true
	}
}

// beginning are the names that begin with a unit.
func (n *names) beginning(r rune) []name {
	if r < utf8.RuneSelf && !n.plain[r] {
		return nil
	}
	return n.byFirst[r]
}

// isEmpty says that there is no name to be found.
func (n *names) isEmpty() bool { return len(n.byFirst) == 0 }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// match is a name found in a text, as byte offsets.
type match struct {
	from, to int
	name     name
}

// find returns the names in a text, from left to right, without overlap.
func (n *names) find(text string) []match {
	if n.isEmpty() {
		return nil
	}
	var out []match
	room, _ := n.folded.Get().(*[]unit)
	if room == nil {
		room = new([]unit)
	}
	units := fold(*room, text)
	defer func() { *room = units; n.folded.Put(room) }()
	for i := 0; i < len(units); i++ {
		if inWord(units, i) {
			continue
		}
		for _, c := range n.beginning(units[i].r) {
			if end, ok := c.at(units, i); ok && !isDate(units, i, end) {
				if c.role != asItIs {
					out = append(out, match{from: int(units[i].from), to: int(units[end-1].to), name: c})
				}
				i = end - 1
				break
			}
		}
	}
	return out
}

// at says whether the name stands at unit i, and where it ends.
func (n name) at(units []unit, i int) (int, bool) {
	end := i
	for _, r := range n.units {
		if end > i && r != '-' && end+2 < len(units) && units[end].r == '-' && units[end+1].r == ' ' {
			end += 2 // parted at the end of a line
		}
		if end >= len(units) || units[end].r != r {
			return 0, false
		}
		end++
		for r == ' ' && end < len(units) && units[end].r == ' ' {
			end++
		}
	}
	if !n.isApart(units, i-1, i) {
		return 0, false
	}
	// Of one person or of a family: "Annas Notiz", "the Limas".
	if !n.capital && len(n.units) > 3 && end < len(units) && units[end].r == 's' && edge(units, end, end+1) {
		end++
	} else if !n.isApart(units, end-1, end) {
		return 0, false
	}
	return end, !n.capital || units[i].upper || inAddress(units, i, end)
}

// inWord says that a unit stands behind a plain letter of its word, where no name begins.
func inWord(units []unit, i int) bool {
	return i > 0 && isPlain(units[i-1].r) && isPlain(units[i].r) && (units[i-1].upper || !units[i].upper)
}

func isPlain(r rune) bool { return r >= 'a' && r <= 'z' }

// isApart says whether the name may begin or end between two neighbouring units: where
// a word does, and, unless it is a word as well, inside of what a program calls
// something ("jobAnaNightly", "ana2").
func (n name) isApart(units []unit, a, b int) bool {
	if edge(units, a, b) {
		return true
	}
	if n.capital || len(n.units) < 3 {
		return false
	}
	x, y := units[a], units[b]
	return unicode.IsDigit(x.r) || unicode.IsDigit(y.r) || !x.upper && y.upper
}

// inAddress says that units stand in a handle or an address ("@mark",
// "mark@example.org"), where names are written small.
func inAddress(units []unit, from, to int) bool {
	part := func(r rune) bool { return isWord(r) || r == '.' || r == '_' || r == '-' || r == '+' }
	for from > 0 && part(units[from-1].r) {
		from--
	}
	for to < len(units) && part(units[to].r) {
		to++
	}
	return from > 0 && units[from-1].r == '@' || to < len(units) && units[to].r == '@'
}

// edge says whether a word may end between two neighbouring units.
func edge(units []unit, a, b int) bool {
	if a < 0 || b >= len(units) {
		return true
	}
	return !isWord(units[a].r) || !isWord(units[b].r) || runsOn(units[a].r) || runsOn(units[b].r)
}

// isDate says that a month's name stands in a date ("4 May", "May 2017"),
// where it is nobody's name.
func isDate(units []unit, from, to int) bool {
	switch string(runesOf(units[from:to])) {
	case "may", "june", "april", "august", "jan", "jun", "mar":
	default:
		return false
	}
	before := from >= 2 && units[from-1].r == ' ' && unicode.IsDigit(units[from-2].r)
	after := to+1 < len(units) && units[to].r == ' ' && unicode.IsDigit(units[to+1].r)
	return before || after
}

func runesOf(units []unit) []rune {
	out := make([]rune, len(units))
	for i, u := range units {
		out[i] = u.r
	}
	return out
}

// replace puts roles in the place of names. In a quotation a role stands in
// brackets, so that nobody takes it for what was said; so it does inside an
// identifier. The counts are by role.
func (n *names) replace(text string, as style) (string, map[string]int) {
	found := widened(text, n.find(text))
	if len(found) == 0 {
		return text, nil
	}
	var b strings.Builder
	counts, last := map[string]int{}, 0
	for _, m := range found {
		how := as
		if as == inText && inIdentifier(text, m) {
			how = inQuote
		}
		b.WriteString(text[last:m.from])
		b.WriteString(how.write(m.name.role, text[:m.from]))
		last = m.to
		if rest := text[last:]; strings.HasSuffix(string(m.name.units), "s") && possessiveWithoutS(rest) {
			_, size := utf8.DecodeRuneInString(rest)
			b.WriteString("’s")
			last += size
		}
		counts[m.name.role]++
	}
	b.WriteString(text[last:])
	return b.String(), counts
}

// widened takes the sign of a handle ("@ana") and the rest of an address
// ("ana.lima@example.org") into the match; matches that then meet are one.
func widened(text string, found []match) []match {
	out := found[:0]
	for _, m := range found {
		from, to := word(text, m)
		if at := strings.IndexByte(text[from:to], '@'); at > 0 {
			m.from, m.to = from, to
		} else if at == 0 {
			m.from = from
		}
		if len(out) > 0 && m.from < out[len(out)-1].to {
			out[len(out)-1].to = max(m.to, out[len(out)-1].to)
			continue
		}
		out = append(out, m)
	}
	return out
}

// word is the run of letters, digits and signs of an address around a match.
func word(text string, m match) (from, to int) {
	part := func(r rune) bool { return isWord(r) || strings.ContainsRune("@._-+", r) }
	from = strings.LastIndexFunc(text[:m.from], func(r rune) bool { return !part(r) })
	if from >= 0 {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	} else {
		from = 0
	}
	to = strings.IndexFunc(text[m.to:], func(r rune) bool { return !part(r) })
	if to < 0 {
		to = len(text)
	} else {
		to += m.to
	}
	return from, m.to + len(strings.TrimRight(text[m.to:to], "._-+@"))
}

// inIdentifier says that a name is part of something for a machine
// ("db_ana_old", "/home/ana").
func inIdentifier(text string, m match) bool {
	before, after := text[:m.from], text[m.to:]
	if strings.HasSuffix(before, "_") || strings.HasSuffix(before, "/") || strings.HasSuffix(before, "\\") {
		return true
	}
	return strings.HasPrefix(after, "_") || strings.HasPrefix(after, "/")
}

func possessiveWithoutS(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if r != '’' && r != '\'' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return !isWord(next)
}

// style is how a role stands in a text.
type style int

const (
	inText style = iota
	inQuote
	inLabel
)

func (s style) write(role, before string) string {
	small := lowerFirst(role)
	switch {
	case s == inQuote:
		return "[" + small + "]"
	case s == inLabel:
		if strings.TrimSpace(before) == "" {
			return role
		}
		return small
	case hasArticle(before) || startsWithArticle(small):
		return small
	case startsSentence(before):
		return "The " + small
	}
	return "the " + small
}

func startsSentence(before string) bool {
	t := strings.TrimRight(before, " \t\n“\"‘(")
	return t == "" || strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!") || strings.HasSuffix(t, "?") || strings.HasSuffix(t, ":")
}

func hasArticle(before string) bool {
	f := strings.Fields(before)
	if len(f) == 0 || !strings.HasSuffix(before, " ") {
		return false
	}
	switch strings.ToLower(f[len(f)-1]) {
	case "the", "a", "an", "our", "my", "your", "their", "his", "her", "its", "this", "that":
		return true
	}
	return false
}

func startsWithArticle(role string) bool {
	first, _, _ := strings.Cut(strings.ToLower(role), " ")
	return first == "the" || first == "a" || first == "an" || first == "our"
}

// lowerFirst lowers the first letter of a role unless its first word is an
// abbreviation ("SRE lead", "CEO").
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	if !unicode.IsUpper(first) || strings.IndexFunc(word[size:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) >= 0 || len(word) == size {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// upperFirst makes the first letter a capital unless the first word looks like
// something from a machine ("db2", "pg_dump", "eth0").
func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimRight(word, ".,;:!?’'s")
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' || unicode.IsUpper(r)
	}
	if !unicode.IsLower(first) || (len(word) > size && strings.IndexFunc(word[size:], odd) >= 0) {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
