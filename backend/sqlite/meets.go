package sqlite

import (
	"context"
	"slices"

	"secondstory/backend/debrief"
)

// Meets says whether a group sits together now, about whichever debrief.
func (db *DB) Meets(ctx context.Context) (bool, error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE noun = 'debrief' AND instr(body, '"state":"live"') > 0 OR noun = 'meeting' AND instr(body, '"sessions":[') > 0`)
	return slices.ContainsFunc(all, debrief.GoesOn), err
}
