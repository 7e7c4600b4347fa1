package evidence

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

var frontField = regexp.MustCompile(`(?m)^(title|name|summary|date|incident_date|published|start|started_at):\s*["']?(.*?)["']?\s*$`)

// markdownOutline is Markdown as blocks; what stands before it between dashes says
// its title and its date.
func markdownOutline(source string) *outline {
	o := &outline{}
	source = strings.TrimPrefix(source, "\ufeff")
	if front := reportFront.FindString(source); front != "" {
		for _, m := range frontField.FindAllStringSubmatch(front, -1) {
			switch m[1] {
			case "title", "name":
				o.title = firstOf(o.title, m[2])
			case "date", "incident_date", "start", "started_at":
				o.dated = firstOf(o.dated, m[2])
			}
		}
		// The lines stay, so that those after keep their numbers.
		source = strings.Repeat("\n", strings.Count(front, "\n")) + source[len(front):]
	}
	m := &marked{o: o, source: []byte(source)}
	m.starts()
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(m.source))
	m.blocks(doc, -1)
	if o.title == "" {
		for _, b := range o.blocks {
			if b.kind == blockHeading {
				o.title = b.text
				break
			}
		}
	}
	return o
}

// marked is Markdown on its way.
type marked struct {
	o      *outline
	source []byte
	// begins are where lines begin.
	begins []int
}

func (m *marked) starts() {
	m.begins = []int{0}
	for i, b := range m.source {
		if b == '\n' {
			m.begins = append(m.begins, i+1)
		}
	}
}

// line is the line of a byte.
func (m *marked) line(at int) int {
	low, high := 0, len(m.begins)
	for high-low > 1 {
		if mid := (low + high) / 2; m.begins[mid] <= at {
			low = mid
		} else {
			high = mid
		}
	}
	return low + 1
}

func (m *marked) lineOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return m.line(n.Lines().At(0).Start)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			return m.line(t.Segment.Start)
		}
		if at := m.lineOf(c); at > 0 {
			return at
		}
	}
	return 0
}

// blocks goes through the blocks of a node; items are nested so deep.
func (m *marked) blocks(n ast.Node, deep int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.put(piece{kind: blockHeading, level: c.Level, text: m.words(c)}, c)
		case *ast.List:
			m.blocks(c, deep+1)
		case *ast.ListItem:
			m.item(c, deep)
		case *east.Table:
			m.table(c)
		case *ast.Paragraph, *ast.TextBlock:
			m.paragraph(c, deep)
		case *ast.CodeBlock:
			m.indented(c)
		case *ast.FencedCodeBlock:
			m.put(piece{kind: blockOther, text: m.exact(c)}, c)
		case *ast.HTMLBlock:
			m.put(piece{kind: blockOther, text: plainHTML(m.exact(c))}, c)
		case *ast.Blockquote:
			m.quote(c)
		default:
			m.blocks(c, deep)
		}
	}
}

func (m *marked) put(b piece, n ast.Node) {
	if b.line = m.lineOf(n); strings.TrimSpace(b.text) != "" {
		m.o.blocks = append(m.o.blocks, b)
	}
}

// indented is code, or a list that somebody indented so far that it looks like some.
func (m *marked) indented(n *ast.CodeBlock) {
	exact := m.exact(n)
	if !reportItem.MatchString(firstLine(exact)) {
		m.put(piece{kind: blockOther, text: exact}, n)
		return
	}
	at := m.lineOf(n)
	for l := range strings.SplitSeq(exact, "\n") {
		if item := reportItem.FindStringSubmatch(l); item != nil {
			m.o.blocks = append(m.o.blocks, piece{kind: blockItem, text: markdownPlain(item[1]), line: at})
		} else if last := &m.o.blocks[len(m.o.blocks)-1]; strings.TrimSpace(l) != "" {
			last.text += " " + strings.TrimSpace(l)
		}
		at++
	}
}

// quote is what somebody quotes: no line of the report's own.
func (m *marked) quote(n ast.Node) {
	from := len(m.o.blocks)
	m.blocks(n, -1)
	for i := range m.o.blocks[from:] {
		m.o.blocks[from+i].kind = blockOther
	}
}

// item is an item's own words; further paragraphs and lists in it are nested.
func (m *marked) item(n ast.Node, deep int) {
	first := n.FirstChild()
	if first == nil {
		return
	}
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		m.put(piece{kind: blockItem, level: deep, text: m.oneLine(first)}, first)
	default:
		m.blocks(n, deep)
		return
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.List:
			m.blocks(c, deep+1)
		case *ast.Paragraph, *ast.TextBlock:
			m.put(piece{kind: blockItem, level: deep + 1, text: m.oneLine(c)}, c)
		default:
			m.put(piece{kind: blockOther, text: m.exact(c)}, c)
		}
	}
}

// paragraph is one block; lines of it that each begin with a time are blocks of
// their own, as people write them without a list.
func (m *marked) paragraph(n ast.Node, deep int) {
	words := m.words(n)
	var parts []string
	for l := range strings.SplitSeq(words, "\n") {
		_, timed := timedLine(l)
		if timed || len(parts) == 0 {
			parts = append(parts, l)
		} else {
			parts[len(parts)-1] += "\n" + l
		}
	}
	at := m.lineOf(n)
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			m.o.blocks = append(m.o.blocks, piece{kind: blockText, level: deep + 1, text: p, line: at})
		}
		at += 1 + strings.Count(p, "\n")
	}
}

func (m *marked) table(t *east.Table) {
	b := piece{kind: blockTable}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, m.words(c))
		}
		b.rows, b.lines = append(b.rows, cells), append(b.lines, m.lineOf(row))
	}
	m.o.blocks = append(m.o.blocks, b)
}

// words are the plain words of inline nodes; lines stay lines.
func (m *marked) words(n ast.Node) string {
	var out strings.Builder
	m.inline(&out, n)
	return strings.TrimSpace(out.String())
}

// oneLine are words that were wrapped.
func (m *marked) oneLine(n ast.Node) string { return strings.ReplaceAll(m.words(n), "\n", " ") }

func (m *marked) inline(out *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			out.Write(c.Segment.Value(m.source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				out.WriteByte('\n')
			}
		case *ast.String:
			out.Write(c.Value)
		case *ast.AutoLink:
			out.Write(c.URL(m.source))
		case *ast.RawHTML:
			if s := string(c.Segments.Value(m.source)); strings.HasPrefix(strings.ToLower(s), "<br") {
				out.WriteByte('\n')
			}
		case *ast.Image:
		default:
			m.inline(out, c)
		}
	}
}

// exact are the lines of a block as they stand.
func (m *marked) exact(n ast.Node) string {
	if n.Type() != ast.TypeBlock || n.Lines() == nil {
		return ""
	}
	return strings.TrimRight(string(n.Lines().Value(m.source)), "\n")
}

var markdownMark = strings.NewReplacer("**", "", "__", "", "`", "", "*", "")

// markdownPlain leaves out the marks of a line, well enough to see its time.
func markdownPlain(s string) string { return markdownMark.Replace(s) }
