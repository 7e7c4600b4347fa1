package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

func searchDesk(t *testing.T) *Searches {
	t.Helper()
	d := mustDesk(t, nil)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Apply(t.Context(), debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true}); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		if more, err = lib.Follow(t.Context(), time.Second); err != nil {
			t.Fatal(err)
		}
	}
	return &Searches{desk: d}
}

// TestSearches asks as the window does: every answer can be shown, whatever was typed,
// and who "me" is is known once somebody said it.
func TestSearches(t *testing.T) {
	s := searchDesk(t)
	ask := func(typed string) SearchAnswer {
		t.Helper()
		out, err := s.Find(SearchInput{Typed: typed, Order: sqlite.OrderNewest, Limit: 50, Each: 4})
		if err != nil || out.Hits == nil || out.Debriefs == nil || out.Instead == nil || out.Chips == nil {
			t.Fatalf("%.40q: %+v, %v", typed, out, err)
		}
		return out
	}
	out := ask("kind:incident database")
	if len(out.Hits) != 4 || !out.Debriefs[0].More || out.Debriefs[0].Kind != debrief.KindIncident || len(out.Chips) != 1 || !out.Asked {
		t.Errorf("%+v", out)
	}
	if out := ask("owner:me"); out.Asked || out.Me != "" || out.Chips[0].Clear {
		t.Errorf("nobody is %+v", out)
	}
	if err := s.Me(" Ines Duarte "); err != nil {
		t.Fatal(err)
	}
	if out := ask("owner:me"); !out.Asked || out.Me != "Ines Duarte" || !out.Chips[0].Clear {
		t.Errorf("me is %+v", out)
	}
	for _, typed := range []string{"", " ", "\x00", "owner:\x00", "tag:\x00 a", "\xff\xfe", `"`, `"""`, "🙂", "قاعدة", "'; --", strings.Repeat("é", 50_000)} {
		if out := ask(typed); out.Cut != (len(typed) > maxTyped) {
			t.Errorf("%.40q is cut: %v", typed, out.Cut)
		}
	}
}

func TestSearchValues(t *testing.T) {
	s := searchDesk(t)
	for name, want := range map[string]bool{"tag": true, "factor": true, "owner": true, "kind": false, "nothing": false} {
		if got, err := s.Values(name, ""); err != nil || got == nil || len(got) > 0 != want || len(got) > mostValues {
			t.Errorf("values of %s: %q, %v", name, got, err)
		}
	}
	if got, err := s.Values("tag", "back"); err != nil || !slices.Contains(got, "backup") {
		t.Errorf("tags like back: %q, %v", got, err)
	}
}
