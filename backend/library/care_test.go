package library

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// worn makes a library with the sample in it and a backup of it, damages a line
// and returns its keeper.
func worn(t *testing.T) Keeper {
	t.Helper()
	k := Keeper{Path: filepath.Join(t.TempDir(), "library.db"), Now: time.Now, Sample: demo.Debrief}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, never)
	if _, err := kept.MakeBackup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, k.Path)
	return k
}

// spoil changes one record of a library's file.
func spoil(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(`"basis":"record"`), []byte(`"basis":"recurd"`), 1)
	if bytes.Equal(changed, data) {
		t.Fatal("there is no line to damage")
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedLibraryIsNotOpenedAndCanBeMended(t *testing.T) {
	k := worn(t)
	before, err := os.ReadFile(k.Path)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := k.Open(); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Fatalf("Open = %v", err)
	}
	r, err := k.Try(t.Context(), nil)
	if err != nil || r.FromBackup != 1 || len(r.Lost) != 0 {
		t.Fatalf("Try = %+v, %v", r, err)
	}
	reading, err := k.OpenReading(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if rows, _, err := reading.List(t.Context(), 0, 0); err != nil || len(rows) != 1 {
		t.Errorf("List = %+v, %v", rows, err)
	}
	if err := reading.SaveSetting(t.Context(), "theme", "dark"); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("SaveSetting = %v", err)
	}
	if _, err := reading.MakeBackup(t.Context(), nil); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("MakeBackup = %v", err)
	}
	if err := reading.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(k.trial()); !os.IsNotExist(err) {
		t.Errorf("the trial is left: %v", err)
	}
	m, err := k.Mend(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(m.Kept); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the damaged file was not kept: %v", err)
	}
	kept, _, err := k.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestALibraryThatIsMissingIsNotMadeAnew(t *testing.T) {
	k := worn(t)
	for _, lose := range []func() error{
		func() error { return os.Remove(k.Path) },
		func() error { return os.WriteFile(k.Path, nil, 0o600) },
	} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := k.Open(); debrief.CodeOf(err) != debrief.CodeMissing {
			t.Errorf("Open = %v", err)
		}
		if k.Size() != 0 {
			t.Error("something was made")
		}
	}
	kept, first, err := k.Begin()
	if err != nil || first == "" {
		t.Fatalf("Begin = %q, %v", first, err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	if kept, _, err = k.Open(); err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestDamageIsNoticedWhileOpen opens a library that is too large to be read
// first, which here it is not: the bound is passed over.
func TestDamageIsNoticedWhileOpen(t *testing.T) {
	k := worn(t)
	noticed := make(chan struct{}, 1)
	k.Noticed = func() { noticed <- struct{}{} }
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: k.Path, Now: k.Now})
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, schedule{first: time.Hour, every: time.Hour, clock: time.Hour, check: time.Millisecond})
	select {
	case <-noticed:
	case <-time.After(20 * time.Second):
		t.Fatal("nothing was noticed")
	}
	if kept.Unreadable() != 1 {
		t.Errorf("unreadable = %d", kept.Unreadable())
	}
	aside, err := filepath.Glob(filepath.Join(sqlite.BackupDir(k.Path), "damaged-*.db"))
	if err != nil || len(aside) != 1 {
		t.Errorf("put aside: %v, %v", aside, err)
	}
	// Saving goes on, and nothing is checked again for a day.
	if err := kept.SaveSetting(t.Context(), "theme", "dark"); err != nil {
		t.Error(err)
	}
	if due, err := kept.checkDue(t.Context()); err != nil || due {
		t.Errorf("due = %t, %v", due, err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestGoingBackSaysWhatItSetsAside(t *testing.T) {
	k := Keeper{Path: filepath.Join(t.TempDir(), "library.db"), Now: time.Now}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, never)
	w := demo.Debrief()
	if err := kept.Apply(t.Context(), debrief.Action{Name: "new-debrief", Put: w.Records()}); err != nil {
		t.Fatal(err)
	}
	b, err := kept.MakeBackup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	line := &debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID}, Text: "written since", Basis: debrief.BasisMemory}
	if err := kept.Apply(t.Context(), debrief.Action{Name: "file", Put: []debrief.Record{line}}); err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, k.Path)
	if r, err := k.Try(t.Context(), nil); err != nil || len(r.Found) != 1 {
		t.Fatalf("Try = %+v, %v", r, err)
	}
	d, err := k.Aside(t.Context(), b.Path)
	if err != nil || d.Added != 1 || len(d.Items) != 1 || d.Items[0].Text != "written since" {
		t.Errorf("Aside = %+v, %v", d, err)
	}
}

// TestOpeningADamagedDebriefIsNoticed opens the debrief with the damage in it;
// no check is due.
func TestOpeningADamagedDebriefIsNoticed(t *testing.T) {
	k := worn(t)
	noticed := make(chan struct{}, 1)
	k.Noticed = func() { noticed <- struct{}{} }
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: k.Path, Now: k.Now})
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, never)
	defer func() { _ = kept.Close() }()
	rows, _, err := kept.List(t.Context(), 0, 0)
	if err != nil || len(rows) != 1 {
		t.Fatalf("List = %+v, %v", rows, err)
	}
	if _, err := kept.Load(t.Context(), rows[0].ID); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("Load = %v", err)
	}
	select {
	case <-noticed:
	case <-time.After(20 * time.Second):
		t.Fatal("nothing was noticed")
	}
}
