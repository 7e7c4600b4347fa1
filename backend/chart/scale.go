package chart

import (
	"math"
	"strconv"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/insight"
)

// Told says a value: "7 min", "12 days", "50 %".
func Told(unit insight.Unit, value float64, t Text) string {
	switch unit {
	case insight.UnitPercent:
		return t("insights.percent", "n", strconv.Itoa(int(math.Round(value))))
	case insight.UnitDays:
		if days := int(math.Round(value / day)); days != 1 {
			return t("insights.days", "n", strconv.Itoa(days))
		}
		return t("insights.day")
	}
	return debrief.HumanDuration(time.Duration(value) * time.Second)
}

const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
)

// steps are the ticks of an axis of time: each about doubles the one before.
func steps() []float64 {
	out := []float64{
		45, 1.5 * minute, 3 * minute, 6 * minute, 12 * minute, 24 * minute, 45 * minute,
		1.5 * hour, 3 * hour, 6 * hour, 12 * hour,
	}
	for d := 1.0; d < 5000; d *= 2 {
		out = append(out, d*day)
	}
	return out
}

// short writes a tick: "1.5 min", "3 h", "16 d".
func short(seconds float64) string {
	number := func(n float64, unit string) string { return strconv.FormatFloat(n, 'f', -1, 64) + " " + unit }
	switch {
	case seconds < minute:
		return number(seconds, "s")
	case seconds < hour:
		return number(seconds/minute, "min")
	case seconds < day:
		return number(seconds/hour, "h")
	}
	return number(seconds/day, "d")
}

// axis maps values to x. Times are on one of growing steps.
type axis struct {
	unit        insight.Unit
	low, high   float64
	left, right float64
	ticks       []float64
}

func newAxis(unit insight.Unit, low, high, left, right float64) axis {
	a := axis{unit: unit, left: left, right: right}
	if unit == insight.UnitPercent {
		a.low, a.high, a.ticks = 0, 100, []float64{0, 25, 50, 75, 100}
		return a
	}
	all := steps()
	if unit == insight.UnitDays {
		all = all[11:]
	}
	from, to := 0, len(all)-1
	for from < to-1 && all[from+1] <= low {
		from++
	}
	for to > from+1 && all[to-1] >= high {
		to--
	}
	a.ticks, a.low, a.high = all[from:to+1], all[from], all[to]
	return a
}

// x is where a value lies; what is beyond an end is put at it.
func (a axis) x(v float64) float64 {
	v = max(a.low, min(v, a.high))
	share := (v - a.low) / (a.high - a.low)
	if a.unit != insight.UnitPercent {
		share = math.Log(v/a.low) / math.Log(a.high/a.low)
	}
	return a.left + share*(a.right-a.left)
}

func (a axis) tick(v float64) string {
	if a.unit == insight.UnitPercent {
		return strconv.Itoa(int(v)) + " %"
	}
	return short(v)
}
