package export_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
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
