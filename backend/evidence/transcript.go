package evidence

import (
	"regexp"
	"strings"
	"time"
)

// transcript reads what was said in a meeting as text: a time and a name before it,
// after it or above it, or a time alone, as Zoom, Meet, Teams and others write it.
func transcript() reader {
	return reader{
		format: FormatTranscript,
		sniff: func(h *head) int {
			_, sure := transcriptOf(h)
			return sure
		},
		read: readTranscript,
	}
}

var (
	// saidNamed is "[00:00:01] Name: text", saidTimed "00:00:01 text".
	saidNamed = regexp.MustCompile(`^[\[(]?((?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?)[\])]?[ \t]*[-–]?[ \t]*([\p{L}\p{N}][^:\[\]()\n]{0,60}(?:\([^()\n]{0,40}\)[^:\[\]()\n]{0,20})?):(?:[ \t]+(.*))?$`)
	saidTimed = regexp.MustCompile(`^[\[(]?(\d{1,2}:\d{2}:\d{2}(?:\.\d{1,3})?|\d{1,2}:\d{2})[\])]?(?:[ \t]+(\S.*))?$`)
	// saidAfter is "Name (00:01): text" and "Name [00:00:01]".
	saidAfter = regexp.MustCompile(`^([\p{L}\p{N}][^:\[\]()\n]{0,60}?):?[ \t]*[\[(]((?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?)[\])]:?(?:[ \t]+(.*))?$`)
	// saidZoom is "[Name] 10:05:03", a wall clock.
	saidZoom = regexp.MustCompile(`^\[([\p{L}\p{N}][^\[\]]{0,60})\][ \t]+(\d{1,2}:\d{2}:\d{2})(?:[ \t]+(.*))?$`)
	// saidRange is a line of Teams' "0:0:0.0 --> 0:0:5.200", above a name.
	saidRange = regexp.MustCompile(`^(\d+:\d{1,2}:\d{1,2}\.\d+) --> (\d+:\d{1,2}:\d{1,2}\.\d+)$`)
	// saidPlain is "Name: text".
	saidPlain = regexp.MustCompile(`^(\p{Lu}[\p{L}\p{N}.'’()-]*(?: [\p{L}\p{N}.'’()-]+){0,4}):[ \t]+(\S.*)$`)
	saidAside = regexp.MustCompile(`(?i)^.{0,80} (?:started|stopped) (?:transcription|recording)$|^transcribed by |^(?:this (?:editable )?transcript was|meeting ended|transcription ended)`)
)

// transcripts are the ways to write one.
type transcripts int

const (
	transcriptNone transcripts = iota
	transcriptNamed
	transcriptTimed
	transcriptAfter
	transcriptZoom
	transcriptRange
	transcriptAbove
	transcriptPlain
)

// saidCount is what the lines of a beginning are.
type saidCount struct {
	lines int
	hits  map[transcripts]int
	names map[string]bool
	// first and last are times, back that they went back.
	first, last time.Duration
	back, timed bool
}

func countSaid(h *head) saidCount {
	c := saidCount{hits: map[transcripts]int{}, names: map[string]bool{}}
	gap, above := true, strings.Contains(h.text, "transcription")
	for _, l := range h.lines[:min(len(h.lines), 400)] {
		if l = strings.TrimSpace(turnHidden.Replace(l)); l != "" {
			c.line(l, gap, above)
		}
		gap = l == ""
	}
	return c
}

// line counts one line; gap says that the one before was blank, above that names may
// stand above what was said.
func (c *saidCount) line(l string, gap, above bool) {
	c.lines++
	if m := saidTimed.FindStringSubmatch(l); m != nil && (m[2] != "" || strings.Count(m[1], ":") == 2) {
		c.hits[transcriptTimed]++
		c.clock(m[1])
	}
	if m := saidPlain.FindStringSubmatch(l); m != nil {
		c.hits[transcriptPlain]++
		c.names[m[1]] = true
	}
	_, _, headed := otterWide.turn(l, gap)
	for way, is := range map[transcripts]bool{
		transcriptNamed: saidNamed.MatchString(l),
		transcriptAfter: gap && saidAfter.MatchString(l),
		transcriptZoom:  saidZoom.MatchString(l),
		transcriptRange: saidRange.MatchString(l),
		transcriptAbove: above && headed,
	} {
		if is {
			c.hits[way]++
		}
	}
}

func (c *saidCount) clock(s string) {
	d, ok := cueClock(s)
	if !ok {
		return
	}
	if !c.timed {
		c.timed, c.first = true, d
	}
	c.back = c.back || d < c.last
	c.last = d
}

// transcriptOf says which way a beginning is written, and how sure that is.
func transcriptOf(h *head) (transcripts, int) {
	c := countSaid(h)
	counts := c.timed && c.first < 10*time.Minute && !c.back
	named, timed, plain := c.hits[transcriptNamed], c.hits[transcriptTimed], c.hits[transcriptPlain]
	switch {
	case c.lines == 0:
		return transcriptNone, 0
	case c.hits[transcriptZoom]*4 >= c.lines:
		return transcriptZoom, 80
	case countIRC(h).sure*10 > c.lines:
		return transcriptNone, 0 // somebody's actions, or marks of a log
	case c.hits[transcriptRange]*4 >= c.lines:
		return transcriptRange, 80
	case c.hits[transcriptAbove] > 0:
		return transcriptAbove, 82
	case named*2 >= c.lines && counts:
		return transcriptNamed, 75
	case c.hits[transcriptAfter] > 1 && c.hits[transcriptAfter]*4 >= c.lines:
		return transcriptAfter, 60
	case timed > 1 && timed*3 >= c.lines && counts && plain*2 < c.lines && named*2 < timed:
		return transcriptTimed, 50
	case named > 1 && named*5 >= c.lines*4:
		return transcriptNamed, 45
	case plain > 2 && len(c.names)*2 <= plain+1 && (plain+timed)*10 >= c.lines*6:
		return transcriptPlain, 28
	}
	return transcriptNone, 0
}

// said is a transcript being read.
type said struct {
	way transcripts
	// recording says that times count from the start of a recording; begun that one
	// was read.
	recording, begun bool
	// mark is the last time that stood alone.
	mark When
}

func readTranscript(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	way, _ := transcriptOf(h)
	s := &said{way: way}
	t := &turns{job: j, f: f, intro: true, head: s.head, aside: saidAside.MatchString}
	if way == transcriptPlain {
		t.aside = func(text string) bool { return saidAside.MatchString(text) || s.alone(text) }
	}
	if way == transcriptRange {
		t.pair = s.ranged
	}
	return t.read()
}

// at is a time as the first one says that they are meant.
func (s *said) at(clock string) When {
	d, ok := cueClock(clock)
	if !ok {
		return When{}
	}
	if !s.begun {
		s.begun, s.recording = true, recordingFrom(d)
	}
	return clockText(clock, s.recording)
}

func (s *said) head(text string, gap bool) (Message, bool) {
	switch s.way {
	case transcriptZoom:
		if m := saidZoom.FindStringSubmatch(text); m != nil {
			return Message{Sender: speaker(m[1]), When: clockText(m[2], false), Text: m[3]}, true
		}
	case transcriptAfter:
		if m := saidAfter.FindStringSubmatch(text); m != nil {
			return Message{Sender: speaker(m[1]), When: s.at(m[2]), Text: m[3]}, true
		}
	case transcriptAbove:
		name, at, ok := otterWide.turn(text, gap)
		return Message{Sender: name, When: after(at)}, ok
	case transcriptNamed:
		if m := saidNamed.FindStringSubmatch(text); m != nil {
			return Message{Sender: speaker(m[2]), When: s.at(m[1]), Text: m[3]}, true
		}
		return s.timed(text)
	case transcriptPlain:
		if m := saidPlain.FindStringSubmatch(text); m != nil {
			return Message{Sender: speaker(m[1]), When: s.mark, Text: m[2]}, true
		}
	case transcriptTimed, transcriptNone:
		return s.timed(text)
	}
	return Message{}, false
}

func (s *said) timed(text string) (Message, bool) {
	m := saidTimed.FindStringSubmatch(text)
	if m == nil {
		return Message{}, false
	}
	return Message{When: s.at(m[1]), Text: m[2]}, true
}

// alone knows a time on a line of its own, as Meet writes one every five minutes.
func (s *said) alone(text string) bool {
	m := saidTimed.FindStringSubmatch(text)
	if m == nil || m[2] != "" {
		return false
	}
	s.mark = s.at(m[1])
	return true
}

// ranged reads Teams' two lines above what was said: from and until, and the name.
func (s *said) ranged(text, next string) (Message, bool) {
	m := saidRange.FindStringSubmatch(text)
	if m == nil || next == "" {
		return Message{}, false
	}
	return Message{When: s.at(m[1]), Until: s.at(m[2]), Sender: speaker(next)}, true
}

// speaker is a name; none for the words that stand for one.
func speaker(name string) string {
	name = strings.Trim(strings.TrimSpace(name), "*")
	if speakerless.MatchString(name) {
		return ""
	}
	return name
}
