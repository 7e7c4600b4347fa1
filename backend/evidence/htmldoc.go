package evidence

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	wordHeading = regexp.MustCompile(`(?i)^(?:Mso)?Heading ?(\d)|^MsoTitle$`)
	wordBullet  = regexp.MustCompile(`^(?:[·•§o▪‣–-]|\d+[.)])[\s\x{a0}]+`)
)

// htmlOutline is an HTML document as blocks, with the classes that Word writes for
// headings and items.
func htmlOutline(source string) *outline {
	h := &pages{o: &outline{}, items: map[*html.Node]int{}}
	root, err := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return h.o
	}
	h.node(root, 0, -1)
	title := h.o.title
	h.o.title = ""
	for _, b := range h.o.blocks {
		if b.Kind == BlockHeading {
			h.o.title = b.Text
			break
		}
	}
	h.o.title = firstOf(h.o.title, title)
	return h.o
}

type pages struct {
	o *outline
	// items counts those of numbered lists.
	items map[*html.Node]int
}

// maxNested bounds how deep elements are followed.
const maxNested = 200

func (h *pages) node(n *html.Node, nested, deep int) {
	if nested > maxNested {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" && n.DataAtom != atom.Html {
			h.put(Block{Kind: BlockText, Text: squeezed(c.Data)})
		}
		if c.Type == html.ElementNode {
			h.element(c, nested, deep)
		}
	}
}

func (h *pages) element(c *html.Node, nested, deep int) {
	switch c.DataAtom {
	case atom.Title:
		h.o.title = squeezed(textOf(c))
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Nav, atom.Iframe:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.put(Block{Kind: BlockHeading, Level: int(c.Data[1] - '0'), Text: squeezed(textOf(c)), Links: linksOf(c)})
	case atom.Ul, atom.Ol:
		h.node(c, nested+1, deep+1)
	case atom.Li:
		h.item(c, nested, deep)
	case atom.Table:
		h.table(c, nested, deep)
	case atom.Pre:
		h.put(Block{Kind: BlockOther, Text: strings.TrimSpace(textOf(c))})
	case atom.P, atom.Dt, atom.Dd, atom.Blockquote:
		h.paragraph(c, deep)
	default:
		if isInline(c) {
			h.put(Block{Kind: BlockText, Text: squeezed(textOf(c))})
			return
		}
		h.node(c, nested+1, deep)
	}
}

// isInline says whether an element stands within a line.
func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Code, atom.Time, atom.U, atom.Font, atom.Small:
		return true
	}
	return false
}

func (h *pages) put(b Block) {
	if b.Text = strings.TrimSpace(b.Text); b.Text != "" {
		h.o.blocks = append(h.o.blocks, b)
	}
}

// paragraph is one, or what Word makes of a heading or an item.
func (h *pages) paragraph(c *html.Node, deep int) {
	text, class := squeezed(textOf(c)), classOf(c)
	if m := wordHeading.FindStringSubmatch(class); m != nil {
		h.put(Block{Kind: BlockHeading, Level: max(1, number(m[1])), Text: text})
		return
	}
	if bullet := wordBullet.FindString(text); strings.Contains(class, "ListParagraph") || strings.Contains(class, "ListBullet") {
		h.put(Block{Kind: BlockItem, Level: deep + 1, Text: text[len(bullet):], Links: linksOf(c)})
		return
	}
	for l := range strings.SplitSeq(text, "\n") {
		h.put(Block{Kind: BlockText, Level: deep + 1, Text: l, Links: linksOf(c)})
	}
}

// item is an item's own words, then what is nested in it.
func (h *pages) item(c *html.Node, nested, deep int) {
	var own strings.Builder
	var inner []*html.Node
	var links []string
	if _, is := attributeOf(c, "data-inline-task-id"); is { // a wiki's list of tasks
		own.WriteString(box(classOf(c) == "checked"))
	}
	for k := c.FirstChild; k != nil; k = k.NextSibling {
		switch k.DataAtom {
		case atom.Ul, atom.Ol, atom.Table, atom.Pre:
			inner = append(inner, k)
		default:
			writeText(&own, k, 0)
			links = append(links, linksOf(k)...)
		}
	}
	h.put(Block{Kind: BlockItem, Level: max(0, deep), Text: squeezed(own.String()), Links: links, Number: h.itemNumber(c)})
	for _, k := range inner {
		h.element(k, nested+1, max(0, deep))
	}
}

// itemNumber is the number of an item of a numbered list.
func (h *pages) itemNumber(c *html.Node) string {
	if c.Parent == nil || c.Parent.DataAtom != atom.Ol {
		return ""
	}
	h.items[c.Parent]++
	first := 1
	if start, ok := attributeOf(c.Parent, "start"); ok {
		first = number(start)
	}
	return strconv.Itoa(first + h.items[c.Parent] - 1)
}

// table is one with rows of cells; one of a single column is there for its looks.
func (h *pages) table(c *html.Node, nested, deep int) {
	b := Block{Kind: BlockTable}
	var find func(n *html.Node, depth int)
	find = func(n *html.Node, depth int) {
		for k := n.FirstChild; k != nil && depth < maxNested; k = k.NextSibling {
			if k.DataAtom != atom.Tr {
				find(k, depth+1)
				continue
			}
			var cells []string
			for d := k.FirstChild; d != nil; d = d.NextSibling {
				if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
					cells = append(cells, strings.TrimSpace(squeezed(textOf(d))))
				}
			}
			b.Rows, b.Lines = append(b.Rows, cells), append(b.Lines, 0)
		}
	}
	find(c, 0)
	for _, row := range b.Rows {
		if len(row) > 1 {
			h.o.blocks = append(h.o.blocks, b)
			return
		}
	}
	for k := c.FirstChild; k != nil; k = k.NextSibling {
		h.node(k, nested+1, deep)
	}
}

func classOf(n *html.Node) string {
	class, _ := attributeOf(n, "class")
	return class
}

func attributeOf(n *html.Node, key string) (value string, is bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// box is a box that is ticked or not, as Markdown writes it.
func box(ticked bool) string {
	if ticked {
		return "[x] "
	}
	return "[ ] "
}

// linksOf are the addresses an element and what is in it lead to.
func linksOf(n *html.Node) (out []string) {
	for d := range n.Descendants() {
		if to, is := attributeOf(d, "href"); is && d.DataAtom == atom.A {
			out = append(out, to)
		}
	}
	if to, is := attributeOf(n, "href"); is && n.DataAtom == atom.A {
		out = append(out, to)
	}
	return out
}

func textOf(n *html.Node) string {
	var out strings.Builder
	writeText(&out, n, 0)
	return out.String()
}

func writeText(out *strings.Builder, n *html.Node, nested int) {
	switch {
	case nested > maxNested || n.DataAtom == atom.Script || n.DataAtom == atom.Style:
		return
	case n.Type == html.TextNode:
		out.WriteString(n.Data)
	case n.DataAtom == atom.Br:
		out.WriteString("\x01")
	case n.DataAtom == atom.Input:
		if kind, _ := attributeOf(n, "type"); kind == "checkbox" {
			_, ticked := attributeOf(n, "checked")
			out.WriteString(box(ticked))
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(out, c, nested+1)
	}
	if n.DataAtom == atom.P || n.DataAtom == atom.Div {
		out.WriteString("\x01")
	}
}

// squeezed makes runs of blanks one, and a line of each break.
func squeezed(s string) string {
	lines := strings.Split(s, "\x01")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
