package sqlite

import (
	"fmt"
	"sort"

	"secondstory/backend/debrief"
)

// salvage is one run: what a first pass over the pages saw, and what of it is
// taken over by the second.
type salvage struct {
	from *pages
	// seen is the newest version of each record that stands in the table,
	// logged the newest the log has.
	seen   map[debrief.ID]choice
	logged map[debrief.ID]choice
	chosen map[debrief.ID]choice
	steps  map[int64]stepLine
	// places and names say, from two indexes, which row of the table was which
	// record.
	places  map[int64]place
	names   map[int64]debrief.ID
	rows    map[debrief.ID]int64
	titles  map[debrief.ID]string
	changes int
	maxSeq  int64
	// sealed and attachments wait for nothing: they are taken in the second
	// pass. seqs are the lines already taken.
	seqs map[int64]bool
}

// choice is one version of a record and where it stands.
type choice struct {
	place
	rev  int64
	page uint32
	// row is its number in the table; 0 when only the log has it, and then seq
	// is its line.
	row, seq int64
	deleted  bool
}

type place struct {
	debriefID debrief.ID
	noun      debrief.Noun
}

type stepLine struct{ id, name, debriefID, at string }

func newSalvage(from *pages) *salvage {
	return &salvage{
		from: from, seen: map[debrief.ID]choice{}, logged: map[debrief.ID]choice{}, chosen: map[debrief.ID]choice{},
		steps: map[int64]stepLine{}, places: map[int64]place{}, names: map[int64]debrief.ID{}, rows: map[debrief.ID]int64{},
		titles: map[debrief.ID]string{}, seqs: map[int64]bool{},
	}
}

// survey is the first pass: which versions there are.
func (s *salvage) survey() finder {
	return finder{
		record: func(c cell, r row, rec debrief.Record) {
			if was, ok := s.seen[r.id]; !ok || r.rev > was.rev {
				s.seen[r.id] = choice{place: place{rec.Head().DebriefID, r.noun}, rev: r.rev, page: c.page, row: c.row}
				s.name(rec)
			}
		},
		change: func(c cell, l change, _ string) {
			if c.row >= s.logged[l.id].seq {
				s.logged[l.id] = choice{place: place{l.debriefID, l.noun}, rev: l.rev, page: c.page, seq: c.row, deleted: l.after == nil}
			}
			s.maxSeq = max(s.maxSeq, c.row)
		},
		step: func(c cell) {
			v := c.values
			s.steps[c.row] = stepLine{v[1].text(), v[2].text(), v[3].text(), v[5].text()}
		},
		recordID:    func(row int64, id debrief.ID) { s.names[row], s.rows[id] = id, row },
		recordPlace: func(row int64, id debrief.ID, noun debrief.Noun) { s.places[row] = place{id, noun} },
	}
}

func (s *salvage) name(rec debrief.Record) {
	if d, ok := rec.(*debrief.Debrief); ok {
		s.titles[d.ID] = d.Title
	}
}

// choose takes the newest version of every record: that in the table, or that
// of the log when it is newer or the only one. What the log saw deleted stays
// deleted.
func (s *salvage) choose() {
	for id, c := range s.seen {
		if last, ok := s.logged[id]; !ok || !s.newer(last, c) {
			s.chosen[id] = c
		}
	}
	for id, last := range s.logged {
		if _, ok := s.chosen[id]; !ok && !last.deleted {
			last.row = s.rows[id]
			s.chosen[id] = last
		}
	}
}

// newer says whether a line of the log is later than a row. A deletion has the
// revision it deleted.
func (s *salvage) newer(last, c choice) bool {
	return last.rev > c.rev || (last.deleted && last.rev == c.rev)
}

// report counts what is there and what the indexes knew beside it.
func (s *salvage) report() Report {
	r := Report{Passages: len(s.chosen), Changes: s.changes, Debriefs: []Salvaged{}, Lost: []Damage{}}
	r.ChangesLost = max(0, int(s.maxSeq)-s.changes)
	by := map[debrief.ID]*Salvaged{}
	of := func(id debrief.ID) *Salvaged {
		if by[id] == nil {
			by[id] = &Salvaged{DebriefID: id, Title: s.titles[id]}
		}
		return by[id]
	}
	for _, c := range s.chosen {
		of(c.debriefID).Kept++
		if c.seq != 0 {
			r.FromHistory++
			of(c.debriefID).FromHistory++
		}
	}
	for _, d := range s.lost() {
		d.Title = s.titles[d.DebriefID]
		r.Lost = append(r.Lost, d)
		of(d.DebriefID).Lost++
	}
	sortDamage(r.Lost)
	for _, d := range by {
		r.Debriefs = append(r.Debriefs, *d)
	}
	sort.Slice(r.Debriefs, func(i, j int) bool { return r.Debriefs[i].DebriefID < r.Debriefs[j].DebriefID })
	return r
}

// lost are the rows the indexes know and nothing was found of.
func (s *salvage) lost() (out []Damage) {
	found, nameless := map[int64]bool{}, map[place]int{}
	for _, c := range s.chosen {
		if found[c.row] = true; c.row == 0 {
			nameless[c.place]++
		}
	}
	for row, at := range s.places {
		id := s.names[row]
		_, kept := s.chosen[id]
		if found[row] || kept || s.logged[id].deleted {
			continue
		}
		// A record brought from the log may be the one of an unknown row.
		if id == "" && nameless[at] > 0 {
			nameless[at]--
			continue
		}
		out = append(out, Damage{
			DebriefID: at.debriefID, Noun: at.noun, RecordID: id, Fields: []string{},
			What: WhatMissing, Detail: fmt.Sprintf("row %d of record", row),
		})
	}
	return out
}
