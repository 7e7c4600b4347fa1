package debrief

import (
	"strconv"
	"time"
)

// Precision says how well a time is known.
type Precision string

// The precisions. Unknown keeps the order of the line and no time.
const (
	PrecisionSecond  Precision = "second"
	PrecisionMinute  Precision = "minute"
	PrecisionAbout   Precision = "about"
	PrecisionUnknown Precision = "unknown"
)

// Problem says what keeps a typed time from being one instant. The text is
// kept as typed and the window asks; it never guesses.
type Problem string

// The problems of a typed time.
const (
	ProblemNone Problem = ""
	// ProblemUnreadable: not a time at all ("half past").
	ProblemUnreadable Problem = "unreadable"
	// ProblemImpossible: no such time of day or date ("25:10", 30 February).
	ProblemImpossible Problem = "impossible"
	// ProblemSkipped: the clocks went forward over it.
	ProblemSkipped Problem = "skipped"
	// ProblemTwice: the clocks went back and it happened twice.
	ProblemTwice Problem = "twice"
	// ProblemNoDay: a time of day, and no day is known to put it on.
	ProblemNoDay Problem = "no-day"
)

// Moment is a time as somebody knows it.
type Moment struct {
	// At is the instant, RFC 3339 in UTC; empty when it is not known.
	At string `json:"at"`
	// Zone is the IANA zone or abbreviation it was given in.
	Zone      string    `json:"zone"`
	Precision Precision `json:"precision"`
	// Raw is what was typed.
	Raw     string  `json:"raw"`
	Problem Problem `json:"problem"`
}

// Known says whether the moment is one instant.
func (m Moment) Known() bool { return m.At != "" && m.Problem == ProblemNone }

// Time returns the instant; the zero time when it is not known.
func (m Moment) Time() time.Time {
	if !m.Known() {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, m.At)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Validate reports an instant that cannot be read back.
func (m Moment) Validate() error {
	if err := oneOf("precision", m.Precision, "", PrecisionSecond, PrecisionMinute, PrecisionAbout, PrecisionUnknown); err != nil {
		return err
	}
	if m.At == "" {
		return nil
	}
	if _, err := time.Parse(time.RFC3339, m.At); err != nil {
		return Errorf(CodeInvalid, "noun", "time").Wrap(err)
	}
	return nil
}

// At makes a known moment.
func At(t time.Time, zone string, p Precision) Moment {
	return Moment{At: t.UTC().Format(time.RFC3339), Zone: zone, Precision: p}
}

// Span is the time from the start of the event to one of its marks, derived
// and never stored.
type Span struct {
	// Known says whether both ends are.
	Known bool `json:"known"`
	// Seconds is the whole number of seconds between; negative when the end
	// is before the start, which is said beside the field and kept.
	Seconds int64 `json:"seconds"`
	// About says that one end is only approximate.
	About bool `json:"about"`
	// Text is the span for a person: "1 h 17 min", "about 18 h".
	Text string `json:"text"`
}

// Derived is what follows from the four times of a debrief.
type Derived struct {
	ToDetect   Span `json:"toDetect"`
	ToMitigate Span `json:"toMitigate"`
	ToResolve  Span `json:"toResolve"`
}

// Derive computes the time to detect, to mitigate and to resolve, each from
// the start of the event.
func (d *Debrief) Derive() Derived {
	return Derived{
		ToDetect:   Between(d.Started, d.Detected),
		ToMitigate: Between(d.Started, d.Mitigated),
		ToResolve:  Between(d.Started, d.Resolved),
	}
}

// Between returns the span from one moment to another.
func Between(from, to Moment) Span {
	if !from.Known() || !to.Known() {
		return Span{}
	}
	d := to.Time().Sub(from.Time())
	s := Span{Known: true, Seconds: int64(d / time.Second)}
	s.About = from.Precision == PrecisionAbout || to.Precision == PrecisionAbout
	s.Text = HumanDuration(d)
	if s.About {
		s.Text = "about " + s.Text
	}
	return s
}

// HumanDuration writes a duration in at most two units: "40 s", "7 min",
// "1 h 17 min", "2 d 3 h". A negative one has a minus sign.
func HumanDuration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "−", -d
	}
	switch {
	case d < time.Minute:
		return sign + strconv.Itoa(int(d/time.Second)) + " s"
	case d < time.Hour:
		return sign + two(int(d/time.Minute), "min", int(d%time.Minute/time.Second), "s", d < 10*time.Minute)
	case d < 48*time.Hour:
		return sign + two(int(d/time.Hour), "h", int(d%time.Hour/time.Minute), "min", true)
	}
	return sign + two(int(d/(24*time.Hour)), "d", int(d%(24*time.Hour)/time.Hour), "h", true)
}

func two(a int, ua string, b int, ub string, fine bool) string {
	s := strconv.Itoa(a) + " " + ua
	if b > 0 && fine {
		s += " " + strconv.Itoa(b) + " " + ub
	}
	return s
}
