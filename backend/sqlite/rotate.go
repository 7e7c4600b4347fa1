package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How many backups are kept: of the last day's worth of hours, a fortnight of
// days, a quarter of weeks, and always the newest few (design of safety).
const (
	keepHours  = 24
	keepDays   = 14
	keepWeeks  = 13
	keepAlways = 3
)

// backupEvery is how long after a backup the next is due.
const backupEvery = time.Hour

// Due says whether a backup is to be made: an hour after the last one, if
// anything changed since. A last one in the future means that the clock was put
// back.
func Due(last time.Time, changed bool, now time.Time) bool {
	return changed && (now.Sub(last) >= backupEvery || last.After(now))
}

// BackupDue says whether the library holds something that no recent backup in
// dir does and an hour went by since the newest. Backups from the future, made
// before the clock was put back, count for what they hold and not for when.
func (db *DB) BackupDue(ctx context.Context, dir string) (bool, error) {
	all, err := Backups(dir)
	if err != nil {
		return false, err
	}
	own, err := db.owner(ctx)
	if err != nil {
		return false, writeError(db.path, err)
	}
	mark, err := markOf(ctx, db.reader)
	if err != nil {
		return false, writeError(db.path, err)
	}
	for _, b := range all {
		switch {
		case !b.Verified || !own.Has(b):
		case b.Mark == mark:
			return false, nil
		case !b.At.After(db.now()):
			return Due(b.At, true, db.now()), nil
		}
	}
	return true, nil
}

// owner is the open library, as one who has backups.
func (db *DB) owner(ctx context.Context) (Owner, error) {
	o := Owner{Path: db.path}
	err := db.reader.QueryRowContext(ctx, selectIdentity).Scan(&o.ID)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return o, err
}

// rowsQuerier is a database or a transaction.
type rowsQuerier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// markOf tells what was written into a library from what was written into
// another, or at another time: the last line of the log, which is never
// written twice, what is being typed, and the vault's own list, which is sealed
// anew with every note. Turns are in no backup.
func markOf(ctx context.Context, db rowsQuerier) (string, error) {
	sums := []string{}
	rows, err := db.QueryContext(ctx, `SELECT hash FROM (SELECT hash FROM change WHERE noun <> 'turns' ORDER BY seq DESC LIMIT 1)
		UNION ALL SELECT hash FROM (SELECT hash FROM draft ORDER BY debrief_id, field)
		UNION ALL SELECT nonce FROM sealed WHERE id = 'ledger'`)
	if err != nil {
		return "", fmt.Errorf("mark library: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var sum []byte
		if err := rows.Scan(&sum); err != nil {
			return "", fmt.Errorf("mark library: %w", err)
		}
		sums = append(sums, string(sum))
	}
	return hex.EncodeToString(sumOf(sums...)), rows.Err()
}

// Rotate removes backups of a library that are not needed any more and returns
// what it removed. It keeps the newest of each of the last 24 hours, 14 days and 13
// weeks that have one: counted, not measured from now, so that a clock that
// jumps ahead for a minute costs nothing. It keeps the newest three verified
// ones, what is from the future, and everything that is not verified or not
// known to be of this library.
func Rotate(dir string, now time.Time, own Owner) (removed []Backup, err error) {
	removed = []Backup{}
	all, err := Backups(dir)
	if err != nil {
		return removed, err
	}
	for _, b := range superfluous(slices.DeleteFunc(all, func(b Backup) bool { return !own.Has(b) }), now) {
		// The note last: without it the file would be nobody's to remove.
		if err := removeAll(b.Path, b.Path+noteEnd); err != nil {
			return removed, openError(b.Path, err)
		}
		removed = append(removed, b)
	}
	return removed, sweep(dir, now)
}

// superfluous picks from backups, newest first, those to remove.
func superfluous(all []Backup, now time.Time) (out []Backup) {
	rules := []*keepRule{
		{most: keepHours, slot: func(t time.Time) string { return t.Format("2006-01-02T15") }},
		{most: keepDays, slot: func(t time.Time) string { return t.Format(time.DateOnly) }},
		{most: keepWeeks, slot: week},
	}
	always := 0
	for _, b := range all {
		if !b.Verified || b.At.After(now) {
			continue
		}
		always++
		keep := always <= keepAlways
		for _, r := range rules {
			keep = r.keeps(b.At) || keep
		}
		if !keep {
			out = append(out, b)
		}
	}
	return out
}

// keepRule keeps the newest of each slot of time, up to so many slots.
type keepRule struct {
	most int
	slot func(time.Time) string
	last string
}

func (r *keepRule) keeps(at time.Time) bool {
	slot := r.slot(at)
	if slot == r.last || r.most == 0 {
		return false
	}
	r.last = slot
	r.most--
	return true
}

func week(t time.Time) string {
	year, n := t.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, n)
}

// sweep removes what a backup that was cut short left behind, a day later.
func sweep(dir string, now time.Time) error {
	names, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return openError(dir, err)
	}
	for _, e := range names {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), ".backup-") || now.Sub(info.ModTime()) < 24*time.Hour {
			continue
		}
		if err := removeAll(filepath.Join(dir, e.Name())); err != nil {
			return openError(dir, err)
		}
	}
	return nil
}
