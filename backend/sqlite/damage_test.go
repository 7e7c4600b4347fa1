package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// truth is what a library held before it was damaged.
type truth struct {
	data []byte
	// records are their JSON by id, of the debriefs named by id.
	records  map[debrief.ID]string
	debriefs []debrief.ID
	rows     []sqlite.Placed
	// draft is what was being typed in each of them.
	draft string
}

const halfASentence = "half a sentence that nobody has filed yet, and which is nowhere else"

// libraryOfSeveral makes one with long and short texts, undone, redone and
// deleted lines, drafts and settings, and closes it.
func libraryOfSeveral(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library.db")
	db, ctx := mustOpen(t, path), context.Background()
	for i := range 4 {
		d := newDebrief(t, db)
		d.Title = fmt.Sprintf("Image uploads stalled %d", i)
		records := []debrief.Record{d, &debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "one pool"}}
		for j := range 12 {
			records = append(records, newEntry(d, strings.Repeat(fmt.Sprintf("line %d as I saw it then. ", j), 1+j*j/2)))
		}
		mustApply(t, db, debrief.Action{Name: "file", Put: records})
		changed := records[3].(*debrief.Entry)
		changed.Text += " And later still."
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{changed}})
		mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: records[4].Head().ID}}})
		if _, err := db.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: records[5].Head().ID}}})
		if err := db.SaveDraft(ctx, d.ID, "capture", halfASentence); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.SaveSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustTruth(t *testing.T, path string) truth {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := sqlite.PlacedRows(path)
	if err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, path)
	defer func() { _ = db.Close() }()
	out := truth{data: data, records: map[debrief.ID]string{}, rows: rows, draft: halfASentence}
	list, _, err := db.List(context.Background(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		out.debriefs = append(out.debriefs, d.ID)
		for _, r := range mustLoad(t, db, d.ID).Records() {
			out.records[r.Head().ID] = asJSON(r)
		}
	}
	return out
}

func asJSON(r debrief.Record) string {
	b, err := json.Marshal(r)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// damage changes a copy of a library's bytes in one of the ways disks, power
// cuts and other programs do, and says which pages it touched (from 1).
func damage(r *rand.Rand, data []byte) (out []byte, how string, touched map[int]bool) {
	const page = 4096
	out, touched = bytes.Clone(data), map[int]bool{}
	n := len(data) / page
	at := func() int { return r.IntN(n) }
	touch := func(p int) []byte {
		touched[p+1] = true
		return out[p*page : (p+1)*page]
	}
	switch r.IntN(7) {
	case 0:
		for range 1 + r.IntN(8) {
			touch(at())[r.IntN(page)] ^= 1 << r.IntN(8)
		}
		return out, "flipped bits", touched
	case 1:
		for range 1 + r.IntN(3) {
			clear(touch(at()))
		}
		return out, "zeroed pages", touched
	case 2:
		b := touch(at())
		clear(b[512*(1+r.IntN(7)):])
		return out, "a torn page", touched
	case 3:
		b := touch(at())
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return out, "a page of noise", touched
	case 4:
		from := at()
		copy(touch(at()), data[from*page:(from+1)*page])
		return out, "a page over another", touched
	case 5:
		cut := r.IntN(len(data))
		for p := cut / page; p < n; p++ {
			touched[p+1] = true
		}
		return out[:cut], "a file cut short", touched
	}
	start := r.IntN(len(data))
	for i := start; i < min(len(data), start+1+r.IntN(200)); i++ {
		touch(i / page)[i%page] = byte(r.Uint32())
	}
	return out, "changed bytes", touched
}

// tally is what became of the rows of all damaged libraries.
type tally struct {
	wrong, unseen, kept, undamaged, refused, shown atomic.Int64
}

// TestGateDamage damages a library in hundreds of ways.
// Nothing may be shown that was not written, what is missing has to be
// reported, and what no damage touched has to be in the salvaged library.
func TestGateDamage(t *testing.T) {
	whole := mustTruth(t, libraryOfSeveral(t))
	n, dir := counted(420, 5000), t.TempDir()
	var sum tally
	var group sync.WaitGroup
	for worker := range 2 {
		group.Go(func() {
			path := filepath.Join(dir, fmt.Sprintf("%d.db", worker))
			for seed := worker; seed < n; seed += 2 {
				if err := whole.try(&sum, path, uint64(seed)); err != nil {
					t.Errorf("seed %d: %v", seed, err)
				}
				far(t, "damage", seed, n)
			}
		})
	}
	group.Wait()
	share := 100 * float64(sum.kept.Load()) / float64(sum.undamaged.Load())
	t.Logf("gate: damage: %s damaged libraries, %s refused; of %s rows shown %d wrong, %d gaps not reported; %s of %s undamaged rows salvaged (%.2f %%)",
		figure(n), figure(sum.refused.Load()), figure(sum.shown.Load()), sum.wrong.Load(), sum.unseen.Load(),
		figure(sum.kept.Load()), figure(sum.undamaged.Load()), share)
	if sum.wrong.Load() != 0 || sum.unseen.Load() != 0 || share < 99 {
		t.Fail()
	}
}

func (whole truth) try(sum *tally, path string, seed uint64) error {
	data, how, touched := damage(rand.New(rand.NewPCG(seed, 42)), whole.data)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	health, err := sqlite.Verify(context.Background(), path, nil)
	noticed := err != nil || !health.Sound()
	salvaged, err := whole.salvage(path)
	if err != nil && debrief.CodeOf(err) != debrief.CodeNothingFound {
		return fmt.Errorf("%s: salvage: %w", how, err)
	}
	whole.countSalvaged(sum, salvaged, touched)
	after, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(after, data) {
		return fmt.Errorf("%s: the damaged file was changed", how)
	}
	return whole.countShown(sum, path, noticed, how)
}

func (whole truth) salvage(path string) (map[string]bool, error) {
	to := path + ".salvaged"
	defer func() { _ = os.Remove(to) }()
	if _, err := sqlite.Salvage(context.Background(), path, to, nil); err != nil {
		return nil, err
	}
	rows, err := sqlite.PlacedRows(to)
	out := map[string]bool{}
	for _, r := range rows {
		out[r.Key] = true
	}
	return out, err
}

func (whole truth) countSalvaged(sum *tally, salvaged map[string]bool, touched map[int]bool) {
	known := map[string]bool{}
	for _, r := range whole.rows {
		known[r.Key] = true
		hit := false
		for _, p := range r.Pages {
			hit = hit || touched[p]
		}
		if hit {
			continue
		}
		sum.undamaged.Add(1)
		if salvaged[r.Key] {
			sum.kept.Add(1)
		}
	}
	for key := range salvaged {
		if !known[key] && !whole.historic(key) {
			sum.wrong.Add(1)
		}
	}
}

// historic says whether a row in a salvaged library is an earlier version that
// was once written: the best there was of a lost record.
func (whole truth) historic(key string) bool {
	for _, r := range whole.rows {
		if strings.HasPrefix(key, "record ") && r.After == strings.TrimPrefix(key, "record ") {
			return true
		}
	}
	return false
}

// countShown opens a damaged library as the app does and compares everything
// it shows.
func (whole truth) countShown(sum *tally, path string, noticed bool, how string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path})
	if err != nil {
		sum.refused.Add(1)
		if debrief.CodeOf(err) == debrief.CodeInternal {
			return fmt.Errorf("%s: open: %w", how, err)
		}
		return nil
	}
	defer func() { _ = db.Close() }()
	seen := map[debrief.ID]bool{}
	for _, id := range whole.debriefs {
		drafts, err := db.Drafts(ctx, id)
		if len(drafts) > 0 && drafts["capture"] != whole.draft {
			sum.wrong.Add(1)
		}
		if err == nil && len(drafts) == 0 && !noticed {
			sum.unseen.Add(1)
		}
		w, err := db.Load(ctx, id)
		if debrief.CodeOf(err) == debrief.CodeInternal {
			return fmt.Errorf("%s: load: %w", how, err)
		}
		if err != nil {
			if !noticed {
				sum.unseen.Add(1)
			}
			continue
		}
		for _, r := range w.Records() {
			if r.Head().ID == w.Meeting.ID && r.Noun() == debrief.NounMeeting && r.Head().Rev == 0 {
				continue // made up for a debrief without one
			}
			sum.shown.Add(1)
			seen[r.Head().ID] = true
			if whole.records[r.Head().ID] != asJSON(r) {
				sum.wrong.Add(1)
			}
		}
	}
	if len(seen) < len(whole.records) && !noticed {
		sum.unseen.Add(1)
	}
	return nil
}
