package oldreport

import (
	"regexp"
	"strings"
	"unicode"
)

// person is somebody the report lists as one of those concerned.
type person struct{ name, alias, role string }

var (
	betweenPeople = regexp.MustCompile(`\s*(?:[,;\n/]|\band\b|\bund\b|&|\s\+\s)\s*`)
	personRole    = regexp.MustCompile(`^(.+?)\s*(?:\((.+)\)|\s[-–—]\s(.+))$`)
	noPerson      = regexp.MustCompile(`(?i)\b(?:team|teams|sre|sres|platform|engineering|support|everyone|everybody|all|none|tbd|group|department|squad|n/a|users?|customers?|me|we)\b`)
	noRole        = regexp.MustCompile(`(?i)^(?:participants?|attend[ea]+s|atendees|attendants|responders?|incident responders|(?:people )?involved|who (?:was involved|responded)|(?:incident|response) team|meeting attendees|teilnehmer|beteiligte)$`)
)

// peopleOf are the people of a list, in the role its name says; none when a piece of
// it is nobody's name.
func peopleOf(label, text string) []person {
	role := strings.TrimSpace(strings.Trim(inBrackets.ReplaceAllString(label, ""), "*:_# "))
	role = numbering.ReplaceAllString(role, "")
	if noRole.MatchString(role) {
		role = ""
	} else {
		role = strings.TrimSuffix(role, "s")
	}
	var out []person
	for _, piece := range splitPeople(text) {
		p := person{name: strings.TrimSpace(piece), role: role}
		if m := personRole.FindStringSubmatch(p.name); m != nil {
			p.name, p.role = m[1], firstOf(m[2], m[3])
		} else if before, after, found := strings.Cut(p.name, ":"); found {
			p.name, p.role = strings.TrimSpace(after), strings.TrimSpace(before)
		}
		if strings.HasPrefix(p.role, "@") {
			p.alias, p.role = p.role, role
		}
		if !isName(p.name) {
			return nil
		}
		if p.name = strings.TrimPrefix(p.name, "@"); p.name != "" {
			out = append(out, p)
		}
	}
	return out
}

// splitPeople divides a list, but not within brackets.
func splitPeople(text string) (out []string) {
	deep, held := 0, ""
	for _, piece := range betweenPeople.Split(strings.Trim(strings.TrimSpace(text), ".…*-"), -1) {
		if held != "" {
			piece = held + ", " + piece
		}
		deep = strings.Count(piece, "(") - strings.Count(piece, ")")
		if held = ""; deep > 0 {
			held = piece
			continue
		}
		if piece = strings.TrimSpace(piece); piece != "" {
			out = append(out, piece)
		}
	}
	if held != "" {
		out = append(out, held)
	}
	return out
}

// isName says whether a text can be somebody's name: at most four words, each with a
// capital letter, or a handle.
func isName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 4 || len(text) > 60 || noPerson.MatchString(text) {
		return false
	}
	if strings.HasPrefix(text, "@") && len(words) == 1 {
		return true
	}
	for i, w := range words {
		first := []rune(strings.Trim(w, "\"'“”(."))
		small := i > 0 && strings.Contains(" de da van von der den la le bin al ", " "+w+" ")
		if len(first) == 0 || !small && !unicode.IsUpper(first[0]) && !unicode.Is(unicode.Han, first[0]) || strings.ContainsAny(w, "0123456789:=<>#$%") {
			return false
		}
	}
	return true
}

// addPeople adds those who are not there yet.
func addPeople(to, more []person) []person {
next:
	for _, p := range more {
		for i := range to {
			if strings.EqualFold(to[i].name, p.name) {
				to[i].role = firstOf(to[i].role, p.role)
				continue next
			}
		}
		to = append(to, p)
	}
	return to
}
