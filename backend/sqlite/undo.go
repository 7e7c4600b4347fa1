package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Undo takes back the newest step that stands.
func (db *DB) Undo(ctx context.Context) (debrief.Undone, error) {
	return db.turn(ctx, `state = 'done' ORDER BY row DESC`, "undone", wayUndo)
}

// Redo brings back the oldest step that was taken back.
func (db *DB) Redo(ctx context.Context) (debrief.Undone, error) {
	return db.turn(ctx, `state = 'undone' ORDER BY row`, "done", wayRedo)
}

func (db *DB) turn(ctx context.Context, which, to, way string) (debrief.Undone, error) {
	var done debrief.Undone
	err := db.write(ctx, way, func(tx *sql.Tx) error {
		var stepRow int64
		err := tx.QueryRowContext(ctx, `SELECT row, name, debrief_id FROM step WHERE `+which+` LIMIT 1`).
			Scan(&stepRow, &done.Name, &done.DebriefID)
		if errors.Is(err, sql.ErrNoRows) {
			return debrief.Errorf(debrief.CodeNothing)
		}
		if err != nil {
			return fmt.Errorf("find step: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE step SET state = ? WHERE row = ?`, to, stepRow); err != nil {
			return fmt.Errorf("turn step: %w", err)
		}
		return db.replay(ctx, tx, stepRow, way)
	})
	return done, err
}

// replay puts every record of a step to where it was before it (undo, last
// change first) or after it (redo, first change first).
func (db *DB) replay(ctx context.Context, tx *sql.Tx, stepRow int64, way string) error {
	changes, err := changesOf(ctx, tx, stepRow, way)
	if err != nil {
		return err
	}
	for _, c := range changes {
		target := c.after
		if way == wayUndo {
			target = c.before
		}
		made, err := restore(ctx, tx, c, target)
		if err != nil {
			return err
		}
		made.step, made.way = stepRow, way
		if err := db.log(ctx, tx, made); err != nil {
			return err
		}
	}
	return nil
}

func changesOf(ctx context.Context, tx *sql.Tx, stepRow int64, way string) (out []change, err error) {
	order := "seq"
	if way == wayUndo {
		order = "seq DESC"
	}
	rows, err := tx.QueryContext(ctx, `SELECT debrief_id, noun, record_id, rev, before, after FROM change
		WHERE step = ? AND way = 'do' ORDER BY `+order, stepRow)
	if err != nil {
		return nil, fmt.Errorf("query changes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c change
		if err := rows.Scan(&c.debriefID, &c.noun, &c.id, &c.rev, &c.before, &c.after); err != nil {
			return nil, fmt.Errorf("scan change: %w", err)
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// restore writes a record as it was, under a revision nobody has seen, or
// deletes it.
func restore(ctx context.Context, tx *sql.Tx, c change, target *string) (change, error) {
	was, err := find(ctx, tx, c.id)
	if err != nil {
		return change{}, err
	}
	made := change{debriefID: c.debriefID, noun: c.noun, id: c.id, rev: c.rev + 1, after: target}
	if was != nil {
		made.before, made.rev = text(was.body), max(was.rev, c.rev)+1
	}
	if target == nil {
		return made, remove(ctx, tx, c.id)
	}
	body, err := withRev(c.noun, *target, made.rev)
	if err != nil {
		return change{}, err
	}
	made.after = text(body)
	return made, store(ctx, tx, c.debriefID, row{noun: c.noun, id: c.id, rev: made.rev, body: body})
}

// withRev returns a record's body under another revision.
func withRev(noun debrief.Noun, body string, rev int64) ([]byte, error) {
	r := debrief.NewRecord(noun)
	if r == nil {
		return nil, fmt.Errorf("decode %q: unknown noun", noun)
	}
	if err := json.Unmarshal([]byte(body), r); err != nil {
		return nil, fmt.Errorf("decode %s: %w", noun, err)
	}
	r.Head().Rev = rev
	return json.Marshal(r)
}
