package status

import (
	"strings"

	"secondstory/backend/debrief"
)

// words are what other systems call a state, in small letters. What is not here is told and
// changes nothing.
var words = map[string]debrief.CountermeasureState{
	"done": debrief.CountermeasureDone, "closed": debrief.CountermeasureDone, "resolved": debrief.CountermeasureDone, "complete": debrief.CountermeasureDone,
	"completed": debrief.CountermeasureDone, "fixed": debrief.CountermeasureDone, "finished": debrief.CountermeasureDone, "released": debrief.CountermeasureDone,
	"deployed": debrief.CountermeasureDone, "shipped": debrief.CountermeasureDone, "merged": debrief.CountermeasureDone, "verified": debrief.CountermeasureDone,
	"checked": debrief.CountermeasureDone, "erledigt": debrief.CountermeasureDone, "fertig": debrief.CountermeasureDone, "geschlossen": debrief.CountermeasureDone,

	"in progress": debrief.CountermeasureDoing, "doing": debrief.CountermeasureDoing, "started": debrief.CountermeasureDoing, "wip": debrief.CountermeasureDoing,
	"in development": debrief.CountermeasureDoing, "in review": debrief.CountermeasureDoing, "review": debrief.CountermeasureDoing, "testing": debrief.CountermeasureDoing,
	"in testing": debrief.CountermeasureDoing, "in test": debrief.CountermeasureDoing, "qa": debrief.CountermeasureDoing, "blocked": debrief.CountermeasureDoing,
	"on hold": debrief.CountermeasureDoing, "active": debrief.CountermeasureDoing, "reopened": debrief.CountermeasureDoing, "in arbeit": debrief.CountermeasureDoing,

	"to do": debrief.CountermeasureCommitted, "todo": debrief.CountermeasureCommitted, "open": debrief.CountermeasureCommitted, "new": debrief.CountermeasureCommitted,
	"backlog": debrief.CountermeasureCommitted, "planned": debrief.CountermeasureCommitted, "ready": debrief.CountermeasureCommitted, "committed": debrief.CountermeasureCommitted,
	"selected for development": debrief.CountermeasureCommitted, "triage": debrief.CountermeasureCommitted, "offen": debrief.CountermeasureCommitted,

	"won't do": debrief.CountermeasureNotPursued, "wont do": debrief.CountermeasureNotPursued, "won't fix": debrief.CountermeasureNotPursued, "wontfix": debrief.CountermeasureNotPursued,
	"cancelled": debrief.CountermeasureNotPursued, "canceled": debrief.CountermeasureNotPursued, "rejected": debrief.CountermeasureNotPursued, "declined": debrief.CountermeasureNotPursued,
	"duplicate": debrief.CountermeasureNotPursued, "invalid": debrief.CountermeasureNotPursued, "obsolete": debrief.CountermeasureNotPursued, "abandoned": debrief.CountermeasureNotPursued,
	"not planned": debrief.CountermeasureNotPursued, "not pursued": debrief.CountermeasureNotPursued, "verworfen": debrief.CountermeasureNotPursued,
}

// alsoWords are states that are as often a word of what is to be done ("Review nine alerts",
// "Keep the pool open"): without a sign between they are none.
var alsoWords = map[string]bool{
	"review": true, "open": true, "new": true, "ready": true, "triage": true, "testing": true, "qa": true, "active": true, "blocked": true,
	"duplicate": true, "started": true, "released": true, "planned": true, "backlog": true, "to do": true, "todo": true,
}

// isSign says whether a sign parts a state from the rest of a line.
func isSign(r rune) bool { return strings.ContainsRune(".,;:()[]|/*✓→–—", r) }

// plain writes a state as words does: small letters, one kind of apostrophe, no signs.
func plain(text string) string {
	text = strings.NewReplacer("’", "'", "_", " ", "-", " ").Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return isSign(r) || strings.ContainsRune(" \t", r) }), " ")
}

// stateOf is what a state means here; empty when nobody knows.
func stateOf(text string) debrief.CountermeasureState { return words[plain(text)] }

// mostWords is how many words the longest state has.
const mostWords = 3

// stateIn finds the state at the end or at the beginning of a line: what a sign parts from
// the rest, or the longest there is; empty when there is none.
func stateIn(line string) string {
	if parts := partsOf(line); len(parts) > 0 {
		for _, s := range []string{parts[len(parts)-1], parts[0]} {
			if words[s] != "" {
				return s
			}
		}
	}
	all := strings.Fields(plain(line))
	for n := min(mostWords, len(all)); n > 0; n-- {
		for _, part := range [][]string{all[len(all)-n:], all[:n]} {
			if s := strings.Join(part, " "); words[s] != "" && !alsoWords[s] {
				return s
			}
		}
	}
	return ""
}

// partsOf are the parts of a line between signs, plain.
func partsOf(line string) []string {
	out := []string{}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(line, " - ", "|"), isSign) {
		if part = plain(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
