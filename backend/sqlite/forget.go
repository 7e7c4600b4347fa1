package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"secondstory/backend/debrief"
)

// forgottenSetting says that something was forgotten and the library is not yet
// written anew without it.
const forgottenSetting = "forgotten"

// withdrawnSetting keeps the ids of entries that were forgotten, and no word of
// them, so that no file brings them back. Its value is a JSON list.
const withdrawnSetting = "withdrawn"

// Forget takes entries out of the library, every version of them, so that
// neither undo nor history nor a new copy has them: their speaker took the words
// back. What marked phrases in them goes too; pictures beside them stay with the
// debrief, and what others wrote about them stays as they wrote it. Done again,
// also without ids, it finishes what was interrupted, and else does nothing. The
// ids stay known, see Withdrawn.
func (db *DB) Forget(ctx context.Context, ids ...debrief.ID) error {
	list, err := json.Marshal(append([]debrief.ID{}, ids...))
	if err != nil {
		return fmt.Errorf("name entries: %w", err)
	}
	known, due, err := db.toForget(ctx, string(list))
	if err != nil {
		return err
	}
	if db.readable || db.writer == nil {
		if known || due {
			return debrief.Errorf(debrief.CodeReading)
		}
		return nil
	}
	if err := db.withdraw(ctx, ids); err != nil {
		return err
	}
	if known {
		err := db.write(ctx, "forget", func(tx *sql.Tx) error { return db.forget(ctx, tx, string(list)) })
		if err != nil {
			return err
		}
	}
	if !known && !due {
		return nil
	}
	return db.writeAnew(context.WithoutCancel(ctx))
}

// Withdrawn returns the ids of the entries that were ever forgotten here.
func (db *DB) Withdrawn(ctx context.Context) ([]debrief.ID, error) {
	ids, err := withdrawnIn(ctx, db.reader)
	return ids, writeError(db.path, err)
}

// withdraw keeps the ids of entries that are forgotten.
func (db *DB) withdraw(ctx context.Context, ids []debrief.ID) error {
	had, err := db.Withdrawn(ctx)
	if err != nil || len(unknown(had, ids)) == 0 {
		return err
	}
	return db.write(ctx, "withdraw", func(tx *sql.Tx) error { return keepWithdrawn(ctx, tx, ids) })
}

// database is a library that is open, or a transaction in it.
type database interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func withdrawnIn(ctx context.Context, in database) (ids []debrief.ID, err error) {
	var list string
	err = in.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, withdrawnSetting).Scan(&list)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(list), &ids)
	}
	if err != nil {
		return nil, fmt.Errorf("read what was withdrawn: %w", err)
	}
	return ids, nil
}

// keepWithdrawn adds ids to those that are known.
func keepWithdrawn(ctx context.Context, in database, ids []debrief.ID) error {
	had, err := withdrawnIn(ctx, in)
	if err != nil {
		return err
	}
	list, err := json.Marshal(append(had, unknown(had, ids)...))
	if err != nil {
		return fmt.Errorf("name entries: %w", err)
	}
	if _, err := in.ExecContext(ctx, `INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)`, withdrawnSetting, string(list)); err != nil {
		return fmt.Errorf("keep what was withdrawn: %w", err)
	}
	return nil
}

// carryWithdrawn tells a file nobody else sees yet what was withdrawn in the
// library whose place it takes. One that cannot be read tells nothing.
func carryWithdrawn(ctx context.Context, library, part string) (err error) {
	if !hasOurHeader(library) {
		return nil
	}
	from := sql.OpenDB(looker(library, true))
	ids, unread := withdrawnIn(ctx, from)
	if err := from.Close(); err != nil || unread != nil || len(ids) == 0 {
		return nil //nolint:nilerr // a damaged library is what a restore is for
	}
	to := sql.OpenDB(builder(part))
	defer func() { err = errors.Join(err, to.Close()) }()
	return keepWithdrawn(ctx, to, ids)
}

// unknown returns the ids that are not among others.
func unknown(had, ids []debrief.ID) []debrief.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id debrief.ID) bool { return slices.Contains(had, id) })
}

// toForget says whether anything of some records is there, and whether the
// library is still to be written anew.
func (db *DB) toForget(ctx context.Context, ids string) (known, due bool, err error) {
	err = db.reader.QueryRowContext(ctx, `WITH gone (id) AS (SELECT value FROM json_each(?)) SELECT
		EXISTS (SELECT 1 FROM record WHERE id IN gone) OR EXISTS (SELECT 1 FROM change WHERE record_id IN gone),
		EXISTS (SELECT 1 FROM setting WHERE key = ?)`, ids, forgottenSetting).Scan(&known, &due)
	if err != nil {
		err = writeError(db.path, fmt.Errorf("find what is to be forgotten: %w", err))
	}
	return known, due, err
}

// forget deletes entries, the marks of wording in them, the lines of the log of
// both, the steps that were nothing else and what was being typed in them.
func (db *DB) forget(ctx context.Context, tx *sql.Tx, ids string) error {
	if err := leavePictures(ctx, tx, ids); err != nil {
		return err
	}
	var all, rows, steps string
	err := tx.QueryRowContext(ctx, `WITH entry (id) AS (SELECT value FROM json_each(?1)), gone (id) AS (
			SELECT id FROM entry
			UNION SELECT id FROM record WHERE noun = 'wording' AND body ->> '$.recordId' IN entry
			UNION SELECT record_id FROM change WHERE noun = 'wording'
				AND (before ->> '$.recordId' IN entry OR after ->> '$.recordId' IN entry))
		SELECT (SELECT json_group_array(id) FROM gone),
			(SELECT json_group_array(row) FROM record WHERE id IN gone),
			(SELECT json_group_array(DISTINCT step) FROM change WHERE record_id IN gone)`, ids).Scan(&all, &rows, &steps)
	if err != nil {
		return fmt.Errorf("find what is to be forgotten: %w", err)
	}
	for _, d := range []struct{ query, arg string }{
		{`DELETE FROM record WHERE id IN (SELECT value FROM json_each(?))`, all},
		{`DELETE FROM change WHERE record_id IN (SELECT value FROM json_each(?))`, all},
		{`DELETE FROM step WHERE row IN (SELECT value FROM json_each(?))
			AND NOT EXISTS (SELECT 1 FROM change WHERE step = step.row)`, steps},
		{`DELETE FROM attachment WHERE id IN (SELECT value FROM json_each(?))`, ids},
		{`DELETE FROM draft WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(field, value) > 0)`, ids},
		{`INSERT OR REPLACE INTO setting (key, value) VALUES (?, '1')`, forgottenSetting},
	} {
		if _, err := tx.ExecContext(ctx, d.query, d.arg); err != nil {
			return fmt.Errorf("forget entries: %w", err)
		}
	}
	return db.unfollow(ctx, tx, rows)
}

// unfollow takes rows that are gone out of the full-text index now, and not when
// typing rests.
func (db *DB) unfollow(ctx context.Context, tx *sql.Tx, rows string) error {
	var gone []int64
	if err := json.Unmarshal([]byte(rows), &gone); err != nil {
		return fmt.Errorf("name rows: %w", err)
	}
	for _, n := range gone {
		if err := db.followRow(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

// leavePictures gives the pictures beside entries to their debrief, where they
// wait for another line.
func leavePictures(ctx context.Context, tx *sql.Tx, ids string) (err error) {
	var found []row
	rows, err := tx.QueryContext(ctx, `SELECT debrief_id, id, rev, body FROM record
		WHERE noun = 'attachment' AND body ->> '$.recordId' IN (SELECT value FROM json_each(?))`, ids)
	if err != nil {
		return fmt.Errorf("find attachments: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		r := row{noun: debrief.NounAttachment}
		if err := rows.Scan(&r.debriefID, &r.id, &r.rev, &r.body); err != nil {
			return fmt.Errorf("scan attachment: %w", err)
		}
		found = append(found, r)
	}
	for _, r := range found {
		var a debrief.Attachment
		if err := json.Unmarshal(r.body, &a); err != nil {
			return fmt.Errorf("decode attachment: %w", err)
		}
		a.RecordID, a.Rev = r.debriefID, r.rev+1
		if r.body, err = json.Marshal(&a); err != nil {
			return fmt.Errorf("encode attachment: %w", err)
		}
		r.rev = a.Rev
		if err := store(ctx, tx, r.debriefID, r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// writeAnew writes the library without what was forgotten: SQLite overwrites
// what it deletes, and leaves copies of rows that moved within their table where
// they were. It takes seconds for a large library, in which a save waits; words
// are rarely taken back.
func (db *DB) writeAnew(ctx context.Context) error {
	db.forgot.Store(true)
	if _, err := db.writer.ExecContext(ctx, `VACUUM`); err != nil {
		return writeError(db.path, fmt.Errorf("write library anew: %w", err))
	}
	var busy, frames, folded int
	err := db.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &folded)
	if err != nil || busy != 0 {
		return writeError(db.path, err) // the next save folds the log in, see wipe
	}
	_, err = db.writer.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, forgottenSetting)
	return writeError(db.path, err)
}

// Copy is an entry of another debrief that holds what somebody agreed to about
// one: its debrief was copied, or imported beside the one there was.
type Copy struct {
	ID debrief.ID
	// State and Title are its debrief's, empty once that was deleted.
	State debrief.State
	Title string
}

// CopiesOf returns the copies of entries, also those only undo would bring back.
func (db *DB) CopiesOf(ctx context.Context, ids ...debrief.ID) (out []Copy, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("name entries: %w", err)
	}
	err = db.each(ctx, `WITH entry (id) AS (SELECT value FROM json_each(?)), copy (id, debrief_id) AS (
			SELECT id, debrief_id FROM record WHERE noun = 'entry' AND body ->> '$.consent.entryId' IN entry
			UNION SELECT record_id, debrief_id FROM change WHERE noun = 'entry'
				AND (before ->> '$.consent.entryId' IN entry OR after ->> '$.consent.entryId' IN entry))
		SELECT copy.id, coalesce(of.body ->> '$.state', ''), coalesce(of.body ->> '$.title', '')
		FROM copy LEFT JOIN record AS of ON of.id = copy.debrief_id AND of.noun = 'debrief'
		WHERE copy.id NOT IN entry ORDER BY copy.id`, []any{string(list)}, func(rows *sql.Rows) error {
		var c Copy
		err := rows.Scan(&c.ID, &c.State, &c.Title)
		out = append(out, c)
		return err
	})
	return out, err
}
