package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// Order is the order of what was found.
type Order string

// The orders: what was written last first, or what fits best first.
const (
	OrderNewest Order = "newest"
	OrderRank   Order = "rank"
)

// Result is what a search came to.
type Result struct {
	// Hits is never nil.
	Hits []Hit `json:"hits"`
	// Following says that the index has not come as far as the records, as after
	// an upgrade: there may be more in a while.
	Following bool `json:"following"`
	// Instead says which words were taken for names; never nil.
	Instead []Instead `json:"instead"`
}

// Instead is a word that stands nowhere, and the name that was looked for instead.
type Instead struct {
	Typed string `json:"typed"`
	Name  string `json:"name"`
}

// Hit is a record that was found.
type Hit struct {
	RecordID  debrief.ID   `json:"recordId"`
	Noun      debrief.Noun `json:"noun"`
	DebriefID debrief.ID   `json:"debriefId"`
	// Title is the debrief's; empty when it has none.
	Title string `json:"title"`
	// Excerpt is a part of the record's text around what was found.
	Excerpt []Part `json:"excerpt"`
}

// Part is a piece of an excerpt, found or around it.
type Part struct {
	Text  string `json:"text"`
	Found bool   `json:"found"`
}

// excerptWords is how long an excerpt is at most, in words.
const excerptWords = 16

// The marks around what was found; no text in the index has them.
const (
	foundFrom = "\x02"
	foundTo   = "\x03"
)

// orders are how a question ends.
var orders = map[Order]string{
	OrderNewest: ` ORDER BY passage.rowid DESC LIMIT ?`,
	OrderRank:   ` ORDER BY passage.rank LIMIT ?`,
}

// What the index has yet to follow is left out: it would be shown as it was.
const searching = `SELECT record.noun, record.id, record.rev, record.body, record.hash, passage.text,
	snippet(passage, 0, ?, ?, '…', ?)
	FROM passage CROSS JOIN record ON record.row = passage.rowid
	WHERE passage MATCH ? AND passage.rowid NOT IN passage_due`

// listing is the question without words; the excerpt is what the record says first.
const listing = `SELECT record.noun, record.id, record.rev, record.body, record.hash, NULL, '' FROM record WHERE true`

// leastNewest and leastRank are how many letters an unfinished word needs: by
// rank every match has to be weighed, and one letter matches half a library.
const (
	leastNewest = 2
	leastRank   = 3
)

// indexVersion is the version of a library that has an index.
const indexVersion = 2

// Find looks for records with every word of what was typed, in any form English
// gives them, with or without accents; the last may be unfinished unless a space
// follows it. It finds what was just typed too, but never shows anything that is
// not in the records: a hit is read again from its record and left out when that
// says something else by now. Nothing typed gives no hits; limit 0 means 50.
func (db *DB) Find(ctx context.Context, typed string, limit int, order Order) (Result, error) {
	return db.Search(ctx, search.Question{Words: typed}, limit, order)
}

// Search is Find for a question with filters. Words are then looked for in the
// debriefs the filters leave; without words it finds the countermeasures, factors or
// debriefs that were asked for. A word that stands nowhere and is nearly a person's
// name is taken for the name, and the result says so.
func (db *DB) Search(ctx context.Context, q search.Question, limit int, order Order) (Result, error) {
	out := Result{Hits: []Hit{}, Instead: []Instead{}}
	if _, ok := orders[order]; !ok {
		return out, debrief.Errorf(debrief.CodeInvalid, "noun", "order")
	}
	// A library of an older version, opened to be read only, has no index.
	if !asks(q) || db.version < indexVersion {
		return out, nil
	}
	if limit <= 0 {
		limit = 50
	}
	out.Following = db.followFirst(ctx)
	hits, instead, err := db.answer(ctx, q, limit, order)
	if db.indexMended(ctx, err) {
		out.Following = true
		return out, nil
	}
	if err != nil {
		return out, writeError(db.path, err)
	}
	out.Instead = instead
	out.Hits, err = db.titled(ctx, hits)
	return out, err
}

// answer asks as it was typed, and when that finds nothing, with names in place of
// words that are nearly names.
func (db *DB) answer(ctx context.Context, q search.Question, limit int, order Order) (hits []Hit, instead []Instead, err error) {
	if hits, err = db.ask(ctx, q, limit, order); err != nil || len(hits) > 0 {
		return hits, []Instead{}, err
	}
	meant, instead, err := db.meant(ctx, q)
	if err != nil || len(instead) == 0 {
		return hits, []Instead{}, err
	}
	if hits, err = db.ask(ctx, meant, limit, order); err != nil || len(hits) == 0 {
		return hits, []Instead{}, err
	}
	return hits, instead, nil
}

// ask puts one question to the index, or to the records alone when it has no words.
func (db *DB) ask(ctx context.Context, q search.Question, limit int, order Order) ([]Hit, error) {
	least := leastNewest
	if order == OrderRank {
		least = leastRank
	}
	match := matchingAll(q, least)
	// Tags, factors and owners are looked up by their words, which is quicker.
	words := len(q.Tags)+len(q.Factors) > 0 || q.OfCountermeasures()
	if d := ofDebriefs(q); order == OrderNewest && match != "" && d.where != "" && !words {
		d.where = ` AND passage.rowid > (SELECT max(row) FROM record) - ` + newestRows +
			` AND EXISTS (SELECT 1 FROM record AS d WHERE d.id = record.debrief_id AND d.noun = 'debrief'` + d.where + `)`
		if hits, err := db.matched(ctx, match, d, limit, order); err != nil || len(hits) == limit {
			return hits, err
		}
	}
	n, err := db.narrowed(ctx, q, match != "")
	if err != nil {
		return nil, err
	}
	if match == "" {
		return db.hits(ctx, listing+n.where+` ORDER BY record.row DESC LIMIT ?`, append(n.args, limit)...)
	}
	return db.matched(ctx, match, n, limit, order)
}

// newestRows is how many of the newest rows are looked into one by one, before every
// debrief is: mostly a page of hits is among them.
const newestRows = `6000`

func (db *DB) matched(ctx context.Context, match string, n narrowing, limit int, order Order) ([]Hit, error) {
	args := append([]any{foundFrom, foundTo, excerptWords, match}, n.args...)
	return db.hits(ctx, searching+n.where+orders[order], append(args, limit)...)
}

// followFirst lets what was typed a moment ago be found, and says whether
// anything is still to be followed. Trouble is nothing to a search: the newest
// words are found a little later then.
func (db *DB) followFirst(ctx context.Context) (more bool) {
	if db.writer != nil {
		more, _ = db.Follow(ctx, 20*time.Millisecond)
		return more
	}
	more, _ = db.anyDue(ctx)
	return more
}

func (db *DB) hits(ctx context.Context, query string, args ...any) (out []Hit, err error) {
	out = []Hit{}
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return out, fmt.Errorf("search: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		hit, ok, err := scanHit(rows)
		if err != nil {
			return out, err
		}
		if ok {
			out = append(out, hit)
		}
	}
	return out, rows.Err()
}

// scanHit reads a hit and says whether its record says what was found.
func scanHit(rows *sql.Rows) (h Hit, ok bool, err error) {
	var r row
	var text sql.NullString
	var excerpt string
	if err := rows.Scan(&r.noun, &r.id, &r.rev, &r.body, &r.hash, &text, &excerpt); err != nil {
		return h, false, fmt.Errorf("scan hit: %w", err)
	}
	rec, err := r.record()
	if err != nil || text.Valid && passageText(debrief.Words(rec)) != text.String {
		return h, false, nil //nolint:nilerr // damage is for Verify to tell
	}
	if !text.Valid {
		excerpt = spaced(debrief.Text(rec))
	}
	return Hit{RecordID: r.id, Noun: r.noun, DebriefID: rec.Head().DebriefID, Excerpt: parts(excerpt)}, true, nil
}

// parts takes an excerpt apart at its marks.
func parts(excerpt string) []Part {
	out := []Part{}
	add := func(text string, found bool) {
		if text = strings.ReplaceAll(text, string(between), ""); text != "" {
			out = append(out, Part{text, found})
		}
	}
	for excerpt != "" {
		before, rest, _ := strings.Cut(excerpt, foundFrom)
		found, after, _ := strings.Cut(rest, foundTo)
		add(before, false)
		add(found, true)
		excerpt = after
	}
	return out
}

// titled fills in the debriefs' titles.
func (db *DB) titled(ctx context.Context, hits []Hit) ([]Hit, error) {
	ids := make([]debrief.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.DebriefID
	}
	titles, err := db.titles(ctx, ids)
	if err != nil {
		return []Hit{}, writeError(db.path, err)
	}
	for i, id := range ids {
		hits[i].Title = titles[id]
	}
	return hits, nil
}
