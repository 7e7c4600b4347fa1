package evidence

import (
	"regexp"
	"strings"
	"time"
)

var (
	// discordTable is the head of DiscordChatExporter's CSV.
	discordTable = regexp.MustCompile(`^\x{feff}?"?(?:AuthorID"?[,;]"?)?Author"?[,;]"?Date"?[,;]"?Content"?[,;]"?Attachments\b`)
	// discordText is the head of its plain text, discordHead the line a message
	// begins with, discordFoot what stands below the last.
	discordText = regexp.MustCompile(`\A\x{feff}?={20,}\r?\nGuild: `)
	discordBar  = regexp.MustCompile(`\A\x{feff}?={20,}\s`)
	discordHead = regexp.MustCompile(`^\[([^\[\]]{6,40})\] (\S.{0,80}?)( \(pinned\))?$`)
	discordFoot = regexp.MustCompile(`^(?:={20,}|Exported [\d,.]+ message\(s\))$`)
	discordInfo = regexp.MustCompile(`^(?:Guild|Channel|Topic|After|Before): `)
)

// discordFlat is a channel in CSV or plain text being read. Its dates are written as
// the exporter's computer does: their order is told by all of them.
type discordFlat struct {
	*job
	f     file
	times []timeText
	// aside says that reactions follow, which are no words.
	aside bool
}

// resolve gives the messages their times.
func (d *discordFlat) resolve() {
	days, months := 0, 0
	for i := range d.times {
		switch d.times[i].order() {
		case OrderDayFirst:
			days++
		case OrderMonthFirst:
			months++
		}
	}
	order := orderOf(days, months)
	for i := range d.times {
		m := &d.doc.Messages[i]
		m.Text = strings.TrimSpace(m.Text)
		if m.When = d.times[i].when(order, "", time.Time{}); m.When.Told == ToldNothing {
			d.doc.reject(d.f.path, m.Line, ExpectedOrder, m.Text)
		}
	}
}

func (j *job) discordRows(f file, h *head) error {
	d := &discordFlat{job: j, f: f}
	delimiter, _ := delimiterOf(h)
	var at map[string]int
	for row, err := range j.rows(f, delimiter) {
		if err != nil {
			return err
		}
		if at == nil {
			at = map[string]int{}
			for i, c := range row.cells {
				at[strings.TrimPrefix(c, "\ufeff")] = i + 1
			}
			continue
		}
		cell := func(name string) string { return strings.TrimSpace(cellOf(row.cells, at[name]-1)) }
		s, ok := timeTextOf(cell("Date"))
		if !ok {
			j.doc.reject(f.path, row.line, ExpectedTime, strings.Join(row.cells, string(delimiter)))
			continue
		}
		d.times = append(d.times, s)
		if err := j.add(Message{
			Sender: cell("Author"), SenderID: cell("AuthorID"), Text: joined("\n", cell("Content"), cell("Attachments")), File: f.path, Line: row.line,
		}); err != nil {
			return err
		}
	}
	d.resolve()
	return nil
}

func (j *job) discordLines(f file) error {
	d := &discordFlat{job: j, f: f}
	for l, err := range j.lines(f) {
		if err == nil {
			err = d.line(l)
		}
		if err != nil {
			return err
		}
	}
	d.resolve()
	return nil
}

func (d *discordFlat) line(l line) error {
	if m := discordHead.FindStringSubmatch(l.text); m != nil {
		if s, ok := timeTextOf(m[1]); ok {
			d.aside = false
			d.times = append(d.times, s)
			return d.add(Message{Sender: m[2], File: d.f.path, Line: l.n})
		}
	}
	n := len(d.times)
	switch {
	case discordFoot.MatchString(l.text):
	case n == 0 && discordInfo.MatchString(l.text):
		if name, is := strings.CutPrefix(l.text, "Channel: "); is {
			d.doc.Title = name
		}
	case l.text == "{Reactions}":
		d.aside = true
	case n > 0 && !d.aside && (d.doc.Messages[n-1].Text != "" || l.text != ""):
		d.goesOn(n-1, strings.TrimSuffix(strings.TrimPrefix(l.text, "{Attachments}"), "{Embed}"))
	case n == 0 && strings.TrimSpace(l.text) != "":
		d.doc.reject(d.f.path, l.n, ExpectedMessage, l.text)
	}
	return nil
}
