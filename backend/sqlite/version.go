package sqlite

import (
	"context"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Signed returns the newest version of every debrief that has one; a debrief whose
// newest version was withdrawn has none, and neither has the sample.
func (db *DB) Signed(ctx context.Context) ([]debrief.Signed, error) {
	all, err := db.records(ctx, `SELECT v.noun, v.id, v.rev, v.body, v.hash FROM record d
		JOIN record v ON v.debrief_id = d.id AND v.noun = 'version'
		WHERE d.noun = 'debrief' AND NOT coalesce(d.body ->> '$.sample', 0) ORDER BY d.id, v.row`)
	if err != nil {
		return nil, err
	}
	people, err := db.people(ctx)
	if err != nil {
		return nil, err
	}
	held, order := map[debrief.ID]*debrief.Whole{}, []debrief.ID{}
	for _, r := range all {
		v, ok := r.(*debrief.Version)
		if !ok {
			continue
		}
		if held[v.DebriefID] == nil {
			held[v.DebriefID] = &debrief.Whole{}
			order = append(order, v.DebriefID)
		}
		held[v.DebriefID].Versions = append(held[v.DebriefID].Versions, *v)
	}
	out := []debrief.Signed{}
	for _, id := range order {
		if v := held[id].Version(""); !v.IsWithdrawn() {
			out = append(out, debrief.Signed{Version: *v, People: people[id]})
		}
	}
	return out, nil
}

// people is a text for each debrief with a version that is another when its people are:
// how often they were written, and who leads the meeting.
func (db *DB) people(ctx context.Context) (out map[debrief.ID]string, err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT d.id, count(p.id) || ' ' || coalesce(sum(p.rev), 0) || ' ' ||
			coalesce(d.body ->> '$.facilitator', '') || ' ' || coalesce(d.body ->> '$.noteTaker', '')
		FROM record d LEFT JOIN record p ON p.debrief_id = d.id AND p.noun = 'participant'
		WHERE d.noun = 'debrief' AND EXISTS (SELECT 1 FROM record WHERE debrief_id = d.id AND noun = 'version') GROUP BY d.id`)
	if err != nil {
		return nil, writeError(db.path, fmt.Errorf("query people: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out = map[debrief.ID]string{}
	for rows.Next() {
		var id debrief.ID
		var people string
		if err := rows.Scan(&id, &people); err != nil {
			return nil, writeError(db.path, fmt.Errorf("read people: %w", err))
		}
		out[id] = people
	}
	if err := rows.Err(); err != nil {
		return nil, writeError(db.path, fmt.Errorf("read people: %w", err))
	}
	return out, nil
}
