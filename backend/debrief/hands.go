package debrief

// SmallGroup is how many people a count must be about before it is told as a
// number anywhere but on the facilitator's screen: in a smaller group a number
// tells who was meant.
const SmallGroup = 5

// CountTold says in which words a count by show of hands may leave the meeting.
type CountTold string

// The ways to tell a count. Few are fewer than SmallGroup, none included; Most
// leaves fewer than SmallGroup who did not raise a hand, none included.
const (
	CountUntold CountTold = ""
	CountFew    CountTold = "few"
	CountMost   CountTold = "most"
	CountExact  CountTold = "exact"
)

// Told says how one of the closing counts may be told. In a group smaller than
// SmallGroup it is not: there few and most would name people.
func (m *Meeting) Told(count *int) CountTold {
	switch {
	case count == nil:
		return CountUntold
	case m.Present == nil:
		if *count < SmallGroup {
			return CountFew
		}
		return CountExact
	case *m.Present < SmallGroup:
		return CountUntold
	case *count < SmallGroup:
		return CountFew
	case *m.Present-*count < SmallGroup:
		return CountMost
	}
	return CountExact
}

// HandsTold says how the hands that went up during the meeting may be told, and
// how many they were: of all stages together, never of one.
func (m *Meeting) HandsTold() (told CountTold, hands int) {
	for _, n := range m.Hands {
		hands += n
	}
	switch {
	case hands == 0 || m.Present != nil && *m.Present < SmallGroup:
		return CountUntold, hands
	case hands < SmallGroup:
		return CountFew, hands
	}
	return CountExact, hands
}
