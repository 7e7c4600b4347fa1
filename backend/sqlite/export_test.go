package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

// LimitPages makes the disk full as far as SQLite can tell: the file may not
// grow beyond n pages.
func (db *DB) LimitPages(n int) error {
	_, err := db.writer.Exec(`PRAGMA max_page_count = ` + strconv.Itoa(n))
	return err
}

// ForgetHalf forgets an entry and is stopped before the library is written anew.
func (db *DB) ForgetHalf(ctx context.Context, id debrief.ID) error {
	return db.write(ctx, "forget", func(tx *sql.Tx) error { return db.forget(ctx, tx, `["`+id+`"]`) })
}

// LoseReaders closes every connection that reads, as one that was stopped in the
// middle of something does.
func (db *DB) LoseReaders(ctx context.Context) error {
	for range readers {
		c, err := db.reader.Conn(ctx)
		if err != nil {
			return err
		}
		_ = c.Raw(func(any) error { return driver.ErrBadConn })
	}
	return nil
}

// HoldReader reads until it is told to end.
func (db *DB) HoldReader(ctx context.Context) (end func(), err error) {
	tx, err := db.reader.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	var n int
	return func() { _ = tx.Rollback() }, tx.QueryRow(`SELECT count(*) FROM sealed`).Scan(&n)
}

// Pages is how large the file is.
func (db *DB) Pages() (n int, err error) {
	return n, db.writer.QueryRow(`PRAGMA page_count`).Scan(&n)
}

// OpenWith opens a library with other migrations than the app's.
func OpenWith(path string, steps fs.FS) (*DB, error) {
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, file: path, lock: lock, now: time.Now}
	if err := db.open(context.Background(), steps, nil); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// Placed is a row of text, by what it says, and the pages it stands on.
type Placed struct {
	Key   string
	Pages []int
	// After is, for a line of the log, the record it wrote.
	After string
}

// PlacedRows lists the records, lines of the log and drafts of a library.
func PlacedRows(path string) (out []Placed, err error) {
	p, err := openPages(path)
	if err != nil {
		return nil, err
	}
	defer p.close()
	buf := make([]byte, p.size)
	for n := range p.numbers() {
		p.cells(n, buf, func(c cell, on []uint32) {
			var r Placed
			for _, page := range on {
				r.Pages = append(r.Pages, int(page))
			}
			finder{
				record: func(_ cell, x row, _ debrief.Record) { r.Key = "record " + fmt.Sprint(x.id, x.rev, string(x.body)) },
				change: func(c cell, l change, at string) {
					r.Key = fmt.Sprint("change ", c.row, l.step, l.way, l.id, l.rev, mark(l.before), mark(l.after), at)
					if l.after != nil {
						r.After = fmt.Sprint(l.id, l.rev, *l.after)
					}
				},
				draft: func(c cell) { r.Key = fmt.Sprint("draft ", c.values[0].text(), c.values[2].text()) },
			}.take(c)
			if r.Key != "" {
				out = append(out, r)
			}
		})
	}
	return out, nil
}

// FillFast makes a library of n debriefs as Apply would, in one transaction.
func FillFast(path string, n int, records func(i int) []debrief.Record) (err error) {
	ctx := context.Background()
	if err := create(ctx, path, migrations); err != nil {
		return err
	}
	writer := sql.OpenDB(builder(path))
	defer func() { err = errors.Join(err, writer.Close()) }()
	db := &DB{path: path, file: path, writer: writer, now: time.Now}
	return db.write(ctx, "fill", func(tx *sql.Tx) error {
		for i := range n {
			if err := db.apply(ctx, tx, debrief.Action{Name: "new-debrief", Put: records(i)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetAside is setAside.
func SetAside(path string) (string, error) { return setAside(path) }

// AddToMeeting gives the meeting of a debrief, and every version of it, fields
// that an older app knew: a patch in JSON.
func AddToMeeting(path string, debriefID debrief.ID, patch string) (err error) {
	db := sql.OpenDB(connector(path, false))
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.Exec(`UPDATE change SET after = json_patch(after, ?1), before = json_patch(before, ?1), hash = line_sum(step, way, debrief_id,
		noun, record_id, rev, json_patch(before, ?1), json_patch(after, ?1), at) WHERE noun = 'meeting' AND debrief_id = ?2`, patch, debriefID)
	if err != nil {
		return err
	}
	_, err = db.Exec(`UPDATE record SET body = json_patch(body, ?1), hash = record_sum(noun, id, rev, json_patch(body, ?1))
		WHERE noun = 'meeting' AND debrief_id = ?2`, patch, debriefID)
	return err
}

// SearchRaw asks the index alone: the texts of what has these words, with where they
// are, and nothing of the records. The limit is no parameter, as in Search.
func (db *DB) SearchRaw(ctx context.Context, q search.Question, limit int, order Order) (err error) {
	least := leastNewest
	if order == OrderRank {
		least = leastRank
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT passage.text, snippet(passage, 0, ?, ?, '…', ?) FROM passage WHERE passage MATCH ?`+orders[order]+` LIMIT `+strconv.Itoa(limit),
		foundFrom, foundTo, excerptWords, matchingAll(q, least))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var text, excerpt string
	for rows.Next() {
		if err := rows.Scan(&text, &excerpt); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Noted takes the rows of which is known that they are not as they were.
func (db *DB) Noted() []int64 {
	rows, _ := db.known.takeNoted()
	return rows
}

// RowOf is the number of a record.
func (db *DB) RowOf(id debrief.ID) (n int64, err error) {
	return n, db.reader.QueryRow(`SELECT row FROM record WHERE id = ?`, id).Scan(&n)
}
