package rehearse_test

import (
	"strings"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/rehearse"
	"secondstory/backend/report"
)

const at = "2026-11-22T10:00:00Z"

func words(t *testing.T) report.Text {
	t.Helper()
	c, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return c.T
}

func made(t *testing.T, w *debrief.Whole, kind debrief.Kind) (*rehearse.Made, error) {
	t.Helper()
	r, err := report.Build(w, report.Options{T: words(t)})
	if err != nil {
		t.Fatal(err)
	}
	return rehearse.Of(w, r, kind, at)
}

func TestAKitIsThePrintedTimeline(t *testing.T) {
	w := demo.Debrief()
	m, err := made(t, w, debrief.KindTabletop)
	if err != nil {
		t.Fatal(err)
	}
	printed := 0
	r, _ := report.Build(w, report.Options{T: words(t)})
	for _, row := range r.Timeline.Rows {
		if row.Kind == report.RowEntry {
			printed++
		}
	}
	d := m.Debrief
	if len(d.Kit.Cards) == 0 || len(d.Kit.Cards)+m.LeftOut != printed {
		t.Errorf("%d cards and %d left out of %d", len(d.Kit.Cards), m.LeftOut, printed)
	}
	if d.Kind != debrief.KindTabletop || d.State != debrief.StateDraft || d.Sample || d.ID == w.Debrief.ID {
		t.Errorf("%+v", d)
	}
	if len(d.Related) != 1 || d.Related[0].DebriefID != w.Debrief.ID || !d.Related[0].Linked || d.Kit.SourceID != w.Debrief.ID {
		t.Errorf("not linked to its source: %+v", d.Related)
	}
	if err := d.Validate(); err != nil {
		t.Error(err)
	}
	if err := m.Meeting.Validate(); err != nil || m.Meeting.DebriefID != d.ID {
		t.Errorf("%v %+v", err, m.Meeting)
	}
}

// TestGateNobodyIsInAKit names somebody in every entry of the source, and lets one out of an
// interview: the kit has neither.
func TestGateNobodyIsInAKit(t *testing.T) {
	w := demo.Debrief()
	w.Participants[0].Name = "Zebulon Quirke"
	for i := range w.Entries {
		w.Entries[i].Text += ", and Zebulon Quirke looked on"
		w.Entries[i].Label = ""
	}
	w.Debrief.Title = "What Zebulon found"
	line := w.Timeline()[3].ID
	for i := range w.Entries {
		if w.Entries[i].ID == line {
			w.Entries[i].Consent = debrief.Consent{As: debrief.ReleaseParaphrase, Scope: debrief.ScopeReport, Words: "let out of an interview", At: at}
			w.Entries[i].Text = "let out of an interview"
		}
	}
	m, err := made(t, w, debrief.KindGameDay)
	if err != nil {
		t.Fatal(err)
	}
	if m.LeftOut < 1 {
		t.Error("a released passage was not left out")
	}
	for _, text := range debrief.Words(m.Debrief) {
		if strings.Contains(text, "Zebulon") || strings.Contains(text, "Quirke") || strings.Contains(text, "let out of an interview") {
			t.Errorf("%q", text)
		}
	}
	t.Logf("gate: rehearse: %d cards, 0 names", len(m.Debrief.Kit.Cards))
}

func TestOnlyWhatIsNoEventIsRehearsed(t *testing.T) {
	if _, err := made(t, demo.Debrief(), debrief.KindIncident); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("%v", err)
	}
}

func TestADebriefWithoutATimelineMakesAnEmptyKit(t *testing.T) {
	w := demo.Debrief()
	w.Entries = nil
	m, err := made(t, w, debrief.KindTabletop)
	if err != nil || len(m.Debrief.Kit.Cards) != 0 || m.LeftOut != 0 {
		t.Errorf("%v %+v", err, m)
	}
}
