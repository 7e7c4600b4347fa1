package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// scope is what filters leave of a library.
type scope struct {
	// debriefs are those to look through; nil is all.
	debriefs map[debrief.ID]bool
	// about are the rows asked for when there are no words: countermeasures, factors
	// or debriefs, and of which debrief each is.
	about map[int64]debrief.ID
}

// keep leaves only these debriefs.
func (s *scope) keep(these map[debrief.ID]bool) {
	if s.debriefs == nil {
		s.debriefs = these
		return
	}
	for id := range s.debriefs {
		if !these[id] {
			delete(s.debriefs, id)
		}
	}
}

// has says whether a debrief is to be looked through.
func (s *scope) has(id debrief.ID) bool { return s.debriefs == nil || s.debriefs[id] }

// scoped makes a scope of filters. With words, any record of a debrief that fits is
// found; without, what the filters are about.
func (db *DB) scoped(ctx context.Context, q search.Question) (s scope, err error) {
	if q.Within != "" {
		s.keep(map[debrief.ID]bool{q.Within: true})
	}
	if s.about, err = db.headsFor(ctx, q, &s); err != nil {
		return s, err
	}
	if len(q.Factors) > 0 {
		if s.about, err = db.factorsFor(ctx, q, &s); err != nil {
			return s, err
		}
	}
	if q.OfCountermeasures() {
		if s.about, err = db.countermeasuresFor(ctx, q); err != nil {
			return s, err
		}
		s.keep(debriefsOf(s.about))
	}
	return s, nil
}

func debriefsOf(rows map[int64]debrief.ID) map[debrief.ID]bool {
	out := map[debrief.ID]bool{}
	for _, id := range rows {
		out[id] = true
	}
	return out
}

// headsFor are the debriefs that fit, by their rows; nil when nothing is asked of
// them.
func (db *DB) headsFor(ctx context.Context, q search.Question, s *scope) (rows map[int64]debrief.ID, err error) {
	if !asksHeads(q) {
		return nil, nil
	}
	rows = map[int64]debrief.ID{}
	err = db.know(ctx, func(k *known) error {
		for n, h := range k.heads {
			if h.fits(q) {
				rows[n] = h.id
			}
		}
		return nil
	})
	s.keep(debriefsOf(rows))
	return rows, err
}

// said are the rows in which words stand.
const said = `(SELECT rowid FROM passage WHERE passage MATCH ?)`

// phrased looks for words, of which the last may be unfinished. What has no letter or
// digit is looked for as it is and stands nowhere.
func phrased(text string) string {
	if match := matching(text, leastNewest); match != "" {
		return match
	}
	return quoted(text)
}

// factorsFor are the factors that say all that was asked of one; the scope is left
// with debriefs in which all of it is said, if of several factors.
func (db *DB) factorsFor(ctx context.Context, q search.Question, s *scope) (about map[int64]debrief.ID, err error) {
	for i, factor := range q.Factors {
		rows, err := db.rowsOf(ctx, `SELECT f.row, f.debrief_id FROM record AS f WHERE f.noun = 'factor' AND f.row IN `+said, phrased(factor))
		if err != nil {
			return nil, err
		}
		s.keep(debriefsOf(rows))
		if i == 0 {
			about = rows
		}
		maps.DeleteFunc(about, func(n int64, _ debrief.ID) bool { return rows[n] == "" })
	}
	return about, nil
}

// dated is the day a debrief is of: when its event began, or when it was made. It is
// what the index debrief_by_date holds.
const dated = `coalesce(nullif(d.body ->> '$.started.at', ''), d.body ->> '$.createdAt')`

// list hands several values to json_each.
func list[T any](of []T) string {
	if of == nil {
		return "[]"
	}
	data, _ := json.Marshal(of) // words and numbers
	return string(data)
}

// come are countermeasures by how far they have come, which an index holds; owned
// those of participants, and by a name in their own words of somebody who is none.
const (
	come    = `SELECT c.row, c.debrief_id FROM record AS c WHERE c.noun = 'countermeasure' AND c.body ->> '$.state' IN (SELECT value FROM json_each(?))`
	owned   = come + ` AND c.body ->> '$.owner.participantId' IN (SELECT value FROM json_each(?))`
	ownedBy = `SELECT c.row, c.debrief_id, c.body ->> '$.owner.name' FROM record AS c WHERE c.row IN ` + said + ` AND c.noun = 'countermeasure'
		AND c.body ->> '$.owner.name' <> '' AND c.body ->> '$.state' IN (SELECT value FROM json_each(?))`
)

// countermeasuresFor are those of any of the owners asked for, and as far as asked.
func (db *DB) countermeasuresFor(ctx context.Context, q search.Question) (map[int64]debrief.ID, error) {
	states := list(progress(q))
	if len(q.Owners) == 0 {
		return db.rowsOf(ctx, come, states)
	}
	ids := []debrief.ID{}
	err := db.know(ctx, func(k *known) error {
		for _, owner := range q.Owners {
			ids = append(ids, k.called(owner)...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out, err := db.rowsOf(ctx, owned, states, list(ids))
	if err != nil {
		return nil, err
	}
	for _, owner := range q.Owners {
		err := db.each(ctx, ownedBy, []any{phrased(owner), states}, func(rows *sql.Rows) error {
			var n int64
			var id debrief.ID
			var name string
			err := rows.Scan(&n, &id, &name)
			if search.Named(name, owner) {
				out[n] = id
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// progress are the states of countermeasures a question is about.
func progress(q search.Question) (out []debrief.CountermeasureState) {
	for _, s := range debrief.CountermeasureStates {
		if len(q.Progress) > 0 && !slices.Contains(q.Progress, s) {
			continue
		}
		ended := s == debrief.CountermeasureIdea || s == debrief.CountermeasureChecked || s == debrief.CountermeasureNotPursued
		if !q.Open || !ended {
			out = append(out, s)
		}
	}
	return out
}

// rowsOf reads rows and the debriefs they are of.
func (db *DB) rowsOf(ctx context.Context, query string, args ...any) (map[int64]debrief.ID, error) {
	out := map[int64]debrief.ID{}
	err := db.each(ctx, query, args, func(rows *sql.Rows) error {
		var n int64
		var id debrief.ID
		err := rows.Scan(&n, &id)
		out[n] = id
		return err
	})
	return out, err
}
