package export

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
)

// Version is a debrief as it is printed under a version's number, with the options
// that go with it and the pictures and graphs its edition may show. Without a number it is the
// debrief as it stands.
func Version(ctx context.Context, from signoff.Keeper, w *debrief.Whole, number string, o report.Options) (*debrief.Whole, report.Options, error) {
	if number != "" {
		was, v, err := signoff.Read(ctx, from, w, number)
		if err != nil {
			return nil, o, err
		}
		w, o = was, o.Signed(v)
	}
	var err error
	if o.Pictures, err = Pictures(ctx, w, o.Edition, from.Content); err != nil {
		return w, o, err
	}
	o.Graphs, err = Graphs(ctx, w, o.Edition, from.Content)
	return w, o, err
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
