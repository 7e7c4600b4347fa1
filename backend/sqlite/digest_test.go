package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// texts is a sort of digest that holds all that was said in a debrief; it notes for which
// debriefs it was made.
func texts(made *[]debrief.ID) sqlite.DigestSort {
	return sqlite.DigestSort{Name: "texts", Version: 1, Make: func(w *debrief.Whole) ([]byte, error) {
		if made != nil {
			*made = append(*made, w.Debrief.ID)
		}
		out := w.Debrief.Title
		for _, e := range w.Entries {
			out += "|" + e.Text
		}
		return []byte(out), nil
	}}
}

// digested are the digests of a library by debrief; empty ones are of marks that are had.
func digested(t *testing.T, db *sqlite.DB, sort sqlite.DigestSort, had map[debrief.ID]int64) (map[debrief.ID]string, map[debrief.ID]int64) {
	t.Helper()
	got, marks := map[debrief.ID]string{}, map[debrief.ID]int64{}
	err := db.Digests(t.Context(), sort, had, nil, func(d sqlite.Digest) error {
		if _, twice := got[d.DebriefID]; twice {
			t.Errorf("%s is shown twice", d.DebriefID)
		}
		got[d.DebriefID], marks[d.DebriefID] = string(d.Body), d.Mark
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, marks
}

// spoken are debriefs with a title and one line each.
func spoken(t *testing.T, db *sqlite.DB, titles ...string) (out []*debrief.Debrief, lines []*debrief.Entry) {
	t.Helper()
	for _, title := range titles {
		d := debrief.NewDebrief("2026-11-21T09:00:00Z")
		d.Title = title
		e := newEntry(d, "in "+title)
		mustApply(t, db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{d, debrief.NewMeeting(d.ID), e}})
		out, lines = append(out, d), append(lines, e)
	}
	return out, lines
}

func TestDigestsAreMadeOnceAndAnewOfWhatChanged(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	all, lines := spoken(t, db, "one", "two", "three")
	var made []debrief.ID
	got, marks := digested(t, db, texts(&made), nil)
	if len(made) != 3 || got[all[1].ID] != "two|in two" {
		t.Fatalf("%v, %v", made, got)
	}
	made = nil
	if again, _ := digested(t, db, texts(&made), nil); len(made) > 0 || fmt.Sprint(again) != fmt.Sprint(got) {
		t.Errorf("made again: %v, %v", made, again)
	}
	lines[1].Text = "otherwise"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{lines[1]}, Quiet: true})
	mustApply(t, db, debrief.Action{Name: "delete", Delete: []debrief.Ref{
		refTo(all[2]), refTo(lines[2]), {Noun: debrief.NounMeeting, ID: debrief.NewMeeting(all[2].ID).ID, DebriefID: all[2].ID},
	}})
	got, next := digested(t, db, texts(&made), marks)
	if want := map[debrief.ID]string{all[0].ID: "", all[1].ID: "two|otherwise"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !slices.Equal(made, []debrief.ID{all[1].ID}) || next[all[0].ID] != marks[all[0].ID] || next[all[1].ID] == marks[all[1].ID] {
		t.Errorf("made %v, marks %v and then %v", made, marks, next)
	}
	newer := texts(&made)
	newer.Version, made = 2, nil
	if digested(t, db, newer, next); len(made) != 2 {
		t.Errorf("of another version: %v", made)
	}
	other := texts(nil)
	other.Name = "other"
	digested(t, db, other, nil)
	made = nil
	if digested(t, db, newer, nil); len(made) > 0 {
		t.Errorf("another sort took the place of one: %v", made)
	}
}

// TestNothingIsLeftOfWhatADebriefNoLongerSays: whichever way it was changed.
func TestNothingIsLeftOfWhatADebriefNoLongerSays(t *testing.T) {
	steps := map[string]func(*sqlite.DB, *debrief.Entry) error{
		"undone": func(db *sqlite.DB, _ *debrief.Entry) error { _, err := db.Undo(t.Context()); return err },
		"deleted": func(db *sqlite.DB, e *debrief.Entry) error {
			return db.Apply(t.Context(), debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{refTo(e)}})
		},
		"forgotten": func(db *sqlite.DB, e *debrief.Entry) error { return db.Forget(t.Context(), e.ID) },
	}
	for name, step := range steps {
		db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
		all, lines := spoken(t, db, "one", "two")
		lines[0].Text = "the heron landed on the switch"
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{lines[0]}})
		if got, _ := digested(t, db, texts(nil), nil); !strings.Contains(got[all[0].ID], "heron") {
			t.Fatalf("%s: nothing is tested: %v", name, got)
		}
		if err := step(db, lines[0]); err != nil {
			t.Fatal(err)
		}
		kept, err := db.KeptDigests()
		if err != nil || len(kept) != 1 || strings.Contains(kept[0], "heron") {
			t.Errorf("%s: %q, %v", name, kept, err)
		}
	}
}

// TestNoByteOfAForgottenDigestIsLeft looks into the file and its log.
func TestNoByteOfAForgottenDigestIsLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	titles := []string{}
	for i := range 40 {
		titles = append(titles, fmt.Sprint("debrief ", i, strings.Repeat(" of some length", 40)))
	}
	_, lines := spoken(t, db, titles...)
	for i, e := range lines {
		e.Text = fmt.Sprint(strings.Repeat("what it looked like ", i*5), "heron")
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	}
	shout := texts(nil)
	shout.Make = func(w *debrief.Whole) ([]byte, error) {
		out := []byte{}
		for _, e := range w.Entries {
			out = append(out, strings.ToUpper(e.Text)...)
		}
		return out, nil
	}
	for range 3 {
		digested(t, db, shout, nil)
		for _, e := range lines {
			e.Text = "once more " + e.Text
			mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}, Quiet: true})
		}
	}
	digested(t, db, shout, nil)
	ids := []debrief.ID{}
	for _, e := range lines {
		ids = append(ids, e.ID)
	}
	if err := db.Forget(t.Context(), ids...); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + end)
		if err == nil && bytes.Contains(data, []byte("HERON")) {
			t.Errorf("library.db%s has it still", end)
		}
	}
}

// TestADigestOfWhatWasIsNotKept writes to a debrief while its digest is being made.
func TestADigestOfWhatWasIsNotKept(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	all, lines := spoken(t, db, "one", "two")
	slow := texts(nil)
	inner := slow.Make
	slow.Make = func(w *debrief.Whole) ([]byte, error) {
		if w.Debrief.ID == all[0].ID {
			lines[0].Text = "meanwhile"
			mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{lines[0]}, Quiet: true})
		}
		return inner(w)
	}
	got, marks := digested(t, db, slow, nil)
	if got[all[0].ID] != "one|in one" || marks[all[0].ID] != 0 || marks[all[1].ID] == 0 {
		t.Fatalf("%v, %v", got, marks)
	}
	var made []debrief.ID
	if got, _ = digested(t, db, texts(&made), marks); got[all[0].ID] != "one|meanwhile" || len(made) != 1 {
		t.Errorf("%v, made %v", got, made)
	}
}

func TestDigestsOfALibraryThatIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	all, _ := spoken(t, db, "one", "two")
	beside, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = beside.Close() }()
	var made []debrief.ID
	for range 2 {
		if got, marks := digested(t, beside, texts(&made), nil); got[all[1].ID] != "two|in two" || marks[all[1].ID] != 0 {
			t.Errorf("%v, %v", got, marks)
		}
	}
	if len(made) != 4 {
		t.Errorf("kept by one that only reads: %v", made)
	}
	digested(t, db, texts(nil), nil)
	made = nil
	if digested(t, beside, texts(&made), nil); len(made) > 0 {
		t.Errorf("what is kept was not read: %v", made)
	}
	old := copyReleased(t, "testdata/library-4.db")
	older, err := sqlite.Open(t.Context(), sqlite.Options{Path: old, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = older.Close() }()
	if got, _ := digested(t, older, texts(nil), nil); len(got) == 0 {
		t.Error("nothing of a library of an older version")
	}
}

func TestMakingDigestsIsStopped(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	titles := []string{}
	for i := range 150 {
		titles = append(titles, fmt.Sprint("debrief ", i))
	}
	spoken(t, db, titles...)
	ctx, stop := context.WithCancel(t.Context())
	var far []float64
	err := db.Digests(ctx, texts(nil), nil, func(part float64) { far = append(far, part); stop() }, func(sqlite.Digest) error { return nil })
	if debrief.CodeOf(err) != debrief.CodeCancelled || len(far) != 1 {
		t.Errorf("%v after %v", err, far)
	}
	var made []debrief.ID
	if got, _ := digested(t, db, texts(&made), nil); len(got) != 150 || len(made) >= 150 || len(made) == 0 {
		t.Errorf("%d shown, %d made", len(got), len(made))
	}
}

// TestADigestThatIsNotAsItWasWritten is made anew, and one debrief that cannot be read
// does not keep the others from having one.
func TestADigestThatIsNotAsItWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	all, _ := spoken(t, db, "one", "two")
	want, _ := digested(t, db, texts(nil), nil)
	if err := db.SpoilDigest("something else"); err != nil {
		t.Fatal(err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Errorf("%+v, %v", h, err)
	}
	if got, _ := digested(t, db, texts(nil), nil); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{all[1]}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data := mustRead(t, path)
	at := bytes.Index(data, []byte(`"title":"one"`))
	for ; at >= 0; at = bytes.Index(data, []byte(`"title":"one"`)) {
		copy(data[at:], `"title":"ONE"`)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path)
	got, _ := digested(t, db, sqlite.DigestSort{Name: "anew", Version: 1, Make: texts(nil).Make}, nil)
	if len(got) != 1 || got[all[1].ID] != "two|in two" {
		t.Errorf("beside one that cannot be read: %v", got)
	}
}

func TestDigestsAreMadeAgainAsTheyWere(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	is, again, err := db.DigestSchema()
	if err != nil || is != again {
		t.Errorf("made by\n%s\nmade again by\n%s\n%v", is, again, err)
	}
	all, lines := spoken(t, db, "one", "two")
	_, marks := digested(t, db, texts(nil), nil)
	if err := db.RemakeIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines[0].Text = "otherwise"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{lines[0]}})
	if got, _ := digested(t, db, texts(nil), marks); got[all[0].ID] != "one|otherwise" || got[all[1].ID] != "two|in two" {
		t.Errorf("%v", got)
	}
}

func TestOpenCountermeasuresAreFoundByTheirState(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	plan, err := db.Explain(`SELECT noun, id, rev, body, hash FROM record WHERE noun = 'countermeasure' AND body ->> '$.state' IN ('soaking', 'done')`)
	if err != nil || !strings.Contains(plan, "countermeasure_by_state") {
		t.Errorf("%s, %v", plan, err)
	}
}

// BenchmarkDigests makes the digests of 10,000 debriefs, reads them all, and asks again
// when nothing changed and when one did.
func BenchmarkDigests(b *testing.B) {
	const n = 10_000
	path := filepath.Join(b.TempDir(), "library.db")
	if err := sqlite.FillFast(path, n, func(i int) []debrief.Record { return benchRecords(benchDebrief(i)) }); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, path)
	sort := sqlite.DigestSort{Name: "bench", Version: 1, Make: func(w *debrief.Whole) ([]byte, error) {
		return bytes.Repeat([]byte(w.Debrief.Title), 100), nil
	}}
	marks := map[debrief.ID]int64{}
	ask := func(had map[debrief.ID]int64) time.Duration {
		at := time.Now()
		err := db.Digests(b.Context(), sort, had, nil, func(d sqlite.Digest) error { marks[d.DebriefID] = d.Mark; return nil })
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(at)
	}
	b.ReportMetric(float64(ask(nil))/float64(time.Second), "s/first")
	var all, same, one []time.Duration
	d := benchDebrief(n)
	mustApply(b, db, debrief.Action{Name: "new-debrief", Put: benchRecords(d)})
	for b.Loop() {
		all, same = append(all, ask(nil)), append(same, ask(marks))
		mustApply(b, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "opened the pool graph")}})
		one = append(one, ask(marks))
	}
	for name, took := range map[string][]time.Duration{"all": all, "same": same, "one-changed": one} {
		b.ReportMetric(float64(quantile(took, .5))/float64(time.Millisecond), name+"-ms")
	}
	b.ReportMetric(0, "ns/op")
}
