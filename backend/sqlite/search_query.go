package sqlite

import (
	"strings"
	"unicode"

	"secondstory/backend/search"
)

// maxWords bounds what is looked for; nobody means more.
const maxWords = 32

// matching turns what a person typed into a query of the index: every word has
// to be there, the last one perhaps not finished. Each is quoted, so that no
// sign means anything to FTS5; what has neither letter nor digit is left out.
// It is empty when there is nothing to look for. least is how long an unfinished
// word has to be, in letters: a shorter one is taken as it stands.
func matching(typed string, least int) string {
	typed = strings.ToValidUTF8(typed, " ")
	var words []string
	for word := range strings.FieldsSeq(spacedOut(typed)) {
		if strings.ContainsFunc(word, isWord) && len(words) < maxWords {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	for i, word := range words {
		words[i] = quoted(word)
	}
	// After a space the last word is finished.
	if end := strings.TrimRightFunc(typed, unicode.IsSpace); end == typed {
		words[len(words)-1] = unfinished(last, least)
	}
	return strings.Join(words, " AND ")
}

// matchingAll adds to the words what has to stand as it was quoted.
func matchingAll(q search.Question, least int) string {
	all := []string{}
	if words := matching(q.Words, least); words != "" {
		all = append(all, words)
	}
	for _, exact := range q.Exact {
		if strings.ContainsFunc(exact, isWord) {
			all = append(all, quoted(spacedOut(exact)))
		}
	}
	return strings.Join(all, " AND ")
}

// Asks says whether there is anything to look for.
func Asks(q search.Question) bool { return q.Narrowed() || matchingAll(q, leastNewest) != "" }

// spacedOut is spaced, in which only white space parts words.
func spacedOut(s string) string { return spaced(strings.ReplaceAll(s, "\n", " ")) }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) }

// quoted is a word as FTS5 takes it, for which a text ends at a NUL.
func quoted(word string) string {
	return `"` + strings.ReplaceAll(strings.ReplaceAll(word, `"`, `""`), "\x00", " ") + `"`
}

// unfinished matches what begins with a word and what the word may become. The
// index holds stems: "operation" stands as "oper", which does not begin with
// "operati".
func unfinished(word string, least int) string {
	if len([]rune(word)) < least {
		return quoted(word)
	}
	ways := []string{quoted(word) + " *"}
	if strings.HasSuffix(strings.ToLower(word), "y") {
		// The stemmer turns a last y into i, and takes a last e off: "resye" gives "resy".
		ways = append(ways, quoted(word+"e")+" *")
	}
	for _, stem := range stems(strings.ToLower(word)) {
		ways = append(ways, quoted(stem))
	}
	return "(" + strings.Join(ways, " OR ") + ")"
}

// endings are those the porter stemmer takes off, longest combinations as the
// English language has them.
var endings = []string{
	"s", "es", "ies", "ed", "ied", "eed", "ing", "ings", "ly", "y", "edly", "ingly",
	"al", "ally", "ality", "alism", "alize", "alized", "alizing", "alization", "ance", "ances", "ence", "ences", "er", "ers", "ic", "ical", "ically", "icity",
	"icate", "icated", "able", "ably", "ability", "ible", "ibly", "ibility", "ant", "antly", "ement", "ements", "ment", "ments", "ent", "ents", "ently",
	"ion", "ions", "ional", "ionally", "ism", "ist", "ists", "ate", "ates", "ated", "ately", "ating", "ative", "ation", "ations", "ational", "ationally", "ator", "ators", "ivity",
	"ous", "ously", "ousness", "ive", "ively", "iveness", "ize", "izes", "ized", "izer", "izing", "ization", "izations", "ful", "fully", "fulness", "ness", "nesses",
}

// stems are what is left of a word that is being typed when the beginning of an
// ending is taken off: "operati" gives "oper", "runni" gives "run", "makin" gives
// "mak" and "make", "durabil" gives "durable".
func stems(word string) (out []string) {
	if !plain(word) {
		return nil
	}
	for cut := max(2, len(word)-8); cut < len(word); cut++ {
		stem, rest := word[:cut], word[cut:]
		if cut == 2 && rest != "in" && rest != "ing" { // go-ing; but "bes" is not of "be"
			continue
		}
		if rest[0] == stem[cut-1] { // stopp-ing
			rest = rest[1:]
		}
		if beginsEnding(rest) {
			out = append(out, stem, stem+"e")
		}
	}
	if at := strings.LastIndex(word, "bi"); at > 1 && strings.HasPrefix("bility", word[at:]) {
		out = append(out, word[:at]+"ble")
	}
	return out
}

func beginsEnding(rest string) bool {
	for _, ending := range endings {
		if strings.HasPrefix(ending, rest) {
			return true
		}
	}
	return false
}

// plain says that the stemmer knows the word's letters.
func plain(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}
