package evidence

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plainHTML is the text of a piece of HTML: a line for each block, the names that
// stand for pictures, addresses of links whose words say something else.
func plainHTML(source string) string {
	w := &htmlText{}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return w.text()
		case html.TextToken:
			w.words(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			w.open(z.Token())
		case html.EndTagToken:
			w.close(z.Token())
		}
	}
}

// htmlText is the text so far.
type htmlText struct {
	b strings.Builder
	// silent is how many elements deep it is in what is not shown, exact in what
	// keeps its line breaks.
	silent, exact int
	// href is where the link goes that is being read, from where it began in b.
	href string
	from int
}

func (w *htmlText) text() string {
	lines := strings.Split(w.b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(l, "\u00a0", " "), " \t\r")
	}
	out := strings.Join(lines, "\n")
	for strings.Contains(out, "\n\n\n") {
		out = strings.ReplaceAll(out, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(out)
}

// words adds text; outside of <pre> a run of blanks is one.
func (w *htmlText) words(text string) {
	if w.silent > 0 {
		return
	}
	if w.exact > 0 {
		w.b.WriteString(text)
		return
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) })
	joined := strings.Join(parts, " ")
	if joined == "" {
		w.blank(text != "")
		return
	}
	w.blank(strings.ContainsRune(" \t\r\n\f", rune(text[0])))
	w.b.WriteString(joined)
	w.blank(strings.ContainsRune(" \t\r\n\f", rune(text[len(text)-1])))
}

// blank writes a blank unless one is there.
func (w *htmlText) blank(wanted bool) {
	if s := w.b.String(); wanted && s != "" && !strings.HasSuffix(s, " ") && !strings.HasSuffix(s, "\n") {
		w.b.WriteByte(' ')
	}
}

// line ends the line unless it is empty.
func (w *htmlText) line() {
	if s := w.b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		w.b.WriteByte('\n')
	}
}

func (w *htmlText) open(t html.Token) {
	switch {
	case isSilent(t.DataAtom):
		if t.Type == html.StartTagToken {
			w.silent++
		}
	case w.silent > 0:
	case t.DataAtom == atom.Br:
		w.b.WriteByte('\n')
	case t.DataAtom == atom.Li:
		w.line()
		w.b.WriteString("- ")
	case t.DataAtom == atom.Img || t.Data == "emoji":
		w.words(attribute(t, "alt"))
	case t.DataAtom == atom.A:
		w.href, w.from = attribute(t, "href"), w.b.Len()
	case t.DataAtom == atom.Td || t.DataAtom == atom.Th:
		w.blank(true)
	case isBlock(t):
		w.line()
	}
	if t.Type == html.StartTagToken && isExact(t) {
		w.exact++
	}
}

func (w *htmlText) close(t html.Token) {
	switch {
	case isSilent(t.DataAtom):
		w.silent = max(0, w.silent-1)
	case t.DataAtom == atom.A && w.href != "":
		shown := strings.TrimSpace(w.b.String()[min(w.from, w.b.Len()):])
		if strings.HasPrefix(w.href, "http") && !strings.Contains(w.href, strings.TrimSuffix(shown, "…")) {
			w.b.WriteString(" (" + w.href + ")")
		}
		w.href = ""
	case isBlock(t):
		w.line()
	}
	if isExact(t) {
		w.exact = max(0, w.exact-1)
	}
}

func isSilent(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Head || a == atom.Template
}

// isExact says whether line breaks within it are kept; codeblock is of Teams.
func isExact(t html.Token) bool { return t.DataAtom == atom.Pre || t.Data == "codeblock" }

func isBlock(t html.Token) bool {
	switch t.DataAtom {
	case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Li, atom.Table, atom.Tr, atom.Blockquote, atom.Pre, atom.Hr,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Dt, atom.Dd:
		return true
	}
	return t.Data == "codeblock"
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
