package language

import "strings"

// quotes finds quotations and inline code, line by line, as they are asked
// for. A mark that is never closed on its line opens nothing; the lines of
// a wrapped text are one.
type quotes struct {
	text       string
	all        bool // quotations are read too; only code is skipped
	wrapped    bool // lines go on in the next one
	start, end int  // the line the spans belong to
	spans      []textSpan
	at         int // the span to look at next
	clear      int // no span covers anything from the last look up to here
}

type textSpan struct{ start, end int }

func (q *quotes) reset(text string, o Options) {
	q.text, q.all, q.wrapped = text, o.Quotes, o.Wrapped
	q.start, q.end = 0, 0
	q.spans = q.spans[:0]
	q.clear = 0
}

// cover returns the end of the span around i, or i. Offsets may only grow
// from call to call.
func (q *quotes) cover(i int) int {
	if i < q.clear {
		return i
	}
	if i >= q.end {
		q.readLine(i)
	}
	for q.at < len(q.spans) && q.spans[q.at].end <= i {
		q.at++
	}
	if q.at == len(q.spans) {
		q.clear = q.end
		return i
	}
	if q.spans[q.at].start <= i {
		return q.spans[q.at].end
	}
	q.clear = q.spans[q.at].start
	return i
}

// maxQuoteLine bounds, in bytes and to either side, how much of a line is
// looked at for quotations at once, which bounds memory on endless lines.
const maxQuoteLine = 1 << 16

// readLine finds the spans of the line around i.
func (q *quotes) readLine(i int) {
	low, high := max(q.end, i-maxQuoteLine), min(len(q.text), i+maxQuoteLine)
	q.start, q.end = low, high
	if n := strings.LastIndexByte(q.text[low:i], '\n'); n >= 0 && !q.wrapped {
		q.start = low + n + 1
	}
	if n := strings.IndexByte(q.text[i:high], '\n'); n >= 0 && !q.wrapped {
		q.end = i + n + 1
	}
	q.spans, q.at = q.spans[:0], 0
	var hopeless [quoteKinds]bool
	line := q.text[:q.end]
	if !quoteIn(line[q.start:]) {
		return
	}
	for p := q.start; p < len(line); p++ {
		if !quoteLead(line[p]) {
			continue
		}
		k, width := q.opener(p)
		if k < 0 || hopeless[k] {
			continue
		}
		end := q.closer(k, p+width)
		if end < 0 {
			hopeless[k] = true
			continue
		}
		q.spans = append(q.spans, textSpan{p, end})
		p = end - 1
	}
}

// The kinds of quotation marks.
const (
	quoteCode = iota
	quoteStraight
	quoteCurly
	quoteSingle
	quoteCurlySingle
	quoteAngled
	quoteLow       // German: „so“
	quoteLowSingle // ‚so‘
	quoteInward    // »so«
	quoteKinds
)

// quoteIn reports whether there is any byte that a mark may begin with.
func quoteIn(line string) bool {
	return strings.IndexByte(line, '\'') >= 0 || strings.IndexByte(line, '"') >= 0 || strings.IndexByte(line, '`') >= 0 ||
		strings.IndexByte(line, 0xE2) >= 0 || strings.IndexByte(line, 0xC2) >= 0
}

// quoteLead reports whether a mark may begin with this byte.
func quoteLead(b byte) bool {
	return b == '`' || b == '"' || b == '\'' || b == 0xE2 || b == 0xC2
}

// opener returns the kind of mark that opens at p and its width, or -1.
func (q *quotes) opener(p int) (k, width int) {
	switch b := q.text[p]; {
	case b == '`':
		return quoteCode, 1
	case q.all:
		return -1, 0
	case b == '"':
		if q.opensAt(p) {
			return quoteStraight, 1
		}
	case b == '\'':
		if q.opensAt(p) && p+1 < q.end && isLetter(q.text[p+1]) && !q.elided(p) {
			return quoteSingle, 1
		}
	case b == 0xE2:
		return q.wideOpener(p)
	case strings.HasPrefix(q.text[p:q.end], "«"):
		return quoteAngled, 2
	case strings.HasPrefix(q.text[p:q.end], "»"):
		return quoteInward, 2
	}
	return -1, 0
}

func (q *quotes) wideOpener(p int) (k, width int) {
	switch rest := q.text[p:q.end]; {
	case strings.HasPrefix(rest, "“"):
		return quoteCurly, 3
	case strings.HasPrefix(rest, "„"):
		return quoteLow, 3
	case strings.HasPrefix(rest, "‚"):
		return quoteLowSingle, 3
	case strings.HasPrefix(rest, "‘"):
		return quoteCurlySingle, 3
	}
	return -1, 0
}

// opensAt reports whether a straight mark at p stands before a word.
func (q *quotes) opensAt(p int) bool {
	return (p == q.start || !isWordByte(q.text[p-1]) && q.text[p-1] < 0x80) && p+1 < q.end && !isSpace(q.text[p+1])
}

// elided recognises 'cause, 'til, 'em: an apostrophe, not a quotation.
func (q *quotes) elided(p int) bool {
	end := p + 1
	for end < q.end && isLetter(q.text[end]) {
		end++
	}
	return containsFold(" cause cos til em bout round d ve ll s re m tis twas n ", q.text[p+1:end])
}

// closer returns the offset after the mark that closes kind k, or -1.
func (q *quotes) closer(k, from int) int {
	line := q.text[from:q.end]
	mark := [quoteKinds]string{"`", `"`, "”", "'", "’", "»", "“", "‘", "«"}[k]
	if k == quoteLow { // „so“, and „so” as well
		if n := strings.IndexAny(line, "“”"); n >= 0 {
			return from + n + len(mark)
		}
		return -1
	}
	for at := 0; ; {
		n := strings.Index(line[at:], mark)
		if n < 0 {
			return -1
		}
		at += n + len(mark)
		if k != quoteSingle && k != quoteCurlySingle || at == len(line) || !isWordByte(line[at]) && line[at-len(mark)-1] != ' ' {
			return from + at
		}
	}
}
