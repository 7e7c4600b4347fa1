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
	// Mine and Theirs are its text on one line, from shortly before where they
	// differ and cut to maxText characters; empty where there is no such record,
	// or it has no text.
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	// Fields are the parts that differ, in the order of their names.
	Fields []Field `json:"fields"`
}

// Field is one part of a record that differs. Mine and Theirs are as in Item;
// both are empty where there are no words to show, as for a list of links.
type Field struct {
	// Name is its JSON name, with a dot before that of a part ("impact.data").
	Name   string `json:"name"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
}

// maxText is how much of a text is shown, in characters.
const maxText = 400

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
			d.Added = append(d.Added, Item{Noun: r.Noun(), ID: r.Head().ID, Theirs: short(debrief.Text(r)), Fields: []Field{}})
			continue
		}
		if fields := written(differing(was, r)); len(fields) > 0 {
			a, b := around(debrief.Text(was), debrief.Text(r), maxText)
			d.Changed = append(d.Changed, Item{r.Noun(), r.Head().ID, a, b, fields})
		}
	}
	kept := byID(theirs)
	for _, r := range mine.Records() {
		if _, ok := kept[r.Head().ID]; !ok && !signedOff(mine, r) {
			d.Removed = append(d.Removed, Item{Noun: r.Noun(), ID: r.Head().ID, Mine: short(debrief.Text(r)), Fields: []Field{}})
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

// differing returns the parts of two records that differ, but for the revision.
func differing(a, b debrief.Record) []Field {
	out := differingParts("", parts(a), parts(b))
	if a.Noun() != b.Noun() {
		out = append(out, Field{Name: "noun"})
	}
	return out
}

// written leaves out what moves by itself while a meeting runs: nobody wrote it,
// and nobody has to choose about it.
func written(fields []Field) []Field {
	return slices.DeleteFunc(fields, func(f Field) bool {
		return f.Name == "runningSince" || f.Name == "seenAt" || f.Name == "elapsedSeconds"
	})
}

func differingParts(prefix string, a, b map[string]json.RawMessage) []Field {
	out := []Field{}
	for _, name := range names(a, b) {
		if prefix+name == "rev" || bytes.Equal(a[name], b[name]) {
			continue
		}
		if isGroup(a[name]) && isGroup(b[name]) {
			out = append(out, differingParts(prefix+name+".", object(a[name]), object(b[name]))...)
			continue
		}
		f := Field{Name: prefix + name}
		if !isLink(name) {
			f.Mine, f.Theirs = around(saying(a[name]), saying(b[name]), maxText)
		}
		out = append(out, f)
	}
	return out
}

func names(a, b map[string]json.RawMessage) []string {
	var out []string
	for name := range a {
		out = append(out, name)
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// parts is a record by field. Records hold only what can be encoded.
func parts(r debrief.Record) map[string]json.RawMessage {
	data, err := json.Marshal(r)
	if err != nil {
		return nil
	}
	return object(data)
}

// object is a JSON object by field, nil for anything else.
func object(data json.RawMessage) (out map[string]json.RawMessage) {
	if err := json.Unmarshal(data, &out); err != nil {
		return nil
	}
	return out
}

// isGroup says that a value is several fields under one name, as an impact is.
// A time and a person are one thing each.
func isGroup(data json.RawMessage) bool {
	o := object(data)
	return len(o) > 0 && o["raw"] == nil && o["participantId"] == nil
}

// isLink says that a field holds ids or a hash, which nobody reads.
func isLink(name string) bool {
	return strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "Ids") || name == "sha256"
}

// saying is what a value says in words; empty when it says nothing a person
// would read, as a number that orders.
func saying(data json.RawMessage) string {
	var text string
	if json.Unmarshal(data, &text) == nil {
		return text
	}
	var list []string
	if json.Unmarshal(data, &list) == nil {
		return strings.Join(list, ", ")
	}
	var one struct{ At, Raw, Name string }
	if json.Unmarshal(data, &one) == nil {
		for _, said := range []string{one.Raw, one.At, one.Name} {
			if said != "" {
				return said
			}
		}
	}
	return ""
}

// before is how many characters that are alike are shown before a difference in
// a text too long to be shown whole.
const before = 60

// around cuts two texts to where they differ, each on one line of at most so
// many characters.
func around(mine, theirs string, most int) (string, string) {
	a, b := []rune(oneLine(mine)), []rune(oneLine(theirs))
	if len(a) <= most && len(b) <= most {
		return string(a), string(b)
	}
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	from := max(0, same-min(before, most/3))
	return piece(a, from, most), piece(b, from, most)
}

func piece(text []rune, from, most int) string {
	out := cut(string(text[min(from, len(text)):]), most)
	if from > 0 {
		return "…" + out
	}
	return out
}

// oneLine is a text on one line, fit to be shown.
func oneLine(text string) string { return Printable(strings.Join(strings.Fields(text), " ")) }

func short(text string) string { return cut(oneLine(text), maxText) }

// maxLine is how much of a text one line of a terminal shows, in characters.
const maxLine = 72

// Lines are two texts from somebody else's file, each on one line, cut to where
// they differ.
func Lines(mine, theirs string) (string, string) { return around(mine, theirs, maxLine) }

// Line is a text from somebody else's file on one line, fit to be printed.
func Line(text string) string { return cut(oneLine(text), maxLine) }
