// Package wording brings the wording check and a debrief together: which of a
// debrief's texts are looked at, and which flags somebody has already decided
// about. The check itself knows text only and the domain knows no check.
package wording

import (
	"strconv"

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

// Open returns the texts of a debrief with open flags, in the order of the
// debrief. Quotations are somebody's own words and are never looked at.
func Open(c *language.Checker, w *debrief.Whole) []Flagged {
	decided := decisions(w.Wordings)
	out := []Flagged{}
	for _, t := range texts(w) {
		flags := open(c, w.Debrief.Language, t.words, t.id, decided)
		if len(flags) > 0 {
			out = append(out, Flagged{RecordID: t.id, Noun: t.noun, Field: t.field, Flags: flags})
		}
	}
	return out
}

// Check returns the open flags of one text in the language of its debrief, at
// most one a sentence; never nil.
func Check(c *language.Checker, in debrief.Language, words string) []language.Flag {
	return open(c, in, words, "", nil)
}

// decision names a flag somebody decided about.
type decision struct {
	record       debrief.ID
	rule, phrase string
}

func decisions(all []debrief.Wording) map[decision]bool {
	out := make(map[decision]bool, len(all))
	for _, w := range all {
		out[decision{w.RecordID, w.Rule, w.Phrase}] = true
	}
	return out
}

// open leaves out what was decided before choosing the strongest, so that a
// decision about one flag brings up the next of the same sentence.
func open(c *language.Checker, in debrief.Language, words string, id debrief.ID, decided map[decision]bool) []language.Flag {
	flags := c.CheckOptions(words, language.Options{Language: string(in)})
	kept := make([]language.Flag, 0, len(flags))
	for _, f := range flags {
		if !decided[decision{id, f.Rule, f.Phrase}] {
			kept = append(kept, f)
		}
	}
	if len(kept) == 0 {
		return kept
	}
	return language.Strongest(kept, words)
}

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
	}
	return append(out, pageOne(&w.Debrief)...)
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
