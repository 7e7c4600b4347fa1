package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// prefix reads one of ? # ! + > and reports the kind of line it makes; "" when
// there is none. ">" marks the quotation.
func (p *parser) prefix() Kind {
	if p.rest == "" || !isPrefix(p.rest) {
		return ""
	}
	var kind Kind
	switch p.rest[0] {
	case '?':
		kind = KindQuestion
	case '#':
		kind = KindFactor
	case '!':
		kind = KindIdea
	case '+':
		kind = KindHelped
	case '>':
		kind, p.line.Quote = KindEntry, true
	default:
		return ""
	}
	p.rest = strings.TrimSpace(p.rest[1:])
	return kind
}

// isPrefix tells a prefix from the same sign at the start of something else:
// an issue or a number ("#1094", "+1", ">100", "-5"), an operator (">=", "!="),
// a channel ("#help-checkout"), a flag ("--verbose").
func isPrefix(s string) bool {
	if len(s) < 2 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[1:])
	if unicode.IsSpace(next) {
		return true
	}
	if s[0] != '?' && (unicode.IsDigit(next) || strings.ContainsRune("=-+>", next)) {
		return false
	}
	if s[0] == '#' {
		word := (&cursor{s: s, i: 1}).token()
		return !strings.ContainsAny(word, "-_#")
	}
	return true
}

// command reads "/word words".
func (p *parser) command() bool {
	if !strings.HasPrefix(p.rest, "/") {
		return false
	}
	words := strings.Fields(p.rest[1:])
	if len(words) == 0 || !p.knows(words[0]) || atGap(p.rest[1:]) {
		return false
	}
	p.line.Kind, p.line.Command, p.line.Args = KindCommand, strings.ToLower(words[0]), words[1:]
	p.line.Text = strings.TrimSpace(p.rest[1+len(words[0]):])
	return true
}

func (p *parser) knows(word string) bool {
	for _, known := range p.ctx.Commands {
		if strings.EqualFold(known, word) {
			return true
		}
	}
	return false
}

// continuation reads "- text", which goes on the line before.
func (p *parser) continuation() bool {
	for _, dash := range []string{"-", "–", "—"} {
		rest, ok := strings.CutPrefix(p.rest, dash)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(rest, dash) || unicode.IsDigit(next) || !hasWords(rest) {
			return false
		}
		p.line.Kind, p.line.Text = KindContinue, strings.TrimSpace(rest)
		return true
	}
	return false
}
