package insight

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Period is which debriefs are looked at, by when their event began.
type Period string

// The periods: since the first of January, the last twelve months, all there are.
const (
	PeriodYear   Period = "year"
	PeriodTwelve Period = "twelve"
	PeriodAll    Period = "all"
)

// Periods lists them in the order the screens show them.
var Periods = []Period{PeriodYear, PeriodTwelve, PeriodAll}

// Choice is which debriefs are looked at. An empty kind means every kind.
type Choice struct {
	Period Period       `json:"period"`
	Kind   debrief.Kind `json:"kind"`
}

// Validate reports a choice nobody offers.
func (c Choice) Validate() error {
	kinds := []debrief.Kind{"", debrief.KindIncident, debrief.KindNearMiss, debrief.KindGameDay, debrief.KindTabletop}
	if !slices.Contains(Periods, c.Period) || !slices.Contains(kinds, c.Kind) {
		return debrief.Errorf(debrief.CodeInvalid, "noun", "kind")
	}
	return nil
}

// since is the first moment of the period, RFC 3339; empty for all.
func (c Choice) since(now time.Time) string {
	now = now.UTC()
	switch c.Period {
	case PeriodYear:
		return time.Date(now.Year(), 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	case PeriodTwelve:
		return now.AddDate(-1, 0, 0).Format(time.RFC3339)
	}
	return ""
}

// within returns those of the period, oldest first, without the sample.
func within(all []Facts, since string) []*Facts {
	out := make([]*Facts, 0, len(all))
	for i := range all {
		if f := &all[i]; !f.Sample && f.At >= since {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *Facts) int {
		if by := strings.Compare(a.At, b.At); by != 0 {
			return by
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// counted leaves those that tell something: held or written up, of the kind.
func counted(all []*Facts, kind debrief.Kind) []*Facts {
	out := make([]*Facts, 0, len(all))
	for _, f := range all {
		if f.Told && (kind == "" || f.Kind == kind) {
			out = append(out, f)
		}
	}
	return out
}
