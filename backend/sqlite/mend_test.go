package sqlite_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// worn is a library with a backup of fourteen o'clock, and what was written
// since.
type worn struct {
	path, dir string
	debrief   *debrief.Debrief
	backup    sqlite.Backup
}

// marked is a text that stands nowhere else in the file.
func marked(i int) string { return fmt.Sprintf("line %02d was seen on the dashboard", i) }

// wornLibrary makes one: lines 0 to 9 before the backup, then line 2 is
// changed, line 9 deleted, and 10 to 12 are added.
func wornLibrary(t *testing.T) worn {
	t.Helper()
	home := t.TempDir()
	w := worn{path: filepath.Join(home, "library.db"), dir: filepath.Join(home, "backups")}
	db := openAt(t, w.path, fourteen)
	w.debrief = newDebrief(t, db)
	w.debrief.Title = "Image uploads stalled"
	records := []debrief.Record{w.debrief}
	for i := range 10 {
		records = append(records, newEntry(w.debrief, marked(i)))
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: records})
	if err := db.SaveDraft(t.Context(), w.debrief.ID, "capture", "a draft of fourteen o’clock"); err != nil {
		t.Fatal(err)
	}
	w.backup = mustBackup(t, db, w.dir)
	changed := records[3].(*debrief.Entry)
	changed.Text += ", and later in the log"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{changed}})
	mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: records[10].Head().ID}}})
	for i := 10; i < 13; i++ {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(w.debrief, marked(i))}})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// spoil changes a text wherever it stands in rows of some kind: "record ",
// "change ", "draft ", or "" for the whole file.
func spoil(t *testing.T, path, kind, text string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := sqlite.PlacedRows(path)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(text, text[:1], "#", 1)
	hit := false
	for _, r := range rows {
		if !strings.HasPrefix(r.Key, kind) || !strings.Contains(r.Key, text) {
			continue
		}
		for _, p := range r.Pages {
			page := data[(p-1)*4096 : p*4096]
			hit = hit || bytes.Contains(page, []byte(text))
			copy(page, bytes.ReplaceAll(page, []byte(text), []byte(other)))
		}
	}
	if !hit {
		t.Fatalf("%q is not in the file in clear", text)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func sumOfFile(t *testing.T, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// mend mends a library and sees that the damaged file is kept as it was, and
// that the new one is sound.
func (w worn) mend(t *testing.T, backups ...sqlite.Backup) sqlite.Mended {
	t.Helper()
	before := sumOfFile(t, w.path)
	m, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: w.path, Backups: backups, Dir: w.dir, Now: fourteen.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	if sumOfFile(t, m.Kept) != before {
		t.Error("the damaged file was not kept byte for byte")
	}
	h, err := sqlite.Verify(t.Context(), w.path, nil)
	if err != nil || !h.Sound() || h.Passages != m.Report.Passages {
		t.Fatalf("mended: %+v, %v", h, err)
	}
	if left := names(t, filepath.Dir(w.path)); strings.Contains(left, ".restore") || strings.Contains(left, "aside") {
		t.Errorf("left behind: %s", left)
	}
	return m
}

// texts are the lines of the library's one debrief, sorted as written.
func (w worn) texts(t *testing.T) string {
	t.Helper()
	db := openAt(t, w.path, fourteen)
	defer func() { _ = db.Close() }()
	var out []string
	for _, e := range mustLoad(t, db, w.debrief.ID).Entries {
		out = append(out, e.Text)
	}
	return strings.Join(out, "\n")
}

func TestMendTakesTheHistoryFirst(t *testing.T) {
	w := wornLibrary(t)
	want := w.texts(t)
	spoil(t, w.path, "record ", marked(2))
	spoil(t, w.path, "record ", marked(11))
	r := w.mend(t, w.backup).Report
	if r.FromHistory != 2 || r.FromBackup != 0 || len(r.Found) != 2 || len(r.Lost) != 0 || r.ChangesLost != 0 {
		t.Errorf("report = %+v", r)
	}
	for _, f := range r.Found {
		if f.Backup != "" || f.Older || f.Title != w.debrief.Title || f.Noun != debrief.NounEntry {
			t.Errorf("found = %+v", f)
		}
	}
	if got := w.texts(t); got != want {
		t.Errorf("texts =\n%s", got)
	}
}

func TestATitleFoundInTheHistoryIsSaid(t *testing.T) {
	w := wornLibrary(t)
	spoil(t, w.path, "record ", w.debrief.Title)
	m := w.mend(t)
	if len(m.Report.Found) == 0 || m.Report.Found[0].Title != w.debrief.Title {
		t.Errorf("found = %+v, want them under %q", m.Report.Found, w.debrief.Title)
	}
}

func TestMendTakesFromABackupWhatTheHistoryLost(t *testing.T) {
	w := wornLibrary(t)
	want := w.texts(t)
	for _, i := range []int{1, 4} {
		spoil(t, w.path, "record ", marked(i))
		spoil(t, w.path, "change ", marked(i))
	}
	spoil(t, w.path, "draft ", "a draft of fourteen")
	r := w.mend(t, w.backup).Report
	if r.FromBackup != 2 || r.FromHistory != 0 || len(r.Found) != 3 || len(r.Lost) != 0 || r.ChangesLost != 0 {
		t.Errorf("report = %+v", r)
	}
	for _, f := range r.Found {
		if f.Backup != filepath.Base(w.backup.Path) || !f.At.Equal(w.backup.At) || f.Older != (f.Field == "capture") {
			t.Errorf("found = %+v", f)
		}
	}
	if got := w.texts(t); got != want {
		t.Errorf("texts =\n%s", got)
	}
	db := openAt(t, w.path, fourteen)
	if drafts, err := db.Drafts(t.Context(), w.debrief.ID); err != nil || drafts["capture"] != "a draft of fourteen o’clock" {
		t.Errorf("drafts = %v, %v", drafts, err)
	}
	if versions, err := db.Steps(t.Context(), sqlite.StepQuery{}); err != nil || len(versions) < 6 {
		t.Errorf("steps = %+v, %v", versions, err)
	}
}

func TestMendSaysWhatWasWrittenSinceTheBackup(t *testing.T) {
	w := wornLibrary(t)
	for _, kind := range []string{"record ", "change "} {
		spoil(t, w.path, kind, marked(2))  // changed after the backup
		spoil(t, w.path, kind, marked(12)) // added after it
	}
	r := w.mend(t, w.backup).Report
	if r.FromBackup != 1 || len(r.Lost) != 1 || len(r.Found) != 1 || !r.Found[0].Older {
		t.Errorf("report = %+v", r)
	}
	got := w.texts(t)
	if !strings.Contains(got, marked(2)) || strings.Contains(got, "and later in the log") || strings.Contains(got, marked(12)) {
		t.Errorf("texts =\n%s", got)
	}
	if strings.Contains(got, marked(9)) {
		t.Error("what was deleted after the backup came back")
	}
}

func TestMendWithoutABackupLeavesGaps(t *testing.T) {
	w := wornLibrary(t)
	for _, kind := range []string{"record ", "change "} {
		spoil(t, w.path, kind, marked(5))
	}
	r := w.mend(t).Report
	if len(r.Lost) != 1 || r.Lost[0].Noun != debrief.NounEntry || r.Lost[0].DebriefID != w.debrief.ID || r.Unreadable() != 1 || r.ChangesLost != 1 {
		t.Errorf("report = %+v", r)
	}
	if got := w.texts(t); strings.Count(got, "\n") != 10 {
		t.Errorf("texts =\n%s", got)
	}
}

// TestMendFindsWhatNothingTellsOf mends libraries that SQLite cannot read at all.
func TestMendFindsWhatNothingTellsOf(t *testing.T) {
	for name, harm := range map[string]func([]byte) []byte{
		"first page gone": func(b []byte) []byte { clear(b[:4096]); return b },
		"cut short":       func(b []byte) []byte { return b[:len(b)-2*4096] },
		"noise in front":  func(b []byte) []byte { copy(b, bytes.Repeat([]byte("noise "), 20)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			w := wornLibrary(t)
			data, err := os.ReadFile(w.path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(w.path, harm(data), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := sqlite.Open(t.Context(), sqlite.Options{Path: w.path, CheckBelow: 1 << 20}); debrief.CodeOf(err) != debrief.CodeDamaged {
				t.Errorf("Open = %v", err)
			}
			w.mend(t, w.backup)
			got := w.texts(t)
			for i := range 9 {
				if !strings.Contains(got, marked(i)) {
					t.Errorf("line %d is gone", i)
				}
			}
		})
	}
}

// TestMendReadsTheLog mends a library as it is after a crash: its newest lines
// stand in the write-ahead log only, and something in the file is damaged.
func TestMendReadsTheLog(t *testing.T) {
	w := wornLibrary(t)
	db := openAt(t, w.path, fourteen)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(w.debrief, "in the log alone")}})
	crashed := worn{path: filepath.Join(t.TempDir(), "library.db"), dir: w.dir, debrief: w.debrief}
	if err := sqlite.SaveCopy(w.path, crashed.path); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.SaveCopy(w.path, crashed.path); debrief.CodeOf(err) != debrief.CodeExists {
		t.Errorf("SaveCopy over a file = %v", err)
	}
	data, err := os.ReadFile(crashed.path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[3*4096 : 5*4096])
	if err := os.WriteFile(crashed.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	log := sumOfFile(t, crashed.path+"-wal")
	m := crashed.mend(t, w.backup)
	if sumOfFile(t, m.Kept+"-wal") != log {
		t.Error("the log was not kept byte for byte")
	}
	if got := crashed.texts(t); !strings.Contains(got, "in the log alone") || !strings.Contains(got, marked(12)) {
		t.Errorf("texts =\n%s", got)
	}
}

// TestMendKnowsABackupOfAnotherPast goes back to an early backup; what was
// written after that and given up must not come back from a later one.
func TestMendKnowsABackupOfAnotherPast(t *testing.T) {
	w := wornLibrary(t)
	restored, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: w.backup.Path, Library: w.path, Dir: w.dir, Now: fourteen.Add(time.Minute)})
	if err != nil {
		t.Fatal(err)
	}
	db := openAt(t, w.path, fourteen)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(w.debrief, "written after going back")}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"record ", "change "} {
		spoil(t, w.path, kind, marked(3))
	}
	later, err := sqlite.Backups(w.dir)
	if err != nil || len(later) != 2 || later[0].Path != restored.Kept {
		t.Fatalf("backups = %+v, %v", later, err)
	}
	r := w.mend(t, later...).Report
	if r.FromBackup != 1 || len(r.Lost) != 0 {
		t.Errorf("report = %+v", r)
	}
	got := w.texts(t)
	if strings.Contains(got, marked(12)) || !strings.Contains(got, marked(3)) || !strings.Contains(got, "written after going back") {
		t.Errorf("texts =\n%s", got)
	}
}

func TestMendThatCannotBe(t *testing.T) {
	w := wornLibrary(t)
	db := openAt(t, w.path, fourteen)
	if _, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: w.path, Dir: w.dir}); debrief.CodeOf(err) != debrief.CodeLocked {
		t.Errorf("beside a window: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := sumOfFile(t, w.path)
	ctx, stop := context.WithCancel(t.Context())
	o := sqlite.MendOptions{Library: w.path, Dir: w.dir, Now: fourteen, Progress: func(part float64) {
		if part > .5 {
			stop()
		}
	}}
	if _, err := sqlite.Mend(ctx, o); debrief.CodeOf(err) != debrief.CodeCancelled {
		t.Errorf("stopped: %v", err)
	}
	if err := os.WriteFile(w.path+".none", []byte("nothing of a library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: w.path + ".none", Dir: w.dir}); debrief.CodeOf(err) != debrief.CodeNothingFound {
		t.Errorf("nothing there: %v", err)
	}
	if sumOfFile(t, w.path) != before {
		t.Error("the library was changed")
	}
	if left := names(t, filepath.Dir(w.path)); strings.Contains(left, ".restore") {
		t.Errorf("left behind: %s", left)
	}
}

// TestOpenChecksBeforeItWrites opens damaged libraries as the window does.
func TestOpenChecksBeforeItWrites(t *testing.T) {
	w := wornLibrary(t)
	spoil(t, w.path, "record ", marked(4))
	before := sumOfFile(t, w.path)
	if _, err := sqlite.Open(t.Context(), sqlite.Options{Path: w.path, CheckBelow: 1 << 20}); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("Open = %v", err)
	}
	if sumOfFile(t, w.path) != before {
		t.Error("the damaged library was changed")
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: w.path, CheckBelow: 4096})
	if err != nil {
		t.Fatalf("a library too large to be checked first: %v", err)
	}
	kept, err := db.KeepBytes(t.Context(), w.dir)
	if err != nil || !strings.HasPrefix(filepath.Base(kept), "damaged-") {
		t.Errorf("KeepBytes = %q, %v", kept, err)
	}
	if h, err := sqlite.Verify(t.Context(), kept, nil); err != nil || h.Serious() != 1 {
		t.Errorf("kept: %+v, %v", h, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestWhatWasCutShortIsResumed puts a library into the two states a replacement
// can be cut short in.
func TestWhatWasCutShortIsResumed(t *testing.T) {
	for _, placed := range []bool{false, true} {
		w := wornLibrary(t)
		db := openAt(t, w.path, fourteen)
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(w.debrief, "in the log alone")}})
		path := filepath.Join(t.TempDir(), "library.db")
		if err := sqlite.SaveCopy(w.path, path); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+"-wal", path+"-wal.aside"); err != nil {
			t.Fatal(err)
		}
		if !placed {
			if err := os.WriteFile(path+".restore", []byte("to come"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		texts := worn{path: path, debrief: w.debrief}.texts(t)
		if got := strings.Contains(texts, "in the log alone"); got == placed {
			t.Errorf("new one placed: %t, log read: %t", placed, got)
		}
		if left := names(t, filepath.Dir(path)); strings.Contains(left, "aside") || strings.Contains(left, ".restore") {
			t.Errorf("left behind: %s", left)
		}
	}
}

// A vault that was begun anew keeps its rows: those of a backup are of another
// vault, however often they were written.
func TestMendTakesNoSealedRowOfABackupInThePlaceOfOneThatIsThere(t *testing.T) {
	w := wornLibrary(t)
	seal := func(db *sqlite.DB, id string, version int64, what string, forget ...string) {
		t.Helper()
		row := debrief.Sealed{ID: id, Version: version, Nonce: bytes.Repeat([]byte{1}, 24), Cipher: []byte(what)}
		if err := db.Seal(t.Context(), debrief.SealedWrite{Put: []debrief.Sealed{row}, Forget: forget}); err != nil {
			t.Fatal(err)
		}
	}
	db := openAt(t, w.path, fourteen)
	seal(db, "ledger", 7, "of the backup")
	seal(db, "key-lost", 1, "of the backup alone")
	b := mustBackup(t, db, w.dir)
	seal(db, "ledger", 1, "begun anew", "ledger", "key-lost")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, w.path, "", marked(4))
	w.mend(t, b)
	db = openAt(t, w.path, fourteen)
	defer func() { _ = db.Close() }()
	rows, err := db.Sealed(t.Context(), "ledger", "key-lost")
	if err != nil || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, r := range rows {
		if r.ID == "ledger" && (r.Version != 1 || string(r.Cipher) != "begun anew") {
			t.Errorf("%d %s", r.Version, r.Cipher)
		}
	}
}
