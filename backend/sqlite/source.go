package sqlite

import (
	"context"

	"secondstory/backend/debrief"
)

// Sources returns the sources of all debriefs: what was brought in once is known
// again by its sum.
func (db *DB) Sources(ctx context.Context) ([]debrief.Source, error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE noun = 'source'`)
	if err != nil {
		return nil, err
	}
	out := make([]debrief.Source, 0, len(all))
	for _, r := range all {
		if s, ok := r.(*debrief.Source); ok {
			out = append(out, *s)
		}
	}
	return out, nil
}
