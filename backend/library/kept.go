package library

import (
	"context"
	"log/slog"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// backupCheck is how often an open library is asked whether a backup is due.
// Due itself says how often that is; the first question waits as long, so that
// a start is not slowed down.
const backupCheck = 5 * time.Minute

// Kept is an open library whose backups are made while it is open.
type Kept struct {
	*sqlite.DB
	stop context.CancelFunc
	done chan struct{}
}

func keep(db *sqlite.DB, now func() time.Time, every time.Duration) *Kept {
	ctx, stop := context.WithCancel(context.Background())
	k := &Kept{DB: db, stop: stop, done: make(chan struct{})}
	go k.backUp(ctx, now, every)
	return k
}

// backUp makes a backup whenever one is due and lets old ones go. One that
// could not be made is tried again the next time: nothing typed depends on it.
func (k *Kept) backUp(ctx context.Context, now func() time.Time, every time.Duration) {
	defer close(k.done)
	dir, tick := sqlite.BackupDir(k.Path()), time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := k.backUpOnce(ctx, dir, now()); err != nil && ctx.Err() == nil {
				slog.Warn("backup not made", "code", debrief.CodeOf(err))
			}
		}
	}
}

func (k *Kept) backUpOnce(ctx context.Context, dir string, now time.Time) error {
	due, err := k.BackupDue(ctx, dir)
	if err != nil || !due {
		return err
	}
	if _, err := k.Backup(ctx, dir, nil); err != nil {
		return err
	}
	_, err = sqlite.Rotate(dir, now)
	return err
}

// Close stops the backups, then lets go of the library. A backup that is being
// made is given up; it has no name yet.
func (k *Kept) Close() error {
	k.stop()
	<-k.done
	return k.DB.Close()
}
