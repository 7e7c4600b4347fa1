package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

var update = flag.Bool("update", false, "write a library of this version into testdata, if there is none yet")

// held is all that a library holds, as the app shows it.
type held struct {
	Debriefs []debrief.Row
	Wholes   map[debrief.ID]*debrief.Whole
	Drafts   map[debrief.ID]map[string]string
	Settings map[string]string
	Steps    []sqlite.StepRow
	// History is that of every record the log knows.
	History map[debrief.ID][]sqlite.Version
	// Others are rows no screen reads yet: attachments and sealed notes.
	Others []string
}

// TestReleasedLibrariesOpen opens a library of every released version, made by
// the app of then. Everything in it has to be what that app wrote, but for whose
// turn it is, which is apart from the meeting since.
func TestReleasedLibrariesOpen(t *testing.T) {
	if *update {
		writeReleased(t)
	}
	libraries, err := filepath.Glob("testdata/library-*.db")
	if err != nil || len(libraries) == 0 {
		t.Fatalf("libraries: %v, %v", libraries, err)
	}
	for _, released := range libraries {
		t.Run(filepath.Base(released), func(t *testing.T) {
			path := copyReleased(t, released)
			want := decode(t, bytes.ReplaceAll(mustRead(t, released+".json"), []byte(`"speakerId": "",`), nil))
			for _, where := range lacking(want, decode(t, mustHold(t, path)), "") {
				t.Errorf("not as it was written: %s", where)
			}
			if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
				t.Errorf("after it was opened: %+v, %v", h, err)
			}
		})
	}
}

func decode(t *testing.T, data []byte) (out any) {
	t.Helper()
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// lacking says where something differs from what was written. Fields that did
// not exist then are no difference.
func lacking(want, got any, at string) (out []string) {
	switch want := want.(type) {
	case map[string]any:
		got, _ := got.(map[string]any)
		for key, value := range want {
			out = append(out, lacking(value, got[key], at+"/"+key)...)
		}
		return out
	case []any:
		got, _ := got.([]any)
		if len(got) != len(want) {
			return []string{fmt.Sprintf("%s has %d, want %d", at, len(got), len(want))}
		}
		for i := range want {
			out = append(out, lacking(want[i], got[i], fmt.Sprintf("%s/%d", at, i))...)
		}
		return out
	}
	if want != got {
		return []string{fmt.Sprintf("%s is %v, want %v", at, got, want)}
	}
	return nil
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// copyReleased copies a library to where it may be changed.
func copyReleased(t *testing.T, released string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "library.db")
	if err := os.WriteFile(path, mustRead(t, released), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// mustHold opens a library and says all it holds.
func mustHold(t *testing.T, path string) []byte {
	t.Helper()
	db := mustOpen(t, path)
	h, err := hold(t.Context(), db, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(h, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

func hold(ctx context.Context, db *sqlite.DB, path string) (h held, err error) {
	h = held{Wholes: map[debrief.ID]*debrief.Whole{}, Drafts: map[debrief.ID]map[string]string{}, History: map[debrief.ID][]sqlite.Version{}}
	if h.Debriefs, _, err = db.List(ctx, 0, 0); err != nil {
		return h, err
	}
	for _, row := range h.Debriefs {
		if h.Wholes[row.ID], err = db.Load(ctx, row.ID); err != nil {
			return h, err
		}
		if h.Drafts[row.ID], err = db.Drafts(ctx, row.ID); err != nil {
			return h, err
		}
	}
	if h.Settings, err = db.Settings(ctx); err != nil {
		return h, err
	}
	if h.Steps, err = db.Steps(ctx, sqlite.StepQuery{}); err != nil {
		return h, err
	}
	ids, err := firstColumn(path, `SELECT DISTINCT record_id FROM change ORDER BY 1`)
	for _, id := range ids {
		versions, historyErr := db.History(ctx, id, 0)
		h.History[id], err = versions, errors.Join(err, historyErr)
	}
	if err != nil {
		return h, err
	}
	h.Others, err = firstColumn(path, `
		SELECT 'attachment ' || id || ' ' || name || ' ' || media_type || ' ' || hex(sha256) || ' ' || hex(content) FROM attachment
		UNION ALL SELECT 'sealed ' || id || ' ' || version || ' ' || hex(nonce) || ' ' || hex(cipher) FROM sealed ORDER BY 1`)
	return h, err
}

// firstColumn reads the first column of a query.
func firstColumn(path, query string) (out []string, err error) {
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// writeReleased makes a library as somebody leaves it after some work, and what
// it holds, unless this version has one.
func writeReleased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	workSome(t, path)
	version, err := firstColumn(path, `PRAGMA user_version`)
	if err != nil {
		t.Fatal(err)
	}
	to := fmt.Sprintf("testdata/library-%s.db", version[0])
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		t.Logf("%s is there; a released library is never written anew", to)
		return
	}
	data := mustRead(t, path)
	if err := errors.Join(os.WriteFile(to, data, 0o600), os.WriteFile(to+".json", mustHold(t, path), 0o600)); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d bytes", to, len(data))
}

// workSome does what an afternoon leaves behind: the sample, changed; a debrief
// of its own with every kind of record; a deleted one; things taken back and
// brought back; text half typed; settings; and rows of tables that later work
// fills.
func workSome(t *testing.T, path string) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(time.Minute); return now }
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	sample := demo.Debrief()
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: sample.Records(), Quiet: true})
	sample.Entries[0].Text += " Added in the copy."
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{&sample.Entries[0]}})

	w := uploads()
	mustApply(t, db, debrief.Action{Name: "new-debrief", Put: w.Records()})
	for _, text := range []string{"The pool", "The pool was", "The pool was pinned at 100 🙂, “as always”; مرحبا 数据库"} {
		w.Entries[0].Text = text
		mustApply(t, db, debrief.Action{ID: "typing", Name: "edit-entry", Put: []debrief.Record{&w.Entries[0]}})
	}
	w.Meeting.ElapsedSeconds[2] = 61
	mustApply(t, db, debrief.Action{Name: "tick", Put: []debrief.Record{&w.Meeting}, Quiet: true})
	mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{refTo(&w.Entries[1])}})
	mustApply(t, db, debrief.Action{Name: "delete-factor", Delete: []debrief.Ref{refTo(&w.Factors[0])}})
	turn(t, db.Undo)

	gone := w.Copy("A copy that was deleted", "2026-11-21T11:00:00Z")
	mustApply(t, db, debrief.Action{Name: "duplicate-debrief", Put: gone.Records()})
	var all []debrief.Ref
	for _, r := range gone.Records() {
		all = append(all, refTo(r))
	}
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: all})
	w.Debrief.Reference = "INC-2042"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&w.Debrief}})
	turn(t, db.Undo)
	turn(t, db.Redo)
	w.Participants[0].Role = "on call"
	mustApply(t, db, debrief.Action{Name: "edit-participant", Put: []debrief.Record{&w.Participants[0]}})
	turn(t, db.Undo)

	save := errors.Join(
		db.SaveDraft(t.Context(), w.Debrief.ID, "capture", "half a sentence nobody has fi"),
		db.SaveDraft(t.Context(), sample.Debrief.ID, "capture", "another"),
		db.SaveSetting(t.Context(), "theme", "dark"), db.SaveSetting(t.Context(), "sample", sample.Debrief.ID), db.Close())
	if save != nil {
		t.Fatal(save)
	}
	addOthers(t, path, w)
}

func refTo(r debrief.Record) debrief.Ref {
	return debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: r.Head().DebriefID}
}

func turn(t *testing.T, way func(context.Context) (debrief.Undone, error)) {
	t.Helper()
	if _, err := way(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// uploads is a debrief with one record of each kind at least.
func uploads() *debrief.Whole {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	base := func() debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID} }
	w.Debrief.Title, w.Debrief.Tags = "Image uploads stalled", []string{"uploads", "pool"}
	w.Debrief.Started = debrief.At(time.Date(2026, 11, 20, 14, 5, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
	w.Participants = []debrief.Participant{{Base: base(), Name: "Rowan", Team: "Media", Parts: []debrief.Part{debrief.PartDiagnosed}}}
	rowan := debrief.Who{ParticipantID: w.Participants[0].ID}
	for i, text := range []string{"", "I opened the pool graph", "It looked flat to me"} {
		w.Entries = append(w.Entries, debrief.Entry{
			Base: base(), Place: debrief.Place{Stage: debrief.StageNarratives, Position: float64(i)},
			Who: rowan, Text: text, Basis: debrief.BasisMemory, Lane: debrief.LaneSaw,
		})
	}
	w.Questions = []debrief.Question{{Base: base(), Text: "What did the graph show?", State: debrief.QuestionAsked, Who: rowan, AboutID: w.Entries[1].ID}}
	w.Factors = []debrief.Factor{{Base: base(), Text: "One pool for all sizes", EntryIDs: []debrief.ID{w.Entries[1].ID}}}
	w.Helped = []debrief.Helped{{Base: base(), Text: "The night shift was still there", Luck: true}}
	w.Countermeasures = []debrief.Countermeasure{{
		Base: base(), Text: "A pool of its own for large images", State: debrief.CountermeasureCommitted,
		Owner: rowan, Due: "2026-12-04", FactorIDs: []debrief.ID{w.Factors[0].ID},
	}}
	w.Bands = []debrief.Band{{Base: base(), Label: "pools", Title: "Looking at pools"}}
	w.Wordings = []debrief.Wording{{Base: base(), RecordID: w.Entries[2].ID, Field: "text", Phrase: "looked", Decision: debrief.WordingLeft}}
	return w
}

// addOthers fills tables the app does not write yet.
func addOthers(t *testing.T, path string, w *debrief.Whole) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for query, args := range map[string][]any{
		`INSERT INTO attachment VALUES ('graph', ?, ?, 'graph.png', 'image/png',
			x'2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', CAST('hello' AS BLOB))`: {w.Debrief.ID, w.Entries[0].ID},
		`INSERT INTO sealed VALUES ('note', ?, 3, x'0102', x'a1b2c3')`:        {w.Debrief.ID},
		`INSERT INTO sealed_change VALUES (1, 'note', 3, x'0102', x'a1b2c3')`: {},
	} {
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
}
