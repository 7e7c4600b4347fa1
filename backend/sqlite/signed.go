package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
	if err := s.mayClose(ctx, l, was, is); err != nil {
		return err
	}
	before, err := recordOf(was)
	if err != nil {
		return err
	}
	if err := moves(before, is); err != nil {
		return err
	}
	if err := l.staysClosed(before, is); err != nil {
		return err
	}
	return l.state.MayChange(before, is)
}

// staysClosed refuses what would leave something open in a debrief that is closed
// (CodeClosed): it is opened again before.
func (l life) staysClosed(was, is debrief.Record) error {
	before, ok := was.(*debrief.Countermeasure)
	after, too := is.(*debrief.Countermeasure)
	if l.state == debrief.StateClosed && ok && too && after.IsOpen() && !before.IsOpen() {
		return debrief.Errorf(debrief.CodeClosed)
	}
	return nil
}

// mayClose says whether a debrief may be put as closed that was not: nothing of it is left
// to follow up, and somebody with a name says so.
func (s signed) mayClose(ctx context.Context, l life, was *row, is debrief.Record) error {
	d, ok := is.(*debrief.Debrief)
	if !ok || was == nil || d.State != debrief.StateClosed || l.state == debrief.StateClosed {
		return nil
	}
	w, err := countermeasuresOf(ctx, s.tx, d.ID)
	if err != nil {
		return err
	}
	w.Debrief.State = l.state
	return w.MayStandClosed(d)
}

// countermeasuresOf reads the countermeasures of a debrief, and nothing else of it.
func countermeasuresOf(ctx context.Context, tx *sql.Tx, id debrief.ID) (w *debrief.Whole, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT body FROM record WHERE debrief_id = ? AND noun = 'countermeasure'`, id)
	if err != nil {
		return nil, fmt.Errorf("query countermeasures: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	w = &debrief.Whole{}
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			return nil, fmt.Errorf("scan countermeasure: %w", err)
		}
		r, err := decodeRecord(debrief.NounCountermeasure, &body)
		if err != nil {
			return nil, err
		}
		w.Add(r)
	}
	return w, rows.Err()
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

// unsigned leaves out of a step the version that it signed off, with what is frozen:
// undo and redo go on around it. Its number may be on paper, so it is given to nothing
// else, and what it stands for stays to be read.
func unsigned(step []change) []change {
	versions := map[debrief.ID]bool{}
	for _, c := range step {
		versions[c.id] = c.noun == debrief.NounVersion
	}
	return slices.DeleteFunc(slices.Clone(step), func(c change) bool {
		if c.noun != debrief.NounAttachment {
			return versions[c.id]
		}
		r, err := decodeRecord(c.noun, c.after)
		a, ok := r.(*debrief.Attachment)
		return err == nil && ok && versions[a.RecordID]
	})
}

// asItStands keeps a debrief that is being amended from standing signed off because its
// head becomes what it was then: the rest of it stays as it is.
func asItStands(ctx context.Context, tx *sql.Tx, l line, target *string) (*string, error) {
	if l.noun != debrief.NounDebrief || target == nil {
		return target, nil
	}
	now, err := (signed{tx: tx, lives: map[debrief.ID]life{}}).of(ctx, l.id)
	if err != nil || !now.version || now.state.IsSigned() {
		return target, err
	}
	target, _, err = standing(ctx, tx, l.change, target, 0)
	return target, err
}

// NameStillRead is what undo and redo say they did, a key of the copy catalogue, where a
// debrief is being read back that was signed off then.
const NameStillRead = "still-read-back"

// WithdrawVersion destroys what was frozen of a version, so that neither undo nor
// history nor a file brings it back. The version stays, with when and why; it is no step
// of undo. With kits, what the kits made of the debrief have of it goes in the same step. Forget without ids finishes what was interrupted. What a debrief stands as is
// not withdrawn (CodeVersionStands).
func (db *DB) WithdrawVersion(ctx context.Context, v debrief.Version, kits bool) error {
	if err := v.Validate(); err != nil {
		return err
	}
	list, err := json.Marshal([]debrief.ID{v.PackID})
	if err != nil {
		return fmt.Errorf("name version: %w", err)
	}
	err = db.write(ctx, "withdraw version", func(tx *sql.Tx) error {
		if err := mayWithdraw(ctx, tx, v); err != nil {
			return err
		}
		if _, err := put(ctx, tx, &v, signed{whole: true}); err != nil {
			return err
		}
		if err := keepWithdrawn(ctx, tx, []debrief.ID{v.PackID}); err != nil {
			return err
		}
		if kits {
			if err := db.emptyKits(ctx, tx, v.DebriefID); err != nil {
				return err
			}
		}
		return db.forget(ctx, tx, string(list))
	})
	if err != nil {
		return err
	}
	return db.writeAnew(context.WithoutCancel(ctx))
}

// mayWithdraw says whether a version is there, is withdrawn by this, and does not stand.
func mayWithdraw(ctx context.Context, tx *sql.Tx, v debrief.Version) error {
	was, err := find(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	before, err := recordOf(was)
	old, ok := before.(*debrief.Version)
	if err != nil || !ok || old.IsWithdrawn() || !v.IsWithdrawn() {
		return errors.Join(err, debrief.Errorf(debrief.CodeVersionGone, "number", v.Number))
	}
	old.Rev, old.WithdrawnAt, old.WithdrawnWhy = v.Rev, v.WithdrawnAt, v.WithdrawnWhy
	if *old != v {
		return debrief.Errorf(debrief.CodeSigned)
	}
	newest, err := newestVersion(ctx, tx, v.DebriefID)
	if err != nil {
		return err
	}
	l, err := signed{tx: tx, lives: map[debrief.ID]life{}}.of(ctx, v.DebriefID)
	if err != nil {
		return err
	}
	if l.state.IsSigned() && newest != nil && newest.ID == v.ID {
		return debrief.Errorf(debrief.CodeVersionStands, "number", v.Number)
	}
	return nil
}

// newestVersion is the one of the highest number; nil without any.
func newestVersion(ctx context.Context, tx *sql.Tx, debriefID debrief.ID) (*debrief.Version, error) {
	var body string
	err := tx.QueryRowContext(ctx, `SELECT body FROM record WHERE debrief_id = ? AND noun = 'version'
		ORDER BY CAST(substr(body ->> '$.number', 3) AS INTEGER) DESC LIMIT 1`, debriefID).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find newest version: %w", err)
	}
	r, err := decodeRecord(debrief.NounVersion, &body)
	v, _ := r.(*debrief.Version)
	return v, err
}

// standing is what a debrief becomes that is put to what it was at a step, and whether that
// is read back where it stood signed off: the version was withdrawn since, or another was
// made. What stands signed off is always its newest version, and says what that says.
func standing(ctx context.Context, tx *sql.Tx, c change, target *string, step int64) (*string, bool, error) {
	if c.noun != debrief.NounDebrief || target == nil {
		return target, false, nil
	}
	r, err := decodeRecord(c.noun, target)
	d, ok := r.(*debrief.Debrief)
	if err != nil || !ok || !d.State.IsSigned() {
		return target, false, err
	}
	newest, err := newestVersion(ctx, tx, c.debriefID)
	if err != nil || newest == nil {
		return target, false, err
	}
	since, err := madeSince(ctx, tx, newest.ID, step)
	if err != nil || !since && !newest.IsWithdrawn() {
		return target, false, err
	}
	d.State = debrief.StateReadBack
	body, err := json.Marshal(d)
	if err != nil {
		return target, false, fmt.Errorf("encode debrief: %w", err)
	}
	return text(body), true, nil
}

// madeSince says whether a record was first put after a step.
func madeSince(ctx context.Context, tx *sql.Tx, id debrief.ID, step int64) (since bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM change
		WHERE record_id = ? AND way = 'do' AND before IS NULL AND step > ?)`, id, step).Scan(&since)
	if err != nil {
		return false, fmt.Errorf("find step of version: %w", err)
	}
	return since, nil
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
