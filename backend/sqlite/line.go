package sqlite

import (
	"bytes"
	"database/sql"
)

// line is a change as it stands in the log.
type line struct {
	change
	seq  int64
	at   string
	hash []byte
}

const changeColumns = `seq, step, way, debrief_id, noun, record_id, rev, before, after, at, hash`

// scanLine reads a line of the log; on trouble it returns what it could read.
func scanLine(rows *sql.Rows) (l line, err error) {
	err = rows.Scan(&l.seq, &l.step, &l.way, &l.debriefID, &l.noun, &l.id, &l.rev, &l.before, &l.after, &l.at, &l.hash)
	return l, err
}

// right says that a line is as it was written.
func (l line) right() bool { return bytes.Equal(l.hash, l.sum(l.at)) }
