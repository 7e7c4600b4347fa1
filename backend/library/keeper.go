package library

import (
	"context"
	"log/slog"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// Keeper looks after the library at a path.
type Keeper struct {
	// Path of the library's file.
	Path string
	// Now is the clock.
	Now func() time.Time
	// Sample makes the debrief a new library begins with; nil for none.
	Sample func() *debrief.Whole
	// Told is called when a backup was made, could not be made, or the clock was
	// put back while the library is open; nil for nobody. See Kept.
	Told func()
	// Whole says that the library is to be read whole before it is opened,
	// whatever its size: something in it was not as it was written.
	Whole bool
	// Progress hears how far opening has come when it takes long, from 0 to 1; nil
	// for nobody.
	Progress sqlite.Progress
	// Noticed is called when something in the open library was found not to be
	// as it was written; nil for nobody. See Kept.Unreadable.
	Noticed func()
	// Wrote is called when something was written, soon after and once for many
	// writes; nil for nobody. It must not take long.
	Wrote func()
	// Rested is called while nobody types, once the index has followed what was
	// written, and again as long as it says that there is more to do; nil for nobody.
	// It must not take long, and works on no longer than ctx.
	Rested func(ctx context.Context, db *sqlite.DB) (more bool)
}

func (k Keeper) tellWrote() {
	if k.Wrote != nil {
		k.Wrote()
	}
}

func (k Keeper) tell() {
	if k.Told != nil {
		k.Told()
	}
}

// sampleSetting remembers that the sample was put into a library, so that one
// who deletes it is not given it again.
const sampleSetting = "sample"

// Open opens the library for the window: to be written, with the sample in it
// when it is new, and with its backups made while it is open. first is the
// sample's id on the very first start, or empty.
func (k Keeper) Open() (kept *Kept, first debrief.ID, err error) {
	db, first, err := k.OpenBare()
	if err != nil {
		return nil, "", err
	}
	if err := k.dropTrial(); err != nil {
		slog.Warn("trial not removed")
	}
	return keep(db, k, usual), first, nil
}

// OpenBare is Open for a single piece of work: no backups are made meanwhile.
// Where there was a library and is none any more, none is made.
func (k Keeper) OpenBare() (db *sqlite.DB, first debrief.ID, err error) {
	if k.missing() {
		return nil, "", debrief.Errorf(debrief.CodeMissing, "path", k.Path)
	}
	return k.openOrMake()
}

// Begin opens a new library where there was one, with nothing of it.
func (k Keeper) Begin() (kept *Kept, first debrief.ID, err error) {
	db, first, err := k.openOrMake()
	if err != nil {
		return nil, "", err
	}
	return keep(db, k, usual), first, nil
}

func (k Keeper) openOrMake() (db *sqlite.DB, first debrief.ID, err error) {
	ctx := context.Background()
	db, err = sqlite.Open(ctx, sqlite.Options{Path: k.Path, Now: k.Now, CheckBelow: k.checkBelow(), Progress: k.Progress})
	if err != nil {
		return nil, "", err
	}
	first, err = k.addSample(ctx, db)
	if err != nil {
		_ = db.Close()
		return nil, "", err
	}
	return db, first, nil
}

// addSample puts the sample into a library that never had it.
func (k Keeper) addSample(ctx context.Context, db *sqlite.DB) (debrief.ID, error) {
	if k.Sample == nil {
		return "", nil
	}
	settings, err := db.Settings(ctx)
	if err != nil || settings[sampleSetting] != "" {
		return "", err
	}
	w := k.Sample()
	err = db.Apply(ctx, debrief.Action{Name: "add-sample", Put: w.Records(), Quiet: true})
	// A start that was cut short may have put it there already.
	if err != nil && debrief.CodeOf(err) != debrief.CodeConflict {
		return "", err
	}
	return w.Debrief.ID, db.SaveSetting(ctx, sampleSetting, w.Debrief.ID)
}
