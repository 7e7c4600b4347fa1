package board

// Glance is what is worth knowing of a board before it is opened.
type Glance struct {
	// Checks are those to be asked about: did it help? The longest waiting first.
	Checks []Item `json:"checks"`
	// Next are those whose date has passed, those that rested, and those that are due, in
	// the order of the board; of each of the first two only a few, so that what comes is
	// seen too.
	Next []Item `json:"next"`
	// Asked is how many there are of what wants an answer now, Due how many are due in the
	// days to come; shown or not.
	Asked int `json:"asked"`
	Due   int `json:"due"`
}

// How much a glance shows.
const (
	glanceChecks = 12
	glanceAsked  = 2
	glanceNext   = 6
)

// GlanceAt looks at items that are in the order of the board.
func GlanceAt(items []Item) Glance {
	out, shown := Glance{Checks: []Item{}, Next: []Item{}}, map[Section]int{}
	for _, i := range items {
		switch i.Section {
		case SectionCheck:
			out.Asked++
			if len(out.Checks) < glanceChecks {
				out.Checks = append(out.Checks, i)
			}
			continue
		case SectionPassed, SectionRested:
			out.Asked++
			if shown[i.Section] == glanceAsked {
				continue
			}
		case SectionNext:
			out.Due++
		default:
			continue
		}
		if len(out.Next) < glanceNext {
			shown[i.Section]++
			out.Next = append(out.Next, i)
		}
	}
	return out
}

// Today is how many items need a look today: they want an answer, or today is their day.
func Today(items []Item) int {
	n := 0
	for _, i := range items {
		if i.IsDue(0) {
			n++
		}
	}
	return n
}
