package report_test

import (
	"reflect"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// TestWhoIsInNoListIsSomebody: no role is known of them, and their name must not
// be in an edition by role.
func TestWhoIsInNoListIsSomebody(t *testing.T) {
	for _, e := range []report.Edition{report.RoleOnly, report.Public, report.Named} {
		w := people("Ana Lima||Engineer|")
		add := func(id, text string, lane debrief.Lane, who string) {
			w.Add(&debrief.Entry{Base: debrief.Base{ID: id, DebriefID: "d"}, Text: text, Lane: lane, Who: debrief.Who{Name: who}, OnTimeline: true, Basis: debrief.BasisMemory})
		}
		add("a", "@Zoe: rolled back, told @here and kim@example.com", debrief.LaneSystem, "")
		add("b", "Called", debrief.LaneDid, "Yan Ek")
		add("c", "Restarted", debrief.LaneSystem, "Cron")
		r := build(t, w, e)
		got := []string{}
		for _, x := range r.Timeline.Rows {
			got = append(got, x.Who+"|"+x.Text)
		}
		want, warned := []string{"|Somebody: rolled back, told @here and kim@example.com.", "Somebody|Called.", "Cron|Restarted."},
			[]report.Warning{{Kind: "actor-not-listed", Of: "Zoe"}, {Kind: "actor-not-listed", Of: "Yan Ek"}}
		switch e {
		case report.Public:
			want[0] = "|Somebody: rolled back, told @here and [address]."
		case report.Named:
			want, warned = []string{"|@Zoe: rolled back, told @here and kim@example.com.", "Yan Ek|Called.", "Cron|Restarted."}, nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", e, got, want)
		}
		if len(r.Warnings) != len(warned) || len(warned) > 0 && !reflect.DeepEqual(r.Warnings, warned) {
			t.Errorf("%s: warnings %+v, want %+v", e, r.Warnings, warned)
		}
	}
}

// TestAnOwnerInNoListIsWarnedOf: it is often a team, so it stays.
func TestAnOwnerInNoListIsWarnedOf(t *testing.T) {
	w := people("Ana Lima||Engineer|")
	w.Add(&debrief.Countermeasure{Base: debrief.Base{ID: "c", DebriefID: "d"}, Text: "Page", State: debrief.CountermeasureCommitted, Owner: debrief.Who{Name: "Platform"}})
	r := build(t, w, report.RoleOnly)
	if want := []report.Warning{{Kind: "owner-not-listed", Of: "Platform"}}; !reflect.DeepEqual(r.Warnings, want) || r.Countermeasures[0].Owner != "Platform" {
		t.Errorf("warnings %+v, %+v", r.Warnings, r.Countermeasures)
	}
}
