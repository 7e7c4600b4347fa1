package main

import (
	"fmt"
	"time"

	"secondstory/backend/debrief"
)

// event is one of nine small debriefs that share conditions, for figures across them.
type event struct {
	title string
	kind  debrief.Kind
	day   string
	// Minutes from its beginning to the first signal, to when it was better, and to its end;
	// days from there to the meeting.
	detect, better, over, wait int
	by                         string
	conditions                 []int
	// How many were there, learned something, would come again.
	present, learned, again int
	outcomes                []debrief.Outcome
	states                  []debrief.CountermeasureState
	asked, left             int
	// said are its changes in words; those of the others are only counted.
	said []string
}

// condition is what the group named, and what kind it is of.
type condition struct {
	text string
	of   debrief.Category
}

var conditions = []condition{
	{"A muted or noisy signal", debrief.CategorySignals},
	{"Something shared that nobody sees", debrief.CategoryTools},
	{"Knowledge in one head", debrief.CategoryKnowledge},
	{"Who is on call is not visible", debrief.CategoryCommunication},
	{"One person for too much", debrief.CategoryLoad},
	{"A date nobody sees", debrief.CategoryKnowledge},
	{"The old limit stayed when the queue moved", debrief.CategorySafeguards},
	{"A change freeze left the fix waiting", debrief.CategoryIncentives},
}

const (
	helped, partly = debrief.OutcomeHelped, debrief.OutcomePartly
	not, unclear   = debrief.OutcomeNot, debrief.OutcomeUnclear
	committed      = debrief.CountermeasureCommitted
	doing, soaking = debrief.CountermeasureDoing, debrief.CountermeasureSoaking
	done, dropped  = debrief.CountermeasureDone, debrief.CountermeasureNotPursued
)

var events = []event{
	{"Mail queue held for two hours", debrief.KindIncident, "01-14", 5, 70, 130, 2, "person", []int{2}, 7, 5, 6, list(helped, helped, helped), nil, 3, 1, nil},
	{"Certificates that were about to run out", debrief.KindNearMiss, "02-20", 1, 4, 9, 6, "alert", []int{0, 5}, 5, 5, 5, list(helped), nil, 1, 0, nil},
	{"Search answered from an old copy", debrief.KindIncident, "03-11", 38, 95, 200, 3, "affected", []int{1, 6}, 8, 6, 7, list(helped, helped), states(done), 2, 2, nil},
	{"Doubled invoices on the first of the month", debrief.KindIncident, "04-01", 74, 160, 1500, 1, "affected", []int{0, 3}, 9, 7, 5, list(partly), states(dropped), 4, 1, nil},
	{"The storage moves to another hall", debrief.KindGameDay, "05-22", 3, 14, 40, 0, "alert", []int{0, 2}, 6, 4, 6, list(helped, helped), nil, 0, 0, nil},
	{"Sign-in slow after the long weekend", debrief.KindIncident, "06-09", 11, 30, 62, 5, "person", []int{1, 5, 7}, 6, 2, 4, list(helped, unclear), states(doing), 2, 0, nil},
	{"A release that nearly went to everybody", debrief.KindNearMiss, "08-18", 2, 6, 12, 4, "alert", []int{0, 4}, 4, 3, 3, list(helped, partly), nil, 1, 1, nil},
	{"Payments waited for one machine", debrief.KindIncident, "10-02", 26, 81, 150, 9, "person", []int{1, 2}, 8, 1, 3, list(partly, not), states(committed), 3, 0, nil},
	{"Checkout timeouts after the price index rebuild", debrief.KindIncident, "11-09", 7, 34, 77, 2, "affected", []int{0, 1, 2, 3, 4}, 8, 6, 7, list(helped), states(doing, doing, committed, done, dropped, soaking), 2, 0, []string{
		"One number for support to call", "Rebuild reports how long it takes", "Give batch jobs their own connection pool",
		"Show who is on call in the support console", "Pool graph onto checkout board and runbook", "Double the pool to 200",
		"Ask in #releases before every rebuild",
	}},
}

func list(all ...debrief.Outcome) []debrief.Outcome                           { return all }
func states(all ...debrief.CountermeasureState) []debrief.CountermeasureState { return all }

// nine makes them, in the year of a moment.
func nine(year int) []*debrief.Whole {
	out, first := []*debrief.Whole{}, map[int]debrief.ID{}
	for n := range events {
		out = append(out, events[n].whole(n, year, first))
	}
	return out
}

func (e *event) whole(n, year int, first map[int]debrief.ID) *debrief.Whole {
	began, _ := time.Parse("2006-01-02 15:04", fmt.Sprintf("%d-%s 10:00", year, e.day))
	at := func(minutes int) debrief.Moment {
		return debrief.At(began.Add(time.Duration(minutes)*time.Minute), "UTC", debrief.PrecisionMinute)
	}
	met := began.Add(time.Duration(e.over)*time.Minute + time.Duration(24*e.wait+20)*time.Hour)
	d := *debrief.NewDebrief(began.Format(time.RFC3339))
	d.Title, d.Kind, d.State = e.title, e.kind, debrief.StateFollowUp
	d.Started, d.Detected, d.Noticed, d.Mitigated, d.Resolved = at(0), at(e.detect), at(e.detect+n%3), at(e.better), at(e.over)
	w := debrief.NewWhole(d)
	w.Meeting.StartedAt, w.Meeting.EndedAt = met.Format(time.RFC3339), met.Add(time.Hour).Format(time.RFC3339)
	w.Meeting.Present, w.Meeting.Learned, w.Meeting.Again = &e.present, &e.learned, &e.again
	e.people(w, at(e.detect))
	for _, c := range e.conditions {
		f := debrief.Factor{Base: base(d.ID), Text: conditions[c].text, Category: conditions[c].of, Recurs: first[c]}
		w.Factors = append(w.Factors, f)
		if first[c] == "" {
			first[c] = f.ID
		}
	}
	e.changes(w, met)
	for i := range e.asked + e.left {
		one := debrief.Wording{Base: base(d.ID), RecordID: w.Entries[0].ID, Field: "text", Rule: "counterfactual/should", Class: "counterfactual", Phrase: "should have", Decision: debrief.WordingAsked}
		if i >= e.asked {
			one.Decision = debrief.WordingLeft
		}
		w.Wordings = append(w.Wordings, one)
	}
	return w
}

func base(of debrief.ID) debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: of} }

// people makes two of them, and the line that tells of the first signal.
func (e *event) people(w *debrief.Whole, at debrief.Moment) {
	id := w.Debrief.ID
	responder := debrief.Participant{Base: base(id), Name: "Ines Okafor", Role: "On-call engineer", Parts: []debrief.Part{debrief.PartResponded}}
	caller := debrief.Participant{Base: base(id), Name: "Jo Lindqvist", Role: "Support", Parts: []debrief.Part{debrief.PartAffected}}
	w.Participants = []debrief.Participant{responder, caller}
	line := debrief.Entry{Base: base(id), Text: "The first that anybody could have seen of it", Time: at, Basis: debrief.BasisRecord, Lane: debrief.LaneSaw}
	switch e.by {
	case "alert":
		line.Lane = debrief.LaneSystem
	case "person":
		line.Who.ParticipantID = responder.ID
	default:
		line.Who.ParticipantID = caller.ID
	}
	w.Entries = []debrief.Entry{line}
}

// changes are those that were checked and those that were not, of every kind in turn.
func (e *event) changes(w *debrief.Whole, met time.Time) {
	day := func(after int) string { return met.AddDate(0, 0, after).Format(time.DateOnly) }
	kinds := append([]debrief.CountermeasureKind{debrief.CountermeasureKindTechnical, debrief.CountermeasureKindTechnical}, debrief.CountermeasureKinds...)
	first := 20 // days after the meeting, but that of the newest is not long ago
	if len(e.said) > 0 {
		first = 6
	}
	add := func(c debrief.Countermeasure) {
		n := len(w.Countermeasures)
		c.Base, c.Kind, c.Text = base(w.Debrief.ID), kinds[(n+e.wait)%len(kinds)], fmt.Sprintf("Change %d after %s", n+1, e.title)
		if n < len(e.said) {
			c.Text = e.said[n]
			c.Owner.ParticipantID = w.Participants[n%len(w.Participants)].ID
		}
		if c.Due = day(first + 9*n); (n+e.wait)%3 == 1 {
			c.Moves = []debrief.Move{{From: c.Due, To: day(first + 9*n + 7*(1+n)), Reason: "the vendor answers in May", At: met.Format(time.RFC3339)}}
			c.Due = c.Moves[0].To
		}
		w.Countermeasures = append(w.Countermeasures, c)
	}
	for _, o := range e.outcomes {
		add(debrief.Countermeasure{State: debrief.CountermeasureChecked, DoneOn: day(first), Checks: []debrief.Check{{Outcome: o, Text: "as seen in a drill", At: met.AddDate(0, 1, 0).Format(time.RFC3339)}}})
	}
	for _, s := range e.states {
		c := debrief.Countermeasure{State: s}
		if s == dropped {
			c.Reason = "It moves the limit and hides the sharing."
		}
		add(c)
	}
	if e.kind == debrief.KindIncident && e.wait == 9 {
		w.Countermeasures[0].Kind = debrief.CountermeasureKindNone
	}
}
