package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

// sliceRows is the most records the index follows in one transaction.
const sliceRows = 200

// Follow brings the full-text index a little closer to the records: one
// transaction of about budget at most, so that a save which comes meanwhile
// never waits longer than that. It says whether there is more to follow. What
// was written last is followed first.
//
// The index may lag behind the records and is never otherwise wrong: what it
// has yet to follow is noted by each save and struck out in the transaction
// that follows it. An index that SQLite finds damaged is emptied and made again.
func (db *DB) Follow(ctx context.Context, budget time.Duration) (more bool, err error) {
	if more, err = db.anyDue(ctx); err == nil && !more {
		return false, nil
	}
	if err == nil {
		err = db.transact(ctx, "follow records", func(tx *sql.Tx) error {
			more, err = db.followSome(ctx, tx, budget)
			return err
		})
	}
	if db.indexMended(ctx, err) {
		return true, nil
	}
	return more && err == nil, err
}

// anyDue is asked before a transaction is begun: most of the time nothing is. Of a library
// that nobody else can write, the answer holds until something is written.
func (db *DB) anyDue(ctx context.Context) (due bool, err error) {
	writes := db.writes.Load()
	if db.writer != nil && db.idle.Load() == writes+1 {
		return false, nil
	}
	err = db.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM passage_due)`).Scan(&due)
	if err != nil {
		return false, writeError(db.path, fmt.Errorf("find what is due: %w", err))
	}
	if !due {
		db.idle.Store(writes + 1)
	}
	return due, nil
}

// followSome keeps half of the budget for the commit, in which the index writes
// and merges.
func (db *DB) followSome(ctx context.Context, tx *sql.Tx, budget time.Duration) (more bool, err error) {
	begun := time.Now()
	due, err := dueRows(ctx, tx, sliceRows+1)
	if err != nil {
		return false, err
	}
	more = len(due) > sliceRows
	due = due[:min(len(due), sliceRows)]
	// The index takes rows that ascend together, and writes at each that does not.
	slices.Reverse(due)
	for i, n := range due {
		if i > 0 && time.Since(begun) > budget/2 {
			return true, nil
		}
		if err := db.followRow(ctx, tx, n); err != nil {
			return false, err
		}
	}
	return more, nil
}

// dueRows are the newest rows the index has yet to follow, newest first.
func dueRows(ctx context.Context, tx *sql.Tx, limit int) (out []int64, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT row FROM passage_due ORDER BY row DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("find what is due: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, fmt.Errorf("scan what is due: %w", err)
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

// followRow makes the index say of one row of record what the record says now. Nothing
// else strikes out what is due: whoever writes a row and follows it at once is heard too.
func (db *DB) followRow(ctx context.Context, tx *sql.Tx, n int64) error {
	want, err := textOf(ctx, tx, n)
	if err != nil {
		return err
	}
	var have string
	err = tx.QueryRowContext(ctx, `SELECT text FROM passage WHERE rowid = ?`, n).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read index: %w", err)
	}
	switch {
	case have == want: // moved, or taken back
		err = nil
	case want == "":
		_, err = tx.ExecContext(ctx, `DELETE FROM passage WHERE rowid = ?`, n)
	default:
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO passage (rowid, text) VALUES (?, ?)`, n, want)
	}
	if err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM passage_due WHERE row = ?`, n); err != nil {
		return fmt.Errorf("strike out what was due: %w", err)
	}
	db.followed = append(db.followed, n)
	return nil
}

// textOf is what the index is to say of a row of record: nothing when there is
// no record, or one that cannot be read.
func textOf(ctx context.Context, tx *sql.Tx, n int64) (string, error) {
	var r row
	err := tx.QueryRowContext(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE row = ?`, n).
		Scan(&r.noun, &r.id, &r.rev, &r.body, &r.hash)
	var trouble sqlite3.Error
	switch {
	case err == nil:
	case errors.As(err, &trouble) && !isDamage(err):
		return "", fmt.Errorf("read record: %w", err)
	default: // there is none, or it has values nothing here writes
		return "", nil
	}
	rec, err := r.record()
	if err != nil {
		return "", nil //nolint:nilerr // damage is for Verify to tell; nobody is to find it as good
	}
	return passageText(debrief.Words(rec)), nil
}
