package sqlite

import (
	"context"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// listed is a debrief's place in the list: when the event started, or when the
// debrief was made. The index debrief_by_date is over this very expression.
const listed = `coalesce(nullif(body ->> '$.started.at', ''), body ->> '$.createdAt')`

// List returns the debriefs newest first, at most limit of them after offset,
// and how many there are. A limit of 0 means all.
func (db *DB) List(ctx context.Context, limit, offset int) ([]debrief.Row, int, error) {
	var total int
	if err := db.reader.QueryRowContext(ctx, `SELECT count(*) FROM record WHERE noun = 'debrief'`).Scan(&total); err != nil {
		return []debrief.Row{}, 0, writeError(db.path, fmt.Errorf("count debriefs: %w", err))
	}
	if limit <= 0 {
		limit = -1
	}
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE noun = 'debrief'
		ORDER BY `+listed+` DESC, id LIMIT ? OFFSET ?`, limit, offset)
	if err != nil {
		return []debrief.Row{}, 0, err
	}
	rows := make([]debrief.Row, 0, len(all))
	for _, r := range all {
		if d, ok := r.(*debrief.Debrief); ok {
			rows = append(rows, rowOf(d))
		}
	}
	for i := range rows {
		if err := db.count(ctx, &rows[i]); err != nil && !db.readable {
			return []debrief.Row{}, 0, err
		}
	}
	return rows, total, nil
}

func rowOf(d *debrief.Debrief) debrief.Row {
	r := debrief.Row{
		ID: d.ID, Rev: d.Rev, Title: d.Title, Kind: d.Kind, Reference: d.Reference,
		State: d.State, Sample: d.Sample, Date: d.Started.At, CreatedAt: d.CreatedAt,
	}
	if r.Date == "" {
		r.Date = d.CreatedAt
	}
	return r
}

// count fills in what a row says about a debrief's people, lines and
// countermeasures.
func (db *DB) count(ctx context.Context, r *debrief.Row) (err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT noun, count(*) FROM record WHERE debrief_id = ? GROUP BY noun`, r.ID)
	if err != nil {
		return writeError(db.path, fmt.Errorf("count records: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	promised := false
	for rows.Next() {
		var noun debrief.Noun
		var n int
		if err := rows.Scan(&noun, &n); err != nil {
			return fmt.Errorf("scan count: %w", err)
		}
		switch noun {
		case debrief.NounParticipant:
			r.Participants = n
		case debrief.NounEntry:
			r.Entries = n
		case debrief.NounFactor:
			r.Factors = n
		case debrief.NounCountermeasure:
			promised = true
		}
	}
	if err := rows.Err(); err != nil || !promised {
		return err
	}
	return db.countCountermeasures(ctx, r)
}

func (db *DB) countCountermeasures(ctx context.Context, r *debrief.Row) error {
	all, err := db.Records(ctx, r.ID, debrief.NounCountermeasure)
	if err != nil {
		return err
	}
	for _, rec := range all {
		c, ok := rec.(*debrief.Countermeasure)
		if !ok || !c.IsPromised() {
			continue
		}
		r.Countermeasures++
		if c.State == debrief.CountermeasureDone || c.State == debrief.CountermeasureChecked {
			r.Finished++
			continue
		}
		if c.Due != "" && (r.NextDue == "" || c.Due < r.NextDue) {
			r.NextDue, r.NextDueText = c.Due, c.Text
		}
	}
	return nil
}
