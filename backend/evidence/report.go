package evidence

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// report reads an old report of an incident: Markdown, or the HTML that Word and
// wikis write. Lines and rows that begin with a time become messages; the prose is
// kept in sections.
func report() reader {
	return reader{format: FormatReport, sniff: sniffReport, read: (*job).report}
}

var (
	reportWords    = regexp.MustCompile(`(?i)\b(?:incident|post-?\s?mortem|outage|root cause|retrospective|degradation|timeline|disruption|störung|vorfall|incidente|panne)\b|事件|事故|故障|障害`)
	reportHeading  = regexp.MustCompile(`(?m)^(?:#{1,6}\s+\S.*|[^\n]+\n(?:={3,}|-{3,})\s*)$`)
	reportFront    = regexp.MustCompile(`^---\s*\n(?s:.*?)\n(?:---|\.\.\.)\s*(?:\n|$)`)
	reportItem     = regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+(.*)$`)
	reportTimeline = regexp.MustCompile(`(?i)time\s?line|chronolog|sequence of events|what happened|zeitleiste|zeitlicher|ablauf|cronolog|tidslinje|时间线|タイムライン|經過|経緯`)
	htmlStart      = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|h1|h2|article)\b`)
)

func sniffReport(h *head) int {
	if h.json.kind != 0 {
		return 0
	}
	if htmlStart.MatchString(h.text) {
		if reportWords.MatchString(h.text) {
			return 60
		}
		return 0
	}
	text := strings.ReplaceAll(h.text, "\r\n", "\n")
	timed, rows := 0, 0
	for _, l := range h.lines {
		if m := reportItem.FindStringSubmatch(l); m != nil {
			if _, ok := timedLine(markdownPlain(m[1])); ok {
				timed++
			}
		}
		if strings.HasPrefix(strings.TrimSpace(l), "|") {
			rows++
		}
	}
	headings := strings.Join(reportHeading.FindAllString(text, 40), "\n") + reportFront.FindString(text)
	switch {
	case headings != "" && reportWords.MatchString(headings):
		return 70
	case headings != "" && (timed >= 2 || rows >= 3 && reportTimeline.MatchString(text) || len(reportWords.FindAllString(text, 3)) == 3):
		return 58
	case timed >= 2:
		return 50
	}
	return 0
}

// maxReport bounds a report; what is longer is no prose.
const maxReport = 4 << 20

func (j *job) report(f file) error {
	var text strings.Builder
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		if text.Len()+len(l.text) > maxReport {
			j.doc.reject(f.path, l.n, ExpectedText, l.text)
			break
		}
		text.WriteString(l.text + "\n")
	}
	var o *outline
	if source := text.String(); htmlStart.MatchString(source) {
		o = htmlOutline(source)
	} else {
		o = markdownOutline(source)
	}
	for _, p := range o.split() {
		if err := j.part(f, p); err != nil {
			return err
		}
	}
	return j.outlined(f, o)
}

// outlined makes messages of the lines of a report that have a time, and sections of
// its prose.
func (j *job) outlined(f file, o *outline) error {
	r := &reportReading{job: j, f: f, o: o, last: -1}
	r.whole()
	for i := range o.blocks {
		b := &o.blocks[i]
		b.Message = -1
		if err := r.block(b); err != nil {
			return err
		}
	}
	r.sections()
	j.doc.Blocks, j.doc.Day = o.blocks, r.base
	return nil
}

// reportReading is a report on its way.
type reportReading struct {
	*job
	f file
	o *outline
	// zone and order are those of all its times; base is the day it is about.
	zone  string
	order Order
	base  time.Time
	// heading is the one at hand; day and clock are those of the line before in it.
	heading    string
	day, clock time.Time
	// lost says that the day at hand was told in a way that cannot be read: clocks
	// after it have none.
	lost bool
	// last is the message that nested lines go on with; -1 for none. deep is how deep
	// it is nested itself.
	last, deep int
}

var (
	// allTimes is the sentence that gives the zone of a whole report.
	allTimes = regexp.MustCompile(`(?i)\b(?:all\s+)?(?:the\s+)?(?:times?|timestamps|zeiten|horaires|horas|uhrzeiten|zeitangaben)\b[^.\n|]{0,40}?\b(?:are in|is in|in|are|is|en|sind in)\s+\(?(?:the\s+)?((?-i:UTC ?[+-]\d{1,2}(?::?\d\d)?|GMT ?[+-]\d{1,2}|[A-Z]{2,5}|Pacific|Mountain|Central|Eastern|[A-Z][a-z]+/[A-Z][A-Za-z_]+))\b`)
	// bareTimes is that sentence at its shortest.
	bareTimes = regexp.MustCompile(`^(?i:[*_(]*all times(?: are)?:?) \(?(UTC|GMT|[A-Z]{2,4}T|PT|ET)\b`)
	zoneNote  = regexp.MustCompile(`\(\s*(?:all )?(?:times? )?(?:in |are )?(UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|GMT|[A-Z]{2,4}T|PT|ET)\s*\)`)
	anyDate   = regexp.MustCompile(`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}|(?:\p{Lu}\p{L}{2,9})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?\p{Lu}\p{L}{2,9}\.?,? \d{4}`)
	// manyDays is a day and the one it goes on to: "January 14-19, 2026".
	manyDays = regexp.MustCompile(`(\p{Lu}\p{L}{2,8}\.? \d{1,2})(?:st|nd|rd|th)? ?[-–] ?\d{1,2}(?:st|nd|rd|th)?(,? \d{4})`)
	dateLine = regexp.MustCompile(`(?i)^\W*(?:incident |outage )?(?:date|datum|fecha|data)(?: of (?:incident|outage|the incident))?\W{1,6}(.{6,60})$`)
)

// whole finds what holds for the whole report: the order of its dates, its zone,
// its day.
func (r *reportReading) whole() {
	days, months := 0, 0
	var sentences []string
	for _, b := range r.o.blocks {
		for _, text := range append([]string{b.Text}, slices.Concat(b.Rows...)...) {
			for _, d := range anyDate.FindAllString(text, 50) {
				s, ok := timeTextOf(d)
				switch {
				case !ok:
				case s.order() == OrderDayFirst:
					days++
				case s.order() == OrderMonthFirst:
					months++
				}
			}
		}
		if m := allTimes.FindStringSubmatch(b.Text); m != nil && r.zone == "" && b.Kind != BlockOther && isZone(m[1]) {
			r.zone = strings.ReplaceAll(m[1], " ", "")
			sentences = append(sentences, b.Text)
		}
		if m := bareTimes.FindStringSubmatch(b.Text); m != nil && r.zone == "" && b.Kind != BlockOther && isZone(m[1]) {
			r.zone = m[1]
		}
		if m := zoneNote.FindStringSubmatch(b.Text); m != nil && b.Kind == BlockHeading && r.zone == "" && isZone(m[1]) {
			r.zone = m[1]
		}
	}
	r.order, r.doc.Zone, r.doc.Title = orderOf(days, months), r.zone, r.o.title
	for _, b := range r.o.blocks {
		if m := dateLine.FindStringSubmatch(b.Text); m != nil && b.Kind != BlockOther {
			sentences = append(sentences, m[1])
		}
		for _, row := range b.Rows {
			if m := dateLine.FindStringSubmatch(strings.Join(row, ": ")); m != nil && len(row) == 2 {
				sentences = append(sentences, m[1])
			}
		}
	}
	base := path.Base(r.f.path)
	for _, text := range slices.Concat(sentences, []string{r.o.title, strings.ReplaceAll(base, "_", " "), r.o.dated}) {
		if r.base = r.dateIn(text); !r.base.IsZero() {
			break
		}
	}
	r.orderByBase()
}

// orderByBase takes the order of days and months from a date that is the day of the
// report in one order alone: 7/5/2024 in one of 2024-07-05.
func (r *reportReading) orderByBase() {
	if r.order != OrderUnknown || r.base.IsZero() {
		return
	}
	days, months := 0, 0
	for _, b := range r.o.blocks {
		for _, text := range append([]string{b.Text}, slices.Concat(b.Rows...)...) {
			for _, d := range anyDate.FindAllString(text, 50) {
				s, ok := timeTextOf(d)
				switch {
				case !ok || !s.ambiguous():
				case s.when(OrderDayFirst, "", time.Time{}).Time.Equal(r.base):
					days++
				case s.when(OrderMonthFirst, "", time.Time{}).Time.Equal(r.base):
					months++
				}
			}
		}
	}
	r.order = orderOf(days, months)
}

// isZone says whether letters are a zone, or look like one.
func isZone(s string) bool {
	place, _ := zoneOf(s)
	_, offset := offsetOf(strings.ReplaceAll(s, " ", ""))
	return place != "" || offset || strings.Contains(s, "/") || isAbbreviation(s)
}

// dateIn is the first whole date in a text.
func (r *reportReading) dateIn(text string) time.Time {
	for _, d := range anyDate.FindAllString(manyDays.ReplaceAllString(text, "$1$2"), 5) {
		if s, ok := timeTextOf(d); ok {
			if w := s.when(r.order, "", time.Time{}); w.Told == ToldLocal {
				return w.Time.Truncate(24 * time.Hour)
			}
		}
	}
	return time.Time{}
}

func (r *reportReading) block(b *Block) error {
	switch b.Kind {
	case BlockHeading:
		r.heading, r.last, r.clock, r.lost = b.Text, -1, time.Time{}, false
		switch day := r.dateIn(r.withYear(b.Text, "")); {
		case !day.IsZero():
			r.day = day
		case bareDay.MatchString(b.Text) && isDay(b.Text):
			r.day, r.lost = time.Time{}, true
		case b.Level <= 2:
			r.day = time.Time{}
		}
		return r.timed(b)
	case BlockTable:
		return r.table(b)
	case BlockItem, BlockText:
		return r.timed(b)
	}
	return nil
}

// timed is a line that may begin with a time, or end with a day and a clock. What is
// nested under one goes on with it.
func (r *reportReading) timed(b *Block) error {
	t, ok := timedLine(b.Text)
	if !ok && b.Kind == BlockItem {
		t, ok = endsTimed(b.Text)
	}
	if ok && t.clock == "" && t.text == "" && b.Kind != BlockHeading {
		if r.when(t).Told == ToldNothing { // the day of what follows
			r.lost = true
			r.doc.reject(r.f.path, b.Line, ExpectedTime, b.Text)
		}
		return nil
	}
	if t.unread && reportTimeline.MatchString(r.heading) && b.Kind != BlockHeading {
		r.doc.reject(r.f.path, b.Line, ExpectedTime, b.Text)
	}
	dateAlone := ok && t.clock == "" && !reportTimeline.MatchString(r.heading)
	if !ok || dateAlone || b.Kind == BlockHeading && t.text == "" {
		r.labelled(b, t, ok)
		if b.Kind == BlockItem && r.last >= 0 && b.Level > r.deep {
			r.goesOn(r.last, b.Text)
			b.Message = r.last
		} else if b.Kind == BlockItem {
			r.last = -1
		}
		return nil
	}
	m := Message{When: r.when(t), Text: t.text, Channel: r.heading, File: r.f.path, Line: b.Line}
	if b.Kind == BlockHeading {
		m.Channel = ""
	}
	if m.When.Told == ToldNothing {
		r.doc.reject(r.f.path, b.Line, ExpectedTime, b.Text)
		return nil
	}
	if t.until != "" {
		t.clock = t.until
		day, last := r.day, r.clock
		if until := r.when(t); until.Told == m.When.Told && until.Time.After(m.When.Time) {
			m.Until = until
		}
		r.day, r.clock = day, last
	}
	r.last, r.deep = len(r.doc.Messages), b.Level
	b.Message = r.last
	return r.add(m)
}

// label is what stands before a time that is told of the whole.
var label = regexp.MustCompile(`^([\p{L}][\p{L} ()/-]{2,40}?)\s*(?:[:|]|\s[-–—])\s*(.+)$`)

// ofEvent is a label of one of the times of the event: what follows the time tells of it.
var ofEvent = regexp.MustCompile(`(?i)^(?:started|began|detected|noticed|mitigated|resolved|ended)(?: at)?$`)

// labelled keeps the time of a heading that is one, or of a line that is a label and
// a time. The days and clocks of the lines are not moved by it.
func (r *reportReading) labelled(b *Block, t timedText, ok bool) {
	if !ok {
		m := label.FindStringSubmatch(b.Text)
		if m == nil {
			return
		}
		if t, ok = timedLine(m[2]); !ok || t.clock == "" || t.text != "" && !ofEvent.MatchString(m[1]) {
			return
		}
		b.Told = t.text != ""
	} else if b.Kind != BlockHeading {
		return
	}
	day, clock, lost := r.day, r.clock, r.lost
	b.When = r.when(t)
	if b.Kind != BlockHeading {
		r.day, r.clock, r.lost = day, clock, lost
	}
}

// when is the time of a line: on its own day, or that of the line before, the next
// one when the clock went back by more than half a day.
func (r *reportReading) when(t timedText) When {
	s, ok := timeTextOf(joined(" ", t.date, t.clock, t.zone))
	if !ok && t.date != "" {
		// A date without a year is of the report's.
		year := firstDay(r.day, r.base)
		if year.IsZero() || t.clock == "" && t.text == "" && r.day.IsZero() && r.base.IsZero() {
			return When{}
		}
		if numberDay.MatchString(t.date) {
			s, ok = timeTextOf(joined(" ", yearOfDay(t.date, firstDay(r.base, year))+"-"+t.date, t.clock, t.zone))
		} else {
			s, ok = timeTextOf(joined(" ", t.date+", "+year.Format("2006"), t.clock, t.zone))
		}
	}
	if !ok {
		return When{}
	}
	day := firstDay(r.day, r.base)
	if r.lost {
		day = time.Time{}
	}
	if s.day {
		r.lost = false
		written := s
		written.zone = "" // the day as it stands there, wherever that was
		at := written.when(r.order, "", time.Time{}).Time.Truncate(24 * time.Hour)
		r.day, r.clock = at, time.Time{}
	} else if !day.IsZero() {
		at := time.Time{}.Add(s.since)
		if !r.clock.IsZero() && r.clock.Sub(at) > 12*time.Hour {
			day = day.AddDate(0, 0, 1)
		}
		r.day, r.clock = day, at
	}
	if s.clock && s.day {
		r.clock = time.Time{}.Add(s.since)
	}
	if r.lost {
		return s.when(r.order, "", time.Time{})
	}
	return s.when(r.order, r.zone, r.day)
}

// numberDay is a month and a day.
var numberDay = regexp.MustCompile(`^\d\d-\d\d$`)

// yearOfDay is the year of a month and day in a report of a day: the one before, where
// it would lie far behind it.
func yearOfDay(date string, of time.Time) string {
	if t, err := time.Parse("2006-01-02", of.Format("2006")+"-"+date); err == nil && t.Sub(of) > 180*24*time.Hour {
		return of.AddDate(-1, 0, 0).Format("2006")
	}
	return of.Format("2006")
}

func firstDay(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

// sections are the prose under each heading.
func (r *reportReading) sections() {
	heading, prose := "", &strings.Builder{}
	keep := func() {
		if text := strings.TrimSpace(prose.String()); text != "" {
			r.doc.Sections = append(r.doc.Sections, Section{Heading: heading, Text: text})
		}
		prose.Reset()
	}
	before := BlockOther
	for _, b := range r.o.blocks {
		if b.Kind == BlockHeading {
			keep()
			heading, before = b.Text, BlockHeading
			continue
		}
		if b.Kind != BlockItem || before != BlockItem {
			prose.WriteString("\n") // lists are kept together, all else stands apart
		}
		switch b.Kind {
		case BlockItem:
			prose.WriteString(strings.Repeat("  ", min(b.Level, 20)) + "- " + b.Text + "\n")
		case BlockTable:
			for _, row := range b.Rows {
				prose.WriteString(strings.Join(row, " | ") + "\n")
			}
		default:
			prose.WriteString(b.Text + "\n")
		}
		before = b.Kind
	}
	keep()
}
