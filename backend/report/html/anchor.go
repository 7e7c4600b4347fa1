package html

import (
	"html/template"
	"strconv"
	"strings"

	"secondstory/backend/report"
)

// anchors name the places of entries by where they stand, never by their ids: what an
// id is made of is nobody's to read.
type anchors struct {
	// rows are those of the timeline, told those of narratives and notes.
	rows, told map[string]string
	// evidence is what leads from an entry to the pictures and graphs it rests on.
	evidence map[string][]report.Link
}

func newAnchors(r *report.Report) anchors {
	a := anchors{rows: map[string]string{}, told: map[string]string{}, evidence: map[string][]report.Link{}}
	for _, row := range r.Timeline.Rows {
		if row.Kind == report.RowEntry {
			name(a.rows, "e", row.ID)
		}
	}
	for _, p := range r.Narratives {
		a.tell(p.Paragraphs)
	}
	a.tell(r.Noted)
	for _, p := range r.Pictures {
		a.rest(p.Entries, r.T("report.picture", "n", strconv.Itoa(p.Number)), "#p"+strconv.Itoa(p.Number))
	}
	for _, g := range r.Graphs {
		a.rest(g.Entries, r.T("report.graph", "n", strconv.Itoa(g.Number)), "#g"+strconv.Itoa(g.Number))
	}
	return a
}

func (a anchors) tell(all []report.Paragraph) {
	for _, p := range all {
		for _, s := range p.Sentences {
			name(a.told, "n", s.ID)
		}
	}
}

func name(in map[string]string, letter, id string) {
	if _, known := in[id]; !known && id != "" {
		in[id] = letter + strconv.Itoa(len(in)+1)
	}
}

func (a anchors) rest(on []report.Ref, label, address string) {
	for _, e := range on {
		a.evidence[e.ID] = append(a.evidence[e.ID], report.Link{Text: strings.TrimRight(label, "."), URL: address})
	}
}

// Row is the anchor of an entry in the timeline, Told that where it is told.
func (v *view) Row(id string) string { return v.places.rows[id] }

// Told is the anchor of an entry in a narrative.
func (v *view) Told(id string) string { return v.places.told[id] }

// Evidence leads to the pictures and graphs an entry rests on.
func (v *view) Evidence(id string) []report.Link { return v.places.evidence[id] }

// To leads to an entry: in the timeline, or else where it is told. Empty when it is
// printed nowhere.
func (v *view) To(id string) template.URL {
	for _, name := range []string{v.places.rows[id], v.places.told[id]} {
		if name != "" {
			return template.URL("#" + name) //nolint:gosec // a letter and a number
		}
	}
	return ""
}

// refs are references with the view that knows where they lead.
type refs struct {
	V   *view
	All []report.Ref
}

// account is somebody's account with the same, sentence one sentence of it.
type account struct {
	V   *view
	All []report.Paragraph
}

type sentence struct {
	V *view
	S report.Sentence
}

// Group is the rows of the timeline between two heads: a day, the start of a band.
type Group struct{ Heads, Rows []report.Row }

// Groups are the timeline's.
func (v *view) Groups() []Group {
	out := []Group{}
	for _, row := range v.R.Timeline.Rows {
		head := row.Kind != report.RowEntry
		if len(out) == 0 || head && len(out[len(out)-1].Rows) > 0 {
			out = append(out, Group{})
		}
		last := &out[len(out)-1]
		if head {
			last.Heads = append(last.Heads, row)
		} else {
			last.Rows = append(last.Rows, row)
		}
	}
	return out
}

// IsDay says that a row names a day.
func (v *view) IsDay(r report.Row) bool { return r.Kind == report.RowDay }

// Legend explains what is to be seen in the timeline, beside its marks.
func (v *view) Legend() string {
	about, untimed, factors := false, false, false
	for _, r := range v.R.Timeline.Rows {
		if r.Kind == report.RowEntry {
			about = about || strings.HasPrefix(r.Time, "~")
			untimed = untimed || r.Time == ""
			factors = factors || len(r.Factors) > 0
		}
	}
	out := []string{}
	for _, l := range []struct {
		seen bool
		key  string
	}{{about, "about"}, {untimed, "untimed"}, {factors, "factor"}} {
		if l.seen {
			out = append(out, v.R.T("report.timeline.legend."+l.key))
		}
	}
	return strings.Join(out, " ")
}
