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
	c := ics.NewCalendar()
	c.SetProductId("-//Second Story//Second Story//EN")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	places := []report.Place{}
	for _, m := range r.Countermeasures {
		day, err := time.Parse(time.DateOnly, m.Day)
		if err != nil || m.Finished {
			continue
		}
		summary, text := r.T("followup.calendar.due", "what", oneLine(m.Text, 200)), description(r, m)
		places = append(places, report.Place{Where: r.T("followup.place", "row", strconv.Itoa(m.Number)), Text: summary + "\n" + text})
		e := c.AddEvent(uid(m.ID))
		e.SetDtStampTime(r.Date.UTC().Truncate(time.Second))
		e.SetAllDayStartAt(day)
		e.SetAllDayEndAt(day.AddDate(0, 0, 1))
		e.SetSummary(letter.OneLine(summary))
		e.SetDescription(letter.Plain(text))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		e.SetClass(ics.ClassificationPrivate)
	}
	if err := r.Check(places); err != nil {
		return nil, fmt.Errorf("search calendar: %w", err)
	}
	return []byte(c.Serialize(ics.WithNewLineWindows)), nil
}

// uid is the same for the same countermeasure whenever it is written: what an id is
// made of is nobody's to read.
func uid(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16]) + "@secondstory"
}
