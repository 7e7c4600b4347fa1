package export

import (
	"cmp"
	"context"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// Shelf is a library in which debriefs belong together.
type Shelf interface {
	Keeper
	Linked(ctx context.Context) (map[debrief.ID][]debrief.Relation, error)
	Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
}

// Related adds what a debrief belongs with, whichever of the two said so, the earliest
// event first. A version has what was said until it was signed off; others are told as their
// newest version has them, or else as they stand. One whose title or reason would carry a
// name the edition must not carry is left out, and so is, of the public edition, one that
// is not signed off or could not be published; so is the sample, and one that is gone.
func Related(ctx context.Context, from Shelf, w *debrief.Whole, number string, o report.Options) (report.Options, error) {
	all, err := from.Linked(ctx)
	if err != nil {
		return o, err
	}
	of := all[w.Debrief.ID]
	if v := w.Version(number); number != "" && v != nil {
		of = slices.DeleteFunc(of, func(r debrief.Relation) bool { return r.At > v.SignedAt })
	}
	return relate(ctx, from, of, o)
}

func relate(ctx context.Context, from Shelf, of []debrief.Relation, o report.Options) (report.Options, error) {
	o.Related = nil
	for _, r := range of {
		told, err := tell(ctx, from, r, o)
		if ctx.Err() != nil {
			return o, ctx.Err()
		}
		if err == nil && told != nil {
			o.Related = append(o.Related, *told)
		}
	}
	slices.SortStableFunc(o.Related, func(a, b report.Related) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Title, b.Title)) })
	return o, nil
}

// tell says of one debrief what another may print of it; nil when that is nothing.
func tell(ctx context.Context, from Shelf, r debrief.Relation, o report.Options) (*report.Related, error) {
	w, err := from.Load(ctx, r.DebriefID)
	if err != nil || w.Debrief.Sample {
		return nil, err
	}
	number := Number(w, "")
	if o.Edition == report.Public && number == "" {
		return nil, nil
	}
	w, own, err := Numbered(ctx, from, w, number, report.Options{Edition: o.Edition, T: o.T, Now: o.Now})
	if err != nil {
		return nil, err
	}
	texts, err := report.Told(w, own, report.Title(&w.Debrief, o.T), r.Why)
	if err != nil {
		return nil, err
	}
	return &report.Related{ID: r.DebriefID, Title: texts[0], Why: texts[1], Day: report.Day(&w.Debrief)}, nil
}
