// Package markdown writes a report as Markdown, as CommonMark and GitHub read it: its
// timeline and countermeasures are tables, quotations are quotations, and everything
// somebody wrote is plain text whatever it looks like. Pictures and graphs are told with
// their facts; the figure is the timeline's table.
package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"secondstory/backend/letter"
	"secondstory/backend/report"
)

// Write returns a report as Markdown, once it was searched for names the edition must
// not carry (debrief.CodeNameFound).
func Write(r *report.Report) ([]byte, error) {
	w := &writer{r: r}
	w.head()
	w.learnings()
	w.section("reading", w.paragraphs(r.Reading))
	w.section("impact", w.fields(r.Impact))
	w.section("timeline", w.timeline)
	w.section("narratives", w.narratives)
	w.section("factors", w.factors)
	w.section("helped", w.helped)
	w.section("countermeasures", w.countermeasures)
	w.section("asked", w.points(r.Asked))
	w.section("questions", w.points(r.Questions))
	w.section("later", w.points(r.Later))
	w.section("people", w.people)
	w.section("method", w.paragraphs(r.Method))
	w.section("sources", w.fields(r.Sources))
	w.section("files", w.fields(r.Files))
	w.section("evidence", w.evidence)
	w.section("glossary", w.fields(r.Glossary))
	w.section("about", w.about)
	w.section("related", w.fields(r.RelatedFields()))
	w.section("history", w.fields(r.History))
	text := strings.TrimSpace(w.out.String()) + "\n"
	if err := r.Check([]report.Place{{Where: r.T("followup.place.text"), Text: plain(text)}}); err != nil {
		return nil, fmt.Errorf("search markdown: %w", err)
	}
	return []byte(text), nil
}

// plain is the text without the backslashes that keep its signs from meaning anything,
// so that a name with one in it is found.
func plain(text string) string { return strings.ReplaceAll(text, `\`, "") }

type writer struct {
	r   *report.Report
	out strings.Builder
}

func (w *writer) t(key string, pairs ...string) string { return w.r.T(key, pairs...) }

// block writes one block and the empty line after it.
func (w *writer) block(text string) {
	if text = strings.TrimRight(text, "\n "); text != "" {
		w.out.WriteString(text + "\n\n")
	}
}

// section writes a heading and what stands below it, or neither.
func (w *writer) section(key string, body func()) {
	before := w.out.String()
	w.block("## " + escape(w.t("report.section."+key)))
	head := w.out.Len()
	body()
	if w.out.Len() == head {
		w.out.Reset()
		w.out.WriteString(before)
	}
}

func (w *writer) head() {
	r := w.r
	w.block("# " + escape(r.Title))
	w.block(strings.Join(parts(r.Kind, r.EditionLine, r.Reference, r.Classification, r.ShortHash()), ". ") + ".")
	w.block(start(r.Summary.Lead))
	for _, f := range r.Summary.Facts {
		text := strings.Join(append(parts(f.Head), parts(f.Lines...)...), ". ")
		w.out.WriteString("- **" + escape(f.Label) + "**: " + text + "\n")
	}
	w.block("\n")
	w.out.WriteString("\n")
}

// parts are the texts that say something, escaped.
func parts(all ...string) []string {
	out := []string{}
	for _, s := range all {
		if s = strings.TrimRight(s, "."); s != "" {
			out = append(out, escape(s))
		}
	}
	return out
}

func (w *writer) learnings() {
	for _, l := range w.r.Summary.Learnings {
		w.block("### " + escape(l.Title))
		text := start(l.Text)
		if l.Factor > 0 {
			text += " (" + escape(w.t("report.markdown.factor", "n", strconv.Itoa(l.Factor))) + ")"
		}
		w.block(text)
	}
}

func (w *writer) paragraphs(all []string) func() {
	return func() {
		for _, text := range all {
			w.block(start(text))
		}
	}
}

func (w *writer) fields(all []report.Field) func() {
	return func() {
		for _, f := range all {
			w.out.WriteString("- **" + escape(f.Label) + "**: " + escape(f.Text) + "\n")
		}
		if len(all) > 0 {
			w.out.WriteString("\n")
		}
	}
}

func (w *writer) row(cells ...string) { w.out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

func (w *writer) heads(keys ...string) {
	cells, rule := []string{}, []string{}
	for _, k := range keys {
		cells, rule = append(cells, escape(w.t(k))), append(rule, "---")
	}
	w.row(cells...)
	w.row(rule...)
}

func (w *writer) timeline() {
	rows := w.r.Timeline.Rows
	if len(rows) == 0 {
		w.block(escape(w.t("report.timeline.none")))
		return
	}
	w.heads("report.timeline.time", "report.timeline.elapsed", "report.timeline.what", "report.timeline.source")
	for _, r := range rows {
		if r.Kind != report.RowEntry {
			w.row("", "", "**"+escape(r.Text)+"**", "")
			continue
		}
		text := escape(r.Text)
		if r.Quote {
			text = "“" + strings.Trim(text, "“”\"") + "”"
		}
		if r.Who != "" {
			text = escape(r.Who) + ": " + text
		}
		for _, n := range r.Factors {
			text += " " + w.t("report.timeline.factor", "n", strconv.Itoa(n))
		}
		w.row(escape(r.Time), escape(r.Elapsed), text, mark(r.Record)+" "+escape(r.Source))
	}
	w.out.WriteString("\n")
	w.block(mark(true) + " " + w.t("report.timeline.legend.record") + " " + mark(false) + " " + w.t("report.timeline.legend.memory"))
}

// mark is filled for a record and open for memory, as in the figure.
func mark(record bool) string {
	if record {
		return "●"
	}
	return "○"
}

func (w *writer) narratives() {
	r := w.r
	if len(r.Narratives) == 0 && len(r.Noted) == 0 {
		w.block(escape(w.t("report.narratives.none")))
		return
	}
	w.block(escape(w.t("report.narratives.intro")))
	for _, n := range r.Narratives {
		w.block("### " + escape(n.Name))
		w.block(strings.Join(parts(n.Meta...), ". "))
		w.account(n.Paragraphs)
	}
	if len(r.Noted) > 0 {
		w.block("### " + escape(w.t("report.narratives.noted")))
		w.account(r.Noted)
	}
}

func (w *writer) account(paragraphs []report.Paragraph) {
	for _, p := range paragraphs {
		lines, asked := []string{}, []string{}
		for _, s := range p.Sentences {
			text := s.Text
			if s.Time != "" {
				text = s.Time + " " + text
			}
			lines, asked = append(lines, text), append(asked, s.Asked...)
		}
		text := start(strings.Join(lines, " "))
		if p.Quote {
			text = "> " + text
		}
		w.block(text)
		for _, a := range asked {
			w.block("*" + escape(a) + "*")
		}
	}
}

func (w *writer) factors() {
	if len(w.r.Factors) == 0 {
		w.block(escape(w.t("report.factors.none")))
		return
	}
	w.block(escape(w.t("report.factors.intro")))
	for _, g := range w.r.Factors {
		w.block("### " + escape(g.Name))
		for _, f := range g.Factors {
			w.block(strconv.Itoa(f.Number) + ". **" + escape(f.Text) + "** " + escape(f.Detail) + w.rests(f))
		}
	}
}

// rests says what a factor rests on and what is meant to help with it.
func (w *writer) rests(f report.Factor) string {
	out := ""
	if len(f.Entries) > 0 {
		out += "\n   " + escape(w.t("report.factors.entries")+" "+labels(f.Entries)) + "."
	}
	if len(f.Changes) > 0 {
		numbers := []string{}
		for _, n := range f.Changes {
			numbers = append(numbers, strconv.Itoa(n))
		}
		out += "\n   " + escape(w.t("report.factors.changes")+" "+strings.Join(numbers, ", ")) + "."
	}
	return out
}

func labels(refs []report.Ref) string {
	out := []string{}
	for _, r := range refs {
		out = append(out, r.Label)
	}
	return strings.Join(out, ", ")
}

func (w *writer) helped() {
	if len(w.r.Helped) == 0 && len(w.r.Luck) == 0 {
		w.block(escape(w.t("report.helped.none")))
		return
	}
	w.points(w.r.Helped)()
	if len(w.r.Luck) > 0 {
		w.block("### " + escape(w.t("report.helped.luck")))
		w.points(w.r.Luck)()
	}
}

func (w *writer) points(all []report.Point) func() {
	return func() {
		for _, p := range all {
			text := start(p.Text)
			if p.Note != "" {
				text += " " + escape(p.Note)
			}
			if len(p.Entries) > 0 {
				text += " (" + escape(labels(p.Entries)) + ")"
			}
			w.out.WriteString("- " + text + "\n")
		}
		if len(all) > 0 {
			w.out.WriteString("\n")
		}
	}
}

func (w *writer) countermeasures() {
	if len(w.r.Countermeasures) == 0 {
		w.block(escape(w.t("report.countermeasures.none")))
	} else {
		w.heads("followup.csv.number", "report.countermeasures.what", "report.countermeasures.owner", "report.countermeasures.due", "report.countermeasures.state", "report.countermeasures.factors")
		for _, c := range w.r.Countermeasures {
			w.row(strconv.Itoa(c.Number), w.promise(c), escape(c.Owner), escape(c.Due), escape(strings.Join(both(c.State, c.Priority), ", ")), numbers(c.Factors))
		}
		w.out.WriteString("\n")
	}
	w.ideas("notpursued", w.r.NotPursued)
	w.ideas("ideas", w.r.Ideas)
}

func both(all ...string) []string {
	out := []string{}
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func numbers(all []int) string {
	out := []string{}
	for _, n := range all {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, ", ")
}

func (w *writer) promise(c report.Countermeasure) string {
	out := []string{escape(c.Text)}
	if c.Know != "" {
		out = append(out, escape(w.t("report.countermeasures.know.inline", "know", c.Know)))
	}
	for _, m := range c.Moves {
		out = append(out, escape(m))
	}
	if c.Ticket.Text != "" {
		out = append(out, escape(w.t("report.countermeasures.ticket"))+link(c.Ticket))
	}
	return strings.Join(out, " ")
}

func (w *writer) ideas(key string, all []report.Idea) {
	if len(all) == 0 {
		return
	}
	w.block("### " + escape(w.t("report.countermeasures."+key)))
	for _, i := range all {
		w.out.WriteString("- " + strings.TrimSpace(start(i.Text)+" "+escape(i.Note)) + "\n")
	}
	w.out.WriteString("\n")
}

func (w *writer) people() {
	if len(w.r.People) == 0 {
		return
	}
	name := "report.person.role"
	if w.r.Edition == report.Named {
		name = "report.person.name"
	}
	w.heads(name, "report.person.team", "report.person.note")
	for _, p := range w.r.People {
		w.row(escape(p.Name), escape(p.Team), escape(p.Note))
	}
	w.out.WriteString("\n")
}

func (w *writer) about() {
	w.fields(w.r.About)()
	for _, l := range w.r.Links {
		w.out.WriteString("- " + link(l) + "\n")
	}
	if len(w.r.Links) > 0 {
		w.out.WriteString("\n")
	}
}

// link leads to an address as it stands, when there is one.
func link(l report.Link) string {
	if l.URL == "" {
		return escape(l.Text)
	}
	return "[" + escape(l.Text) + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "").Replace(l.URL) + ">)"
}

// meaning are the signs that mean something wherever they stand.
const meaning = "\\`*_[]<>|~#&$"

// escape makes every sign of a text mean itself within a line.
func escape(text string) string {
	var out strings.Builder
	text = letter.Plain(text)
	for i, r := range text {
		if r == '\n' || r == '\t' {
			r = ' '
		}
		if strings.ContainsRune(meaning, r) || leads(text, i, r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// leads says that a sign makes an address of what is around it, which readers such as
// GitHub's then lead to.
func leads(text string, at int, sign rune) bool {
	switch sign {
	case '@':
		return true
	case ':':
		return strings.HasPrefix(text[at:], "://") || strings.HasSuffix(text[:at], "mailto") || strings.HasSuffix(text[:at], "xmpp")
	case '.':
		return strings.HasSuffix(strings.ToLower(text[:at]), "www")
	}
	return false
}

// begins is how a list, a rule or an underline begins.
var begins = regexp.MustCompile(`^\s*(?:[-+=]|\d{1,9}[.)])`)

// start is escape for a text that begins a block: it begins no list and no heading.
func start(text string) string {
	text = escape(strings.TrimSpace(text))
	if at := begins.FindStringIndex(text); at != nil {
		return text[:at[1]-1] + `\` + text[at[1]-1:]
	}
	return text
}
