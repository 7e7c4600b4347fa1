package sqlite

import (
	"context"
	"database/sql"

	"secondstory/backend/debrief"
)

// The debriefs of a library are one row in many: each question here goes through them by
// their index, and from there to what belongs to them.
const (
	signedVersions = `SELECT v.noun, v.id, v.rev, v.body, v.hash FROM record d
		CROSS JOIN record v ON v.debrief_id = d.id AND v.noun = 'version'
		WHERE d.noun = 'debrief' AND NOT coalesce(d.body ->> '$.sample', 0) ORDER BY +d.id, v.row`
	debriefPeople = `SELECT d.id, coalesce(p.revs, '') || ' ' ||
			coalesce(d.body ->> '$.facilitator', '') || ' ' || coalesce(d.body ->> '$.noteTaker', '')
		FROM record d LEFT JOIN (SELECT debrief_id, group_concat(id || ' ' || rev, ' ' ORDER BY rev, id) revs FROM record
			WHERE noun = 'participant' GROUP BY debrief_id) p ON p.debrief_id = d.id
		WHERE d.noun = 'debrief'`
	linkedDebriefs = `SELECT noun, id, rev, body, hash FROM record
		WHERE noun = 'debrief' AND instr(body, '"related":[') > 0 ORDER BY +row`
)

// Signed returns the newest version of every debrief that has one; a debrief whose
// newest version was withdrawn has none, and neither has the sample.
func (db *DB) Signed(ctx context.Context) ([]debrief.Signed, error) {
	all, err := db.records(ctx, signedVersions)
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

// people is a text for each debrief that is another when its people are: all of them as they
// were written last, and who leads the meeting.
func (db *DB) people(ctx context.Context) (map[debrief.ID]string, error) {
	out := map[debrief.ID]string{}
	return out, db.each(ctx, debriefPeople, nil, func(rows *sql.Rows) error {
		var id debrief.ID
		var people string
		err := rows.Scan(&id, &people)
		out[id] = people
		return err
	})
}
