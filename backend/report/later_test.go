package report_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// TestWhatWasLearnedLater is printed with who said it as far as an edition says so: a
// participant by role, a reader by name in the named edition alone.
func TestWhatWasLearnedLater(t *testing.T) {
	const at = "2026-11-22T09:00:00Z"
	for edition, want := range map[report.Edition][]string{
		report.Named: {
			"It was the second disk of that batch. Zoe Quandt, 22 November 2026.",
			"Zoe Quandt was told by Storage team. zq, 22 November 2026.", "I know now. Ana Lima, 22 November 2026.",
			"Me too. Release manager, 22 November 2026.",
		},
		report.RoleOnly: {
			"It was the second disk of that batch. Reader, 22 November 2026.", "The reader was told by Storage team. 22 November 2026.",
			"I know now. Database engineer, 22 November 2026.", "Me too. Release manager, 22 November 2026.",
		},
		report.Public: {
			"It was the second disk of that batch. Reader, 22 November 2026.", "The reader was told by Storage team. 22 November 2026.",
			"I know now. Database engineer, 22 November 2026.", "Me too. Release manager, 22 November 2026.",
		},
	} {
		w := people("Ana Lima|@ana|Database engineer|Storage", "Bo Quist||Release manager|Payments")
		say(w, "p1", "We rolled it back", false)
		agree(w, "p0")
		w.Debrief.Later = []debrief.Later{
			{Text: "it was the second disk of that batch", By: "Zoe Quandt", At: at},
			{Text: "Zoe Quandt was told by Storage team", By: "zq", At: at},
			{Text: "I know now", By: "Ana Lima", At: at},
			{Text: "Me too", By: "Bo", At: at},
			{Text: " ", By: "nobody", At: at},
		}
		r, got := build(t, w, edition), []string{}
		for _, p := range r.Later {
			got = append(got, p.Text+" "+p.Note)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %q", edition, got)
		}
		if w.Debrief.Later[0].By != "Zoe Quandt" {
			t.Errorf("%s: the debrief itself was changed", edition)
		}
	}
}
