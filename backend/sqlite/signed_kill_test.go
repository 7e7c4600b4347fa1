package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the process that signs off.
const signerEnv = "SECONDSTORY_TEST_SIGNER"

// signOnce says when it begins, and signs off the one debrief there is.
func signOnce(path string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path})
	if err != nil {
		return err
	}
	rows, _, err := db.List(ctx, 1, 0)
	if err != nil {
		return err
	}
	w, err := db.Load(ctx, rows[0].ID)
	if err != nil {
		return err
	}
	fmt.Println("again")
	a, _, err := signoff.Sign(w, signoff.Options{At: time.Now(), By: "Ines"})
	if err != nil {
		return err
	}
	if err := db.Apply(ctx, a); err != nil {
		return err
	}
	return db.Close()
}

// TestGateKillWhileSigningOff kills a process that signs off. Afterwards there is
// nothing of a version, or a whole one that reads as it was.
func TestGateKillWhileSigningOff(t *testing.T) {
	kills := counted(40, 1000)
	made := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, made)
	w := demo.Debrief()
	mustApply(t, db, debrief.Action{Name: "demo", Put: w.Records()})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var none, whole int
	for i := range kills {
		far(t, "kill while signing off", i, kills)
		path := filepath.Join(t.TempDir(), "library.db")
		if err := sqlite.SaveCopy(made, path); err != nil {
			t.Fatal(err)
		}
		killWhen(t, signerEnv+"="+path)
		if isSignedWhole(t, path, w) {
			whole++
		} else {
			none++
		}
	}
	t.Logf("gate: kill while signing off: %s kills, %s without a version, %s with a whole one, 0 between",
		figure(kills), figure(none), figure(whole))
}

// isSignedWhole says whether a library has a version, which then is whole.
func isSignedWhole(t *testing.T, path string, was *debrief.Whole) bool {
	t.Helper()
	db := mustOpen(t, path)
	w := mustLoad(t, db, was.Debrief.ID)
	signed := w.Debrief.State.IsSigned()
	if signed != (len(w.Versions) == 1) || len(w.Attachments) != len(was.Attachments)+len(w.Versions) {
		t.Fatalf("%s, %d versions, %d attachments", w.Debrief.State, len(w.Versions), len(w.Attachments))
	}
	if signed {
		got, _, err := signoff.Read(t.Context(), db, w, "1.0")
		if err != nil || len(got.Entries) != len(was.Entries) {
			t.Fatalf("half a version: %v", err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Fatalf("%+v, %v", h, err)
	}
	return signed
}
