package sqlite_test

import (
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// heldMeeting is a meeting in a library of its own, with a clock that is set by hand.
type heldMeeting struct {
	t      *testing.T
	db     *sqlite.DB
	path   string
	now    time.Time
	d      *debrief.Debrief
	people []debrief.ID
}

func newHeld(t *testing.T) *heldMeeting {
	t.Helper()
	h := &heldMeeting{t: t, path: filepath.Join(t.TempDir(), "library.db"), now: fourteen}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: h.path, Now: func() time.Time { return h.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	h.db, h.d = db, debrief.NewDebrief(fourteen.Format(time.RFC3339))
	mustApply(t, db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{h.d, debrief.NewMeeting(h.d.ID)}})
	for _, name := range []string{"Ines", "Jo", "Sam"} {
		p := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: h.d.ID}, Name: name}
		mustApply(t, db, debrief.Action{Name: "add-participant", Put: []debrief.Record{p}})
		h.people = append(h.people, p.ID)
	}
	return h
}

func (h *heldMeeting) stamp() string { return h.now.UTC().Format(time.RFC3339) }

// meeting changes the meeting as one step.
func (h *heldMeeting) meeting(name string, alter func(*debrief.Meeting), with ...debrief.Record) {
	h.t.Helper()
	m := mustLoad(h.t, h.db, h.d.ID).Meeting
	alter(&m)
	mustApply(h.t, h.db, debrief.Action{Name: name, Put: append([]debrief.Record{&m}, with...)})
}

func (h *heldMeeting) start() {
	h.meeting("start-meeting", func(m *debrief.Meeting) {
		m.StartedAt, m.RunningSince, m.EndedAt, m.Stage = h.stamp(), h.stamp(), "", debrief.StageNarratives
	})
}

func (h *heldMeeting) end() {
	h.meeting("end-meeting", func(m *debrief.Meeting) { m.RunningSince, m.EndedAt = "", h.stamp() })
}

func (h *heldMeeting) turns() *debrief.Turns {
	h.t.Helper()
	turns, err := h.db.Turns(h.t.Context(), h.d.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return turns
}

// speak gives somebody the word, and whoever had it was heard.
func (h *heldMeeting) speak(person int) {
	h.t.Helper()
	turns := h.turns()
	if turns.SpeakerID != "" {
		turns.HeardIDs = append(turns.HeardIDs, turns.SpeakerID)
	}
	turns.SpeakerID = h.people[person]
	mustApply(h.t, h.db, debrief.Action{ID: debrief.NewID(), Name: "speaker", Put: []debrief.Record{turns}})
}

// hold runs a meeting in which everybody speaks for another time.
func (h *heldMeeting) hold() {
	h.start()
	for i, lasting := range []time.Duration{61 * time.Second, 307 * time.Second, 13 * time.Second} {
		h.speak(i)
		e := newEntry(h.d, "I looked at the graph")
		e.Stage, e.Who.ParticipantID = debrief.StageNarratives, h.people[i]
		h.now = h.now.Add(7 * time.Second)
		mustApply(h.t, h.db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
		h.now = h.now.Add(lasting)
	}
	turns := h.turns()
	turns.HeardIDs, turns.SpeakerID = append(turns.HeardIDs, turns.SpeakerID), ""
	turns.PassedIDs = append(turns.PassedIDs, h.people[1])
	h.meeting("stage", func(m *debrief.Meeting) { m.Stage, m.ElapsedSeconds[2] = debrief.StageTimeline, 402 }, turns)
}

// withSomebody is a field of turns with somebody in it.
var withSomebody = regexp.MustCompile(`(speakerId|heardIds|passedIds|orderIds)":\[?"[^"]+`)

// traces is what any byte of a library, or of what SQLite keeps beside it, tells of
// turns, and which rows do.
func traces(t *testing.T, path string) (out []string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		for _, found := range withSomebody.FindAll(mustRead(t, name), -1) {
			out = append(out, filepath.Base(name)+" has "+string(found))
		}
	}
	rows, err := firstColumn(path, `SELECT 'record ' || body FROM record WHERE noun = 'turns'
		UNION ALL SELECT 'change ' || record_id FROM change WHERE noun = 'turns' UNION ALL SELECT 'step ' || name FROM step WHERE at = ''`)
	if err != nil {
		t.Fatal(err)
	}
	return append(out, rows...)
}

func (h *heldMeeting) sound() {
	h.t.Helper()
	health, err := sqlite.Verify(h.t.Context(), h.path, nil)
	if err != nil || !health.Sound() {
		h.t.Errorf("Verify = %+v, %v", health.Damage, err)
	}
}

func (h *heldMeeting) one(query string) []string {
	h.t.Helper()
	out, err := firstColumn(h.path, query)
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// TestTurnsCarryNoTime looks at the log of a running meeting: of no turn does it
// say when it was.
func TestTurnsCarryNoTime(t *testing.T) {
	h := newHeld(t)
	h.hold()
	h.speak(2)
	mustTurn(t, h.db.Undo)
	h.now = h.now.Add(time.Minute)
	mustTurn(t, h.db.Redo)
	if got := h.one(`SELECT DISTINCT at FROM change WHERE noun = 'turns'`); !slices.Equal(got, []string{""}) {
		t.Errorf("changes of turns were at %q", got)
	}
	if got := h.one(`SELECT count(*) FROM change WHERE noun = 'turns'`); got[0] != "7" {
		t.Errorf("%s changes of turns", got[0])
	}
	if got := h.one(`SELECT DISTINCT at FROM step WHERE name = 'speaker'`); !slices.Equal(got, []string{""}) {
		t.Errorf("turns were at %q", got)
	}
	if got := h.one(`SELECT count(*) FROM turns, json_tree(turns.body) WHERE atom LIKE '____-__-__T%'`); got[0] != "0" {
		t.Errorf("turns hold %s times", got[0])
	}
	if got := h.one(`SELECT count(*) FROM change, json_tree(change.after) WHERE noun IN ('meeting', 'turns')
		AND atom IN (SELECT id FROM record WHERE noun = 'participant')`); got[0] != "0" {
		t.Errorf("the log names %s persons who spoke", got[0])
	}
	steps, err := h.db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil || steps[0].Name != "speaker" || steps[0].At != "" || steps[1].Name != "stage" || steps[1].At == "" {
		t.Errorf("Steps = %+v, %v", steps, err)
	}
	if at, err := h.db.LastChange(t.Context()); err != nil || at != steps[1].At {
		t.Errorf("LastChange = %q, %v", at, err)
	}
	h.sound()
}

// TestTheEndOfAMeetingForgetsItsTurns reads every byte there is.
func TestTheEndOfAMeetingForgetsItsTurns(t *testing.T) {
	h := newHeld(t)
	h.hold()
	if got := traces(t, h.path); len(got) == 0 {
		t.Fatal("no turns are found where there are some")
	}
	before := bodies(t, h.db, h.d.ID)
	h.end()
	if got := traces(t, h.path); len(got) != 0 {
		t.Errorf("after the end: %v", got)
	}
	h.sound()
	if got := h.turns(); got.SpeakerID != "" || len(got.HeardIDs) != 0 || got.Rev != 0 {
		t.Errorf("turns = %+v", got)
	}
	// What did more than turns is still a step, and undo walks over the gap.
	mustTurn(t, h.db.Undo)
	if got := bodies(t, h.db, h.d.ID); !maps.Equal(got, before) {
		t.Errorf(" got %v\nwant %v", got, before)
	}
	steps, err := h.db.Steps(t.Context(), sqlite.StepQuery{})
	names := []string{}
	for _, s := range steps {
		names = append(names, s.Name)
	}
	want := "end-meeting stage file file file start-meeting"
	if err != nil || !strings.HasPrefix(strings.Join(names, " "), want) {
		t.Errorf("steps = %v, %v", names, err)
	}
}

// TestALongMeetingLeavesNoTrace has so many turns and lines that their rows moved
// about on the pages. Turns of another meeting, which is paused, go on.
func TestALongMeetingLeavesNoTrace(t *testing.T) {
	h := newHeld(t)
	other := debrief.NewDebrief(h.stamp())
	paused := debrief.NewTurns(other.ID)
	paused.SpeakerID = "somebody-in-the-other"
	mustApply(t, h.db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{other, debrief.NewMeeting(other.ID)}})
	mustApply(t, h.db, debrief.Action{Name: "speaker", Put: []debrief.Record{paused}})
	h.start()
	random := rand.New(rand.NewPCG(5, 3))
	for i := range 400 {
		h.now = h.now.Add(time.Duration(random.IntN(90)) * time.Second)
		switch random.IntN(4) {
		case 0:
			mustTurn(t, h.db.Undo)
		case 1:
			e := newEntry(h.d, strings.Repeat("I looked at the graph ", random.IntN(80)))
			mustApply(t, h.db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
		default:
			h.speak(i % 3)
		}
	}
	h.end()
	for _, found := range traces(t, h.path) {
		for _, person := range h.people {
			if strings.Contains(found, person) || strings.Contains(found, h.d.ID) {
				t.Errorf("after the end: %.200s", found)
			}
		}
	}
	if got, err := h.db.Turns(t.Context(), other.ID); err != nil || got.SpeakerID != paused.SpeakerID || got.Rev != 1 {
		t.Errorf("turns of the other = %+v, %v", got, err)
	}
	h.sound()
}

// TestUndoOverForgottenTurns takes back everything after the end of a meeting, and
// brings it back, twice, by steps and in one walk.
func TestUndoOverForgottenTurns(t *testing.T) {
	h := newHeld(t)
	h.hold()
	h.end()
	end := bodies(t, h.db, h.d.ID)
	work := &hand{t: t, db: h.db, rand: nil}
	for range 2 {
		undone := 0
		for ; ; undone++ {
			if _, err := h.db.Undo(t.Context()); debrief.CodeOf(err) == debrief.CodeNothing {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			h.sound()
			// The window puts back what it still knows while the meeting goes on.
			if m := bodies(t, h.db, h.d.ID); undone == 0 && m != nil {
				turns := debrief.NewTurns(h.d.ID)
				turns.Rev, turns.HeardIDs = 9, []debrief.ID{h.people[0]}
				mustApply(t, h.db, debrief.Action{Name: "keep-turns", Put: []debrief.Record{turns}, Quiet: true})
			}
		}
		if got := bodies(t, h.db, h.d.ID); got != nil {
			t.Fatalf("left: %v", got)
		}
		if got := traces(t, h.path); len(got) != 0 {
			t.Errorf("after the debrief is gone: %v", got)
		}
		redone := work.redoAll()
		if got := bodies(t, h.db, h.d.ID); undone != redone || !maps.Equal(got, end) {
			t.Fatalf("%d undone, %d redone: %v", undone, redone, got)
		}
		h.sound()
	}
	steps, err := h.db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil {
		t.Fatal(err)
	}
	first := steps[len(steps)-1].Row
	for _, row := range []int64{first, steps[0].Row} {
		if _, err := h.db.UndoTo(t.Context(), row); err != nil {
			t.Fatal(err)
		}
		h.sound()
	}
	if got := bodies(t, h.db, h.d.ID); !maps.Equal(got, end) {
		t.Errorf("after the walk: %v", got)
	}
}

func (h *hand) redoAll() (n int) {
	for {
		_, err := h.db.Redo(h.t.Context())
		if debrief.CodeOf(err) == debrief.CodeNothing {
			return n
		}
		if err != nil {
			h.t.Fatal(err)
		}
		n++
	}
}

// TestAResumedMeetingGoesOnWithItsTurns puts them back after the end, as the
// window does from memory, and changes and undoes them.
func TestAResumedMeetingGoesOnWithItsTurns(t *testing.T) {
	h := newHeld(t)
	h.hold()
	h.speak(1)
	known := h.turns()
	h.end()
	if err := h.db.Apply(t.Context(), debrief.Action{Name: "speaker", Put: []debrief.Record{known}}); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("turns after the end = %v", err)
	}
	mustTurn(t, h.db.Undo)
	mustApply(t, h.db, debrief.Action{Name: "keep-turns", Put: []debrief.Record{known}, Quiet: true})
	h.speak(2)
	mustTurn(t, h.db.Undo)
	if got := h.turns(); got.SpeakerID != h.people[1] || len(got.HeardIDs) != 3 {
		t.Errorf("turns = %+v", got)
	}
	mustTurn(t, h.db.Redo)
	h.sound()
	h.end()
	h.start() // resumed
	h.speak(0)
	h.sound()
	mustTurn(t, h.db.Undo)
	mustTurn(t, h.db.Undo) // ended again
	if got := traces(t, h.path); len(got) != 0 {
		t.Errorf("after the end: %v", got)
	}
	mustTurn(t, h.db.Redo)
	if _, err := h.db.Redo(t.Context()); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("a turn of a meeting that had ended came back: %v", err)
	}
	h.sound()
}

// TestADeletedDebriefTakesItsTurns also when its meeting has not ended.
func TestADeletedDebriefTakesItsTurns(t *testing.T) {
	h := newHeld(t)
	h.hold()
	mustApply(t, h.db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: h.d.ID}}})
	if got := traces(t, h.path); len(got) != 0 {
		t.Errorf("after it is deleted: %v", got)
	}
	mustTurn(t, h.db.Undo)
	h.sound()
}

// TestBackupsHaveNoTurns makes one while somebody has the word. It is the library
// otherwise, also when the turns are gone there too.
func TestBackupsHaveNoTurns(t *testing.T) {
	h := newHeld(t)
	h.hold()
	h.speak(0)
	dir := t.TempDir()
	b, err := h.db.Backup(t.Context(), dir, sqlite.ReasonHourly, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := traces(t, b.Path); len(got) != 0 {
		t.Errorf("the backup: %v", got)
	}
	backup, err := sqlite.Open(t.Context(), sqlite.Options{Path: b.Path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = backup.Close() }()
	same := func() {
		t.Helper()
		if d, err := h.db.Without(t.Context(), backup); err != nil || !d.Empty() {
			t.Errorf("Without = %+v, %v", d, err)
		}
		if due, err := h.db.BackupDue(t.Context(), dir); err != nil || due {
			t.Errorf("BackupDue = %v, %v", due, err)
		}
	}
	same()
	h.speak(1)
	same()
	mustApply(t, h.db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(h.d, "typed since")}})
	h.end()
	if d, err := h.db.Without(t.Context(), backup); err != nil || d.Added != 1 || d.Changed != 1 || d.Deleted != 0 {
		t.Errorf("after the end Without = %+v, %v", d, err)
	}
}

// TestTurnsAreNotSearched types an id, which nobody would: it is the only text
// turns hold.
func TestTurnsAreNotSearched(t *testing.T) {
	h := newHeld(t)
	mustFollow(t, h.db)
	h.speak(1)
	if n, err := h.db.Due(); err != nil || n != 0 {
		t.Errorf("%d rows are due, %v", n, err)
	}
	if got := h.one(`SELECT count(*) FROM passage WHERE passage MATCH '"` + h.people[1] + `"'`); got[0] != "0" {
		t.Errorf("%s passages", got[0])
	}
}

// before returns the migrations up to a version.
func before(t *testing.T, version string) fs.FS {
	t.Helper()
	out, ok := steps(t, nil).(fstest.MapFS)
	if !ok {
		t.Fatal("no migrations")
	}
	maps.DeleteFunc(out, func(name string, _ *fstest.MapFile) bool { return name > "migration/"+version })
	return out
}

// TestOlderMeetingsPartWithTheirTurns opens a library in which the meetings said
// whose turn it was: who has the word in the one that is running still has it, and
// neither log nor meetings tell of turns any more.
func TestOlderMeetingsPartWithTheirTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := sqlite.OpenWith(path, before(t, "0004"))
	if err != nil {
		t.Fatal(err)
	}
	var meetings []*debrief.Debrief
	for range 2 {
		d := newDebrief(t, db)
		meetings = append(meetings, d)
		for _, name := range []string{"start-meeting", "speaker", "speaker", "hands", "end-meeting"} {
			m := mustLoad(t, db, d.ID).Meeting
			m.Stage, m.StartedAt = 3, "2026-11-21T14:00:00Z"
			m.Hands[2]++
			mustApply(t, db, debrief.Action{Name: name, Put: []debrief.Record{&m}})
		}
	}
	const former = `"speakerId":"person-2","heardIds":["person-1"],"passedIds":["person-3","person-3"],"orderIds":["person-1","person-2"]}`
	err = errors.Join(db.Close(), sqlite.AddToMeeting(path, meetings[0].ID, "{"+former),
		sqlite.AddToMeeting(path, meetings[1].ID, `{"endedAt":"2026-11-21T15:00:00Z",`+former))
	if err != nil {
		t.Fatal(err)
	}
	if !withSomebody.Match(mustRead(t, path)) {
		t.Fatal("no turns are found where there are some")
	}
	db = mustOpen(t, path)
	running, err := db.Turns(t.Context(), meetings[0].ID)
	if err != nil || running.SpeakerID != "person-2" || len(running.HeardIDs) != 1 || len(running.PassedIDs) != 2 || len(running.OrderIDs) != 2 {
		t.Errorf("turns = %+v, %v", running, err)
	}
	over, err := db.Turns(t.Context(), meetings[1].ID)
	if err != nil || over.SpeakerID != "" || over.Rev != 0 {
		t.Errorf("turns of the meeting that is over = %+v, %v", over, err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Errorf("Verify = %+v, %v", h.Damage, err)
	}
	m := mustLoad(t, db, meetings[0].ID).Meeting
	m.EndedAt = "2026-11-21T15:10:00Z"
	mustApply(t, db, debrief.Action{Name: "end-meeting", Put: []debrief.Record{&m}})
	mustTurn(t, db.Undo)
	mustTurn(t, db.Undo)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	// The copy of before the upgrade is a library of then.
	snapshot := onlySnapshot(t, path, 3)
	if err := os.Remove(snapshot); err != nil {
		t.Fatal(err)
	}
	if got := traces(t, path); len(got) != 0 {
		t.Errorf("after the upgrade: %v", got)
	}
	if n, err := firstColumn(path, `SELECT count(*) FROM change WHERE at LIKE '%person-%' OR before LIKE '%person-%' OR after LIKE '%person-%'`); err != nil || n[0] != "0" {
		t.Errorf("%v lines tell of persons, %v", n, err)
	}
}
