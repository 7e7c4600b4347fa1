package sqlite

import (
	"encoding/hex"
	"encoding/json"
	"sort"

	"secondstory/backend/debrief"
)

// files is what a file tells of attachments: what each is called, and whose
// bytes are as they were stored.
type files struct {
	named map[debrief.ID]debrief.Attachment
	// bytes are the hashes of those, in hex.
	bytes map[debrief.ID]string
	// gone are those known to be lost since an earlier salvage.
	gone map[debrief.ID]bool
}

// file notes what an attachment is called. Its hash is that of every version.
func (f files) file(rec debrief.Record) {
	if a, ok := rec.(*debrief.Attachment); ok && a.Rev >= f.named[a.ID].Rev {
		f.named[a.ID] = *a
	}
}

// fileOf is file for a line of the log.
func (f files) fileOf(l change) {
	if l.noun != debrief.NounAttachment || l.after == nil {
		return
	}
	var a debrief.Attachment
	if json.Unmarshal([]byte(*l.after), &a) == nil {
		a.Base = debrief.Base{ID: l.id, DebriefID: l.debriefID, Rev: l.rev}
		f.file(&a)
	}
}

func (f files) fileBytes(table string, c cell) {
	if table != "attachment" {
		return
	}
	id, sum := c.values[0].text(), c.values[5].bytes
	if isLost(id, sum, c.values[6].bytes) {
		f.gone[id] = true
		return
	}
	f.bytes[id] = hex.EncodeToString(sum)
}

func (f files) holds(a debrief.Attachment) bool { return a.SHA256 != "" && f.bytes[a.ID] == a.SHA256 }

// fileAt is the newest backup that has the bytes of an attachment the library
// has not; nil where there is none, and for what is no attachment. Bytes are
// known by their hash, so a backup of another past is as good as any.
func (s *salvage) fileAt(id debrief.ID) *source {
	a, ok := s.named[id]
	if !ok || s.chosen[id].noun != debrief.NounAttachment || s.holds(a) {
		return nil
	}
	for _, b := range s.backups {
		if b.holds(a) {
			return b
		}
	}
	return nil
}

// isBare says that a record is an attachment whose bytes were found nowhere.
func (s *salvage) isBare(id debrief.ID) bool {
	c, ok := s.chosen[id]
	return ok && c.noun == debrief.NounAttachment && !s.holds(s.named[id]) && s.fileAt(id) == nil
}

// bare are the attachments whose bytes were found nowhere, by their ids.
func (s *salvage) bare() (out []debrief.Attachment) {
	for id := range s.chosen {
		if s.isBare(id) {
			out = append(out, s.named[id])
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// lostFiles are the attachments whose bytes are lost and were there before.
func (s *salvage) lostFiles() (out []Damage) {
	for _, a := range s.bare() {
		if !s.gone[a.ID] {
			out = append(out, Damage{
				DebriefID: a.DebriefID, Noun: debrief.NounAttachment, RecordID: a.ID, Name: a.Name,
				Fields: []string{}, What: WhatAttachment,
			})
		}
	}
	return out
}

// addBytes takes over the bytes of an attachment if they are those its record
// tells of, or if nothing tells of it any more.
func (w *writing) addBytes(c cell) {
	v := c.values
	id := v[0].text()
	if a, ok := w.named[id]; ok && a.SHA256 != hex.EncodeToString(v[5].bytes) {
		return
	}
	w.addFile(id, v[1].text(), v[2].text(), v[3].text(), v[4].text(), v[5].bytes, v[6].bytes)
}

// addLost notes which bytes are lost, where they would be.
func (w *writing) addLost() {
	for _, a := range w.bare() {
		w.addFile(a.ID, a.DebriefID, a.RecordID, a.Name, a.MediaType, lostMark(a.ID), []byte{})
	}
}

func (w *writing) addFile(id, debriefID, recordID, name, mediaType string, sum, content []byte) {
	w.exec(`INSERT OR IGNORE INTO attachment (id, debrief_id, record_id, name, media_type, sha256, content) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		id, debriefID, recordID, name, mediaType, sum, notNull(content))
}
