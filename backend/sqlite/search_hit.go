package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// hitRow is a row in which something was found. A page has fifty of them, and each is read
// into the same place: what is in it is good until the next one is read.
type hitRow struct {
	row
	n int64
	// body is that of the row, as the text it comes as.
	body sql.NullString
	// text is what the index holds, and null when nothing was looked for in it.
	text    sql.NullString
	excerpt string
	// room is for what the hash is made of.
	room []byte
}

// eachHit reads rows as long as more are wanted.
func (db *DB) eachHit(ctx context.Context, query string, args []any, more func(*hitRow) bool) (err error) {
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var r hitRow
	// As texts and bytes they are taken over as they come.
	columns := []any{
		&r.n, (*string)(&r.noun), &r.id, &r.debriefID, &r.rev, &r.body, (*sql.RawBytes)(&r.hash), &r.text, &r.excerpt,
	}
	for rows.Next() {
		if err := rows.Scan(columns...); err != nil {
			return fmt.Errorf("scan hit: %w", err)
		}
		if !more(&r) {
			return nil
		}
	}
	return rows.Err()
}

// hit is what was found; ok says that its record is whole and says it.
func (r *hitRow) hit() (h Hit, ok bool) {
	h = Hit{RecordID: r.id, Noun: r.noun, DebriefID: r.debriefID}
	if r.isSaid() {
		if r.noun == debrief.NounEntry {
			h.Stage = stageOf(r.body.String)
		}
		h.Excerpt = parts(r.excerpt)
		return h, true
	}
	r.row.body = []byte(r.body.String)
	rec, err := r.record()
	if err != nil || r.text.Valid && passageText(debrief.Words(rec)) != r.text.String {
		return h, false // damage is for Verify to tell
	}
	if e, is := rec.(*debrief.Entry); is {
		h.Stage = e.Stage
	}
	if !r.text.Valid {
		r.excerpt = spaced(debrief.Text(rec))
	}
	h.Excerpt = parts(r.excerpt)
	return h, true
}

// isSaid tells quickly, without decoding it, that a record is whole and says what the
// index holds. False says nothing.
func (r *hitRow) isSaid() bool {
	if !r.text.Valid {
		return false
	}
	r.room = summed(r.room[:0], r.row, r.body.String)
	sum := sha256.Sum256(r.room)
	return bytes.Equal(r.hash, sum[:sumBytes]) && says(r.body.String, r.text.String)
}

// says tells quickly that every line of a text stands in a record as it is written.
// False says nothing: a line may be written in another way.
func says(body, text string) bool {
	rest := body // most lines stand behind the one before
	for line := range strings.SplitSeq(text, "\n") {
		if isWrittenAnew(line) {
			written, err := json.Marshal(line)
			if err != nil {
				return false
			}
			line = string(written[1 : len(written)-1])
		}
		at := strings.Index(rest, line)
		if at < 0 {
			rest = body
			at = strings.Index(rest, line)
		}
		if at < 0 {
			return false
		}
		rest = rest[at+len(line):]
	}
	return true
}

// isWrittenAnew says of every line with a sign that JSON writes in another way.
func isWrittenAnew(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return true
		}
	}
	return false
}

// stageOf reads the stage of an entry, of which the body is as it was written: what is
// said has no such signs in JSON, and nothing before it in an entry has a name like it.
func stageOf(body string) int {
	_, after, _ := strings.Cut(body, `,"stage":`)
	if len(after) > 1 && '0' <= after[0] && after[0] <= '9' && after[1] == ',' {
		return int(after[0] - '0')
	}
	var in debrief.Place
	_ = json.Unmarshal([]byte(body), &in)
	return in.Stage
}

// parts takes an excerpt apart at its marks.
func parts(excerpt string) []Part {
	out := make([]Part, 0, 1+2*strings.Count(excerpt, foundFrom))
	excerpt = strings.ReplaceAll(excerpt, string(between), "")
	add := func(text string, found bool) {
		if text != "" {
			out = append(out, Part{text, found})
		}
	}
	for excerpt != "" {
		before, rest, _ := strings.Cut(excerpt, foundFrom)
		found, after, _ := strings.Cut(rest, foundTo)
		add(before, false)
		add(found, true)
		excerpt = after
	}
	return out
}
