package command_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/command"
	"secondstory/backend/demo"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// said is an answer without the folder the test is in.
func said(t *testing.T, r result, dir string) string {
	t.Helper()
	return strings.TrimSpace(strings.ReplaceAll(r.out+r.err, dir+string(filepath.Separator), ""))
}

// TestBackupVerifyRestoreAndSalvage walks through what a person does when a
// library is damaged.
func TestBackupVerifyRestoreAndSalvage(t *testing.T) {
	library := mustDemo(t)
	dir := filepath.Dir(library)
	backup := filepath.Join(dir, "backups", "library-2026-11-21-1200.db")
	step := func(code int, want string, args ...string) {
		t.Helper()
		r := secondstory(t, args...)
		if got := said(t, r, dir); r.code != code || !strings.Contains(got, want) || strings.Contains(got, "{") {
			t.Fatalf("%q ends with %d:\n%s\nwant %d: %s", args, r.code, got, code, want)
		}
	}
	step(0, "Sound: 1 debriefs", "verify", "--library", library)
	step(0, "Written and read again: backups/library-2026-11-21-1200.db (1 debriefs", "backup", "--library", library)
	step(0, "Sound: 1 debriefs", "verify", backup)
	spoil(t, library)
	step(1, "Not as it was written (row ", "verify", "--library", library)
	step(1, "Nothing was changed. Restore a backup", "verify", "--library", library)
	step(2, "did not come out word for word", "backup", "--library", library)
	step(0, "1 not found", "salvage", "--library", library, "-o", filepath.Join(dir, "new.db"))
	step(0, "Sound: 1 debriefs", "verify", filepath.Join(dir, "new.db"))
	step(0, "1 from a backup, 0 not found", "salvage", "--library", library, "--backup", backup, "-o", filepath.Join(dir, "mended.db"))
	step(0, "Sound: 1 debriefs", "verify", filepath.Join(dir, "mended.db"))
	step(2, "There is no library at none.db", "salvage", "--library", library, "--backup", filepath.Join(dir, "none.db"), "-o", filepath.Join(dir, "more.db"))
	step(2, "new.db is a library, or belongs to one", "salvage", "--library", library, "-o", filepath.Join(dir, "new.db"))
	step(0, "kept byte for byte: backups/damaged-2026-11-21-1200.db", "restore", backup, "--library", library)
	step(0, "Sound: 1 debriefs", "verify", "--library", library)
	step(0, "kept as a backup: backups/library-2026-11-21-1200-2.db", "restore", "--library", library, backup)
}

// spoil changes one word of an entry in a library's file.
func spoil(t *testing.T, library string) {
	t.Helper()
	data, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(`"basis":"memory"`), []byte(`"basis":"memery"`), 1)
	if bytes.Equal(changed, data) {
		t.Fatal("no entry is in the file in clear")
	}
	if err := os.WriteFile(library, changed, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyAsJSON(t *testing.T) {
	library := mustDemo(t)
	for _, want := range []int{0, 1} {
		r := secondstory(t, "verify", "--json", "--library", library)
		var h sqlite.Health
		if err := json.Unmarshal([]byte(r.out), &h); err != nil || r.code != want || len(h.Damage) != want {
			t.Fatalf("verify --json: %+v (%v)", r, err)
		}
		spoil(t, library)
	}
}

func TestBackupBesideAnOpenWindow(t *testing.T) {
	path, dir := filepath.Join(t.TempDir(), "library.db"), t.TempDir()
	db, _, err := library.Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if r := secondstory(t, "backup", "--library", path, "-o", dir); r.code != 0 || r.err != "" {
		t.Errorf("backup: %+v", r)
	}
	if r := secondstory(t, "verify", "--library", path); r.code != 0 {
		t.Errorf("verify: %+v", r)
	}
	all, err := sqlite.Backups(dir)
	if err != nil || len(all) != 1 || !all[0].Verified {
		t.Fatalf("backups = %+v, %v", all, err)
	}
	if r := secondstory(t, "restore", all[0].Path, "--library", path); r.code != 2 || !strings.Contains(r.err, "already open") {
		t.Errorf("restore: %+v", r)
	}
}

func TestBackupGoesWhereTheWindowSendsIt(t *testing.T) {
	path, stick := mustDemo(t), filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if r := secondstory(t, "backup", "--library", path); r.code != 0 {
		t.Fatalf("backup: %+v", r)
	}
	if err := (library.Keeper{Path: path, Now: time.Now}).ChoosePlace(stick); err != nil {
		t.Fatal(err)
	}
	if r := secondstory(t, "backup", "--library", path); r.code != 0 || !strings.Contains(r.out, stick) {
		t.Errorf("backup to the chosen folder: %+v", r)
	}
	r := secondstory(t, "backup", "--list", "--library", path)
	if lines := strings.Split(strings.TrimSpace(r.out), "\n"); r.code != 0 || len(lines) != 2 ||
		!strings.Contains(lines[0]+lines[1], stick) || !strings.Contains(lines[0], "  verified  ") {
		t.Errorf("list: %+v", r)
	}
	if err := os.Rename(stick, stick+"-pulled"); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"backup"}, {"backup", "--list"}} {
		if r := secondstory(t, append(args, "--library", path)...); r.code != 2 || !strings.Contains(r.err, "not there") {
			t.Errorf("%q while it is away: %+v", args, r)
		}
	}
	if _, err := os.Stat(stick); !os.IsNotExist(err) {
		t.Errorf("a folder was made where the stick was: %v", err)
	}
}

func TestSyncedFolderIsMentioned(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Dropbox")
	if r := secondstory(t, "demo", "-o", dir); r.code != 0 {
		t.Fatalf("demo: %+v", r)
	}
	r := secondstory(t, "verify", "--library", filepath.Join(dir, "library.db"))
	if r.code != 0 || !strings.Contains(r.err, "a folder that Dropbox keeps in step") {
		t.Errorf("verify: %+v", r)
	}
}

func TestWrongUsageOfTheSafetyVerbs(t *testing.T) {
	library, none := mustDemo(t), filepath.Join(t.TempDir(), "none.db")
	for _, args := range [][]string{
		{"backup", "extra"},
		{"backup", "--frobnicate"},
		{"backup", "--library", none},
		{"restore"},
		{"restore", "--library", library},
		{"restore", none, "--library", library},
		{"restore", library, "--library", library},
		{"restore", notALibrary(t), "--library", library},
		{"verify", "a", "b"},
		{"verify", none},
		{"verify", notALibrary(t)},
		{"salvage", "--library", library},
		{"salvage", "--library", none, "-o", none + ".new"},
		{"salvage", "--library", notALibrary(t), "-o", none + ".new"},
	} {
		r := secondstory(t, args...)
		if r.code != command.Failure || !strings.HasPrefix(r.err, "secondstory: ") || r.out != "" || strings.Contains(r.err, "{") {
			t.Errorf("%q: %+v", args, r)
		}
	}
}
