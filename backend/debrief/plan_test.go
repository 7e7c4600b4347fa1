package debrief_test

import (
	"slices"
	"testing"

	"secondstory/backend/debrief"
)

func TestPlansKeepTheirSum(t *testing.T) {
	for minutes := debrief.MinLength; minutes <= debrief.MaxLength; minutes++ {
		plan, sum := debrief.Plan(minutes), 0
		for _, m := range plan {
			sum += m
		}
		if sum != minutes || slices.Min(plan) < 1 || !debrief.ValidPlan(plan) {
			t.Errorf("plan of %d minutes is %v, which is %d", minutes, plan, sum)
		}
		if slices.Max(plan) != plan[debrief.StageNarratives-1] {
			t.Errorf("in %v the narratives are not the longest", plan)
		}
	}
}

func TestPlanOfAnyNumber(t *testing.T) {
	for minutes, want := range map[int]int{-5: debrief.MinLength, 0: debrief.MinLength, 1 << 40: debrief.MaxLength} {
		if got := debrief.Plan(minutes); !slices.Equal(got, debrief.Plan(want)) {
			t.Errorf("plan of %d minutes is %v", minutes, got)
		}
	}
	debrief.Plan(60)[0] = 50
	if got := debrief.Plan(60); got[0] != 2 {
		t.Errorf("somebody's change of a plan changed the preset: %v", got)
	}
}

func TestUsualPlan(t *testing.T) {
	own := []int{1, 2, 30, 20, 10, 10, 2}
	for setting, want := range map[string][]int{
		"":                     debrief.Plan(60),
		"[1,2,30,20,10,10,2]":  own,
		"[1,2,30]":             debrief.Plan(60),
		"[1,2,30,20,10,10,-2]": debrief.Plan(60),
		"[0,0,0,0,0,0,0]":      debrief.Plan(60),
		"ninety":               debrief.Plan(60),
	} {
		if got := debrief.UsualPlan(setting); !slices.Equal(got, want) {
			t.Errorf("the usual plan of %q is %v", setting, got)
		}
	}
}

// TestOldMeetingIsFilled reads a meeting as it was written before it knew of
// passing, of an order and of hands.
func TestOldMeetingIsFilled(t *testing.T) {
	m := debrief.NewMeeting("d")
	m.Hands = nil
	if err := m.Validate(); err != nil {
		t.Fatal(err)
	}
	if len(m.Hands) != len(debrief.Stages) {
		t.Errorf("it reaches the window as %+v", m)
	}
	m.Hands = []int{1}
	if m.Validate() == nil {
		t.Error("hands of one stage were accepted")
	}
}
