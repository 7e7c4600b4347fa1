package app

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/chart"
	"secondstory/backend/debrief"
	"secondstory/backend/insight"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf/font"
)

// insightsEvent tells the window how many debriefs were read, from 0 to 1, where that
// takes a while. Nothing else waits for it: it is no task.
const insightsEvent = "insights"

// Insights is bound to the window: figures of all debriefs. Conditions and changes are
// counted, people never.
type Insights struct {
	desk    *Desk
	measure func() (*font.Measurer, error)
	facts   library.Facts
	mu      sync.Mutex
	cancel  map[int]context.CancelFunc
	turn    int
}

// InsightsView says which debriefs are looked at, and how the figures are drawn.
type InsightsView struct {
	Choice insight.Choice `json:"choice"`
	// Width is a figure's, in CSS pixels at a zoom of 100 %; Conditions how many are drawn.
	Width      float64 `json:"width"`
	Conditions int     `json:"conditions"`
	// DebriefID is marked in the figures; empty for none. Only names figures; none for all.
	DebriefID string   `json:"debriefId"`
	Only      []string `json:"only"`
}

// InsightsState is what there is to show.
type InsightsState struct {
	// Debriefs is how many are counted, Notes how many near-miss notes there are, Waiting
	// how many are only being prepared.
	Debriefs int `json:"debriefs"`
	Notes    int `json:"notes"`
	Waiting  int `json:"waiting"`
	// First and Last are when the first and the last event began, RFC 3339, or empty.
	First string `json:"first"`
	Last  string `json:"last"`
	// Cards are empty while there are too few debriefs.
	Cards []chart.Card `json:"cards"`
}

// Look makes the figures. The first time every debrief is read, which Stop stops: what was
// read is kept.
func (s *Insights) Look(v InsightsView) (out InsightsState, err error) {
	defer guard(&err)
	out.Cards = []chart.Card{}
	lib, all, err := s.figures(v.Choice)
	if err != nil {
		return out, err
	}
	out.Debriefs, out.Notes, out.Waiting = all.Debriefs, all.Notes, all.Waiting
	if !all.First.IsZero() {
		out.First, out.Last = all.First.Format(time.RFC3339), all.Last.Format(time.RFC3339)
	}
	m, err := s.measure()
	if err != nil {
		return out, err
	}
	view := chart.View{
		Width: within(v.Width) / scale, Most: max(1, min(v.Conditions, mostConditions)), Mine: v.DebriefID,
		T: s.desk.copy.T, Measure: m.Two("400", "600"),
	}
	view.Conditions = conditions(lib, &all, mostConditions)
	for _, f := range all.Figures {
		if len(v.Only) == 0 || slices.Contains(v.Only, string(f.Name)) {
			out.Cards = append(out.Cards, chart.CardOf(f, all.Debriefs, view))
		}
	}
	return out, nil
}

// mostConditions is how many conditions are told with their words.
const mostConditions = 200

// figures reads what is new and makes the figures of a choice.
func (s *Insights) figures(c insight.Choice) (*library.Kept, insight.Insights, error) {
	if err := c.Validate(); err != nil {
		return nil, insight.Insights{}, err
	}
	lib, err := s.desk.open()
	if err != nil {
		return nil, insight.Insights{}, err
	}
	ctx, end := s.begin()
	defer end()
	facts, err := s.facts.Of(ctx, lib, s.teller())
	if err != nil {
		return nil, insight.Insights{}, stopped(ctx, err)
	}
	return lib, insight.Of(facts, c, s.desk.keeper.Now()), nil
}

// begin makes a reading that Stop stops.
func (s *Insights) begin() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	mine := s.turn
	if s.cancel == nil {
		s.cancel = map[int]context.CancelFunc{}
	}
	s.cancel[mine] = cancel
	return ctx, func() {
		cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.cancel, mine)
	}
}

// teller tells the window how far reading is, a few times a second.
func (s *Insights) teller() func(part float64) {
	last := time.Now()
	return func(part float64) {
		if time.Since(last) < progressEvery || !s.desk.isStarted() {
			return
		}
		last = time.Now()
		runtime.EventsEmit(s.desk.window(), insightsEvent, part)
	}
}

// Stop stops reading debriefs.
func (s *Insights) Stop() (err error) {
	defer guard(&err)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.cancel {
		cancel()
	}
	return nil
}

// conditions reads the words of the conditions that came back, the most named first.
func conditions(lib *library.Kept, all *insight.Insights, most int) map[debrief.ID]string {
	out := map[debrief.ID]string{}
	f, _ := all.Figure(insight.NameConditions)
	for _, r := range f.Rows[:min(most, len(f.Rows))] {
		record, err := lib.Record(context.Background(), r.Key)
		if one, ok := record.(*debrief.Factor); err == nil && ok {
			out[r.Key] = one.Text
		}
	}
	return out
}

// InsightsBehind are debriefs behind a part of a figure.
type InsightsBehind struct {
	Rows []InsightsRow `json:"rows"`
	// More is how many are not among the rows.
	More int `json:"more"`
	// FactorID is the factor it is about, which has a page; or empty.
	FactorID string `json:"factorId"`
}

// InsightsRow is one debrief. Date is RFC 3339.
type InsightsRow struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Kind  string `json:"kind"`
}

// mostBehind is how many debriefs are listed.
const mostBehind = 100

// Behind returns the debriefs behind a part of a figure.
func (s *Insights) Behind(c insight.Choice, at insight.Spot) (out InsightsBehind, err error) {
	defer guard(&err)
	out.Rows = []InsightsRow{}
	lib, all, err := s.figures(c)
	if err != nil {
		return out, err
	}
	ids := all.Behind(at)
	out.FactorID = all.Factor(at)
	out.More = max(0, len(ids)-mostBehind)
	for _, id := range ids[:len(ids)-out.More] {
		record, err := lib.Record(context.Background(), id)
		d, ok := record.(*debrief.Debrief)
		if err != nil || !ok {
			continue
		}
		date := d.Started.At
		if date == "" {
			date = d.CreatedAt
		}
		out.Rows = append(out.Rows, InsightsRow{ID: d.ID, Title: report.Title(d, s.desk.copy.T), Date: date, Kind: string(d.Kind)})
	}
	return out, nil
}
