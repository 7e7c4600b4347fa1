package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// ownerOf is a library as one who has backups, and must have an identity.
func ownerOf(t *testing.T, path string) sqlite.Owner {
	t.Helper()
	o := sqlite.OwnerOf(path)
	if o.ID == "" {
		t.Fatalf("no identity in %s", path)
	}
	return o
}

// TestLibrariesInOneFolderKeepTheirBackupsApart has two libraries side by side:
// one never counts the other's backups as its own, nor removes them.
func TestLibrariesInOneFolderKeepTheirBackupsApart(t *testing.T) {
	home := t.TempDir()
	dir, now := filepath.Join(home, "backups"), fourteen
	open := func(name string) *sqlite.DB {
		db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(home, name), Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	a, b := open("a.db"), open("b.db")
	inA, inB := newDebrief(t, a), newDebrief(t, b)
	mustApply(t, b, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(inB, "only in b")}})
	only := mustBackup(t, b, dir)
	now = now.Add(10 * time.Minute)
	if due, err := a.BackupDue(t.Context(), dir); err != nil || !due {
		t.Fatalf("a was never backed up, and is due: %t, %v", due, err)
	}
	for i := range 30 {
		now = now.Add(20 * time.Minute)
		mustApply(t, a, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(inA, fmt.Sprint("in a ", i))}})
		mustBackup(t, a, dir)
		gone, err := sqlite.Rotate(dir, now, ownerOf(t, a.Path()))
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range gone {
			if g.Library != ownerOf(t, a.Path()).ID {
				t.Fatalf("a removed %s", filepath.Base(g.Path))
			}
		}
	}
	if _, err := os.Stat(only.Path); err != nil {
		t.Errorf("b's only backup: %v", err)
	}
}

// TestIdentityGoesWithTheLibrary follows it into backups, over a restore, a mend
// and a salvage, and reads it from a file of which pages are destroyed.
func TestIdentityGoesWithTheLibrary(t *testing.T) {
	w := wornLibrary(t)
	want := ownerOf(t, w.path).ID
	if w.backup.Library != want || w.backup.Of != filepath.Base(w.path) {
		t.Errorf("the backup is of %q, %q", w.backup.Library, w.backup.Of)
	}
	if err := os.Rename(w.backup.Path+".json", w.backup.Path+".away"); err != nil {
		t.Fatal(err)
	}
	if b, err := sqlite.BackupAt(w.backup.Path); err != nil || b.Library != want || b.Verified {
		t.Errorf("without its note: %+v, %v", b, err)
	}
	if err := os.Rename(w.backup.Path+".away", w.backup.Path+".json"); err != nil {
		t.Fatal(err)
	}
	spoil(t, w.path, "record ", marked(4))
	same := func(when, path string) {
		t.Helper()
		if got := sqlite.OwnerOf(path).ID; got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	same("damaged", w.path)
	to := filepath.Join(t.TempDir(), "new.db")
	if _, err := sqlite.Salvage(t.Context(), w.path, to, nil); err != nil {
		t.Fatal(err)
	}
	same("salvaged", to)
	if _, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: w.path, Dir: w.dir, Now: fourteen}); err != nil {
		t.Fatal(err)
	}
	same("mended", w.path)
	other := filepath.Join(t.TempDir(), "other.db")
	db := openAt(t, other, fourteen)
	newDebrief(t, db)
	foreign := mustBackup(t, db, t.TempDir())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: foreign.Path, Library: w.path, Dir: w.dir, Now: fourteen}); err != nil {
		t.Fatal(err)
	}
	same("restored from another library's backup", w.path)
	data, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:4096])
	if err := os.WriteFile(w.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	same("without its first page", w.path)
}

// TestABackupIsNotOpenedToBeWritten: typed into, it would not be a backup any
// more, and still be let go as one.
func TestABackupIsNotOpenedToBeWritten(t *testing.T) {
	home := t.TempDir()
	db := openAt(t, filepath.Join(home, "library.db"), fourteen)
	d := newDebrief(t, db)
	b := mustBackup(t, db, filepath.Join(home, "backups"))
	link := filepath.Join(home, "link.db")
	if err := os.Symlink(b.Path, link); err != nil {
		t.Fatal(err)
	}
	before := sumOfFile(t, b.Path)
	for _, path := range []string{b.Path, link} {
		if db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path}); debrief.CodeOf(err) != debrief.CodeIsBackup {
			t.Errorf("Open = %v, %v", db, err)
		}
	}
	r, err := sqlite.Open(t.Context(), sqlite.Options{Path: b.Path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	mustLoad(t, r, d.ID)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if sumOfFile(t, b.Path) != before || strings.Contains(names(t, filepath.Dir(b.Path)), "-wal") {
		t.Errorf("reading changed it: %s", names(t, filepath.Dir(b.Path)))
	}
	_, err = sqlite.Mend(t.Context(), sqlite.MendOptions{Library: b.Path, Dir: home, Now: fourteen})
	if debrief.CodeOf(err) != debrief.CodeIsBackup {
		t.Errorf("Mend = %v", err)
	}
	_, err = sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: db.Path(), Library: b.Path, Dir: home, Now: fourteen})
	if debrief.CodeOf(err) != debrief.CodeIsBackup {
		t.Errorf("Restore = %v", err)
	}
}

// TestABackupThatChangedIsNotVerified changes bytes and keeps the size: at
// another time it is seen at once, at the same time when the file is read.
func TestABackupThatChangedIsNotVerified(t *testing.T) {
	for _, sameTime := range []bool{false, true} {
		home := t.TempDir()
		dir, now := filepath.Join(home, "backups"), fourteen
		db := openAt(t, filepath.Join(home, "library.db"), now)
		newDebrief(t, db)
		b := mustBackup(t, db, dir)
		info, err := os.Stat(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		moved := info.ModTime().Add(time.Hour)
		if err := os.Chtimes(b.Path, moved, moved); err != nil {
			t.Fatal(err)
		}
		if all, err := sqlite.Backups(dir); err != nil || !all[0].Verified {
			t.Fatalf("copied, and as it was: %+v, %v", all, err)
		}
		for i := 8192; i < len(data); i++ {
			data[i] ^= 0x55
		}
		if err := os.WriteFile(b.Path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		at := moved
		if sameTime {
			at = info.ModTime()
		}
		if err := os.Chtimes(b.Path, at, at); err != nil {
			t.Fatal(err)
		}
		if sameTime {
			if as, err := sqlite.CheckBackup(t.Context(), b, nil); as || err != nil {
				t.Errorf("CheckBackup = %t, %v", as, err)
			}
		}
		if all, err := sqlite.Backups(dir); err != nil || all[0].Verified || !all[0].Changed {
			t.Errorf("changed: %+v, %v", all, err)
		}
		if due, err := db.BackupDue(t.Context(), dir); err != nil || !due {
			t.Errorf("another is due: %t, %v", due, err)
		}
	}
}

func TestAForgedNoteIsNotBelieved(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library-2026-11-25-1400.db")
	for _, text := range []string{
		`{"size":20,"debriefs":9999,"passages":-5,"seq":9223372036854775807,"mark":"x"}`,
		`{"size":20,"debriefs":3,"passages":2}`,
		`{"size":20,"passages":21}`,
		`{"size":20,"seq":-1}`,
		`{"size":20,"mark":"none"}`,
		`{"size":20,"sha256":"ab"}`,
		`{"size":20,"library":"../x"}`,
		`{"size":20,"sha256":"` + strings.Repeat("ab", 32) + `"}`,
	} {
		if err := os.WriteFile(path, []byte("not a library at all"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+".json", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if all, err := sqlite.Backups(dir); err != nil || len(all) != 1 || all[0].Verified {
			t.Errorf("%s: %+v, %v", text, all, err)
		}
	}
}

// TestMendingGoesByTheLog: a backup made while the clock stood at 2099 has an
// older version than one made later.
func TestMendingGoesByTheLog(t *testing.T) {
	home := t.TempDir()
	dir, path := filepath.Join(home, "backups"), filepath.Join(home, "library.db")
	now := time.Date(2099, 1, 1, 10, 0, 0, 0, time.UTC)
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	d := newDebrief(t, db)
	e := newEntry(d, "first wording of the line")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	mustBackup(t, db, dir)
	now = fourteen
	e.Text = "second wording of the line"
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{e}})
	mustBackup(t, db, dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path, "record ", "second wording of the line")
	spoil(t, path, "change ", "second wording of the line")
	spoil(t, path, "change ", "first wording of the line")
	all, err := sqlite.Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	sqlite.SortByLog(all)
	if _, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: path, Backups: all, Dir: dir, Now: fourteen}); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path, fourteen)
	if w := mustLoad(t, db, d.ID); len(w.Entries) != 1 || w.Entries[0].Text != "second wording of the line" {
		t.Errorf("entries = %+v", w.Entries)
	}
}
