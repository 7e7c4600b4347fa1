package invite

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
)

// Calendar returns the meeting as iCalendar (RFC 5545), with its times in UTC:
// every calendar shows them in its reader's own zone, whatever it knows of
// zones. With both addresses it is a request somebody can answer (RFC 5546, which
// wants them); otherwise a meeting to add. A newer one replaces an older one of
// the same debrief. Without a time the error has CodeInvalid.
func (in *Invitation) Calendar() ([]byte, error) {
	if !in.Timed() {
		return nil, fmt.Errorf("write calendar: %w", debrief.Errorf(debrief.CodeInvalid, "noun", "time"))
	}
	c := ics.NewCalendar()
	c.SetProductId("-//Second Story//Second Story//EN")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	e := c.AddEvent(in.uid)
	e.SetDtStampTime(in.now.UTC().Truncate(time.Second))
	e.SetStartAt(in.start.UTC())
	e.SetEndAt(in.start.Add(in.length).UTC())
	e.SetSequence(in.sequence)
	e.SetSummary(letter.OneLine(in.summary))
	e.SetDescription(in.Text)
	if in.place != "" {
		e.SetLocation(in.place)
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
	e.SetClass(ics.ClassificationPrivate)
	if in.To != "" && in.From != "" {
		c.SetMethod(ics.MethodRequest)
		e.SetOrganizer(in.From)
		e.AddAttendee(in.To, ics.CalendarUserTypeIndividual, ics.ParticipationRoleReqParticipant,
			ics.ParticipationStatusNeedsAction, ics.WithRSVP(true))
	}
	return []byte(c.Serialize(ics.WithNewLineWindows)), nil
}
