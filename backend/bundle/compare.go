package bundle

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Difference is what stands in one of two versions of a debrief and not in the
// other. Slices are never nil; their items are in the order of the debrief.
type Difference struct {
	// Added is only in theirs, Removed only in mine.
	Added   []Item `json:"added"`
	Changed []Item `json:"changed"`
	Removed []Item `json:"removed"`
}

// Item is one record that differs.
type Item struct {
	Noun debrief.Noun `json:"noun"`
	ID   debrief.ID   `json:"id"`
	// Mine and Theirs are its text, cut to maxText characters; empty where there
	// is no such record, or it has no text.
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	// Fields are the parts that differ, by their JSON names, in their order.
	Fields []string `json:"fields"`
}

// maxText is how much of a text is shown, in characters.
const maxText = 72

// Same says that nothing differs.
func (d Difference) Same() bool { return len(d.Added)+len(d.Changed)+len(d.Removed) == 0 }

// Compare says how theirs differs from mine, record by record. Revisions are
// not compared: each library counts its own.
func Compare(mine, theirs *debrief.Whole) Difference {
	d := Difference{Added: []Item{}, Changed: []Item{}, Removed: []Item{}}
	old := byID(mine)
	for _, r := range theirs.Records() {
		was, ok := old[r.Head().ID]
		if !ok {
			d.Added = append(d.Added, Item{Noun: r.Noun(), ID: r.Head().ID, Theirs: textOf(r), Fields: []string{}})
			continue
		}
		if fields := differing(was, r); len(fields) > 0 {
			d.Changed = append(d.Changed, Item{r.Noun(), r.Head().ID, textOf(was), textOf(r), fields})
		}
	}
	kept := byID(theirs)
	for _, r := range mine.Records() {
		if _, ok := kept[r.Head().ID]; !ok {
			d.Removed = append(d.Removed, Item{Noun: r.Noun(), ID: r.Head().ID, Mine: textOf(r), Fields: []string{}})
		}
	}
	return d
}

func byID(w *debrief.Whole) map[debrief.ID]debrief.Record {
	out := map[debrief.ID]debrief.Record{}
	for _, r := range w.Records() {
		out[r.Head().ID] = r
	}
	return out
}

// differing returns the names of the parts of two records that differ, but for
// the revision.
func differing(a, b debrief.Record) []string {
	x, y := parts(a), parts(b)
	out := []string{}
	for name, value := range y {
		if name != "rev" && !bytes.Equal(value, x[name]) {
			out = append(out, name)
		}
	}
	for name := range x {
		if _, ok := y[name]; !ok {
			out = append(out, name)
		}
	}
	if a.Noun() != b.Noun() {
		out = append(out, "noun")
	}
	slices.Sort(out)
	return out
}

// parts is a record by field. Records hold only what can be encoded.
func parts(r debrief.Record) map[string]json.RawMessage {
	var out map[string]json.RawMessage
	if data, err := json.Marshal(r); err == nil {
		_ = json.Unmarshal(data, &out)
	}
	return out
}

// textOf is what a record says, on one line.
func textOf(r debrief.Record) string { return short(debrief.Text(r)) }

// short is a text on one line, fit to be printed.
func short(text string) string {
	return cut(printable(strings.Join(strings.Fields(text), " ")), maxText)
}

// Line is a text from somebody else's file on one line, fit to be printed.
func Line(text string) string { return short(text) }
