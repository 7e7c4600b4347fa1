package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sort"

	"secondstory/backend/debrief"
)

// Difference is what a library holds and another does not: records written or
// deleted since the two had the same log, and text that is being typed.
type Difference struct {
	// Added, Changed and Deleted count records, Drafts texts being typed.
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Deleted int `json:"deleted"`
	Drafts  int `json:"drafts"`
	// Items are the newest of them that say something, never nil.
	Items []DifferenceItem `json:"items"`
}

// DifferenceItem is one record that differs, or, without a noun, one text that
// is being typed.
type DifferenceItem struct {
	// How is "added", "changed", "deleted" or "draft".
	How       string       `json:"how"`
	Noun      debrief.Noun `json:"noun"`
	DebriefID debrief.ID   `json:"debriefId"`
	// Title is the debrief's; Text is what the record says, whole.
	Title string `json:"title"`
	Text  string `json:"text"`
	// At is when, RFC 3339 by the clock of then; empty for a draft.
	At string `json:"at"`
}

// mostItems is how many differences are told one by one.
const mostItems = 50

// Empty says that there is no difference.
func (d Difference) Empty() bool { return d.Added+d.Changed+d.Deleted+d.Drafts == 0 }

// Without says what this library holds and another one does not. The two logs
// are compared, never the clock: what counts is every line after the last one
// they share.
func (db *DB) Without(ctx context.Context, other *DB) (Difference, error) {
	d := Difference{Items: []DifferenceItem{}}
	shared, err := db.sharedWith(ctx, other)
	if err != nil {
		return d, err
	}
	if err := db.addDrafts(ctx, other, &d); err != nil {
		return d, err
	}
	if err := db.addRecords(ctx, shared, &d); err != nil {
		return d, err
	}
	ids := make([]debrief.ID, len(d.Items))
	for i, item := range d.Items {
		ids[i] = item.DebriefID
	}
	titles, err := db.titles(ctx, ids)
	if err != nil {
		return d, writeError(db.path, err)
	}
	for i := range d.Items {
		d.Items[i].Title = titles[d.Items[i].DebriefID]
	}
	return d, nil
}

// sharedWith finds the last line of the log two libraries share. Logs are
// only appended to but for turns, which are in no backup and left out here: so
// they are the same up to some line and differ after.
func (db *DB) sharedWith(ctx context.Context, other *DB) (int64, error) {
	var most int64
	if err := db.reader.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM change WHERE noun <> 'turns'`).Scan(&most); err != nil {
		return 0, writeError(db.path, fmt.Errorf("find last change: %w", err))
	}
	var failed error
	differs := sort.Search(int(most), func(i int) bool {
		mine, err := db.sumUpTo(ctx, int64(i)+1)
		theirs, otherErr := other.sumUpTo(ctx, int64(i)+1)
		failed = errors.Join(failed, err, otherErr)
		return !bytes.Equal(mine, theirs)
	})
	return int64(differs), failed
}

// sumUpTo is the hash of the last line of the log up to a place in it.
func (db *DB) sumUpTo(ctx context.Context, seq int64) (sum []byte, err error) {
	var at int64
	err = db.reader.QueryRowContext(ctx, `SELECT seq, hash FROM change WHERE seq <= ? AND noun <> 'turns' ORDER BY seq DESC LIMIT 1`, seq).Scan(&at, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, writeError(db.path, fmt.Errorf("read change: %w", err))
	}
	return fmt.Appendf(sum, "%d", at), nil
}

// addRecords adds the records that are otherwise now than after a line of the
// log. What was written and taken back again is none of them.
func (db *DB) addRecords(ctx context.Context, after int64, d *Difference) (err error) {
	rows, err := db.reader.QueryContext(ctx, `
		WITH touched AS (SELECT min(seq) AS first, max(seq) AS last FROM change WHERE seq > ? AND noun <> 'turns' GROUP BY record_id)
		SELECT l.noun, l.debrief_id, l.at, f.before, l.after
		FROM touched JOIN change f ON f.seq = touched.first JOIN change l ON l.seq = touched.last
		WHERE json_remove(f.before, '$.rev') IS NOT json_remove(l.after, '$.rev')
		ORDER BY l.seq DESC`, after)
	if err != nil {
		return writeError(db.path, fmt.Errorf("compare records: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var item DifferenceItem
		var before, now *string
		if err := rows.Scan(&item.Noun, &item.DebriefID, &item.At, &before, &now); err != nil {
			return writeError(db.path, fmt.Errorf("scan difference: %w", err))
		}
		d.add(item, before, now)
	}
	return writeError(db.path, rows.Err())
}

// add counts a record that differs and keeps what it says.
func (d *Difference) add(item DifferenceItem, before, now *string) {
	// A meeting comes with its debrief and says nothing by itself.
	if item.Noun == debrief.NounMeeting && before == nil {
		return
	}
	switch {
	case before == nil:
		item.How = "added"
		d.Added++
	case now == nil:
		item.How, now = "deleted", before
		d.Deleted++
	default:
		item.How = "changed"
		d.Changed++
	}
	if r, err := decodeRecord(item.Noun, now); err == nil && r != nil {
		item.Text = debrief.Text(r)
	}
	if item.Text != "" && len(d.Items) < mostItems {
		d.Items = append(d.Items, item)
	}
}

// addDrafts adds what is being typed here and not in the other library.
func (db *DB) addDrafts(ctx context.Context, other *DB, d *Difference) error {
	mine, err := db.allDrafts(ctx)
	if err != nil {
		return err
	}
	theirs, err := other.allDrafts(ctx)
	if err != nil {
		return err
	}
	known := map[draftRow]bool{}
	for _, r := range theirs {
		known[r] = true
	}
	for _, r := range mine {
		if known[r] {
			continue
		}
		d.Drafts++
		d.Items = append(d.Items, DifferenceItem{How: "draft", DebriefID: r.debriefID, Text: r.text})
	}
	return nil
}

type draftRow struct {
	debriefID   debrief.ID
	field, text string
}

func (db *DB) allDrafts(ctx context.Context) (out []draftRow, err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT debrief_id, field, text FROM draft ORDER BY at DESC`)
	if err != nil {
		return nil, writeError(db.path, fmt.Errorf("query drafts: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r draftRow
		if err := rows.Scan(&r.debriefID, &r.field, &r.text); err != nil {
			return nil, writeError(db.path, fmt.Errorf("scan draft: %w", err))
		}
		out = append(out, r)
	}
	return out, writeError(db.path, rows.Err())
}

// LastChange is when the newest step was made, RFC 3339 by the clock of then;
// empty before the first.
func (db *DB) LastChange(ctx context.Context) (at string, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT at FROM change WHERE at <> '' ORDER BY seq DESC LIMIT 1`).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", writeError(db.path, fmt.Errorf("find last change: %w", err))
	}
	return at, nil
}
