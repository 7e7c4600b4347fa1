package library

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// schedule says when an open library is looked at: whether a backup is due, and
// whether its clock was put back. How often a backup is due says package sqlite.
type schedule struct {
	// first is when the first backup is looked for, so that a start is not slowed
	// down; every is how long after a look the next one is.
	first, every time.Duration
	// clock is how often the clock is looked at.
	clock time.Duration
	// check is when it is first asked whether the whole library is to be read,
	// and how long after that again.
	check time.Duration
}

// usual is the schedule of a window.
var usual = schedule{first: 30 * time.Second, every: 5 * time.Minute, clock: time.Minute, check: 2 * time.Minute}

// Kept is an open library whose backups are made while it is open, and whose
// index follows what is written.
type Kept struct {
	*sqlite.DB
	keeper   Keeper
	open     context.Context // until Close
	stop     context.CancelFunc
	done     chan struct{}
	followed chan struct{}
	wake     chan struct{}
	making   sync.Mutex
	// looked is when the newest backup in a folder was last read, see lookAtNewest.
	looked map[string]time.Time

	mu    sync.Mutex
	last  Outcome
	clock *clockWatch
	// unreadable is how much was found not to be as it was written; reading says
	// that nothing can be written.
	unreadable int
	reading    bool
	// doubt asks for the whole library to be read now.
	doubt chan struct{}
}

// Outcome is what came of the newest try at a backup.
type Outcome struct {
	// Err says why none could be made where it belongs; nil when all is well.
	Err error
	// Instead says that one is in the app's own folder all the same.
	Instead bool
}

func keep(db *sqlite.DB, k Keeper, s schedule) *Kept {
	ctx, stop := context.WithCancel(context.Background())
	kept := &Kept{
		DB: db, keeper: k, open: ctx, stop: stop,
		looked: map[string]time.Time{},
		done:   make(chan struct{}), followed: make(chan struct{}), wake: make(chan struct{}, 1), doubt: make(chan struct{}, 1),
	}
	kept.clock = newClockWatch(db, k.Now)
	if db.Unchecked() {
		kept.doubt <- struct{}{}
	}
	go kept.watch(ctx, s)
	go kept.follow(ctx, unhurried)
	return kept
}

// watch looks for backups that are due and at the clock until it is stopped.
func (k *Kept) watch(ctx context.Context, s schedule) {
	defer close(k.done)
	sqlite.SweepTemp()
	look, clock, check := time.NewTimer(s.first), time.NewTicker(s.clock), time.NewTicker(s.check)
	defer look.Stop()
	defer clock.Stop()
	defer check.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
			k.lookAtClock()
			continue
		case <-check.C:
			k.checkWhole(ctx)
			continue
		case <-k.doubt:
			k.check(ctx)
			continue
		case <-look.C:
		case <-k.wake:
		}
		k.lookForBackup(ctx)
		look.Reset(s.every)
	}
}

// lookForBackup makes a backup if one is due. What could not be made is tried
// again the next time: nothing typed depends on it.
func (k *Kept) lookForBackup(ctx context.Context) {
	before := k.Outcome()
	b, now := k.tryBackup(ctx, false, nil)
	if ctx.Err() != nil {
		return
	}
	if debrief.CodeOf(now.Err) != debrief.CodeOf(before.Err) && now.Err != nil {
		slog.Warn("backup not made", "code", debrief.CodeOf(now.Err))
	}
	if b.Path != "" || debrief.CodeOf(now.Err) != debrief.CodeOf(before.Err) || now.Instead != before.Instead {
		k.keeper.tell()
	}
}

// Wake looks for a backup that is due now and not later: the folder is another.
func (k *Kept) Wake() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// Outcome is what came of the newest try.
func (k *Kept) Outcome() Outcome {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.last
}

// MakeBackup makes a backup now, where backups go. When that cannot be and one
// was made in the app's own folder instead, Outcome says so.
func (k *Kept) MakeBackup(ctx context.Context, progress sqlite.Progress) (sqlite.Backup, error) {
	if k.reading {
		return sqlite.Backup{}, debrief.Errorf(debrief.CodeReading)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(k.open, cancel)()
	b, o := k.tryBackup(ctx, true, progress)
	if b.Path != "" {
		return b, nil
	}
	return b, o.Err
}

// tryBackup makes a backup where backups go if one is due, or in any case when
// asked to, and remembers what came of it. What was stopped is no outcome.
func (k *Kept) tryBackup(ctx context.Context, asked bool, progress sqlite.Progress) (sqlite.Backup, Outcome) {
	k.making.Lock()
	defer k.making.Unlock()
	b, o := k.backUp(ctx, asked, progress)
	if ctx.Err() != nil {
		return sqlite.Backup{}, Outcome{Err: debrief.Errorf(debrief.CodeCancelled)}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	// That none is due says nothing about a library that could not be copied.
	if b.Path == "" && o.Err == nil && debrief.CodeOf(k.last.Err) == debrief.CodeBackupLibrary {
		return b, k.last
	}
	k.last = o
	return b, o
}

func (k *Kept) backUp(ctx context.Context, asked bool, progress sqlite.Progress) (sqlite.Backup, Outcome) {
	place, own := k.keeper.Place(), k.keeper.ownPlace()
	b, err := k.backUpIn(ctx, place, asked, progress)
	if err == nil || place.Own || ctx.Err() != nil || debrief.CodeOf(err) == debrief.CodeBackupLibrary {
		return b, Outcome{Err: err}
	}
	b, ownErr := k.backUpIn(ctx, own, asked, progress)
	if ownErr != nil {
		return b, Outcome{Err: ownErr}
	}
	return b, Outcome{Err: err, Instead: true}
}

// backUpIn makes a backup in a folder if one is due there, and lets old ones go.
func (k *Kept) backUpIn(ctx context.Context, place Place, asked bool, progress sqlite.Progress) (b sqlite.Backup, err error) {
	if !place.Own {
		if err := sqlite.TryBackups(place.Dir); err != nil {
			return b, err
		}
	}
	if !asked {
		k.lookAtNewest(ctx, place.Dir)
	}
	due, err := k.BackupDue(ctx, place.Dir)
	if err != nil || !due && !asked {
		return b, err
	}
	why := sqlite.ReasonHourly
	if asked {
		why = sqlite.ReasonByHand
	}
	if b, err = k.Backup(ctx, place.Dir, why, progress); err != nil {
		return b, k.whyNot(ctx, err)
	}
	if _, err := sqlite.Rotate(place.Dir, k.keeper.Now(), sqlite.OwnerOf(k.Path())); err != nil {
		slog.Warn("old backups not removed", "code", debrief.CodeOf(err))
	}
	return b, nil
}

// lookAtNewest reads the newest backup in a folder at the start and once a day,
// without haste. One that is not as it was made does not count any more, so that
// another is made.
func (k *Kept) lookAtNewest(ctx context.Context, dir string) {
	now := k.keeper.Now()
	if last, ok := k.looked[dir]; ok && now.Sub(last) < checkEvery && !last.After(now) {
		return
	}
	all, err := sqlite.Backups(dir)
	if err != nil {
		return
	}
	owner := sqlite.OwnerOf(k.Path())
	i := slices.IndexFunc(all, func(b sqlite.Backup) bool { return b.Verified && owner.Has(b) })
	if i >= 0 {
		as, err := sqlite.CheckBackup(ctx, all[i], paced())
		if err == nil && as || ctx.Err() != nil {
			k.looked[dir] = now
			return
		}
		slog.Warn("backup not as it was made", "code", debrief.CodeOf(err))
		k.keeper.tell()
	}
}

// whyNot tells a copy that did not come out from a library that is damaged.
func (k *Kept) whyNot(ctx context.Context, err error) error {
	if debrief.CodeOf(err) != debrief.CodeBackup {
		return err
	}
	h, verifyErr := sqlite.Verify(ctx, k.Path(), nil)
	if verifyErr != nil || h.Serious() == 0 {
		return err
	}
	k.notice(ctx, h)
	return debrief.Errorf(debrief.CodeBackupLibrary, "path", k.Path()).Wrap(err)
}

// Close stops the backups and the following, then lets go of the library. A
// backup that is being made is given up; it has no name yet.
func (k *Kept) Close() error {
	if k.reading {
		return errors.Join(k.DB.Close(), k.keeper.dropTrial())
	}
	k.stop()
	<-k.done
	<-k.followed
	k.making.Lock()
	defer k.making.Unlock()
	return k.DB.Close()
}
