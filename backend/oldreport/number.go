package oldreport

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	numbered      = regexp.MustCompile(`(?s)^[(\[]?(\p{Lu}{1,3}-?\d{1,3}|\d{1,3})(?:[)\]]?\s*[:.)]|[)\]]|\s+[-–—])\s+(\S.*)$`)
	ownNumber     = regexp.MustCompile(`^(?:F|CF|RC)\d+$`)
	namedNumber   = regexp.MustCompile(`(?i)^(?:(?:contributing )?factors?|causes?|no\.?|nr\.?|#)?\s*#?(\p{L}{0,3})-?(\d{1,3})$`)
	numberRange   = regexp.MustCompile(`(?i)^(\p{L}{0,3})(\d{1,3})\s*(?:[-–—]|to|bis)\s*(\p{L}{0,3})(\d{1,3})$`)
	betweenNumber = regexp.MustCompile(`(?i)\s*(?:[,;/&+\n]|\band\b|\bund\b)\s*`)
)

// numberFactors finds the numbers a report gives its factors ("F2: …") and takes them
// off their words. One such sign alone may be a name ("S3: …") unless it stands for a
// factor.
func (r *Report) numberFactors() {
	signs := map[string][]string{}
	for _, f := range r.factors {
		if m := numbered.FindStringSubmatch(f.text); m != nil {
			letters, digits := signOf(m[1])
			if !slices.Contains(signs[letters], digits) {
				signs[letters] = append(signs[letters], digits)
			}
		}
	}
	for i := range r.factors {
		f := &r.factors[i]
		m := numbered.FindStringSubmatch(f.text)
		if m == nil {
			continue
		}
		letters, digits := signOf(m[1])
		if len(signs[letters]) > 1 || ownNumber.MatchString(letters+digits) {
			f.number, f.text = letters+digits, m[2]
		}
	}
}

// signOf is the letters of a number, in capitals, and its digits.
func signOf(number string) (letters, digits string) {
	number = strings.ToUpper(strings.ReplaceAll(number, "-", ""))
	digits = strings.TrimLeftFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	letters = strings.TrimSuffix(number, digits)
	return letters, strings.TrimLeft(digits, "0")
}

// factorsOf are the factors that words name, by their place: in the words of one, or by
// numbers and ranges of them. What names none, or more than one, is no link.
func (r *Report) factorsOf(words string) []int {
	if n := r.factorInWords(words); n >= 0 {
		return []int{n}
	}
	var found []int
	for _, piece := range betweenNumber.Split(strings.Trim(words, " .[]()"), -1) {
		for _, number := range numbersIn(piece) {
			if n := r.factorNumbered(number); n >= 0 {
				found = append(found, n)
			}
		}
	}
	return found
}

// maxRange is how many factors "F1–F9" can mean.
const maxRange = 30

// numbersIn are the numbers a piece of text stands for.
func numbersIn(piece string) (all []string) {
	if m := numberRange.FindStringSubmatch(piece); m != nil && (m[3] == "" || strings.EqualFold(m[1], m[3])) {
		from, _ := strconv.Atoi(m[2])
		to, _ := strconv.Atoi(m[4])
		for n := from; n <= min(to, from+maxRange); n++ {
			all = append(all, strings.ToUpper(m[1])+strconv.Itoa(n))
		}
		return all
	}
	if m := namedNumber.FindStringSubmatch(piece); m != nil {
		letters, digits := signOf(m[1] + m[2])
		return []string{letters + digits}
	}
	return nil
}

// factorNumbered is the factor of that number, or of its digits where one of the two
// has no letters; -1 when there is none, or more than one.
func (r *Report) factorNumbered(number string) int {
	letters, digits := signOf(number)
	return r.theOnly(func(f line) bool {
		own, n := signOf(f.number)
		return f.number != "" && n == digits && (own == letters || own == "" && ownNumber.MatchString(number) || letters == "")
	})
}

// factorInWords is the factor that is called so; -1 as for its number.
func (r *Report) factorInWords(words string) int {
	words = plainWords(words)
	return r.theOnly(func(f line) bool {
		called, _, _ := strings.Cut(f.text, ":")
		return words != "" && (plainWords(f.text) == words || plainWords(called) == words)
	})
}

func (r *Report) theOnly(is func(line) bool) int {
	found := -1
	for i, f := range r.factors {
		if !is(f) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

func plainWords(s string) string { return strings.ToLower(strings.Trim(oneLine(s), " .")) }
