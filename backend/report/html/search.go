package html

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"secondstory/backend/report"
)

// places are the words of the page: its texts, and those of its attributes. What is
// the page's own, as the names of its classes are, is nobody's.
func places(r *report.Report, page []byte) []report.Place {
	where := r.T("followup.place.text")
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []report.Place{{Where: where, Text: string(page)}} // then all of it is searched
	}
	out, text := []report.Place{}, strings.Builder{}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "style":
			text.WriteString(n.Data)
		case n.Type == html.ElementNode:
			if !isInline(n.Data) {
				text.WriteByte('\n')
			}
			for _, a := range n.Attr {
				if !isOwn(n, a.Key) && !strings.HasPrefix(a.Val, "#") {
					out = append(out, report.Place{Where: where, Text: a.Val})
				}
			}
		}
	}
	return append(out, report.Place{Where: where, Text: text.String()})
}

// isInline says that the words before and within an element are one line.
func isInline(element string) bool {
	return slices.Contains([]string{"span", "a", "strong", "q", "bdi"}, element)
}

// isOwn says that an attribute holds the page's own words, or numbers: where somebody
// is called Mark, no drawing is held back for that. Pictures are written anew without
// words.
func isOwn(n *html.Node, key string) bool {
	switch n.Data {
	case "meta":
		name := ""
		for _, a := range n.Attr {
			if a.Key == "name" {
				name = a.Val
			}
		}
		return name != "description" || key != "content"
	case "img":
		return key != "alt"
	case "svg", "g", "line", "rect", "circle", "polyline", "text", "title", "desc":
		return key != "aria-label"
	}
	return slices.Contains([]string{"class", "id", "role", "scope", "rel", "lang", "dir", "tabindex", "colspan", "aria-hidden", "aria-labelledby"}, key)
}
