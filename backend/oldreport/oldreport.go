package oldreport

import (
	"path"
	"regexp"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// Report is an old report, sorted into the parts of a debrief.
type Report struct {
	// Name is that of the file, Title what the report is called.
	Name, Title string
	// Day is the day it is about, yyyy-mm-dd; empty where it tells none.
	Day string
	// SHA256 is how to know it again: that of its file, or of its words where the
	// file holds several.
	SHA256 string
	// Left is how many passages have no place in a debrief but in its source, and
	// LeftIn the headings they stand under.
	Left   int
	LeftIn []string

	// doc holds every line of it.
	doc          *evidence.Document
	days         map[int]time.Time // of messages that tell a day and no clock
	kind         debrief.Kind
	lead, impact []string
	customers    []string
	data         []string
	noticed      string
	ended        string
	mitigated    string
	severity     string
	reference    string
	facilitator  string
	tags         []string
	marks        [marks]int
	entries      []entry
	factors      []line
	helped       []line
	questions    []line
	learned      []line
	actions      []action
	people       []person
}

// line is one thing of a list, and what more is said of it.
type line struct {
	text, detail string
	// number is what the report calls a factor by: F2, or 2.
	number string
	luck   bool
}

// entry is a line of the course of events; messages are those of the source it is
// made of, the first one with its time.
type entry struct {
	text     string
	sender   string
	messages []int
}

// Counts are how many there are of each.
type Counts struct {
	Entries, Factors, Helped, Countermeasures, Questions, People int
}

// Counts counts what was found.
func (r *Report) Counts() Counts {
	return Counts{len(r.entries), len(r.factors), len(r.helped), len(r.actions), len(r.questions), len(r.people)}
}

// Need says what is missing for its times to be instants.
func (r *Report) Need() evidence.Need {
	timed := &evidence.Document{}
	add := func(n int) {
		if n >= 0 {
			timed.Messages = append(timed.Messages, r.doc.Messages[n])
		}
	}
	for _, e := range r.entries {
		add(e.messages[0])
	}
	for _, m := range r.marks {
		add(m)
	}
	return evidence.Needs(timed)
}

// IsReport says whether enough was found to take it for a report of an incident: two
// parts of one at least. What Morgue kept is one.
func (r *Report) IsReport() bool {
	if r.doc.Format == evidence.FormatMorgue {
		return true
	}
	found := 0
	for _, some := range []bool{
		len(r.lead) > 0, len(r.impact) > 0, len(r.entries) > 0, len(r.factors) > 0,
		len(r.helped) > 0, len(r.actions) > 0, len(r.learned) > 0,
	} {
		if some {
			found++
		}
	}
	return found >= 2
}

// Of are the reports of a document; none when it is no report.
func Of(d *evidence.Document) []*Report {
	known, out := newRoles(), []*Report{}
	for _, part := range d.Reports() {
		r := &Report{Name: debrief.FileName(path.Base(strings.ReplaceAll(d.Path, `\`, "/"))), SHA256: part.SHA256, kind: debrief.KindIncident, days: map[int]time.Time{}}
		for i := range r.marks {
			r.marks[i] = -1
		}
		r.Title = titled(part, r.Name, known)
		w := &walk{report: r, from: part, roles: known}
		w.all()
		r.Day = dayOf(part, r)
		out = append(out, r)
	}
	return out
}

// dayOf is the day the report says it is about, or that of its first line.
func dayOf(d *evidence.Document, r *Report) string {
	day := d.Day
	for _, e := range r.entries {
		if w := r.doc.Messages[e.messages[0]].When; day.IsZero() && w.Told != evidence.ToldClock && w.Told != evidence.ToldOffset {
			day = w.Time
		}
		if day.IsZero() {
			day = r.days[e.messages[0]]
		}
	}
	if !day.IsZero() {
		return day.Format(time.DateOnly)
	}
	return evidence.DayIn(strings.Join(r.lead, " "))
}

var (
	extensions = regexp.MustCompile(`(?i)(?:\.(?:md|markdown|mdx|txt|html?|erb|rst|sql))+$`)
	leadingDay = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[-_ ]*(.*)$`)
)

// titled is what the report calls itself, or its file when its first heading is the
// name of a part.
func titled(d *evidence.Document, name string, known roles) string {
	label, _, _ := strings.Cut(d.Title, ":")
	if d.Title != "" && known.of(d.Title) == roleNone && known.of(label) == roleNone {
		return strings.Join(strings.Fields(d.Title), " ")
	}
	name = extensions.ReplaceAllString(name, "")
	day := ""
	if m := leadingDay.FindStringSubmatch(name); m != nil {
		day, name = m[1]+" ", m[2]
	}
	return strings.TrimSpace(day + strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " "))
}
