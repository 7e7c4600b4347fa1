package app

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// Histories is bound to the window: every version of any record.
type Histories struct{ desk *Desk }

// VersionPage is a part of a record's versions, newest first.
type VersionPage struct {
	Versions []VersionRow `json:"versions"`
	More     bool         `json:"more"`
	// Now is the record as it is, in JSON; empty when it was deleted.
	Now string `json:"now"`
	// Names are what the records it refers to are called, by id.
	Names map[string]string `json:"names"`
}

// VersionRow is one version in the list: what one visit made of a record.
type VersionRow struct {
	Seq int64 `json:"seq"`
	// At is when, RFC 3339 UTC.
	At string `json:"at"`
	// Way is do, undo or redo; Name is the step's, a key of the catalogue.
	Way  string `json:"way"`
	Name string `json:"name"`
	// Made and Gone say that the record began or was deleted then.
	Made bool `json:"made"`
	Gone bool `json:"gone"`
	// Fields are the parts that became others, by their JSON names.
	Fields  []string `json:"fields"`
	Damaged bool     `json:"damaged"`
}

// VersionDetail is a record as it was, with the names of what it refers to.
type VersionDetail struct {
	Record ChangedRecord     `json:"record"`
	Names  map[string]string `json:"names"`
}

// List returns the versions of a record before one of them, 0 for the newest.
func (s *Histories) List(recordID string, before int64, limit int) (page VersionPage, err error) {
	defer guard(&err)
	page.Versions, page.Names = []VersionRow{}, map[string]string{}
	lib, err := s.desk.open()
	if err != nil {
		return page, err
	}
	limit = min(max(limit, 1), maxPage)
	visits, err := lib.Visits(context.Background(), recordID, before, limit+1)
	if err != nil {
		return page, err
	}
	page.More = len(visits) > limit
	for _, v := range visits[:min(len(visits), limit)] {
		page.Versions = append(page.Versions, versionRow(v))
	}
	now, err := present(lib.DB, recordID)
	if err != nil {
		return page, err
	}
	page.Now = encoded(now)
	page.Names, err = lib.Names(context.Background(), linksOf(now))
	return page, err
}

// present returns a record as it is; nil when it is not there, or not as it
// was written.
func present(lib *sqlite.DB, id debrief.ID) (debrief.Record, error) {
	r, err := lib.Record(context.Background(), id)
	switch debrief.CodeOf(err) {
	case debrief.CodeNotFound, debrief.CodeDamaged:
		return nil, nil
	}
	return r, err
}

// Version returns one version with its names.
func (s *Histories) Version(seq int64) (detail VersionDetail, err error) {
	defer guard(&err)
	detail.Names = map[string]string{}
	lib, err := s.desk.open()
	if err != nil {
		return detail, err
	}
	v, err := lib.VersionAt(context.Background(), seq)
	if err != nil {
		return detail, err
	}
	detail.Record = changedRecord(v)
	detail.Names, err = lib.Names(context.Background(), linksOf(v.Before, v.After))
	return detail, err
}

// Restore makes a record what it was after a version, or before it when that
// was its end: a new step, which can be undone.
func (s *Histories) Restore(seq int64) (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	r, err := lib.RestoreVersion(context.Background(), seq)
	if err != nil {
		return debrief.Undone{}, err
	}
	return debrief.Undone{Name: sqlite.NameRestore, DebriefID: r.Head().DebriefID}, nil
}

func versionRow(v sqlite.Version) VersionRow {
	return VersionRow{
		Seq: v.Seq, At: v.At, Way: v.Way, Name: v.Name, Damaged: v.Damaged,
		Made: !v.Damaged && v.Before == nil, Gone: !v.Damaged && v.After == nil, Fields: differing(v.Before, v.After),
	}
}

func changedRecord(v sqlite.Version) ChangedRecord {
	return ChangedRecord{
		Seq: v.Seq, Noun: string(v.Noun), RecordID: v.RecordID, DebriefID: v.DebriefID,
		Before: encoded(v.Before), After: encoded(v.After), Damaged: v.Damaged,
	}
}

// encoded is a record in JSON; empty for none. Records always encode.
func encoded(r debrief.Record) string {
	if r == nil {
		return ""
	}
	body, err := json.Marshal(r)
	if err != nil {
		return ""
	}
	return string(body)
}

// differing returns the names of the parts of two records that differ, but for
// the revision; none when one of them is not there.
func differing(a, b debrief.Record) []string {
	out := []string{}
	if a == nil || b == nil {
		return out
	}
	x, y := parts(a), parts(b)
	for name, value := range y {
		if name != "rev" && !bytes.Equal(value, x[name]) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// parts is a record by field.
func parts(r debrief.Record) (out map[string]json.RawMessage) {
	_ = json.Unmarshal([]byte(encoded(r)), &out)
	return out
}
