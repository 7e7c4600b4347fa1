package sqlite

import (
	"context"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// Since returns which records of a debrief the log tells of after one of its
// rows, in the order of the log, and the log's newest row. What is not logged (the
// running clock) is not among them. more says that there were over limit rows and
// the rest was not looked at.
func (db *DB) Since(ctx context.Context, debriefID debrief.ID, after int64, limit int) (ids []debrief.ID, last int64, more bool, err error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT seq, debrief_id, record_id FROM change WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit+1)
	if err != nil {
		return nil, 0, false, writeError(db.path, fmt.Errorf("query log: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	n, seen := 0, map[debrief.ID]bool{}
	for last = after; rows.Next(); n++ {
		var of, id debrief.ID
		if err := rows.Scan(&last, &of, &id); err != nil {
			return nil, 0, false, writeError(db.path, fmt.Errorf("read log: %w", err))
		}
		if of == debriefID && !seen[id] {
			seen[id], ids = true, append(ids, id)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, 0, false, writeError(db.path, fmt.Errorf("read log: %w", err))
	}
	return ids, last, n > limit, nil
}

// Newest returns the newest row of the log, 0 where there is none.
func (db *DB) Newest(ctx context.Context) (seq int64, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM change`).Scan(&seq)
	if err != nil {
		return 0, writeError(db.path, fmt.Errorf("query log: %w", err))
	}
	return seq, nil
}
