package sqlite

import (
	"context"

	"secondstory/backend/debrief"
)

// Linked returns which debriefs were said to belong together, for each of the two: the
// word of one is that of both. Debriefs that are gone may be among them.
func (db *DB) Linked(ctx context.Context) (map[debrief.ID][]debrief.Relation, error) {
	all, err := db.records(ctx, linkedDebriefs)
	if err != nil {
		return nil, err
	}
	out := map[debrief.ID][]debrief.Relation{}
	add := func(to debrief.ID, r debrief.Relation) {
		for _, had := range out[to] {
			if had.DebriefID == r.DebriefID {
				return
			}
		}
		out[to] = append(out[to], r)
	}
	for _, r := range all {
		d, ok := r.(*debrief.Debrief)
		if !ok {
			continue
		}
		for _, to := range d.Related {
			if to.Linked && to.DebriefID != d.ID {
				add(d.ID, to)
				add(to.DebriefID, debrief.Relation{DebriefID: d.ID, Linked: true, Why: to.Why, At: to.At})
			}
		}
	}
	return out, nil
}
