package sqlite

import (
	"bytes"
	"encoding/json"
	"sort"

	"secondstory/backend/debrief"
)

// What is the way in which something differs from what was written. Each has a
// sentence in the catalogue, "damage." and the value.
type What string

// The ways.
const (
	// WhatChanged is a row whose bytes are not those that were written.
	WhatChanged What = "changed"
	// WhatMissing is a record the log knows and the library does not have.
	WhatMissing What = "missing"
	// WhatOlder is a record the log knows a later version of.
	WhatOlder What = "older"
	// WhatReturned is a record that was deleted and is there again.
	WhatReturned What = "returned"
	// WhatHistory is a line of the history that is not as it was written.
	WhatHistory What = "history"
	// WhatDraft is text that was being typed and is not as it was written.
	WhatDraft What = "draft"
	// WhatAttachment is an image or a file that is not as it was stored.
	WhatAttachment What = "attachment"
	// WhatSearch is the full-text index or the digests, which can be made again.
	WhatSearch What = "search"
	// WhatStructure is the file's own order: pages and indexes.
	WhatStructure What = "structure"
)

// Damage is one thing that is not as it was written. Texts that somebody wrote
// are never in it, but for a debrief's title and an attachment's name.
type Damage struct {
	// DebriefID and Title say in which debrief; empty where that is unknown or
	// the title cannot be read.
	DebriefID debrief.ID `json:"debriefId"`
	Title     string     `json:"title"`
	// Noun and RecordID say what it was; empty for what is no record.
	Noun     debrief.Noun `json:"noun"`
	RecordID debrief.ID   `json:"recordId"`
	// Name is what a lost attachment is called.
	Name string `json:"name"`
	// Fields are the parts that differ, by their JSON names ("text"), where the
	// log still tells.
	Fields []string `json:"fields"`
	What   What     `json:"what"`
	// Detail is for whoever helps: SQLite's own words, or where it is.
	Detail string `json:"detail"`
}

// Health is what Verify found.
type Health struct {
	// Debriefs and Passages count what reads as it was written: debriefs, and
	// records of every kind with them. Changes counts lines of the history,
	// Drafts what is being typed, Sealed the private notes, whose seal only
	// their key can check.
	Debriefs int `json:"debriefs"`
	Passages int `json:"passages"`
	Changes  int `json:"changes"`
	Drafts   int `json:"drafts"`
	Sealed   int `json:"sealed"`
	// Version is the library's format.
	Version int `json:"version"`
	// Damage is never nil.
	Damage []Damage `json:"damage"`
}

// Sound says that everything is as it was written.
func (h Health) Sound() bool { return len(h.Damage) == 0 }

// Serious counts what is not as it was written, without the search index: that
// is made from the rest and can be made again.
func (h Health) Serious() int {
	n := 0
	for _, d := range h.Damage {
		if d.What != WhatSearch {
			n++
		}
	}
	return n
}

// sortDamage puts debriefs together, and what belongs to none last.
func sortDamage(all []Damage) {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if (a.DebriefID == "") != (b.DebriefID == "") {
			return b.DebriefID == ""
		}
		return a.DebriefID < b.DebriefID
	})
}

// differing returns the names of the parts of two records that differ.
func differing(a, b []byte) []string {
	var x, y map[string]json.RawMessage
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return []string{}
	}
	out := []string{}
	for name, was := range y {
		if !bytes.Equal(was, x[name]) {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}
