package debrief

import (
	"strconv"
	"time"
)

// Precision says how well a time is known.
type Precision string

// The precisions. Between is somewhere from At to Until, hour the whole hour
// from At ("15:??"). Unknown keeps the order of the line and no time.
const (
	PrecisionSecond  Precision = "second"
	PrecisionMinute  Precision = "minute"
	PrecisionAbout   Precision = "about"
	PrecisionBetween Precision = "between"
	PrecisionHour    Precision = "hour"
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
	// At is the instant, RFC 3339 in UTC; empty when it is not known. Of a time
	// that is only known to lie within a span it is the earliest.
	At string `json:"at"`
	// Until is the latest instant of a time known to lie between two, like At.
	Until string `json:"until,omitempty"`
	// Zone is the IANA zone or abbreviation it was given in.
	Zone      string    `json:"zone"`
	Precision Precision `json:"precision"`
	// Raw is what was typed.
	Raw     string  `json:"raw"`
	Problem Problem `json:"problem"`
}

// Known says whether the moment is on the line of time: one instant, or a span
// of it.
func (m Moment) Known() bool { return m.At != "" && m.Problem == ProblemNone }

// Time returns the instant, of a span the earliest; the zero time when it is
// not known.
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

// Last returns the latest instant the moment can be: the same as Time, but for
// a span.
func (m Moment) Last() time.Time {
	switch {
	case !m.IsSpan():
		return m.Time()
	case m.Precision == PrecisionHour:
		return m.Time().Add(time.Hour - time.Minute)
	}
	t, err := time.Parse(time.RFC3339, m.Until)
	if err != nil {
		return m.Time()
	}
	return t
}

// IsSpan says that the moment is known to lie within a span, and not where.
func (m Moment) IsSpan() bool {
	return m.Known() && (m.Precision == PrecisionHour || m.Precision == PrecisionBetween && m.Until != "")
}

// Clock writes the time of day in a zone as well as it is known: "14:02",
// "14:02:10", "~14:02", "14:30–14:45", "15:??"; "" when it is not known. An hour
// is two clocks in a zone that is half an hour off.
func (m Moment) Clock(zone *time.Location) string {
	if !m.Known() {
		return ""
	}
	from, last := m.Time().In(zone), m.Last().In(zone)
	layout := "15:04"
	if m.Precision == PrecisionSecond || m.Precision == PrecisionBetween && (from.Second() != 0 || last.Second() != 0) {
		layout = "15:04:05"
	}
	switch {
	case m.Precision == PrecisionHour && from.Minute() == 0:
		return from.Format("15") + ":??"
	case m.IsSpan():
		return from.Format(layout) + "–" + last.Format(layout)
	case m.Precision == PrecisionAbout:
		return "~" + from.Format(layout)
	}
	return from.Format(layout)
}

// Validate reports an instant that cannot be read back.
func (m Moment) Validate() error {
	if err := oneOf("precision", m.Precision, "", PrecisionSecond, PrecisionMinute, PrecisionAbout,
		PrecisionBetween, PrecisionHour, PrecisionUnknown); err != nil {
		return err
	}
	for _, at := range []string{m.At, m.Until} {
		if _, err := time.Parse(time.RFC3339, at); at != "" && err != nil {
			return Errorf(CodeInvalid, "noun", "time").Wrap(err)
		}
	}
	if m.Last().Before(m.Time()) {
		return Errorf(CodeInvalid, "noun", "time")
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
	// Most is the longest it can have been where an end is only known to lie
	// within a span, and Seconds the shortest; 0 everywhere else.
	Most int64 `json:"most,omitempty"`
	// About says that one end is only approximate.
	About bool `json:"about"`
	// Text is the span for a person: "1 h 17 min", "about 18 h".
	Text string `json:"text"`
}

// Between returns the span from one moment to another. Ends that are only known
// within spans of their own make it one from the shortest to the longest.
func Between(from, to Moment) Span {
	if !from.Known() || !to.Known() {
		return Span{}
	}
	least, most := to.Time().Sub(from.Last()), to.Last().Sub(from.Time())
	s := Span{Known: true, Seconds: int64(least / time.Second), Text: HumanDuration(least)}
	if most > least {
		s.Most = int64(most / time.Second)
		s.Text = "between " + s.Text + " and " + HumanDuration(most)
	}
	if s.About = from.Precision == PrecisionAbout || to.Precision == PrecisionAbout; s.About {
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
