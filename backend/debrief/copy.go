package debrief

import "slices"

// Copy returns the whole under new ids, as a debrief of its own that is being
// prepared: nothing of it goes on, nobody closed it, and no room has seen it. Links between
// its records lead to the copies. Attachments keep their order, so that their bytes can be
// given to the copies.
func (w *Whole) Copy(title, at string) *Whole {
	ids := newIDs(w.Records())
	c := NewWhole(w.Debrief)
	for _, r := range w.Records() {
		c.Add(r)
	}
	d := &c.Debrief
	d.Title, d.CreatedAt, d.Sample, d.State = title, at, false, StatePreparing
	d.Closing = Closing{}
	c.Meeting.Stand()
	d.Summary.Learnings = append([]Learning{}, d.Summary.Learnings...)
	for i := range d.Summary.Learnings {
		d.Summary.Learnings[i].FactorID = ids.of(d.Summary.Learnings[i].FactorID)
	}
	for _, r := range c.Records() {
		ids.rename(r)
	}
	return c
}

// idMap leads from old ids to new ones.
type idMap map[ID]ID

func newIDs(records []Record) idMap {
	ids := idMap{}
	for _, r := range records {
		ids[r.Head().ID] = NewID()
	}
	debrief := records[0].Head().ID
	ids[MeetingID(debrief)] = MeetingID(ids[debrief])
	return ids
}

func (m idMap) of(id ID) ID {
	if to, ok := m[id]; ok {
		return to
	}
	return id
}

func (m idMap) all(ids []ID) []ID {
	out := make([]ID, len(ids))
	for i, id := range ids {
		out[i] = m.of(id)
	}
	return out
}

func (m idMap) rename(r Record) {
	head := r.Head()
	head.ID, head.DebriefID, head.Rev = m.of(head.ID), m.of(head.DebriefID), 0
	switch r := r.(type) {
	case *Meeting:
		r.Revealed = nil // put before another room
		r.Sessions = slices.Clone(r.Sessions)
		for i := range r.Sessions {
			s := &r.Sessions[i]
			s.IdeaIDs, s.DoneIDs, s.IdeaID, s.Room = m.all(s.IdeaIDs), m.all(s.DoneIDs), m.of(s.IdeaID), ""
		}
	case *Participant:
		r.LinesSentAt, r.Reading, r.ReadAt, r.LinesMark, r.ReadGiven = "", ReadingUnsaid, "", "", "" // they answered to other lines
	case *Entry:
		r.Room = ""    // confirmed in another meeting
		r.Naming = nil // and answered about another debrief
		r.Who.ParticipantID = m.of(r.Who.ParticipantID)
		r.Citations = slices.Clone(r.Citations)
		for i := range r.Citations {
			r.Citations[i].SourceID = m.of(r.Citations[i].SourceID)
		}
	case *Question:
		r.Who.ParticipantID, r.AboutID, r.AccountIDs = m.of(r.Who.ParticipantID), m.of(r.AboutID), m.all(r.AccountIDs)
	case *Factor:
		r.EntryIDs = m.all(r.EntryIDs)
	case *Helped:
		r.EntryIDs = m.all(r.EntryIDs)
	case *Countermeasure:
		r.From.ParticipantID, r.Owner.ParticipantID = m.of(r.From.ParticipantID), m.of(r.Owner.ParticipantID)
		r.FactorIDs = m.all(r.FactorIDs)
	case *Wording:
		r.RecordID = m.of(r.RecordID)
	case *Attachment:
		r.RecordID = m.of(r.RecordID)
		if r.LineIDs != nil {
			r.LineIDs = m.all(r.LineIDs)
		}
	case *Version:
		r.PackID = m.of(r.PackID)
	case *Source:
		r.PackID, r.Senders = m.of(r.PackID), slices.Clone(r.Senders)
		for i := range r.Senders {
			r.Senders[i].ParticipantID = m.of(r.Senders[i].ParticipantID)
		}
	}
}
