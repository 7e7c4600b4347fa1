package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// known is what is asked of many debriefs at once, kept in memory: each question would
// read a tenth of a second's worth of it in a large library. Rows that were written since
// are noted as the index follows them, and read again when somebody asks.
type known struct {
	mu       sync.Mutex
	heads    shelf[*head]
	people   shelf[person]
	measures shelf[measure]
	factors  shelf[debrief.ID]
	once     sync.Once
	named    derived[string, []debrief.ID]
	counted  derived[string, int]
	headed   derived[debrief.ID, *head]

	notes sync.Mutex
	noted map[int64]bool
}

// shelf is what is known of one noun, by row. It is read when somebody first asks for it,
// from an index that holds all of it; see 0005_keep_digests.sql.
type shelf[T any] struct {
	// rows is nil as long as nobody asked; times is how often they were read.
	rows  map[int64]T
	times int
	// query ends with a condition that another can follow, about the column row.
	query string
	row   string
	scan  func(*sql.Rows) (int64, T, error)
}

// shelved is a shelf of any noun.
type shelved interface {
	isRead() bool
	read(ctx context.Context, db *DB) error
	readAgain(ctx context.Context, db *DB, rows []int64) error
	forget()
}

// head is what is asked of a debrief; its tags are folded.
type head struct {
	FoundDebrief
	tags []string
}

// person is a participant, by the names somebody has.
type person struct {
	id          debrief.ID
	name, alias string
}

// measure is a countermeasure. Its owner is a participant, or somebody who is none, by
// name.
type measure struct {
	debriefID, owner debrief.ID
	ownerName        string
	state            debrief.CountermeasureState
}

// setUp says how each shelf is read.
func (k *known) setUp() {
	k.heads = shelf[*head]{row: "d.row", scan: scanHead, query: `SELECT d.row, d.id, coalesce(d.body ->> '$.title', ''), coalesce(d.body ->> '$.reference', ''),
			coalesce(d.body ->> '$.kind', ''), coalesce(d.body ->> '$.state', ''), coalesce(` + dated + `, ''), coalesce(d.body ->> '$.createdAt', ''),
			coalesce(d.body -> '$.tags', '') FROM record AS d WHERE d.noun = 'debrief'`}
	k.people = shelf[person]{row: "p.row", scan: scanPerson, query: `SELECT p.row, p.id, coalesce(p.body ->> '$.name', ''), coalesce(p.body ->> '$.alias', '')
			FROM record AS p WHERE p.noun = 'participant'`}
	k.measures = shelf[measure]{row: "c.row", scan: scanMeasure, query: `SELECT c.row, c.debrief_id, coalesce(c.body ->> '$.state', ''),
			coalesce(c.body ->> '$.owner.participantId', ''), coalesce(c.body ->> '$.owner.name', '') FROM record AS c WHERE c.noun = 'countermeasure'`}
	k.factors = shelf[debrief.ID]{row: "f.row", scan: scanFactor, query: `SELECT f.row, f.debrief_id FROM record AS f WHERE f.noun = 'factor'`}
}

func (k *known) shelves() []shelved { return []shelved{&k.heads, &k.people, &k.measures, &k.factors} }

// mostNoted is how many rows are read one by one before all are read anew.
const mostNoted = 5000

// note hears that rows are not as they were.
func (k *known) note(rows []int64) {
	k.notes.Lock()
	defer k.notes.Unlock()
	if k.noted == nil {
		k.noted = map[int64]bool{}
	}
	for _, n := range rows {
		if len(k.noted) <= mostNoted {
			k.noted[n] = true
		}
	}
}

// takeNoted returns the rows noted since, and whether they are all of them.
func (k *known) takeNoted() (rows []int64, all bool) {
	k.notes.Lock()
	defer k.notes.Unlock()
	for n := range k.noted {
		rows = append(rows, n)
	}
	k.noted = nil
	return rows, len(rows) <= mostNoted
}

// know lets somebody look at a shelf as the library is now. A library that is only read
// is asked each time: nobody notes what another writes.
func (db *DB) know(ctx context.Context, s shelved, use func() error) error {
	k := &db.known
	k.mu.Lock()
	defer k.mu.Unlock()
	k.once.Do(k.setUp)
	rows, all := k.takeNoted()
	if due, _ := db.anyDue(ctx); db.writer == nil || due || !all {
		k.forget()
	}
	for _, other := range k.shelves() {
		if err := db.bring(ctx, other, other == s, rows); err != nil {
			k.forget() // the rows that were noted are noted no more
			return err
		}
	}
	return use()
}

func (k *known) forget() {
	for _, s := range k.shelves() {
		s.forget()
	}
}

// bring makes a shelf as the library is, if somebody asked for it, now or before.
func (db *DB) bring(ctx context.Context, s shelved, asked bool, noted []int64) error {
	switch {
	case s.isRead() && len(noted) > 0:
		return s.readAgain(ctx, db, noted)
	case !s.isRead() && asked:
		return s.read(ctx, db)
	}
	return nil
}

func (s *shelf[T]) isRead() bool { return s.rows != nil }
func (s *shelf[T]) forget()      { s.rows = nil }

func (s *shelf[T]) read(ctx context.Context, db *DB) error {
	s.rows = map[int64]T{}
	s.times++
	return db.each(ctx, s.query, nil, s.take)
}

func (s *shelf[T]) readAgain(ctx context.Context, db *DB, rows []int64) error {
	s.times++
	for _, n := range rows {
		delete(s.rows, n)
	}
	return db.each(ctx, s.query+` AND `+s.row+` IN (SELECT value FROM json_each(?))`, []any{list(rows)}, s.take)
}

func (s *shelf[T]) take(rows *sql.Rows) error {
	n, one, err := s.scan(rows)
	if err == nil {
		s.rows[n] = one
	}
	return err
}

func scanHead(rows *sql.Rows) (n int64, h *head, err error) {
	h = &head{}
	var tags string
	err = rows.Scan(&n, &h.ID, &h.Title, &h.Reference, &h.Kind, &h.State, &h.Date, &h.CreatedAt, &tags)
	_ = json.Unmarshal([]byte(tags), &h.tags) // damage is for Verify to tell
	h.tags = foldAll(h.tags)
	texts := []*string{&h.ID, &h.Title, &h.Reference, (*string)(&h.Kind), (*string)(&h.State), &h.Date, &h.CreatedAt}
	for i := range h.tags {
		texts = append(texts, &h.tags[i])
	}
	together(texts...)
	return n, h, err
}

func scanPerson(rows *sql.Rows) (n int64, p person, err error) {
	err = rows.Scan(&n, &p.id, &p.name, &p.alias)
	together(&p.id, &p.name, &p.alias)
	return n, p, err
}

func scanMeasure(rows *sql.Rows) (n int64, m measure, err error) {
	err = rows.Scan(&n, &m.debriefID, &m.state, &m.owner, &m.ownerName)
	together(&m.debriefID, (*string)(&m.state), &m.owner, &m.ownerName)
	return n, m, err
}

// together puts texts into one piece of memory. There are a hundred thousand of a large
// library, and the collector would look at each of them every few pages.
func together(texts ...*string) {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString(*text)
	}
	all := b.String()
	for _, text := range texts {
		*text, all = all[:len(*text)], all[len(*text):]
	}
}

func scanFactor(rows *sql.Rows) (n int64, id debrief.ID, err error) {
	err = rows.Scan(&n, &id)
	return n, id, err
}

// asksHeads says whether filters ask something of the debrief itself.
func asksHeads(q search.Question) bool {
	return len(q.Kinds)+len(q.States)+len(q.Tags) > 0 || q.After != "" || q.Before != "" || q.Open
}

func foldAll(words []string) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = search.Fold(word)
	}
	return out
}

// fits says whether a debrief is one that filters leave, whose tags are folded.
func (h *head) fits(q search.Question) bool {
	for _, tag := range q.Tags {
		if !slices.Contains(h.tags, tag) {
			return false
		}
	}
	return (len(q.Kinds) == 0 || slices.Contains(q.Kinds, h.Kind)) && (len(q.States) == 0 || slices.Contains(q.States, h.State)) &&
		(q.After == "" || h.Date >= q.After) && (q.Before == "" || h.Date < q.Before) && (!q.Open || h.State != debrief.StateClosed)
}

// derived is made of a shelf as it was read so many times.
type derived[K comparable, V any] struct {
	of    map[K]V
	times int
}

// byName are the people, each by name and by alias: there are far fewer names than people.
func (k *known) byName() map[string][]debrief.ID {
	if k.named.times != k.people.times {
		of := map[string][]debrief.ID{}
		for _, p := range k.people.rows {
			of[p.name] = append(of[p.name], p.id)
			if p.alias != p.name {
				of[p.alias] = append(of[p.alias], p.id)
			}
		}
		k.named = derived[string, []debrief.ID]{of, k.people.times}
	}
	return k.named.of
}

// byID are the debriefs.
func (k *known) byID() map[debrief.ID]*head {
	if k.headed.times != k.heads.times {
		of := make(map[debrief.ID]*head, len(k.heads.rows))
		for _, h := range k.heads.rows {
			of[h.ID] = h
		}
		k.headed = derived[debrief.ID, *head]{of, k.heads.times}
	}
	return k.headed.of
}

// called are the people whose name or alias is meant by one of those typed.
func (k *known) called(typed []string) map[debrief.ID]bool {
	out := map[debrief.ID]bool{}
	for name, ids := range k.byName() {
		if isCalled(name, typed) {
			for _, id := range ids {
				out[id] = true
			}
		}
	}
	return out
}

func isCalled(name string, typed []string) bool {
	return slices.ContainsFunc(typed, func(one string) bool { return search.Named(name, one) })
}

// names are those of the participants of all debriefs, and how often each is given. They
// are not to be changed.
func (db *DB) names(ctx context.Context) (out map[string]int, err error) {
	k := &db.known
	err = db.know(ctx, &k.people, func() error {
		if k.counted.times != k.people.times {
			of := map[string]int{}
			for _, p := range k.people.rows {
				of[p.name]++
			}
			delete(of, "")
			k.counted = derived[string, int]{of, k.people.times}
		}
		out = k.counted.of
		return nil
	})
	return out, err
}
