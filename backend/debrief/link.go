package debrief

import "slices"

// Links returns the ids of other records that a record refers to: who said it,
// what it rests on. An id whose record was deleted is kept, so that bringing
// the record back brings the link back. Never nil; without empty ids.
func Links(r Record) []ID {
	var all []ID
	switch r := r.(type) {
	case *Debrief:
		for _, l := range r.Summary.Learnings {
			all = append(all, l.FactorID)
		}
	case *Turns:
		all = slices.Concat([]ID{r.SpeakerID}, r.HeardIDs, r.PassedIDs, r.OrderIDs)
	case *Entry:
		all = []ID{r.Who.ParticipantID}
		for _, c := range r.Citations {
			all = append(all, c.SourceID)
		}
	case *Question:
		all = append([]ID{r.Who.ParticipantID, r.AboutID}, r.AccountIDs...)
	case *Factor:
		all = r.EntryIDs
	case *Helped:
		all = r.EntryIDs
	case *Countermeasure:
		all = append([]ID{r.From.ParticipantID, r.Owner.ParticipantID}, r.FactorIDs...)
	case *Wording:
		all = []ID{r.RecordID}
	case *Attachment:
		all = r.LineIDs
	case *Source:
		for _, s := range r.Senders {
			all = append(all, s.ParticipantID)
		}
	}
	out := []ID{}
	for _, id := range all {
		if id != "" {
			out = append(out, id)
		}
	}
	return out
}
