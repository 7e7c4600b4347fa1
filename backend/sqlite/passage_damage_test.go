package sqlite_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// indexedLibrary makes one with the sample and a few hundred lines, all of it
// followed and digested, and closes it.
func indexedLibrary(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	d := newDebrief(t, db)
	r := rand.New(rand.NewPCG(5, 5))
	var lines []debrief.Record
	for range 600 {
		lines = append(lines, newEntry(d, "it looked flat to me "+randomWord(r)+" "+randomWord(r)))
	}
	mustApply(t, db, debrief.Action{Name: "import", Put: lines})
	mustFollow(t, db)
	digested(t, db, texts(nil), nil)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// indexPages are the pages only the index stands on.
func indexPages(t *testing.T, path string) (out []int) {
	t.Helper()
	out, err := sqlite.IndexPageNumbers(path)
	if err != nil || len(out) < 10 {
		t.Fatalf("%d pages, %v", len(out), err)
	}
	return out
}

// withoutIndex are a library's bytes with every page of its index zeroed.
func withoutIndex(t *testing.T, path string) []byte {
	t.Helper()
	data := mustRead(t, path)
	for _, page := range indexPages(t, path) {
		clear(data[(page-1)*4096 : page*4096])
	}
	return data
}

// TestDamagedIndexIsOnlyTheIndex damages each page of the index in turn, in
// several ways. Verify must say that it is the index and nothing else, a backup
// must come out, and the index must be whole again after it.
func TestDamagedIndexIsOnlyTheIndex(t *testing.T) {
	path := indexedLibrary(t)
	whole := mustRead(t, path)
	r := rand.New(rand.NewPCG(9, 9))
	noticed, silent := 0, 0
	for _, page := range indexPages(t, path) {
		data := bytes.Clone(whole)
		on := data[(page-1)*4096 : page*4096]
		switch r.IntN(4) {
		case 0:
			clear(on)
		case 1:
			for i := range on {
				on[i] = byte(r.Uint32())
			}
		case 2:
			clear(on[512*(1+r.IntN(7)):])
		case 3:
			for range 20 {
				on[r.IntN(len(on))] ^= 1 << r.IntN(8)
			}
		}
		if mustMendIndex(t, data, page) {
			noticed++
		} else {
			silent++
		}
	}
	t.Logf("%d damaged indexes: all text shown as good, %d noticed and made again, %d of them in bytes nobody reads", noticed+silent, noticed, silent)
	if noticed == 0 {
		t.Error("nothing was noticed")
	}
}

func mustMendIndex(t *testing.T, data []byte, page int) (noticed bool) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := sqlite.Verify(t.Context(), path, nil)
	if err != nil || h.Serious() > 0 {
		t.Errorf("page %d: %v, %+v", page, err, h.Damage)
		return true
	}
	db := mustOpen(t, path)
	b, err := db.Backup(t.Context(), filepath.Join(dir, "backups"), sqlite.ReasonByHand, nil)
	if err != nil || b.Passages != h.Passages {
		t.Errorf("page %d: backup %+v, %v", page, b, err)
	}
	mustFollow(t, db)
	if got := found(t, db, "replication "); len(got) == 0 {
		t.Errorf("page %d: nothing is found", page)
	}
	if got, _ := digested(t, db, texts(nil), nil); len(got) != 2 {
		t.Errorf("page %d: %d digests", page, len(got))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := sqlite.Verify(t.Context(), path, nil); err != nil || !again.Sound() || again.Passages != h.Passages || again.Changes != h.Changes {
		t.Errorf("page %d: after it was made again: %+v, %v", page, again, err)
	}
	return !h.Sound()
}

// TestDamagedIndexIsNoticedByASearch zeroes all of the index.
func TestDamagedIndexIsNoticedByASearch(t *testing.T) {
	path := indexedLibrary(t)
	data := withoutIndex(t, path)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, path)
	if got, err := db.Find(t.Context(), "replication ", 0, sqlite.OrderNewest); err != nil || !got.Following {
		t.Fatalf("Find = %+v, %v", got, err)
	}
	mustFollow(t, db)
	if len(found(t, db, "replication ")) == 0 {
		t.Error("nothing is found after it was made again")
	}
}

// TestDamagedIndexKeepsNobodyFromSaving has the same index, and somebody typing.
func TestDamagedIndexKeepsNobodyFromSaving(t *testing.T) {
	path := indexedLibrary(t)
	data := withoutIndex(t, path)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, path)
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	d.Title = "typed over a damaged index"
	mustApply(t, db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{d}})
	if d.Rev != 1 {
		t.Errorf("revision %d after one save", d.Rev)
	}
	mustFollow(t, db)
	if got := found(t, db, "typed over"); len(got) != 1 {
		t.Errorf("found %q", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path)
	turn(t, db.Undo)
	mustFollow(t, db)
}

// TestIndexOfADamagedLibraryIsLeftAlone: making it again writes the whole file
// anew, which is no way to treat what is still to be salvaged.
func TestIndexOfADamagedLibraryIsLeftAlone(t *testing.T) {
	path := indexedLibrary(t)
	data := withoutIndex(t, path)
	data = bytes.ReplaceAll(data, []byte(`"title":"GitLab.com`), []byte(`"title":"GitLub.com`))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, path)
	if err := db.RemakeIndex(t.Context()); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("RemakeIndex = %v", err)
	}
	if _, err := db.Find(t.Context(), "replication ", 0, sqlite.OrderNewest); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("Find = %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(mustRead(t, path), data) {
		t.Error("the file was changed")
	}
}
