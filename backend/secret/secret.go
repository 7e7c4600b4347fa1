// Package secret points out what may not be meant for others in a text: keys,
// passwords, card numbers, addresses.
package secret

import (
	"regexp"
	"slices"
	"strings"
)

// Kind says what a piece of text looks like. Its words are in the copy
// catalogue under "evidence.secret." and the kind.
type Kind string

// The kinds.
const (
	Key      Kind = "key"
	Password Kind = "password"
	Card     Kind = "card"
	Email    Kind = "email"
)

// Piece is a piece of a text that may not be meant for others, in bytes.
type Piece struct {
	Start, End int
	Kind       Kind
}

// The shapes of what programs give out as keys, as their makers document them.
var (
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
	// https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
	// https://docs.slack.dev/authentication/tokens and others of the same kind
	keyShape = regexp.MustCompile(`\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{40,}|glpat-[0-9A-Za-z_-]{20,}|xox[abeoprs]-[0-9A-Za-z-]{10,}|(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,}|sk-[0-9A-Za-z_-]{20,}|AIza[0-9A-Za-z_-]{35}|ya29\.[0-9A-Za-z_-]{20,}|npm_[0-9A-Za-z]{36}|SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}|eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,})|-----BEGIN [A-Z ]*PRIVATE KEY-----`)
	// A name that says secret, and what stands after it.
	namedShape = regexp.MustCompile(`(?i)\b[\w-]*(?:password|passwd|passphrase|passwort|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|token)["']?\s*(?:[=:]|\bis\b)\s*["']?([^\s"',;]{6,})`)
	// A URL with a password in it.
	urlShape   = regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://[^\s/:@]+:([^\s/@]+)@`)
	emailShape = regexp.MustCompile(`[0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,}`)
	// Cards begin with 2 to 6; milliseconds since 1970, as long as some, with 1.
	cardShape = regexp.MustCompile(`\b[2-6][ -]?(?:\d[ -]?){11,17}\d\b`)
)

// Find finds what looks like a key, a password, a card number or an address, in
// the order of the text. It is for pointing out, not for being sure.
func Find(text string) []Piece {
	var out []Piece
	add := func(at []int, kind Kind) {
		if !slices.ContainsFunc(out, func(s Piece) bool { return at[0] < s.End && s.Start < at[1] }) {
			out = append(out, Piece{at[0], at[1], kind})
		}
	}
	has := look(text)
	for _, at := range has.key.all(keyShape, text) {
		add(at, Key)
	}
	for _, shape := range [][][]int{has.named.all(namedShape, text), has.url.all(urlShape, text)} {
		for _, at := range shape {
			if likelyPassword(text[at[2]:at[3]]) {
				add(at[2:4], Password)
			}
		}
	}
	for _, at := range has.card.all(cardShape, text) {
		if luhn(text[at[0]:at[1]]) {
			add(at, Card)
		}
	}
	for _, at := range has.email.all(emailShape, text) {
		add(at, Email)
	}
	slices.SortFunc(out, func(a, b Piece) int { return a.Start - b.Start })
	return out
}

// maybe says that a shape may stand in a text.
type maybe bool

func (m maybe) all(shape *regexp.Regexp, text string) [][]int {
	if !m {
		return nil
	}
	return shape.FindAllStringSubmatchIndex(text, -1)
}

// looks says what may stand in a text.
type looks struct{ key, named, url, card, email maybe }

// look goes through a text once: nearly all have nothing of it, and the shapes take a
// hundred times as long. It may say too much, never too little.
func look(text string) looks {
	out := looks{}
	run, digits := 0, 0 // letters since the last space; digits in all
	for i := range len(text) {
		c := text[i]
		switch {
		case c <= ' ':
			run = 0
			continue
		case c >= '0' && c <= '9':
			digits++
		case c == '@':
			out.email = true
		case c == '=' || c == ':' || c == 's' || c == 'S': // the sign, or "is"
			out.named = true
		}
		run++
		// The shortest keys are as long; a private key begins with five hyphens.
		out.key = out.key || run >= 15 || run >= 5 && c == '-'
	}
	out.card = digits >= 13
	out.url = maybe(strings.Contains(text, "://"))
	out.named = out.named && maybe(namesSecret(text))
	return out
}

// namesSecret says whether one of the names of namedShape may stand in a text.
func namesSecret(text string) bool {
	small := strings.ToLower(text)
	for _, part := range []string{"passw", "passph", "ſ", "secret", "key", "token"} { // ſ is an s to (?i)
		if strings.Contains(small, part) {
			return true
		}
	}
	return false
}

// likelyPassword leaves out words of a sentence ("the token is expired") and what
// was blotted out already.
func likelyPassword(s string) bool {
	if strings.Trim(s, "*xX•.") == "" || strings.ContainsAny(s[:1], "<$({[") {
		return false
	}
	letters := strings.Trim(s, ".!?)")
	return strings.ContainsFunc(letters, func(r rune) bool { return r < 'a' || r > 'z' })
}

// luhn is the sum that card numbers fulfil (ISO/IEC 7812-1, annex B).
func luhn(text string) bool {
	sum, double, digits := 0, false, 0
	for i := len(text) - 1; i >= 0; i-- {
		n := int(text[i] - '0')
		if text[i] == ' ' || text[i] == '-' {
			continue
		}
		digits++
		if double {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
		double = !double
	}
	return digits >= 13 && sum%10 == 0 && strings.Trim(text, "0 -") != ""
}
