package html

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"

	"secondstory/backend/letter"
)

// tongue is a script that is read aloud in a voice of its own, and the language it is
// most often written for.
type tongue struct {
	script *unicode.RangeTable
	lang   string
	rtl    bool
}

func tongues() []tongue {
	return []tongue{
		{unicode.Arabic, "ar", true},
		{unicode.Hebrew, "he", true},
		{unicode.Han, "zh", false},
		{unicode.Hiragana, "ja", false},
		{unicode.Katakana, "ja", false},
		{unicode.Hangul, "ko", false},
		{unicode.Devanagari, "hi", false},
		{unicode.Thai, "th", false},
		{unicode.Greek, "el", false},
		{unicode.Cyrillic, "und-Cyrl", false},
	}
}

// say writes what somebody wrote: passages in another script are told to be, so that
// they are read aloud and run in their own way, and nothing in it steers.
func (v *view) say(text string) template.HTML {
	text = letter.Plain(text)
	var out strings.Builder
	for _, p := range v.passages(text) {
		if p.text == "" {
			continue
		}
		said := template.HTMLEscapeString(p.text)
		switch {
		case p.rtl:
			said = `<span lang="` + p.lang + `" dir="rtl">` + said + `</span>`
		case p.lang != "":
			said = `<span lang="` + p.lang + `">` + said + `</span>`
		}
		out.WriteString(said)
	}
	return template.HTML(out.String()) //nolint:gosec // every text in it was escaped
}

// passage is a run of a text in one script; one in the script of the page has no
// language of its own.
type passage struct {
	text, lang string
	rtl        bool
}

func (v *view) passages(text string) []passage {
	own := v.own()
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= unicode.MaxLatin1 }) {
		return []passage{{text: text, lang: own}} // as nearly all are
	}
	japanese := strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
	out, from, end := []passage{{lang: own}}, 0, 0 // the last begins at from, and its last letter ends at end
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			continue
		}
		last := &out[len(out)-1]
		if is := v.tongueOf(r, japanese); !unicode.IsMark(r) && is.lang != last.lang {
			last.text, from = text[from:end], end
			if end < i && is.lang != own {
				out, from = append(out, passage{text: text[end:i], lang: own}), i // what stands between belongs to neither
			}
			out = append(out, is)
		}
		end = i + utf8.RuneLen(r)
	}
	last := &out[len(out)-1]
	if last.lang == own {
		last.text = text[from:]
		return out
	}
	last.text = text[from:end]
	return append(out, passage{text: text[end:], lang: own})
}

// own is the language of what people wrote, where it is another than the page's.
func (v *view) own() string {
	if v.R.Language != v.Lang {
		return v.R.Language
	}
	return ""
}

func (v *view) tongueOf(r rune, japanese bool) passage {
	if r < unicode.MaxLatin1 {
		return passage{lang: v.own()}
	}
	for _, t := range tongues() {
		if unicode.Is(t.script, r) {
			if t.lang == "zh" && japanese {
				t.lang = "ja"
			}
			return passage{lang: t.lang, rtl: t.rtl}
		}
	}
	return passage{lang: v.own()}
}
