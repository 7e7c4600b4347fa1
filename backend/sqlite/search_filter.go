package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// narrowing is what filters add to a question: conditions, each begun with AND, and
// their values.
type narrowing struct {
	where string
	args  []any
}

func (n *narrowing) add(condition string, args ...any) {
	n.where += " AND " + condition
	n.args = append(n.args, args...)
}

// narrowed makes conditions of filters. With words, any record of a debrief that
// fits is found; without, what the filters are about.
func (db *DB) narrowed(ctx context.Context, q search.Question, words bool) (n narrowing, err error) {
	if d := ofDebriefs(q); d.where != "" {
		n.add(`record.debrief_id IN (SELECT d.id FROM record AS d WHERE d.noun = 'debrief'`+d.where+`)`, d.args...)
	}
	for _, factor := range q.Factors {
		n.add(`record.debrief_id IN (SELECT f.debrief_id FROM record AS f WHERE f.noun = 'factor' AND f.row IN `+said+`)`, phrased(factor))
	}
	if q.OfCountermeasures() {
		rows, err := db.countermeasures(ctx, q)
		if err != nil {
			return n, err
		}
		if !words {
			n.add(`record.row IN (SELECT value FROM json_each(?))`, rows)
			return n, nil
		}
		n.add(`record.debrief_id IN (SELECT c.debrief_id FROM record AS c WHERE c.row IN (SELECT value FROM json_each(?)))`, rows)
	}
	switch {
	case words:
	case len(q.Factors) > 0:
		n.add(`record.noun = 'factor'`)
		for _, factor := range q.Factors {
			n.add(`record.row IN `+said, phrased(factor))
		}
	default:
		n.add(`record.noun = 'debrief'`)
	}
	return n, nil
}

// said are the rows in which words stand.
const said = `(SELECT rowid FROM passage WHERE passage MATCH ?)`

// phrased looks for words, of which the last may be unfinished. What has no letter or
// digit is looked for as it is and stands nowhere.
func phrased(text string) string {
	if match := matching(strings.TrimSpace(text), leastNewest); match != "" {
		return match
	}
	return quoted(text)
}

// dated is the day a debrief is of: when its event began, or when it was made. It is
// what the index debrief_by_date holds.
const dated = `coalesce(nullif(d.body ->> '$.started.at', ''), d.body ->> '$.createdAt')`

// ofDebriefs are the conditions on debriefs, called d.
func ofDebriefs(q search.Question) (n narrowing) {
	if q.After != "" {
		n.add(dated+` >= ?`, q.After)
	}
	if q.Before != "" {
		n.add(dated+` < ?`, q.Before)
	}
	if len(q.Kinds) > 0 {
		n.add(`d.body ->> '$.kind' IN (SELECT value FROM json_each(?))`, list(q.Kinds))
	}
	if len(q.States) > 0 {
		n.add(`d.body ->> '$.state' IN (SELECT value FROM json_each(?))`, list(q.States))
	}
	if q.Open {
		n.add(`d.body ->> '$.state' <> ?`, debrief.StateClosed)
	}
	for _, tag := range q.Tags {
		if match := matching(tag+" ", leastNewest); match != "" { // few are left to be looked into
			n.add(`d.row IN (SELECT rowid FROM passage WHERE passage MATCH ? UNION ALL SELECT row FROM passage_due)`, match)
		}
		n.add(`EXISTS (SELECT 1 FROM json_each(d.body, '$.tags') AS t WHERE fold(t.value) = ?)`, search.Fold(tag))
	}
	return n
}

// list hands several values to json_each.
func list[T any](of []T) string {
	if of == nil {
		return "[]"
	}
	data, _ := json.Marshal(of) // words and numbers
	return string(data)
}

// owned are countermeasures with their owners' names, by words in the name: of a
// participant, or of somebody who is not one.
const owned = `SELECT c.row, coalesce(p.body ->> '$.name', ''), coalesce(p.body ->> '$.alias', '') FROM record AS p
	CROSS JOIN record AS c ON c.debrief_id = p.debrief_id AND c.noun = 'countermeasure' AND c.body ->> '$.owner.participantId' = p.id
	WHERE p.row IN ` + said + ` AND p.noun = 'participant' AND c.body ->> '$.state' IN (SELECT value FROM json_each(?))
	UNION ALL SELECT c.row, c.body ->> '$.owner.name', '' FROM record AS c
	WHERE c.row IN ` + said + ` AND c.noun = 'countermeasure' AND c.body ->> '$.owner.name' <> ''
	AND c.body ->> '$.state' IN (SELECT value FROM json_each(?))`

// come are countermeasures by how far they have come.
const come = `SELECT c.row, '', '' FROM record AS d
	CROSS JOIN record AS c ON c.debrief_id = d.id AND c.noun = 'countermeasure'
	WHERE d.noun = 'debrief' AND c.body ->> '$.state' IN (SELECT value FROM json_each(?))`

// countermeasures are the rows of those asked for, as a list in JSON.
func (db *DB) countermeasures(ctx context.Context, q search.Question) (string, error) {
	states := list(progress(q))
	out := []int64{}
	if len(q.Owners) == 0 {
		err := db.rowsNamed(ctx, func(n int64, _ ...string) { out = append(out, n) }, come, states)
		return list(out), err
	}
	for _, owner := range q.Owners {
		match := phrased(owner)
		err := db.rowsNamed(ctx, func(n int64, names ...string) {
			if slices.ContainsFunc(names, func(name string) bool { return search.Named(name, owner) }) {
				out = append(out, n)
			}
		}, owned, match, states, match, states)
		if err != nil {
			return "", err
		}
	}
	return list(out), nil
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

func (db *DB) rowsNamed(ctx context.Context, each func(n int64, names ...string), query string, args ...any) (err error) {
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("search countermeasures: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var n int64
		var name, alias string
		if err := rows.Scan(&n, &name, &alias); err != nil {
			return fmt.Errorf("scan countermeasure: %w", err)
		}
		each(n, name, alias)
	}
	return rows.Err()
}
