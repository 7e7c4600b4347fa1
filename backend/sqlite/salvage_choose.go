package sqlite

import (
	"fmt"

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
	// seqs are the lines already taken.
	seqs map[int64]bool
	evidence
	files
	// backups are those asked for what is not here; see ask.
	backups []*source
}

// evidence is what the file still tells of what it does not hold any more.
type evidence struct {
	// sums are the hashes of the log's lines, to see whether a backup is of the
	// same history, and last the number of the last line there ever was; 0 when
	// that is unknown.
	sums map[int64]string
	last int64
	// lines is the last line of each record and numbers those an index says it has;
	// revs the revision a broken row says it has, places and names of broken rows are
	// taken when no index has them.
	lines   map[debrief.ID]int64
	numbers map[lineKey]bool
	revs    map[debrief.ID]int64
	broken  map[int64]row
	drafts  map[draftKey]bool
}

// lineKey is a line of the log by its number and the record it is of.
type lineKey struct {
	seq int64
	id  debrief.ID
}

type draftKey struct {
	debriefID debrief.ID
	field     string
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
	// from is the backup it is in, counted from 1; 0 for the library itself.
	from int
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
		evidence: evidence{
			sums: map[int64]string{}, lines: map[debrief.ID]int64{}, numbers: map[lineKey]bool{}, revs: map[debrief.ID]int64{},
			broken: map[int64]row{}, drafts: map[draftKey]bool{},
		},
		files: files{named: map[debrief.ID]debrief.Attachment{}, bytes: map[debrief.ID]string{}, gone: map[debrief.ID]bool{}},
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
			s.file(rec)
		},
		change: func(c cell, l change, at string) {
			s.sums[c.row] = string(l.sum(at))
			if c.row >= s.logged[l.id].seq {
				s.logged[l.id] = choice{place: place{l.debriefID, l.noun}, rev: l.rev, page: c.page, seq: c.row, deleted: l.after == nil}
			}
			s.maxSeq = max(s.maxSeq, c.row)
			s.fileOf(l)
		},
		other: s.fileBytes,
		step: func(c cell) {
			v := c.values
			s.steps[c.row] = stepLine{v[1].text(), v[2].text(), v[3].text(), v[5].text()}
		},
		recordID:    func(row int64, id debrief.ID) { s.names[row], s.rows[id] = id, row },
		recordPlace: func(row int64, id debrief.ID, noun debrief.Noun) { s.places[row] = place{id, noun} },
		lineOf:      s.lineOf,
		lastLine:    func(seq int64) { s.last = max(s.last, seq) },
		broken: func(c cell, r row) {
			s.revs[r.id] = max(s.revs[r.id], r.rev)
			s.broken[c.row] = row{debriefID: r.debriefID, noun: r.noun, id: r.id}
		},
		brokenDraft: func(id debrief.ID, field string) { s.drafts[draftKey{id, field}] = true },
	}
}

func (s *salvage) lineOf(seq int64, id debrief.ID) {
	s.lines[id] = max(s.lines[id], seq)
	s.numbers[lineKey{seq, id}] = true
}

// misnumbered says of a line that its number is damaged, which is the one part of a line
// that no hash covers: an index knows the record's lines, and this is none of them.
func (s *salvage) misnumbered(seq int64, id debrief.ID) bool {
	return s.lines[id] > 0 && !s.numbers[lineKey{seq, id}]
}

// placeBroken takes from broken rows what no index says of them.
func (s *salvage) placeBroken() {
	for number, r := range s.broken {
		if _, ok := s.places[number]; !ok {
			s.places[number] = place{r.debriefID, r.noun}
		}
		if _, ok := s.names[number]; !ok && s.rows[r.id] == 0 {
			s.names[number], s.rows[r.id] = r.id, number
		}
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
	s.placeBroken()
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
