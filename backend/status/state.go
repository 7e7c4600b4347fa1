package status

import (
	"regexp"
	"slices"
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

// signs part a state from the rest of a line; so do stops, which end a thought less often.
const (
	signs = ";:()[]|/*✓→–—"
	stops = ".,"
)

// plain writes a state as words does: small letters, one kind of apostrophe, no signs.
func plain(text string) string {
	text = strings.NewReplacer("’", "'", "‘", "'", "´", "'", "`", "'", "_", " ", "-", " ").Replace(strings.ToLower(text))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs+stops+" \t", r) }), " ")
}

// stateOf is what a state means here; empty when nobody knows.
func stateOf(text string) debrief.CountermeasureState { return words[plain(text)] }

// mostWords is how many words the longest state has.
const mostWords = 3

// stateIn finds the state at the end or at the beginning of a line: what a sign parts from
// the rest, or the longest there is; empty when there is none, or when the rest says that it
// is not so, or not yet.
func stateIn(line string) string {
	if s, rest := parted(partsOf(line, signs)); s != "" {
		return unless(s, isDone(s) && slices.ContainsFunc(rest, deniesBeside.MatchString))
	}
	// What a comma or a stop parts is one sentence as often as not.
	if s, rest := parted(partsOf(line, signs+stops)); s != "" {
		return unless(s, isDone(s) && denies.MatchString(strings.Join(rest, " ")))
	}
	all := strings.Fields(plain(line))
	for n := min(mostWords, len(all)); n > 0; n-- {
		end, before := strings.Join(all[len(all)-n:], " "), strings.Join(all[:len(all)-n], " ")
		if words[end] != "" && !alsoWords[end] {
			return unless(end, denies.MatchString(before))
		}
		begin, after := strings.Join(all[:n], " "), strings.Join(all[n:], " ")
		if words[begin] != "" && !alsoWords[begin] {
			return unless(begin, isDone(begin) && denies.MatchString(after))
		}
	}
	return ""
}

func isDone(state string) bool { return words[state] == debrief.CountermeasureDone }

func unless(state string, denied bool) string {
	if denied {
		return ""
	}
	return state
}

// denies finds in a text what says that a state is not so, or not yet. It may mean something
// else there, but then somebody is asked to write it plainly, and nothing changes by mistake.
// What a sign parts from a state is a title as often as not ("Done: Alerts that are not
// read"): there only its beginning and its end count (deniesBeside).
var (
	denies = regexp.MustCompile(`(?:^| )(?:not|no|never|nothing|none|nobody|neither|nor|cannot|[a-z]+n't|isnt|wasnt|arent|hasnt|havent|cant|wont|` +
		`be|until|till|almost|nearly|partly|partially|half|soon|\d{1,2} ?%|` +
		`nicht|nichts|nie|niemals|kein[a-z]*|bis|wird|werden|muss|soll|fast|teilweise|bald)(?: |$)`)
	deniesBeside = regexp.MustCompile(`^(?:not|but|still|to be|will be|until|waiting|pending|\d{1,2} ?%|nicht|noch|aber)(?: |$)|(?:^| )(?:not|[a-z]+n't|be|nicht)$`)
)

// parted is the state at the end or at the beginning of parts, and the other parts.
func parted(parts []string) (state string, rest []string) {
	n := len(parts)
	switch {
	case n > 0 && words[parts[n-1]] != "":
		return parts[n-1], parts[:n-1]
	case n > 0 && words[parts[0]] != "":
		return parts[0], parts[1:]
	}
	return "", nil
}

// partsOf are the parts of a line between signs, plain.
func partsOf(line, between string) []string {
	out := []string{}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(line, " - ", "|"), func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if part = plain(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
