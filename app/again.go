package app

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/again"
	"secondstory/backend/debrief"
)

// Again is bound to the window: which debriefs are worth reading again.
type Again struct{ desk *Desk }

// FreezeInput is a time in which nothing is changed: days (2026-12-18) and tags parted by
// commas, each empty when nobody said.
type FreezeInput struct {
	From string `json:"from"`
	To   string `json:"to"`
	Tags string `json:"tags"`
}

// AgainView is what is worth reading today.
type AgainView struct {
	// Today is what happened whole years ago; Before is for the freeze, and empty until
	// two weeks before it. What was set aside for this year is in neither.
	Today  []again.Reading `json:"today"`
	Before []again.Reading `json:"before"`
	Freeze FreezeInput     `json:"freeze"`
	// Tags are those that can be asked for, most used first.
	Tags []string `json:"tags"`
	// Total is how many debriefs there are to read.
	Total int `json:"total"`
}

// Settings of the library: the freeze, and what was set aside: "ID YEAR" a line.
const (
	freezeSetting = "again.freeze"
	asideSetting  = "again.aside"
	// mostAside is how many lines are kept.
	mostAside = 1000
	// freezeAhead is how long before a freeze it is time to read.
	freezeAhead = 14 * 24 * time.Hour
)

// Look says what is worth reading today. zone is where the laptop stands.
func (s *Again) Look(zone string) (view AgainView, err error) {
	defer guard(&err)
	view = AgainView{Today: []again.Reading{}, Before: []again.Reading{}, Tags: []string{}}
	all, settings, err := s.read()
	if err != nil {
		return view, err
	}
	today := s.today(zone)
	aside := func(r again.Reading) bool { return isAside(settings, r.ID, today) }
	view.Total, view.Tags = len(all), again.Tags(all)
	view.Today = slices.DeleteFunc(again.Today(all, today), aside)
	_ = json.Unmarshal([]byte(settings[freezeSetting]), &view.Freeze) // another one than ours is none
	if f := view.Freeze.freeze(); f.Valid() && !today.Before(f.From.Add(-freezeAhead)) && !today.After(f.To) {
		view.Before = slices.DeleteFunc(again.Before(all, f), aside)
	}
	return view, nil
}

// Before says what is worth reading before a freeze, whenever it is, and keeps the freeze.
func (s *Again) Before(in FreezeInput) (out []again.Reading, err error) {
	defer guard(&err)
	out = []again.Reading{}
	all, _, err := s.read()
	if err != nil {
		return out, err
	}
	text, err := json.Marshal(in)
	if err != nil {
		return out, err
	}
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	if err := lib.SaveSetting(context.Background(), freezeSetting, string(text)); err != nil {
		return out, err
	}
	return again.Before(all, in.freeze()), nil
}

// Tagged says what has a tag.
func (s *Again) Tagged(tag string) (out []again.Reading, err error) {
	defer guard(&err)
	all, _, err := s.read()
	if err != nil {
		return []again.Reading{}, err
	}
	return again.Tagged(all, tag), nil
}

// SetAside keeps a debrief from being offered for the rest of this year, or offers it
// again.
func (s *Again) SetAside(id, zone string, aside bool) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return err
	}
	line := asideLine(id, s.today(zone))
	lines := slices.DeleteFunc(strings.Fields(settings[asideSetting]), func(l string) bool { return l == line })
	if aside {
		lines = append(lines, line)
	}
	return lib.SaveSetting(context.Background(), asideSetting, strings.Join(lines[max(0, len(lines)-mostAside):], "\n"))
}

func (s *Again) read() ([]again.Debrief, map[string]string, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, nil, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return nil, nil, err
	}
	all, err := lib.Readable(context.Background())
	return all, settings, err
}

// today is the day at a place, at midnight UTC.
func (s *Again) today(zone string) time.Time {
	now := s.desk.keeper.Now().In(location(zone))
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}

func isAside(settings map[string]string, id debrief.ID, today time.Time) bool {
	return slices.Contains(strings.Fields(settings[asideSetting]), asideLine(id, today))
}

// asideLine names a debrief in the year of a day.
func asideLine(id debrief.ID, day time.Time) string { return id + ":" + strconv.Itoa(day.Year()) }

func (in FreezeInput) freeze() again.Freeze {
	from, _ := time.Parse(time.DateOnly, in.From) // none, until both are days
	to, _ := time.Parse(time.DateOnly, in.To)
	return again.Freeze{From: from, To: to, Tags: strings.Split(in.Tags, ",")}
}
