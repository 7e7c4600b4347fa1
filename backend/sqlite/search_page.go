package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// What the index has yet to follow is left out: it would be shown as it was.
const (
	picking = `SELECT passage.rowid, record.debrief_id FROM passage CROSS JOIN record ON record.row = passage.rowid
	WHERE passage MATCH ? AND passage.rowid NOT IN passage_due`
	shownColumns = `record.row, record.noun, record.id, record.debrief_id, record.rev, record.body, record.hash`
	showing      = `SELECT ` + shownColumns + `, passage.text, snippet(passage, 0, ?, ?, '…', ?)
	FROM passage CROSS JOIN record ON record.row = passage.rowid WHERE passage MATCH ? AND passage.rowid NOT IN passage_due`
	// The plus keeps SQLite from asking the index anew for each row.
	theseRows = ` AND passage.rowid BETWEEN ? AND ? AND +passage.rowid IN (SELECT value FROM json_each(?))`
	// Without words the excerpt is what the record says first.
	showingAny = `SELECT ` + shownColumns + `, NULL, '' FROM record WHERE row IN (SELECT value FROM json_each(?))`
)

// page is the rows that are to be shown, in their order.
type page struct {
	rows []int64
	// of is how many hits each debrief has so far; more says that there are further
	// ones than those listed.
	of   map[debrief.ID]int
	more bool
}

func emptyResult() Result {
	return Result{Hits: []Hit{}, Instead: []Instead{}, Debriefs: []FoundDebrief{}}
}

// take takes one more row and says whether another is wanted.
func (p *page) take(n int64, id debrief.ID, l Listing) bool {
	p.of[id]++
	switch {
	case l.Each > 0 && p.of[id] > l.Each:
	case len(p.rows) == l.Limit:
		p.more = true
	default:
		p.rows = append(p.rows, n)
	}
	return !p.more
}

// pageOf is the page of what filters are about, the newest first.
func pageOf(s scope, l Listing) page {
	rows := []found{}
	for n, id := range s.about {
		if s.has(id) {
			rows = append(rows, found{n, id})
		}
	}
	return paged(rows, l)
}

// found is a row and the debrief it is of.
type found struct {
	row int64
	id  debrief.ID
}

// paged makes a page of rows, the newest first.
func paged(rows []found, l Listing) page {
	slices.SortFunc(rows, func(a, b found) int { return cmp.Compare(b.row, a.row) })
	p := page{of: map[debrief.ID]int{}}
	for _, r := range rows {
		if !p.take(r.row, r.id, l) {
			break
		}
	}
	return p
}

// fewDebriefs is how many are looked through one by one: fewer than these, most of
// what the words find is elsewhere.
const fewDebriefs = 300

// picked chooses the rows of a page without looking at what they say.
func (db *DB) picked(ctx context.Context, match string, s scope, l Listing) (p page, err error) {
	// An unfinished word would be put together anew for each debrief.
	if s.debriefs != nil && len(s.debriefs) <= fewDebriefs && l.Order == OrderNewest && !strings.Contains(match, " *") {
		return db.pickedIn(ctx, match, s, l)
	}
	p.of = map[debrief.ID]int{}
	err = db.until(ctx, picking+orders[l.Order], []any{match}, func(r found) bool { return !s.has(r.id) || p.take(r.row, r.id, l) })
	return p, err
}

// pickedIn looks through few debriefs, that with the newest rows first, until a page
// is full of rows newer than any in those to come.
func (db *DB) pickedIn(ctx context.Context, match string, s scope, l Listing) (p page, err error) {
	type span struct {
		id   debrief.ID
		from int64
		to   int64
	}
	spans, ids := []span{}, []debrief.ID{}
	for id := range s.debriefs {
		ids = append(ids, id)
	}
	err = db.each(ctx, `SELECT debrief_id, min(row), max(row) FROM record WHERE debrief_id IN (SELECT value FROM json_each(?)) GROUP BY debrief_id`,
		[]any{list(ids)}, func(rows *sql.Rows) error {
			var at span
			err := rows.Scan(&at.id, &at.from, &at.to)
			spans = append(spans, at)
			return err
		})
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(b.to, a.to) })
	rows := []found{}
	for i := 0; i < len(spans) && err == nil; i++ {
		p = paged(slices.Clone(rows), l)
		if p.more && p.rows[len(p.rows)-1] > spans[i].to {
			return p, nil
		}
		at := spans[i]
		err = db.until(ctx, picking+` AND passage.rowid BETWEEN ? AND ? AND record.debrief_id = ?`, []any{match, at.from, at.to, at.id},
			func(r found) bool { rows = append(rows, r); return true })
	}
	return paged(rows, l), err
}

// until reads rows as long as more are wanted.
func (db *DB) until(ctx context.Context, query string, args []any, more func(found) bool) (err error) {
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r found
		if err := rows.Scan(&r.row, &r.id); err != nil {
			return fmt.Errorf("scan hit: %w", err)
		}
		if !more(r) {
			return nil
		}
	}
	return rows.Err()
}

// deep is how many pages are read and shown of at once while some of each debrief are
// left out. Where that is not enough it is quicker to choose the rows first.
const deep = 4

// fewHits is how many there is room for before any are found.
const fewHits = 50

// shownAtOnce finds a page in all debriefs and shows it in one go; done is false when
// there is more to look through. The limit stands in the question itself: with a parameter
// SQLite would make its plan anew each time.
func (db *DB) shownAtOnce(ctx context.Context, match string, l Listing) (out Result, done bool, err error) {
	out = emptyResult()
	out.Hits = make([]Hit, 0, min(l.Limit, fewHits))
	p := page{of: map[debrief.ID]int{}}
	most, read := l.Limit+1, 0
	if l.Each > 0 {
		most = deep*l.Limit + 1
	}
	err = db.eachHit(ctx, showing+orders[l.Order]+` LIMIT `+strconv.Itoa(most), []any{foundFrom, foundTo, excerptWords, match}, func(r *hitRow) bool {
		read++
		had := len(p.rows)
		wanted := p.take(r.n, r.debriefID, l)
		if len(p.rows) > had {
			if h, ok := r.hit(); ok {
				out.Hits = append(out.Hits, h)
			}
		}
		return wanted
	})
	out.More = p.more
	out.list(p.of, l)
	return out, p.more || read < most, err
}

// shown reads what a page is to show.
func (db *DB) shown(ctx context.Context, match string, p page, l Listing) (Result, error) {
	out := emptyResult()
	if len(p.rows) == 0 {
		return out, nil
	}
	query, args := showingAny, []any{list(p.rows)}
	if match != "" {
		query = showing + theseRows
		args = []any{foundFrom, foundTo, excerptWords, match, slices.Min(p.rows), slices.Max(p.rows), list(p.rows)}
		if l.Order == OrderNewest {
			query += orders[OrderNewest]
		}
	}
	hits := map[int64]Hit{}
	err := db.eachHit(ctx, query, args, func(r *hitRow) bool {
		if h, ok := r.hit(); ok {
			hits[r.n] = h
		}
		return true
	})
	for _, n := range p.rows {
		if h, ok := hits[n]; ok {
			out.Hits = append(out.Hits, h)
		}
	}
	out.More = p.more
	out.list(p.of, l)
	return out, err
}

// list lists the debriefs of the hits; of says how many hits each has, as far as
// that is known.
func (r *Result) list(of map[debrief.ID]int, l Listing) {
	seen := map[debrief.ID]bool{}
	for _, h := range r.Hits {
		if !seen[h.DebriefID] {
			seen[h.DebriefID] = true
			r.Debriefs = append(r.Debriefs, FoundDebrief{ID: h.DebriefID, More: l.Each > 0 && of[h.DebriefID] > l.Each})
		}
	}
}

// titled fills in what is said of the debriefs; those taken out meanwhile say nothing.
func (db *DB) titled(ctx context.Context, r *Result) error {
	at := make(map[debrief.ID]*FoundDebrief, len(r.Debriefs))
	for i := range r.Debriefs {
		at[r.Debriefs[i].ID] = &r.Debriefs[i]
	}
	err := db.know(ctx, &db.known.heads, func() error {
		byID := db.known.byID()
		for id, of := range at {
			if h := byID[id]; h != nil {
				more := of.More
				*of = h.FoundDebrief
				of.More = more
			}
		}
		return nil
	})
	for i, h := range r.Hits {
		r.Hits[i].Title = at[h.DebriefID].Title
	}
	return err
}
