package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// KeptDigests are all there are, with their bodies.
func (db *DB) KeptDigests() (out []string, err error) {
	rows, err := db.reader.Query(`SELECT debrief_id || ' ' || sort || ' ' || coalesce(body, 'being made') FROM digest ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// SpoilDigest changes one as nothing here does.
func (db *DB) SpoilDigest(body string) error {
	_, err := db.writer.Exec(`UPDATE digest SET body = CAST(? AS BLOB)`, body)
	return err
}

// DigestSchema is how the table is made, and how it would be made again.
func (db *DB) DigestSchema() (is, again string, err error) {
	var index string
	err = db.reader.QueryRow(`SELECT (SELECT sql FROM sqlite_schema WHERE name = 'digest'),
		(SELECT sql FROM sqlite_schema WHERE name = 'digest_of_debrief')`).Scan(&is, &index)
	if err == nil && !strings.Contains(anew, index) {
		err = fmt.Errorf("its index is made by %s", index)
	}
	return is, digests, err
}

// Explain says how SQLite goes about a query.
func (db *DB) Explain(query string) (string, error) {
	rows, err := db.reader.QueryContext(context.Background(), `EXPLAIN QUERY PLAN `+query)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return "", err
		}
		b.WriteString(detail + "\n")
	}
	return b.String(), rows.Err()
}
