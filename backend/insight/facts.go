package insight

import (
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// Facts is what one debrief adds to the figures: no words, no names. It is kept as JSON.
type Facts struct {
	ID   debrief.ID   `json:"i"`
	Kind debrief.Kind `json:"k"`
	// At is when the event began, or when the debrief was made; RFC 3339 UTC.
	At string `json:"a"`
	// Note marks a near-miss note, Told a debrief that was held or written up.
	Note   bool `json:"n,omitempty"`
	Told   bool `json:"o,omitempty"`
	Sample bool `json:"s,omitempty"`

	// Signal is by what the event was first noticed.
	Signal Signal `json:"g,omitempty"`
	// The times from the beginning of the event; Wait is from its end, or its beginning
	// where nobody said when it ended, to the meeting.
	Detect   Took `json:"d,omitzero"`
	Notice   Took `json:"e,omitzero"`
	Mitigate Took `json:"m,omitzero"`
	Resolve  Took `json:"r,omitzero"`
	Wait     Took `json:"w,omitzero"`

	Factors []Factor `json:"f,omitempty"`
	Changes []Change `json:"c,omitempty"`

	// Learned and Again are the closing counts, of Present; Counted says that all three
	// were counted.
	Counted bool `json:"h,omitempty"`
	Present int  `json:"p,omitempty"`
	Learned int  `json:"l,omitempty"`
	Again   int  `json:"x,omitempty"`

	// What was decided about counterfactuals: asked as a question, kept as a quotation, left.
	Asked  int `json:"q,omitempty"`
	Quoted int `json:"u,omitempty"`
	Left   int `json:"v,omitempty"`
}

// Took is how long something took, in seconds: at least Least, and up to Over more where
// an end is only known to lie within a span.
type Took struct {
	Known bool  `json:"k,omitempty"`
	Least int64 `json:"l,omitempty"`
	Over  int64 `json:"o,omitempty"`
}

// isBefore says that the end lies before the beginning, wherever in their spans both are.
func (t Took) isBefore() bool { return t.Least < 0 && t.Least+t.Over <= 0 }

// Signal is by what an event was first noticed.
type Signal string

// The signals; empty when no line of the timeline tells of the moment.
const (
	SignalUnsaid   Signal = ""
	SignalAlert    Signal = "alert"
	SignalPerson   Signal = "person"
	SignalAffected Signal = "affected"
)

// Factor is a condition without its words. Same is the factor it was said to be again, or
// empty; see package recur.
type Factor struct {
	ID       debrief.ID       `json:"i"`
	Same     debrief.ID       `json:"s,omitempty"`
	Category debrief.Category `json:"c,omitempty"`
}

// Change is a countermeasure that is more than an idea, without its words.
type Change struct {
	State debrief.CountermeasureState `json:"s"`
	Kind  debrief.CountermeasureKind  `json:"k,omitempty"`
	// Outcome is the newest answer to "did it help?".
	Outcome debrief.Outcome `json:"o,omitempty"`
	// Moved says that its date was moved and still is one, Drift by how many days in all;
	// negative is earlier.
	Moved bool `json:"m,omitempty"`
	Drift int  `json:"d,omitempty"`
	// Dated says that there is a date.
	Dated bool `json:"t,omitempty"`
}

// counterfactual is the class of the wording check for what might have been.
const counterfactual = "counterfactual"

// FactsOf takes from a debrief what it adds.
func FactsOf(w *debrief.Whole) Facts {
	d := &w.Debrief
	f := Facts{ID: d.ID, Kind: d.Kind, At: began(d), Note: d.State == debrief.StateNoted, Sample: d.Sample}
	f.Told = !f.Note && (d.OldReport || held(d.State) || len(w.Factors) > 0)
	times := d.Derive()
	f.Detect, f.Notice, f.Mitigate, f.Resolve = took(times.ToDetect), took(times.ToNotice), took(times.ToMitigate), took(times.ToResolve)
	f.Wait = wait(w)
	f.Signal = signalOf(w)
	for i := range w.Factors {
		f.Factors = append(f.Factors, Factor{ID: w.Factors[i].ID, Same: w.Factors[i].Recurs, Category: w.Factors[i].Category})
	}
	for i := range w.Countermeasures {
		if c := &w.Countermeasures[i]; c.State != debrief.CountermeasureIdea {
			f.Changes = append(f.Changes, changeOf(c))
		}
	}
	f.count(&w.Meeting)
	f.decide(w.Wordings)
	return f
}

func began(d *debrief.Debrief) string {
	switch {
	case d.Started.Known():
		return d.Started.At
	case d.Day != "":
		return d.Day + "T00:00:00Z"
	}
	return d.CreatedAt
}

// held says that the meeting began, or that it is read back without one.
func held(s debrief.State) bool {
	return slices.Index(debrief.States, s) >= slices.Index(debrief.States, debrief.StateLive)
}

func took(s debrief.Span) Took {
	t := Took{Known: s.Known, Least: s.Seconds}
	if s.Most != 0 {
		t.Over = s.Most - s.Seconds
	}
	return t
}

// wait is from the event to the meeting.
func wait(w *debrief.Whole) Took {
	met, err := time.Parse(time.RFC3339, w.Meeting.StartedAt)
	if err != nil {
		return Took{}
	}
	from := w.Debrief.Resolved
	if !from.Known() {
		from = w.Debrief.Started
	}
	return took(debrief.Between(from, debrief.At(met, "UTC", debrief.PrecisionSecond)))
}

// signalOf reads from the timeline's line at the moment of the first signal by what it
// was noticed. Of whom it tells nothing but that they were affected.
func signalOf(w *debrief.Whole) Signal {
	at := w.Debrief.Detected
	if !at.Known() {
		return SignalUnsaid
	}
	found := SignalUnsaid
	for i := range w.Entries {
		e := &w.Entries[i]
		if !e.Time.Known() || e.Time.At != at.At || e.Time.Until != at.Until {
			continue
		}
		if s := signal(w, e); found == SignalUnsaid || s == SignalAlert {
			found = s
		}
	}
	return found
}

func signal(w *debrief.Whole, e *debrief.Entry) Signal {
	p, known := w.Participant(e.Who.ParticipantID)
	switch {
	case known && slices.Contains(p.Parts, debrief.PartAffected):
		return SignalAffected
	case e.Lane == debrief.LaneSystem:
		return SignalAlert
	case e.Lane != debrief.LaneNone || known || e.Who.Name != "":
		return SignalPerson
	}
	return SignalUnsaid
}

func changeOf(c *debrief.Countermeasure) Change {
	out := Change{State: c.State, Kind: c.Kind, Dated: c.Due != ""}
	if k := c.Newest(); k != nil {
		out.Outcome = k.Outcome
	}
	if len(c.Moves) == 0 {
		return out
	}
	first, err := time.Parse(time.DateOnly, c.Moves[0].From)
	last, err2 := time.Parse(time.DateOnly, c.Due)
	if err == nil && err2 == nil {
		out.Moved, out.Drift = true, int(last.Sub(first)/(24*time.Hour))
	}
	return out
}

func (f *Facts) count(m *debrief.Meeting) {
	if m.Present == nil || m.Learned == nil || m.Again == nil || *m.Present <= 0 {
		return
	}
	f.Counted, f.Present = true, *m.Present
	f.Learned, f.Again = min(max(*m.Learned, 0), f.Present), min(max(*m.Again, 0), f.Present)
}

func (f *Facts) decide(all []debrief.Wording) {
	for i := range all {
		if all[i].Class != counterfactual {
			continue
		}
		switch all[i].Decision {
		case debrief.WordingAsked:
			f.Asked++
		case debrief.WordingQuote:
			f.Quoted++
		case debrief.WordingLeft:
			f.Left++
		}
	}
}
