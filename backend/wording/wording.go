// Package wording brings the wording check and a debrief together: which of a
// debrief's texts are looked at, and which flags somebody has already decided
// about. The check itself knows text only and the domain knows no check.
package wording

import (
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/language"
)

// Flagged is one text with the flags that are still open on it, at most one a
// sentence.
type Flagged struct {
	RecordID debrief.ID      `json:"recordId"`
	Noun     debrief.Noun    `json:"noun"`
	Field    string          `json:"field"`
	Flags    []language.Flag `json:"flags"`
}

// text is one passage to look at.
type text struct {
	noun  debrief.Noun
	id    debrief.ID
	field string
	words string
}

// Check is the wording check as somebody wants it: the engine's flags without
// what was switched off or is ignored, and their own phrases. It is safe for
// concurrent use.
type Check struct {
	engine   *language.Checker
	settings Settings
	own      *phrases
	ignored  *phrases
}

// New returns a check with settings that are clean.
func New(engine *language.Checker, s Settings) *Check {
	own := make([]string, len(s.Own))
	for i, o := range s.Own {
		own[i] = o.Phrase
	}
	return &Check{engine: engine, settings: s, own: newPhrases(own), ignored: newPhrases(s.Ignored)}
}

// Decided names a flag of a text that somebody decided about.
type Decided struct {
	Rule   string `json:"rule"`
	Phrase string `json:"phrase"`
}

// Open returns the texts of a debrief with open flags, in the order of the
// debrief. Quotations are somebody's own words and are never looked at, nor are those
// of an old report.
func (c *Check) Open(w *debrief.Whole) []Flagged {
	if w.Debrief.OldReport {
		return []Flagged{}
	}
	decided := decisions(w.Wordings)
	out := []Flagged{}
	for _, t := range texts(w) {
		flags := c.open(w.Debrief.Language, t.words, func(f language.Flag) bool { return decided.about(t.id, t.field, f) })
		if len(flags) > 0 {
			out = append(out, Flagged{RecordID: t.id, Noun: t.noun, Field: t.field, Flags: flags})
		}
	}
	return out
}

// Text returns the flags of one text, in the language of its debrief, that
// nobody has decided about, at most one a sentence; never nil.
func (c *Check) Text(in debrief.Language, words string, decided []Decided) []language.Flag {
	return c.open(in, words, func(f language.Flag) bool {
		return slices.ContainsFunc(decided, func(d Decided) bool { return d.Rule == f.Rule && sameWords(d.Phrase, f.Phrase) })
	})
}

// Within returns the flags of words as Text does, counted in typed, the line
// that was read as them: "14:32 Ines: we should have …". None when they do not
// stand in it.
func (c *Check) Within(in debrief.Language, typed, words string, decided []Decided) []language.Flag {
	at := strings.LastIndex(typed, words)
	if at < 0 || words == "" {
		return []language.Flag{}
	}
	flags := c.Text(in, words, decided)
	units := language.UTF16(typed)(at)
	for i := range flags {
		f := &flags[i]
		f.Start, f.End = f.Start+at, f.End+at
		f.UTF16Start, f.UTF16End = f.UTF16Start+units, f.UTF16End+units
	}
	return flags
}

// Each returns every flag of a text in order of position, several a sentence
// and whatever was decided: what the command line reports.
func (c *Check) Each(words string, o language.Options) []language.Flag {
	var flags []language.Flag
	c.HandOver(words, o, func(f language.Flag) bool {
		flags = append(flags, f)
		return true
	})
	return flags
}

// HandOver does what Each does, flag by flag, until yield returns false. However
// long the text, it keeps the flags of one sentence at a time.
func (c *Check) HandOver(words string, o language.Options, yield func(language.Flag) bool) {
	switch {
	case len(c.settings.Own)+len(c.settings.Ignored) > 0:
		c.merge(words, o, yield)
	case len(c.settings.OffClasses)+len(c.settings.OffLevels) > 0:
		c.engine.CheckEach(words, o, func(f language.Flag) bool { return c.off(f) || yield(f) })
	default:
		c.engine.CheckEach(words, o, yield)
	}
}

// off says that flags like this one were switched off.
func (c *Check) off(f language.Flag) bool {
	return slices.Contains(c.settings.OffClasses, f.Class) || slices.Contains(c.settings.OffLevels, f.Level)
}

// open leaves out what was decided before choosing the strongest, so that a
// decision about one flag brings up the next of the same sentence.
func (c *Check) open(in debrief.Language, words string, decided func(language.Flag) bool) []language.Flag {
	flags := slices.DeleteFunc(c.Each(words, language.Options{Language: string(in)}), decided)
	if len(flags) == 0 {
		return []language.Flag{}
	}
	return language.Strongest(flags, words)
}

// decision names flags somebody decided about: of one text, or of every text
// when record is empty.
type decision struct {
	record debrief.ID
	field  string
	rule   string
	phrase string
}

type decided map[decision]bool

func decisions(all []debrief.Wording) decided {
	out := make(decided, len(all))
	for _, w := range all {
		d := decision{w.RecordID, w.Field, w.Rule, folded(w.Phrase)}
		if w.Scope == debrief.WordingDebrief {
			d.record, d.field = "", ""
		}
		out[d] = true
	}
	return out
}

func (d decided) about(record debrief.ID, field string, f language.Flag) bool {
	if len(d) == 0 {
		return false
	}
	phrase := folded(f.Phrase)
	return d[decision{record, field, f.Rule, phrase}] || d[decision{"", "", f.Rule, phrase}]
}

func sameWords(a, b string) bool { return a == b || folded(a) == folded(b) }

func texts(w *debrief.Whole) []text {
	var out []text
	add := func(noun debrief.Noun, id debrief.ID, field, words string) {
		if words != "" {
			out = append(out, text{noun, id, field, words})
		}
	}
	for _, e := range w.Entries {
		if !e.Quote {
			add(debrief.NounEntry, e.ID, "text", e.Text)
		}
	}
	for _, f := range w.Factors {
		add(debrief.NounFactor, f.ID, "text", f.Text)
		add(debrief.NounFactor, f.ID, "detail", f.Detail)
	}
	for _, h := range w.Helped {
		add(debrief.NounHelped, h.ID, "text", h.Text)
	}
	for _, m := range w.Countermeasures {
		add(debrief.NounCountermeasure, m.ID, "text", m.Text)
		add(debrief.NounCountermeasure, m.ID, "know", m.Know)
		add(debrief.NounCountermeasure, m.ID, "reason", m.Reason)
	}
	return slices.Concat(out, pageOne(&w.Debrief), impact(&w.Debrief))
}

// pageOne are the texts of the report's first page; its learnings count from
// one ("learning1.text").
func pageOne(d *debrief.Debrief) []text {
	var out []text
	add := func(field, words string) {
		if words != "" {
			out = append(out, text{debrief.NounDebrief, d.ID, field, words})
		}
	}
	s := &d.Summary
	add("lead", s.Lead)
	for i, l := range s.Learnings {
		field := "learning" + strconv.Itoa(i+1)
		add(field+".title", l.Title)
		add(field+".text", l.Text)
	}
	for _, f := range []struct {
		field string
		fact  debrief.Fact
	}{{"noticed", s.Noticed}, {"affected", s.Affected}, {"ended", s.Ended}} {
		add(f.field+".head", f.fact.Head)
		add(f.field+".text", f.fact.Text)
	}
	return out
}

// impact are the texts that say what the event meant; the report prints them.
func impact(d *debrief.Debrief) []text {
	var out []text
	for _, f := range []struct{ field, words string }{
		{"text", d.Impact.Text},
		{"customers", d.Impact.Customers},
		{"data", d.Impact.Data},
		{"revenue", d.Impact.Revenue},
		{"goodwill", d.Impact.Goodwill},
	} {
		if f.words != "" {
			out = append(out, text{debrief.NounDebrief, d.ID, "impact." + f.field, f.words})
		}
	}
	return out
}
