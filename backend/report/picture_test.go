package report_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

// pictured is a debrief with a picture of each reach, all of them of one entry.
func pictured() (*debrief.Whole, map[debrief.ID]picture.Picture) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	w.Participants = []debrief.Participant{{Base: debrief.Base{ID: "ines"}, Name: "Ines Marlow", Role: "on-call"}}
	at := debrief.Moment{At: "2026-11-03T14:05:00Z", Precision: debrief.PrecisionMinute}
	w.Entries = []debrief.Entry{
		{Base: debrief.Base{ID: "entry"}, Time: at, Text: "the pool filled", Lane: debrief.LaneSystem, Basis: debrief.BasisRecord},
		{
			Base: debrief.Base{ID: "released"}, Time: at, Text: "I was alone", Basis: debrief.BasisMemory,
			Consent: debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopePublic, Words: "I was alone"},
		},
	}
	made := map[debrief.ID]picture.Picture{}
	add := func(id string, shown debrief.Shown, lines ...debrief.ID) {
		a := debrief.Attachment{
			Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, RecordID: w.Debrief.ID, MediaType: "image/png", Evidence: true,
			Caption: id + " as Ines Marlow saw it", Source: "Grafana", Time: &at, Shown: shown, LineIDs: lines,
		}
		w.Attachments = append(w.Attachments, a)
		made[id] = picture.Picture{Content: []byte(id), MediaType: "image/png", Width: 4, Height: 3}
	}
	add("named", debrief.ShownNamed, "entry")
	add("none", debrief.ShownNone, "entry")
	add("roles", debrief.ShownRoles, "entry")
	add("all", debrief.ShownAll, "entry", "gone")
	add("unused", debrief.ShownAll)
	add("unagreed", debrief.ShownAll, "released")
	return w, made
}

func TestAPictureIsInTheEditionsItMayBeIn(t *testing.T) {
	for edition, want := range map[report.Edition]string{
		report.Named: "named roles all", report.RoleOnly: "roles all", report.Public: "all",
	} {
		w, made := pictured()
		o := options(t, edition)
		o.Pictures = made
		r, err := report.Build(w, o)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, p := range r.Pictures {
			got = append(got, string(p.Image.Content))
			if named := strings.Contains(p.Caption, "Ines"); named != (edition == report.Named) {
				t.Errorf("%s: %q", edition, p.Caption)
			}
			if from := strings.Contains(p.From, "Grafana"); from == (edition == report.Public) || !strings.Contains(p.From, "14:05 UTC") {
				t.Errorf("%s: from %q", edition, p.From)
			}
			if len(p.Entries) != 1 || p.Entries[0].ID != "entry" {
				t.Errorf("%s: entries %+v", edition, p.Entries)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s shows %q, want %q", edition, got, want)
		}
	}
}
