package sqlite

import (
	"context"
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
	// Debriefs are those the hits are of, in the order in which they come; never nil.
	Debriefs []FoundDebrief `json:"debriefs"`
	// More says that there are hits in debriefs beyond these.
	More bool `json:"more"`
}

// FoundDebrief is a debrief in which something was found.
type FoundDebrief struct {
	ID debrief.ID `json:"id"`
	// Title may be empty; Date is when its event began, or it was made, RFC 3339.
	Title     string        `json:"title"`
	Reference string        `json:"reference"`
	Kind      debrief.Kind  `json:"kind"`
	State     debrief.State `json:"state"`
	Date      string        `json:"date"`
	CreatedAt string        `json:"createdAt"`
	// More says that there is more in it than the hits listed.
	More bool `json:"more"`
}

// Listing is how much of what is found is told, and in which order.
type Listing struct {
	// Limit is how many hits at most; 0 means 50.
	Limit int
	// Each is how many hits of one debrief at most; 0 means all.
	Each  int
	Order Order
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
	// Stage is that of an entry, 1 to 7; 0 for what was written before the meeting,
	// and for anything else.
	Stage int `json:"stage"`
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

// mostHits is more than anybody has.
const mostHits = 1 << 28

// The marks around what was found; no text in the index has them.
const (
	foundFrom = "\x02"
	foundTo   = "\x03"
)

// orders are how a question ends.
var orders = map[Order]string{
	OrderNewest: ` ORDER BY passage.rowid DESC`,
	OrderRank:   ` ORDER BY passage.rank`,
}

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
	return db.Search(ctx, search.Question{Words: typed}, Listing{Limit: limit, Order: order})
}

// Search is Find for a question with filters. Words are then looked for in the
// debriefs the filters leave; without words it finds the countermeasures, factors or
// debriefs that were asked for. A word that stands nowhere and is nearly a person's
// name is taken for the name, and the result says so.
func (db *DB) Search(ctx context.Context, q search.Question, l Listing) (Result, error) {
	out := emptyResult()
	if _, ok := orders[l.Order]; !ok {
		return out, debrief.Errorf(debrief.CodeInvalid, "noun", "order")
	}
	// A library of an older version, opened to be read only, has no index.
	if !Asks(q) || db.version < indexVersion {
		return out, nil
	}
	if l.Limit <= 0 {
		l.Limit = 50
	}
	l.Limit = min(l.Limit, mostHits)
	following := db.followFirst(ctx)
	out, err := db.answer(ctx, q, l)
	out.Following = following
	if db.indexMended(ctx, err) {
		out = emptyResult()
		out.Following = true
		return out, nil
	}
	if err != nil {
		return out, writeError(db.path, err)
	}
	return out, db.titled(ctx, &out)
}

// answer asks as it was typed, and when that finds nothing, with names in place of
// words that are nearly names.
func (db *DB) answer(ctx context.Context, q search.Question, l Listing) (Result, error) {
	out, err := db.ask(ctx, q, l)
	if err != nil || len(out.Hits) > 0 {
		return out, err
	}
	meant, instead, err := db.meant(ctx, q)
	if err != nil || len(instead) == 0 {
		return out, err
	}
	if out, err = db.ask(ctx, meant, l); err == nil && len(out.Hits) > 0 {
		out.Instead = instead
	}
	return out, err
}

// ask puts one question to the index, or to the records alone when it has no words.
func (db *DB) ask(ctx context.Context, q search.Question, l Listing) (Result, error) {
	least := leastNewest
	if l.Order == OrderRank {
		least = leastRank
	}
	match := matchingAll(q, least)
	s, err := db.scoped(ctx, q)
	switch {
	case err != nil:
		return emptyResult(), err
	case match == "":
		return db.shown(ctx, "", pageOf(s, l), l)
	case s.debriefs == nil && (l.Each == 0 || l.Order == OrderRank || strings.Contains(match, " ")):
		if out, done, err := db.shownAtOnce(ctx, match, l); err != nil || done {
			return out, err
		}
	}
	p, err := db.picked(ctx, match, s, l)
	if err != nil {
		return emptyResult(), err
	}
	return db.shown(ctx, match, p, l)
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
