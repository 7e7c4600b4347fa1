package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// known is what filters ask of every debrief and participant, kept in memory: to read
// it all takes a tenth of a second in a large library. Rows that were written since
// are noted as the index follows them, and read again when somebody asks.
type known struct {
	mu     sync.Mutex
	heads  map[int64]head
	people map[int64]person

	notes sync.Mutex
	noted map[int64]bool
}

// head is what filters ask of a debrief; tags are folded.
type head struct {
	id    debrief.ID
	kind  debrief.Kind
	state debrief.State
	date  string
	tags  []string
}

// person is a participant, by the names somebody has.
type person struct {
	id          debrief.ID
	name, alias string
}

// mostNoted is how many rows are read one by one before all are read anew.
const mostNoted = 5000

// note hears that a row is not as it was.
func (k *known) note(n int64) {
	k.notes.Lock()
	defer k.notes.Unlock()
	if k.noted == nil {
		k.noted = map[int64]bool{}
	}
	if len(k.noted) <= mostNoted {
		k.noted[n] = true
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

// know hands out what is known, as the library is now. A library that is only read
// is asked each time: nobody notes what another writes.
func (db *DB) know(ctx context.Context, use func(k *known) error) error {
	k := &db.known
	k.mu.Lock()
	defer k.mu.Unlock()
	rows, all := k.takeNoted()
	due, _ := db.anyDue(ctx)
	var err error
	if db.writer == nil || due || !all || k.heads == nil {
		err = db.readKnown(ctx, k)
	} else if len(rows) > 0 {
		err = db.readNoted(ctx, k, rows)
	}
	if err != nil {
		k.heads = nil
		return err
	}
	return use(k)
}

const (
	headsRead  = `SELECT d.row, d.id, d.body ->> '$.kind', d.body ->> '$.state', ` + dated + `, d.body -> '$.tags' FROM record AS d WHERE d.noun = 'debrief'`
	personRead = `SELECT p.row, p.id, p.body ->> '$.name', p.body ->> '$.alias' FROM record AS p`
)

func (db *DB) readKnown(ctx context.Context, k *known) error {
	k.heads, k.people = map[int64]head{}, map[int64]person{}
	return errors.Join(
		db.each(ctx, headsRead, nil, k.scanHead),
		db.each(ctx, personRead+` CROSS JOIN record AS d WHERE d.noun = 'debrief' AND p.debrief_id = d.id AND p.noun = 'participant'`, nil, k.scanPerson),
	)
}

func (db *DB) readNoted(ctx context.Context, k *known, rows []int64) error {
	for _, n := range rows {
		delete(k.heads, n)
		delete(k.people, n)
	}
	these := []any{list(rows)}
	return errors.Join(
		db.each(ctx, headsRead+` AND d.row IN (SELECT value FROM json_each(?))`, these, k.scanHead),
		db.each(ctx, personRead+` WHERE p.noun = 'participant' AND p.row IN (SELECT value FROM json_each(?))`, these, k.scanPerson),
	)
}

func (k *known) scanHead(rows *sql.Rows) error {
	var n int64
	var h head
	var kind, state, date, tags sql.NullString
	if err := rows.Scan(&n, &h.id, &kind, &state, &date, &tags); err != nil {
		return err
	}
	h.kind, h.state, h.date = debrief.Kind(kind.String), debrief.State(state.String), date.String
	_ = json.Unmarshal([]byte(tags.String), &h.tags) // damage is for Verify to tell
	for i, tag := range h.tags {
		h.tags[i] = search.Fold(tag)
	}
	k.heads[n] = h
	return nil
}

func (k *known) scanPerson(rows *sql.Rows) error {
	var n int64
	var p person
	var name, alias sql.NullString
	err := rows.Scan(&n, &p.id, &name, &alias)
	p.name, p.alias = name.String, alias.String
	k.people[n] = p
	return err
}

// asksHeads says whether filters ask something of the debrief itself.
func asksHeads(q search.Question) bool {
	return len(q.Kinds)+len(q.States)+len(q.Tags) > 0 || q.After != "" || q.Before != "" || q.Open
}

// fits says whether a debrief is one that filters leave.
func (h head) fits(q search.Question) bool {
	for _, tag := range q.Tags {
		if !slices.Contains(h.tags, search.Fold(tag)) {
			return false
		}
	}
	return (len(q.Kinds) == 0 || slices.Contains(q.Kinds, h.kind)) && (len(q.States) == 0 || slices.Contains(q.States, h.state)) &&
		(q.After == "" || h.date >= q.After) && (q.Before == "" || h.date < q.Before) && (!q.Open || h.state != debrief.StateClosed)
}

// called are the ids of people whose name or alias is meant by what was typed.
func (k *known) called(typed string) []debrief.ID {
	means := map[string]bool{}
	is := func(name string) bool {
		yes, asked := means[name]
		if !asked {
			yes = search.Named(name, typed)
			means[name] = yes
		}
		return yes
	}
	out := []debrief.ID{}
	for _, p := range k.people {
		if is(p.name) || is(p.alias) {
			out = append(out, p.id)
		}
	}
	return out
}

// names are those of the participants of all debriefs, and how often each is given.
func (db *DB) names(ctx context.Context) (map[string]int, error) {
	out := map[string]int{}
	err := db.know(ctx, func(k *known) error {
		for _, p := range k.people {
			out[p.name]++
		}
		return nil
	})
	delete(out, "")
	return out, err
}
