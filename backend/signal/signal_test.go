package signal_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/signal"
	"secondstory/backend/sqlite"
)

func at(minute int) time.Time { return time.Date(2026, 11, 21, 9, minute, 0, 0, time.UTC) }

func mustNote(t *testing.T, text string, minute int) *debrief.Whole {
	t.Helper()
	w, err := signal.Note(signal.Said{Text: text, Source: "note of 21 Nov 2026"}, at(minute))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func mustLibrary(t *testing.T, notes ...*debrief.Whole) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "library.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, n := range notes {
		if err := db.Apply(t.Context(), signal.Keep(n)); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func mustLoad(t *testing.T, db *sqlite.DB, id debrief.ID) *debrief.Whole {
	t.Helper()
	w, err := db.Load(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestANoteKeepsEveryWord(t *testing.T) {
	long := "The backup job said it was done and had written nothing, which I saw only because the disk was as empty as before"
	for text, title := range map[string]string{
		"Disk was nearly full":         "Disk was nearly full",
		"  Disk was  nearly full\n":    "Disk was nearly full",
		"Disk was nearly full.\nAgain": "Disk was nearly full…",
		long:                           "The backup job said it was done and had written nothing…",
		strings.Repeat("字", 70):        strings.Repeat("字", 60) + "…",
		"not \xff text":                "not \uFFFD text",
	} {
		w := mustNote(t, text, 0)
		if w.Debrief.Title != title || w.Debrief.State != debrief.StateNoted || w.Debrief.Kind != debrief.KindNearMiss {
			t.Errorf("%q: %q, %s, %s", text, w.Debrief.Title, w.Debrief.State, w.Debrief.Kind)
		}
		e := w.Entries[0]
		if want := strings.ToValidUTF8(strings.TrimSpace(text), "\uFFFD"); e.Text != want || e.Time.Known() || !e.InTimeline() {
			t.Errorf("%q: %+v", text, e)
		}
	}
	if _, err := signal.Note(signal.Said{Text: " \n"}, at(0)); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("a note without words: %v", err)
	}
}

func TestANoteGrows(t *testing.T) {
	n := mustNote(t, "Disk was nearly full", 0)
	db := mustLibrary(t, n)
	was := mustLoad(t, db, n.Debrief.ID).Debrief
	grown, err := signal.Grow(was)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), grown); err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, db, n.Debrief.ID)
	if w.Debrief.State != debrief.StateDraft || was.State != debrief.StateNoted || w.Entries[0].Text != "Disk was nearly full" {
		t.Errorf("%s, before %s, %+v", w.Debrief.State, was.State, w.Entries)
	}
	if _, err := signal.Grow(w.Debrief); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("grew twice: %v", err)
	}
}

func TestNotesAreMergedInOneStep(t *testing.T) {
	first, second, third := mustNote(t, "Alerts were quiet", 1), mustNote(t, "Disk was nearly full", 2), mustNote(t, "Replica lagged", 3)
	third.Debrief.Title = "Lag, again"
	db := mustLibrary(t, first, second, third)
	into := mustLoad(t, db, second.Debrief.ID)
	a, err := signal.Merge(into, []*debrief.Whole{mustLoad(t, db, third.Debrief.ID), into, mustLoad(t, db, first.Debrief.ID), mustLoad(t, db, first.Debrief.ID)})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, e := range mustLoad(t, db, second.Debrief.ID).Timeline() {
		got = append(got, e.Label+"|"+e.Text+"|"+e.Source)
	}
	const source = "|note of 21 Nov 2026"
	if want := "|Disk was nearly full" + source + " |Alerts were quiet" + source + " Lag, again|Replica lagged" + source; strings.Join(got, " ") != want {
		t.Errorf("%q", got)
	}
	count(t, db, 1)
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	count(t, db, 3)
	for _, n := range []*debrief.Whole{first, second, third} {
		w := mustLoad(t, db, n.Debrief.ID)
		if len(w.Entries) != 1 || w.Entries[0].Text != n.Entries[0].Text || w.Debrief.Title != n.Debrief.Title {
			t.Errorf("after undo: %q, %+v", w.Debrief.Title, w.Entries)
		}
	}
}

func count(t *testing.T, db *sqlite.DB, want int) {
	t.Helper()
	if _, n, err := db.List(t.Context(), 0, 0); err != nil || n != want {
		t.Errorf("%d debriefs, not %d: %v", n, want, err)
	}
}

// TestWhatIsMoreThanANoteIsNotMerged: deleting it would lose what somebody wrote.
func TestWhatIsMoreThanANoteIsNotMerged(t *testing.T) {
	for name, grow := range map[string]func(*debrief.Whole){
		"prepared":  func(w *debrief.Whole) { w.Debrief.State = debrief.StatePreparing },
		"begun":     func(w *debrief.Whole) { w.Debrief.Started = debrief.At(at(3), "UTC", debrief.PrecisionMinute) },
		"by a lead": func(w *debrief.Whole) { w.Debrief.Facilitator = "Ada" },
		"impact":    func(w *debrief.Whole) { w.Debrief.Impact.Text = "None" },
		"with a":    func(w *debrief.Whole) { w.Add(&debrief.Participant{Name: "Ada"}) },
		"asked":     func(w *debrief.Whole) { w.Add(&debrief.Question{Text: "How?"}) },
		"interview": func(w *debrief.Whole) { w.Entries[0].Consent.As = debrief.ReleaseUnnamed },
	} {
		n := mustNote(t, "Disk was nearly full", 0)
		grow(n)
		a, err := signal.Merge(mustNote(t, "Replica lagged", 1), []*debrief.Whole{n})
		var told *debrief.Error
		if !errors.As(err, &told) || told.Code != debrief.CodeNoteGrew || len(a.Put)+len(a.Delete) > 0 {
			t.Errorf("%s: %v, %+v", name, err, a)
		}
	}
}

// TestATitleIsNotLost when a note has a line with a short form, or none at all.
func TestATitleIsNotLost(t *testing.T) {
	n := mustNote(t, "Disk was nearly full", 0)
	n.Debrief.Title, n.Entries[0].Label = "Nearly", "Disk"
	bare := mustNote(t, "gone", 1)
	bare.Debrief.Title, bare.Entries = "Only a title", nil
	a, err := signal.Merge(mustNote(t, "Replica lagged", 2), []*debrief.Whole{n, bare})
	if err != nil || len(a.Put) != 3 {
		t.Fatalf("%+v, %v", a, err)
	}
	for i, want := range []string{"Disk was nearly full", "Nearly", "Only a title"} {
		if e := a.Put[i].(*debrief.Entry); e.Text != want || !e.InTimeline() || e.Validate() != nil {
			t.Errorf("%+v", e)
		}
	}
}

// TestWhenAndTagsGoAlong: what was said beside the words is neither lost nor there twice.
func TestWhenAndTagsGoAlong(t *testing.T) {
	when := debrief.At(at(3), "Europe/Berlin", debrief.PrecisionMinute)
	n, err := signal.Note(signal.Said{Text: "Replica lagged", When: when, Tags: []string{" dns ", "DNS", "", "a  b"}, Zone: "Europe/Berlin"}, at(4))
	if err != nil {
		t.Fatal(err)
	}
	if d := n.Debrief; strings.Join(d.Tags, "|") != "dns|a b" || d.Started != when || d.Zone != "Europe/Berlin" || n.Entries[0].Time != when {
		t.Errorf("%+v", d)
	}
	into := mustNote(t, "Disk was nearly full", 5)
	into.Debrief.Tags = []string{"Dns"}
	db := mustLibrary(t, n, into)
	a, err := signal.Merge(mustLoad(t, db, into.Debrief.ID), []*debrief.Whole{mustLoad(t, db, n.Debrief.ID)})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, db, into.Debrief.ID)
	if strings.Join(w.Debrief.Tags, "|") != "Dns|a b" || len(w.Entries) != 2 || w.Entries[1].Time != when {
		t.Errorf("%+v %+v", w.Debrief.Tags, w.Entries)
	}
}
