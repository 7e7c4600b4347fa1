package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"secondstory/backend/again"
	"secondstory/backend/debrief"
)

// Readable returns what is known of every debrief that was signed off, for whoever asks
// which are worth reading again. The sample is left out. Their order says nothing.
func (db *DB) Readable(ctx context.Context) (out []again.Debrief, err error) {
	out = []again.Debrief{}
	// Several paths at once read a body once.
	rows, err := db.reader.QueryContext(ctx, `SELECT d.id, json_extract(d.body, '$.title', '$.kind', '$.tags', '$.started.at', '$.zone'),
			coalesce(m.body ->> '$.startedAt', '')
		FROM record d LEFT JOIN record m ON m.debrief_id = d.id AND m.noun = 'meeting'
		WHERE d.noun = 'debrief' AND d.body ->> '$.state' IN ('signed-off', 'follow-up', 'closed')
			AND NOT coalesce(d.body ->> '$.sample', 0)`)
	if err != nil {
		return out, writeError(db.path, fmt.Errorf("query debriefs to read: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var d again.Debrief
		var head, met, started, zone string
		if err := rows.Scan(&d.ID, &head, &met); err != nil {
			return out, fmt.Errorf("scan debrief to read: %w", err)
		}
		if err := json.Unmarshal([]byte(head), &[]any{&d.Title, &d.Kind, &d.Tags, &started, &zone}); err != nil && !db.readable {
			return out, writeError(db.path, debrief.Errorf(debrief.CodeDamaged, "path", db.path).Wrap(err))
		}
		d.Happened, d.Met = dayIn(started, zone), dayIn(met, zone)
		out = append(out, d)
	}
	return out, writeError(db.path, rows.Err())
}

// dayIn is the day of a moment in a zone, at midnight UTC; the zero time when either is
// not known.
func dayIn(at, zone string) time.Time {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return time.Time{}
	}
	if loc, err := time.LoadLocation(zone); err == nil {
		t = t.In(loc)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
