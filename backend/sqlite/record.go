package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"secondstory/backend/debrief"
)

// row is a stored record.
type row struct {
	debriefID debrief.ID
	noun      debrief.Noun
	id        debrief.ID
	rev       int64
	body      []byte
	hash      []byte
}

// sumBytes is how much of SHA-256 is kept.
const sumBytes = 16

// sum is the hash a row must have.
func (r row) sum() []byte {
	sum := sha256.Sum256(summed(nil, r, r.body))
	return sum[:sumBytes]
}

// summed adds to room what the hash of a row with a body is made of.
func summed[T string | []byte](room []byte, r row, body T) []byte {
	var digits [20]byte
	rev := strconv.AppendInt(digits[:0], r.rev, 10)
	room = slices.Grow(room, 4*8+len(r.noun)+len(r.id)+len(rev)+len(body))
	room = summand(summand(room, r.noun), r.id)
	return summand(summand(room, rev), body)
}

// sumOf returns the first 16 bytes of SHA-256 over texts. Each is preceded by
// its length, so that no two lists of texts look alike.
func sumOf(parts ...string) []byte {
	size := 0
	for _, part := range parts {
		size += 8 + len(part)
	}
	all := make([]byte, 0, size)
	for _, part := range parts {
		all = summand(all, part)
	}
	sum := sha256.Sum256(all)
	return sum[:sumBytes]
}

func summand[T ~string | ~[]byte](all []byte, part T) []byte {
	return append(binary.BigEndian.AppendUint64(all, uint64(len(part))), part...)
}

// record decodes a row after comparing its hash, so that a damaged row is
// never shown as a good one.
func (r row) record() (debrief.Record, error) {
	if !bytes.Equal(r.hash, r.sum()) {
		return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("hash of %s %s differs", r.noun, r.id))
	}
	rec := debrief.NewRecord(r.noun)
	if rec == nil {
		return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("unknown noun %q", r.noun))
	}
	if err := json.Unmarshal(r.body, rec); err != nil {
		return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(err)
	}
	if rec.Head().ID != r.id {
		return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("%s %s says it is another", r.noun, r.id))
	}
	rec.Head().Rev = r.rev
	// Validate also fills slices that a body from an older version lacks.
	if err := rec.Validate(); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.noun, err)
	}
	return rec, nil
}

// find returns the stored row of an id, or nil.
func find(ctx context.Context, tx *sql.Tx, id debrief.ID) (*row, error) {
	r := row{id: id}
	err := tx.QueryRowContext(ctx, `SELECT debrief_id, noun, rev, body, hash FROM record WHERE id = ?`, id).
		Scan(&r.debriefID, &r.noun, &r.rev, &r.body, &r.hash)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find record: %w", err)
	}
	// What is damaged must not enter the log as if it had been written.
	if !bytes.Equal(r.hash, r.sum()) {
		return nil, debrief.Errorf(debrief.CodeDamaged, "path", "").Wrap(fmt.Errorf("hash of %s %s differs", r.noun, id))
	}
	return &r, nil
}

// store writes a row, new or not.
func store(ctx context.Context, tx *sql.Tx, debriefID debrief.ID, r row) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO record (id, debrief_id, noun, rev, body, hash) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, body = excluded.body, hash = excluded.hash`,
		r.id, debriefID, string(r.noun), r.rev, string(r.body), r.sum())
	if err != nil {
		return fmt.Errorf("store %s: %w", r.noun, err)
	}
	return nil
}

func remove(ctx context.Context, tx *sql.Tx, id debrief.ID) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete record: %w", err)
	}
	return nil
}

// Record returns one record by its id.
func (db *DB) Record(ctx context.Context, id debrief.ID) (debrief.Record, error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE id = ?`, id)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, debrief.Errorf(debrief.CodeNotFound)
	}
	return all[0], nil
}

// Records returns the records of one noun in a debrief, in the order they were
// first written.
func (db *DB) Records(ctx context.Context, debriefID debrief.ID, noun debrief.Noun) ([]debrief.Record, error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record WHERE debrief_id = ? AND noun = ? ORDER BY row`,
		debriefID, string(noun))
	if err != nil {
		return nil, err
	}
	return db.ofDebrief(debriefID, all)
}

// Load returns one debrief with everything in it.
func (db *DB) Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error) {
	return db.load(ctx, id, `SELECT noun, id, rev, body, hash FROM record WHERE debrief_id = ? ORDER BY row`)
}

// LoadSigned returns of one debrief what it takes to read a version of it: its head, the
// people who are known by now, the versions and what they are kept in. Most of a debrief is
// its lines, and a version has its own.
func (db *DB) LoadSigned(ctx context.Context, id debrief.ID) (*debrief.Whole, error) {
	return db.load(ctx, id, `SELECT noun, id, rev, body, hash FROM record
		WHERE debrief_id = ? AND noun IN ('debrief', 'participant', 'version', 'attachment') ORDER BY row`)
}

func (db *DB) load(ctx context.Context, id debrief.ID, query string) (*debrief.Whole, error) {
	all, err := db.records(ctx, query, id)
	if err != nil {
		return nil, err
	}
	if all, err = db.ofDebrief(id, all); err != nil {
		return nil, err
	}
	w := debrief.NewWhole(debrief.Debrief{})
	w.Meeting = *debrief.NewMeeting(id)
	for _, r := range all {
		w.Add(r)
	}
	if w.Debrief.ID == "" {
		return nil, debrief.Errorf(debrief.CodeNotFound)
	}
	w.Sort()
	return w, nil
}

// records reads and decodes. Decoding takes longer than reading, and of many is done by as
// many as there are processors.
func (db *DB) records(ctx context.Context, query string, args ...any) ([]debrief.Record, error) {
	rows, err := db.rows(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	all, errs := make([]debrief.Record, len(rows)), make([]error, len(rows))
	workers := min(runtime.GOMAXPROCS(0), 1+len(rows)/fewRows)
	var wait sync.WaitGroup
	for first := range workers {
		wait.Go(func() {
			for i := first; i < len(rows); i += workers {
				all[i], errs[i] = rows[i].record()
			}
		})
	}
	wait.Wait()
	out := all[:0]
	for i, err := range errs {
		if err != nil && !db.readable {
			return nil, writeError(db.path, err)
		}
		if err == nil {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// fewRows are decoded sooner than somebody else has begun.
const fewRows = 500

func (db *DB) rows(ctx context.Context, query string, args ...any) (out []row, err error) {
	rows, err := db.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, writeError(db.path, fmt.Errorf("query records: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.noun, &r.id, &r.rev, &r.body, &r.hash); err != nil {
			// A value of another kind than the column's: nothing here writes that.
			r = row{}
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil && !db.readable {
		return nil, writeError(db.path, fmt.Errorf("read records: %w", err))
	}
	return out, nil
}

// ofDebrief refuses records of another debrief, which a damaged index could
// lead to.
func (db *DB) ofDebrief(id debrief.ID, all []debrief.Record) ([]debrief.Record, error) {
	out := all[:0]
	for _, r := range all {
		if r.Head().DebriefID == id {
			out = append(out, r)
			continue
		}
		if !db.readable {
			return nil, debrief.Errorf(debrief.CodeDamaged, "path", db.path).
				Wrap(fmt.Errorf("%s %s is of another debrief", r.Noun(), r.Head().ID))
		}
	}
	return out, nil
}
