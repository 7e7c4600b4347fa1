package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"secondstory/backend/debrief"
)

// Version is one change of a record as the log has it.
type Version struct {
	// Seq orders versions; At, when it was, RFC 3339 UTC by the clock of then,
	// is only for show; empty for turns, see debrief.Turns.
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
		v, err := scanVersion(rows)
		if err != nil {
			return out, writeError(db.path, err)
		}
		out = append(out, v)
	}
	return out, writeError(db.path, rows.Err())
}

// Visits returns the versions of a record, newest first, one for each visit:
// from what a step found, or its undo, to what it left. At most limit of those
// before a seq, 0 for the newest. Each one's Seq is that of its last change.
func (db *DB) Visits(ctx context.Context, recordID debrief.ID, before int64, limit int) ([]Version, error) {
	found, err := db.visits(ctx, recordID, before, limit)
	if err != nil {
		return []Version{}, writeError(db.path, err)
	}
	seqs := []int64{}
	for _, v := range found {
		seqs = append(seqs, v.first, v.last)
	}
	lines, err := db.linesAt(ctx, seqs)
	if err != nil {
		return []Version{}, writeError(db.path, err)
	}
	out := make([]Version, len(found))
	for i, v := range found {
		out[i] = lines[v.last].version(v.name)
		first := lines[v.first].version("")
		out[i].Before, out[i].Damaged = first.Before, first.Damaged || out[i].Damaged
	}
	return out, nil
}

// visit is the first and the last line of a record in a step, or its undo.
type visit struct {
	ends
	name string
}

func (db *DB) visits(ctx context.Context, recordID debrief.ID, before int64, limit int) (out []visit, err error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT first, last, coalesce((SELECT name FROM step WHERE row = visited), '') FROM (
		SELECT min(seq) AS first, max(seq) AS last, step AS visited FROM (
			SELECT seq, step, sum(starts) OVER (ORDER BY seq) AS visit FROM (
				SELECT seq, step, (lag(step) OVER o IS NOT step OR lag(way) OVER o IS NOT way) AS starts
				FROM change WHERE record_id = ? WINDOW o AS (ORDER BY seq)))
		GROUP BY visit) WHERE last < ? ORDER BY last DESC LIMIT ?`, recordID, before, limit)
	if err != nil {
		return nil, fmt.Errorf("query visits: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v visit
		if err := rows.Scan(&v.first, &v.last, &v.name); err != nil {
			return nil, fmt.Errorf("scan visit: %w", err)
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// VersionAt returns one version.
func (db *DB) VersionAt(ctx context.Context, seq int64) (Version, error) {
	lines, err := db.linesAt(ctx, []int64{seq})
	if err != nil {
		return Version{}, writeError(db.path, err)
	}
	l, ok := lines[seq]
	if !ok {
		return Version{}, debrief.Errorf(debrief.CodeNotFound)
	}
	return l.version(""), nil
}

func scanVersion(rows *sql.Rows) (Version, error) {
	var l line
	var name string
	err := rows.Scan(&l.seq, &l.step, &l.way, &l.debriefID, &l.noun, &l.id, &l.rev, &l.before, &l.after, &l.at, &l.hash, &name)
	if err != nil {
		return Version{}, fmt.Errorf("scan version: %w", err)
	}
	return l.version(name), nil
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
		if rec, err = db.restoreAs(ctx, tx, l, target, ""); err != nil {
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

// restoreAs writes target as the newest version, in the step of an id, or one
// of its own.
func (db *DB) restoreAs(ctx context.Context, tx *sql.Tx, l line, target *string, stepID debrief.ID) (debrief.Record, error) {
	if err := mayRestore(ctx, tx, l, target); err != nil {
		return nil, err
	}
	target, err := asItStands(ctx, tx, l, target)
	if err != nil {
		return nil, err
	}
	// Above every revision that was ever seen, also of a record deleted since.
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(rev), 0) FROM change WHERE record_id = ?`, l.id).Scan(&l.rev); err != nil {
		return nil, fmt.Errorf("find revision: %w", err)
	}
	made, err := restore(ctx, tx, l.change, target)
	if err != nil {
		return nil, err
	}
	step, err := db.stepFor(ctx, tx, debrief.Action{ID: stepID, Name: restoring(made)}, l.debriefID, db.stampOf(l.noun))
	if err != nil {
		return nil, err
	}
	made.step, made.way = step, wayDo
	if err := db.log(ctx, tx, made); err != nil {
		return nil, err
	}
	if err := db.forgetAfter(ctx, tx, []change{made}); err != nil {
		return nil, err
	}
	return decodeRecord(made.noun, made.after)
}

// Names of steps, keys of the copy catalogue: a version was restored, and one of
// a record that was not there.
const (
	NameRestore   = "restore-version"
	NameBringBack = "bring-back"
)

func restoring(made change) string {
	if made.before == nil {
		return NameBringBack
	}
	return NameRestore
}
