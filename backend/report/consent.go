package report

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// agreed takes out the lines of whoever would rather not have them written down, and
// what the speaker of an interview did not agree to have told as far as this edition
// goes, with what was asked about it; what is told is what they agreed to, see asAgreed.
func (s *scrubber) agreed(w *debrief.Whole) {
	reach := debrief.ScopeReport
	if s.edition == Public {
		reach = debrief.ScopePublic
	}
	left, declined := map[debrief.ID]bool{}, declined(w)
	w.Entries = slices.DeleteFunc(w.Entries, func(e debrief.Entry) bool {
		out := !e.Consent.IsZero() && !e.Consent.Scope.Covers(reach) || declined[e.Who.ParticipantID] && e.IsOf(e.Who.ParticipantID)
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

// declined are the people who would rather not have their lines written down.
func declined(w *debrief.Whole) map[debrief.ID]bool {
	out := map[debrief.ID]bool{}
	for _, p := range w.Participants {
		out[p.ID] = p.Reading == debrief.ReadingDeclined
	}
	return out
}

// unread warns of the people whose lines are left out, and of those the named edition
// calls by their role until they agreed to their own account.
func unread(w *debrief.Whole, c *cast) []Warning {
	left, roles := []string{}, []string{}
	for i := range w.Participants {
		p := &w.Participants[i]
		name := firstOf(p.Name, p.Alias, c.labels[p.ID])
		switch {
		case p.Reading == debrief.ReadingDeclined && len(w.LinesOf(p.ID)) > 0:
			left = append(left, name)
		case c.edition == Named && !c.byName[p.ID]:
			roles = append(roles, name)
		}
	}
	out := []Warning{}
	if len(left) > 0 {
		out = append(out, Warning{Kind: "declined", Of: strings.Join(left, ", ")})
	}
	if len(roles) > 0 {
		out = append(out, Warning{Kind: "not-agreed", Of: strings.Join(roles, ", ")})
	}
	return out
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
