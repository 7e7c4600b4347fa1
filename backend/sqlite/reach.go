package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Reach is what walking the log to a step would do.
type Reach struct {
	// Way is "undo" or "redo".
	Way string `json:"way"`
	// Steps counts what is taken or brought back, the step itself too.
	Steps int `json:"steps"`
	// Debriefs are those concerned, with most steps first; never nil.
	Debriefs []ReachedDebrief `json:"debriefs"`
}

// ReachedDebrief is one of them. Title may be empty.
type ReachedDebrief struct {
	DebriefID debrief.ID `json:"debriefId"`
	Title     string     `json:"title"`
	Steps     int        `json:"steps"`
}

// Reach says what UndoTo would do, and changes nothing.
func (db *DB) Reach(ctx context.Context, stepRow int64) (Reach, error) {
	turn, err := wayTo(ctx, db.reader, stepRow)
	if err != nil {
		return Reach{Debriefs: []ReachedDebrief{}}, writeError(db.path, err)
	}
	concerned := `state = 'done' AND row >= ?`
	if turn == redoing {
		concerned = `state = 'undone' AND row <= ?`
	}
	r := Reach{Way: turn.way}
	if r.Debriefs, err = db.reached(ctx, concerned, stepRow); err != nil {
		return Reach{Debriefs: []ReachedDebrief{}}, writeError(db.path, err)
	}
	ids := make([]debrief.ID, len(r.Debriefs))
	for i, d := range r.Debriefs {
		r.Steps += d.Steps
		ids[i] = d.DebriefID
	}
	titles, err := db.titles(ctx, ids)
	if err != nil {
		return Reach{Debriefs: []ReachedDebrief{}}, writeError(db.path, err)
	}
	for i := range r.Debriefs {
		r.Debriefs[i].Title = titles[r.Debriefs[i].DebriefID]
	}
	return r, nil
}

func (db *DB) reached(ctx context.Context, concerned string, stepRow int64) (out []ReachedDebrief, err error) {
	out = []ReachedDebrief{}
	rows, err := db.reader.QueryContext(ctx, `SELECT debrief_id, count(*) FROM step WHERE `+concerned+`
		GROUP BY debrief_id ORDER BY count(*) DESC, max(row) DESC`, stepRow)
	if err != nil {
		return out, fmt.Errorf("count steps: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var d ReachedDebrief
		if err := rows.Scan(&d.DebriefID, &d.Steps); err != nil {
			return out, fmt.Errorf("scan count: %w", err)
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// StepChange is what a step did to one record.
type StepChange struct {
	Version
	// Gone says that the record is not there now; Lost that its debrief is not
	// either, so that it cannot come back alone.
	Gone bool
	Lost bool
}

// StepChanges returns what a step did, record by record in the order they were
// written, at most limit of them, and how many there are. Each one's Seq is
// that of its last change in the step.
func (db *DB) StepChanges(ctx context.Context, stepRow int64, limit int) ([]StepChange, int, error) {
	all, total, err := db.endsOf(ctx, stepRow, limit)
	if err != nil {
		return []StepChange{}, 0, writeError(db.path, err)
	}
	seqs, ids := []int64{}, []debrief.ID{}
	for _, e := range all {
		seqs = append(seqs, e.first, e.last)
	}
	lines, err := db.linesAt(ctx, seqs)
	if err != nil {
		return []StepChange{}, 0, writeError(db.path, err)
	}
	out := make([]StepChange, len(all))
	for i, e := range all {
		out[i].Version = lines[e.last].version("")
		first := lines[e.first].version("")
		out[i].Before, out[i].Damaged = first.Before, first.Damaged || out[i].Damaged
		ids = append(ids, out[i].RecordID, out[i].DebriefID)
	}
	there := map[debrief.ID]debrief.Record{}
	if err := db.present(ctx, ids, there); err != nil {
		return []StepChange{}, 0, writeError(db.path, err)
	}
	for i := range out {
		c := &out[i]
		c.Gone = there[c.RecordID] == nil
		c.Lost = c.Gone && c.Noun != debrief.NounDebrief && there[c.DebriefID] == nil
	}
	return out, total, nil
}

// ends are the first and the last line of a record in a step.
type ends struct{ first, last int64 }

func (db *DB) endsOf(ctx context.Context, stepRow int64, limit int) (out []ends, total int, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT count(DISTINCT record_id) FROM change WHERE step = ? AND way = 'do'`, stepRow).Scan(&total)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, 0, fmt.Errorf("count records: %w", err)
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT min(seq), max(seq) FROM change WHERE step = ? AND way = 'do'
		GROUP BY record_id ORDER BY min(seq) LIMIT ?`, stepRow, limit)
	if err != nil {
		return nil, 0, fmt.Errorf("query records: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e ends
		if err := rows.Scan(&e.first, &e.last); err != nil {
			return nil, 0, fmt.Errorf("scan record: %w", err)
		}
		out = append(out, e)
	}
	return out, total, rows.Err()
}

// Names returns what the records of ids are called: their first text, cut to
// one line, also of those that were deleted. Ids nobody knows are left out.
func (db *DB) Names(ctx context.Context, ids []debrief.ID) (map[debrief.ID]string, error) {
	out := map[debrief.ID]string{}
	if len(ids) == 0 {
		return out, nil
	}
	known, err := db.lastKnown(ctx, ids)
	if err != nil {
		return out, writeError(db.path, err)
	}
	for id, r := range known {
		if name := snippet(nil, r); name != "" {
			out[id] = name
		}
	}
	return out, nil
}
