package evidence

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// webVTT reads WebVTT as Zoom, Teams and players write it.
// https://www.w3.org/TR/webvtt1/
func webVTT() reader {
	return reader{
		format: FormatWebVTT,
		sniff: func(h *head) int {
			if len(h.lines) > 0 && vttMark.MatchString(h.lines[0]) {
				return 100
			}
			return 0
		},
		read: func(j *job, f file) error {
			h, err := j.look(f)
			if err != nil {
				return err
			}
			return j.cues(f, cueText{speakers: h.speaks(), headed: true})
		},
	}
}

// subRip reads SRT.
func subRip() reader {
	return reader{
		format: FormatSubRip,
		sniff: func(h *head) int {
			for i, l := range h.lines {
				if cueTime.MatchString(l) && i > 0 && isNumber(h.lines[i-1]) {
					return 80
				}
			}
			return 0
		},
		read: func(j *job, f file) error { return j.cues(f, cueText{}) },
	}
}

// youTube reads SBV.
func youTube() reader {
	return reader{
		format: FormatSBV,
		sniff: func(h *head) int {
			if len(h.lines) > 1 && sbvTime.MatchString(h.lines[0]) {
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error { return j.cues(f, cueText{}) },
	}
}

var (
	vttAside = regexp.MustCompile(`^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)`)
	vttMark  = regexp.MustCompile(`^WEBVTT(\s|$)`)
	cueTime  = regexp.MustCompile(`^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$`)
	sbvTime  = regexp.MustCompile(`^\s*(\d+:\d{2}:\d{2}\.\d{1,3}),(\d+:\d{2}:\d{2}\.\d{1,3})\s*$`)
	voice    = regexp.MustCompile(`<v(?:\.[^ >]*)? ([^>]+)>`)
	cueTag   = regexp.MustCompile(`</?[a-zA-Z0-9:.][^<>]*>`)
	cueNamed = regexp.MustCompile(`^([\p{L}\p{N}\p{M}@][^:<>\n]{0,60}): +(\S.*)`)
)

// speaks says whether cues begin with who speaks: many of them do. In a film it is a
// word before a colon, now and then.
func (h *head) speaks() bool {
	cues, named := 0, 0
	for i, l := range h.lines[:max(0, len(h.lines)-1)] {
		if !cueTime.MatchString(l) {
			continue
		}
		if cues++; cueNamed.MatchString(h.lines[i+1]) {
			named++
		}
	}
	return named*10 >= cues
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(strings.TrimSpace(s))
	return err == nil
}

// cueText says how the text of a cue is to be read.
type cueText struct {
	// speakers says that "Name: " at its beginning is who speaks, as Zoom has it.
	speakers bool
	// headed says that there are headers, notes and styles, which are no cues.
	headed bool
}

// block is a run of lines that are not blank.
type block []line

// cues reads blocks of lines, each with the time it is shown.
func (j *job) cues(f file, how cueText) error {
	var b block
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		times := cueTime.MatchString(l.text) || sbvTime.MatchString(l.text)
		if strings.TrimSpace(l.text) == "" || times && b.timed() {
			if err := j.cue(f, b, how); err != nil {
				return err
			}
			b = b[:0]
		}
		if strings.TrimSpace(l.text) != "" {
			b = append(b, l)
		}
	}
	return j.cue(f, b, how)
}

// timed says whether the block has its time already: some files leave no blank
// line between cues.
func (b block) timed() bool {
	for _, l := range b {
		if cueTime.MatchString(l.text) || sbvTime.MatchString(l.text) {
			return true
		}
	}
	return false
}

// cue reads one block. Headers, notes and styles are no cues.
func (j *job) cue(f file, b block, how cueText) error {
	if len(b) == 0 {
		return nil
	}
	at := -1
	var start, end string
	for i, l := range b[:min(2, len(b))] {
		for _, times := range []*regexp.Regexp{cueTime, sbvTime} {
			if m := times.FindStringSubmatch(l.text); m != nil && at < 0 {
				at, start, end = i, m[1], m[2]
			}
		}
	}
	if at < 0 {
		if !vttAside.MatchString(b[0].text) || !how.headed {
			j.refuseCue(f, b)
		}
		return nil
	}
	from, ok := cueClock(start)
	until, fine := cueClock(end)
	if !ok || !fine {
		j.refuseCue(f, b)
		return nil
	}
	m := Message{When: after(from), Until: after(until), File: f.path, Line: b[at].n}
	if at > 0 {
		m.ID = strings.TrimSpace(b[0].text)
	}
	var text []string
	for _, l := range b[at+1:] {
		text = append(text, l.text)
	}
	m.Sender, m.Text = spoken(strings.Join(text, "\n"), how.speakers)
	if m.Text == "" { // shown, and nothing in it
		if at > 0 && !how.headed && !isNumber(m.ID) {
			j.refuseCue(f, b)
		}
		return nil
	}
	return j.add(m)
}

// refuseCue tells what is no cue, all of it, by its first line.
func (j *job) refuseCue(f file, b block) {
	var text []string
	for _, l := range b {
		text = append(text, l.text)
	}
	j.doc.reject(f.path, b[0].n, ExpectedCue, strings.Join(text, "\n"))
}

// spoken divides the text of a cue into who speaks and what is said, its tags left
// out.
func spoken(text string, speakers bool) (who, said string) {
	if m := voice.FindStringSubmatch(text); m != nil {
		who = html.UnescapeString(strings.TrimSpace(m[1]))
	}
	said = strings.TrimSpace(html.UnescapeString(cueTag.ReplaceAllString(text, "")))
	if m := cueNamed.FindStringSubmatch(said); who == "" && speakers && m != nil {
		who, said = m[1], strings.TrimSpace(said[len(m[1])+1:])
	}
	return who, said
}

// cueClock reads 00:05:31.760, 05:31.760 and 0:05:31,760.
func cueClock(s string) (time.Duration, bool) {
	parts := strings.Split(strings.Replace(s, ",", ".", 1), ":")
	var total float64
	for i, p := range parts {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || i > 0 && n >= 60 || n > 1e6 {
			return 0, false
		}
		total = total*60 + n
	}
	return time.Duration(total * float64(time.Second)).Round(time.Millisecond), true
}
