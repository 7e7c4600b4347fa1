package evidence

import (
	"html"
	"regexp"
	"strings"
	"time"
)

// otter reads transcripts of Otter: a line with a name and how far into the
// recording it is, then what was said.
func otter() reader {
	return reader{format: FormatOtter, sniff: sniffOtter, read: readOtter}
}

var (
	otterBold = regexp.MustCompile(`^\*\*(.{1,80}?):?\*\*:?[ \t]*(?:((?:\d{1,2}:)?\d{1,2}:\d{2})|[\[(] ?((?:\d{1,2}:)?\d{1,2}:\d{2}) ?[\])](?:[ \t]*(\S.*))?)$`)
	otterHead = regexp.MustCompile(`^(.{1,80}?)([ \t]{2,}|[ \t])((?:\d{1,2}:)?\d{1,2}:\d{2})$`)
	otterFoot = regexp.MustCompile(`(?i)^transcribed by https?://otter\.ai`)
	// speakerless is what stands for a name where none is known.
	speakerless = regexp.MustCompile(`(?i)^(?:unknown|unidentified) speaker(?: \d+)?$`)
)

// otterWay is how headings are marked: where others are bold or have two blanks, a
// line that ends in a time is none.
type otterWay int

const (
	otterLoose otterWay = iota
	otterWide
	otterMarked
)

// otterWayOf is the plainest mark there is in a beginning.
func otterWayOf(h *head) (way otterWay) {
	for _, l := range h.lines {
		l = strings.TrimSpace(turnHidden.Replace(l))
		if otterBold.MatchString(l) {
			return otterMarked
		}
		if m := otterHead.FindStringSubmatch(l); m != nil && m[2] != " " && isName(m[1]) {
			way = otterWide
		}
	}
	return way
}

// turn reads a heading; a single blank before the time is enough where a line of its
// own begins a paragraph.
func (way otterWay) turn(text string, gap bool) (name string, at time.Duration, ok bool) {
	m := []string{}
	if strings.HasPrefix(text, "**") {
		m = otterBold.FindStringSubmatch(text)
	}
	if len(m) > 0 {
		m[2] = firstOf(m[2], m[3])
	} else {
		if text == "" || !strings.ContainsAny(text[len(text)-1:], "0123456789") {
			return "", 0, false
		}
		h := otterHead.FindStringSubmatch(text)
		if h == nil || !isName(h[1]) || way == otterMarked && !gap || h[2] == " " && (!gap || way != otterLoose) {
			return "", 0, false
		}
		m = []string{"", h[1], h[3]}
	}
	if at, ok = cueClock(m[2]); !ok {
		return "", 0, false
	}
	return speaker(m[1]), at, true
}

func sniffOtter(h *head) int {
	hits, bold, gap, way := 0, 0, true, otterWayOf(h)
	var first, most time.Duration
	for _, l := range h.lines {
		l = strings.TrimSpace(turnHidden.Replace(l))
		if _, at, ok := way.turn(l, gap); ok {
			if hits++; hits == 1 {
				first = at
			}
			most = max(most, at)
			if otterBold.MatchString(l) {
				bold++
			}
		}
		gap = l == ""
	}
	switch {
	case hits == 0 || first > 10*time.Minute && most < 24*time.Minute:
		return 0 // as likely "Name  14:05" of a clock
	case strings.Contains(h.text, "otter.ai"), bold*2 > hits:
		return 85
	case hits > 1 && most < first+24*time.Hour:
		return 65
	}
	return 0
}

func readOtter(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	way := otterWayOf(h)
	o := &turns{job: j, f: f, intro: true, aside: otterFoot.MatchString, head: func(text string, gap bool) (Message, bool) {
		name, at, ok := way.turn(text, gap)
		m := Message{Sender: name, When: after(at)}
		if bold := otterBold.FindStringSubmatch(text); ok && bold != nil {
			m.Text = html.UnescapeString(bold[4])
		}
		return m, ok
	}}
	return o.read()
}
