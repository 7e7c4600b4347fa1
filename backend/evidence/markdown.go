package evidence

import (
	"regexp"
	"strconv"
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
		o.front(front)
		// The lines stay, so that those after keep their numbers.
		source = strings.Repeat("\n", strings.Count(front, "\n")) + source[len(front):]
	}
	m := &marked{o: o, source: []byte(source)}
	m.starts()
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(m.source))
	m.blocks(doc, -1)
	if o.title == "" {
		for _, b := range o.blocks {
			if b.Kind == BlockHeading {
				o.title = b.Text
				break
			}
		}
	}
	return o
}

var frontLine = regexp.MustCompile(`^([A-Za-z][\w -]*):\s*(\S.*)$`)

// front keeps what stands before the report as lines of their own; its title is that
// of the report.
func (o *outline) front(front string) {
	at := 0
	for l := range strings.SplitSeq(front, "\n") {
		at++
		m := frontLine.FindStringSubmatch(strings.TrimRight(l, " \r"))
		if m != nil && !strings.EqualFold(m[1], "title") {
			name := strings.ReplaceAll(m[1], "_", " ")
			o.blocks = append(o.blocks, Block{Kind: BlockText, Level: -1, Text: name + ": " + strings.Trim(m[2], `"'`), Line: at})
		}
	}
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
	nth := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.put(Block{Kind: BlockHeading, Level: c.Level, Text: m.words(c)}, c)
		case *ast.List:
			m.blocks(c, deep+1)
		case *ast.ListItem:
			m.item(c, deep, numberOf(n, nth))
			nth++
		case *east.Table:
			m.table(c)
		case *ast.Paragraph, *ast.TextBlock:
			m.paragraph(c, deep)
		case *ast.CodeBlock:
			m.indented(c)
		case *ast.FencedCodeBlock:
			m.put(Block{Kind: BlockOther, Text: m.exact(c)}, c)
		case *ast.HTMLBlock:
			m.put(Block{Kind: BlockOther, Text: plainHTML(m.exact(c))}, c)
		case *ast.Blockquote:
			m.quote(c)
		default:
			m.blocks(c, deep)
		}
	}
}

func (m *marked) put(b Block, n ast.Node) {
	b.Line, b.Links = m.lineOf(n), m.links(n)
	if strings.TrimSpace(b.Text) != "" {
		m.o.blocks = append(m.o.blocks, b)
	}
}

// indented is code, or a list that somebody indented so far that it looks like some.
func (m *marked) indented(n *ast.CodeBlock) {
	exact := m.exact(n)
	if !reportItem.MatchString(firstLine(exact)) {
		m.put(Block{Kind: BlockOther, Text: exact}, n)
		return
	}
	at := m.lineOf(n)
	for l := range strings.SplitSeq(exact, "\n") {
		if item := reportItem.FindStringSubmatch(l); item != nil {
			m.o.blocks = append(m.o.blocks, Block{Kind: BlockItem, Text: markdownPlain(item[1]), Line: at})
		} else if last := &m.o.blocks[len(m.o.blocks)-1]; strings.TrimSpace(l) != "" {
			last.Text += " " + strings.TrimSpace(l)
		}
		at++
	}
}

// quote is what somebody quotes: no line of the report's own.
func (m *marked) quote(n ast.Node) {
	from := len(m.o.blocks)
	m.blocks(n, -1)
	for i := range m.o.blocks[from:] {
		m.o.blocks[from+i].Kind = BlockOther
	}
}

// item is an item's own words; further paragraphs and lists in it are nested.
func (m *marked) item(n ast.Node, deep int, number string) {
	first := n.FirstChild()
	if first == nil {
		return
	}
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		m.put(Block{Kind: BlockItem, Level: deep, Text: m.oneLine(first), Number: number}, first)
	default:
		m.blocks(n, deep)
		return
	}
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.List:
			m.blocks(c, deep+1)
		case *ast.Paragraph, *ast.TextBlock:
			m.put(Block{Kind: BlockItem, Level: deep + 1, Text: m.oneLine(c)}, c)
		default:
			m.put(Block{Kind: BlockOther, Text: m.exact(c)}, c)
		}
	}
}

// numberOf is the number of an item of a list, counted from 0; empty when it has none.
func numberOf(list ast.Node, nth int) string {
	if l, ok := list.(*ast.List); ok && l.IsOrdered() {
		return strconv.Itoa(l.Start + nth)
	}
	return ""
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
			m.o.blocks = append(m.o.blocks, Block{Kind: BlockText, Level: deep + 1, Text: p, Line: at, Links: m.links(n)})
		}
		at += 1 + strings.Count(p, "\n")
	}
}

func (m *marked) table(t *east.Table) {
	b := Block{Kind: BlockTable}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, m.words(c))
		}
		b.Rows, b.Lines = append(b.Rows, cells), append(b.Lines, m.lineOf(row))
	}
	b.Line = b.Lines[0]
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

// links are the addresses that inline nodes lead to.
func (m *marked) links(n ast.Node) (out []string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			out = append(out, string(c.Destination))
		case *ast.AutoLink:
			out = append(out, string(c.URL(m.source)))
		default:
			if c.Type() == ast.TypeInline {
				out = append(out, m.links(c)...)
			}
		}
	}
	return out
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
