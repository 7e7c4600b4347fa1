package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Version is one change of a record as the log has it.
type Version struct {
	// Seq orders versions; At, when it was, RFC 3339 UTC by the clock of then,
	// is only for show.
	Seq int64  `json:"seq"`
	At  string `json:"at"`
	// Way is how it came about: do, undo or redo. Name is the step's, a key of
	// the copy catalogue.
	Way       string       `json:"way"`
	Name      string       `json:"name"`
	Noun      debrief.Noun `json:"noun"`
	RecordID  debrief.ID   `json:"recordId"`
	DebriefID debrief.ID   `json:"debriefId"`
	// Before is nil for a record that was made, After for one that was deleted.
	// Both are nil when the line is not as it was written.
	Before debrief.Record `json:"before"`
	After  debrief.Record `json:"after"`
	// Damaged says that.
	Damaged bool `json:"damaged"`
}

// History returns the versions of a record, newest first, at most limit of
// them; 0 means all.
func (db *DB) History(ctx context.Context, recordID debrief.ID, limit int) (out []Version, err error) {
	out = []Version{}
	if limit <= 0 {
		limit = -1
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT change.seq, change.step, change.way, change.debrief_id, change.noun, change.record_id,
		change.rev, change.before, change.after, change.at, change.hash, coalesce(step.name, '')
		FROM change LEFT JOIN step ON step.row = change.step
		WHERE change.record_id = ? ORDER BY change.seq DESC LIMIT ?`, recordID, limit)
	if err != nil {
		return out, writeError(db.path, fmt.Errorf("query history: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var l line
		var name string
		if err := rows.Scan(&l.seq, &l.step, &l.way, &l.debriefID, &l.noun, &l.id, &l.rev, &l.before, &l.after, &l.at, &l.hash, &name); err != nil {
			return out, writeError(db.path, fmt.Errorf("scan history: %w", err))
		}
		out = append(out, l.version(name))
	}
	return out, writeError(db.path, rows.Err())
}

// version decodes a line.
func (l line) version(name string) Version {
	v := Version{Seq: l.seq, At: l.at, Way: l.way, Name: name, Noun: l.noun, RecordID: l.id, DebriefID: l.debriefID}
	before, err := decodeRecord(l.noun, l.before)
	after, afterErr := decodeRecord(l.noun, l.after)
	if !l.right() || err != nil || afterErr != nil {
		v.Damaged = true
		return v
	}
	v.Before, v.After = before, after
	return v
}

func decodeRecord(noun debrief.Noun, body *string) (debrief.Record, error) {
	if body == nil {
		return nil, nil
	}
	r := debrief.NewRecord(noun)
	if r == nil {
		return nil, fmt.Errorf("decode %q: unknown noun", noun)
	}
	if err := json.Unmarshal([]byte(*body), r); err != nil {
		return nil, fmt.Errorf("decode %s: %w", noun, err)
	}
	return r, r.Validate()
}

// RestoreVersion makes a record what it was after a change, or, when that
// change deleted it, what it was before. That is a new step, which can be
// undone; a record of a debrief that is gone is not brought back alone.
func (db *DB) RestoreVersion(ctx context.Context, seq int64) (debrief.Record, error) {
	var rec debrief.Record
	err := db.write(ctx, "restore version", func(tx *sql.Tx) error {
		l, err := lineAt(ctx, tx, seq)
		if err != nil {
			return err
		}
		if !l.right() {
			return debrief.Errorf(debrief.CodeDamaged, "path", db.path)
		}
		target := l.after
		if target == nil {
			target = l.before
		}
		if err := hasDebrief(ctx, tx, l); err != nil || target == nil {
			return errors.Join(err, ifNil(target))
		}
		if rec, err = db.restoreAs(ctx, tx, l, target); err != nil {
			return err
		}
		return nil
	})
	return rec, err
}

func ifNil(s *string) error {
	if s == nil {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	return nil
}

func lineAt(ctx context.Context, tx *sql.Tx, seq int64) (l line, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+changeColumns+` FROM change WHERE seq = ?`, seq)
	if err != nil {
		return l, fmt.Errorf("find version: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if !rows.Next() {
		return l, errors.Join(rows.Err(), debrief.Errorf(debrief.CodeNotFound))
	}
	if l, err = scanLine(rows); err != nil {
		return l, fmt.Errorf("scan version: %w", err)
	}
	return l, rows.Err()
}

// hasDebrief refuses to bring back a line of a debrief that was deleted.
func hasDebrief(ctx context.Context, tx *sql.Tx, l line) error {
	if l.noun == debrief.NounDebrief {
		return nil
	}
	d, err := find(ctx, tx, l.debriefID)
	if err == nil && d == nil {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	return err
}

// restoreAs writes target as the newest version, in a step of its own.
func (db *DB) restoreAs(ctx context.Context, tx *sql.Tx, l line, target *string) (debrief.Record, error) {
	// Above every revision that was ever seen, also of a record deleted since.
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(rev), 0) FROM change WHERE record_id = ?`, l.id).Scan(&l.rev); err != nil {
		return nil, fmt.Errorf("find revision: %w", err)
	}
	made, err := restore(ctx, tx, l.change, target)
	if err != nil {
		return nil, err
	}
	step, err := db.stepFor(ctx, tx, debrief.Action{Name: nameRestore}, l.debriefID)
	if err != nil {
		return nil, err
	}
	made.step, made.way = step, wayDo
	if err := db.log(ctx, tx, made); err != nil {
		return nil, err
	}
	return decodeRecord(made.noun, made.after)
}

// nameRestore is the name of a step that restored a version.
const nameRestore = "restore-version"
