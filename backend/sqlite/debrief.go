package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
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
	if err := db.count(ctx, rows); err != nil && !db.readable {
		return []debrief.Row{}, 0, err
	}
	return rows, total, nil
}

func rowOf(d *debrief.Debrief) debrief.Row {
	r := debrief.Row{
		ID: d.ID, Rev: d.Rev, Title: d.Title, Kind: d.Kind, Reference: d.Reference,
		State: d.State, Sample: d.Sample, Date: d.Started.At, CreatedAt: d.CreatedAt, OldReport: d.OldReport,
		MeetsAt: d.Preparation.MeetsAt,
	}
	if r.Date == "" {
		r.Date = d.CreatedAt
	}
	if d.State == debrief.StateClosed {
		r.ClosedAt = d.Closing.At
	}
	return r
}

// inList picks the records of the debriefs named in a JSON array.
const inList = `debrief_id IN (SELECT value FROM json_each(?))`

// count fills in what the rows say about people, lines and countermeasures,
// with one question for all of them.
func (db *DB) count(ctx context.Context, rows []debrief.Row) error {
	byID, ids := make(map[debrief.ID]*debrief.Row, len(rows)), make([]debrief.ID, len(rows))
	for i := range rows {
		byID[rows[i].ID], ids[i] = &rows[i], rows[i].ID
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("name debriefs: %w", err)
	}
	if err := db.countNouns(ctx, string(list), byID); err != nil {
		return err
	}
	if err := db.numberVersions(ctx, string(list), byID); err != nil {
		return err
	}
	return db.countCountermeasures(ctx, string(list), byID)
}

// numberVersions fills in the newest version of each.
func (db *DB) numberVersions(ctx context.Context, list string, byID map[debrief.ID]*debrief.Row) error {
	return db.each(ctx, `SELECT debrief_id, '1.' || max(CAST(substr(body ->> '$.number', 3) AS INTEGER)) FROM record
		WHERE noun = 'version' AND `+inList+` GROUP BY debrief_id`, []any{list}, func(rows *sql.Rows) error {
		var id debrief.ID
		var number string
		err := rows.Scan(&id, &number)
		byID[id].Version = number
		return err
	})
}

func (db *DB) countNouns(ctx context.Context, list string, byID map[debrief.ID]*debrief.Row) (err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT debrief_id, noun, count(*) FROM record
		WHERE `+inList+` GROUP BY debrief_id, noun`, list)
	if err != nil {
		return writeError(db.path, fmt.Errorf("count records: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id debrief.ID
		var noun debrief.Noun
		var n int
		if err := rows.Scan(&id, &noun, &n); err != nil {
			return fmt.Errorf("scan count: %w", err)
		}
		switch r := byID[id]; noun {
		case debrief.NounParticipant:
			r.Participants = n
		case debrief.NounEntry:
			r.Entries = n
		case debrief.NounFactor:
			r.Factors = n
		}
	}
	if err := rows.Err(); err != nil {
		return writeError(db.path, fmt.Errorf("read counts: %w", err))
	}
	return nil
}

func (db *DB) countCountermeasures(ctx context.Context, list string, byID map[debrief.ID]*debrief.Row) (err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE noun = 'countermeasure' AND `+inList, list)
	if err != nil {
		return writeError(db.path, fmt.Errorf("query countermeasures: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := countNext(rows, byID); err != nil && !db.readable {
			return writeError(db.path, err)
		}
	}
	return writeError(db.path, rows.Err())
}

// countNext counts the countermeasure of a row. Of the tens of thousands in a
// large library only what the list says is decoded, once the hash is right.
func countNext(rows *sql.Rows, byID map[debrief.ID]*debrief.Row) error {
	var r row
	if err := rows.Scan(&r.noun, &r.id, &r.rev, &r.body, &r.hash); err != nil {
		return fmt.Errorf("scan countermeasure: %w", err)
	}
	if !bytes.Equal(r.hash, r.sum()) {
		return debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("hash of %s %s differs", r.noun, r.id))
	}
	var some struct {
		DebriefID debrief.ID                  `json:"debriefId"`
		Text      string                      `json:"text"`
		State     debrief.CountermeasureState `json:"state"`
		Due       string                      `json:"due"`
	}
	if err := json.Unmarshal(r.body, &some); err != nil {
		return debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(err)
	}
	c := &debrief.Countermeasure{Text: some.Text, State: some.State, Due: some.Due}
	// A damaged row may name a debrief that is not in the list.
	if of := byID[some.DebriefID]; of != nil {
		countOne(of, c)
	}
	return nil
}

// countOne counts a promise, or what is not pursued. Of a closed debrief nothing is due: it was looked at, or
// belongs to the past of whoever brought it in.
func countOne(r *debrief.Row, c *debrief.Countermeasure) {
	if c.State == debrief.CountermeasureNotPursued {
		r.NotPursued++
	}
	if !c.IsPromised() {
		return
	}
	r.Countermeasures++
	if c.State == debrief.CountermeasureChecked {
		r.Checked++
	}
	if c.State == debrief.CountermeasureDone || c.State == debrief.CountermeasureChecked {
		r.Finished++
		return
	}
	if c.Due != "" && r.State != debrief.StateClosed && (r.NextDue == "" || c.Due < r.NextDue) {
		r.NextDue, r.NextDueText = c.Due, c.Text
	}
}
