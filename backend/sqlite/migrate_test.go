package sqlite_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// steps are the app's migrations with more after them.
func steps(t *testing.T, more map[string]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := fs.Glob(os.DirFS("."), "migration/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	for name, sql := range more {
		out["migration/"+name] = &fstest.MapFile{Data: []byte(sql)}
	}
	return out
}

// TestUpgradeKeepsDataAndASnapshot brings a library with a debrief to a later
// version.
func TestUpgradeKeepsDataAndASnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.OpenWith(path, steps(t, map[string]string{"9000_add_colour.sql": `CREATE TABLE colour (x TEXT) STRICT`}))
	if err != nil {
		t.Fatal(err)
	}
	if got := mustLoad(t, db, d.ID); got.Debrief.ID != d.ID {
		t.Errorf("the upgraded library holds %+v", got.Debrief)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	kept := onlySnapshot(t, path, 5)
	if info, err := os.Stat(kept); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("snapshot: %v, %v", info, err)
	}
	if got := mustLoad(t, mustOpen(t, kept), d.ID); got.Debrief.ID != d.ID {
		t.Errorf("the snapshot holds %+v", got.Debrief)
	}
	refused(t, path, debrief.CodeNewer)
}

// TestUpgradeThatBreaksChangesNothing leaves the old version in place.
func TestUpgradeThatBreaksChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.OpenWith(path, steps(t, map[string]string{
		"9000_add_colour.sql": `CREATE TABLE colour (x TEXT) STRICT`,
		"9001_break_off.sql":  `INSERT INTO nowhere VALUES (1)`,
	}))
	if err == nil {
		t.Fatal("a broken upgrade went through")
	}
	if got := mustLoad(t, mustOpen(t, path), d.ID); got.Debrief.ID != d.ID {
		t.Errorf("after a broken upgrade the library holds %+v", got.Debrief)
	}
	if left, err := filepath.Glob(path + ".before-upgrade*"); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestSnapshotIsTheLibraryOfBefore upgrades the first released version: what
// stands beside it afterwards holds what it held, in the old version.
func TestSnapshotIsTheLibraryOfBefore(t *testing.T) {
	path := copyReleased(t, "testdata/library-1.db")
	if err := mustOpen(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	kept := onlySnapshot(t, path, 1)
	h, err := sqlite.Verify(t.Context(), kept, nil)
	if err != nil || !h.Sound() || h.Version != 1 || h.Sealed != 1 {
		t.Errorf("Verify: %+v, %v", h, err)
	}
	if h, err = sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() || h.Version != 5 {
		t.Errorf("Verify after the upgrade: %+v, %v", h, err)
	}
}

// TestDamageDoesNotKeepFromUpgrading has one line that was changed on disk: the
// snapshot has the very same damage and everything else.
func TestDamageDoesNotKeepFromUpgrading(t *testing.T) {
	path := copyReleased(t, "testdata/library-1.db")
	data := mustRead(t, path)
	changed := bytes.ReplaceAll(data, []byte("It looked flat to me"), []byte("It looked flat to us"))
	if bytes.Equal(data, changed) {
		t.Fatal("nothing was changed")
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := sqlite.Verify(t.Context(), path, nil)
	if err != nil || want.Sound() {
		t.Fatalf("before: %+v, %v", want, err)
	}
	if err := mustOpen(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	got, err := sqlite.Verify(t.Context(), onlySnapshot(t, path, 1), nil)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("the snapshot: %+v, want %+v, %v", got, want, err)
	}
}

// onlySnapshot finds the one that was made of a version.
func onlySnapshot(t *testing.T, path string, version int) string {
	t.Helper()
	all, err := filepath.Glob(fmt.Sprintf("%s.before-upgrade-from-%d-*.db", path, version))
	if err != nil || len(all) != 1 {
		t.Fatalf("snapshots = %v, %v", all, err)
	}
	return all[0]
}

// TestFullDiskKeepsWhatWasSavedAndGoesOn fills the disk, sees the refusal, and
// saves the same record once there is room.
func TestFullDiskKeepsWhatWasSavedAndGoesOn(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	pages, err := db.Pages()
	if err != nil {
		t.Fatal(err)
	}
	if err := db.LimitPages(pages + 8); err != nil {
		t.Fatal(err)
	}
	saved, refusedEntry := 0, (*debrief.Entry)(nil)
	for range 100 {
		e := newEntry(d, strings.Repeat("words ", 500))
		err := db.Apply(t.Context(), debrief.Action{Name: "file", Put: []debrief.Record{e}})
		if debrief.CodeOf(err) == debrief.CodeDiskFull {
			refusedEntry = e
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		saved++
	}
	if refusedEntry == nil {
		t.Fatal("the disk never became full")
	}
	if n := len(mustLoad(t, db, d.ID).Entries); n != saved {
		t.Errorf("%d of %d saved entries are there", n, saved)
	}
	if err := db.LimitPages(1 << 20); err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{refusedEntry}})
	if n := len(mustLoad(t, db, d.ID).Entries); n != saved+1 {
		t.Errorf("after room was made there are %d entries, want %d", n, saved+1)
	}
}
