package library

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func TestClockBehindTheLastChange(t *testing.T) {
	c, path := newClock(), mustDir(t)
	k := mustKeep(t, path, c)
	d := mustTitle(t, k.DB, "Image uploads stalled")
	written := c.at
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	c.at = written.Add(-4 * time.Minute)
	k = mustKeep(t, path, c)
	if got := k.Clock(); got != nil {
		t.Errorf("four minutes: %+v", got)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	c.at = written.AddDate(-3, 0, 0)
	k = mustKeep(t, path, c)
	if got := k.Clock(); got == nil || !got.Last.Equal(written) || !got.Now.Equal(c.at) || got.PutBack {
		t.Fatalf("three years: %+v", got)
	}
	// A line written by this clock settles it.
	d.Title = "Image uploads stalled for an hour"
	mustPut(t, k.DB, d)
	if got := k.Clock(); got != nil {
		t.Errorf("after a new line: %+v", got)
	}
}

func TestClockPutBackWhileOpen(t *testing.T) {
	c := newClock()
	k := mustKeep(t, mustDir(t), c)
	told := 0
	k.keeper.Told = func() { told++ }
	gone := time.Duration(0)
	k.clock.gone = func() time.Duration { return gone }
	k.clock.seen, k.clock.due = 0, c.at
	pass := func(truly, shown time.Duration) {
		gone += truly
		c.at = c.at.Add(shown)
		k.lookAtClock()
	}
	pass(time.Minute, time.Minute)
	pass(time.Minute, 30*time.Second)
	if k.Clock() != nil || told != 0 {
		t.Errorf("half a minute: %+v", k.Clock())
	}
	pass(time.Minute, -time.Hour)
	was := c.at.Add(time.Hour + 90*time.Second)
	if got := k.Clock(); got == nil || !got.PutBack || !got.Last.Equal(was) || told != 1 {
		t.Errorf("an hour back: %+v, want %s; told %d times", got, was, told)
	}
	// A laptop that slept, or a clock that was put ahead, is no concern.
	pass(time.Minute, 3*time.Hour)
	if k.Clock() != nil || told != 2 {
		t.Errorf("ahead again: %+v, told %d times", k.Clock(), told)
	}
}

// TestOrderNeverDependsOnTheClock lets the clock jump by years between actions:
// undo, history, backups and their rotation go by what was done when.
func TestOrderNeverDependsOnTheClock(t *testing.T) {
	c := newClock()
	k := mustKeep(t, mustDir(t), c)
	d := mustTitle(t, k.DB, "0")
	titles := []string{"0", "1", "2", "3", "4"}
	for i, years := range []int{4, -9, 2, -1} {
		c.at = c.at.AddDate(years, 0, 0)
		d.Title = titles[i+1]
		mustPut(t, k.DB, d)
		k.lookForBackup(t.Context())
		if all, _ := k.keeper.Backups(); len(all) != i+1 {
			t.Fatalf("after the jump to %s there are %d backups: %v", c.at, len(all), k.Outcome().Err)
		}
		k.lookForBackup(t.Context())
		if all, _ := k.keeper.Backups(); len(all) != i+1 {
			t.Errorf("nothing changed, and another was made")
		}
	}
	// With backups of the future in the folder, a new one still waits an hour.
	d.Title = "5"
	mustPut(t, k.DB, d)
	dir := sqlite.BackupDir(k.Path())
	if due, err := k.BackupDue(t.Context(), dir); err != nil || due {
		t.Errorf("due at once = %v, %v", due, err)
	}
	c.at = c.at.Add(time.Hour)
	if due, err := k.BackupDue(t.Context(), dir); err != nil || !due {
		t.Errorf("due an hour later = %v, %v", due, err)
	}
	if removed, err := sqlite.Rotate(dir, c.at, sqlite.OwnerOf(k.Path())); err != nil || len(removed) != 0 {
		t.Errorf("removed %v, %v", removed, err)
	}
	history, err := k.History(t.Context(), d.ID, 0)
	if err != nil || len(history) != 6 {
		t.Fatalf("history = %d, %v", len(history), err)
	}
	for i, v := range history {
		if got := debrief.Text(v.After); i < 6 && got != string('5'-rune(i)) {
			t.Errorf("version %d says %q", i, got)
		}
	}
	for i := 4; i >= 0; i-- {
		if _, err := k.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		r, err := k.Record(t.Context(), d.ID)
		if err != nil || debrief.Text(r) != titles[i] {
			t.Errorf("undone to %q, want %q", debrief.Text(r), titles[i])
		}
	}
}
