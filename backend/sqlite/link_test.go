package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// byLink leaves a killed library with ten lines in its log in one folder and a
// link to it in another.
func byLink(t *testing.T) (link, file string, d *debrief.Debrief) {
	t.Helper()
	home := t.TempDir()
	file, link = filepath.Join(home, "file", "library.db"), filepath.Join(home, "link.db")
	d = killedAt(t, file, 10)
	if err := os.Symlink(filepath.Join("file", "library.db"), link); err != nil {
		t.Fatal(err)
	}
	return link, file, d
}

// TestALinkIsAsGoodAsTheFile reads a killed library by its file and by a link:
// the log beside the file belongs to both.
func TestALinkIsAsGoodAsTheFile(t *testing.T) {
	link, file, d := byLink(t)
	want, err := sqlite.Verify(t.Context(), file, nil)
	if err != nil || want.Passages != 12 {
		t.Fatalf("%+v, %v", want, err)
	}
	if h, err := sqlite.Verify(t.Context(), link, nil); err != nil || h.Passages != want.Passages {
		t.Errorf("verify: %d passages, %v", h.Passages, err)
	}
	r, err := sqlite.Salvage(t.Context(), link, filepath.Join(t.TempDir(), "out.db"), nil)
	if err != nil || r.Passages != want.Passages {
		t.Errorf("salvage: %d passages, %v", r.Passages, err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := sqlite.SaveCopy(link, copied); err != nil || sumOfFile(t, copied+"-wal") != sumOfFile(t, file+"-wal") {
		t.Errorf("copy: %v", err)
	}
	if sqlite.Size(link) != sqlite.Size(file) {
		t.Errorf("size %d and %d", sqlite.Size(link), sqlite.Size(file))
	}
	db := openAt(t, link, fourteen)
	if got := len(mustLoad(t, db, d.ID).Entries); got != 10 || db.Path() != link {
		t.Errorf("open: %d lines at %s", got, db.Path())
	}
	_, err = sqlite.Open(t.Context(), sqlite.Options{Path: file})
	if debrief.CodeOf(err) != debrief.CodeLocked {
		t.Errorf("the file while the link is open: %v", err)
	}
	mustRename(t, link, link+".away")
	err = db.Apply(t.Context(), debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "x")}})
	if debrief.CodeOf(err) != debrief.CodeFileGone {
		t.Errorf("saved without the link: %v", err)
	}
}

// TestWhatTakesAPlaceTakesThatOfTheFile restores and mends through a link, which
// stays one.
func TestWhatTakesAPlaceTakesThatOfTheFile(t *testing.T) {
	link, file, d := byLink(t)
	dir := filepath.Join(t.TempDir(), "backups")
	log := sumOfFile(t, file+"-wal")
	m, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: link, Dir: dir, Now: fourteen})
	if err != nil || m.Report.Passages != 12 || sumOfFile(t, m.Kept+"-wal") != log {
		t.Fatalf("mended %+v, %v", m, err)
	}
	db := openAt(t, file, fourteen)
	if got := len(mustLoad(t, db, d.ID).Entries); got != 10 {
		t.Errorf("%d lines after mending", got)
	}
	b := mustBackup(t, db, dir)
	o := sqlite.RestoreOptions{From: b.Path, Library: link, Dir: dir, Now: fourteen}
	if _, err := sqlite.Restore(t.Context(), o); debrief.CodeOf(err) != debrief.CodeLocked {
		t.Errorf("restored while open: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := sqlite.Restore(t.Context(), o); err != nil || r.KeptDamaged {
		t.Errorf("restored %+v, %v", r, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if got := names(t, filepath.Dir(link)); got != "file link.db" {
		t.Errorf("beside the link there is %s", got)
	}
}

// TestALinkToNothingIsNamedAsItIs makes a library where a link leads.
func TestALinkToNothingIsNamedAsItIs(t *testing.T) {
	home := t.TempDir()
	link := filepath.Join(home, "link.db")
	if err := os.Symlink(filepath.Join("disk", "library.db"), link); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Verify(t.Context(), link, nil)
	if debrief.CodeOf(err) != debrief.CodeNoLibrary {
		t.Errorf("verify: %v", err)
	}
	newDebrief(t, openAt(t, link, fourteen))
	if _, err := os.Stat(filepath.Join(home, "disk", "library.db")); err != nil {
		t.Error(err)
	}
}
