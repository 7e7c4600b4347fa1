// Package signal is about weak signals: a near-miss note made in ten seconds, which later
// grows into a debrief or becomes a line of one. A note is a debrief like any other, in
// the state noted: its words are an entry of the timeline, so that they are found, undone
// and printed as any entry is.
package signal

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"secondstory/backend/debrief"
)

// maxTitle is how many characters of a note its title keeps.
const maxTitle = 60

// Said is what somebody wrote of a near miss.
type Said struct {
	Text string
	// When it was, as far as they said: no time is made up.
	When debrief.Moment
	Tags []string
	// Zone is the IANA name of where the clock stood; empty for UTC.
	Zone string
	// Source says where the note comes from ("note of 21 Nov 2026").
	Source string
}

// Note makes a note of what somebody wrote; at is when they did. CodeInvalid for a note
// without words.
func Note(said Said, at time.Time) (*debrief.Whole, error) {
	text := strings.TrimSpace(strings.ToValidUTF8(said.Text, "\uFFFD"))
	if text == "" {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounEntry))
	}
	d := debrief.NewDebrief(at.UTC().Format(time.RFC3339))
	d.Kind, d.State, d.Title = debrief.KindNearMiss, debrief.StateNoted, title(text)
	d.Zone, d.Started, d.Tags = cmp.Or(said.Zone, d.Zone), said.When, with(d.Tags, said.Tags)
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Place: debrief.Place{Stage: debrief.StageTimeline, Position: 1},
		Text: text, Time: said.When, Basis: debrief.BasisMemory, Source: said.Source, OnTimeline: true,
	})
	return w, nil
}

// with adds tags to some, each of them once.
func with(tags, more []string) []string {
	out := slices.Clone(tags)
	for _, tag := range more {
		tag = strings.Join(strings.Fields(strings.ToValidUTF8(tag, "\uFFFD")), " ")
		if tag != "" && !slices.ContainsFunc(out, func(t string) bool { return strings.EqualFold(t, tag) }) {
			out = append(out, tag)
		}
	}
	return out
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
// deletes the notes: one step, undone together. Their tags go along. The debrief may be a
// note itself. A note that somebody wrote more about than its lines is refused with
// CodeNoteGrew, as a step like this would lose that. Private notes are not seen from here:
// whoever carries the action out asks the vault first that no note has an interview.
func Merge(into *debrief.Whole, notes []*debrief.Whole) (debrief.Action, error) {
	a := debrief.Action{Name: "merge-notes"}
	position, head := 0.0, into.Debrief
	for _, e := range into.Entries {
		position = max(position, e.Position)
	}
	for _, n := range oldestFirst(notes) {
		if n.Debrief.ID == head.ID {
			continue
		}
		if !isPlain(n) {
			return debrief.Action{}, debrief.Errorf(debrief.CodeNoteGrew)
		}
		for _, e := range linesOf(n) {
			position++
			e.Base = debrief.Base{ID: debrief.NewID(), DebriefID: head.ID}
			e.Position, e.Room = position, "" // confirmed, if at all, elsewhere
			a.Put = append(a.Put, &e)
		}
		head.Tags = with(head.Tags, n.Debrief.Tags)
		was := n.Debrief.Base
		a.Delete = append(a.Delete, debrief.Ref{Noun: debrief.NounDebrief, ID: was.ID, DebriefID: was.DebriefID, Rev: was.Rev})
	}
	if len(head.Tags) > len(into.Debrief.Tags) {
		a.Put = append(a.Put, &head)
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

// isPlain says whether a note is what Note makes, whatever its words are: lines, a title,
// a time that one of them has, tags, and nothing else.
func isPlain(n *debrief.Whole) bool {
	const headAndMeeting = 2
	bare := debrief.NewDebrief(n.Debrief.CreatedAt)
	bare.Base, bare.Title, bare.Kind, bare.State = n.Debrief.Base, n.Debrief.Title, n.Debrief.Kind, debrief.StateNoted
	bare.Zone, bare.Tags = n.Debrief.Zone, n.Debrief.Tags
	if n.Debrief.Started != (debrief.Moment{}) {
		for _, e := range n.Entries {
			if e.Time == n.Debrief.Started {
				bare.Started = e.Time
			}
		}
	}
	return isSame(bare, &n.Debrief) && len(n.Records()) == headAndMeeting+len(n.Entries) &&
		!slices.ContainsFunc(n.Entries, func(e debrief.Entry) bool { return e.Consent != (debrief.Consent{}) })
}

// isSame compares debriefs as they are stored.
func isSame(a, b *debrief.Debrief) bool {
	mine, err := json.Marshal(a)
	if err != nil {
		return false
	}
	theirs, err := json.Marshal(b)
	return err == nil && bytes.Equal(mine, theirs)
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
