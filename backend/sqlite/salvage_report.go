package sqlite

import (
	"path/filepath"
	"sort"
	"time"

	"secondstory/backend/debrief"
)

// Report says what was brought from a damaged library into a new one.
type Report struct {
	// Passages counts the records in the new library. FromHistory are those
	// among them that are the last version the history had because the record
	// itself could not be read, FromBackup those taken from a backup because
	// the history did not have them either; an attachment whose bytes are from
	// a backup is one of those. Changes are the lines of history.
	Passages    int `json:"passages"`
	FromHistory int `json:"fromHistory"`
	FromBackup  int `json:"fromBackup"`
	Changes     int `json:"changes"`
	// ChangesLost is how many lines of history are known to be missing.
	ChangesLost int `json:"changesLost"`
	// Debriefs says it by debrief, Found and Lost by record; all never nil.
	Debriefs []Salvaged `json:"debriefs"`
	Found    []Found    `json:"found"`
	Lost     []Damage   `json:"lost"`
}

// Salvaged is what a report says of one debrief, in records.
type Salvaged struct {
	DebriefID   debrief.ID `json:"debriefId"`
	Title       string     `json:"title"`
	Kept        int        `json:"kept"`
	FromHistory int        `json:"fromHistory"`
	FromBackup  int        `json:"fromBackup"`
	Lost        int        `json:"lost"`
}

// Found is something that could not be read where it stood and was found
// elsewhere: in the library's own history, or in a backup.
type Found struct {
	DebriefID debrief.ID `json:"debriefId"`
	Title     string     `json:"title"`
	// Noun and RecordID say what it is; empty for a draft, which has a Field.
	Noun     debrief.Noun `json:"noun"`
	RecordID debrief.ID   `json:"recordId"`
	Field    string       `json:"field"`
	// Name is what an attachment is called.
	Name string `json:"name"`
	// Backup is the name of the backup's file and At when that was made; both
	// empty for the history.
	Backup string    `json:"backup"`
	At     time.Time `json:"at"`
	// Older says that there was a later version, which is nowhere to be found.
	Older bool `json:"older"`
}

// Unreadable counts what could not be read where it stood.
func (r Report) Unreadable() int { return len(r.Found) + len(r.Lost) }

// report counts what is there and what the indexes knew beside it.
func (s *salvage) report() Report {
	r := Report{Passages: len(s.chosen), Changes: s.changes, Debriefs: []Salvaged{}, Found: []Found{}, Lost: []Damage{}}
	r.ChangesLost = max(0, int(max(s.maxSeq, s.last))-s.changes)
	by := map[debrief.ID]*Salvaged{}
	of := func(id debrief.ID) *Salvaged {
		if by[id] == nil {
			by[id] = &Salvaged{DebriefID: id, Title: s.titles[id]}
		}
		return by[id]
	}
	for id, c := range s.chosen {
		d := of(c.debriefID)
		d.Kept++
		if s.isBare(id) && !s.gone[id] {
			continue
		}
		at := s.fileAt(id)
		switch {
		case c.from != 0, at != nil:
			d.FromBackup++
			r.FromBackup++
		case c.seq != 0:
			d.FromHistory++
			r.FromHistory++
		default:
			continue
		}
		r.Found = append(r.Found, s.foundAs(id, c))
	}
	for _, d := range append(s.lost(), s.lostFiles()...) {
		d.Title = s.titles[d.DebriefID]
		r.Lost = append(r.Lost, d)
		of(d.DebriefID).Lost++
	}
	s.reportDrafts(&r)
	r.sort(by)
	return r
}

func (s *salvage) foundAs(id debrief.ID, c choice) Found {
	f := Found{DebriefID: c.debriefID, Title: s.titles[c.debriefID], Noun: c.noun, RecordID: id, Name: s.named[id].Name}
	if at := s.fileAt(id); at != nil {
		f.Backup, f.At = filepath.Base(at.Path), at.At
		return f
	}
	if c.from == 0 {
		f.Older = s.revs[id] > c.rev || s.lines[id] > c.seq
		return f
	}
	b := s.backups[c.from-1]
	f.Backup, f.At = filepath.Base(b.Path), b.At
	f.Older = s.revs[id] > c.rev || s.lines[id] > b.log() || b.other
	return f
}

// reportDrafts tells of text that was being typed.
func (s *salvage) reportDrafts(r *Report) {
	for key := range s.drafts {
		from := s.draftIn(key)
		if from == nil {
			r.Lost = append(r.Lost, Damage{DebriefID: key.debriefID, Title: s.titles[key.debriefID], Fields: []string{key.field}, What: WhatDraft})
			continue
		}
		r.Found = append(r.Found, Found{
			DebriefID: key.debriefID, Title: s.titles[key.debriefID], Field: key.field,
			Backup: filepath.Base(from.Path), At: from.At, Older: true,
		})
	}
}

func (r *Report) sort(by map[debrief.ID]*Salvaged) {
	sortDamage(r.Lost)
	sort.Slice(r.Found, func(i, j int) bool {
		a, b := r.Found[i], r.Found[j]
		if a.DebriefID != b.DebriefID {
			return a.DebriefID < b.DebriefID
		}
		return a.RecordID+a.Field < b.RecordID+b.Field
	})
	for _, d := range by {
		r.Debriefs = append(r.Debriefs, *d)
	}
	sort.Slice(r.Debriefs, func(i, j int) bool { return r.Debriefs[i].DebriefID < r.Debriefs[j].DebriefID })
}
