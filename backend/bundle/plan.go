package bundle

import "secondstory/backend/debrief"

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
// the debrief of the same id in the library, or nil. It carries the revisions of
// mine, so that carrying it out after somebody wrote there is a conflict and not
// an overwrite. title is the copy's, for KeepBoth; empty keeps theirs.
func Plan(mine, theirs *debrief.Whole, how How, title string) debrief.Action {
	a := debrief.Action{Name: ActionName}
	switch {
	case mine == nil:
		a.Put = fresh(theirs)
	case how == KeepBoth:
		a.Put = copied(theirs, title).Records()
	case how == TakeTheirs:
		a.Put, a.Delete = replaced(mine, theirs)
	}
	return a
}

// fresh returns the records of a debrief that is not in the library.
func fresh(theirs *debrief.Whole) []debrief.Record {
	out := clone(theirs).Records()
	for _, r := range out {
		r.Head().Rev = 0
	}
	return out
}

// copied is theirs under new ids, as far along as it was.
func copied(theirs *debrief.Whole, title string) *debrief.Whole {
	if title == "" {
		title = theirs.Debrief.Title
	}
	c := theirs.Copy(title, theirs.Debrief.CreatedAt)
	c.Debrief.State = theirs.Debrief.State
	return c
}

// replaced returns what has to be put and deleted for mine to become theirs.
func replaced(mine, theirs *debrief.Whole) (put []debrief.Record, gone []debrief.Ref) {
	old := byID(mine)
	for _, r := range clone(theirs).Records() {
		was, ok := old[r.Head().ID]
		if ok && len(differing(was, r)) == 0 {
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
		if _, ok := kept[r.Head().ID]; !ok {
			gone = append(gone, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: mine.Debrief.ID, Rev: r.Head().Rev})
		}
	}
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
