package html

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"secondstory/backend/report"
)

// places are the words of the page: its texts, and those of its attributes and comments.
// What is the page's own, as the names of its classes are, is nobody's.
func places(r *report.Report, page []byte) []report.Place {
	where := r.T("followup.place.text")
	out, text, at := []report.Place{}, strings.Builder{}, tag{}
	text.Grow(len(page))
	for in := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch in.Next() {
		case html.ErrorToken:
			if !errors.Is(in.Err(), io.EOF) {
				return []report.Place{{Where: where, Text: string(page)}} // then all of it is searched
			}
			return append(out, report.Place{Where: where, Text: text.String()})
		case html.StartTagToken, html.SelfClosingTagToken:
			at.read(in)
			if !at.isInline() {
				text.WriteByte('\n')
			}
			for _, a := range at.attributes {
				if !at.isOwn(string(a.key)) && !bytes.HasPrefix(a.value, []byte("#")) {
					out = append(out, report.Place{Where: where, Text: string(a.value)})
				}
			}
		case html.EndTagToken:
			at.name = ""
		case html.TextToken:
			if at.name != "style" {
				text.Write(in.Text())
			}
		default:
			out = append(out, report.Place{Where: where, Text: string(in.Text())}) // a comment parts no word
		}
	}
}

// tag is the one a page was read to.
type tag struct {
	name       string
	attributes []attribute
}

// attribute is of the tag, until the next one is read.
type attribute struct{ key, value []byte }

func (t *tag) read(in *html.Tokenizer) {
	name, more := in.TagName()
	t.name, t.attributes = string(name), t.attributes[:0]
	for more {
		var a attribute
		a.key, a.value, more = in.TagAttr()
		t.attributes = append(t.attributes, a)
	}
}

// isInline says that the words before and within an element are one line.
func (t *tag) isInline() bool {
	switch t.name {
	case "span", "a", "strong", "q", "bdi":
		return true
	}
	return false
}

// isOwn says that an attribute holds the page's own words, or numbers: where somebody
// is called Mark, no drawing is held back for that. Pictures are written anew without
// words.
func (t *tag) isOwn(key string) bool {
	switch t.name {
	case "meta":
		return key != "content" || !t.has("name", "description")
	case "img":
		return key != "alt"
	case "svg", "g", "line", "rect", "circle", "polyline", "text", "title", "desc":
		return key != "aria-label"
	}
	switch key {
	case "class", "id", "role", "scope", "rel", "lang", "dir", "tabindex", "colspan", "aria-hidden", "aria-labelledby":
		return true
	}
	return false
}

func (t *tag) has(key, value string) bool {
	return slices.ContainsFunc(t.attributes, func(a attribute) bool { return string(a.key) == key && string(a.value) == value })
}
