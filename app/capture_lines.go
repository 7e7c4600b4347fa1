package app

import (
	"context"
	"slices"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// Paste files the lines of a pasted text as one: all of them or none. The text
// and the place of its first line are in the input; the others follow it at
// whole numbers. A command among them is kept as it was typed.
func (s *Capture) Paste(step Step, in LineInput) (filed []Filed, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []Filed{}, err
	}
	ctx, err := s.context(lib, in)
	if err != nil {
		return []Filed{}, err
	}
	fresh := func() debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: in.DebriefID} }
	lines := capture.ReadPaste(in.Text, ctx, debrief.Place{Stage: in.Stage, Position: in.Position}, fresh)
	action := step.put()
	action.Drafts, action.Quiet = in.drafts(), len(lines) == 0
	for _, l := range lines {
		action.Put = append(action.Put, l.Record)
	}
	var brought []debrief.Record
	if len(lines) > 0 {
		if brought, err = bring(lib, in, lines[0].Record.Head().ID, nil); err != nil {
			return []Filed{}, err
		}
	}
	action.Put = append(action.Put, brought...)
	if err := lib.Apply(context.Background(), action); err != nil {
		return []Filed{}, err
	}
	filed = make([]Filed, len(lines))
	for i, l := range lines {
		filed[i].Line, filed[i].Attachments = l.Line, []debrief.Attachment{}
		filed[i].set(l.Record)
	}
	if len(filed) > 0 {
		filed[0].Attachments = attachmentsOf(brought)
	}
	return filed, nil
}

// Split files an edited line as its first words, and the rest as a line of its
// own at a position below. What rests on the line rests on both.
func (s *Capture) Split(step Step, in LineInput, rest string, below float64) (filed Filed, err error) {
	defer guard(&err)
	filed.Attachments = []debrief.Attachment{}
	lib, err := s.desk.open()
	if err != nil {
		return filed, err
	}
	ctx, err := s.context(lib, in)
	if err != nil {
		return filed, err
	}
	line := capture.ParseLine(in.Text, ctx)
	first, removed, err := s.settle(lib, line, in, ctx.People)
	if err != nil {
		return filed, err
	}
	whole, err := lib.Load(context.Background(), in.DebriefID)
	if err != nil {
		return filed, err
	}
	if err := areWhole(first); err != nil {
		return filed, err
	}
	if e, ok := first.(*debrief.Entry); ok && e.Time.Known() {
		ctx.Time.Previous = e.Time.Time()
	}
	place := capture.PlaceOf(first)
	place.Position = below
	second := capture.Rest(first, rest, ctx, debrief.Base{ID: debrief.NewID(), DebriefID: in.DebriefID}, place)
	brought, err := bring(lib, in, first.Head().ID, removed)
	if err != nil {
		return filed, err
	}
	action := step.put(append(append(capture.Shared(whole, first, second), first, second), brought...)...)
	action.Drafts = in.drafts()
	if removed != nil {
		action.Delete = []debrief.Ref{*removed}
	}
	if err := lib.Apply(context.Background(), action); err != nil {
		return filed, err
	}
	filed.set(second)
	return filed, nil
}

// Join puts the words of a line at the end of the one above it, with whatever
// belonged to it.
func (s *Capture) Join(step Step, debriefID, aboveID, belowID string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	above, err := lineOf(lib, debriefID, aboveID)
	if err != nil {
		return err
	}
	below, err := lineOf(lib, debriefID, belowID)
	if err != nil {
		return err
	}
	whole, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return err
	}
	if err := areWhole(above, below); err != nil {
		return err
	}
	joined, ok := capture.Join(above, below, whole.Participants, capture.ZoneOf(&whole.Debrief))
	if !ok {
		return debrief.Errorf(debrief.CodeLinesDiffer)
	}
	gone := below.Head()
	action := step.put(append(capture.Passed(whole, gone.ID, joined.Head().ID), joined)...)
	action.Delete = []debrief.Ref{{Noun: below.Noun(), ID: gone.ID, DebriefID: debriefID, Rev: gone.Rev}}
	return lib.Apply(context.Background(), action)
}

// SetDay says on which day the times of a debrief are that have none, and reads
// them all again. It returns the day as it is kept; an empty one means that the
// text is no day and nothing was changed.
func (s *Capture) SetDay(step Step, debriefID, text string) (day string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return "", err
	}
	whole, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return "", err
	}
	now := s.desk.keeper.Now()
	day, ok := capture.ParseDay(text, capture.ZoneOf(&whole.Debrief), now)
	if !ok {
		return "", nil
	}
	return day, lib.Apply(context.Background(), step.put(capture.Redate(whole, day, now)...))
}

// bring returns pictures as they belong to a line that is filed: those that
// waited beside the field, and those of the record the line was before it became
// one of another kind.
func bring(lib *library.Kept, in LineInput, lineID debrief.ID, removed *debrief.Ref) ([]debrief.Record, error) {
	if len(in.PictureIDs) == 0 && removed == nil {
		return nil, nil
	}
	all, err := lib.Records(context.Background(), in.DebriefID, debrief.NounAttachment)
	if err != nil {
		return nil, err
	}
	var out []debrief.Record
	for _, r := range all {
		a, ok := r.(*debrief.Attachment)
		if !ok {
			continue
		}
		switch waits := a.Waits() && slices.Contains(in.PictureIDs, a.ID); {
		case waits || removed != nil && a.RecordID == removed.ID:
			a.RecordID = lineID
		case removed != nil && slices.Contains(a.LineIDs, removed.ID):
			a.LineIDs[slices.Index(a.LineIDs, removed.ID)] = lineID
		default:
			continue
		}
		out = append(out, a)
	}
	return out, nil
}

func attachmentsOf(records []debrief.Record) []debrief.Attachment {
	out := make([]debrief.Attachment, 0, len(records))
	for _, r := range records {
		if a, ok := r.(*debrief.Attachment); ok {
			out = append(out, *a)
		}
	}
	return out
}
