package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondstory/backend/debrief"
)

// signed keeps what was signed off from being changed by one action: it knows how
// far the debriefs are that it writes to, before it does.
type signed struct {
	tx    *sql.Tx
	lives map[debrief.ID]life
	// whole: the action puts a debrief in the place of another, and is kept from nothing.
	whole bool
}

// life is how far a debrief is. Without a version nothing of it is frozen, whatever its
// state: an old report is closed from the start, and can be put right.
type life struct {
	state   debrief.State
	version bool
}

// signedIn looks up the debriefs whose records an action puts.
func signedIn(ctx context.Context, tx *sql.Tx, a debrief.Action) (signed, error) {
	s := signed{tx: tx, lives: map[debrief.ID]life{}, whole: a.Whole}
	for _, r := range a.Put {
		if _, err := s.of(ctx, r.Head().DebriefID); err != nil {
			return s, err
		}
	}
	return s, nil
}

// of is how far a debrief was when it was first asked for.
func (s signed) of(ctx context.Context, id debrief.ID) (l life, err error) {
	l, known := s.lives[id]
	if known || s.whole {
		return l, nil
	}
	err = s.tx.QueryRowContext(ctx, `SELECT body ->> '$.state',
		EXISTS (SELECT 1 FROM record WHERE debrief_id = ?1 AND noun = 'version')
		FROM record WHERE id = ?1 AND noun = 'debrief'`, id).Scan(&l.state, &l.version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return l, fmt.Errorf("find state: %w", err)
	}
	s.lives[id] = l
	return l, nil
}

// mayPut says whether a record may be written; was is nil for a new one.
func (s signed) mayPut(ctx context.Context, was *row, is debrief.Record) error {
	l, err := s.of(ctx, is.Head().DebriefID)
	if err != nil || !l.version {
		return err
	}
	before, err := recordOf(was)
	if err != nil {
		return err
	}
	if err := moves(before, is); err != nil {
		return err
	}
	return l.state.MayChange(before, is)
}

// mayGo says whether a record may go that an action deletes. A debrief may, as a
// whole: undo brings it back.
func (s signed) mayGo(ctx context.Context, c change) error {
	if c.noun == debrief.NounVersion && !s.whole {
		return debrief.Errorf(debrief.CodeSigned)
	}
	l, err := s.of(ctx, c.debriefID)
	if err != nil || c.noun == debrief.NounDebrief || !l.version {
		return err
	}
	before, err := decodeRecord(c.noun, c.before)
	if err != nil {
		return err
	}
	return l.state.MayChange(before, nil)
}

// mayRestore says whether a record may become what it was at a line of the log.
func mayRestore(ctx context.Context, tx *sql.Tx, l line, target *string) error {
	s := signed{tx: tx, lives: map[debrief.ID]life{}}
	of, err := s.of(ctx, l.debriefID)
	if err != nil || !of.version || !of.state.IsSigned() {
		return err
	}
	was, err := find(ctx, tx, l.id)
	if err != nil {
		return err
	}
	is, err := decodeRecord(l.noun, target)
	if err != nil || is == nil {
		return errors.Join(err, debrief.Errorf(debrief.CodeSigned))
	}
	return s.mayPut(ctx, was, is)
}

// recordOf is the record of a row; nil without one.
func recordOf(r *row) (debrief.Record, error) {
	if r == nil {
		return nil, nil
	}
	return decodeRecord(r.noun, text(r.body))
}

// moves asks for a reason when a countermeasure gets another date.
func moves(was, is debrief.Record) error {
	before, ok := was.(*debrief.Countermeasure)
	after, too := is.(*debrief.Countermeasure)
	if !ok || !too {
		return nil
	}
	return after.MovesFrom(before)
}
