package html

import (
	"html/template"
	"strings"
	"unicode"

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
	japanese := strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
	own := passage{lang: v.own()}
	out, between := []passage{own}, ""
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			between += string(r)
			continue
		}
		is := v.tongueOf(r, japanese)
		if unicode.IsMark(r) || is.lang == out[len(out)-1].lang {
			is = out[len(out)-1]
			out = out[:len(out)-1]
		} else if between != "" && is.lang != own.lang {
			out, between = append(out, passage{text: between, lang: own.lang}), "" // what stands between belongs to neither
		}
		is.text += between + string(r)
		out, between = append(out, is), ""
	}
	if last := &out[len(out)-1]; last.lang == own.lang {
		last.text += between
		return out
	}
	return append(out, passage{text: between, lang: own.lang})
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
