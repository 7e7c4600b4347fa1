package export_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

// A list in any form, of a debrief with a name in every text, holds none of them.
func TestGateAListHoldsNoName(t *testing.T) {
	g := newGate(t)
	g.w.Attachments = []debrief.Attachment{}
	db := signedLibrary(t, g.w)
	for edition, words := range map[report.Edition][]string{
		report.RoleOnly: append(append([]string{}, g.private...), g.names...),
		report.Public:   append(append(append([]string{}, g.private...), g.names...), g.systems...),
	} {
		for _, form := range export.ListForms() {
			for _, id := range []debrief.ID{g.w.Debrief.ID, ""} {
				l, err := export.MakeList(t.Context(), db, id, formOptions(t, edition), form)
				if err != nil || l.Debriefs != 1 || len(l.Refused) != 0 {
					t.Fatalf("%s, %s: %+v, %v", edition, form, l, err)
				}
				unfolded := strings.ReplaceAll(string(l.Data), "\r\n ", "")
				held(t, string(edition)+" "+string(form), []made{{string(form), []string{string(l.Data), unfolded}}}, words, false)
			}
		}
	}
}

// TestOneWithANameIsLeftOutOfAList and is told; those beside it are listed. By itself it is
// refused.
func TestOneWithANameIsLeftOutOfAList(t *testing.T) {
	named, plain := demo.Debrief(), demo.Debrief().Copy("Quiet", "2026-11-02T09:00:00Z")
	named.Debrief.Title = "The loud one"
	// Somebody is called what stands for whoever is in no list.
	named.Participants[0].Name = "Zorblatt"
	named.Participants[1].Name = "SOMEBODY"
	named.Entries[0].Text += ", @kim tells Zorblatt"
	db, o := signedLibrary(t, named, plain), formOptions(t, report.RoleOnly)
	for _, form := range export.ListForms() {
		l, err := export.MakeList(t.Context(), db, "", o, form)
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		if l.Debriefs != 1 || len(l.Refused) != 1 || l.Refused[0].Title != "The loud one" || debrief.CodeOf(l.Refused[0].Err) != debrief.CodeNameFound {
			t.Errorf("%s: %+v", form, l)
		}
		if strings.Contains(string(l.Data), "Zorblatt") || strings.Contains(string(l.Data), "The loud one") || len(l.Data) == 0 {
			t.Errorf("%s:\n%s", form, l.Data)
		}
		alone, err := export.MakeList(t.Context(), db, named.Debrief.ID, o, form)
		if err != nil || alone.Debriefs != 0 || len(alone.Refused) != 1 {
			t.Errorf("%s: %+v, %v", form, alone, err)
		}
	}
}

// What rests is open: a list of what is open has it.
func TestAListHasWhatIsSoaking(t *testing.T) {
	w := demo.Debrief()
	for i := range w.Countermeasures {
		w.Countermeasures[i].State = debrief.CountermeasureChecked
	}
	w.Countermeasures[0].State, w.Countermeasures[0].SoakUntil = debrief.CountermeasureSoaking, "2026-12-03"
	w.Countermeasures[0].Text = "Ask before every rebuild"
	w.Countermeasures[1].State, w.Countermeasures[1].Text = debrief.CountermeasureIdea, "Only thought of"
	db, o := signedLibrary(t, w), formOptions(t, report.RoleOnly)
	for form, want := range map[export.Form]string{export.FormCSV: "Ask before every rebuild.,,2026-12-03,Soaking,", export.FormHTML: "<td>Soaking</td>"} {
		l, err := export.MakeList(t.Context(), db, "", o, form)
		if err != nil || !strings.Contains(string(l.Data), want) || strings.Contains(string(l.Data), "Only thought of") {
			t.Errorf("%s: %v\n%s", form, err, l.Data)
		}
	}
}
