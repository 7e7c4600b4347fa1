package report

import (
	"sort"

	"secondstory/backend/debrief"
)

// isAsked says that a question was put in the room and has words.
func isAsked(q *debrief.Question) bool {
	return q.State == debrief.QuestionAsked && clean(q.Text) != ""
}

// askedAbout finds the line of every question that was asked without naming
// one: the entry right above it, in the same stage of the meeting.
func askedAbout(w *debrief.Whole) {
	type written struct {
		debrief.Place
		entry    debrief.ID
		question *debrief.Question
	}
	lines := []written{}
	for _, e := range w.Entries {
		lines = append(lines, written{Place: e.Place, entry: e.ID})
	}
	for _, f := range w.Factors {
		lines = append(lines, written{Place: f.Place})
	}
	for _, h := range w.Helped {
		lines = append(lines, written{Place: h.Place})
	}
	for _, m := range w.Countermeasures {
		lines = append(lines, written{Place: m.Place})
	}
	for i := range w.Questions {
		lines = append(lines, written{Place: w.Questions[i].Place, question: &w.Questions[i]})
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Position < lines[j].Position })
	above := written{}
	for _, l := range lines {
		switch {
		case l.question == nil:
			above = l
		case isAsked(l.question) && l.question.AboutID == "" && l.Stage == above.Stage && l.Position > above.Position:
			l.question.AboutID = above.entry
		}
	}
}

// askedOf is what was asked about an entry, in its own words.
func (b *builder) askedOf(id debrief.ID) []string {
	out := []string{}
	for _, q := range b.asked[id] {
		out = append(out, b.t("report.asked", "text", b.upperFirst(clean(q.Text))))
	}
	return out
}

// askedBesides is what was asked about no line of a narrative.
func (b *builder) askedBesides() []Point {
	out, printed := []Point{}, map[debrief.ID]bool{}
	for id := range b.narrated {
		for _, q := range b.asked[id] {
			printed[q.ID] = true
		}
	}
	for _, q := range b.w.Questions {
		if isAsked(&q) && !printed[q.ID] {
			out = append(out, b.question(q))
		}
	}
	return out
}
