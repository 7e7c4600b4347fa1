package report

import (
	"slices"

	"secondstory/backend/debrief"
)

// agreed takes out what the speaker of an interview did not agree to have told
// as far as this edition goes, with what was asked about it; what is told is what
// they agreed to, see asAgreed.
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
	w.Questions = slices.DeleteFunc(w.Questions, func(q debrief.Question) bool {
		return left[q.AboutID] || slices.ContainsFunc(q.AccountIDs, func(id debrief.ID) bool { return left[id] })
	})
	for i := range w.Entries {
		asAgreed(&w.Entries[i])
	}
}

// asAgreed makes an entry say what its speaker agreed to, the way they agreed to,
// and nothing that was written over it since. One of an older library has no such
// words, and stands as it is.
func asAgreed(e *debrief.Entry) {
	if e.Consent.As == debrief.ReleaseUnnamed {
		e.Who = debrief.Who{}
	}
	if e.Consent.Words == "" {
		return
	}
	e.Text, e.Label, e.Quote = e.Consent.Words, "", e.Consent.As == debrief.ReleaseQuote
}
