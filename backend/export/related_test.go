package export_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

// whole is a small debrief with somebody in it who agreed to nothing.
func whole(id, title, started, person string) *debrief.Whole {
	d := debrief.NewDebrief("2026-11-01T09:00:00Z")
	d.ID, d.DebriefID, d.Title = id, id, title
	d.Started = debrief.Moment{At: started, Zone: "UTC", Precision: debrief.PrecisionMinute}
	w := debrief.NewWhole(*d)
	w.Meeting = *debrief.NewMeeting(id)
	w.Add(&debrief.Participant{Base: debrief.Base{ID: id + "-p", DebriefID: id}, Name: person, Role: "On call", Parts: []debrief.Part{debrief.PartResponded}})
	return w
}

// related is what a debrief of a library says it belongs with.
func related(t *testing.T, db *sqlite.DB, id debrief.ID, number string, edition report.Edition) string {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	w, o, err := printed(t, db, w, number, report.Options{Edition: edition, T: mustCopy(t).T})
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Build(w, o)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, f := range r.RelatedFields() {
		out = append(out, f.Label+": "+f.Text)
	}
	return strings.Join(out, "\n")
}

func printed(t *testing.T, db *sqlite.DB, w *debrief.Whole, number string, o report.Options) (*debrief.Whole, report.Options, error) {
	o, err := export.Related(t.Context(), db, w, number, o)
	if err != nil {
		return nil, o, err
	}
	return export.Version(t.Context(), db, w, number, o)
}

func link(t *testing.T, db *sqlite.DB, id, other debrief.ID, why, at string) {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	w.Debrief.Related = append(w.Debrief.Related, debrief.Relation{DebriefID: other, Linked: true, Why: why, At: at})
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "link-debrief", Put: []debrief.Record{&w.Debrief}}); err != nil {
		t.Fatal(err)
	}
}

const (
	before = "2026-11-05T09:00:00Z"
	later  = "2026-11-20T09:00:00Z"
)

func TestAReportSaysWhatItBelongsWith(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix")
	c := whole("c", "A rule used every processor", "2026-02-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, Why: "Both waited for a replica", At: before}, {DebriefID: "gone", Linked: true, At: before}}
	db := signedLibrary(t, a, b, c)
	link(t, db, "c", "a", "", later)
	if got, want := related(t, db, "a", "", report.RoleOnly), "4 February 2026: A rule used every processor.\n4 March 2026: Two regions wrote at once. Both waited for a replica."; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got, want := related(t, db, "a", "1.0", report.RoleOnly), "4 March 2026: Two regions wrote at once. Both waited for a replica."; got != want {
		t.Errorf("a version has what was said after it: %s", got)
	}
	if got, want := related(t, db, "b", "", report.Public), "1 October 2026: Checkout timed out. Both waited for a replica."; got != want {
		t.Errorf("from the other side: %s", got)
	}
}

// TestNothingPrivateOfAnotherDebriefIsTold: names of its people stand in its title, in the
// reason, and in one that nobody signed off.
func TestNothingPrivateOfAnotherDebriefIsTold(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Quibnix restarted what Zorblatt had stopped", "2026-03-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, Why: "Quibnix and Zorblatt both waited", At: before}}
	db := signedLibrary(t, a, b)
	draft := whole("d", "Still being told", "2026-04-04T09:00:00Z", "Somebody")
	draft.Debrief.State = debrief.StateDraft
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: draft.Records()}); err != nil {
		t.Fatal(err)
	}
	link(t, db, "d", "a", "", later)
	for _, edition := range report.Editions() {
		got := related(t, db, "a", "", edition)
		for _, name := range []string{"Quibnix", "Zorblatt"} {
			if strings.Contains(got, name) != (edition == report.Named) {
				t.Errorf("%s: %s", edition, got)
			}
		}
		if has := strings.Contains(got, "Still being told"); has == (edition == report.Public) {
			t.Errorf("%s of one that is not signed off: %s", edition, got)
		}
		if !strings.Contains(got, "restarted what") {
			t.Errorf("%s: nothing is told: %s", edition, got)
		}
	}
}

func TestEveryFormSaysWhatItBelongsWith(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, Why: "Both waited for a replica", At: before}}
	db := signedLibrary(t, a, b)
	w, err := db.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	o, err := export.Related(t.Context(), db, w, "", report.Options{T: mustCopy(t).T})
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []export.Form{export.FormPDF, export.FormHTML, export.FormMarkdown} {
		f, err := export.Make(t.Context(), w, o, form, export.Extra{})
		if err != nil {
			t.Fatal(err)
		}
		said := string(f.Data)
		if form == export.FormPDF {
			said = strings.Join(inPDF(t, f.Data), " ")
		}
		for _, want := range []string{"Debriefs it belongs with", "Two regions wrote at once", "4 March 2026", "Both waited for a replica"} {
			if !strings.Contains(strings.Join(strings.Fields(said), " "), want) {
				t.Errorf("%s does not say %q", form, want)
			}
		}
	}
}
