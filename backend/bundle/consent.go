package bundle

import (
	"slices"

	"secondstory/backend/debrief"
)

// heed returns theirs as it may be imported: what was agreed to here is not
// widened, and words that were taken back here stay away. kept is how many lines
// keep what was agreed here, withdrawn how many are left out. mine may be nil.
func heed(mine, theirs *debrief.Whole, gone []debrief.ID) (out *debrief.Whole, kept, withdrawn int) {
	out = clone(theirs)
	agreed := map[debrief.ID]*debrief.Entry{}
	here := map[debrief.ID]bool{}
	if mine != nil {
		for n := range mine.Entries {
			e := &mine.Entries[n]
			here[e.ID] = true
			if !e.Consent.IsZero() {
				agreed[origin(e)], agreed[e.ID] = e, e
			}
		}
	}
	// What stands here still, in a debrief that was signed off, is no way back.
	withdrawn = leaveOut(out, func(e *debrief.Entry) bool {
		return !here[e.ID] && (slices.Contains(gone, e.ID) || slices.Contains(gone, e.Consent.EntryID))
	})
	for n := range out.Entries {
		e := &out.Entries[n]
		was := agreed[e.ID]
		if was == nil {
			was = agreed[origin(e)]
		}
		if was != nil && keepAgreed(was, e) {
			kept++
		}
	}
	return out, kept, withdrawn
}

// origin is the entry that agreed words became first.
func origin(e *debrief.Entry) debrief.ID {
	if e.Consent.EntryID != "" {
		return e.Consent.EntryID
	}
	return e.ID
}

// keepAgreed keeps what was agreed to here on a line of theirs, or what theirs
// says where that is narrower, and says whether theirs said something else.
func keepAgreed(was, now *debrief.Entry) bool {
	said := *now
	now.Consent, now.Who, now.Quote = was.Consent, was.Who, was.Quote
	if !said.Consent.IsZero() {
		if was.Consent.Scope.Covers(said.Consent.Scope) {
			now.Consent.Scope = said.Consent.Scope
		}
		if said.Consent.As == debrief.ReleaseUnnamed {
			now.Consent.As, now.Who, now.Quote = said.Consent.As, said.Who, false
		}
	}
	if was.Consent.Words == "" { // from before they were kept: the line is what was agreed
		now.Text = was.Text
	}
	return said.Consent != now.Consent || said.Who != now.Who || said.Quote != now.Quote || said.Text != now.Text
}

// leaveOut takes entries out of a debrief, with the marks of wording in them, and
// says how many. Pictures beside them stay with the debrief, as where words are
// taken back.
func leaveOut(w *debrief.Whole, gone func(*debrief.Entry) bool) int {
	out := map[debrief.ID]bool{}
	w.Entries = slices.DeleteFunc(w.Entries, func(e debrief.Entry) bool {
		out[e.ID] = gone(&e)
		return out[e.ID]
	})
	w.Wordings = slices.DeleteFunc(w.Wordings, func(m debrief.Wording) bool { return out[m.RecordID] })
	for n := range w.Attachments {
		if a := &w.Attachments[n]; out[a.RecordID] {
			a.RecordID = w.Debrief.ID
		}
	}
	n := 0
	for _, is := range out {
		if is {
			n++
		}
	}
	return n
}
