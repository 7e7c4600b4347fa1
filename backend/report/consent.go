package report

import (
	"slices"

	"secondstory/backend/debrief"
)

// agreed takes out what the speaker of an interview did not agree to have told
// as far as this edition goes, with what was asked about it; and nobody is named
// beside words that were agreed to without a name.
func (s *scrubber) agreed(w *debrief.Whole) {
	reach := debrief.ScopeReport
	if s.edition == Public {
		reach = debrief.ScopePublic
	}
	left := map[debrief.ID]bool{}
	w.Entries = slices.DeleteFunc(w.Entries, func(e debrief.Entry) bool {
		out := !e.Consent.IsZero() && !e.Consent.Scope.Covers(reach)
		left[e.ID] = out
		if out {
			s.count("consent", "", "narratives", 1)
		}
		return out
	})
	w.Questions = slices.DeleteFunc(w.Questions, func(q debrief.Question) bool { return left[q.AboutID] })
	for i, e := range w.Entries {
		if e.Consent.As == debrief.ReleaseUnnamed {
			w.Entries[i].Who = debrief.Who{}
		}
	}
}
