package report

import (
	"slices"
	"sort"
	"strings"

	"secondstory/backend/debrief"
)

// sortedPromises orders the promised changes: by priority, then by date.
func sortedPromises(in []debrief.Countermeasure) []debrief.Countermeasure {
	out := []debrief.Countermeasure{}
	for _, c := range in {
		if c.IsPromised() && clean(c.Text) != "" {
			out = append(out, c)
		}
	}
	order := []debrief.Priority{debrief.PriorityHigh, debrief.PriorityMedium, debrief.PriorityNone, debrief.PriorityLow}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := slices.Index(order, out[i].Priority), slices.Index(order, out[j].Priority)
		if a != b {
			return a < b
		}
		return due(out[i]) < due(out[j])
	})
	return out
}

// due sorts what has no date last.
func due(c debrief.Countermeasure) string {
	if c.Due == "" {
		return "9999"
	}
	return c.Due
}

func (b *builder) countermeasures() []Countermeasure {
	out := []Countermeasure{}
	for i, c := range b.promised {
		x := Countermeasure{
			ID: c.ID, Day: c.Due, Rank: rank(c.Priority), Finished: c.State == debrief.CountermeasureDone || c.State == debrief.CountermeasureChecked,
			Number: i + 1, Text: b.sentence(c.Text), Owner: b.upperFirst(b.cast.who(c.Owner)), Due: dateOf(c.Due),
			State: b.t("report.state." + string(c.State)), Know: b.upperFirst(clean(c.Know)), Ticket: ticket(c.Ticket), Factors: []int{}, Moves: b.moves(&c),
		}
		if c.Priority != debrief.PriorityNone {
			x.Priority = b.t("report.priority." + string(c.Priority))
		}
		for _, id := range c.FactorIDs {
			if n := b.numbers[id]; n > 0 {
				x.Factors = append(x.Factors, n)
			}
		}
		sort.Ints(x.Factors)
		out = append(out, x)
	}
	return out
}

// rank is a priority as a number.
func rank(p debrief.Priority) int {
	return 1 + slices.Index([]debrief.Priority{debrief.PriorityHigh, debrief.PriorityMedium, debrief.PriorityLow}, p)
}

// ticket shows the last part of an address ("issues/1094"), or the reference.
func ticket(s string) Link {
	s = clean(s)
	u := webAddress(s)
	if u == "" {
		return Link{Text: s}
	}
	parts := strings.Split(strings.TrimRight(u, "/"), "/")
	return Link{Text: strings.Join(parts[max(0, len(parts)-2):], "/"), URL: u}
}

// ideas returns the changes not pursued, with the reason, and those still open.
func (b *builder) ideas() (notPursued, open []Idea) {
	notPursued, open = []Idea{}, []Idea{}
	for _, c := range b.w.Countermeasures {
		text := b.sentence(c.Text)
		if text == "" {
			continue
		}
		switch c.State {
		case debrief.CountermeasureNotPursued:
			notPursued = append(notPursued, Idea{Text: text, Note: firstOf(b.sentence(c.Reason), b.t("report.reason.unsaid"))})
		case debrief.CountermeasureIdea, debrief.CountermeasureSoaking:
			idea := Idea{Text: text, Note: b.ideaNote(c), Soaking: c.State == debrief.CountermeasureSoaking}
			if idea.Soaking {
				idea.Day = c.SoakUntil
			}
			open = append(open, idea)
		}
	}
	return notPursued, open
}

func (b *builder) ideaNote(c debrief.Countermeasure) string {
	notes := []string{}
	if who := b.cast.whoIn(c.From, "by "); who != "" {
		notes = append(notes, b.t("report.idea.from", "who", who))
	}
	if c.State == debrief.CountermeasureSoaking && c.SoakUntil != "" {
		notes = append(notes, b.t("report.idea.soak", "date", dateOf(c.SoakUntil)))
	}
	return strings.Join(notes, " ")
}
