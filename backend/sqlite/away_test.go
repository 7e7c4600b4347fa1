package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// leftAt copies a library and its log as they are, as a killed app leaves them.
func leftAt(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(from + end)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// killedAt leaves a library at a path with n lines that are only in its log, as
// kill -9 does.
func killedAt(t *testing.T, path string, n int) *debrief.Debrief {
	t.Helper()
	from := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, from, fourteen)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, from, fourteen)
	for i := range n {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, marked(i))}})
	}
	leftAt(t, from, path)
	if err := os.WriteFile(path+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

func mustRename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// readAtOnce reads as a window with several screens does.
func readAtOnce(t *testing.T, db *sqlite.DB, id debrief.ID, want debrief.Code) {
	t.Helper()
	var all sync.WaitGroup
	for range 24 {
		all.Go(func() {
			if _, err := db.Load(t.Context(), id); debrief.CodeOf(err) != want {
				t.Errorf("reading while the file is away: %v, want %q", err, want)
			}
		})
	}
	all.Wait()
}

// TestReadingWhileTheFileIsAwayCostsNothing moves a library away, reads, puts it
// back, saves, and kills: a connection opened meanwhile made an empty library at
// the path, and the log went with it.
func TestReadingWhileTheFileIsAwayCostsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path, fourteen)
	d := newDebrief(t, db)
	for i := range 10 {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, marked(i))}})
	}
	mustRename(t, path, path+".away")
	before := names(t, filepath.Dir(path))
	// What is open reads on; nothing else is opened.
	readAtOnce(t, db, d.ID, "")
	if err := db.LoseReaders(t.Context()); err != nil {
		t.Fatal(err)
	}
	readAtOnce(t, db, d.ID, debrief.CodeFileGone)
	if got := names(t, filepath.Dir(path)); got != before {
		t.Errorf("reading made %s of %s", got, before)
	}
	mustRename(t, path+".away", path)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, marked(10))}})
	readAtOnce(t, db, d.ID, "")
	killed := filepath.Join(t.TempDir(), "library.db")
	leftAt(t, path, killed)
	if got := len(mustLoad(t, openAt(t, killed, fourteen), d.ID).Entries); got != 11 {
		t.Errorf("%d of 11 saved lines are there", got)
	}
}

// TestRestoreKeepsTheLogOfAMissingLibrary restores where the file is missing and
// its log is not: with both together again everything is there.
func TestRestoreKeepsTheLogOfAMissingLibrary(t *testing.T) {
	home := t.TempDir()
	path, dir := filepath.Join(home, "library.db"), filepath.Join(home, "backups")
	other := openAt(t, filepath.Join(t.TempDir(), "library.db"), fourteen)
	newDebrief(t, other)
	b := mustBackup(t, other, dir)
	d := killedAt(t, path, 10)
	mustRename(t, path, filepath.Join(home, "found.db"))
	log := sumOfFile(t, path+"-wal")
	restore := func() (sqlite.Restored, error) {
		return sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: b.Path, Library: path, Dir: dir, Now: fourteen})
	}
	// Refused half-way: the log stays where it is.
	blocked := filepath.Join(path+".restore", "x")
	if err := os.MkdirAll(blocked, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := restore(); err == nil || sumOfFile(t, path+"-wal") != log {
		t.Errorf("refused: %v, %s", err, names(t, home))
	}
	if err := os.RemoveAll(filepath.Dir(blocked)); err != nil {
		t.Fatal(err)
	}
	r, err := restore()
	if err != nil || !r.KeptDamaged || r.Kept == "" || sumOfFile(t, r.Kept) != log {
		t.Fatalf("restored %+v, %v", r, err)
	}
	mustRename(t, r.Kept, filepath.Join(home, "found.db-wal"))
	if got := len(mustLoad(t, openAt(t, filepath.Join(home, "found.db"), fourteen), d.ID).Entries); got != 10 {
		t.Errorf("%d of 10 lines are there", got)
	}
}

// TestALogSetAsideTakesNoOthersName sets two logs aside within a second.
func TestALogSetAsideTakesNoOthersName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x-wal")
	var all []string
	for _, text := range []string{"one", "two", "three"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		to, err := sqlite.SetAside(path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	if got := names(t, filepath.Dir(path)); strings.Count(got, "without-library") != 3 {
		t.Errorf("%s after %v", got, all)
	}
}

// TestAMendThatWasCutShortIsReadAsItWillBeOpened reads, in every way there is, a
// library whose log was put aside when the power went.
func TestAMendThatWasCutShortIsReadAsItWillBeOpened(t *testing.T) {
	for how, read := range map[string]func(path string) (int, error){
		"verify": func(path string) (int, error) {
			h, err := sqlite.Verify(t.Context(), path, nil)
			return h.Passages, err
		},
		"salvage": func(path string) (int, error) {
			r, err := sqlite.Salvage(t.Context(), path, path+".out", nil)
			return r.Passages, err
		},
		"backup": func(path string) (int, error) {
			db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, ReadOnly: true, Now: time.Now})
			if err != nil {
				return 0, err
			}
			defer func() { _ = db.Close() }()
			b, err := db.Backup(t.Context(), filepath.Join(filepath.Dir(path), "backups"), sqlite.ReasonCommandLine, nil)
			return b.Passages, err
		},
	} {
		path := filepath.Join(t.TempDir(), "library.db")
		killedAt(t, path, 10)
		mustRename(t, path+"-wal", path+"-wal.aside")
		if err := os.WriteFile(path+".restore", []byte("SQLite format 3\x00 part"), 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := read(path); err != nil || n != 12 {
			t.Errorf("%s: %d passages, %v", how, n, err)
		}
		if got := names(t, filepath.Dir(path)); strings.Contains(got, ".restore") || strings.Contains(got, ".aside") {
			t.Errorf("%s left %s", how, got)
		}
	}
}

// TestAFileToComeIsRemovedAtTheNextOpen leaves one behind, as a restore that was
// cut short does.
func TestAFileToComeIsRemovedAtTheNextOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	if err := openAt(t, path, fourteen).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".restore", []byte("part"), 0o600); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, fourteen)
	if _, err := os.Stat(path + ".restore"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left: %v", err)
	}
}

// TestAPassingFileIsNotRestored keeps a backup that has the name of a file the
// app makes and removes.
func TestAPassingFileIsNotRestored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path, fourteen)
	newDebrief(t, db)
	dir := filepath.Join(filepath.Dir(path), "backups")
	b := mustBackup(t, db, dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{".restore", ".trial", ".new"} {
		leftAt(t, b.Path, path+end)
		_, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: path + end, Library: path, Dir: dir, Now: fourteen})
		if debrief.CodeOf(err) != debrief.CodeBackupPassing || sumOfFile(t, path+end) != sumOfFile(t, b.Path) {
			t.Errorf("%s: %v", end, err)
		}
	}
}
