package sqlite

import (
	"context"
	"database/sql"
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

// Seal writes what the vault sealed, all of it or nothing. It is no step of undo
// and is in no log: only the vault can read what was.
func (db *DB) Seal(ctx context.Context, w debrief.SealedWrite) error {
	err := db.write(ctx, "seal", func(tx *sql.Tx) error { return seal(ctx, tx, w) })
	if err == nil && (len(w.Forget) > 0 || w.Unwrap) {
		// What was overwritten is still in the log beside the library until then.
		_, err = db.writer.ExecContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`)
		err = writeError(db.path, err)
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
	for _, id := range w.Forget {
		for _, query := range []string{`DELETE FROM sealed WHERE id = ?`, `DELETE FROM sealed_change WHERE sealed_id = ?`} {
			if _, err := tx.ExecContext(ctx, query, id); err != nil {
				return err
			}
		}
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
