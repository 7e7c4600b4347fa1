package library

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// never is a schedule that looks at nothing by itself.
var never = schedule{first: time.Hour, every: time.Hour, clock: time.Hour, check: time.Hour}

// fakeClock is the laptop's clock, which anybody can set.
type fakeClock struct{ at time.Time }

func (c *fakeClock) now() time.Time { return c.at }

func newClock() *fakeClock { return &fakeClock{time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)} }

// mustKeep opens a library that is looked at only when a test says so.
func mustKeep(t *testing.T, path string, c *fakeClock) *Kept {
	t.Helper()
	k := Keeper{Path: path, Now: c.now}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, never)
	t.Cleanup(func() { _ = kept.Close() })
	return kept
}

// mustTitle writes a debrief with a title and returns it.
func mustTitle(t *testing.T, db *sqlite.DB, title string) *debrief.Debrief {
	t.Helper()
	d := debrief.NewDebrief("2026-11-25T14:00:00Z")
	d.Title = title
	mustPut(t, db, d)
	return d
}

func mustPut(t *testing.T, db *sqlite.DB, records ...debrief.Record) {
	t.Helper()
	if err := db.Apply(t.Context(), debrief.Action{Name: "edit-debrief", Put: records}); err != nil {
		t.Fatal(err)
	}
}

func mustMake(t *testing.T, k *Kept) Backup {
	t.Helper()
	b, err := k.MakeBackup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	found, err := k.keeper.Find(k.keeper.NameOf(b.Path))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func mustDir(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "library.db")
}

func TestChosenFolderIsFoundWithoutALibrary(t *testing.T) {
	path, stick := mustDir(t), t.TempDir()
	k := mustKeep(t, path, newClock())
	if place := k.keeper.Place(); !place.Own || place.Dir != sqlite.BackupDir(path) {
		t.Errorf("before anybody chose: %+v", place)
	}
	mustTitle(t, k.DB, "Image uploads stalled")
	first := mustMake(t, k)
	if err := k.keeper.ChoosePlace(stick); err != nil {
		t.Fatal(err)
	}
	k.keeper.Now = func() time.Time { return newClock().at.Add(time.Hour) }
	second := mustMake(t, k)
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	all, away := Keeper{Path: path, Now: newClock().now}.Backups()
	if away != nil || len(all) != 2 || all[0].Name == all[1].Name {
		t.Fatalf("listed %+v, %v", all, away)
	}
	for _, b := range []Backup{first, second} {
		if got, err := k.keeper.Find(b.Name); err != nil || got.Path != b.Path {
			t.Errorf("%s is %+v, %v", b.Name, got, err)
		}
	}
	if filepath.Dir(second.Path) != stick || second.Own || !first.Own {
		t.Errorf("the second went to %s", second.Path)
	}
}

func TestOnlyListedNamesAreFound(t *testing.T) {
	k := mustKeep(t, mustDir(t), newClock())
	mustTitle(t, k.DB, "Image uploads stalled")
	b := mustMake(t, k)
	for _, name := range []string{"", "own:", "own:../library.db", "chosen:" + filepath.Base(b.Path), b.Path, "own:" + b.Path} {
		if got, err := k.keeper.Find(name); debrief.CodeOf(err) != debrief.CodeBackupGone {
			t.Errorf("%q finds %+v, %v", name, got, err)
		}
	}
}

func TestFoldersThatCannotHoldBackupsAreRefused(t *testing.T) {
	home := t.TempDir()
	synced := filepath.Join(home, "Dropbox")
	for _, dir := range []string{synced, filepath.Join(home, "sealed")} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	notAFolder := filepath.Join(home, "file")
	if err := os.WriteFile(notAFolder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	k := Keeper{Path: filepath.Join(synced, "library.db"), Now: newClock().now}
	for _, c := range []struct {
		dir  string
		code debrief.Code
	}{
		{synced, debrief.CodeBackupSync},
		{filepath.Join(home, "nowhere"), debrief.CodeBackupAway},
		{notAFolder, debrief.CodeBackupAway},
		{"/proc/self", debrief.CodeBackupFolder},
	} {
		if err := k.ChoosePlace(c.dir); debrief.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.dir, err, c.code)
		}
	}
	if place := k.Place(); !place.Own {
		t.Errorf("backups go to %+v", place)
	}
}

func TestAFolderThatIsAwayCostsNoBackup(t *testing.T) {
	c, stick := newClock(), filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	k := mustKeep(t, mustDir(t), c)
	told := 0
	k.keeper.Told = func() { told++ }
	d := mustTitle(t, k.DB, "Image uploads stalled")
	if err := k.keeper.ChoosePlace(stick); err != nil {
		t.Fatal(err)
	}
	k.lookForBackup(t.Context())
	if all, _ := k.keeper.Backups(); len(all) != 1 || all[0].Own || told != 1 {
		t.Fatalf("on the stick: %+v, told %d times", all, told)
	}
	// Pulled out; an hour and a line later a backup is made at home.
	if err := os.Rename(stick, stick+"-pulled"); err != nil {
		t.Fatal(err)
	}
	c.at = c.at.Add(time.Hour)
	d.Title = "Image uploads stalled for an hour"
	mustPut(t, k.DB, d)
	k.lookForBackup(t.Context())
	o := k.Outcome()
	if debrief.CodeOf(o.Err) != debrief.CodeBackupAway || !o.Instead || told != 2 {
		t.Errorf("while it is away: %+v, told %d times", o, told)
	}
	all, away := k.keeper.Backups()
	if len(all) != 1 || !all[0].Own || debrief.CodeOf(away) != debrief.CodeBackupAway {
		t.Fatalf("while it is away: %+v, %v", all, away)
	}
	if _, err := os.Stat(stick); !os.IsNotExist(err) {
		t.Errorf("a folder was made where the stick was: %v", err)
	}
	// Plugged in again: what is missing there is made at the next look.
	if err := os.Rename(stick+"-pulled", stick); err != nil {
		t.Fatal(err)
	}
	k.lookForBackup(t.Context())
	if all, away := k.keeper.Backups(); len(all) != 3 || away != nil || k.Outcome().Err != nil {
		t.Errorf("back again: %+v, %v, %+v", all, away, k.Outcome())
	}
}

func TestADamagedLibraryIsNoticedByItsBackup(t *testing.T) {
	path := mustDir(t)
	k := mustKeep(t, path, newClock())
	mustTitle(t, k.DB, "Image uploads stalled")
	mustMake(t, k)
	mustTitle(t, k.DB, "Checkout was slow")
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := 0
	for i := range data {
		if i+8 < len(data) && string(data[i:i+8]) == "Checkout" {
			data[i] = 'c'
			flipped++
		}
	}
	if flipped == 0 || os.WriteFile(path, data, 0o600) != nil {
		t.Fatal("nothing was damaged")
	}
	// As one too large to be read whole before it is opened.
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	k = keep(db, k.keeper, never)
	t.Cleanup(func() { _ = k.Close() })
	if _, err := k.MakeBackup(t.Context(), nil); debrief.CodeOf(err) != debrief.CodeBackupLibrary {
		t.Errorf("a backup of a damaged library: %v", err)
	}
	if all, _ := k.keeper.Backups(); len(all) != 1 {
		t.Errorf("backups = %+v", all)
	}
	// A later look at which nothing is due does not forget it.
	k.lookForBackup(t.Context())
	if o := k.Outcome(); debrief.CodeOf(o.Err) != debrief.CodeBackupLibrary {
		t.Errorf("later: %+v", o)
	}
}

func TestLookSaysWhatARestoreSetsAside(t *testing.T) {
	k := mustKeep(t, mustDir(t), newClock())
	d := mustTitle(t, k.DB, "Image uploads stalled")
	gone := mustTitle(t, k.DB, "Checkout was slow")
	before := mustMake(t, k)
	d.Title = "Image uploads stalled for an hour"
	mustPut(t, k.DB, d)
	mustTitle(t, k.DB, "A near miss")
	if err := k.Apply(t.Context(), debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{
		Noun: debrief.NounDebrief, ID: gone.ID, DebriefID: gone.ID, Rev: gone.Rev,
	}}}); err != nil {
		t.Fatal(err)
	}
	// Written and taken back: no difference.
	mustTitle(t, k.DB, "Never mind")
	if _, err := k.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := k.SaveDraft(t.Context(), d.ID, "line", "we saw the graph"); err != nil {
		t.Fatal(err)
	}
	l, err := k.keeper.Look(t.Context(), before.Path)
	if err != nil || l.Missing || l.Unknown || len(l.Debriefs) != 2 {
		t.Fatalf("Look = %+v, %v", l, err)
	}
	a := l.Aside
	if a.Added != 1 || a.Changed != 1 || a.Deleted != 1 || a.Drafts != 1 || !l.Back.Empty() {
		t.Errorf("aside %+v, back %+v", a, l.Back)
	}
	texts := map[string]string{}
	for _, i := range a.Items {
		texts[i.How] = i.Text
	}
	for how, want := range map[string]string{
		"added": "A near miss", "changed": d.Title, "deleted": "Checkout was slow", "draft": "we saw the graph",
	} {
		if texts[how] != want {
			t.Errorf("%s: %q, want %q", how, texts[how], want)
		}
	}
}

// TestRestoreAndBack restores an older backup, goes on, and restores the newer
// one: nothing of either is lost.
func TestRestoreAndBack(t *testing.T) {
	c := newClock()
	k := mustKeep(t, mustDir(t), c)
	d := mustTitle(t, k.DB, "Image uploads stalled")
	older := mustMake(t, k)
	d.Title = "Image uploads stalled for an hour"
	mustPut(t, k.DB, d)
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	c.at = c.at.Add(time.Minute)
	r, err := k.keeper.Restore(t.Context(), older.Path, nil)
	if err != nil || k.keeper.NameOf(r.Kept) == "" {
		t.Fatalf("Restore = %+v, %v", r, err)
	}
	again := mustKeep(t, k.Path(), c)
	mustTitle(t, again.DB, "Written after")
	l, err := again.keeper.Look(t.Context(), r.Kept)
	if err != nil || l.Aside.Added != 1 || l.Aside.Changed != 0 || l.Back.Changed != 1 {
		t.Errorf("Look at the newer one = %+v, %v", l, err)
	}
	// The logs are as long as each other and not the same: a backup is due.
	c.at = c.at.Add(2 * time.Hour)
	if due, err := again.BackupDue(t.Context(), sqlite.BackupDir(k.Path())); err != nil || !due {
		t.Errorf("due = %v, %v", due, err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := k.keeper.Restore(t.Context(), r.Kept, nil); err != nil {
		t.Fatal(err)
	}
	rows, _, err := mustKeep(t, k.Path(), c).List(t.Context(), 0, 0)
	if err != nil || len(rows) != 1 || rows[0].Title != d.Title {
		t.Errorf("after: %+v, %v", rows, err)
	}
}

func TestLookWithoutALibrary(t *testing.T) {
	k := mustKeep(t, mustDir(t), newClock())
	mustTitle(t, k.DB, "Image uploads stalled")
	b := mustMake(t, k)
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(k.Path(), k.Path()+".elsewhere"); err != nil {
		t.Fatal(err)
	}
	if l, err := k.keeper.Look(context.Background(), b.Path); err != nil || !l.Missing || len(l.Debriefs) != 1 {
		t.Errorf("missing: %+v, %v", l, err)
	}
	if err := os.WriteFile(k.Path(), []byte("SQLite format 3\x00 and then nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := k.keeper.Look(context.Background(), b.Path); err != nil || !l.Unknown {
		t.Errorf("damaged: %+v, %v", l, err)
	}
	if _, err := k.keeper.Restore(context.Background(), b.Path, nil); err != nil {
		t.Errorf("restore over a damaged library: %v", err)
	}
}
