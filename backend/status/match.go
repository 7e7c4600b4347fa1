package status

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// register finds countermeasures by their ticket and by their words.
type register struct {
	all           []Known
	byKey, byText map[string][]int
}

func registerOf(all []Known) register {
	r := register{all: all, byKey: map[string][]int{}, byText: map[string][]int{}}
	for i := range all {
		for _, k := range keysOf(all[i].Ticket) {
			r.byKey[k] = append(r.byKey[k], i)
		}
		r.byText[fold(all[i].Text)] = append(r.byText[fold(all[i].Text)], i)
	}
	return r
}

// find says which countermeasures a row is about, whether its words say so, and whether they
// are several that are not the same ticket.
func (r register) find(row Row) (found []int, byWords, many bool) {
	for _, k := range append(keysOf(row.Key), keysOf(row.Link)...) {
		if found = r.byKey[k]; len(found) > 0 {
			found = r.closest(row, found)
			return found, false, r.differ(found)
		}
	}
	if fold(row.Text) == "" {
		return nil, false, false
	}
	found = r.byText[fold(row.Text)]
	return found, true, len(found) > 1
}

// closest are, of countermeasures whose tickets differ, those with the row's as it is written,
// where there are any.
func (r register) closest(row Row, found []int) []int {
	if !r.differ(found) {
		return found
	}
	key, link := written(row.Key), written(row.Link)
	same := slices.DeleteFunc(slices.Clone(found), func(i int) bool {
		ticket := written(r.all[i].Ticket)
		return ticket != key && ticket != link
	})
	if len(same) == 0 {
		return found
	}
	return same
}

// differ says whether countermeasures with one number have it in different addresses: OPS-12
// of one tracker is not that of another.
func (r register) differ(found []int) bool {
	first := ""
	for _, i := range found {
		keys := keysOf(r.all[i].Ticket)
		if len(keys) < 2 || !strings.Contains(keys[0], "/") {
			continue
		}
		if first = cmp.Or(first, keys[0]); keys[0] != first {
			return true
		}
	}
	return false
}

// keysOf are the ways to compare a reference: as it is written, and the ticket in it.
func keysOf(reference string) []string {
	full := written(reference)
	if full == "" {
		return nil
	}
	if k := strings.ToLower(keyIn(reference)); k != "" && k != full {
		return []string{full, k}
	}
	return []string{full}
}

// written is a reference as it is compared.
func written(reference string) string {
	return strings.ToLower(strings.Trim(reference, around+"/ "))
}

var (
	numbered = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,19}-\d{1,9}$`)
	number   = regexp.MustCompile(`^\d+$`)
)

// keyIn is the ticket in a reference, the last of several; empty when there is none.
func keyIn(reference string) (key string) {
	for _, word := range strings.Fields(reference) {
		if word = strings.Trim(word, around); strings.Contains(word, "/") {
			key = cmp.Or(keyInAddress(word), key)
			continue
		}
		for _, part := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(around, r) }) {
			if numbered.MatchString(part) {
				key = part
			}
		}
	}
	return key
}

// around are the signs that stand around a reference and are none of it.
const around = ".,;:!?*()[]<>|\"'"

// keyInAddress is the one part of an address's path that is a ticket. What a number follows
// only holds it: acme/web-2/issues/14 is number 14 of web-2, and so is acme/web-2#14.
func keyInAddress(address string) (key string) {
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil || number.MatchString(u.Fragment) {
		return ""
	}
	// Jira's boards open a ticket beside them.
	if k := u.Query().Get("selectedIssue"); numbered.MatchString(k) {
		return k
	}
	for part := range strings.SplitSeq(u.Path, "/") {
		switch {
		case number.MatchString(part):
			key = ""
		case numbered.MatchString(part) && key != "":
			return ""
		case numbered.MatchString(part):
			key = part
		}
	}
	return key
}

// fold writes a text as letters and digits alone.
func fold(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
