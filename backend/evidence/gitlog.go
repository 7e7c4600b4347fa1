package evidence

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"secondstory/backend/debrief"
)

// gitLog reads what git log writes: the layouts short, medium, full, fuller and raw
// with any date but a relative one, and one line a commit with a date in it. A
// commit is when its author wrote it; when and by whom it was committed is added
// where that differs. Commits keep their order, the newest first.
// https://git-scm.com/docs/git-log
func gitLog() reader {
	return reader{
		format: FormatGitLog,
		sniff: func(h *head) int {
			if len(h.lines) == 0 {
				return 0
			}
			if gitEnvelope.MatchString(h.lines[0]) {
				return 97
			}
			for i, l := range h.lines {
				if gitCommit.MatchString(gitPlain(l)) && i+1 < len(h.lines) && gitField.MatchString(gitPlain(h.lines[i+1])) {
					if i > 3 {
						return 45 // quoted in something else, perhaps
					}
					return 95
				}
				if i > 20 {
					break
				}
			}
			hits, of := h.count(40, gitDated.MatchString)
			if hits >= 1 && hits*10 >= of*8 {
				return 88
			}
			return sniffOneline(h)
		},
		read: func(j *job, f file) error {
			h, err := j.look(f)
			if err != nil {
				return err
			}
			if len(h.lines) > 0 && gitEnvelope.MatchString(h.lines[0]) {
				return j.gitMails(f)
			}
			g := &gitReading{job: j, f: f}
			if err := g.read(); err != nil {
				return err
			}
			g.authors()
			return nil
		},
	}
}

// sniffOneline knows a commit a line, and between them lines of --graph and --stat
// alone. A number is no hash.
func sniffOneline(h *head) int {
	hits, others, letters := 0, 0, false
	for _, l := range h.lines[:min(120, len(h.lines))] {
		m := gitOneline.FindStringSubmatch(l)
		switch {
		case m != nil:
			hits++
			letters = letters || strings.ContainsAny(m[1], "abcdef")
		case !gitBetween.MatchString(l):
			others++
		}
	}
	if hits >= 3 && others == 0 && letters {
		return 50
	}
	return 0
}

var (
	// gitBetween is a line that is none of a commit: of a graph, of what changed.
	gitBetween = regexp.MustCompile(`^(?:[*|\\/_ ]*| .*\|.*| \d+ files? changed.*)$`)
	// gitBehind is who wrote it, behind what it is about.
	gitBehind  = regexp.MustCompile(`^(.*\S) \[([^\[\]]{1,80}(?:\[bot\])?)\]$`)
	gitGraph   = regexp.MustCompile(`^[*|\\/_ .-]*[*|\\/](?:\s+|$)`)
	gitCommit  = regexp.MustCompile(`^commit ([0-9a-f]{7,64})(?: [0-9a-f]{40})*(?: \((.+)\))?\s*$`)
	gitField   = regexp.MustCompile(`^(?:(Author|AuthorDate|Commit|CommitDate|Date|Merge|Reflog|Reflog message|Notes|Refs):\s*|(tree|parent|author|committer|gpgsig|encoding) )(.*)$`)
	gitPerson  = regexp.MustCompile(`^(.*?)\s*(?:<([^>]*)>)?(?: (\d{1,12} [+-]\d{4}))?$`)
	gitDated   = regexp.MustCompile(`^[*|\\/_ ]*\(?([0-9a-f]{7,64})\)?[ ,|-]+(?:\(([^)]*)\) )?\(?\[?(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?|\w{3},? \w{3,} \w{1,4} \d\d:\d\d:\d\d \d{4} [+-]\d{4}|\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4})[\])]?[ ,|:-]*(.*)$`)
	gitOneline = regexp.MustCompile(`^[*|\\/_ ]*([0-9a-f]{7,40}) (?:\(([^)]*)\) )?(\S.*)$`)
	// gitReference is "abc1234 (Fix the pool, 2024-05-01)".
	gitReference = regexp.MustCompile(`^[0-9a-f]{7,40} \((.+), (\d{4}-\d\d-\d\d)\)$`)
	gitRefOnly   = regexp.MustCompile(` ?\(((?:HEAD\b|tag: |origin/|upstream/|refs/)[^)]*)\) `)
)

// gitPlain leaves out the lines of --graph.
func gitPlain(l string) string {
	if at := gitGraph.FindString(l); at != "" && strings.ContainsAny(at, "*|") {
		return l[len(at):]
	}
	return l
}

type gitReading struct {
	*job
	f     file
	graph bool
	// committed is when and by whom the commit at hand was, if that is told.
	committed   string
	committer   string
	author      string
	undecided   []int
	known       map[string]bool
	began, head bool
}

func (g *gitReading) read() error {
	for l, err := range g.lines(g.f) {
		if err != nil {
			return err
		}
		text := uncoloured(l.text)
		if strings.HasPrefix(text, "* commit ") || strings.HasPrefix(text, "*   commit ") {
			g.graph = true
		}
		if g.graph {
			text = gitPlain(text)
		}
		if err := g.line(l.n, text); err != nil {
			return err
		}
	}
	g.finish()
	return nil
}

func (g *gitReading) line(n int, text string) error {
	if m := commitIn(text); m != nil {
		g.finish()
		g.began, g.head = true, true
		g.committed, g.committer, g.author = "", "", ""
		return g.add(Message{ID: m[1], File: g.f.path, Line: n})
	}
	switch {
	case !g.began:
		return g.oneLine(n, text)
	case strings.TrimSpace(text) == "":
		last := &g.doc.Messages[len(g.doc.Messages)-1]
		if !g.head {
			g.goesOn(len(g.doc.Messages)-1, "")
		}
		g.head = g.head && last.When.Told == ToldNothing && g.author == ""
	case g.head && gitField.MatchString(text):
		g.field(gitField.FindStringSubmatch(text), n)
	default:
		g.head = false
		g.goesOn(len(g.doc.Messages)-1, strings.TrimRight(strings.TrimPrefix(text, "    "), " "))
	}
	return nil
}

// commitIn is the line that begins a commit; nil for any other.
func commitIn(text string) []string {
	if !strings.HasPrefix(text, "commit ") {
		return nil
	}
	return gitCommit.FindStringSubmatch(text)
}

// field is a line of a commit's head.
func (g *gitReading) field(m []string, n int) {
	last := &g.doc.Messages[len(g.doc.Messages)-1]
	value := strings.TrimSpace(m[3])
	switch firstOf(m[1], m[2]) {
	case "Author", "author":
		p := gitPerson.FindStringSubmatch(value)
		last.Sender, last.SenderID, g.author = firstOf(p[1], p[2]), p[2], value
		if p[3] != "" {
			last.When = gitDate(p[3])
		}
		if strings.HasSuffix(last.Sender, "[bot]") {
			last.Kind = KindBot
		}
	case "Commit", "committer":
		p := gitPerson.FindStringSubmatch(value)
		g.committer = p[1]
		if p[3] != "" {
			g.committed = p[3]
		}
	case "Date", "AuthorDate":
		if last.When = gitDate(value); last.When.Told == ToldNothing {
			g.doc.reject(g.f.path, n, ExpectedTime, value)
		}
	case "CommitDate":
		g.committed = value
	}
}

// finish ends a commit.
func (g *gitReading) finish() {
	if !g.began || len(g.doc.Messages) == 0 {
		return
	}
	last := &g.doc.Messages[len(g.doc.Messages)-1]
	last.Text = strings.TrimSpace(last.Text)
	if w := gitDate(g.committed); w.Told == ToldInstant && (w.Time != last.When.Time || g.committer != last.Sender) {
		last.Text = strings.TrimSpace(last.Text + "\n\n(" + joined(" ", "committed", w.Time.Format(time.RFC3339), g.committer) + ")")
		if last.When.Told == ToldNothing {
			last.When = w
		}
	}
	last.Text = firstOf(last.Text, last.ID)
}

// gitDate reads a date in any of git's layouts: one without an offset stays local.
func gitDate(s string) When {
	if s = strings.TrimSpace(s); s == "" {
		return When{}
	}
	if seconds, _, ok := strings.Cut(s, " "); ok && isNumber(seconds) {
		return epoch(seconds, 0)
	}
	if w := toldIn(s); w.Told != ToldNothing {
		return w
	}
	for _, layout := range []string{"Mon Jan 2 15:04:05 2006 -0700", "Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02 15:04:05 -0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return instant(t)
		}
	}
	if t, err := time.Parse("Mon Jan 2 15:04:05 2006", s); err == nil {
		return local(t, debrief.PrecisionSecond)
	}
	for _, layout := range []string{time.DateOnly, "Jan 2 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return local(t, debrief.PrecisionUnknown)
		}
	}
	return When{}
}

// oneLine is a commit in one line. Where its author ends is told later.
func (g *gitReading) oneLine(n int, text string) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if m := gitDated.FindStringSubmatch(text); m != nil {
		w := gitDate(m[3])
		if w.Told != ToldNothing {
			g.undecided = append(g.undecided, len(g.doc.Messages))
			return g.add(Message{ID: m[1], When: w, Text: firstOf(strings.TrimSpace(m[4]), m[1]), File: g.f.path, Line: n})
		}
	} else if m := gitOneline.FindStringSubmatch(text); m != nil {
		one := Message{ID: m[1], Text: m[3], File: g.f.path, Line: n}
		if p := gitReference.FindStringSubmatch(m[0]); p != nil {
			one.Text, one.When = p[1], gitDate(p[2])
		}
		return g.add(one)
	} else if gitBetween.MatchString(text) && strings.ContainsAny(text[:1], "|*\\/") {
		return nil // of --graph
	}
	if len(g.doc.Messages) > 0 && (strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t")) {
		g.goesOn(len(g.doc.Messages)-1, strings.TrimSpace(text)) // of --stat
		return nil
	}
	g.doc.reject(g.f.path, n, ExpectedMessage, text)
	return nil
}

// authors divides lines of one commit each into who wrote it and what it is about.
// Some say where: the names of branches and tags stand between, or a bar. Names
// known by that, or by standing before unlike words, tell the others.
func (g *gitReading) authors() {
	if len(g.undecided) == 0 {
		return
	}
	if g.behind() {
		return
	}
	g.known = map[string]bool{}
	for _, n := range g.undecided {
		if at := gitRefOnly.FindStringIndex(g.doc.Messages[n].Text); at != nil && at[0] > 0 && at[0] < 80 {
			g.known[strings.TrimSpace(g.doc.Messages[n].Text[:at[0]])] = true
		}
	}
	if !g.named() {
		return
	}
	follows := g.follows()
	for _, n := range g.undecided {
		g.decide(&g.doc.Messages[n], follows)
	}
}

// behind takes who wrote it from the end of the lines, where all have it there.
func (g *gitReading) behind() bool {
	for _, n := range g.undecided {
		if !gitBehind.MatchString(g.doc.Messages[n].Text) {
			return false
		}
	}
	for _, n := range g.undecided {
		m := &g.doc.Messages[n]
		p := gitBehind.FindStringSubmatch(m.Text)
		m.Text, m.Sender = strings.TrimLeft(p[1], "| "), p[2]
		if strings.HasSuffix(m.Sender, "[bot]") {
			m.Kind = KindBot
		}
	}
	return true
}

// named says whether the lines begin with names at all: those of "git log
// --oneline" with a date do not. They do when the first words come back.
func (g *gitReading) named() bool {
	if len(g.known) > 0 {
		return true
	}
	first, verbs := map[string]int{}, 0
	for _, n := range g.undecided {
		w := strings.Fields(g.doc.Messages[n].Text)
		if len(w) == 0 {
			continue
		}
		first[w[0]]++
		if isVerb(w[0]) || strings.HasSuffix(w[0], ":") {
			verbs++
		}
	}
	return verbs*3 < len(g.undecided)
}

// follows counts which words follow which beginnings of up to three words.
func (g *gitReading) follows() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, n := range g.undecided {
		w := strings.Fields(g.doc.Messages[n].Text)
		for i := 1; i <= 4 && i < len(w); i++ {
			key := strings.Join(w[:i], " ")
			if out[key] == nil {
				out[key] = map[string]bool{}
			}
			out[key][w[i]] = true
		}
	}
	return out
}

func (g *gitReading) decide(m *Message, follows map[string]map[string]bool) {
	text := m.Text
	if at := gitRefOnly.FindStringIndex(text + " "); at != nil && at[0] > 0 && at[0] < 80 {
		m.Sender, m.Text = strings.TrimSpace(text[:at[0]]), strings.TrimSpace(text[min(at[1], len(text)):])
	} else {
		words := strings.Fields(text)
		n := g.nameLength(words, follows)
		m.Sender, m.Text = strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	}
	m.Sender = strings.Trim(m.Sender, ",:|<>[]- ")
	if strings.Contains(text, "[bot] ") && strings.HasSuffix(m.Sender, "[bot") {
		m.Sender += "]"
	}
	if strings.HasSuffix(m.Sender, "[bot]") {
		m.Kind = KindBot
	}
	m.Text = firstOf(strings.TrimLeft(m.Text, " |:-"), m.ID)
}

// nameLength is how many of the first words are a name.
func (g *gitReading) nameLength(words []string, follows map[string]map[string]bool) int {
	for n := min(5, len(words)-1); n > 0; n-- {
		if g.known[strings.Join(words[:n], " ")] {
			return n
		}
	}
	n := 1
	for n < min(4, len(words)-1) && len(follows[strings.Join(words[:n], " ")]) < 2 {
		if w, before := words[n], words[n-1]; !isCapital(w) || !isCapital(before) || strings.ContainsAny(w, ":()#/") || isVerb(w) {
			break
		}
		n++
	}
	return min(n, max(0, len(words)-1))
}

func isCapital(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r) || unicode.Is(unicode.Han, r)
	}
	return false
}

// isVerb says whether a word is one that what is done to code begins with.
func isVerb(w string) bool {
	w = strings.ToLower(strings.TrimRight(w, ":,."))
	for _, end := range []string{"", "s", "es", "ed", "d", "ing", "ied", "ies"} {
		stem, is := strings.CutSuffix(w, end)
		if is && (slices.Contains(gitVerbs, stem) || slices.Contains(gitVerbs, stem+"e") || slices.Contains(gitVerbs, stem+"y")) {
			return true
		}
	}
	return false
}

var gitVerbs = strings.Fields(`add allow apply avoid backport bugfix bump change check clarify clean cleanup convert copy correct create
	delete deploy deprecate disable display document drop enable ensure exclude export extend extract feat feature filter fix force format
	generate get handle hide hotfix implement import improve include increase initial install introduce keep limit log maintain make merge migrate
	minor modify move new optimize parse pass pin prepare prevent print publish put raise redesign reduce refactor release remove rename reorganize replace
	require reset resolve restore return revert rewrite rework roll rollback run set setup show simplify skip small sort speed split start stop store style support
	switch sync test tidy tweak typo update upgrade use validate verify wip work wrap write chore docs ci build perf`)
