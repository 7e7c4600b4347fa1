// Package signal is about weak signals: a near-miss note made in ten seconds, which later
// grows into a debrief or becomes a line of one. A note is a debrief like any other, in
// the state noted: its words are an entry of the timeline, so that they are found, undone
// and printed as any entry is.
package signal

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"secondstory/backend/debrief"
)

// maxTitle is how many characters of a note its title keeps.
const maxTitle = 60

// Note makes a note of what somebody wrote. source says where it comes from ("note of
// 21 Nov 2026"), at is when it was written; a time of the event is not made up from it.
// CodeInvalid for a note without words.
func Note(text, source string, at time.Time) (*debrief.Whole, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	if text == "" {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounEntry))
	}
	d := debrief.NewDebrief(at.UTC().Format(time.RFC3339))
	d.Kind, d.State, d.Title = debrief.KindNearMiss, debrief.StateNoted, title(text)
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Place: debrief.Place{Stage: debrief.StageTimeline, Position: 1},
		Text: text, Basis: debrief.BasisMemory, Source: source, OnTimeline: true,
	})
	return w, nil
}

// Keep is the action that stores a note.
func Keep(w *debrief.Whole) debrief.Action {
	return debrief.Action{Name: "note-signal", Put: w.Records()}
}

// title is the note's first words: its first line, whole words as far as there is room.
func title(text string) string {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Join(strings.Fields(line), " ")
	runes := []rune(line)
	switch {
	case len(runes) > maxTitle:
		line = string(runes[:maxTitle])
		if at := strings.LastIndexFunc(line, unicode.IsSpace); at > 0 {
			line = line[:at]
		}
	case rest == "":
		return line
	}
	return strings.TrimRight(line, " ,.;:") + "…"
}

// Grow is the action that makes a draft of a note. CodeInvalid when it is none.
func Grow(d debrief.Debrief) (debrief.Action, error) {
	if d.State != debrief.StateNoted {
		return debrief.Action{}, debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounDebrief))
	}
	d.State = debrief.StateDraft
	return debrief.Action{Name: "grow-note", Put: []debrief.Record{&d}}, nil
}

// Merge is the action that makes entries of a debrief out of notes, the oldest first, and
// deletes the notes: one step, undone together. The debrief may be a note itself. A note
// that somebody wrote more about than its lines is refused with CodeNoteGrew, as a step
// like this would lose that. Private notes are not seen from here: whoever carries the
// action out asks the vault first that no note has an interview.
func Merge(into *debrief.Whole, notes []*debrief.Whole) (debrief.Action, error) {
	a := debrief.Action{Name: "merge-notes"}
	position := 0.0
	for _, e := range into.Entries {
		position = max(position, e.Position)
	}
	for _, n := range oldestFirst(notes) {
		if n.Debrief.ID == into.Debrief.ID {
			continue
		}
		if !isPlain(n) {
			return debrief.Action{}, debrief.Errorf(debrief.CodeNoteGrew)
		}
		for _, e := range linesOf(n) {
			position++
			e.Base = debrief.Base{ID: debrief.NewID(), DebriefID: into.Debrief.ID}
			e.Position, e.Room = position, "" // confirmed, if at all, elsewhere
			a.Put = append(a.Put, &e)
		}
		head := n.Debrief.Base
		a.Delete = append(a.Delete, debrief.Ref{Noun: debrief.NounDebrief, ID: head.ID, DebriefID: head.DebriefID, Rev: head.Rev})
	}
	return a, nil
}

// oldestFirst puts notes in the order they were made, each of them once.
func oldestFirst(notes []*debrief.Whole) []*debrief.Whole {
	out := slices.SortedStableFunc(slices.Values(notes), func(a, b *debrief.Whole) int {
		return cmp.Or(cmp.Compare(a.Debrief.CreatedAt, b.Debrief.CreatedAt), cmp.Compare(a.Debrief.ID, b.Debrief.ID))
	})
	return slices.CompactFunc(out, func(a, b *debrief.Whole) bool { return a.Debrief.ID == b.Debrief.ID })
}

// isPlain says whether a note is its lines and a title, and nothing else.
func isPlain(n *debrief.Whole) bool {
	d := n.Debrief
	d.Title = ""
	headAndMeeting := 2
	return d.State == debrief.StateNoted && len(debrief.Words(&d)) == 0 && len(n.Records()) == headAndMeeting+len(n.Entries) &&
		!slices.ContainsFunc(n.Entries, func(e debrief.Entry) bool { return e.Consent != (debrief.Consent{}) })
}

// linesOf is the entries of a note. A title that somebody gave it since becomes the short
// form of its first line, or a line of its own where that has one or there is none.
func linesOf(n *debrief.Whole) []debrief.Entry {
	lines, name := slices.Clone(n.Entries), strings.TrimSpace(n.Debrief.Title)
	switch {
	case name == "" || slices.ContainsFunc(lines, func(e debrief.Entry) bool { return title(e.Text) == name }):
	case len(lines) > 0 && lines[0].Label == "":
		lines[0].Label = name
	default:
		lines = append(lines, debrief.Entry{
			Place: debrief.Place{Stage: debrief.StageTimeline}, Text: name, Basis: debrief.BasisMemory, OnTimeline: true,
		})
	}
	return lines
}
