package room

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// MaxLine is the most bytes a line may have, with its end.
const MaxLine = 1 << 20

// line is how a scene travels. Seq tells scenes apart, so that the Room can say
// which one it has drawn.
type line struct {
	Seq  int64 `json:"seq"`
	View View  `json:"view"`
}

// Encode writes a scene as one line, its end included.
func (s Scene) Encode(seq int64) ([]byte, error) {
	if s.view == nil {
		return nil, errors.New("encode scene: it was made by nobody")
	}
	out, err := json.Marshal(line{seq, *s.view})
	if err != nil {
		return nil, fmt.Errorf("encode scene: %w", err)
	}
	if len(out) >= MaxLine {
		return nil, fmt.Errorf("encode scene: %d bytes are too many", len(out))
	}
	return append(out, '\n'), nil
}

// Decode reads a line. What is not exactly a view comes back as an error and the
// idle view: the Room shows nothing rather than something else.
func Decode(data []byte) (View, int64, error) {
	if len(data) > MaxLine {
		return idle(Look{}), 0, errors.New("decode scene: too long")
	}
	var l line
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return idle(Look{}), 0, fmt.Errorf("decode scene: %w", err)
	}
	if d.More() || !l.View.valid() {
		return idle(Look{}), l.Seq, errors.New("decode scene: not a view")
	}
	return l.View, l.Seq, nil
}

// valid says whether a view could have been made by this package, and fills what
// must not be nil.
func (v *View) valid() bool {
	if v.Timeline.Marks == nil {
		v.Timeline.Marks = []Mark{}
	}
	if v.Told == nil {
		v.Told = []Told{}
	}
	stage := v.Stage >= debrief.StageThanks && v.Stage <= debrief.StageWrapUp
	return slices.Contains([]Mode{ModeIdle, ModeHidden, ModeMeeting}, v.Mode) &&
		slices.Contains([]Agenda{AgendaMeeting, AgendaSession, AgendaRehearsal}, v.Agenda) &&
		(stage || v.Mode != ModeMeeting && v.Stage == 0) &&
		v.Look == v.Look.valid() &&
		slices.Contains([]LeftKind{LeftNone, LeftMinutes, LeftOver, LeftPaused}, v.Left.Kind) &&
		len(v.Told) <= maxTold && !slices.ContainsFunc(v.Told, Told.isNone) &&
		v.Left.Minutes >= 0 && v.Ideas >= 0 && v.Timeline.valid()
}

func (t Timeline) valid() bool {
	lanes := []debrief.Lane{debrief.LaneSystem, debrief.LaneSaw, debrief.LaneDid}
	bad := func(m Mark) bool {
		return !isInstant(m.At) || m.Until != "" && !isInstant(m.Until) || !slices.Contains(lanes, m.Lane)
	}
	ends := t.From == "" && t.To == "" || isInstant(t.From) && isInstant(t.To)
	return zoneOf(t.Zone) == t.Zone && ends && !slices.ContainsFunc(t.Marks, bad)
}

func isInstant(at string) bool {
	_, err := time.Parse(time.RFC3339, at)
	return err == nil
}
