package debrief

import (
	"slices"
	"sort"
	"strings"
)

// Whole is one debrief with everything in it, lines in their order. Slices are
// never nil.
type Whole struct {
	Debrief         Debrief          `json:"debrief"`
	Meeting         Meeting          `json:"meeting"`
	Participants    []Participant    `json:"participants"`
	Entries         []Entry          `json:"entries"`
	Questions       []Question       `json:"questions"`
	Factors         []Factor         `json:"factors"`
	Helped          []Helped         `json:"helped"`
	Countermeasures []Countermeasure `json:"countermeasures"`
	Bands           []Band           `json:"bands"`
	Wordings        []Wording        `json:"wordings"`
	Attachments     []Attachment     `json:"attachments"`
	Sources         []Source         `json:"sources"`
	Versions        []Version        `json:"versions"`
}

// NewWhole returns an empty whole around a debrief.
func NewWhole(d Debrief) *Whole {
	return &Whole{
		Debrief: d, Meeting: *NewMeeting(d.ID),
		Participants: []Participant{}, Entries: []Entry{}, Questions: []Question{},
		Factors: []Factor{}, Helped: []Helped{}, Countermeasures: []Countermeasure{},
		Bands: []Band{}, Wordings: []Wording{}, Attachments: []Attachment{},
		Sources: []Source{}, Versions: []Version{},
	}
}

// Add puts a record where it belongs.
func (w *Whole) Add(r Record) {
	switch r := r.(type) {
	case *Debrief:
		w.Debrief = *r
	case *Meeting:
		w.Meeting = *r
	case *Participant:
		w.Participants = append(w.Participants, *r)
	case *Entry:
		w.Entries = append(w.Entries, *r)
	case *Question:
		w.Questions = append(w.Questions, *r)
	case *Factor:
		w.Factors = append(w.Factors, *r)
	case *Helped:
		w.Helped = append(w.Helped, *r)
	case *Countermeasure:
		w.Countermeasures = append(w.Countermeasures, *r)
	case *Band:
		w.Bands = append(w.Bands, *r)
	case *Wording:
		w.Wordings = append(w.Wordings, *r)
	case *Attachment:
		w.Attachments = append(w.Attachments, *r)
	case *Source:
		w.Sources = append(w.Sources, *r)
	case *Version:
		w.Versions = append(w.Versions, *r)
	}
}

// Records returns every record of the whole, the debrief first.
func (w *Whole) Records() []Record {
	out := []Record{&w.Debrief, &w.Meeting}
	out = appendAll(out, w.Participants)
	out = appendAll(out, w.Entries)
	out = appendAll(out, w.Questions)
	out = appendAll(out, w.Factors)
	out = appendAll(out, w.Helped)
	out = appendAll(out, w.Countermeasures)
	out = appendAll(out, w.Bands)
	out = appendAll(out, w.Wordings)
	out = appendAll(out, w.Attachments)
	out = appendAll(out, w.Sources)
	return appendAll(out, w.Versions)
}

func appendAll[T any, P interface {
	*T
	Record
}](out []Record, from []T) []Record {
	for i := range from {
		out = append(out, P(&from[i]))
	}
	return out
}

// Sort orders people, lines, attachments and bands. Lines of equal position keep the order
// they were added in.
func (w *Whole) Sort() {
	sort.SliceStable(w.Participants, func(i, j int) bool { return w.Participants[i].Position < w.Participants[j].Position })
	sort.SliceStable(w.Entries, func(i, j int) bool { return w.Entries[i].Position < w.Entries[j].Position })
	sort.SliceStable(w.Questions, func(i, j int) bool { return w.Questions[i].Position < w.Questions[j].Position })
	sort.SliceStable(w.Factors, func(i, j int) bool { return w.Factors[i].Position < w.Factors[j].Position })
	sort.SliceStable(w.Helped, func(i, j int) bool { return w.Helped[i].Position < w.Helped[j].Position })
	sort.SliceStable(w.Countermeasures, func(i, j int) bool { return w.Countermeasures[i].Position < w.Countermeasures[j].Position })
	sort.SliceStable(w.Attachments, func(i, j int) bool { return w.Attachments[i].Position < w.Attachments[j].Position })
	sort.SliceStable(w.Bands, func(i, j int) bool { return w.Bands[i].From.At < w.Bands[j].From.At })
}

// Timeline returns the entries of the timeline in order of time. An entry
// without a known time keeps its place among those it was written between: it
// follows the latest known time before it in the order of writing.
func (w *Whole) Timeline() []Entry {
	type keyed struct {
		at  int
		key string
	}
	keys, last := []keyed{}, ""
	for i := range w.Entries {
		e := &w.Entries[i]
		if !e.InTimeline() {
			continue
		}
		if e.Time.Known() {
			last = e.Time.At
		}
		keys = append(keys, keyed{i, last})
	}
	slices.SortStableFunc(keys, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	out := make([]Entry, len(keys))
	for i, k := range keys {
		out[i] = w.Entries[k.at]
	}
	return out
}

// Participant finds a participant by id.
func (w *Whole) Participant(id ID) (Participant, bool) {
	for _, p := range w.Participants {
		if p.ID == id && id != "" {
			return p, true
		}
	}
	return Participant{}, false
}

// Row is a debrief in the library's list.
type Row struct {
	ID        ID     `json:"id"`
	Rev       int64  `json:"rev"`
	Title     string `json:"title"`
	Kind      Kind   `json:"kind"`
	Reference string `json:"reference"`
	State     State  `json:"state"`
	Sample    bool   `json:"sample"`
	// Date is when the event started, or when the debrief was made; RFC 3339.
	Date string `json:"date"`
	// CreatedAt is when the debrief was made, RFC 3339.
	CreatedAt       string `json:"createdAt"`
	Participants    int    `json:"participants"`
	Entries         int    `json:"entries"`
	Factors         int    `json:"factors"`
	Countermeasures int    `json:"countermeasures"`
	// Finished counts those done or checked, Checked the checked ones among them, and
	// NotPursued what is not among the countermeasures any more.
	Finished   int `json:"finished"`
	Checked    int `json:"checked"`
	NotPursued int `json:"notPursued"`
	// ClosedAt is when somebody closed it, RFC 3339 UTC; empty while it is not closed.
	ClosedAt string `json:"closedAt"`
	// OldReport marks one that was brought in from its report.
	OldReport bool `json:"oldReport"`
	// Version is the number of the newest version, empty before there is one.
	Version string `json:"version"`
	// NextDue is the earliest target date still open, YYYY-MM-DD, with its text; none
	// of a closed debrief.
	NextDue     string `json:"nextDue"`
	NextDueText string `json:"nextDueText"`
	// MeetsAt is the time appointed for its meeting, RFC 3339 UTC, or empty.
	MeetsAt string `json:"meetsAt"`
}

// KeepHeld leaves out the attachments whose bytes are not in content.
func (w *Whole) KeepHeld(content map[ID][]byte) {
	w.Attachments = slices.DeleteFunc(w.Attachments, func(a Attachment) bool {
		_, ok := content[a.ID]
		return !ok
	})
}
