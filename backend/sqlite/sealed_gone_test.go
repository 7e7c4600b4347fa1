package sqlite_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	randv2 "math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the forgetting process.
const forgetterEnv = "SECONDSTORY_TEST_FORGETTER"

// piece is how much of a sealed row is looked for, every so many bytes of it.
type piece [16]byte

const pieceEvery = 16

// notes are sealed rows as the vault writes them: one for the key, one for the
// interview that is sealed anew as somebody types, now and then a version that is
// kept, a picture. The first is to go.
type notes struct {
	dir  string
	path string
	// rows are how often each was sealed.
	rows map[debrief.ID]int64
	// doomed are pieces of whatever was ever sealed of the first.
	doomed map[piece]bool
}

const goes = "goes"

func newNotes(t *testing.T) *notes {
	t.Helper()
	dir := t.TempDir()
	return &notes{dir: dir, path: filepath.Join(dir, "library.db"), rows: map[debrief.ID]int64{}, doomed: map[piece]bool{}}
}

// ids are the rows of an interview.
func ids(of string) []debrief.ID { return []debrief.ID{"key-" + of, "interview-" + of, "paper-" + of} }

func (n *notes) seal(t *testing.T, db *sqlite.DB, of string, id debrief.ID, size int, kept bool) {
	t.Helper()
	n.rows[id]++
	row := debrief.Sealed{ID: id, DebriefID: "d1", Version: n.rows[id], Nonce: random(24), Cipher: random(size)}
	w := debrief.SealedWrite{Put: []debrief.Sealed{row}}
	if kept {
		version := row
		version.Cipher = random(size)
		w.Keep = []debrief.Sealed{version}
	}
	for _, sealed := range append(w.Put, w.Keep...) {
		for at := 0; of == goes && at+len(piece{}) <= size; at += pieceEvery {
			n.doomed[piece(sealed.Cipher[at:])] = true
		}
	}
	if err := db.Seal(t.Context(), w); err != nil {
		t.Fatal(err)
	}
}

func random(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.Read(b)
	return b
}

// typed has several interviews typed in turn, each growing, so that rows move.
func (n *notes) typed(t *testing.T, db *sqlite.DB) {
	t.Helper()
	all := []string{"a", goes, "m", "z"}
	for _, of := range all {
		n.seal(t, db, of, ids(of)[0], 560, false)
	}
	for i := range 160 {
		of := all[randv2.IntN(len(all))]
		n.seal(t, db, of, ids(of)[1], 560+512*(i/8), i%20 == 0)
	}
	for _, of := range all {
		n.seal(t, db, of, ids(of)[1], 2_000, true)
		n.seal(t, db, of, ids(of)[2], 40_000, false)
	}
}

// found counts pieces of what was to go, in the library and the log beside it,
// in rows, on free pages and between.
func (n *notes) found(t *testing.T, paths ...string) (hits int) {
	t.Helper()
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		for at := range max(0, len(b)-len(piece{})+1) {
			if n.doomed[piece(b[at:])] {
				hits++
			}
		}
	}
	return hits
}

func (n *notes) beside() []string { return []string{n.path, n.path + "-wal"} }

// whole says whether each row of the first is there, or none; anything else is
// told.
func (n *notes) whole(t *testing.T, db *sqlite.DB) bool {
	t.Helper()
	rows, err := db.Sealed(t.Context(), ids(goes)...)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := db.SealedVersions(t.Context(), ids(goes)[1])
	if err != nil || len(rows) != 0 && len(rows) != 3 || (len(rows) == 0) != (len(versions) == 0) {
		t.Fatalf("%d rows, %d versions, %v", len(rows), len(versions), err)
	}
	others, err := db.Sealed(t.Context(), append(append(ids("a"), ids("m")...), ids("z")...)...)
	if err != nil || len(others) != 9 {
		t.Fatalf("%d rows of the others, %v", len(others), err)
	}
	return len(rows) == 3
}

// TestGateForgottenNotesAreInNoByte searches every byte of the library for what
// was ever sealed of an interview: before, where it is found, and after.
func TestGateForgottenNotesAreInNoByte(t *testing.T) {
	n := newNotes(t)
	db := mustOpen(t, n.path)
	n.typed(t, db)
	backups := filepath.Join(n.dir, "backups")
	before := mustBackup(t, db, backups)
	// Rows that were typed over, that moved, and that are read from.
	n.typed(t, db)
	was := n.found(t, n.beside()...)
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: ids(goes)}); err != nil {
		t.Fatal(err)
	}
	if n.whole(t, db) {
		t.Error("there as before")
	}
	after := mustBackup(t, db, t.TempDir())
	left, old, fresh := n.found(t, n.beside()...), n.found(t, before.Path), n.found(t, after.Path)
	t.Logf("gate: forgotten notes: %s pieces found before, %s after; %s in the backup made before, %s in the one made after",
		figure(was), figure(left), figure(old), figure(fresh))
	if was == 0 || old == 0 || left != 0 || fresh != 0 {
		t.Fail()
	}
	if h, err := sqlite.Verify(t.Context(), n.path, nil); err != nil || !h.Sound() {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestRowsThatMovedLeaveNoCopy forgets the first of many rows, whose pages were
// parted since: SQLite leaves copies of what it moved, also with secure_delete.
func TestRowsThatMovedLeaveNoCopy(t *testing.T) {
	n := newNotes(t)
	db := mustOpen(t, n.path)
	order := randv2.New(randv2.NewPCG(1, 6))
	var forget []debrief.ID
	for i := range 100 {
		id, of := fmt.Sprintf("%08d", order.IntN(100_000_000)), "stays"
		if i < 50 {
			forget, of = append(forget, id), goes
		}
		n.seal(t, db, of, id, 560+order.IntN(440), false)
	}
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: forget}); err != nil {
		t.Fatal(err)
	}
	if hits := n.found(t, n.beside()...); hits != 0 {
		t.Errorf("%d pieces", hits)
	}
	if heads, err := db.SealedHeads(t.Context()); err != nil || len(heads) != 50 {
		t.Errorf("%d rows, %v", len(heads), err)
	}
}

// TestNotesForgottenWhileSomebodyReadsAreGoneWithTheNextSave: the log cannot be
// emptied under a reader.
func TestNotesForgottenWhileSomebodyReadsAreGoneWithTheNextSave(t *testing.T) {
	n := newNotes(t)
	db := mustOpen(t, n.path)
	n.typed(t, db)
	done, err := db.HoldReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: ids(goes)}); err != nil {
		t.Fatal(err)
	}
	if n.found(t, n.beside()...) == 0 {
		t.Error("nobody read")
	}
	done()
	n.seal(t, db, "a", ids("a")[1], 560, false)
	if hits := n.found(t, n.beside()...); hits != 0 {
		t.Errorf("%d pieces", hits)
	}
}

// forgetOnce forgets the first interview and says when it begins.
func forgetOnce(path string) error {
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: path})
	if err != nil {
		return err
	}
	fmt.Println("again")
	if err := db.Seal(context.Background(), debrief.SealedWrite{Forget: ids(goes)}); err != nil {
		return err
	}
	return db.Close()
}

// TestGateKillWhileForgetting kills a process that forgets an interview. Once the
// library is opened again it is there whole or in no byte, and can be forgotten.
func TestGateKillWhileForgetting(t *testing.T) {
	kills := counted(20, 1000)
	var there, gone int
	made := newNotes(t)
	db := mustOpen(t, made.path)
	made.typed(t, db)
	// Large enough to be killed in the midst of it.
	made.seal(t, db, "a", ids("a")[2], 1<<20, false)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for i := range kills {
		far(t, "kill while forgetting", i, kills)
		n := *made
		n.path = filepath.Join(t.TempDir(), "library.db")
		if err := sqlite.SaveCopy(made.path, n.path); err != nil {
			t.Fatal(err)
		}
		killWhen(t, forgetterEnv+"="+n.path)
		db := mustOpen(t, n.path)
		if n.whole(t, db) {
			there++
		} else {
			gone++
			if hits := n.found(t, n.beside()...); hits != 0 {
				t.Errorf("gone, and %d pieces are left", hits)
			}
		}
		if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: ids(goes)}); err != nil {
			t.Fatal(err)
		}
		if n.whole(t, db) || n.found(t, n.beside()...) != 0 {
			t.Error("left after it was done again")
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("gate: kill while forgetting: %s kills, %s whole, %s gone, 0 between", figure(kills), figure(there), figure(gone))
}

func TestWhichBackupsHoldSealedRowsIsTold(t *testing.T) {
	n := newNotes(t)
	db := mustOpen(t, n.path)
	n.typed(t, db)
	backups := filepath.Join(n.dir, "backups")
	before := mustBackup(t, db, backups)
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: ids(goes)}); err != nil {
		t.Fatal(err)
	}
	after := mustBackup(t, db, t.TempDir())
	for path, want := range map[string]bool{before.Path: true, after.Path: false} {
		if got, err := sqlite.SealedIn(t.Context(), path, ids(goes)...); err != nil || got != want {
			t.Errorf("%s: %v, %v", filepath.Base(path), got, err)
		}
	}
	if err := os.WriteFile(after.Path, []byte("not a library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.SealedIn(t.Context(), after.Path, ids(goes)...); err == nil {
		t.Error("a file that cannot be read was said to hold nothing")
	}
}

// TestSealedNotesAloneMakeABackupDue: nothing else is written in a talk.
func TestSealedNotesAloneMakeABackupDue(t *testing.T) {
	n := newNotes(t)
	dir := filepath.Join(n.dir, "backups")
	db := openAt(t, n.path, fourteen)
	n.seal(t, db, "a", "ledger", 560, false)
	mustBackup(t, db, dir)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, n.path, fourteen.Add(2*time.Hour))
	if due, err := db.BackupDue(t.Context(), dir); err != nil || due {
		t.Errorf("due without a change: %v, %v", due, err)
	}
	n.seal(t, db, "a", "ledger", 560, false)
	if due, err := db.BackupDue(t.Context(), dir); err != nil || !due {
		t.Errorf("not due: %v, %v", due, err)
	}
}
