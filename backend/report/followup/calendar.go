package followup

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"

	"secondstory/backend/letter"
	"secondstory/backend/report"
)

// Calendar returns the dates of the countermeasures that have one and are not done, as
// iCalendar (RFC 5545): a whole day each that keeps nobody busy. A newer file of the
// same debrief replaces what an older one said.
func Calendar(r *report.Report) ([]byte, error) {
	f := newFeed("-//Second Story//Second Story//EN")
	if err := f.Add(r, nil); err != nil {
		return nil, err
	}
	return f.Bytes(), nil
}

// FeedProduct is what a feed says made it: by this one is known from other calendars.
const FeedProduct = "-//Second Story//Open countermeasures//EN"

// Feed is a calendar of the dates of many debriefs.
type Feed struct {
	calendar *ics.Calendar
	// Dates is how many are in it.
	Dates int
}

// NewFeed returns an empty one that calendars show under a name.
func NewFeed(name string) *Feed {
	f := newFeed(FeedProduct)
	f.calendar.SetXWRCalName(name)
	return f
}

func newFeed(product string) *Feed {
	c := ics.NewCalendar()
	c.SetProductId(product)
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	return &Feed{calendar: c}
}

// Add puts in what Calendar says of a report, and, for those that are done, the days
// (YYYY-MM-DD, by the id of the countermeasure) to ask whether they helped. When there is
// a name in it that the edition must not carry, nothing of it is added.
func (f *Feed) Add(r *report.Report, checks map[string]string) error {
	places, all := []report.Place{}, []*ics.VEvent{}
	for _, m := range r.Countermeasures {
		key, on := "followup.calendar.due", m.Day
		if m.Finished {
			key, on = "followup.calendar.check", checks[m.ID]
		}
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			continue
		}
		summary, text := r.T(key, "what", oneLine(m.Text, 200)), description(r, m)
		places = append(places, report.Place{Where: r.T("followup.place", "row", strconv.Itoa(m.Number)), Text: summary + "\n" + text})
		all = append(all, event(m.ID, r.Date, day, summary, text))
	}
	if err := r.Check(places); err != nil {
		return fmt.Errorf("search calendar: %w", err)
	}
	for _, e := range all {
		f.calendar.AddVEvent(e)
	}
	f.Dates += len(all)
	return nil
}

// Bytes is the calendar as a file.
func (f *Feed) Bytes() []byte { return []byte(f.calendar.Serialize(ics.WithNewLineWindows)) }

func event(id string, made, day time.Time, summary, text string) *ics.VEvent {
	e := ics.NewEvent(uid(id))
	e.SetDtStampTime(made.UTC().Truncate(time.Second))
	e.SetAllDayStartAt(day)
	e.SetAllDayEndAt(day.AddDate(0, 0, 1))
	e.SetSummary(letter.OneLine(summary))
	e.SetDescription(letter.Plain(text))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetClass(ics.ClassificationPrivate)
	return e
}

// uid is the same for the same countermeasure whenever it is written: what an id is
// made of is nobody's to read.
func uid(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16]) + "@secondstory"
}
