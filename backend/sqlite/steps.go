package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// StepRow is one thing somebody did, in the list of what changed.
type StepRow struct {
	// Row names the step and orders it; At is only for show.
	Row int64 `json:"row"`
	// Name is what was done, a key of the copy catalogue.
	Name      string     `json:"name"`
	DebriefID debrief.ID `json:"debriefId"`
	// Title is the debrief's, or the last it had; empty when it never had one.
	Title string `json:"title"`
	At    string `json:"at"`
	// State is "done", "undone" (and can be brought back), or "dropped" (taken
	// back for good, or from before a library was salvaged).
	State string `json:"state"`
}

// Steps returns what changed, newest first, at most limit; 0 means all.
func (db *DB) Steps(ctx context.Context, limit int) ([]StepRow, error) {
	out, err := db.steps(ctx, limit)
	if err != nil {
		return []StepRow{}, writeError(db.path, err)
	}
	titles := map[debrief.ID]string{}
	for i, s := range out {
		title, known := titles[s.DebriefID]
		if !known {
			if title, err = db.title(ctx, s.DebriefID); err != nil {
				return []StepRow{}, writeError(db.path, err)
			}
			titles[s.DebriefID] = title
		}
		out[i].Title = title
	}
	return out, nil
}

func (db *DB) steps(ctx context.Context, limit int) (out []StepRow, err error) {
	out = []StepRow{}
	if limit <= 0 {
		limit = -1
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT row, name, debrief_id, at, state FROM step ORDER BY row DESC LIMIT ?`, limit)
	if err != nil {
		return out, fmt.Errorf("query steps: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s StepRow
		if err := rows.Scan(&s.Row, &s.Name, &s.DebriefID, &s.At, &s.State); err != nil {
			return out, fmt.Errorf("scan step: %w", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// title finds a debrief's title, for one that was deleted in the log. What
// cannot be read has none.
func (db *DB) title(ctx context.Context, id debrief.ID) (string, error) {
	r, err := db.Record(ctx, id)
	switch debrief.CodeOf(err) {
	case "":
	case debrief.CodeDamaged:
		return "", nil
	case debrief.CodeNotFound:
		last, err := db.History(ctx, id, 1)
		if err != nil || len(last) == 0 {
			return "", err
		}
		r = last[0].Before
	default:
		return "", err
	}
	if d, ok := r.(*debrief.Debrief); ok {
		return d.Title, nil
	}
	return "", nil
}

// UndoTo walks the log to a step, all of the way or none of it. A step that
// stands is taken back with everything done after it; one that was taken back
// is brought back with everything before it. It returns what was undone or
// redone, in that order.
func (db *DB) UndoTo(ctx context.Context, stepRow int64) ([]debrief.Undone, error) {
	out := []debrief.Undone{}
	err := db.write(ctx, "walk steps", func(tx *sql.Tx) error {
		var state string
		err := tx.QueryRowContext(ctx, `SELECT state FROM step WHERE row = ?`, stepRow).Scan(&state)
		if errors.Is(err, sql.ErrNoRows) || state == stateDropped {
			return debrief.Errorf(debrief.CodeNothing)
		}
		if err != nil {
			return fmt.Errorf("find step: %w", err)
		}
		turn := undoing
		if state == stateUndone {
			turn = redoing
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
