package bundle

import (
	"slices"

	"secondstory/backend/debrief"
)

// How says what an import does with a debrief that is in the library already.
type How int

const (
	// KeepBoth adds theirs as a debrief of its own, under new ids.
	KeepBoth How = iota + 1
	// TakeTheirs makes theirs the newest version of mine.
	TakeTheirs
)

// ActionName is the name of an import in the list of changes.
const ActionName = "import-bundle"

// Plan returns the one step, which can be undone, that imports theirs. mine is
// what the library holds of the same id, a debrief or what is left of a deleted
// one, or nil. The step carries the revisions of mine, so that carrying it out
// after somebody wrote there is a conflict and not an overwrite. title is the
// copy's, for KeepBoth; empty keeps theirs.
func Plan(mine *debrief.Whole, theirs *Bundle, how How, title string) debrief.Action {
	a := debrief.Action{Name: ActionName, Whole: true}
	if mine != nil && how == KeepBoth {
		c := copied(theirs.Debrief, title)
		rest(&c.Debrief, &c.Meeting)
		a.Put, a.Content = c.Records(), map[debrief.ID][]byte{}
		for i, was := range theirs.Debrief.Attachments {
			a.Content[c.Attachments[i].ID] = theirs.Content[was.ID]
		}
		return a
	}
	if mine == nil {
		mine = debrief.NewWhole(debrief.Debrief{})
	}
	a.Content = theirs.Content
	a.Put, a.Delete = replaced(mine, theirs.Debrief)
	return a
}

// copied is theirs under new ids, as far along as it was.
func copied(theirs *debrief.Whole, title string) *debrief.Whole {
	if title == "" {
		title = theirs.Debrief.Title
	}
	c := theirs.Copy(title, theirs.Debrief.CreatedAt)
	c.Debrief.State, c.Debrief.Closing = theirs.Debrief.State, theirs.Debrief.Closing
	// One meeting goes on, and that is mine.
	if s := c.Debrief.State; s == debrief.StateLive || s == debrief.StatePaused {
		c.Debrief.State = debrief.StateReady
	}
	return c
}

// rest lets a meeting that ran when the file was written stand still: it does
// not run here.
func rest(d *debrief.Debrief, m *debrief.Meeting) {
	m.Stand()
	if d.State == debrief.StateLive {
		d.State = debrief.StatePaused
	}
}

// replaced returns what has to be put and deleted for mine to become theirs.
func replaced(mine, theirs *debrief.Whole) (put []debrief.Record, gone []debrief.Ref) {
	old := byID(mine)
	theirs = clone(theirs)
	rest(&theirs.Debrief, &theirs.Meeting)
	if amends(mine, theirs) {
		theirs.Debrief.State = debrief.StateReadBack
	}
	for _, r := range theirs.Records() {
		was, ok := old[r.Head().ID]
		if ok && was.Head().Rev > 0 && len(differing(was, r)) == 0 {
			continue
		}
		r.Head().Rev = 0
		if ok {
			r.Head().Rev = was.Head().Rev
		}
		put = append(put, r)
	}
	kept := byID(theirs)
	for _, r := range mine.Records() {
		if signedOff(mine, r) {
			continue
		}
		// A head that was deleted, and a meeting nobody wrote in, are not stored.
		if _, ok := kept[r.Head().ID]; ok || r.Head().ID == "" || r.Head().Rev == 0 {
			continue
		}
		gone = append(gone, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: theirs.Debrief.ID, Rev: r.Head().Rev})
	}
	// Attachments first: they would go with the records they belong to.
	slices.Reverse(gone)
	return put, gone
}

// clone keeps the caller's records from being changed.
func clone(w *debrief.Whole) *debrief.Whole {
	out := debrief.NewWhole(w.Debrief)
	for _, r := range w.Records() {
		out.Add(r)
	}
	return out
}
