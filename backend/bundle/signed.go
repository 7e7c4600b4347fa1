package bundle

import (
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/signoff"
)

// heedVersions takes those of theirs out that cannot stand beside mine: of a number or
// an id under which something else was signed off here, withdrawn here, or with words
// in them that were taken back here. mine may be nil.
func heedVersions(mine, theirs *debrief.Whole, content map[debrief.ID][]byte, gone []debrief.ID) {
	theirs.DropVersionsThat(func(v *debrief.Version) bool {
		if mine != nil {
			for i := range mine.Versions {
				m := &mine.Versions[i]
				if m.ID == v.ID || m.Number == v.Number {
					return m.ID != v.ID || len(differing(m, v)) > 0
				}
			}
		}
		return slices.Contains(gone, v.PackID) || holds(v, content[v.PackID], gone)
	})
}

// holds says whether a version has one of some entries in it. One that cannot be read
// holds none.
func holds(v *debrief.Version, packed []byte, entries []debrief.ID) bool {
	w, err := signoff.Thaw(v, packed)
	return err == nil && len(entries) > 0 && slices.ContainsFunc(w.Entries, func(e debrief.Entry) bool {
		return slices.Contains(entries, e.ID) || slices.Contains(entries, e.Consent.EntryID)
	})
}

// amends says whether theirs would stand as signed off under a version that holds
// something else: then it is an amendment of mine, and is signed off anew.
func amends(mine, theirs *debrief.Whole) bool {
	if !theirs.Debrief.State.IsSigned() || len(mine.Versions) == 0 {
		return false
	}
	all := debrief.Whole{Versions: slices.Concat(theirs.Versions, mine.Versions)}
	newest, last := all.Version(""), theirs.Version("")
	return last == nil || last.ID != newest.ID
}

// signedOff says whether a record is a version or kept with one: what was signed off
// here stays, whatever theirs knows of it.
func signedOff(w *debrief.Whole, r debrief.Record) bool {
	if a, ok := r.(*debrief.Attachment); ok {
		return slices.ContainsFunc(w.Versions, func(v debrief.Version) bool { return v.ID == a.RecordID })
	}
	return r.Noun() == debrief.NounVersion
}
