package evidence

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// table is a timeline when one of its columns has clocks.
func (r *reportReading) table(b *Block) error {
	r.last = -1
	if len(b.Rows) < 2 {
		return nil
	}
	rows := make([][]string, 0, len(b.Rows))
	for _, row := range b.Rows[1:] {
		plain := make([]string, len(row))
		for i, c := range row {
			plain[i] = r.withYear(noClock.ReplaceAllString(c, ""), cellOf(b.Rows[0], i))
		}
		rows = append(rows, plain)
	}
	columns := facts(b.Rows[0], rows)
	m := guess(columns, true)
	if m.Time == NoColumn || columns[m.Time].days == columns[m.Time].times && !reportTimeline.MatchString(r.heading) {
		r.labelledRows(b)
		return nil
	}
	// A column of days that cannot be read keeps the report's day from being theirs.
	r.lost = m.Day == NoColumn && slices.ContainsFunc(columns, func(c columnFacts) bool {
		return slices.Contains(columnWords["day"], noNumbers(c.name)) && !c.isTime()
	})
	before := r.zone
	r.zone = firstOf(m.ZoneName, r.zone)
	if r.doc.Zone == "" {
		r.doc.Zone = m.ZoneName
	}
	b.RowMessages = []int{-1}
	for i, row := range rows {
		made := len(r.doc.Messages)
		if err := r.tableRow(m, row, b.Lines[i+1]); err != nil {
			return err
		}
		if made == len(r.doc.Messages) {
			made = -1
		}
		b.RowMessages = append(b.RowMessages, made)
	}
	r.zone, r.lost = before, false
	return nil
}

// labelledRows keeps the times of a table of two columns, a label and what it says.
func (r *reportReading) labelledRows(b *Block) {
	if len(b.Rows[0]) != 2 {
		return
	}
	b.RowWhens = make([]When, len(b.Rows))
	for i, row := range b.Rows {
		line := Block{Text: joined(": ", cellOf(row, 0), cellOf(row, 1))}
		r.labelled(&line, timedText{}, false)
		b.RowWhens[i] = line.When
	}
}

var (
	bareDay = regexp.MustCompile(`^(?:\p{L}+\.?,? )?(?:\p{Lu}\p{L}{2,8}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\.? \p{Lu}\p{L}{2,8})$`)
	// dayClock is a day without a year, and its clock.
	dayClock = regexp.MustCompile(`^((?:\p{L}+\.?,? )?\p{Lu}\p{L}{2,8}\.? \d{1,2})(?:st|nd|rd|th)?,? (?:at )?(\d{1,2}:\d{2}.*)$`)
	someYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
)

// withYear adds the year to a cell that has a day without one: that of the column's
// name, or the report's.
func (r *reportReading) withYear(cell, header string) string {
	year := someYear.FindString(header)
	if year == "" && !r.base.IsZero() {
		year = r.base.Format("2006")
	}
	switch {
	case year != "" && dayClock.MatchString(strings.TrimSpace(cell)):
		return dayClock.ReplaceAllString(strings.TrimSpace(cell), "$1, "+year+" $2")
	case year == "" || !bareDay.MatchString(strings.TrimSpace(cell)):
		return cell
	}
	return strings.TrimSpace(cell) + ", " + year
}

// isDay says whether letters and a number are a day of a month.
func isDay(s string) bool {
	_, ok := timeTextOf(s + ", 2000")
	return ok
}

// noNumbers is a name without a year in it.
func noNumbers(name string) string { return strings.TrimSpace(someYear.ReplaceAllString(name, "")) }

// noClock is what stands for a clock nobody knows.
var noClock = regexp.MustCompile(`(?i)\s*(?:--:--|\?\?:\?\?|xx:xx|hh:mm)\s*$`)

func (r *reportReading) tableRow(m Mapping, row []string, line int) error {
	out := Message{Sender: cellOf(row, m.Who), Text: cellOf(row, m.Text), Kind: kindOf("", cellOf(row, m.Who)), Channel: r.heading, File: r.f.path, Line: line}
	if day := cellOf(row, m.Day); day != "" {
		at := r.dateIn(day)
		r.day, r.clock, r.lost = at, time.Time{}, at.IsZero()
	}
	if zone := cellOf(row, m.Zone); isZone(zone) {
		before := r.zone
		r.zone = zone
		defer func() { r.zone = before }()
	}
	told := cellOf(row, m.Time)
	if t, ok := timedLine(told); ok {
		out.When = r.when(t)
		if t.text != "" {
			out.Text = joined(" ", "("+t.text+")", out.Text)
		}
	} else if told != "" {
		out.Text = joined(": ", told, out.Text)
	}
	if out.Text == "" {
		if told != "" {
			r.doc.reject(r.f.path, line, ExpectedMessage, strings.Join(row, " | "))
		}
		return nil
	}
	return r.add(out)
}
