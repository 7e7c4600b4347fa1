package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func TestVerifyTellsWhereTheDamageIs(t *testing.T) {
	path := libraryOfSeveral(t)
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() || h.Debriefs != 4 || h.Drafts != 4 {
		t.Fatalf("sound: %+v, %v", h, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := sqlite.PlacedRows(path)
	if err != nil {
		t.Fatal(err)
	}
	const words = "line 2 as I saw it then."
	for _, r := range rows {
		if !strings.HasPrefix(r.Key, "record ") || !strings.Contains(r.Key, words) {
			continue
		}
		page := data[(r.Pages[0]-1)*4096 : r.Pages[0]*4096]
		copy(page, bytes.Replace(page, []byte(words), []byte("line 2 as I saw it when."), 1))
		break
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := sqlite.Verify(t.Context(), path, nil)
	if err != nil || len(h.Damage) != 1 {
		t.Fatalf("damaged: %+v, %v", h, err)
	}
	d := h.Damage[0]
	if d.Noun != debrief.NounEntry || !strings.HasPrefix(d.Title, "Image uploads stalled") || fmt.Sprint(d.Fields) != "[text]" || d.What != sqlite.WhatChanged {
		t.Errorf("damage = %+v", d)
	}
	// Readable shows the rest and no more.
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, ReadOnly: true, Readable: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if got := len(mustLoad(t, db, d.DebriefID).Entries); got != 10 {
		t.Errorf("%d entries can be read, want 10", got)
	}
	if err := db.SaveSetting(t.Context(), "a", "b"); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("SaveSetting = %v", err)
	}
}

// TestVerifyAndSalvageReadTheLog takes a library as it is after a crash, its
// newest lines in the write-ahead log.
func TestVerifyAndSalvageReadTheLog(t *testing.T) {
	path, copyOf := filepath.Join(t.TempDir(), "library.db"), filepath.Join(t.TempDir(), "crashed.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	for i := range 20 {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, fmt.Sprint("line ", i))}})
	}
	before := map[string]string{}
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		before[end] = string(data)
		if err := os.WriteFile(copyOf+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h, err := sqlite.Verify(t.Context(), copyOf, nil)
	if err != nil || !h.Sound() || h.Passages != 22 {
		t.Errorf("Verify: %+v, %v", h, err)
	}
	r, err := sqlite.Salvage(t.Context(), copyOf, copyOf+".new", nil)
	if err != nil || r.Passages != 22 || r.Changes != 22 || len(r.Lost) != 0 || r.ChangesLost != 0 {
		t.Errorf("Salvage: %+v, %v", r, err)
	}
	for end, want := range before {
		if data, err := os.ReadFile(copyOf + end); err != nil || string(data) != want {
			t.Errorf("%s was changed (%v)", filepath.Base(copyOf+end), err)
		}
	}
	// The same library while its window is open.
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() || h.Passages != 22 {
		t.Errorf("Verify beside a window: %+v, %v", h, err)
	}
	if _, err := sqlite.Salvage(t.Context(), path, path+".new", nil); debrief.CodeOf(err) != debrief.CodeLocked {
		t.Errorf("Salvage beside a window = %v", err)
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "goes on")}})
}

// TestSalvageWithoutSchema zeroes the first page, after which SQLite finds no
// table any more.
func TestSalvageWithoutSchema(t *testing.T) {
	path := libraryOfSeveral(t)
	whole := mustTruth(t, path)
	data := bytes.Clone(whole.data)
	clear(data[:4096])
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.Salvage(t.Context(), path, path+".new", nil)
	if err != nil || r.Passages != len(whole.records) || r.FromHistory != 0 {
		t.Fatalf("Salvage: %+v, %v", r, err)
	}
	again := mustTruth(t, path+".new")
	for id, want := range whole.records {
		if again.records[id] != want {
			t.Errorf("%s differs", id)
		}
	}
	settings, err := mustOpen(t, path+".new").Settings(t.Context())
	if err != nil || settings["theme"] != "dark" {
		t.Errorf("settings = %v, %v", settings, err)
	}
	if _, err := sqlite.Salvage(t.Context(), path, path+".new", nil); debrief.CodeOf(err) != debrief.CodeExists {
		t.Errorf("Salvage over a file = %v", err)
	}
}

// TestDraftsLostWithoutATraceAreNoticed puts an empty page over the one the
// drafts stand on: every row there is left is right.
func TestDraftsLostWithoutATraceAreNoticed(t *testing.T) {
	path := libraryOfSeveral(t)
	pages, err := firstColumn(path, `SELECT rootpage FROM sqlite_schema WHERE name IN ('draft', 'vault_wrap') ORDER BY name`)
	if err != nil || len(pages) != 2 {
		t.Fatal(pages, err)
	}
	data := mustRead(t, path)
	at := func(page string) []byte {
		n, err := strconv.Atoi(page)
		if err != nil {
			t.Fatal(err)
		}
		return data[(n-1)*4096 : n*4096]
	}
	copy(at(pages[0]), at(pages[1]))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || h.Sound() || h.Serious() == 0 {
		t.Errorf("Verify = %+v, %v", h, err)
	}
}
