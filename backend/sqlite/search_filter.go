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
	q.Tags = foldAll(q.Tags)
	err = db.know(ctx, &db.known.heads, func() error {
		for n, h := range db.known.heads.rows {
			if h.fits(q) {
				rows[n] = h.ID
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
		rows, err := db.factorsSaying(ctx, phrased(factor))
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

// factorsSaying are the factors in which words stand. Which rows are factors is known:
// to look at each row with the words would take longer than to find them.
func (db *DB) factorsSaying(ctx context.Context, match string) (map[int64]debrief.ID, error) {
	out := map[int64]debrief.ID{}
	err := db.know(ctx, &db.known.factors, func() error {
		return db.each(ctx, `SELECT rowid FROM passage WHERE passage MATCH ?`, []any{match}, func(rows *sql.Rows) error {
			var n int64
			err := rows.Scan(&n)
			if id, is := db.known.factors.rows[n]; is {
				out[n] = id
			}
			return err
		})
	})
	return out, err
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

// countermeasuresFor are those of any of the owners asked for, and as far as asked.
func (db *DB) countermeasuresFor(ctx context.Context, q search.Question) (map[int64]debrief.ID, error) {
	owners := map[debrief.ID]bool{}
	if len(q.Owners) > 0 {
		err := db.know(ctx, &db.known.people, func() error {
			owners = db.known.called(q.Owners)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	states, out := progress(q), map[int64]debrief.ID{}
	err := db.know(ctx, &db.known.measures, func() error {
		for n, m := range db.known.measures.rows {
			owned := len(q.Owners) == 0 || owners[m.owner] || m.ownerName != "" && isCalled(m.ownerName, q.Owners)
			if owned && slices.Contains(states, m.state) {
				out[n] = m.debriefID
			}
		}
		return nil
	})
	return out, err
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
