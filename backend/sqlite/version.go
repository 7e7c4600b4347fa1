package sqlite

import (
	"context"

	"secondstory/backend/debrief"
)

// Signed returns the newest version of every debrief that has one; a debrief whose
// newest version was withdrawn has none, and neither has the sample.
func (db *DB) Signed(ctx context.Context) ([]debrief.Version, error) {
	all, err := db.records(ctx, `SELECT v.noun, v.id, v.rev, v.body, v.hash FROM record d
		JOIN record v ON v.debrief_id = d.id AND v.noun = 'version'
		WHERE d.noun = 'debrief' AND NOT coalesce(d.body ->> '$.sample', 0) ORDER BY d.id, v.row`)
	if err != nil {
		return nil, err
	}
	newest := map[debrief.ID]*debrief.Whole{}
	order := []debrief.ID{}
	for _, r := range all {
		v, ok := r.(*debrief.Version)
		if !ok {
			continue
		}
		if newest[v.DebriefID] == nil {
			newest[v.DebriefID] = &debrief.Whole{}
			order = append(order, v.DebriefID)
		}
		newest[v.DebriefID].Versions = append(newest[v.DebriefID].Versions, *v)
	}
	out := []debrief.Version{}
	for _, id := range order {
		if v := newest[id].Version(""); !v.IsWithdrawn() {
			out = append(out, *v)
		}
	}
	return out, nil
}
