package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"secondstory/backend/debrief"
)

// The ways a change came about. Undo and redo are changes too: the log only
// grows.
const (
	wayDo   = "do"
	wayUndo = "undo"
	wayRedo = "redo"
)

// The states of a step: it stands, it was taken back and can be brought back,
// or it was taken back for good.
const (
	stateDone    = "done"
	stateUndone  = "undone"
	stateDropped = "dropped"
)

// change is one line of the append log.
type change struct {
	step          int64
	way           string
	debriefID     debrief.ID
	noun          debrief.Noun
	id            debrief.ID
	rev           int64
	before, after *string
}

// Apply carries out an action: all of it or none, durable when it returns.
func (db *DB) Apply(ctx context.Context, a debrief.Action) error {
	for _, r := range a.Put {
		if err := r.Validate(); err != nil {
			return err
		}
	}
	for _, d := range a.Drafts {
		if err := debrief.CheckLength(d.DebriefID, d.Field, d.Text); err != nil {
			return err
		}
	}
	old := make([]int64, len(a.Put))
	for i, r := range a.Put {
		old[i] = r.Head().Rev
	}
	seen := func() {
		for i, r := range a.Put {
			r.Head().Rev = old[i]
		}
	}
	err := db.write(ctx, a.Name, func(tx *sql.Tx) error {
		seen() // this may be the second try
		return db.apply(ctx, tx, a)
	})
	if err != nil {
		seen()
	}
	return err
}

func (db *DB) apply(ctx context.Context, tx *sql.Tx, a debrief.Action) error {
	for _, d := range a.Drafts {
		if err := db.saveDraft(ctx, tx, d); err != nil {
			return err
		}
	}
	changes, err := carryOut(ctx, tx, a)
	if err != nil || len(changes) == 0 {
		return err
	}
	if !a.Quiet {
		if err := db.logStep(ctx, tx, a, changes); err != nil {
			return err
		}
	}
	return db.forgetAfter(ctx, tx, changes)
}

// logStep writes what an action did into the log, as a step or a part of one.
func (db *DB) logStep(ctx context.Context, tx *sql.Tx, a debrief.Action, changes []change) error {
	stepRow, err := db.stepFor(ctx, tx, a, changes[0].debriefID, db.stampOf(changes[0].noun))
	if err != nil {
		return err
	}
	for _, c := range changes {
		c.step, c.way = stepRow, wayDo
		if err := db.log(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// carryOut writes and deletes what an action says.
func carryOut(ctx context.Context, tx *sql.Tx, a debrief.Action) (changes []change, err error) {
	signed, err := signedIn(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	for _, r := range a.Put {
		c, err := put(ctx, tx, r, signed)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
		if file, ok := r.(*debrief.Attachment); ok {
			content, given := a.Content[file.ID]
			if err := attach(ctx, tx, file, content, given); err != nil {
				return nil, err
			}
		}
	}
	for _, ref := range a.Delete {
		c, err := unput(ctx, tx, ref)
		if err == nil {
			err = signed.mayGo(ctx, c)
		}
		if err != nil {
			return nil, err
		}
		with, err := detach(ctx, tx, c.debriefID, c.id)
		if err != nil {
			return nil, err
		}
		changes = append(append(changes, c), with...)
	}
	return changes, nil
}

// put writes one record if its revision is the stored one, and sets the new
// revision on it.
func put(ctx context.Context, tx *sql.Tx, r debrief.Record, s signed) (change, error) {
	head := r.Head()
	was, err := find(ctx, tx, head.ID)
	if err != nil {
		return change{}, err
	}
	c := change{debriefID: head.DebriefID, noun: r.Noun(), id: head.ID}
	switch {
	case was == nil && head.Rev != 0 && r.Noun() != debrief.NounTurns:
		return change{}, debrief.Errorf(debrief.CodeNotFound)
	case was != nil && (was.rev != head.Rev || was.noun != r.Noun() || was.debriefID != head.DebriefID):
		return change{}, debrief.Errorf(debrief.CodeConflict)
	case was != nil:
		c.before = text(was.body)
	default:
		// A line of no debrief would be kept and never seen again.
		if err := inDebrief(ctx, tx, r); err != nil {
			return change{}, err
		}
	}
	if err := mayHaveTurns(ctx, tx, r); err != nil {
		return change{}, err
	}
	if err := s.mayPut(ctx, was, r); err != nil {
		return change{}, err
	}
	head.Rev++
	c.rev = head.Rev
	kept, err := apart(ctx, tx, r)
	if err != nil {
		return change{}, err
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return change{}, fmt.Errorf("encode %s: %w", r.Noun(), err)
	}
	if len(body) > maxBody {
		return change{}, debrief.Errorf(debrief.CodeTooLong, "limit", "1 MB")
	}
	c.after = text(body)
	return c, store(ctx, tx, head.DebriefID, row{noun: r.Noun(), id: head.ID, rev: head.Rev, body: body})
}

// maxBody bounds a record, in bytes: a text at its limit fits however it is
// encoded.
const maxBody = 8 << 20

// inDebrief refuses a new record of a debrief that is not there.
func inDebrief(ctx context.Context, tx *sql.Tx, r debrief.Record) error {
	if r.Noun() == debrief.NounDebrief {
		return nil
	}
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM record WHERE id = ? AND noun = 'debrief'`, r.Head().DebriefID).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	if err != nil {
		return fmt.Errorf("find debrief: %w", err)
	}
	return nil
}

// unput deletes one record. A revision of 0 deletes whatever is there.
func unput(ctx context.Context, tx *sql.Tx, ref debrief.Ref) (change, error) {
	was, err := find(ctx, tx, ref.ID)
	switch {
	case err != nil:
		return change{}, err
	case was == nil || was.noun != ref.Noun:
		return change{}, debrief.Errorf(debrief.CodeNotFound)
	case ref.Rev != 0 && ref.Rev != was.rev:
		return change{}, debrief.Errorf(debrief.CodeConflict)
	}
	var head debrief.Base
	if err := json.Unmarshal(was.body, &head); err != nil {
		return change{}, fmt.Errorf("decode %s: %w", was.noun, err)
	}
	c := change{debriefID: head.DebriefID, noun: was.noun, id: was.id, rev: was.rev, before: text(was.body)}
	return c, remove(ctx, tx, ref.ID)
}

func text(b []byte) *string {
	s := string(b)
	return &s
}

// stepFor returns the step an action belongs to: the newest one when it has the
// same id and nothing was taken back since, a new one otherwise. What had been
// taken back cannot be brought back after something new was done.
//
// at is when, see stampOf.
func (db *DB) stepFor(ctx context.Context, tx *sql.Tx, a debrief.Action, debriefID debrief.ID, at string) (int64, error) {
	if _, err := tx.ExecContext(ctx, `UPDATE step SET state = 'dropped' WHERE state = 'undone'`); err != nil {
		return 0, fmt.Errorf("drop steps: %w", err)
	}
	var newest int64
	var id string
	err := tx.QueryRowContext(ctx, `SELECT row, id FROM step WHERE state = 'done' ORDER BY row DESC LIMIT 1`).Scan(&newest, &id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("find step: %w", err)
	}
	if a.ID != "" && id == a.ID {
		return newest, nil
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO step (id, name, debrief_id, state, at) VALUES (?, ?, ?, 'done', ?)`,
		a.ID, a.Name, debriefID, at)
	if err != nil {
		return 0, fmt.Errorf("add step: %w", err)
	}
	return res.LastInsertId()
}

// sum is the hash a line of the log must have.
func (c change) sum(at string) []byte {
	parts := []string{
		strconv.FormatInt(c.step, 10), c.way, c.debriefID, string(c.noun), c.id,
		strconv.FormatInt(c.rev, 10), mark(c.before), mark(c.after), at,
	}
	return sumOf(parts...)
}

// mark tells an absent text from an empty one.
func mark(s *string) string {
	if s == nil {
		return "-"
	}
	return "+" + *s
}

func (db *DB) log(ctx context.Context, tx *sql.Tx, c change) error {
	at := db.stampOf(c.noun)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO change (step, way, debrief_id, noun, record_id, rev, before, after, at, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.step, c.way, c.debriefID, string(c.noun), c.id, c.rev, c.before, c.after, at, c.sum(at))
	if err != nil {
		return fmt.Errorf("log change: %w", err)
	}
	return nil
}
