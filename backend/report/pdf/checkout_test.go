package pdf

import (
	"fmt"
	"time"

	"secondstory/backend/debrief"
)

// checkout is the debrief of the report's mock: a small one, complete, with
// owners, dates, quotations and times in the narratives.
func checkout() *debrief.Whole {
	d := debrief.NewDebrief("2026-11-06T12:00:00Z")
	d.Title, d.Reference, d.LocalZone = "Checkout timeouts after the price index rebuild", "INC-0311", "America/New_York"
	d.Facilitator, d.FacilitatorInvolved = "Frida Berg", debrief.InvolvedNo
	d.Started, d.Detected, d.Mitigated, d.Resolved = clock("14:02"), clock("14:09"), clock("15:05"), clock("15:19")
	d.Impact = debrief.Impact{Customers: "About 4,100 buyers saw a basket that did not load; 212 wrote to support", Revenue: "Not known yet", Data: "No orders or data lost"}
	d.Summary = debrief.Summary{
		Lead:     "For 77 minutes on 3 November 2026 one checkout in five timed out, while checkout and the price index rebuild drew on the same 100 database connections.",
		Noticed:  debrief.Fact{Head: "By customers", Text: "Support chat, 7 minutes in. The latency alert was muted."},
		Affected: debrief.Fact{Head: "About 4,100 buyers", Text: "212 support chats. No orders or data lost."},
		Ended:    debrief.Fact{Head: "Rebuild paused", Text: "Latency was back to normal 14 minutes later."},
		Learnings: []debrief.Learning{
			{Title: "Two teams shared one pool without knowing it", Text: "Checkout and all batch jobs use one pool. It was sized in 2023, when the rebuild took 4 minutes. It now takes 90.", FactorID: "f0"},
			{Title: "The alert was muted for a good reason", Text: "On 24 September the on-call team muted nine alerts that had paged 61 times in a month. This one was among them.", FactorID: "f1"},
			{Title: "One graph tells the story, and few know it", Text: "The pool graph was opened from memory of last winter’s migration. It is in no runbook or dashboard.", FactorID: "f2"},
		},
	}
	w := debrief.NewWhole(*d)
	checkoutPeople(w)
	checkoutEntries(w)
	checkoutChanges(w)
	return w
}

func clock(s string) debrief.Moment {
	t, _ := time.Parse("2006-01-02 15:04", "2026-11-03 "+s)
	return debrief.At(t, "UTC", debrief.PrecisionMinute)
}

func checkoutPeople(w *debrief.Whole) {
	for i, p := range []debrief.Participant{
		{Name: "Sam Ode", Role: "Support agent", Team: "Support", Parts: []debrief.Part{debrief.PartIdentified}, Newcomer: true},
		{Name: "Priya Nair", Alias: "priya", Role: "On-call engineer, payments", Team: "Payments", Parts: []debrief.Part{debrief.PartResponded}},
		{Name: "Ana Lima", Alias: "@ana", Role: "Database engineer", Team: "Storage", Parts: []debrief.Part{debrief.PartResponded, debrief.PartDiagnosed}},
	} {
		p.Base, p.Position = debrief.Base{ID: fmt.Sprint("p", i), DebriefID: w.Debrief.ID}, float64(i)
		w.Add(&p)
	}
}

type told struct {
	at, who, text, label, source string
	lane                         debrief.Lane
	record, quote                bool
}

func checkoutEntries(w *debrief.Whole) {
	const sys, saw, did = debrief.LaneSystem, debrief.LaneSaw, debrief.LaneDid
	for i, l := range []told{
		{"13:40", "", "Price index rebuild starts on its usual schedule", "Rebuild starts", "Scheduler log", sys, true, false},
		{"14:02", "", "Checkout p95 passes 2 s. The alert for this is muted", "Checkout p95 over 2 s", "Metrics", sys, true, false},
		{"14:09", "", "Three buyers tell support “the basket just spins”", "“It just spins”", "Support chat", saw, true, false},
		{"14:14", "p0", "Posts in #help-checkout, unsure who is on call", "Post in #help-checkout", "Team chat", did, true, false},
		{"14:19", "p1", "Opens the payments board. All green", "Payments board all green", "", saw, false, false},
		{"14:31", "p1", "Release 811 rolled back: the one change of the day in view", "Release 811 rolled back", "Deploy log", did, true, false},
		{"14:44", "p2", "Paged by Priya. Replication lag checked first; flat", "Database paged", "Pager", did, true, false},
		{"14:52", "p2", "Pool graph opened. 100 of 100 connections in use, 83 by the rebuild", "Pool at 100 of 100", "Metrics", saw, true, false},
		{"15:05", "", "Search engineer pauses the rebuild", "Rebuild paused", "Scheduler log", did, true, false},
		{"15:19", "", "Checkout p95 under 400 ms", "p95 normal", "Metrics", sys, true, false},
	} {
		addLine(w, fmt.Sprint("e", i), 4, float64(i), l)
	}
	for i, l := range []told{
		{"", "p2", "the page said checkout was slow and a rollback had not helped", "", "", "", false, false},
		{"", "p2", "replication lag was the place to look first: it had been behind three of the last four pages of this kind", "", "", "", false, false},
		{"14:52", "p2", "what came next was habit. During last winter’s migration the team had kept one graph open all day, and it was still a bookmark", "", "", "", false, false},
		{"14:53", "p2", "It was pinned at 100 and I had never seen that before. I told Priya I did not know yet whether it was the illness or a symptom.", "", "", "", false, true},
		{"14:09", "p0", "I had three chats open with the same sentence in them", "", "", "", false, false},
		{"", "p1", "our own board was green, so I looked at what had changed that day", "", "", "", false, false},
	} {
		l.lane = did
		addLine(w, fmt.Sprint("n", i), 3, float64(20+i), l)
	}
	for i, b := range [][4]string{
		{"Unseen", "Not yet noticed", "14:02", "14:09"},
		{"Not paged", "Noticed, nobody paged yet", "14:09", "14:19"},
		{"Looking at payments", "", "14:19", "14:44"},
		{"Looking at database", "Looking at the database", "14:44", "15:05"},
		{"Recovering", "", "15:05", "15:19"},
	} {
		w.Add(&debrief.Band{Base: debrief.Base{ID: fmt.Sprint("b", i), DebriefID: w.Debrief.ID}, Label: b[0], Title: b[1], From: clock(b[2]), To: clock(b[3])})
	}
}

func addLine(w *debrief.Whole, id string, stage int, position float64, l told) {
	e := debrief.Entry{
		Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: stage, Position: position},
		Who: debrief.Who{ParticipantID: l.who}, Text: l.text, Label: l.label, Source: l.source, Lane: l.lane, Basis: debrief.BasisMemory, Quote: l.quote,
	}
	if l.record {
		e.Basis = debrief.BasisRecord
	}
	if l.at != "" {
		e.Time = clock(l.at)
	}
	w.Add(&e)
}

func checkoutChanges(w *debrief.Whole) {
	b := func(id string) debrief.Base { return debrief.Base{ID: id, DebriefID: w.Debrief.ID} }
	for i, t := range []string{"Checkout and batch jobs share one pool", "The alert for this had been muted with eight others", "The graph that shows it is in no runbook"} {
		w.Add(&debrief.Factor{Base: b(fmt.Sprint("f", i)), Text: t, Detail: "Each of the three made sense on its own, and together they kept the pool out of sight.", Category: debrief.Categories[i], EntryIDs: []debrief.ID{fmt.Sprint("e", i+1), "e7", fmt.Sprint("n", i)}})
	}
	for i, c := range []debrief.Countermeasure{
		{Text: "Give batch jobs their own connection pool", State: debrief.CountermeasureCommitted, Owner: debrief.Who{ParticipantID: "p2"}, Due: "2026-12-04", Priority: debrief.PriorityHigh, Know: "Rebuild leaves p95 flat", Ticket: "https://tickets.example.org/browse/STO-88", FactorIDs: []debrief.ID{"f0"}},
		{Text: "Pool graph onto checkout board and runbook", State: debrief.CountermeasureDoing, Owner: debrief.Who{ParticipantID: "p1"}, Due: "2026-11-20", Priority: debrief.PriorityMedium, Know: "Found in 2 min in a drill", FactorIDs: []debrief.ID{"f2"}},
		{Text: "Review the nine alerts muted in September", State: debrief.CountermeasureCommitted, Owner: debrief.Who{Name: "Platform manager"}, Due: "2026-11-27", Priority: debrief.PriorityMedium, Know: "Keep or retire, each noted", FactorIDs: []debrief.ID{"f1"}},
		{Text: "Rehearse a pool that is full", State: debrief.CountermeasureCommitted, Owner: debrief.Who{Name: "Game day group"}, Due: "2027-01-15", Know: "A drill in January", FactorIDs: []debrief.ID{"f0", "f2"}},
		{Text: "Ask everybody to be careful with schedules", State: debrief.CountermeasureNotPursued, Reason: "Care does not last; the pool of its own makes it unnecessary"},
		{Text: "A dashboard for batch jobs", State: debrief.CountermeasureSoaking, From: debrief.Who{ParticipantID: "p0"}, SoakUntil: "2026-11-10"},
	} {
		c.Base = b(fmt.Sprint("c", i))
		w.Add(&c)
	}
	w.Add(&debrief.Helped{Base: b("h"), Text: "A bookmark from last winter", Luck: true, EntryIDs: []debrief.ID{"e7"}})
	w.Add(&debrief.Helped{Base: b("h2"), Text: "Support wrote down what buyers said, word for word", EntryIDs: []debrief.ID{"e2"}})
	for i, about := range []string{"n1", "n1", ""} {
		text := []string{"what did the graph show when the rollback was decided, and who was looking at it at the time?", "what made it hard to see?", "how often does that happen?"}[i]
		w.Add(&debrief.Question{Base: b("asked" + about + text[:4]), Text: text, State: debrief.QuestionAsked, AboutID: about, Place: debrief.Place{Stage: debrief.StageWrapUp, Position: 1e6}})
	}
	w.Add(&debrief.Question{Base: b("q"), Text: "when was the rollback decided: 14:25 or 14:30?", State: debrief.QuestionOpen, Who: debrief.Who{ParticipantID: "p1"}, AboutID: "e5"})
}
