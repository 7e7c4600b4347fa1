package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

// fill makes a library and writes what was chosen into it, in one transaction.
func (s *salvage) fill(ctx context.Context, path string, progress Progress) (err error) {
	if err := create(ctx, path, migrations); err != nil {
		return err
	}
	db := sql.OpenDB(builder(path))
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin salvage: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	w := &writing{salvage: s, ctx: ctx, tx: tx, left: map[debrief.ID]bool{}}
	for id := range s.chosen {
		w.left[id] = true
	}
	w.addSteps()
	if err := s.from.scan(ctx, progress.between(0, .6), w.taken()); err != nil {
		return err
	}
	if err := w.addBackups(progress.between(.6, 1)); err != nil {
		return err
	}
	if w.err != nil {
		return fmt.Errorf("write salvaged: %w", w.err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit salvaged: %w", err)
	}
	return nil
}

// builder opens a file nobody else sees yet. It needs no log; it is put on
// disk when it is finished.
func builder(path string) *conn {
	q := url.Values{"_journal_mode": {"MEMORY"}, "_synchronous": {"OFF"}, "_secure_delete": {"on"}, "_foreign_keys": {"off"}}
	dsn := (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String()
	return &conn{dsn: dsn, driver: &sqlite3.SQLiteDriver{}}
}

// writing is the second pass.
type writing struct {
	*salvage
	ctx  context.Context
	tx   *sql.Tx
	left map[debrief.ID]bool
	err  error
}

func (w *writing) exec(query string, args ...any) (added bool) {
	if w.err != nil {
		return false
	}
	res, err := w.tx.ExecContext(w.ctx, query, args...)
	if err != nil {
		w.err = err
		return false
	}
	n, err := res.RowsAffected()
	w.err = err
	return n > 0
}

func (w *writing) addSteps() {
	for row, s := range w.steps {
		w.addStep(row, s)
	}
}

func (w *writing) addStep(row int64, s stepLine) {
	w.exec(`INSERT OR IGNORE INTO step (row, id, name, debrief_id, state, at) VALUES (?, ?, ?, ?, ?, ?)`,
		row, s.id, s.name, s.debriefID, stateDropped, s.at)
}

func (w *writing) taken() finder {
	return finder{
		record: func(c cell, r row, rec debrief.Record) { w.takeRecord(c, r, rec, 0) },
		change: func(c cell, l change, at string) {
			if !w.misnumbered(c.row, l.id) {
				w.addChange(c.row, l, at)
			}
			w.takeLine(c, l, 0)
		},
		draft: w.addDraft,
		other: w.addOther,
	}
}

// takeRecord writes a row if it is the one chosen of its record; from is the
// backup it stands in.
func (w *writing) takeRecord(c cell, r row, rec debrief.Record, from int) {
	if at, ok := w.chosen[r.id]; ok && at.from == from && at.seq == 0 && at.rev == r.rev && w.left[r.id] {
		w.addRecord(r, rec.Head().DebriefID, c.row)
	}
}

// takeLine is takeRecord for a version that stands in the log.
func (w *writing) takeLine(c cell, l change, from int) {
	if at, ok := w.chosen[l.id]; ok && at.from == from && at.seq == c.row && l.after != nil && w.left[l.id] {
		w.addRecord(row{noun: l.noun, id: l.id, rev: l.rev, body: []byte(*l.after)}, l.debriefID, at.row)
	}
}

func (w *writing) addDraft(c cell) {
	v := c.values
	w.exec(`INSERT OR IGNORE INTO draft (debrief_id, field, text, at, hash) VALUES (?, ?, ?, ?, ?)`,
		v[0].text(), v[1].text(), v[2].text(), v[3].text(), v[4].bytes)
}

// addRecord writes a record, in its old row if that is free: lines of equal
// position keep the order they were written in.
func (w *writing) addRecord(r row, debriefID debrief.ID, at int64) {
	const insert = `INSERT OR IGNORE INTO record (row, id, debrief_id, noun, rev, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)`
	body := string(r.body)
	// A version from the log has no hash of its own yet.
	r.hash = r.sum()
	number := sql.NullInt64{Int64: at, Valid: at != 0}
	if !w.exec(insert, number, r.id, debriefID, string(r.noun), r.rev, body, r.hash) && number.Valid {
		w.exec(insert, nil, r.id, debriefID, string(r.noun), r.rev, body, r.hash)
	}
	delete(w.left, r.id)
	if rec, err := r.record(); err == nil {
		w.name(rec)
	}
}

func (w *writing) addChange(seq int64, l change, at string) {
	if w.seqs[seq] {
		return
	}
	w.seqs[seq] = true
	if _, ok := w.steps[l.step]; !ok {
		w.steps[l.step] = stepLine{name: nameUnknown, debriefID: l.debriefID, at: at}
		w.addStep(l.step, w.steps[l.step])
	}
	if w.exec(`INSERT OR IGNORE INTO change (seq, step, way, debrief_id, noun, record_id, rev, before, after, at, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		seq, l.step, l.way, l.debriefID, string(l.noun), l.id, l.rev, l.before, l.after, at, l.sum(at)) {
		w.changes++
	}
}

// nameUnknown is the name of a step of which only its changes were found.
const nameUnknown = "unknown"

// addOther takes over what has no hash of its own. A sealed note's seal tells
// when it is opened; a later version replaces an earlier one.
func (w *writing) addOther(table string, c cell) {
	v := c.values
	switch table {
	case "attachment":
		w.addBytes(c)
	case "sealed":
		w.addSealed(c, ``, `ON CONFLICT (id) DO UPDATE SET version = excluded.version, nonce = excluded.nonce,
			cipher = excluded.cipher WHERE excluded.version > version`)
	case "sealed_change":
		w.exec(`INSERT OR IGNORE INTO sealed_change (seq, sealed_id, version, nonce, cipher) VALUES (?, ?, ?, ?, ?)`,
			c.row, v[1].text(), v[2].num, v[3].bytes, v[4].bytes)
	case "vault_wrap":
		w.exec(`INSERT OR IGNORE INTO vault_wrap (kind, version, params, wrapped) VALUES (?, ?, ?, ?)`,
			v[0].text(), v[1].num, v[2].text(), v[3].bytes)
	case "setting":
		w.exec(`INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)`, v[0].text(), v[1].text())
	}
}

// addSealed writes a sealed row; or and then say what happens where there is one
// of that name.
func (w *writing) addSealed(c cell, or, then string) {
	v := c.values
	w.exec(`INSERT `+or+` INTO sealed (id, debrief_id, version, nonce, cipher) VALUES (?, ?, ?, ?, ?) `+then,
		v[0].text(), v[1].text(), v[2].num, v[3].bytes, v[4].bytes)
}
