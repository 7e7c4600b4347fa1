package status

import (
	"cmp"
	"slices"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
)

// Change is what a row would make of a countermeasure.
type Change struct {
	board.Item
	// Line is where the row stands, Key its ticket, Word its state as it is written.
	Line int    `json:"line"`
	Key  string `json:"key"`
	Word string `json:"word"`
	// To is the new state, empty for the one it has; ToDue the new date, empty likewise.
	To    debrief.CountermeasureState `json:"to"`
	ToDue string                      `json:"toDue"`
	// Day is when it was done; empty when nobody says. Proof is the ticket.
	Day   string `json:"day"`
	Shows string `json:"shows"`
	// ByText says that it was found by its words, and not by its ticket.
	ByText bool `json:"byText"`
}

// Left is a row that changes nothing.
type Left struct {
	Line int    `json:"line"`
	Key  string `json:"key"`
	Text string `json:"text"`
	Word string `json:"word"`
	Why  Why    `json:"why"`
}

// Why says why a row changes nothing.
type Why string

// The reasons.
const (
	// WhyUnknown: no countermeasure has this ticket or these words. WhyMany: several have
	// these words, or its number in different places. WhyWord: nobody knows what the state means, or none is said.
	WhyUnknown Why = "unknown"
	WhyMany    Why = "many"
	WhyWord    Why = "word"
	// WhyDecided: somebody checked it, or decided not to pursue it, or closed its debrief.
	WhyDecided Why = "decided"
)

// Look is what the rows would change, what they leave, and how many say what is so already.
type Look struct {
	Changes []Change `json:"changes"`
	Left    []Left   `json:"left"`
	Same    int      `json:"same"`
}

// Known is a countermeasure on the board; Closed says that somebody closed its debrief.
type Known struct {
	board.Item
	Closed bool
}

// Compare says what the rows would change. A row is matched by its ticket, and by its words
// where no ticket is known; of two rows about the same one the last counts.
func Compare(rows []Row, all []Known) Look {
	out, here := Look{Changes: []Change{}, Left: []Left{}}, registerOf(all)
	at := map[debrief.ID]int{}
	for _, r := range rows {
		found, byWords, many := here.find(r)
		if why := leaves(r, found, many); why != "" {
			out.left(r, why)
			continue
		}
		for _, i := range found {
			out.take(r, all[i], byWords, at)
		}
	}
	most := len(out.Changes)
	out.Changes = slices.DeleteFunc(out.Changes, func(c Change) bool { return c.To == "" && c.ToDue == "" })
	out.Same += most - len(out.Changes)
	return out
}

func (l *Look) left(r Row, why Why) {
	l.Left = append(l.Left, Left{Line: r.Line, Key: cmp.Or(r.Key, r.Link), Text: r.Text, Word: r.State, Why: why})
}

// take adds what a row changes in one, in the place of what an earlier row said.
func (l *Look) take(r Row, k Known, byWords bool, at map[debrief.ID]int) {
	c, why := changeOf(r, k)
	if why != "" {
		l.left(r, why)
		return
	}
	c.ByText = byWords
	if i, known := at[k.ID]; known {
		l.Changes[i] = c
		return
	}
	at[k.ID] = len(l.Changes)
	l.Changes = append(l.Changes, c)
}

func leaves(r Row, found []int, many bool) Why {
	switch {
	case len(found) == 0:
		return WhyUnknown
	case many:
		return WhyMany
	case stateOf(r.State) == "":
		return WhyWord
	}
	return ""
}

// changeOf is what a row makes of a countermeasure. What somebody looked at here, or decided
// here, no ticket undoes.
func changeOf(r Row, k Known) (Change, Why) {
	c := Change{Item: k.Item, Line: r.Line, Key: r.Key, Word: r.State, Day: r.Done, Shows: evidence(r, k.Ticket)}
	to := stateOf(r.State)
	switch {
	case k.State == debrief.CountermeasureChecked && to == debrief.CountermeasureDone, k.State == debrief.CountermeasureNotPursued && to == k.State:
		return c, ""
	case k.Closed, k.State == debrief.CountermeasureChecked, k.State == debrief.CountermeasureNotPursued:
		return c, WhyDecided
	}
	if to != k.State && !isBefore(to, k.State) {
		c.To = to
	}
	open := to == debrief.CountermeasureDoing || to == debrief.CountermeasureCommitted
	if open && r.Due != "" && r.Due != k.Due && k.State != debrief.CountermeasureSoaking {
		c.ToDue = r.Due
	}
	return c, ""
}

// isBefore says that a ticket is merely not as far as people said here: it may not have been
// touched yet. Only what was said to be done is taken up again by it.
func isBefore(to, is debrief.CountermeasureState) bool {
	return to == debrief.CountermeasureCommitted && (is == debrief.CountermeasureDoing || is == debrief.CountermeasureSoaking)
}

// evidence is what shows that it is done: where the ticket is, as well as is known.
func evidence(r Row, ticket string) string {
	for _, s := range []string{r.Link, ticket, r.Key} {
		if s != "" {
			return s
		}
	}
	return r.Text
}

// Acts are what is to be said about the countermeasure, one after the other, to make the
// change. Reason says why a date moves or why it is not pursued; today is when it was done if
// nobody says, check when to ask whether it helped.
func (c *Change) Acts(reason, today, check string) []debrief.Act {
	acts := []debrief.Act{}
	add := func(a debrief.Act) { acts = append(acts, a) }
	switch c.To {
	case debrief.CountermeasureDone:
		day := c.Day
		if day == "" || day > today {
			day = today
		}
		add(debrief.Act{Kind: debrief.ActDone, Day: day, CheckOn: check, Text: c.Shows})
	case debrief.CountermeasureNotPursued:
		add(debrief.Act{Kind: debrief.ActDrop, Text: reason})
	case debrief.CountermeasureDoing, debrief.CountermeasureCommitted:
		if c.State == debrief.CountermeasureDone {
			add(debrief.Act{Kind: debrief.ActAgain})
		}
		if c.State == debrief.CountermeasureSoaking {
			add(debrief.Act{Kind: debrief.ActCommit})
		}
		if c.State != debrief.CountermeasureDone {
			add(debrief.Act{Kind: debrief.ActStart})
		}
	}
	if c.ToDue != "" {
		add(debrief.Act{Kind: debrief.ActMove, Day: c.ToDue, Text: reason})
	}
	return acts
}
