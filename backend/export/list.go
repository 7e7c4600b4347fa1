package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
)

// List is a file of the countermeasures of one debrief or of all that have something open.
type List struct {
	Data []byte
	// Debriefs is how many are in it; Refused are those left out, because they would carry a
	// name that their edition must not carry.
	Debriefs int
	Refused  []LeftOut
	// Unlisted is how many owners are in no list of participants: their names stay, because
	// they are often a team's.
	Unlisted int
}

// ListForms lists the forms of a list: a table, one for Jira, a calendar and a page to read.
func ListForms() []Form { return []Form{FormCSV, FormJira, FormICS, FormHTML} }

// MakeList makes a list in a form and an edition, of the debriefs as they stand: of one, or of
// all that have something open when id is empty.
func MakeList(ctx context.Context, from FollowUps, id debrief.ID, o report.Options, f Form) (*List, error) {
	ids, err := listed(ctx, from, id)
	if err != nil {
		return nil, err
	}
	out, left := &List{}, []followup.Left{}
	all, refused, err := reports(ctx, from, ids, o)
	if err != nil {
		return nil, err
	}
	out.Refused = refused
	switch f {
	case FormCSV:
		out.Data, left, err = followup.AllCSV(all, o.T)
	case FormJira:
		out.Data, left, err = followup.AllJira(all)
	case FormHTML:
		out.Data, left, err = followup.AllPage(all, o.T("list.page.title"), o.Now.Format("2 January 2006"), o.T)
	case FormICS:
		feed := followup.NewFeed(o.T("followup.calendar.name"))
		for _, r := range all {
			if err := feed.Add(r, nil); err != nil {
				left = append(left, followup.Left{Title: r.Title, Err: err})
			}
		}
		out.Data = feed.Bytes()
	default:
		err = debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	for _, l := range left {
		out.Refused = append(out.Refused, LeftOut(l))
	}
	out.Debriefs = len(all) - len(left)
	out.Unlisted = unlisted(all)
	return out, err
}

// listed are the debriefs a list is of, in an order that stays.
func listed(ctx context.Context, from FollowUps, id debrief.ID) ([]debrief.ID, error) {
	if id != "" {
		return []debrief.ID{id}, nil
	}
	open, err := from.FollowUps(ctx, true)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(open, func(a, b *debrief.Whole) int {
		return cmp.Or(cmp.Compare(b.Debrief.CreatedAt, a.Debrief.CreatedAt), cmp.Compare(a.Debrief.ID, b.Debrief.ID))
	})
	ids := []debrief.ID{}
	for _, w := range open {
		ids = append(ids, w.Debrief.ID)
	}
	return ids, nil
}

// reports are those of debriefs. One in which a name would be left is refused by itself: the
// others are listed without it.
func reports(ctx context.Context, from FollowUps, ids []debrief.ID, o report.Options) (all []*report.Report, refused []LeftOut, err error) {
	refused = []LeftOut{}
	for _, id := range ids {
		w, err := from.Load(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		switch r, err := report.Build(w, o); {
		case debrief.CodeOf(err) == debrief.CodeNameFound:
			refused = append(refused, LeftOut{Title: report.Title(&w.Debrief, o.T), Err: err})
		case err != nil:
			return nil, nil, fmt.Errorf("build list: %w", err)
		default:
			all = append(all, r)
		}
	}
	return all, refused, nil
}

func unlisted(all []*report.Report) int {
	n := 0
	for _, r := range all {
		for _, w := range r.Warnings {
			if w.Kind == report.OwnerNotListed {
				n++
			}
		}
	}
	return n
}
