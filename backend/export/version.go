package export

import (
	"context"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
)

// Version is a debrief as it is printed under a version's number, with the options
// that go with it and the pictures and graphs its edition may show. Without a number it is the
// debrief as it stands.
func Version(ctx context.Context, from Keeper, w *debrief.Whole, number string, o report.Options) (*debrief.Whole, report.Options, error) {
	w, o, err := Numbered(ctx, from, w, number, o)
	if err != nil {
		return w, o, err
	}
	o, err = Illustrated(ctx, from, nil, w, o)
	return w, o, err
}

// Keeper has the bytes of attachments, and knows which lines were taken back.
type Keeper interface {
	signoff.Keeper
	Withdrawn(ctx context.Context) ([]debrief.ID, error)
}

// known are the people of a debrief, and those who lead its meeting.
func known(w *debrief.Whole) []debrief.Participant {
	return append(slices.Clone(w.Participants), debrief.Participant{Name: w.Debrief.Facilitator}, debrief.Participant{Name: w.Debrief.NoteTaker})
}

// heed leaves out of a version what was taken back since, and makes those decline in
// it who decline by now: what somebody said last counts, whatever was signed off. It
// returns how many lines that takes out.
func heed(was, now *debrief.Whole, gone []debrief.ID) (lines int) {
	lines = len(was.Entries)
	was.Entries = slices.DeleteFunc(was.Entries, func(e debrief.Entry) bool {
		return slices.Contains(gone, e.ID) || e.Consent.EntryID != "" && slices.Contains(gone, e.Consent.EntryID)
	})
	lines -= len(was.Entries)
	for _, p := range now.Participants {
		at := slices.IndexFunc(was.Participants, func(x debrief.Participant) bool { return x.ID == p.ID })
		if at >= 0 && p.Reading == debrief.ReadingDeclined && was.Participants[at].Reading != debrief.ReadingDeclined {
			was.Participants[at].Reading = debrief.ReadingDeclined
			lines += len(was.LinesOf(p.ID))
		}
	}
	return lines
}

// Numbered is the same without pictures and graphs.
func Numbered(ctx context.Context, from Keeper, w *debrief.Whole, number string, o report.Options) (*debrief.Whole, report.Options, error) {
	if number == "" {
		return w, o, nil
	}
	was, v, err := signoff.Read(ctx, from, w, number)
	if err != nil {
		return nil, o, err
	}
	gone, err := from.Withdrawn(ctx)
	if err != nil {
		return nil, o, err
	}
	o.Known = known(w)
	o.TakenBack = heed(was, w, gone)
	return was, o.Signed(v), nil
}

// Illustrated adds the pictures and graphs an edition may show; ready is nil where
// nothing is set twice.
func Illustrated(ctx context.Context, from signoff.Keeper, ready *Prepared, w *debrief.Whole, o report.Options) (report.Options, error) {
	var err error
	if o.Pictures, err = Pictures(ctx, ready, w, o.Edition, from.Content); err != nil {
		return o, err
	}
	o.Graphs, err = Graphs(ctx, w, o.Edition, from.Content)
	return o, err
}

// Draft is what a version is called that is none yet.
const Draft = "draft"

// Number is the number of the version to print: the one that is asked for, none for
// a [Draft], and when nobody asks the newest of a debrief that was signed off.
func Number(w *debrief.Whole, asked string) string {
	switch {
	case asked == Draft:
		return ""
	case asked != "":
		return asked
	case w.Debrief.State.IsSigned():
		if v := w.Version(""); v != nil {
			return v.Number
		}
	}
	return ""
}
