package sqlite_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// FuzzSalvage reads libraries and logs made of anything at all. It has to end,
// and what it makes has to be sound.
func FuzzSalvage(f *testing.F) {
	path := filepath.Join(f.TempDir(), "library.db")
	db := mustOpen(f, path)
	d := newDebrief(f, db)
	mustApply(f, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "a")}})
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		f.Fatal(err)
	}
	if err := db.Close(); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, log)
	f.Add(data, []byte{})
	for seed := range uint64(7) {
		bad, _, _ := damage(rand.New(rand.NewPCG(seed, 1)), data)
		f.Add(bad, log)
	}
	f.Fuzz(func(t *testing.T, main, log []byte) {
		at := filepath.Join(t.TempDir(), "library.db")
		for name, content := range map[string][]byte{at: main, at + "-wal": log} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := sqlite.Salvage(t.Context(), at, at+".new", nil)
		if err != nil && debrief.CodeOf(err) != debrief.CodeNothingFound {
			t.Fatal(err)
		}
		// Any answer will do, as long as there is one.
		_, _ = sqlite.Verify(t.Context(), at, nil)
	})
}
