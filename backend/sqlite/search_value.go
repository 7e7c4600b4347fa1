package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"secondstory/backend/search"
)

// mostFactors bounds how many factors are looked at for values: of a larger library
// those that were written last.
const mostFactors = 10_000

const factorTexts = `SELECT f.body ->> '$.text' FROM (SELECT d.id FROM record AS d WHERE d.noun = 'debrief' ORDER BY ` + dated + ` DESC) AS d
	CROSS JOIN record AS f ON f.debrief_id = d.id AND f.noun = 'factor' LIMIT ?`

// FilterValues offers values of a filter that are in the library: those with every
// word that was typed, or its beginning; what is said most often first, and people by
// name. Filters whose values are no words of the library have none. Never nil.
func (db *DB) FilterValues(ctx context.Context, name, typed string, limit int) ([]string, error) {
	times, err := db.valuesOf(ctx, name)
	if err != nil {
		return []string{}, writeError(db.path, err)
	}
	out := []string{}
	for v := range times {
		if strings.TrimSpace(v) != "" && (typed == "" || search.Named(v, typed)) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b)) })
	return out[:min(limit, len(out))], nil
}

// valuesOf lists a filter's values in the library, and how often each is said.
func (db *DB) valuesOf(ctx context.Context, name string) (times map[string]int, err error) {
	times = map[string]int{}
	switch name {
	case "owner":
		names, err := db.names(ctx)
		for name := range names {
			times[name] = 0 // people stand in the order of the alphabet
		}
		return times, err
	case "tag":
		err = db.know(ctx, &db.known.heads, func() error {
			for _, h := range db.known.heads.rows {
				for _, tag := range h.tags {
					times[tag]++
				}
			}
			return nil
		})
	case "factor":
		err = db.each(ctx, factorTexts, []any{mostFactors}, func(rows *sql.Rows) error {
			var v sql.NullString
			err := rows.Scan(&v)
			times[v.String]++
			return err
		})
	}
	return times, err
}
