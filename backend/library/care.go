package library

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"slices"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// checkBelow is the size in bytes up to which a library is read whole before it
// is opened to be written. At the 50 MB a second this takes on a slow laptop, 4
// MiB are 80 ms, which nobody notices in a start. A larger one is read
// a little later, while it is open.
const checkBelow = 4 << 20

func (k Keeper) checkBelow() int64 {
	if k.Whole {
		return math.MaxInt64
	}
	return checkBelow
}

// A larger library is read whole once a day; when that was is a setting of its
// own.
const (
	checkEvery   = 24 * time.Hour
	checkSetting = "checked"
)

// pause is how much longer than it worked the check of an open library rests
// each time, so that typing has the laptop to itself most of the time.
const pause = 3

// missing says that there was a library of this name and is none any more: there
// are backups of it, a folder was chosen for them, or a link leads to where it
// was.
func (k Keeper) missing() bool {
	info, err := os.Stat(k.Path)
	gone := errors.Is(err, os.ErrNotExist)
	if err == nil && info.Size() > 0 || err != nil && !gone {
		return false
	}
	if _, notLink := os.Readlink(k.Path); gone && notLink == nil {
		return true
	}
	all, _ := k.Backups()
	owner := sqlite.Owner{Path: k.Path}
	return !k.Place().Own || slices.ContainsFunc(all, func(b Backup) bool { return owner.Left(b.Backup) })
}

// checkWhole reads the whole open library when that was not done for a day.
func (k *Kept) checkWhole(ctx context.Context) {
	due, err := k.checkDue(ctx)
	if err != nil || !due {
		return
	}
	k.check(ctx)
}

func (k *Kept) check(ctx context.Context) {
	h, err := sqlite.Verify(ctx, k.Path(), paced())
	if err != nil {
		if ctx.Err() == nil {
			slog.Warn("library not checked", "code", debrief.CodeOf(err))
		}
		return
	}
	if err := k.SaveSetting(ctx, checkSetting, k.keeper.Now().UTC().Format(time.RFC3339)); err != nil {
		slog.Warn("check not noted", "code", debrief.CodeOf(err))
	}
	switch {
	case h.Serious() > 0:
		k.notice(ctx, h)
	case !h.Sound():
		k.remakeIndex(ctx)
	}
}

// Load is DB.Load. A debrief that is not as it was written is a reason to read
// the whole library at once.
func (k *Kept) Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error) {
	w, err := k.DB.Load(ctx, id)
	if debrief.CodeOf(err) == debrief.CodeDamaged && !k.reading {
		select {
		case k.doubt <- struct{}{}:
		default:
		}
	}
	return w, err
}

// checkDue says whether a day went by since the last check, or the clock was
// put back before it.
func (k *Kept) checkDue(ctx context.Context) (bool, error) {
	all, err := k.Settings(ctx)
	if err != nil {
		return false, err
	}
	last, err := time.Parse(time.RFC3339, all[checkSetting])
	now := k.keeper.Now()
	return err != nil || now.Sub(last) >= checkEvery || last.After(now), nil
}

// paced makes a check rest between two looks at its progress.
func paced() sqlite.Progress {
	last := time.Now()
	return func(float64) {
		time.Sleep(min(pause*time.Since(last), time.Second/4))
		last = time.Now()
	}
}

// notice puts a copy of a library aside that is not as it was written, and
// tells of it. Saving goes on: what is typed now is as good as ever.
func (k *Kept) notice(ctx context.Context, h sqlite.Health) {
	k.mu.Lock()
	known := k.unreadable > 0
	k.unreadable = h.Serious()
	k.mu.Unlock()
	if known {
		return
	}
	if _, err := k.KeepBytes(ctx, k.keeper.keepDir()); err != nil {
		slog.Warn("damaged library not put aside", "code", debrief.CodeOf(err))
	}
	if k.keeper.Noticed != nil {
		k.keeper.Noticed()
	}
}

// Unreadable is how much in the open library was found not to be as it was
// written; 0 when all is well as far as is known.
func (k *Kept) Unreadable() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.unreadable
}

// Reading says that the library is only open to be read.
func (k *Kept) Reading() bool { return k.reading }

// keepDir is where what takes no part any more is kept: where backups go, or
// the app's own folder while that cannot be written to.
func (k Keeper) keepDir() string {
	if place := k.Place(); !place.Own && sqlite.TryBackups(place.Dir) == nil {
		return place.Dir
	}
	return k.ownPlace().Dir
}

// verified are the backups a damaged library is mended from: its own, by what
// they have of the log and not by when they were made.
func (k Keeper) verified() (out []sqlite.Backup) {
	all, _ := k.Backups()
	owner := k.ownerOf(all)
	for _, b := range all {
		if b.Verified && owner.Has(b.Backup) {
			out = append(out, b.Backup)
		}
	}
	sqlite.SortByLog(out)
	return out
}

// ownerOf is the library, as one who has backups. Where too little of it is left
// to be asked, it is the one library that left backups here under its name, if
// there was only one.
func (k Keeper) ownerOf(all []Backup) sqlite.Owner {
	owner := sqlite.OwnerOf(k.Path)
	if owner.ID != "" {
		return owner
	}
	for _, b := range all {
		switch {
		case b.Library == "" || b.Library == owner.ID || !owner.Left(b.Backup):
		case owner.ID != "":
			return sqlite.Owner{Path: k.Path}
		default:
			owner.ID = b.Library
		}
	}
	return owner
}

// trial is the file a library is put together in, to see what comes of it, and to
// be read meanwhile.
func (k Keeper) trial() string { return k.Path + sqlite.TrialEnd }

// dropTrial removes it, also one that was never finished.
func (k Keeper) dropTrial() (err error) {
	for _, end := range []string{"", "-wal", "-shm", "-journal", ".part", ".part-journal"} {
		if gone := os.Remove(k.trial() + end); !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// Try puts a damaged library together in a file of its own, as Mend would, and
// says what came of it. The damaged one is only read.
func (k Keeper) Try(ctx context.Context, progress sqlite.Progress) (sqlite.Report, error) {
	if err := k.dropTrial(); err != nil {
		return sqlite.Report{}, debrief.Errorf(debrief.CodePermission, "path", k.trial()).Wrap(err)
	}
	return sqlite.Salvage(ctx, k.Path, k.trial(), progress, k.verified()...)
}

// Mend puts what Try found in the damaged library's place and keeps that.
func (k Keeper) Mend(ctx context.Context, progress sqlite.Progress) (sqlite.Mended, error) {
	return sqlite.Mend(ctx, sqlite.MendOptions{
		Library: k.Path, Backups: k.verified(), Dir: k.keepDir(), Now: k.Now(), Progress: progress,
	})
}

// SalvageTo puts together what can be read in a new file somebody chose.
func (k Keeper) SalvageTo(ctx context.Context, to string, progress sqlite.Progress) (sqlite.Report, error) {
	return sqlite.Salvage(ctx, k.Path, to, progress, k.verified()...)
}

// OpenReading opens what Try put together, to be looked at and exported. Nothing
// in it can be changed, and it is gone when it is closed.
func (k Keeper) OpenReading(ctx context.Context) (*Kept, error) {
	db, err := sqlite.Open(ctx, sqlite.Options{Path: k.trial(), Now: k.Now, ReadOnly: true, Readable: true})
	if err != nil {
		return nil, err
	}
	return &Kept{DB: db, keeper: k, stop: func() {}, reading: true}, nil
}

// Aside says what a backup does not hold of what could be put together.
func (k Keeper) Aside(ctx context.Context, path string) (d sqlite.Difference, err error) {
	d = sqlite.Difference{Items: []sqlite.DifferenceItem{}}
	backup, err := k.Read(ctx, path)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	now, err := k.Read(ctx, k.trial())
	if debrief.CodeOf(err) == debrief.CodeNoLibrary {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, now.Close()) }()
	return now.Without(ctx, backup)
}

// Size is how large the library's file and its log are, in bytes; 0 when there
// is none.
func (k Keeper) Size() int64 { return sqlite.Size(k.Path) }
