// Package mirror is what a facilitator may see of a meeting they led: whether all were
// heard, what was asked, what came of it. It is made from what a debrief keeps anyway, is
// for the facilitator alone, and measures nobody: how long anybody spoke is kept nowhere.
package mirror

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Try is what one might do otherwise the next time: the first of these that a meeting
// gives a reason for.
type Try string

// The things to try. TryNothing says that a meeting gives no reason for any.
const (
	// TryHear: somebody was not heard. TryLess: many lines are the facilitator's. TryAsk: no question was asked. TryTurn: more marked
	// phrases stayed than became a question. TryCount: hands were not counted. TryLearn:
	// nobody learned something that changes their work.
	TryHear    Try = "hear"
	TryLess    Try = "less"
	TryAsk     Try = "ask"
	TryTurn    Try = "turn"
	TryCount   Try = "count"
	TryLearn   Try = "learn"
	TryNothing Try = "nothing"
)

// Page is one meeting, looked back at.
type Page struct {
	// Ended says that the meeting is over: before, there is nothing to look back at.
	Ended bool `json:"ended"`
	// First are those of whom no line is there, in the order of the list: whom to hear first
	// the next time. Everybody who was not coming, the facilitator and the note-taker are left
	// out.
	First []string `json:"first"`
	// Lines are those somebody said, Mine the facilitator's among them.
	Lines int `json:"lines"`
	Mine  int `json:"mine"`
	// Asked are the questions that were asked, Open those still open, Turned the marked
	// phrases that became a question, Kept those that stayed as they were said.
	Asked  int `json:"asked"`
	Open   int `json:"open"`
	Turned int `json:"turned"`
	Kept   int `json:"kept"`
	// Present, Learned and Again are the counts by show of hands; nil until counted.
	Present *int `json:"present"`
	Learned *int `json:"learned"`
	Again   *int `json:"again"`
	Try     Try  `json:"try"`
}

// Of looks back at the meeting of a debrief.
func Of(w *debrief.Whole) Page {
	p := Page{
		Ended: w.Meeting.EndedAt != "", First: unheard(w),
		Present: w.Meeting.Present, Learned: w.Meeting.Learned, Again: w.Meeting.Again,
	}
	for _, q := range w.Questions {
		p.Asked++
		if q.State == debrief.QuestionOpen {
			p.Open++
		}
	}
	for _, f := range w.Wordings {
		if f.Decision == debrief.WordingAsked {
			p.Turned++
		} else {
			p.Kept++
		}
	}
	p.Lines, p.Mine = said(w)
	p.Try = p.try()
	return p
}

// said counts the lines somebody said in the meeting, and the facilitator's among them.
// Nobody else's are told apart.
func said(w *debrief.Whole) (all, mine int) {
	leads := map[debrief.ID]bool{}
	for i := range w.Participants {
		if p := &w.Participants[i]; w.Debrief.Facilitator != "" && fold(p.Name) == fold(w.Debrief.Facilitator) {
			leads[p.ID] = true
		}
	}
	for i := range w.Entries {
		e := &w.Entries[i]
		who := e.Who
		if who.IsZero() || e.Stage == 0 || !isSpoken(e) || !e.Consent.IsZero() {
			continue
		}
		all++
		if leads[who.ParticipantID] || who.Name != "" && fold(who.Name) == fold(w.Debrief.Facilitator) {
			mine++
		}
	}
	return all, mine
}

// isSpoken says that somebody said a line, and not a record: what was written in a chat while
// it happened is nobody's word about it.
func isSpoken(e *debrief.Entry) bool { return e.Basis != debrief.BasisRecord }

// mostMine is the part of the lines beyond which a facilitator may have talked much: the
// guide wants them to talk least.
const mostMine = 0.25

func (p *Page) try() Try {
	switch {
	case len(p.First) > 0:
		return TryHear
	case float64(p.Mine) > mostMine*float64(p.Lines):
		return TryLess
	case p.Asked == 0:
		return TryAsk
	case p.Kept > p.Turned:
		return TryTurn
	case p.Learned == nil && p.Again == nil:
		return TryCount
	case p.Learned != nil && *p.Learned == 0:
		return TryLearn
	}
	return TryNothing
}

// unheard are those who said nothing, in the meeting or to the facilitator before it.
func unheard(w *debrief.Whole) []string {
	heard, called := map[debrief.ID]bool{}, map[string]bool{}
	for i := range w.Entries {
		if e := &w.Entries[i]; isSpoken(e) {
			heard[e.Who.ParticipantID], called[fold(e.Who.Name)] = true, true
		}
	}
	leads := []string{fold(w.Debrief.Facilitator), fold(w.Debrief.NoteTaker)}
	out := []string{}
	for i := range w.Participants {
		p := &w.Participants[i]
		if name := strings.TrimSpace(p.Name); name != "" && !heard[p.ID] && !called[fold(name)] && p.Coming != debrief.ComingNo && !slices.Contains(leads, fold(name)) {
			out = append(out, name)
		}
	}
	return out
}

func fold(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
