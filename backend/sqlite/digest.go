package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"secondstory/backend/debrief"
)

// DigestSort is one sort of digest: a few words or numbers that are kept of every
// debrief, so that a question about the whole library reads one small row a debrief and
// not all that is in it.
type DigestSort struct {
	// Name tells the sorts apart in the library ("similar"). Version is that of what
	// Make makes: digests of another are made anew.
	Name    string
	Version int
	// Make makes the digest of a debrief, at best of a few hundred bytes to a few
	// thousand. It must depend on nothing but the debrief: neither on the clock nor on
	// another debrief. It never sees whose turn it is in a meeting, nor private notes.
	Make func(*debrief.Whole) ([]byte, error)
}

// Digest is one debrief's, as the debrief is now.
type Digest struct {
	DebriefID debrief.ID
	// Mark changes whenever the digest does; 0 is of one that could not be kept.
	Mark int64
	// Body is what DigestSort.Make made, and nil when the caller has Mark already.
	Body []byte
}

// digestsSince is the version from which a library keeps digests.
const digestsSince = 5

// digestBatch is how many digests are made between two transactions, which are as
// short as a few rows can be written.
const digestBatch = 64

// Digests shows every debrief's digest of one sort, in no order that says anything, also
// the sample's. Of debriefs whose mark is in had it shows no body: a caller that asks again
// keeps what it made of the last answer, and finds by the ids that are shown which
// debriefs are gone.
//
// What is not there yet is made first, in batches: read beside whoever writes, and kept
// in a transaction of a few rows, so that a save never waits for it. A debrief that is
// written meanwhile is shown as it was read and made anew the next time. Progress hears
// how far that has come; ctx stops it, and what was made is kept. Of a library that
// cannot be written (a backup, an older version, one that another window has open) they
// are made for this answer alone.
//
// Digests are words of their debriefs and go with them; see 0005_keep_digests.sql. They
// are in no bundle, and Verify, Salvage and a backup's count know nothing of them.
func (db *DB) Digests(ctx context.Context, sort DigestSort, had map[debrief.ID]int64, progress Progress, show func(Digest) error) error {
	var there []kept
	var missing []debrief.ID
	var bodies map[int64][]byte
	err := db.mending(ctx, func() (err error) {
		if there, missing, err = db.digestMarks(ctx, sort); err == nil {
			bodies, err = db.digestBodies(ctx, sort, there, had)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range there {
		body, read := bodies[k.row]
		if had[k.debriefID] != k.row && !read {
			// It went meanwhile, or is not as it was written.
			missing = append(missing, k.debriefID)
			continue
		}
		if err := show(Digest{k.debriefID, k.row, body}); err != nil {
			return err
		}
	}
	return db.makeDigests(ctx, sort, missing, progress, show)
}

// kept is where a digest stands.
type kept struct {
	debriefID debrief.ID
	row       int64
}

// digestMarks are the digests there are, and the debriefs without.
func (db *DB) digestMarks(ctx context.Context, sort DigestSort) (there []kept, missing []debrief.ID, err error) {
	query, args := `SELECT id, 0 FROM record WHERE noun = 'debrief'`, []any{}
	if db.version >= digestsSince {
		query = `SELECT d.id, coalesce((SELECT g.row FROM digest AS g WHERE g.debrief_id = d.id
			AND g.sort = ? AND g.version = ? AND g.hash IS NOT NULL), 0)
			FROM record AS d WHERE d.noun = 'debrief'`
		args = append(args, sort.Name, sort.Version)
	}
	err = db.each(ctx, query, args, func(rows *sql.Rows) error {
		var k kept
		if err := rows.Scan(&k.debriefID, &k.row); err != nil {
			return err
		}
		if k.row == 0 {
			missing = append(missing, k.debriefID)
		} else {
			there = append(there, k)
		}
		return nil
	})
	return there, missing, err
}

// digestBodies reads the digests whose marks are not had; one that is not as it was
// written is left out.
func (db *DB) digestBodies(ctx context.Context, sort DigestSort, there []kept, had map[debrief.ID]int64) (map[int64][]byte, error) {
	wanted, out := []int64{}, map[int64][]byte{}
	for _, k := range there {
		if had[k.debriefID] != k.row {
			wanted = append(wanted, k.row)
		}
	}
	if len(wanted) == 0 {
		return out, nil
	}
	err := db.each(ctx, `SELECT row, debrief_id, body, hash FROM digest WHERE row IN (SELECT value FROM json_each(?))`,
		[]any{list(wanted)}, func(rows *sql.Rows) error {
			var n int64
			var id debrief.ID
			var body, hash []byte
			err := rows.Scan(&n, &id, &body, &hash)
			if err == nil && bytes.Equal(hash, sort.sum(id, body)) {
				out[n] = body
			}
			return err
		})
	return out, err
}

func (sort DigestSort) sum(id debrief.ID, body []byte) []byte {
	return sumOf(sort.Name, id, strconv.Itoa(sort.Version), string(body))
}

// makeDigests makes those of debriefs and shows them.
func (db *DB) makeDigests(ctx context.Context, sort DigestSort, ids []debrief.ID, progress Progress, show func(Digest) error) error {
	for done := 0; done < len(ids); {
		if ctx.Err() != nil {
			return cancelled(ctx.Err())
		}
		batch := ids[done:min(done+digestBatch, len(ids))]
		var made []Digest
		if err := db.mending(ctx, func() (err error) {
			made, err = db.makeBatch(ctx, sort, batch)
			return err
		}); err != nil {
			return err
		}
		for _, d := range made {
			if err := show(d); err != nil {
				return err
			}
		}
		done += len(batch)
		progress.say(int64(done), int64(len(ids)))
	}
	return nil
}

// makeBatch makes a few. Each has its place taken first: a debrief that is written from
// then on takes the place away, and what was read before it is not kept.
func (db *DB) makeBatch(ctx context.Context, sort DigestSort, ids []debrief.ID) ([]Digest, error) {
	places := map[debrief.ID]int64{}
	keep := db.writer != nil && !db.readable
	if keep {
		if err := db.transact(ctx, "begin digests", func(tx *sql.Tx) (err error) {
			places, err = takePlaces(ctx, tx, sort, ids)
			return err
		}); err != nil {
			return nil, err
		}
	}
	made, err := db.digestsOf(ctx, sort, ids)
	if err != nil || !keep {
		return made, err
	}
	return made, db.transact(ctx, "keep digests", func(tx *sql.Tx) error { return keepDigests(ctx, tx, sort, places, made) })
}

// takePlaces makes room for the digests of debriefs, in place of what there was.
func takePlaces(ctx context.Context, tx *sql.Tx, sort DigestSort, ids []debrief.ID) (map[debrief.ID]int64, error) {
	out := map[debrief.ID]int64{}
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, `DELETE FROM digest WHERE debrief_id = ? AND sort = ?`, id, sort.Name); err != nil {
			return nil, fmt.Errorf("delete digest: %w", err)
		}
		got, err := tx.ExecContext(ctx, `INSERT INTO digest (debrief_id, sort, version) VALUES (?, ?, ?)`, id, sort.Name, sort.Version)
		if err != nil {
			return nil, fmt.Errorf("begin digest: %w", err)
		}
		if out[id], err = got.LastInsertId(); err != nil {
			return nil, fmt.Errorf("begin digest: %w", err)
		}
	}
	return out, nil
}

// keepDigests fills the places that are still there, and says by the marks which.
func keepDigests(ctx context.Context, tx *sql.Tx, sort DigestSort, places map[debrief.ID]int64, made []Digest) error {
	for i := range made {
		d := &made[i]
		got, err := tx.ExecContext(ctx, `UPDATE digest SET body = ?, hash = ? WHERE row = ?`, d.Body, sort.sum(d.DebriefID, d.Body), places[d.DebriefID])
		if err != nil {
			return fmt.Errorf("keep digest: %w", err)
		}
		n, err := got.RowsAffected()
		if err != nil {
			return fmt.Errorf("keep digest: %w", err)
		}
		if n > 0 {
			d.Mark = places[d.DebriefID]
		}
	}
	return nil
}

// digestsOf makes digests of debriefs as they are. One that was deleted meanwhile has
// none; nor has one that cannot be read, which is for Verify to tell.
func (db *DB) digestsOf(ctx context.Context, sort DigestSort, ids []debrief.ID) ([]Digest, error) {
	all, err := db.wholes(ctx, ids)
	if debrief.CodeOf(err) == debrief.CodeDamaged {
		all, err = db.readableOf(ctx, ids)
	}
	if err != nil {
		return nil, err
	}
	out := make([]Digest, 0, len(all))
	for _, w := range all {
		body, err := sort.Make(w)
		if err != nil {
			return nil, fmt.Errorf("make digest: %w", err)
		}
		out = append(out, Digest{DebriefID: w.Debrief.ID, Body: body})
	}
	return out, nil
}

// readableOf loads the debriefs that can be read.
func (db *DB) readableOf(ctx context.Context, ids []debrief.ID) (out []*debrief.Whole, err error) {
	for _, id := range ids {
		one, err := db.wholes(ctx, []debrief.ID{id})
		if err != nil && debrief.CodeOf(err) != debrief.CodeDamaged {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

// wholes loads debriefs, without whose turn it is.
func (db *DB) wholes(ctx context.Context, ids []debrief.ID) (out []*debrief.Whole, err error) {
	all, err := db.records(ctx, `SELECT noun, id, rev, body, hash FROM record
		WHERE debrief_id IN (SELECT value FROM json_each(?)) AND noun <> 'turns' ORDER BY row`, list(ids))
	if err != nil {
		return nil, err
	}
	byID := map[debrief.ID]*debrief.Whole{}
	for _, id := range ids {
		w := debrief.NewWhole(debrief.Debrief{})
		w.Meeting, byID[id] = *debrief.NewMeeting(id), w
	}
	for _, r := range all {
		if w := byID[r.Head().DebriefID]; w != nil {
			w.Add(r)
		}
	}
	for _, id := range ids {
		if w := byID[id]; w.Debrief.ID != "" {
			w.Sort()
			out = append(out, w)
		}
	}
	return out, nil
}
