package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// StepRow is one thing somebody did, in the list of what changed.
type StepRow struct {
	// Row names the step and orders it; At is only for show, and empty for a turn
	// in a meeting: see debrief.Turns.
	Row int64 `json:"row"`
	// Name is what was done, a key of the copy catalogue.
	Name      string     `json:"name"`
	DebriefID debrief.ID `json:"debriefId"`
	// Title is the debrief's, or the last it had; empty when it never had one.
	Title string `json:"title"`
	At    string `json:"at"`
	// State is "done", "undone" (and can be brought back), "dropped" (taken back,
	// and something new was done since), or "standing" (it stands, and is from
	// before a library was salvaged: it cannot be taken back as a step).
	State string `json:"state"`
	// Text is a piece of the text it was about, on one line; may be empty.
	Text string `json:"text"`
}

// StepQuery says which steps to list.
type StepQuery struct {
	// Before is the row the list goes on from, towards older ones; 0 begins with
	// the newest.
	Before int64
	// Limit is how many at most; 0 means all.
	Limit int
	// DebriefID leaves out the steps of other debriefs; empty for none.
	DebriefID debrief.ID
}

// Steps returns what changed, newest first.
func (db *DB) Steps(ctx context.Context, q StepQuery) ([]StepRow, error) {
	found, err := db.steps(ctx, q)
	if err == nil {
		err = db.tellSteps(ctx, found)
	}
	if err != nil {
		return []StepRow{}, writeError(db.path, err)
	}
	out := make([]StepRow, len(found))
	for i, s := range found {
		out[i] = s.StepRow
	}
	return out, nil
}

// listedStep is a step and the ends of what it wrote in the log.
type listedStep struct {
	StepRow
	first, last int64
}

// stateStanding is what a dropped step is told as when its changes were not
// taken back: the log was not walked past it, a repair closed the way.
const stateStanding = "standing"

func (db *DB) steps(ctx context.Context, q StepQuery) (out []listedStep, err error) {
	if q.Limit <= 0 {
		q.Limit = -1
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT s.row, s.name, s.debrief_id, s.at,
		CASE WHEN s.state = 'dropped' AND coalesce((SELECT way FROM change WHERE step = s.row ORDER BY seq DESC LIMIT 1), 'do') <> 'undo'
			THEN ? ELSE s.state END,
		coalesce((SELECT min(seq) FROM change WHERE step = s.row AND way = 'do'), 0),
		coalesce((SELECT max(seq) FROM change WHERE step = s.row AND way = 'do'), 0)
		FROM step s WHERE (? = 0 OR s.row < ?) AND (? = '' OR s.debrief_id = ?) ORDER BY s.row DESC LIMIT ?`,
		stateStanding, q.Before, q.Before, q.DebriefID, q.DebriefID, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("query steps: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s listedStep
		if err := rows.Scan(&s.Row, &s.Name, &s.DebriefID, &s.At, &s.State, &s.first, &s.last); err != nil {
			return nil, fmt.Errorf("scan step: %w", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// tellSteps fills in titles and texts, with one question each for all steps.
func (db *DB) tellSteps(ctx context.Context, steps []listedStep) error {
	var seqs []int64
	var ids []debrief.ID
	for _, s := range steps {
		seqs, ids = append(seqs, s.first, s.last), append(ids, s.DebriefID)
	}
	lines, err := db.linesAt(ctx, seqs)
	if err != nil {
		return err
	}
	titles, err := db.titles(ctx, ids)
	if err != nil {
		return err
	}
	for i := range steps {
		s := &steps[i]
		s.Text, s.Title = stepText(lines[s.first], lines[s.last]), titles[s.DebriefID]
	}
	return nil
}

// stepText is what a step was about: of one record what it became, of several
// the first, which is what the others belong to.
func stepText(first, last line) string {
	if first.id != last.id {
		last = first
	}
	if last.id == "" {
		return ""
	}
	v := last.version("")
	if v.Damaged {
		return ""
	}
	return snippet(v.Before, v.After)
}

// linesAt reads lines of the log by their numbers.
func (db *DB) linesAt(ctx context.Context, seqs []int64) (map[int64]line, error) {
	return db.lines(ctx, `seq IN (SELECT value FROM json_each(?))`, seqs)
}

// lines reads the lines of the log that a condition over a list picks.
func (db *DB) lines(ctx context.Context, where string, list any) (out map[int64]line, err error) {
	picked, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("name lines: %w", err)
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT `+changeColumns+` FROM change WHERE `+where, string(picked))
	if err != nil {
		return nil, fmt.Errorf("query lines: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out = map[int64]line{}
	for rows.Next() {
		l, err := scanLine(rows)
		if err != nil {
			return nil, fmt.Errorf("scan line: %w", err)
		}
		out[l.seq] = l
	}
	return out, rows.Err()
}

// titles returns the titles of debriefs, the last they had when they are gone.
func (db *DB) titles(ctx context.Context, ids []debrief.ID) (map[debrief.ID]string, error) {
	known, err := db.lastKnown(ctx, ids)
	out := map[debrief.ID]string{}
	for id, r := range known {
		out[id] = debrief.Text(r)
	}
	return out, err
}

// lastKnown returns records as they are, or, when they were deleted, as they
// were last. What cannot be read is left out.
func (db *DB) lastKnown(ctx context.Context, ids []debrief.ID) (map[debrief.ID]debrief.Record, error) {
	out := map[debrief.ID]debrief.Record{}
	if err := db.present(ctx, ids, out); err != nil {
		return nil, err
	}
	missing := []debrief.ID{}
	for _, id := range ids {
		if _, ok := out[id]; !ok {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	lines, err := db.lines(ctx, `seq IN (SELECT max(seq) FROM change
		WHERE record_id IN (SELECT value FROM json_each(?)) GROUP BY record_id)`, missing)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		if v := l.version(""); v.After != nil {
			out[l.id] = v.After
		} else if v.Before != nil {
			out[l.id] = v.Before
		}
	}
	return out, nil
}

// present reads the records of ids that are there and as they were written.
func (db *DB) present(ctx context.Context, ids []debrief.ID, out map[debrief.ID]debrief.Record) (err error) {
	picked, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("name records: %w", err)
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE id IN (SELECT value FROM json_each(?))`, string(picked))
	if err != nil {
		return fmt.Errorf("query records: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.noun, &r.id, &r.rev, &r.body, &r.hash); err != nil {
			continue
		}
		if rec, err := r.record(); err == nil {
			out[r.id] = rec
		}
	}
	return rows.Err()
}

// UndoTo walks the log to a step, all of the way or none of it. A step that
// stands is taken back with everything done after it; one that was taken back
// is brought back with everything before it. It returns what was undone or
// redone, in that order.
func (db *DB) UndoTo(ctx context.Context, stepRow int64) ([]debrief.Undone, error) {
	out := []debrief.Undone{}
	err := db.write(ctx, "walk steps", func(tx *sql.Tx) error {
		out = out[:0]
		turn, err := wayTo(ctx, tx, stepRow)
		if err != nil {
			return err
		}
		for last := int64(0); last != stepRow; {
			var done debrief.Undone
			if last, done, err = db.turnOne(ctx, tx, turn); err != nil {
				return err
			}
			out = append(out, done)
		}
		return nil
	})
	if err != nil {
		return []debrief.Undone{}, err
	}
	return out, nil
}

// wayTo says which way leads to a step.
func wayTo(ctx context.Context, tx querier, stepRow int64) (turning, error) {
	var state string
	err := tx.QueryRowContext(ctx, `SELECT state FROM step WHERE row = ?`, stepRow).Scan(&state)
	switch {
	case errors.Is(err, sql.ErrNoRows) || err == nil && state == stateDropped:
		return turning{}, debrief.Errorf(debrief.CodeNothing)
	case err != nil:
		return turning{}, fmt.Errorf("find step: %w", err)
	case state == stateUndone:
		return redoing, nil
	}
	return undoing, nil
}
