package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func openAt(t *testing.T, path string, now time.Time) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func mustBackup(t *testing.T, db *sqlite.DB, dir string) sqlite.Backup {
	t.Helper()
	b, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// names lists a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

var fourteen = time.Date(2026, 11, 25, 14, 0, 30, 0, time.UTC)

func TestBackupIsWholePrivateAndNeverWrittenOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "backups")
	db := openAt(t, filepath.Join(t.TempDir(), "library.db"), fourteen)
	d := newDebrief(t, db)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "opened the pool graph")}})
	var parts []float64
	b, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, func(part float64) { parts = append(parts, part) })
	if err != nil {
		t.Fatal(err)
	}
	if b.Debriefs != 1 || b.Passages != 3 || !b.Verified || !b.At.Equal(fourteen) {
		t.Errorf("backup = %+v", b)
	}
	if len(parts) < 2 || parts[len(parts)-1] != 1 {
		t.Errorf("progress = %v", parts)
	}
	second := mustBackup(t, db, dir)
	want := "library-2026-11-25-1400-2.db library-2026-11-25-1400-2.db.json library-2026-11-25-1400.db library-2026-11-25-1400.db.json"
	if got := names(t, dir); got != want {
		t.Errorf("folder holds %s", got)
	}
	for path, mode := range map[string]os.FileMode{dir: 0o700, b.Path: 0o600, b.Path + ".json": 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", filepath.Base(path), info.Mode(), err)
		}
	}
	all, err := sqlite.Backups(dir)
	if err != nil || len(all) != 2 || all[0] != second || all[1] != b {
		t.Errorf("Backups = %+v, %v", all, err)
	}
}

func TestBackupWhileSavingGoesOn(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	for range 40 {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, strings.Repeat("words ", 4000))}})
	}
	saved := false
	b, err := db.Backup(t.Context(), t.TempDir(), sqlite.ReasonByHand, func(float64) {
		if !saved {
			mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "meanwhile")}})
			saved = true
		}
	})
	if err != nil || !saved || b.Passages != 42 {
		t.Errorf("backup = %+v, %v (saved meanwhile: %t)", b, err, saved)
	}
}

func TestBackupThatIsStoppedLeavesNothing(t *testing.T) {
	db, dir := mustOpen(t, filepath.Join(t.TempDir(), "library.db")), t.TempDir()
	newDebrief(t, db)
	ctx, stop := context.WithCancel(t.Context())
	_, err := db.Backup(ctx, dir, sqlite.ReasonByHand, func(float64) { stop() })
	if got := debrief.CodeOf(err); got != debrief.CodeCancelled {
		t.Errorf("Backup = %q (%v)", got, err)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("folder holds %s", got)
	}
}

func TestBackupOfADamagedLibraryIsNotKept(t *testing.T) {
	path, dir := libraryOfSeveral(t), t.TempDir()
	change(t, path, "as I saw it then", "as I saw it when")
	db := mustOpen(t, path)
	_, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if got := debrief.CodeOf(err); got != debrief.CodeBackup {
		t.Errorf("Backup = %q (%v)", got, err)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("folder holds %s", got)
	}
}

// change replaces the first of a text in a file.
func change(t *testing.T, path, from, to string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(from), []byte(to), 1)
	if bytes.Equal(data, changed) {
		t.Fatalf("%q is not in the file in clear", from)
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNoPlaceForABackup(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := db.Backup(t.Context(), filepath.Join(file, "backups"), sqlite.ReasonByHand, nil)
	if got := debrief.CodeOf(err); got != debrief.CodeBackupFolder {
		t.Errorf("Backup = %q (%v)", got, err)
	}
}

// ownerAt is the library whose own folder for backups a folder is.
func ownerAt(dir string) sqlite.Owner {
	return sqlite.OwnerOf(filepath.Join(filepath.Dir(dir), "library.db"))
}

// pretend makes verified backups by name only.
func pretend(t *testing.T, dir string, times ...time.Time) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, at := range times {
		path := filepath.Join(dir, "library-"+at.Format("2006-01-02-1504")+".db")
		for name, text := range map[string]string{path: "four", path + ".json": `{"size":4}`} {
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestRotateKeepsHoursDaysAndWeeks(t *testing.T) {
	dir, now := sqlite.BackupDir(filepath.Join(t.TempDir(), "library.db")), time.Date(2026, 11, 25, 14, 30, 0, 0, time.UTC)
	for h := range 24 * 200 {
		pretend(t, dir, now.Add(-time.Duration(h)*time.Hour))
	}
	pretend(t, dir, now.Add(90*24*time.Hour))
	if err := os.WriteFile(filepath.Join(dir, "library-2026-01-01-0000.db"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Rotate(dir, now, ownerAt(dir)); err != nil {
		t.Fatal(err)
	}
	left, err := sqlite.Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	within := func(age time.Duration) (n int) {
		for _, b := range left {
			if !b.At.After(now) && now.Sub(b.At) < age {
				n++
			}
		}
		return n
	}
	if got := within(24 * time.Hour); got != 24 {
		t.Errorf("%d of the last day", got)
	}
	if got := within(14 * 24 * time.Hour); got < 24+12 || got > 24+14 {
		t.Errorf("%d of the last fortnight", got)
	}
	// The one from the future and the one without a note stay.
	if len(left) < 24+12+10+2 || len(left) > 24+14+13+2 || !left[0].At.After(now) || left[len(left)-1].Verified {
		t.Errorf("%d are left: %+v", len(left), left)
	}
}

func TestRotateAfterTheClockJumped(t *testing.T) {
	for _, jump := range []time.Duration{20 * 365 * 24 * time.Hour, -20 * 365 * 24 * time.Hour} {
		dir, now := sqlite.BackupDir(filepath.Join(t.TempDir(), "library.db")), time.Date(2026, 11, 25, 14, 30, 0, 0, time.UTC)
		for d := range 10 {
			pretend(t, dir, now.Add(-time.Duration(d)*24*time.Hour))
		}
		removed, err := sqlite.Rotate(dir, now.Add(jump), ownerAt(dir))
		if err != nil || len(removed) != 0 {
			t.Errorf("clock off by %v: removed %d, %v", jump, len(removed), err)
		}
	}
}

func TestBackupIsDueHourlyWhileThereAreChanges(t *testing.T) {
	dir := t.TempDir()
	now := fourteen
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(dir, "library.db"), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	d := newDebrief(t, db)
	due := func(want bool, when string) {
		t.Helper()
		if got, err := db.BackupDue(t.Context(), dir); err != nil || got != want {
			t.Errorf("%s: due %t, %v", when, got, err)
		}
	}
	due(true, "before the first")
	mustBackup(t, db, dir)
	now = now.Add(2 * time.Hour)
	due(false, "nothing changed")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "a")}})
	due(true, "changed two hours later")
	now = fourteen.Add(10 * time.Minute)
	due(false, "changed ten minutes later")
	now = fourteen.Add(-time.Hour)
	due(true, "the clock was put back")
}

// TestGateRestore restores a library again and again. Each backup was reopened
// and hashed when it was made; what is there has to be what the backup held, and
// what was there before has to be kept word for word.
func TestGateRestore(t *testing.T) {
	home, n := t.TempDir(), counted(20, 100)
	library, dir := filepath.Join(home, "library.db"), filepath.Join(home, "backups")
	for i := range n {
		now := fourteen.Add(time.Duration(i) * time.Hour)
		db := openAt(t, library, now)
		d := newDebrief(t, db)
		b := mustBackup(t, db, dir)
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "after the backup")}})
		far(t, "restore", i, n)
		want := state(t, db, d.ID)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: b.Path, Library: library, Dir: dir, Now: now})
		if err != nil || r.KeptDamaged || r.Health.Passages != b.Passages {
			t.Fatalf("restore %d: %+v, %v", i, r, err)
		}
		db = openAt(t, library, now)
		if got := mustLoad(t, db, d.ID); len(got.Entries) != 0 {
			t.Fatalf("restore %d: %d entries from after the backup", i, len(got.Entries))
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		kept, err := sqlite.Open(t.Context(), sqlite.Options{Path: r.Kept, ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := state(t, kept, d.ID); got != want {
			t.Fatalf("restore %d: what was kept differs", i)
		}
		_ = kept.Close()
	}
	t.Logf("gate: restore: %d backups reopened and hashed, %d restored, %d kept word for word, 0 lost", n, n, n)
}

func TestRestoreOverADamagedLibraryKeepsItsBytes(t *testing.T) {
	library := libraryOfSeveral(t)
	dir := filepath.Join(filepath.Dir(library), "backups")
	db := openAt(t, library, fourteen)
	b := mustBackup(t, db, dir)
	_ = db.Close()
	change(t, library, "as I saw it then", "as I saw it when")
	log := []byte("a log of another library must not be played into the restored one")
	if err := os.WriteFile(library+"-wal", log, 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: b.Path, Library: library, Dir: dir, Now: fourteen})
	if err != nil || !r.KeptDamaged {
		t.Fatalf("restore: %+v, %v", r, err)
	}
	after, err := os.ReadFile(r.Kept)
	keptLog, logErr := os.ReadFile(r.Kept + "-wal")
	if err = errors.Join(err, logErr); err != nil || !bytes.Equal(before, after) || !bytes.Equal(log, keptLog) {
		t.Errorf("what was damaged is not kept byte for byte (%v)", err)
	}
	h, err := sqlite.Verify(t.Context(), library, nil)
	if err != nil || !h.Sound() || h.Passages != b.Passages {
		t.Errorf("restored: %+v, %v", h, err)
	}
	if got := names(t, filepath.Dir(library)); got != "backups library.db library.db.lock" {
		t.Errorf("folder holds %s", got)
	}
}

func TestRestoreRefuses(t *testing.T) {
	home := t.TempDir()
	library, dir := filepath.Join(home, "library.db"), filepath.Join(home, "backups")
	db := openAt(t, library, fourteen)
	newDebrief(t, db)
	b := mustBackup(t, db, dir)
	note := filepath.Join(home, "note.txt")
	if err := os.WriteFile(note, bytes.Repeat([]byte("not a library\n"), 99), 0o600); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(home, "bad.db")
	data, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, bytes.Replace(data, []byte(`"kind":"incident"`), []byte(`"kind":"incidemt"`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from string
		want debrief.Code
	}{
		{note, debrief.CodeForeign},
		{bad, debrief.CodeBackupDamaged},
		{library, debrief.CodeBackupSame},
		{filepath.Join(home, "none.db"), debrief.CodeNoLibrary},
		{b.Path, debrief.CodeLocked}, // the window is open
	} {
		_, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: c.from, Library: library, Dir: dir, Now: fourteen})
		if got := debrief.CodeOf(err); got != c.want {
			t.Errorf("%s: %q, want %q (%v)", filepath.Base(c.from), got, c.want, err)
		}
	}
	if h, err := sqlite.Verify(t.Context(), library, nil); err != nil || !h.Sound() {
		t.Errorf("the library: %+v, %v", h, err)
	}
}

func TestFileMovedUnderUsIsNotWrittenTo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	entry := newEntry(d, "typed while the file was away")
	save := func() debrief.Code {
		return debrief.CodeOf(db.Apply(context.Background(), debrief.Action{Name: "file", Put: []debrief.Record{entry}}))
	}
	for _, name := range []string{path, path + "-wal"} {
		if err := os.Rename(name, name+".away"); err != nil {
			t.Fatal(err)
		}
		if got := save(); got != debrief.CodeFileGone {
			t.Errorf("%s away: %q", filepath.Base(name), got)
		}
		if _, err := db.Backup(t.Context(), t.TempDir(), sqlite.ReasonByHand, nil); debrief.CodeOf(err) != debrief.CodeFileGone {
			t.Errorf("%s away: Backup = %v", filepath.Base(name), err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := save(); got != debrief.CodeFileGone {
			t.Errorf("%s replaced: %q", filepath.Base(name), got)
		}
		if err := os.Rename(name+".away", name); err != nil {
			t.Fatal(err)
		}
	}
	if got := save(); got != "" {
		t.Errorf("after it was put back: %q", got)
	}
	if got := mustLoad(t, db, d.ID).Entries; len(got) != 1 || got[0].Text != entry.Text {
		t.Errorf("entries = %+v", got)
	}
}
