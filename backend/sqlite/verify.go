package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Verify reads a library whole and compares everything with what was written:
// SQLite's own check of pages, indexes and full text, the hash of every row of
// text, and the records with the log. It changes no byte of the file, of the
// log beside it or of anything else. A file that is no library, or a newer one,
// is refused with a debrief.Error; damage is not an error but in Health.
func Verify(ctx context.Context, path string, progress Progress) (Health, error) {
	return verify(ctx, path, false, progress)
}

// verify is Verify; mine says that the caller holds the library's lock.
func verify(ctx context.Context, path string, mine bool, progress Progress) (h Health, err error) {
	h.Damage = []Damage{}
	u, err := openUntouched(path, mine)
	if debrief.CodeOf(err) == debrief.CodeDamaged {
		h.Damage = append(h.Damage, Damage{Fields: []string{}, What: WhatStructure, Detail: "header"})
		return h, nil
	}
	if err != nil {
		return h, openError(path, err)
	}
	defer func() { _ = u.close() }()
	c := newCheck(u.db, progress)
	err = c.run(ctx)
	switch {
	case ctx.Err() != nil:
		return h, cancelled(ctx.Err())
	case err != nil && !isDamage(err):
		return h, openError(path, err)
	case err != nil:
		c.structure(err.Error())
	}
	return c.done(), nil
}

// check is one run of Verify.
type check struct {
	db       *sql.DB
	progress Progress
	health   Health
	rows     int64
	total    int64
	titles   map[debrief.ID]string
	// good are the revisions of the records that read as they were written.
	good map[debrief.ID]int64
	// bad are the bodies of those that do not, with their place in Damage.
	bad map[debrief.ID]badRow
	// last are the newest lines of the log, by record.
	last map[debrief.ID]lastLine
	// files are the attachments whose bytes were not seen yet.
	files map[debrief.ID]debrief.Attachment
}

type badRow struct {
	damage int
	body   []byte
}

type lastLine struct {
	seq, rev  int64
	debriefID debrief.ID
	noun      debrief.Noun
	deleted   bool
}

func newCheck(db *sql.DB, progress Progress) *check {
	return &check{
		db: db, progress: progress, health: Health{Damage: []Damage{}},
		titles: map[debrief.ID]string{}, good: map[debrief.ID]int64{}, bad: map[debrief.ID]badRow{}, last: map[debrief.ID]lastLine{},
		files: map[debrief.ID]debrief.Attachment{},
	}
}

func (c *check) run(ctx context.Context) (err error) {
	// One connection, one transaction: a window may be writing meanwhile.
	c.db.SetMaxOpenConns(1)
	tx, err := c.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if c.health.Version, err = knownVersion(ctx, tx, migrations); err != nil {
		return err
	}
	c.pages(ctx, tx)
	for _, part := range []func(context.Context, *sql.Tx) error{c.records, c.changes, c.drafts, c.attachments, c.sealed} {
		if err := part(ctx, tx); err != nil && !c.broken(ctx, err) {
			return err
		}
	}
	c.compare()
	return c.explain(ctx, tx)
}

// broken notes a part SQLite could not read to its end. Other trouble, a disk
// that does not answer, is not damage.
func (c *check) broken(ctx context.Context, err error) bool {
	if ctx.Err() != nil || !isDamage(err) {
		return false
	}
	c.structure(err.Error())
	return true
}

func (c *check) structure(detail string) { c.add(Damage{What: WhatStructure, Detail: detail}) }

func (c *check) add(d Damage) int {
	if d.Fields == nil {
		d.Fields = []string{}
	}
	c.health.Damage = append(c.health.Damage, d)
	return len(c.health.Damage) - 1
}

// pages asks SQLite to check its own order, which since 3.44 includes the
// full-text index. When something is wrong every table but the index's own and the
// digests', which are made from the rest as well, is asked alone: SQLite's words name pages, and not what stood on them.
func (c *check) pages(ctx context.Context, tx *sql.Tx) {
	said, err := column(ctx, tx, `PRAGMA integrity_check(100)`)
	if err != nil {
		said = append(said, err.Error())
	}
	if slices.Equal(said, []string{"ok"}) {
		return
	}
	serious := c.tables(ctx, tx)
	for _, line := range said {
		switch {
		case line == "ok":
		case serious || strings.Contains(line, "reelist"):
			c.structure(line)
		default:
			c.add(Damage{What: WhatSearch, Detail: line})
		}
	}
}

// tables says whether anything is wrong with a table that is not the full-text
// index's or the digests', or with the list of tables.
func (c *check) tables(ctx context.Context, tx *sql.Tx) bool {
	names, err := column(ctx, tx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0
		AND name NOT LIKE 'passage%' AND name <> 'digest' UNION ALL SELECT 'sqlite_schema'`)
	if err != nil || !slices.Contains(names, "record") {
		return true
	}
	for _, name := range names {
		said, err := column(ctx, tx, `PRAGMA integrity_check("`+strings.ReplaceAll(name, `"`, `""`)+`")`)
		if err != nil || !slices.Equal(said, []string{"ok"}) {
			return true
		}
	}
	return false
}

// column reads a query of one text; on trouble it returns what it could read.
func column(ctx context.Context, tx *sql.Tx, query string) (out []string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return out, fmt.Errorf("scan: %w", err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// step counts rows for the progress.
func (c *check) step() {
	if c.rows++; c.rows%512 == 0 {
		c.progress.say(c.rows, c.total)
	}
}

// bothWays reads a table from its start, and when that breaks off, from its
// end back to where it broke. one reads a row and returns its number.
func bothWays(ctx context.Context, tx *sql.Tx, columns, table, key string, one func(*sql.Rows) (int64, error)) error {
	last, err := oneWay(ctx, tx, `SELECT `+columns+` FROM `+table+` NOT INDEXED ORDER BY `+key, 0, one)
	if err == nil || ctx.Err() != nil {
		return err
	}
	_, _ = oneWay(ctx, tx, `SELECT `+columns+` FROM `+table+` NOT INDEXED ORDER BY `+key+` DESC`, last, one)
	return err
}

func oneWay(ctx context.Context, tx *sql.Tx, query string, until int64, one func(*sql.Rows) (int64, error)) (last int64, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return 0, fmt.Errorf("query rows: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		n, err := one(rows)
		if err != nil {
			return last, err
		}
		if until != 0 && n <= until {
			return last, nil
		}
		last = n
	}
	return last, rows.Err()
}

func (c *check) records(ctx context.Context, tx *sql.Tx) error {
	const all = `SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM change)`
	if err := tx.QueryRowContext(ctx, all).Scan(&c.total); err != nil {
		c.total = 0
	}
	return bothWays(ctx, tx, `row, noun, id, rev, debrief_id, body, hash`, `record`, `row`, c.record)
}

func (c *check) record(rows *sql.Rows) (n int64, err error) {
	var r row
	var debriefID debrief.ID
	c.step()
	if err := rows.Scan(&n, &r.noun, &r.id, &r.rev, &debriefID, &r.body, &r.hash); err != nil {
		c.add(Damage{What: WhatChanged, Detail: fmt.Sprintf("row %d of record", n)})
		return n, nil
	}
	rec, err := r.record()
	if err != nil || rec.Head().DebriefID != debriefID {
		at := c.add(Damage{DebriefID: debriefID, Noun: r.noun, RecordID: r.id, What: WhatChanged, Detail: fmt.Sprintf("row %d of record", n)})
		c.bad[r.id] = badRow{at, bytes.Clone(r.body)}
		return n, nil
	}
	c.good[r.id] = r.rev
	c.health.Passages++
	switch rec := rec.(type) {
	case *debrief.Debrief:
		c.health.Debriefs++
		c.titles[rec.ID] = rec.Title
	case *debrief.Attachment:
		c.files[rec.ID] = *rec
	}
	return n, nil
}

func (c *check) changes(ctx context.Context, tx *sql.Tx) error {
	return bothWays(ctx, tx, changeColumns, `change`, `seq`, c.change)
}

func (c *check) change(rows *sql.Rows) (int64, error) {
	c.step()
	line, err := scanLine(rows)
	if err != nil || !line.right() {
		c.add(Damage{DebriefID: line.debriefID, Noun: line.noun, RecordID: line.id, What: WhatHistory, Detail: fmt.Sprintf("line %d", line.seq)})
		return line.seq, nil
	}
	c.health.Changes++
	if line.seq >= c.last[line.id].seq {
		c.last[line.id] = lastLine{line.seq, line.rev, line.debriefID, line.noun, line.after == nil}
	}
	return line.seq, nil
}

func (c *check) drafts(ctx context.Context, tx *sql.Tx) error {
	seen := int64(0)
	_, err := oneWay(ctx, tx, `SELECT debrief_id, field, text, at, hash FROM draft`, 0, func(rows *sql.Rows) (int64, error) {
		var id, field, text, at string
		var hash []byte
		seen++
		if err := rows.Scan(&id, &field, &text, &at, &hash); err != nil || !bytes.Equal(hash, sumOf(id, field, text, at)) {
			c.add(Damage{DebriefID: id, Fields: []string{field}, What: WhatDraft})
			return 0, nil
		}
		c.health.Drafts++
		return 0, nil
	})
	if err != nil {
		return err
	}
	return c.draftCount(ctx, tx, seen)
}

// draftCount notices drafts that are gone without a trace: the page they stood
// on was lost to an empty one. A library of an older version has no count.
func (c *check) draftCount(ctx context.Context, tx *sql.Tx, seen int64) error {
	var version, n int64
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil || version < countedSince {
		return err
	}
	err := tx.QueryRowContext(ctx, `SELECT n FROM draft_count`).Scan(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("count drafts: %w", err)
	}
	if err != nil || n != seen {
		c.structure(fmt.Sprintf("drafts: %d of %d", seen, n))
	}
	return nil
}

// countedSince is the version from which a library knows how many drafts it has.
const countedSince = 3

// attachments compares the bytes of every attachment with their hash, also of
// those that were deleted, and then says which have none. Bytes that are known
// to be lost are no damage.
func (c *check) attachments(ctx context.Context, tx *sql.Tx) error {
	_, err := oneWay(ctx, tx, `SELECT id, debrief_id, record_id, sha256, content FROM attachment`, 0, func(rows *sql.Rows) (int64, error) {
		var id, debriefID, recordID string
		var want, content []byte
		err := rows.Scan(&id, &debriefID, &recordID, &want, &content)
		got, said := sha256.Sum256(content), c.files[id].SHA256
		known := err == nil && isLost(id, want, content)
		if !known && (err != nil || !bytes.Equal(want, got[:]) || said != "" && said != hex.EncodeToString(want)) {
			c.add(Damage{DebriefID: debriefID, RecordID: recordID, What: WhatAttachment})
		}
		delete(c.files, id)
		return 0, nil
	})
	for _, file := range c.files {
		c.add(Damage{DebriefID: file.DebriefID, RecordID: file.RecordID, What: WhatAttachment})
	}
	return err
}

func (c *check) sealed(ctx context.Context, tx *sql.Tx) error {
	return tx.QueryRowContext(ctx, `SELECT count(*) FROM sealed NOT INDEXED`).Scan(&c.health.Sealed)
}
