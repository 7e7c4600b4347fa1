package debrief_test

import (
	"testing"

	"secondstory/backend/debrief"
)

func TestSmallCountsAreHidden(t *testing.T) {
	n := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		present, count *int
		want           debrief.CountTold
	}{
		"nobody counted":             {n(8), nil, debrief.CountUntold},
		"three in a group":           {n(4), n(3), debrief.CountUntold},
		"all of a small group":       {n(4), n(4), debrief.CountUntold},
		"one of eight":               {n(8), n(1), debrief.CountFew},
		"none of eight":              {n(8), n(0), debrief.CountFew},
		"four of twenty":             {n(20), n(4), debrief.CountFew},
		"all but one":                {n(9), n(8), debrief.CountMost},
		"all":                        {n(9), n(9), debrief.CountMost},
		"more than were there":       {n(9), n(11), debrief.CountMost},
		"five of ten":                {n(10), n(5), debrief.CountExact},
		"few of an unknown number":   {nil, n(2), debrief.CountFew},
		"seven of an unknown number": {nil, n(7), debrief.CountExact},
	} {
		m := debrief.NewMeeting("d")
		m.Present = c.present
		if got := m.Told(c.count); got != c.want {
			t.Errorf("%s: told as %q", name, got)
		}
	}
}

func TestHandsOfTheMeeting(t *testing.T) {
	present := 4
	for name, c := range map[string]struct {
		hands   []int
		present *int
		want    debrief.CountTold
	}{
		"none":          {[]int{0, 0, 0, 0, 0, 0, 0}, nil, debrief.CountUntold},
		"a few":         {[]int{0, 0, 2, 1, 0, 0, 0}, nil, debrief.CountFew},
		"many":          {[]int{0, 0, 4, 3, 0, 0, 0}, nil, debrief.CountExact},
		"a small group": {[]int{0, 0, 4, 3, 0, 0, 0}, &present, debrief.CountUntold},
	} {
		m := debrief.NewMeeting("d")
		m.Hands, m.Present = c.hands, c.present
		if got, _ := m.HandsTold(); got != c.want {
			t.Errorf("%s: told as %q", name, got)
		}
	}
}
