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
	v.Timeline.Marks = slices.Clone(v.Timeline.Marks)
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
}

// Of is what the Room may see of a debrief now. Before its meeting begins and
// once it has ended that is nothing.
func Of(w *debrief.Whole, now time.Time, ask Asking, look Look) Scene {
	v := idle(look)
	m := &w.Meeting
	if over(w.Debrief.State) || m.Stage < debrief.StageThanks || m.Stage > debrief.StageWrapUp {
		return Scene{&v}
	}
	v.Mode, v.Stage, v.Left = ModeMeeting, m.Stage, leftOf(m, now)
	v.Question, v.Rule = ask.shown(m.Stage), rule(m.Stage)
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

// leftOf rounds what is left of the stage's plan to whole minutes.
func leftOf(m *debrief.Meeting, now time.Time) Left {
	planned := m.PlanMinutes[m.Stage-1] * 60
	switch {
	case m.StartedAt == "" || m.EndedAt != "" && m.RunningSince == "":
		return Left{}
	case m.RunningSince == "":
		return Left{Kind: LeftPaused}
	case planned == 0:
		return Left{}
	}
	spent := float64(m.ElapsedSeconds[m.Stage-1])
	if since, err := time.Parse(time.RFC3339, m.RunningSince); err == nil {
		spent += max(0, now.Sub(since).Seconds())
	}
	left := float64(planned) - spent
	if left <= 0 {
		return Left{Kind: LeftOver}
	}
	return Left{Kind: LeftMinutes, Minutes: max(1, int(math.Round(left/60)))}
}

// questions are the families of keys a question is chosen from.
var questions = []string{"stage.", "prompt.room."}

// shown is the question to show: the one asked, or the stage's own.
func (a Asking) shown(stage int) string {
	for _, key := range []string{a.Question, stageKey(stage) + "lead"} {
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
// somebody speaks of what happened.
func rule(stage int) string {
	if stage <= debrief.StageGroundRules {
		return ""
	}
	return stageKey(debrief.StageGroundRules) + "room"
}

// Bounds of a timeline that anybody can read from across a room, and of the line
// that carries it: a mark takes at most 600 bytes.
const (
	maxMarks = 1500
	maxLabel = 120
)

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

func labelOf(e *debrief.Entry) string {
	label := strings.ToValidUTF8(figure.LabelOf(*e), "")
	if utf8.RuneCountInString(label) <= maxLabel {
		return label
	}
	return string([]rune(label)[:maxLabel-1]) + "…"
}

// zoneOf is the name of a zone there is; what somebody typed instead is not
// shown.
func zoneOf(name string) string {
	if loc, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
		return loc.String()
	}
	return "UTC"
}
