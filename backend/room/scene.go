package room

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
)

// Scene is a view that was made by the rules of this package. Its zero value is
// no scene: it cannot be encoded.
type Scene struct{ view *View }

// View is what the scene shows.
func (s Scene) View() View {
	if s.view == nil {
		return idle(Look{})
	}
	v := *s.view
	v.Timeline.Marks, v.Told = slices.Clone(v.Timeline.Marks), slices.Clone(v.Told)
	return v
}

// Idle is the scene that tells nothing of a debrief, not even that there is one.
func Idle(look Look) Scene {
	v := idle(look)
	return Scene{&v}
}

// Hidden is the neutral agenda in the look of the scene.
func (s Scene) Hidden() Scene {
	v := idle(s.View().Look)
	v.Mode = ModeHidden
	return Scene{&v}
}

// Asking is what is asked now.
type Asking struct {
	// Question is a key of the catalogue. One that is not of a stage, or whose text
	// has a place for a name or for somebody's words, is not shown: the stage's own
	// takes its place.
	Question string
	// Text looks a key up.
	Text func(key string) (text string, known bool)
	// Named says whether a card holds the name of somebody of the debrief it rehearses.
	// Without it no card of such a rehearsal is shown.
	Named func(debrief.Card) bool
}

// Of is what the Room may see of a debrief now. Before its meeting begins and
// once it has ended that is nothing.
func Of(w *debrief.Whole, now time.Time, ask Asking, look Look) Scene {
	v := idle(look)
	m := &w.Meeting
	if s := m.Session(); s != nil {
		v.session(w, s, now, ask)
		return Scene{&v}
	}
	if over(w.Debrief.State) || m.Stage < debrief.StageThanks || m.Stage > debrief.StageWrapUp {
		return Scene{&v}
	}
	v.Mode, v.Stage, v.Left = ModeMeeting, m.Stage, leftOf(clockOf(m), now)
	v.Question, v.Rule = ask.of(stageKey(m.Stage)+"lead"), rule(w)
	if !w.Debrief.Kit.IsEmpty() {
		v.rehearsal(w, ask)
		return Scene{&v}
	}
	v.Timeline = timelineOf(w)
	for i := range w.Countermeasures {
		if w.Countermeasures[i].State == debrief.CountermeasureIdea {
			v.Ideas++
		}
	}
	return Scene{&v}
}

// over says that the meeting is over, and was not taken up again.
func over(s debrief.State) bool {
	return slices.Contains([]debrief.State{
		debrief.StateReadBack, debrief.StateSignedOff, debrief.StateFollowUp, debrief.StateClosed,
	}, s)
}

// clock is the clock of a stage of a meeting or of a session: its plan in minutes, what was
// spent in seconds, and when it began, ended and was last started, RFC 3339 or empty.
type clock struct {
	planned, elapsed        int
	started, ended, running string
}

func clockOf(m *debrief.Meeting) clock {
	return clock{m.PlanMinutes[m.Stage-1], m.ElapsedSeconds[m.Stage-1], m.StartedAt, m.EndedAt, m.RunningSince}
}

// leftOf rounds what is left of the stage's plan to whole minutes.
func leftOf(c clock, now time.Time) Left {
	switch {
	case c.started == "" || c.ended != "" && c.running == "":
		return Left{}
	case c.running == "":
		return Left{Kind: LeftPaused}
	case c.planned == 0:
		return Left{}
	}
	spent := float64(c.elapsed)
	if since, err := time.Parse(time.RFC3339, c.running); err == nil {
		spent += max(0, now.Sub(since).Seconds())
	}
	left := float64(c.planned)*60 - spent
	if left <= 0 {
		return Left{Kind: LeftOver}
	}
	return Left{Kind: LeftMinutes, Minutes: max(1, int(math.Round(left/60)))}
}

// questions are the families of keys a question is chosen from.
var questions = []string{"stage.", "prompt.room."}

// of is the question to show: the one asked, or the stage's own.
func (a Asking) of(own string) string {
	for _, key := range []string{a.Question, own} {
		if a.safe(key) {
			return key
		}
	}
	return ""
}

// safe says whether a key's text is the same whoever is asked and whatever was
// typed.
func (a Asking) safe(key string) bool {
	ofQuestions := slices.ContainsFunc(questions, func(family string) bool { return strings.HasPrefix(key, family) })
	if !ofQuestions || a.Text == nil {
		return false
	}
	text, known := a.Text(key)
	return known && text != "" && !strings.ContainsAny(text, "{}")
}

// stageKey is what the keys of a stage begin with.
func stageKey(stage int) string { return "stage." + debrief.Stages[stage-1] + "." }

// rule is the ground rule the room keeps seeing once it was told, for as long as
// somebody speaks of what happened, or of what might.
func rule(w *debrief.Whole) string {
	key := stageKey(debrief.StageGroundRules)
	switch {
	case w.Meeting.Stage <= debrief.StageGroundRules:
		return ""
	case w.Debrief.Kind == debrief.KindTabletop || !w.Debrief.Kit.IsEmpty():
		return key + "tabletop.room"
	}
	return key + "room"
}

// Bounds of a timeline that anybody can read from across a room, and of the line
// that carries it: a mark takes at most 600 bytes.
const (
	maxMarks = 1500
	maxLabel = 120
)

// maxIdea is as much of an idea as a room can read at once.
const maxIdea = 280

// timelineOf takes the confirmed entries, in order of time.
func timelineOf(w *debrief.Whole) Timeline {
	t := Timeline{Zone: zoneOf(w.Debrief.Zone), Marks: []Mark{}}
	for i := range w.Entries {
		e := &w.Entries[i]
		if !e.InRoom() {
			continue
		}
		mark := Mark{At: instant(e.Time), Label: labelOf(e), Lane: figure.LaneOf(*e)}
		if e.Time.IsSpan() {
			mark.Until = e.Time.Last().UTC().Format(time.RFC3339)
		}
		t.Marks = append(t.Marks, mark)
	}
	slices.SortStableFunc(t.Marks, func(a, b Mark) int { return strings.Compare(a.At, b.At) })
	if len(t.Marks) > maxMarks {
		t.Marks = t.Marks[:maxMarks]
	}
	if from, to := w.Debrief.Started, ended(&w.Debrief); t.has(from) && t.has(to) && instant(from) < instant(to) {
		t.From, t.To = instant(from), instant(to)
	}
	return t
}

func ended(d *debrief.Debrief) debrief.Moment {
	if d.Resolved.Known() {
		return d.Resolved
	}
	return d.Mitigated
}

// has says whether a moment is the time of a confirmed entry.
func (t Timeline) has(m debrief.Moment) bool {
	return m.Known() && slices.ContainsFunc(t.Marks, func(mark Mark) bool { return mark.At == instant(m) })
}

func instant(m debrief.Moment) string { return m.Time().UTC().Format(time.RFC3339) }

func labelOf(e *debrief.Entry) string { return short(figure.LabelOf(*e), maxLabel) }

// short cuts a text to so many characters.
func short(text string, most int) string {
	text = strings.ToValidUTF8(text, "")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// zoneOf is the name of a zone there is; what somebody typed instead is not
// shown.
func zoneOf(name string) string {
	if loc, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
		return loc.String()
	}
	return "UTC"
}
