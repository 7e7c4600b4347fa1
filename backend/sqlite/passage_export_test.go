package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// FollowAll follows until nothing is due.
func (db *DB) FollowAll() error {
	for {
		more, err := db.Follow(context.Background(), 20*time.Millisecond)
		if err != nil || !more {
			return err
		}
	}
}

// Due is how many rows the index has yet to follow.
func (db *DB) Due() (n int, err error) {
	return n, db.reader.QueryRow(`SELECT count(*) FROM passage_due`).Scan(&n)
}

// IndexDiffers says how the index differs from one made afresh of all records;
// rows it has yet to follow may.
func (db *DB) IndexDiffers() (out []string, err error) {
	ctx := context.Background()
	want, err := db.fresh(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT rowid, text FROM passage WHERE rowid NOT IN passage_due`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		var text string
		if err := rows.Scan(&n, &text); err != nil {
			return nil, err
		}
		if want[n] != text {
			out = append(out, fmt.Sprintf("row %d is %q, want %q", n, text, want[n]))
		}
		delete(want, n)
	}
	for n, text := range want {
		out = append(out, fmt.Sprintf("row %d %q is missing", n, text))
	}
	return out, rows.Err()
}

func (db *DB) fresh(ctx context.Context) (map[int64]string, error) {
	rows, err := db.reader.QueryContext(ctx, `SELECT row, noun, id, rev, body, hash FROM record WHERE row NOT IN passage_due`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[int64]string{}
	for rows.Next() {
		var n int64
		var r row
		if err := rows.Scan(&n, &r.noun, &r.id, &r.rev, &r.body, &r.hash); err != nil {
			return nil, err
		}
		rec, err := r.record()
		if err != nil {
			return nil, err
		}
		if text := passageText(debrief.Words(rec)); text != "" {
			out[n] = text
		}
	}
	return out, rows.Err()
}

// IndexPages returns all the bytes the index keeps outside of SQLite's own
// order: its pages of words, its own pages over them and its texts.
func (db *DB) IndexPages() (string, error) {
	rows, err := db.reader.Query(`SELECT block FROM passage_data
		UNION ALL SELECT term FROM passage_idx UNION ALL SELECT c0 FROM passage_content`)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	for rows.Next() {
		var block []byte
		if err := rows.Scan(&block); err != nil {
			return "", err
		}
		b.Write(block)
	}
	return b.String(), rows.Err()
}

// IndexSchema is how the index was made, and how it would be made again.
func (db *DB) IndexSchema() (is, again string, err error) {
	err = db.reader.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = 'passage'`).Scan(&is)
	return is, index, err
}

// IndexPageNumbers are the pages that only the full-text index and the digests stand on: those
// reached from where its tables begin.
func IndexPageNumbers(path string) (out []int, err error) {
	db := sql.OpenDB(looker(path, true))
	defer func() { _ = db.Close() }()
	rows, err := db.Query(`SELECT rootpage FROM sqlite_schema WHERE (tbl_name LIKE 'passage%' OR tbl_name = 'digest') AND rootpage > 0`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var root int
		if err := rows.Scan(&root); err != nil {
			return nil, err
		}
		out = append(out, below(file, root)...)
	}
	return out, rows.Err()
}

// below lists a page and those below it, see page.go for the layout.
func below(file []byte, page int) []int {
	const interior = 12
	b, out := file[(page-1)*ownPage:page*ownPage], []int{page}
	if b[0] != 2 && b[0] != 5 {
		return out
	}
	for i := range int(binary.BigEndian.Uint16(b[3:])) {
		at := binary.BigEndian.Uint16(b[interior+2*i:])
		out = append(out, below(file, int(binary.BigEndian.Uint32(b[at:])))...)
	}
	return append(out, below(file, int(binary.BigEndian.Uint32(b[8:])))...)
}

// IndexSize is how many pages the file has, and how many bytes the index takes.
func (db *DB) IndexSize() (pages int, bytes int64, err error) {
	if pages, err = db.Pages(); err != nil {
		return 0, 0, err
	}
	return pages, bytes, db.reader.QueryRow(`SELECT (SELECT sum(length(block)) FROM passage_data) +
		(SELECT sum(length(c0)) FROM passage_content) + (SELECT sum(length(sz)) FROM passage_docsize)`).Scan(&bytes)
}
