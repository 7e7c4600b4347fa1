package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"secondstory/backend/debrief"
)

// Wraps returns the ways into the vault; none where no vault was made.
func (db *DB) Wraps(ctx context.Context) (out []debrief.Wrap, err error) {
	err = db.each(ctx, `SELECT kind, version, params, wrapped FROM vault_wrap ORDER BY kind`, nil, func(rows *sql.Rows) error {
		var w debrief.Wrap
		err := rows.Scan(&w.Kind, &w.Version, &w.Params, &w.Wrapped)
		out = append(out, w)
		return err
	})
	return out, err
}

// SealedHeads returns every sealed row without what is in it.
func (db *DB) SealedHeads(ctx context.Context) (out []debrief.Sealed, err error) {
	err = db.each(ctx, `SELECT id, debrief_id, version FROM sealed ORDER BY id`, nil, func(rows *sql.Rows) error {
		var s debrief.Sealed
		err := rows.Scan(&s.ID, &s.DebriefID, &s.Version)
		out = append(out, s)
		return err
	})
	return out, err
}

// mostAsked is how many rows are asked for in one statement.
const mostAsked = 500

// Sealed returns the sealed rows of these ids that are there.
func (db *DB) Sealed(ctx context.Context, ids ...debrief.ID) (out []debrief.Sealed, err error) {
	for len(ids) > 0 {
		n := min(len(ids), mostAsked)
		args := make([]any, n)
		for i, id := range ids[:n] {
			args[i] = id
		}
		query := `SELECT id, debrief_id, version, nonce, cipher FROM sealed WHERE id IN (?` + strings.Repeat(", ?", n-1) + `)`
		some, err := db.sealedRows(ctx, query, args)
		if err != nil {
			return nil, err
		}
		out, ids = append(out, some...), ids[n:]
	}
	return out, nil
}

// SealedVersions returns what is kept of a row, oldest first.
func (db *DB) SealedVersions(ctx context.Context, id debrief.ID) ([]debrief.Sealed, error) {
	return db.sealedRows(ctx, `
		SELECT sealed_id, coalesce((SELECT debrief_id FROM sealed WHERE id = sealed_id), ''), version, nonce, cipher
		FROM sealed_change WHERE sealed_id = ? ORDER BY seq`, []any{id})
}

func (db *DB) sealedRows(ctx context.Context, query string, args []any) (out []debrief.Sealed, err error) {
	err = db.each(ctx, query, args, func(rows *sql.Rows) error {
		var s debrief.Sealed
		err := rows.Scan(&s.ID, &s.DebriefID, &s.Version, &s.Nonce, &s.Cipher)
		out = append(out, s)
		return err
	})
	return out, err
}

// each reads the rows of a query.
func (db *DB) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) (err error) {
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return writeError(db.path, fmt.Errorf("query vault: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("scan vault: %w", err)
		}
	}
	return writeError(db.path, rows.Err())
}

// SealedIn says whether any of these sealed rows, or a version of one, is in a
// backup, which is not touched.
func SealedIn(ctx context.Context, path string, ids ...debrief.ID) (there bool, err error) {
	if !hasOurHeader(path) {
		return false, debrief.Errorf(debrief.CodeForeign, "path", path)
	}
	asked, err := json.Marshal(ids)
	if err != nil {
		return false, fmt.Errorf("encode ids: %w", err)
	}
	db := sql.OpenDB(looker(path, true))
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sealed WHERE id IN (SELECT value FROM json_each(?1)))
		OR EXISTS (SELECT 1 FROM sealed_change WHERE sealed_id IN (SELECT value FROM json_each(?1)))`, string(asked)).Scan(&there)
	if err != nil {
		return false, openError(path, err)
	}
	return there, nil
}

// Seal writes what the vault sealed, all of it or nothing. It is no step of undo
// and is in no log: only the vault can read what was.
func (db *DB) Seal(ctx context.Context, w debrief.SealedWrite) error {
	forgets := len(w.Forget) > 0 || w.Unwrap
	err := db.write(ctx, "seal", func(tx *sql.Tx) error {
		if forgets {
			// Should this be cut short here, opening the library ends it.
			db.forgot.Store(true)
		}
		return seal(ctx, tx, w)
	})
	if err == nil && forgets {
		db.wipe(patiently)
	}
	return err
}

func seal(ctx context.Context, tx *sql.Tx, w debrief.SealedWrite) error {
	if w.Unwrap {
		if _, err := tx.ExecContext(ctx, `DELETE FROM vault_wrap`); err != nil {
			return err
		}
	}
	for _, one := range w.Wraps {
		if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO vault_wrap (kind, version, params, wrapped) VALUES (?, ?, ?, ?)`,
			string(one.Kind), one.Version, one.Params, one.Wrapped); err != nil {
			return err
		}
	}
	if err := forgetSealed(ctx, tx, w.Forget); err != nil {
		return err
	}
	for _, row := range w.Keep {
		if _, err := tx.ExecContext(ctx, `INSERT INTO sealed_change (sealed_id, version, nonce, cipher) VALUES (?, ?, ?, ?)`,
			row.ID, row.Version, row.Nonce, row.Cipher); err != nil {
			return err
		}
	}
	for _, row := range w.Put {
		if err := putSealed(ctx, tx, row); err != nil {
			return err
		}
	}
	return nil
}

// forgetSealed removes rows and what is kept of them. SQLite leaves copies of a row
// that moved within its table where it was, so that both tables are emptied as a
// whole, which writes zeros over each of their pages, and the other rows put back.
func forgetSealed(ctx context.Context, tx *sql.Tx, ids []debrief.ID) error {
	if len(ids) == 0 {
		return nil
	}
	gone, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("encode ids: %w", err)
	}
	for _, q := range []struct {
		query string
		args  []any
	}{
		{`CREATE TABLE sealed_rest AS SELECT * FROM sealed WHERE id NOT IN (SELECT value FROM json_each(?))`, []any{string(gone)}},
		{`CREATE TABLE sealed_change_rest AS SELECT * FROM sealed_change WHERE sealed_id NOT IN (SELECT value FROM json_each(?))`, []any{string(gone)}},
		{`DELETE FROM sealed`, nil},
		{`DELETE FROM sealed_change`, nil},
		{`INSERT INTO sealed SELECT * FROM sealed_rest`, nil},
		{`INSERT INTO sealed_change SELECT * FROM sealed_change_rest`, nil},
		{`DROP TABLE sealed_rest`, nil},
		{`DROP TABLE sealed_change_rest`, nil},
	} {
		if _, err := tx.ExecContext(ctx, q.query, q.args...); err != nil {
			return fmt.Errorf("forget sealed: %w", err)
		}
	}
	return nil
}

// putSealed writes a row that is new, or one version ahead of the stored one.
func putSealed(ctx context.Context, tx *sql.Tx, row debrief.Sealed) error {
	res, err := tx.ExecContext(ctx, `
		INSERT INTO sealed (id, debrief_id, version, nonce, cipher) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET version = excluded.version, nonce = excluded.nonce, cipher = excluded.cipher
		WHERE version = excluded.version - 1 AND debrief_id = excluded.debrief_id`,
		row.ID, row.DebriefID, row.Version, row.Nonce, row.Cipher)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(debrief.Errorf(debrief.CodeConflict), err)
	}
	return nil
}
