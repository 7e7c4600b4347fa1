package sqlite_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func mustTurn(t *testing.T, turn func(context.Context) (debrief.Undone, error)) {
	t.Helper()
	if _, err := turn(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// hand is somebody working at random in a library, from a seed.
type hand struct {
	t    *testing.T
	db   *sqlite.DB
	rand *rand.Rand
	ids  []debrief.ID
	last string
	n    int
}

// library is every record of every debrief by id, without revisions.
func (h *hand) library() map[debrief.ID]string {
	out := map[debrief.ID]string{}
	for _, id := range h.ids {
		maps.Copy(out, bodies(h.t, h.db, id))
	}
	return out
}

// act does one thing somebody could do.
func (h *hand) act() {
	h.n++
	there := h.there()
	if len(there) == 0 || h.rand.IntN(20) == 0 {
		h.begin()
		return
	}
	w := mustLoad(h.t, h.db, there[h.rand.IntN(len(there))])
	switch h.rand.IntN(10) {
	case 0:
		c := w.Copy(fmt.Sprintf("Copy %d", h.n), w.Debrief.CreatedAt)
		h.ids = append(h.ids, c.Debrief.ID)
		h.apply(debrief.Action{Name: "duplicate-debrief", Put: c.Records()})
	case 1, 2:
		h.remove(w)
	case 3:
		h.bulk(w)
	case 4, 5, 6:
		h.typing(w)
	default:
		r := linked(&w.Debrief)[2+h.rand.IntN(8)]
		h.apply(debrief.Action{ID: debrief.NewID(), Name: "add", Put: []debrief.Record{r}})
	}
}

func (h *hand) there() []debrief.ID {
	return slices.DeleteFunc(slices.Clone(h.ids), func(id debrief.ID) bool {
		_, err := h.db.Load(h.t.Context(), id)
		return err != nil
	})
}

func (h *hand) begin() {
	d := debrief.NewDebrief("2026-11-21T14:00:00Z")
	d.Title = fmt.Sprintf("Debrief %d", h.n)
	h.ids = append(h.ids, d.ID)
	h.apply(debrief.Action{Name: "new-debrief", Put: []debrief.Record{d, debrief.NewMeeting(d.ID)}})
}

// remove deletes any record, the debrief too; others go on referring to it.
func (h *hand) remove(w *debrief.Whole) {
	all := w.Records()
	r := all[h.rand.IntN(len(all))]
	if r.Noun() == debrief.NounMeeting {
		r = all[len(all)-1]
	}
	if r.Noun() == debrief.NounMeeting {
		r = all[0]
	}
	h.apply(debrief.Action{Name: "delete", Delete: []debrief.Ref{{Noun: r.Noun(), ID: r.Head().ID, Rev: r.Head().Rev}}})
}

// bulk writes, changes and deletes at once, as an import does.
func (h *hand) bulk(w *debrief.Whole) {
	a := debrief.Action{Name: "import-bundle"}
	for i := range w.Entries {
		e := &w.Entries[i]
		if i%3 == 0 {
			a.Delete = append(a.Delete, debrief.Ref{Noun: debrief.NounEntry, ID: e.ID})
			continue
		}
		e.Text += fmt.Sprintf(" taken in %d", h.n)
		a.Put = append(a.Put, e)
	}
	for i := range 5 {
		a.Put = append(a.Put, newEntry(&w.Debrief, fmt.Sprintf("taken in %d.%d", h.n, i)))
	}
	h.apply(a)
}

// typing writes one field several times under one step, or goes on with the
// step of the time before.
func (h *hand) typing(w *debrief.Whole) {
	if h.last == "" || h.rand.IntN(3) == 0 {
		h.last = debrief.NewID()
	}
	for i := range 1 + h.rand.IntN(4) {
		w.Debrief.Summary.Lead = fmt.Sprintf("typed %d.%d 🙂", h.n, i)
		h.apply(debrief.Action{ID: h.last, Name: "edit-debrief", Put: []debrief.Record{&w.Debrief}})
	}
}

func (h *hand) apply(a debrief.Action) { mustApply(h.t, h.db, a) }

// all turns every step there is, with restarts in between.
func (h *hand) all(turn func(*sqlite.DB, context.Context) (debrief.Undone, error)) (n int) {
	for {
		_, err := turn(h.db, h.t.Context())
		if debrief.CodeOf(err) == debrief.CodeNothing {
			return n
		}
		if err != nil {
			h.t.Fatal(err)
		}
		if n++; h.rand.IntN(40) == 0 {
			h.db = reopen(h.t, h.db)
		}
	}
}

// TestUndoOfEverything works at random, takes back everything and brings back
// everything: the library is what it was before, and after.
func TestUndoOfEverything(t *testing.T) {
	for seed := range uint64(3) {
		db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
		h := &hand{t: t, db: db, rand: rand.New(rand.NewPCG(seed, 4))}
		var marks []mark
		for i := range 120 {
			if i%30 == 0 {
				marks = append(marks, h.mark())
			}
			h.act()
			switch h.rand.IntN(15) {
			case 0:
				h.db = reopen(t, h.db)
			case 1:
				mustTurn(t, h.db.Undo)
				mustTurn(t, h.db.Redo)
			}
		}
		end := h.library()
		for round := range 2 {
			undone := h.all((*sqlite.DB).Undo)
			if got := h.library(); len(got) != 0 {
				t.Fatalf("seed %d, round %d: after undo of %d steps %d records are left", seed, round, undone, len(got))
			}
			redone := h.all((*sqlite.DB).Redo)
			if got := h.library(); undone != redone || !maps.Equal(got, end) {
				t.Fatalf("seed %d, round %d: %d steps undone, %d redone, %d records of %d", seed, round, undone, redone, len(got), len(end))
			}
		}
		h.walk(marks)
	}
}

// mark is the library after a step.
type mark struct {
	steps   int
	library map[debrief.ID]string
}

func (h *hand) standing() []sqlite.StepRow {
	h.t.Helper()
	steps, err := h.db.Steps(h.t.Context(), sqlite.StepQuery{})
	if err != nil {
		h.t.Fatal(err)
	}
	return slices.DeleteFunc(steps, func(s sqlite.StepRow) bool { return s.State != "done" })
}

func (h *hand) mark() mark {
	// A visit that went on would belong to what was before.
	h.last = ""
	return mark{len(h.standing()), h.library()}
}

// walk goes back to each mark and forth again, in one go each.
func (h *hand) walk(marks []mark) {
	h.t.Helper()
	end, steps := h.library(), h.standing()
	for _, m := range marks {
		to := steps[len(steps)-1-m.steps]
		done, err := h.db.UndoTo(h.t.Context(), to.Row)
		if err != nil || len(done) != len(steps)-m.steps || !maps.Equal(h.library(), m.library) {
			h.t.Fatalf("the walk back took %d of %d steps: %v", len(done), len(steps)-m.steps, err)
		}
		if _, err := h.db.UndoTo(h.t.Context(), steps[0].Row); err != nil || !maps.Equal(h.library(), end) {
			h.t.Fatalf("the walk forth: %v", err)
		}
	}
	path := h.db.Path()
	if err := h.db.Close(); err != nil {
		h.t.Fatal(err)
	}
	health, err := sqlite.Verify(h.t.Context(), path, nil)
	if err != nil || len(health.Damage) != 0 {
		h.t.Errorf("after all that: %+v, %v", health.Damage, err)
	}
	h.t.Logf("undo of everything: %d steps, taken back and brought back twice and in walks; %d records", len(steps), len(end))
}
