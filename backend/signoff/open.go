package signoff

import (
	"strings"

	"secondstory/backend/debrief"
)

// Kind says what is open.
type Kind string

// The kinds, in the order they are told.
const (
	// Unread: they have not read their own lines. Waiting: they have them. Changed:
	// their lines are others since they agreed. Declined: they would rather not.
	KindUnread   Kind = "unread"
	KindWaiting  Kind = "waiting"
	KindChanged  Kind = "changed"
	KindDeclined Kind = "declined"
	// KindMissing is a field of page one that says nothing, KindLong one that says
	// more than it holds.
	KindMissing Kind = "missing"
	KindLong    Kind = "long"
	// KindOwner and KindDue are what a promised change lacks; KindIdea is one nobody
	// has decided about.
	KindOwner    Kind = "owner"
	KindDue      Kind = "due"
	KindIdea     Kind = "idea"
	KindQuestion Kind = "question"
)

// Item is something that is open. Nothing of it keeps anybody from signing off.
type Item struct {
	Kind Kind         `json:"kind"`
	Noun debrief.Noun `json:"noun"`
	ID   debrief.ID   `json:"id"`
	// Field is the one of page one, for KindMissing and KindLong.
	Field string `json:"field"`
	// Text is the words it is about; a person's name for the first four kinds.
	Text string `json:"text"`
}

// Open lists what is open, in the order of the kinds. Never nil.
func Open(w *debrief.Whole) []Item {
	out := []Item{}
	out = append(out, readings(w)...)
	out = append(out, pageOne(&w.Debrief)...)
	out = append(out, promises(w)...)
	for _, q := range w.Questions {
		if q.State == debrief.QuestionOpen {
			out = append(out, Item{Kind: KindQuestion, Noun: debrief.NounQuestion, ID: q.ID, Text: q.Text})
		}
	}
	return out
}

// readings are the people with lines of their own who have not agreed to them.
func readings(w *debrief.Whole) []Item {
	out := []Item{}
	for _, p := range w.Participants {
		lines := w.LinesOf(p.ID)
		if kind := reading(&p, lines); kind != "" {
			out = append(out, Item{Kind: kind, Noun: debrief.NounParticipant, ID: p.ID, Text: p.Name})
		}
	}
	return out
}

// reading says what is open about somebody's lines; empty for nothing.
func reading(p *debrief.Participant, lines []debrief.Line) Kind {
	switch {
	case len(lines) == 0:
		return ""
	case p.Reading == debrief.ReadingDeclined:
		return KindDeclined
	case p.Reading != debrief.ReadingUnsaid && p.LinesMark != debrief.LinesMark(lines):
		return KindChanged
	case p.Reading != debrief.ReadingUnsaid:
		return ""
	case p.LinesSentAt != "":
		return KindWaiting
	}
	return KindUnread
}

// pageOne is what page one lacks, and what does not fit on it.
func pageOne(d *debrief.Debrief) []Item {
	s, out := d.Summary, []Item{}
	add := func(kind Kind, field, text string) {
		out = append(out, Item{Kind: kind, Noun: debrief.NounDebrief, ID: d.ID, Field: field, Text: text})
	}
	for _, f := range []struct {
		field string
		said  bool
	}{
		{"lead", isSaid(s.Lead)},
		{"learnings", len(s.Learnings) > 0},
		{"noticed", isSaid(s.Noticed.Head + s.Noticed.Text)},
		{"affected", isSaid(s.Affected.Head + s.Affected.Text)},
		{"ended", isSaid(s.Ended.Head + s.Ended.Text)},
	} {
		if !f.said {
			add(KindMissing, f.field, "")
		}
	}
	if count(s.Lead) > debrief.MaxLeadWords {
		add(KindLong, "lead", s.Lead)
	}
	for _, l := range s.Learnings {
		if count(l.Text) > debrief.MaxLearningWords {
			add(KindLong, "learnings", l.Text)
		}
	}
	return out
}

func isSaid(text string) bool { return strings.TrimSpace(text) != "" }

func count(text string) int { return len(strings.Fields(text)) }

// promises are what changes lack, and ideas nobody has decided about.
func promises(w *debrief.Whole) []Item {
	out := []Item{}
	for _, c := range w.Countermeasures {
		item := Item{Noun: debrief.NounCountermeasure, ID: c.ID, Text: c.Text}
		switch {
		case c.State == debrief.CountermeasureIdea:
			item.Kind = KindIdea
		case c.IsPromised() && c.Owner.IsZero():
			item.Kind = KindOwner
		case c.IsPromised() && c.Due == "":
			item.Kind = KindDue
		default:
			continue
		}
		out = append(out, item)
	}
	return out
}
