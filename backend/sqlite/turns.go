package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Turns returns who has the word in a debrief's meeting; those of a meeting in
// which nobody has, when there are none.
func (db *DB) Turns(ctx context.Context, debriefID debrief.ID) (*debrief.Turns, error) {
	r, err := db.Record(ctx, debrief.TurnsID(debriefID))
	if err != nil && debrief.CodeOf(err) != debrief.CodeNotFound {
		return nil, err
	}
	if t, ok := r.(*debrief.Turns); ok && t.DebriefID == debriefID {
		return db.together(ctx, t)
	}
	return debrief.NewTurns(debriefID), nil
}

// together gives a record of turns what is kept apart from it. What is not as it
// was written, or was lost, is nothing: the meeting goes on without it.
func (db *DB) together(ctx context.Context, t *debrief.Turns) (*debrief.Turns, error) {
	out := debrief.NewTurns(t.DebriefID)
	kept := row{noun: debrief.NounTurns, id: t.ID}
	err := db.reader.QueryRowContext(ctx, `SELECT body, hash FROM turns WHERE row = ?`, t.Said).Scan(&kept.body, &kept.hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, writeError(db.path, fmt.Errorf("read turns: %w", err))
	}
	if was, ok := decoded(kept); ok {
		out = was
	}
	out.Rev, out.Said = t.Rev, 0
	return out, nil
}

func decoded(kept row) (*debrief.Turns, bool) {
	r, err := kept.record()
	t, ok := r.(*debrief.Turns)
	return t, ok && err == nil
}

// apart returns what is stored of a record and logged: of turns where the rest
// stands, in a table that is emptied as a whole.
func apart(ctx context.Context, tx *sql.Tx, r debrief.Record) (debrief.Record, error) {
	t, ok := r.(*debrief.Turns)
	if !ok {
		return r, nil
	}
	said := *t
	said.Rev, said.Said = 0, 0
	body, err := json.Marshal(&said)
	if err != nil {
		return nil, fmt.Errorf("encode turns: %w", err)
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO turns (debrief_id, body, hash) VALUES (?, ?, ?)`,
		t.DebriefID, string(body), row{noun: debrief.NounTurns, id: t.ID, body: body}.sum())
	if err != nil {
		return nil, fmt.Errorf("keep turns: %w", err)
	}
	kept := debrief.NewTurns(t.DebriefID)
	kept.Rev = t.Rev
	kept.Said, err = res.LastInsertId()
	return kept, err
}

// stampOf is when a change of a noun is said to have been made. Of turns nobody
// is to know: the time between two of them is how long somebody spoke.
func (db *DB) stampOf(noun debrief.Noun) string {
	if noun == debrief.NounTurns {
		return ""
	}
	return db.stamp()
}

// mayHaveTurns refuses turns in a meeting that has ended.
func mayHaveTurns(ctx context.Context, tx *sql.Tx, r debrief.Record) error {
	if r.Noun() != debrief.NounTurns {
		return nil
	}
	all, err := tx.QueryContext(ctx, `SELECT body FROM record WHERE debrief_id = ? AND noun = 'meeting'`, r.Head().DebriefID)
	if err != nil {
		return fmt.Errorf("find meeting: %w", err)
	}
	defer func() { _ = all.Close() }()
	for all.Next() {
		var body string
		if err := all.Scan(&body); err != nil {
			return fmt.Errorf("read meeting: %w", err)
		}
		if ended(body) {
			return debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounTurns))
		}
	}
	return all.Err()
}

// ended says whether a meeting of that body is over.
func ended(body string) bool {
	var m debrief.Meeting
	return json.Unmarshal([]byte(body), &m) == nil && m.Ended()
}

// forgetAfter forgets the turns of meetings that changes have ended, and of
// debriefs they have deleted.
func (db *DB) forgetAfter(ctx context.Context, tx *sql.Tx, changes []change) error {
	for _, c := range changes {
		over := c.noun == debrief.NounMeeting && c.after != nil && ended(*c.after)
		if !over && (c.noun != debrief.NounDebrief || c.after != nil) {
			continue
		}
		n, err := forgetTurns(ctx, tx, c.debriefID)
		if err != nil {
			return err
		}
		if n > 0 {
			db.forgot.Store(true)
		}
	}
	return nil
}

// forgetTurns deletes the turns of a debrief, every version of them, and the
// steps that were nothing else: the one thing that is ever taken out of the log.
// A step that did more stays, without them.
func forgetTurns(ctx context.Context, tx *sql.Tx, debriefID debrief.ID) (n int64, err error) {
	if err := empty(ctx, tx, debriefID); err != nil {
		return 0, err
	}
	id := debrief.TurnsID(debriefID)
	var steps string
	err = tx.QueryRowContext(ctx, `SELECT json_group_array(DISTINCT step) FROM change WHERE record_id = ?`, id).Scan(&steps)
	if err != nil {
		return 0, fmt.Errorf("find turns: %w", err)
	}
	for _, d := range []struct{ query, arg string }{
		{`DELETE FROM record WHERE id = ?`, id},
		{`DELETE FROM change WHERE record_id = ?`, id},
		{`DELETE FROM step WHERE row IN (SELECT value FROM json_each(?))
			AND NOT EXISTS (SELECT 1 FROM change WHERE step = step.row)`, steps},
	} {
		res, err := tx.ExecContext(ctx, d.query, d.arg)
		if err != nil {
			return 0, fmt.Errorf("forget turns: %w", err)
		}
		gone, err := res.RowsAffected()
		if err != nil {
			return 0, fmt.Errorf("forget turns: %w", err)
		}
		n += gone
	}
	return n, nil
}

// empty clears the table of turns but for those of other debriefs. Only a table
// that is cleared as a whole has zeros written over each of its pages.
func empty(ctx context.Context, tx *sql.Tx, debriefID debrief.ID) error {
	var here bool
	var others string
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(debrief_id = ?1), 0), json_group_array(json_array(row, debrief_id, body, hex(hash)))
		FILTER (WHERE debrief_id <> ?1) FROM turns`, debriefID).Scan(&here, &others)
	if err != nil {
		return fmt.Errorf("find turns: %w", err)
	}
	if !here {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM turns`); err != nil {
		return fmt.Errorf("empty turns: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO turns (row, debrief_id, body, hash)
		SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3) FROM json_each(?)`, others)
	if err != nil {
		return fmt.Errorf("keep turns of others: %w", err)
	}
	return nil
}

// How long emptying the log waits for somebody who reads, in milliseconds: nobody's
// save does, what is destroyed for good does.
const (
	atOnce    = "0"
	patiently = "1000"
)

// wipe takes what was forgotten out of SQLite's own log beside the library, where
// older pages stand until it is folded in. What cannot be folded now, because
// somebody reads, is with the next save.
func (db *DB) wipe(wait string) {
	if !db.forgot.Load() {
		return
	}
	ctx := context.Background()
	c, err := db.writer.Conn(ctx)
	if err != nil {
		return
	}
	defer func() { _ = c.Close() }()
	_, _ = c.ExecContext(ctx, `PRAGMA busy_timeout = `+wait)
	defer func() { _, _ = c.ExecContext(ctx, `PRAGMA busy_timeout = `+busyTimeout) }()
	var busy, frames, folded int
	if err := c.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &folded); err == nil && busy == 0 {
		db.forgot.Store(false)
	}
}

// leaveOutTurns takes turns out of a copy nobody else sees yet: backups are kept
// for months.
func leaveOutTurns(ctx context.Context, part string) (err error) {
	db := sql.OpenDB(builder(part))
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin leaving out: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	ids, err := column(ctx, tx, `SELECT debrief_id FROM record WHERE noun = 'turns'
		UNION SELECT debrief_id FROM change WHERE noun = 'turns'`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := forgetTurns(ctx, tx, id); err != nil {
			return err
		}
	}
	return tx.Commit()
}
