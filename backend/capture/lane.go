package capture

import (
	"strings"
	"unicode"

	"secondstory/backend/debrief"
)

// laneWords is how far into a text its verb is looked for.
const laneWords = 5

// GuessLane sorts an entry by the first verb among its first five words. One
// of perceiving or knowing ("saw", "noticed", "the graph showed", "assumed")
// or being told ("was paged") means people saw; anything else is what a person did or, when nobody is
// named, what the system did. Nobody's quotation is not sorted. It is a first
// guess, one key away from another.
func GuessLane(text string, person, quote bool) debrief.Lane {
	if quote && !person {
		return debrief.LaneNone
	}
	c, previous := cursor{s: text}, ""
	for range laneWords {
		c.spaces()
		w := verbOf(c.token())
		if sawWords[w] || toldWords[w] && person && auxWords[previous] {
			return debrief.LaneSaw
		}
		previous = w
		if personWords[w] {
			person = true
		}
		if didWords[w] || len(w) > 3 && strings.HasSuffix(w, "ed") {
			break
		}
	}
	if person {
		return debrief.LaneDid
	}
	return debrief.LaneSystem
}

// personWords say that a person did it, whoever that was.
var personWords = map[string]bool{
	"i": true, "we": true, "he": true, "she": true, "somebody": true, "someone": true, "everybody": true,
	"everyone": true, "ich": true, "wir": true, "jemand": true, "dba": true, "engineer": true, "operator": true,
	"colleague": true, "manager": true, "developer": true,
}

func verbOf(token string) string {
	return fold(strings.TrimFunc(token, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
}
