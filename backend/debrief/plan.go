package debrief

import (
	"cmp"
	"encoding/json"
	"slices"
)

// DefaultLength is how long a meeting is planned to be when nobody says
// otherwise, in minutes.
const DefaultLength = 60

// Bounds of a meeting's length, in minutes.
const (
	MinLength = 10
	MaxLength = 600
)

// maxStage is the most minutes one stage can be planned for.
const maxStage = 24 * 60

// presets are the planned minutes of each stage for the usual lengths (product
// design, "The meeting").
var presets = map[int][]int{
	60: {2, 3, 20, 15, 8, 8, 4},
	75: {2, 4, 25, 17, 10, 10, 7},
	90: {3, 5, 30, 22, 12, 12, 6},
}

// Plan returns the planned minutes of each stage for a meeting of so many
// minutes, at least MinLength and at most MaxLength. A length of one's own is
// scaled from the nearest preset and keeps its sum; each stage keeps a minute.
func Plan(minutes int) []int {
	minutes = min(max(minutes, MinLength), MaxLength)
	if plan, ok := presets[minutes]; ok {
		return slices.Clone(plan)
	}
	return scaled(presets[nearest(minutes)], minutes)
}

func nearest(minutes int) int {
	return slices.MinFunc([]int{60, 75, 90}, func(a, b int) int {
		return cmp.Compare(max(a-minutes, minutes-a), max(b-minutes, minutes-b))
	})
}

// scaled gives each stage its share rounded down, and the minutes left over to
// the stages that lost most by it.
func scaled(base []int, minutes int) []int {
	sum := 0
	for _, m := range base {
		sum += m
	}
	plan, order, left := make([]int, len(base)), make([]int, len(base)), minutes
	for i, m := range base {
		plan[i], order[i] = max(1, m*minutes/sum), i
		left -= plan[i]
	}
	lost := func(i int) int { return base[i]*minutes - plan[i]*sum }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost(b), lost(a)) })
	for i := 0; left > 0; i, left = i+1, left-1 {
		plan[order[i%len(order)]]++
	}
	// Where a minute each is more than the share, the longest stage gives it.
	for ; left < 0; left++ {
		plan[longest(plan)]--
	}
	return plan
}

func longest(plan []int) int {
	return slices.Index(plan, slices.Max(plan))
}

// SettingPlan is the library's setting that holds the usual plan: a list of the
// stages' minutes, as JSON.
const SettingPlan = "meeting.plan"

// UsualPlan reads that setting. What is no plan gives that of DefaultLength.
func UsualPlan(setting string) []int {
	var plan []int
	if json.Unmarshal([]byte(setting), &plan) != nil || !ValidPlan(plan) || slices.Max(plan) == 0 {
		return Plan(DefaultLength)
	}
	return plan
}

// ValidPlan says whether a plan has a number of minutes for each stage.
func ValidPlan(plan []int) bool {
	return perStage(plan) && slices.Max(plan) <= maxStage
}
