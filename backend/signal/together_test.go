package signal_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/signal"
)

func TestNotesAboutTheSameAreFound(t *testing.T) {
	notes := []*debrief.Whole{
		mustNote(t, "Tax service token expired in staging", 2), mustNote(t, "Certificate renewed with 40 min to spare", 1),
		mustNote(t, "Another token nearly expired, of the mail gateway", 0), mustNote(t, "The printer hums", 3),
		mustNote(t, "Tokens expired again on Tuesday", 4),
	}
	got := signal.Together(notes)
	if len(got) != 1 || strings.Join(got[0].Words, " ") != "expired token" {
		t.Fatalf("%+v", got)
	}
	want := []debrief.ID{notes[2].Debrief.ID, notes[0].Debrief.ID, notes[4].Debrief.ID}
	if fmt.Sprint(got[0].IDs) != fmt.Sprint(want) {
		t.Errorf("%v, not %v", got[0].IDs, want)
	}
	if got := signal.Together(nil); got == nil || len(got) != 0 {
		t.Errorf("of none: %+v", got)
	}
}

// TestManyNotesAreLookedAtQuickly: as many as the window asks about.
func TestManyNotesAreLookedAtQuickly(t *testing.T) {
	notes := []*debrief.Whole{}
	for i := range 100 {
		if i%10 == 0 {
			notes = append(notes, mustNote(t, "the queue grew, a certificate expired", i%60))
			continue
		}
		notes = append(notes, mustNote(t, fmt.Sprintf("the queue of worker%c%c grew while backups ran over lunch", 'a'+i%26, 'a'+i/26), i%60))
	}
	from := time.Now()
	got := signal.Together(notes)
	if took := time.Since(from); took > 2*time.Second {
		t.Errorf("took %s", took)
	}
	// What all of them say tells nothing about any.
	if len(got) != 1 || len(got[0].IDs) != 10 || strings.Join(got[0].Words, " ") != "certificate expired" {
		t.Errorf("%+v", got)
	}
}
