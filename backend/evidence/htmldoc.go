package evidence

import (
	"regexp"
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
	h := &pages{o: &outline{}}
	root, err := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return h.o
	}
	h.node(root, 0, -1)
	title := h.o.title
	h.o.title = ""
	for _, b := range h.o.blocks {
		if b.kind == blockHeading {
			h.o.title = b.text
			break
		}
	}
	h.o.title = firstOf(h.o.title, title)
	return h.o
}

type pages struct {
	o *outline
}

// maxNested bounds how deep elements are followed.
const maxNested = 200

func (h *pages) node(n *html.Node, nested, deep int) {
	if nested > maxNested {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" && n.DataAtom != atom.Html {
			h.put(piece{kind: blockText, text: squeezed(c.Data)})
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
		h.put(piece{kind: blockHeading, level: int(c.Data[1] - '0'), text: squeezed(textOf(c))})
	case atom.Ul, atom.Ol:
		h.node(c, nested+1, deep+1)
	case atom.Li:
		h.item(c, nested, deep)
	case atom.Table:
		h.table(c, nested, deep)
	case atom.Pre:
		h.put(piece{kind: blockOther, text: strings.TrimSpace(textOf(c))})
	case atom.P, atom.Dt, atom.Dd, atom.Blockquote:
		h.paragraph(c, deep)
	default:
		if isInline(c) {
			h.put(piece{kind: blockText, text: squeezed(textOf(c))})
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

func (h *pages) put(b piece) {
	if b.text = strings.TrimSpace(b.text); b.text != "" {
		h.o.blocks = append(h.o.blocks, b)
	}
}

// paragraph is one, or what Word makes of a heading or an item.
func (h *pages) paragraph(c *html.Node, deep int) {
	text, class := squeezed(textOf(c)), classOf(c)
	if m := wordHeading.FindStringSubmatch(class); m != nil {
		h.put(piece{kind: blockHeading, level: max(1, number(m[1])), text: text})
		return
	}
	if bullet := wordBullet.FindString(text); strings.Contains(class, "ListParagraph") || strings.Contains(class, "ListBullet") {
		h.put(piece{kind: blockItem, level: deep + 1, text: text[len(bullet):]})
		return
	}
	for l := range strings.SplitSeq(text, "\n") {
		h.put(piece{kind: blockText, level: deep + 1, text: l})
	}
}

// item is an item's own words, then what is nested in it.
func (h *pages) item(c *html.Node, nested, deep int) {
	var own strings.Builder
	var inner []*html.Node
	for k := c.FirstChild; k != nil; k = k.NextSibling {
		switch k.DataAtom {
		case atom.Ul, atom.Ol, atom.Table, atom.Pre:
			inner = append(inner, k)
		default:
			writeText(&own, k, 0)
		}
	}
	h.put(piece{kind: blockItem, level: max(0, deep), text: squeezed(own.String())})
	for _, k := range inner {
		h.element(k, nested+1, max(0, deep))
	}
}

// table is one with rows of cells; one of a single column is there for its looks.
func (h *pages) table(c *html.Node, nested, deep int) {
	b := piece{kind: blockTable}
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
			b.rows, b.lines = append(b.rows, cells), append(b.lines, 0)
		}
	}
	find(c, 0)
	for _, row := range b.rows {
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
	for _, a := range n.Attr {
		if a.Key == "class" {
			return a.Val
		}
	}
	return ""
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
