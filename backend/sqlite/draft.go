package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// SaveDraft keeps text that is being typed; an empty text removes the draft.
func (db *DB) SaveDraft(ctx context.Context, debriefID debrief.ID, field, text string) error {
	d := debrief.Draft{DebriefID: debriefID, Field: field, Text: text}
	return db.Apply(ctx, debrief.Action{Name: "save draft", Drafts: []debrief.Draft{d}, Quiet: true})
}

func (db *DB) saveDraft(ctx context.Context, tx *sql.Tx, d debrief.Draft) error {
	if d.Text == "" {
		_, err := tx.ExecContext(ctx, `DELETE FROM draft WHERE debrief_id = ? AND field = ?`, d.DebriefID, d.Field)
		return err
	}
	at := db.stamp()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO draft (debrief_id, field, text, at, hash) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (debrief_id, field) DO UPDATE SET text = excluded.text, at = excluded.at, hash = excluded.hash`,
		d.DebriefID, d.Field, d.Text, at, sumOf(d.DebriefID, d.Field, d.Text, at))
	return err
}

// Drafts returns the drafts of a debrief by field.
func (db *DB) Drafts(ctx context.Context, debriefID debrief.ID) (out map[string]string, err error) {
	out = map[string]string{}
	rows, err := db.reader.QueryContext(ctx, `SELECT field, text, at, hash FROM draft WHERE debrief_id = ?`, debriefID)
	if err != nil {
		return out, writeError(db.path, fmt.Errorf("query drafts: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var field, text, at string
		var hash []byte
		if err := rows.Scan(&field, &text, &at, &hash); err != nil {
			return out, fmt.Errorf("scan draft: %w", err)
		}
		if bytes.Equal(hash, sumOf(debriefID, field, text, at)) {
			out[field] = text
			continue
		}
		if !db.readable {
			return out, debrief.Errorf(debrief.CodeDamaged, "path", db.path)
		}
	}
	return out, writeError(db.path, rows.Err())
}

// SaveSetting keeps what the person prefers.
func (db *DB) SaveSetting(ctx context.Context, key, value string) error {
	if err := debrief.CheckLength(key, value); err != nil {
		return err
	}
	return db.write(ctx, "save setting", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}

// Settings returns every setting by key, but for those the library has for itself.
func (db *DB) Settings(ctx context.Context) (map[string]string, error) {
	return db.pairs(ctx, `SELECT key, value FROM setting WHERE key NOT IN (?, ?, ?)`,
		identitySetting, forgottenSetting, withdrawnSetting)
}

func (db *DB) pairs(ctx context.Context, query string, args ...any) (map[string]string, error) {
	out := map[string]string{}
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return out, writeError(db.path, fmt.Errorf("query pairs: %w", err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var k, v string
		if err := rows.Scan(&k, &v); err != nil {
			return out, writeError(db.path, fmt.Errorf("scan pair: %w", err))
		}
		out[k] = v
	}
	return out, writeError(db.path, rows.Err())
}
