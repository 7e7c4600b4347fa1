// Package board sorts the countermeasures of many debriefs by what they wait for. It
// is about changes and their dates: people are told by name so that they can be asked,
// and are never counted.
package board

import (
	"cmp"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// Item is a countermeasure on the board, with its debrief.
type Item struct {
	ID        debrief.ID                  `json:"id"`
	Rev       int64                       `json:"rev"`
	DebriefID debrief.ID                  `json:"debriefId"`
	Debrief   string                      `json:"debrief"`
	Text      string                      `json:"text"`
	State     debrief.CountermeasureState `json:"state"`
	Kind      debrief.CountermeasureKind  `json:"kind"`
	Priority  debrief.Priority            `json:"priority"`
	// Owner is a name, Team the owner's; both may be empty.
	Owner string `json:"owner"`
	Team  string `json:"team"`
	// Due, SoakUntil, DoneOn and CheckOn are YYYY-MM-DD, or empty.
	Due       string `json:"due"`
	SoakUntil string `json:"soakUntil"`
	DoneOn    string `json:"doneOn"`
	CheckOn   string `json:"checkOn"`
	Know      string `json:"know"`
	Ticket    string `json:"ticket"`
	Proof     string `json:"proof"`
	Reason    string `json:"reason"`
	// Since is the day it was said, YYYY-MM-DD: that of the meeting, or of the debrief.
	Since string `json:"since"`
	// Moves is how often its date was moved. Outcome is the newest answer to "did it help?",
	// Said how one can tell, Looker who looked and CheckedOn when.
	Moves     int             `json:"moves"`
	Outcome   debrief.Outcome `json:"outcome"`
	Said      string          `json:"said"`
	Looker    string          `json:"looker"`
	CheckedOn string          `json:"checkedOn"`
	// Section is where it stands, Days how far its day is from today: negative has passed.
	// HasDay says that there is one.
	Section Section `json:"section"`
	Days    int     `json:"days"`
	HasDay  bool    `json:"hasDay"`
}

// Section is what a countermeasure waits for.
type Section string

// The sections, in the order of the board.
const (
	// SectionPassed: its date has passed. SectionNext: it is due. SectionUndated:
	// somebody committed to it and nobody said until when.
	SectionPassed  Section = "passed"
	SectionNext    Section = "next"
	SectionUndated Section = "undated"
	// SectionRested: it rested as long as was said, or as is usual; SectionSoaking: it rests.
	SectionRested  Section = "rested"
	SectionSoaking Section = "soaking"
	// SectionCheck: it is time to ask whether it helped; SectionDone: that is later.
	SectionCheck      Section = "check"
	SectionDone       Section = "done"
	SectionChecked    Section = "checked"
	SectionNotPursued Section = "not-pursued"
)

// Sections lists them in the order of the board: what needs somebody first.
var Sections = []Section{
	SectionPassed, SectionCheck, SectionRested, SectionNext, SectionUndated, SectionSoaking, SectionDone, SectionChecked, SectionNotPursued,
}

// Of makes the items of one debrief, without the ideas nobody decided about.
func Of(w *debrief.Whole, title string, today time.Time) []Item {
	people := map[debrief.ID]*debrief.Participant{}
	for i := range w.Participants {
		people[w.Participants[i].ID] = &w.Participants[i]
	}
	out := []Item{}
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		if c.State != debrief.CountermeasureIdea {
			one := item(c, people[c.Owner.ParticipantID], today)
			one.DebriefID, one.Debrief, one.Since = w.Debrief.ID, title, since(w, today)
			out = append(out, one)
		}
	}
	return out
}

// since is the day the countermeasures of a debrief were said, where one is.
func since(w *debrief.Whole, today time.Time) string {
	for _, at := range []string{w.Meeting.EndedAt, w.Meeting.StartedAt, w.Debrief.CreatedAt} {
		if t, err := time.Parse(time.RFC3339, at); err == nil {
			return t.In(today.Location()).Format(time.DateOnly)
		}
	}
	return ""
}

func item(c *debrief.Countermeasure, owner *debrief.Participant, today time.Time) Item {
	out := Item{
		ID: c.ID, Rev: c.Rev, Text: c.Text, State: c.State, Kind: c.Kind, Priority: c.Priority,
		Owner: c.Owner.Name, Due: c.Due, SoakUntil: c.SoakUntil, DoneOn: c.DoneOn, CheckOn: c.CheckOn,
		Know: c.Know, Ticket: c.Ticket, Proof: c.Proof, Reason: c.Reason, Moves: len(c.Moves),
	}
	if owner != nil {
		out.Owner, out.Team = cmp.Or(owner.Name, owner.Alias, owner.Role), owner.Team
	}
	if k := c.Newest(); k != nil {
		out.Outcome, out.Said, out.Looker = k.Outcome, k.Text, k.By
		if at, err := time.Parse(time.RFC3339, k.At); err == nil {
			out.CheckedOn = at.In(today.Location()).Format(time.DateOnly)
		}
	}
	day := out.place()
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		out.HasDay, out.Days = true, daysBetween(today, at)
	}
	out.Section = out.section()
	return out
}

// place is the day that counts for a countermeasure as far as it is, or empty.
func (i *Item) place() string {
	switch i.State {
	case debrief.CountermeasureSoaking:
		return i.SoakUntil
	case debrief.CountermeasureDone:
		return i.checkDay()
	case debrief.CountermeasureChecked:
		return i.DoneOn
	case debrief.CountermeasureNotPursued:
		return ""
	}
	return i.Due
}

// checkDay is when to ask whether it helped.
func (i *Item) checkDay() string {
	if i.CheckOn != "" {
		return i.CheckOn
	}
	done, err := time.Parse(time.DateOnly, i.DoneOn)
	if err != nil {
		return ""
	}
	return done.AddDate(0, 0, debrief.CheckAfter).Format(time.DateOnly)
}

func (i *Item) section() Section {
	switch i.State {
	case debrief.CountermeasureSoaking:
		if !i.HasDay || i.Days > 0 {
			return SectionSoaking
		}
		return SectionRested
	case debrief.CountermeasureDone:
		if i.HasDay && i.Days > 0 {
			return SectionDone
		}
		return SectionCheck
	case debrief.CountermeasureChecked:
		return SectionChecked
	case debrief.CountermeasureNotPursued:
		return SectionNotPursued
	}
	switch {
	case !i.HasDay:
		return SectionUndated
	case i.Days < 0:
		return SectionPassed
	}
	return SectionNext
}

// daysBetween is how many days from one day to another, whatever the clocks do between
// them.
func daysBetween(from, to time.Time) int {
	y, m, d := from.Date()
	return int(to.Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

// Sort orders items as the board shows them: by section, then by day, the earliest
// first and those without one last, then by priority. What is over is told newest first.
func Sort(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		if n := slices.Index(Sections, a.Section) - slices.Index(Sections, b.Section); n != 0 {
			return n
		}
		day := cmp.Compare(a.Days, b.Days)
		if a.Section == SectionChecked {
			day = -day
		}
		return cmp.Or(isLast(a)-isLast(b), day, rank(a.Priority)-rank(b.Priority), cmp.Compare(a.Text, b.Text), cmp.Compare(a.ID, b.ID))
	})
}

func isLast(i Item) int {
	if i.HasDay {
		return 0
	}
	return 1
}

func rank(p debrief.Priority) int {
	n := slices.Index([]debrief.Priority{debrief.PriorityHigh, debrief.PriorityMedium, debrief.PriorityLow}, p)
	if n < 0 {
		return 3
	}
	return n
}

// IsDue says whether somebody is to be asked about an item now: its date has passed or
// comes within so many days, it rested, or it waits for a check.
func (i *Item) IsDue(within int) bool {
	switch i.Section {
	case SectionPassed, SectionRested, SectionCheck:
		return true
	case SectionNext:
		return i.Days <= within
	}
	return false
}
