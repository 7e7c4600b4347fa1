package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// turning is a way through the steps: which is next, and what it becomes.
type turning struct{ which, to, way string }

// The two ways.
var (
	undoing = turning{`state = 'done' ORDER BY row DESC`, stateUndone, wayUndo}
	redoing = turning{`state = 'undone' ORDER BY row`, stateDone, wayRedo}
)

// Undo takes back the newest step that stands.
func (db *DB) Undo(ctx context.Context) (debrief.Undone, error) { return db.turn(ctx, undoing) }

// Redo brings back the oldest step that was taken back.
func (db *DB) Redo(ctx context.Context) (debrief.Undone, error) { return db.turn(ctx, redoing) }

func (db *DB) turn(ctx context.Context, t turning) (done debrief.Undone, err error) {
	err = db.write(ctx, t.way, func(tx *sql.Tx) error {
		_, done, err = db.turnOne(ctx, tx, t)
		return err
	})
	return done, err
}

// turnOne takes the next step the way goes and returns its row.
func (db *DB) turnOne(ctx context.Context, tx *sql.Tx, t turning) (stepRow int64, done debrief.Undone, err error) {
	err = tx.QueryRowContext(ctx, `SELECT row, name, debrief_id FROM step WHERE `+t.which+` LIMIT 1`).
		Scan(&stepRow, &done.Name, &done.DebriefID)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, done, debrief.Errorf(debrief.CodeNothing)
	}
	if err != nil {
		return 0, done, fmt.Errorf("find step: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE step SET state = ? WHERE row = ?`, t.to, stepRow); err != nil {
		return 0, done, fmt.Errorf("turn step: %w", err)
	}
	read, err := db.replay(ctx, tx, stepRow, t.way)
	if read {
		done.Name = NameStillRead
	}
	return stepRow, done, err
}

// TakeBack takes back what one step deleted, however much was done since. When
// nothing was, that is an undo; otherwise the records come back as they were,
// in a new step, and nothing else is touched.
func (db *DB) TakeBack(ctx context.Context, stepID debrief.ID) (done debrief.Undone, err error) {
	err = db.write(ctx, "take back", func(tx *sql.Tx) error {
		stepRow, newest, err := stepOf(ctx, tx, stepID)
		if err != nil {
			return err
		}
		if stepRow == newest {
			_, done, err = db.turnOne(ctx, tx, undoing)
			return err
		}
		done, err = db.bringBack(ctx, tx, stepRow)
		return err
	})
	return done, err
}

// stepOf finds the newest step of an id that stands, and the newest of all.
func stepOf(ctx context.Context, tx *sql.Tx, id debrief.ID) (stepRow, newest int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT row, (SELECT max(row) FROM step WHERE state = 'done') FROM step
		WHERE id = ? AND id <> '' AND state = 'done' ORDER BY row DESC LIMIT 1`, id).Scan(&stepRow, &newest)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, debrief.Errorf(debrief.CodeNothing)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("find step: %w", err)
	}
	return stepRow, newest, nil
}

// bringBack restores every record a step deleted that is not there, last
// deleted first, as one new step.
func (db *DB) bringBack(ctx context.Context, tx *sql.Tx, stepRow int64) (debrief.Undone, error) {
	changes, err := changesOf(ctx, tx, stepRow, wayUndo)
	if err != nil {
		return debrief.Undone{}, err
	}
	done, together := debrief.Undone{}, debrief.NewID()
	for _, c := range changes {
		was, err := find(ctx, tx, c.id)
		if err != nil {
			return done, err
		}
		if c.after != nil || was != nil {
			continue
		}
		l := line{change: c}
		if err := hasDebrief(ctx, tx, l); err != nil {
			return done, err
		}
		if _, err := db.restoreAs(ctx, tx, l, c.before, together); err != nil {
			return done, err
		}
		done = debrief.Undone{Name: NameBringBack, DebriefID: c.debriefID}
	}
	if done.Name == "" {
		return done, debrief.Errorf(debrief.CodeNothing)
	}
	return done, nil
}

// replay puts every record of a step to where it was before it (undo, last
// change first) or after it (redo, first change first).
//
// A debrief that would stand signed off while a newer version is, is read back instead.
func (db *DB) replay(ctx context.Context, tx *sql.Tx, stepRow int64, way string) (read bool, err error) {
	changes, err := changesOf(ctx, tx, stepRow, way)
	if err != nil {
		return false, err
	}
	var all []change
	for _, c := range unsigned(changes) {
		target := c.after
		if way == wayUndo {
			target = c.before
		}
		target, kept, err := standing(ctx, tx, c, target, stepRow)
		if err != nil {
			return false, err
		}
		read = read || kept
		made, err := restore(ctx, tx, c, target)
		if err != nil {
			return false, err
		}
		made.step, made.way = stepRow, way
		if err := db.log(ctx, tx, made); err != nil {
			return false, err
		}
		all = append(all, made)
	}
	return read, db.forgetAfter(ctx, tx, all)
}

func changesOf(ctx context.Context, tx *sql.Tx, stepRow int64, way string) (out []change, err error) {
	order := "seq"
	if way == wayUndo {
		order = "seq DESC"
	}
	rows, err := tx.QueryContext(ctx, `SELECT `+changeColumns+` FROM change
		WHERE step = ? AND way = 'do' ORDER BY `+order, stepRow)
	if err != nil {
		return nil, fmt.Errorf("query changes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		l, err := scanLine(rows)
		if err != nil {
			return nil, fmt.Errorf("scan change: %w", err)
		}
		if !l.right() {
			return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("hash of line %d differs", l.seq))
		}
		out = append(out, l.change)
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
