package evidence

import (
	"strings"
	"time"
)

// post is a post-mortem of Morgue, and the line its row stands in.
type post struct {
	row  sqlRow
	line int
}

// keptRow is what else is kept of a post-mortem.
type keptRow struct {
	table string
	row   sqlRow
	line  int
}

// keep keeps a row for the report it is part of.
func (d *dump) keep(table string, row sqlRow, line int) {
	switch table {
	case "postmortems", "postmortem":
		d.posts = append(d.posts, post{row, line})
	case "tags":
		d.tags[row["id"]] = row["title"]
	default:
		if id := row["postmortem_id"]; id != "" {
			d.kept[id] = append(d.kept[id], keptRow{table, row, line})
		}
	}
}

// parts makes a report of each post-mortem: its columns are sections and labels, in
// the words of the dump.
func (d *dump) parts() error {
	for _, p := range d.posts {
		if err := d.part(d.f, d.outline(p)); err != nil {
			return err
		}
	}
	return nil
}

// morgueTimes and morgueLabels are the columns that say one thing, and what they are
// called in a report.
func morgueTimes() [][2]string {
	return [][2]string{{"starttime", "Started"}, {"detecttime", "Detected"}, {"statustime", "Status told"}, {"endtime", "Resolved"}}
}

func morgueLabels() [][2]string {
	return [][2]string{
		{"severity", "Severity"},
		{"facilitator", "Facilitator"},
		{"contact", "Contact"},
		{"owner_team", "Owner team"},
		{"subsystem", "Subsystem"},
		{"problem_type", "Problem type"},
		{"impact_type", "Impact type"},
		{"incident_cause", "Incident cause"},
		{"meeting_notes_link", "Meeting notes"},
		{"gcal", "Calendar"},
	}
}

func (d *dump) outline(p post) *outline {
	o := &outline{title: firstOf(unmarked(p.row["title"]), p.row["id"])}
	say := func(label, text string, links ...string) {
		if text != "" {
			o.blocks = append(o.blocks, Block{Kind: BlockText, Text: label + ": " + text, Line: p.line, Links: links})
		}
	}
	o.blocks = append(o.blocks, Block{Kind: BlockHeading, Level: 1, Text: o.title, Line: p.line})
	for _, c := range morgueTimes() {
		if w := epoch(p.row[c[0]], 0); w.Told == ToldInstant {
			say(c[1], w.Time.Format(time.RFC3339))
			if c[0] == "starttime" {
				o.dated = w.Time.Format(time.DateOnly)
			}
		}
	}
	for _, c := range morgueLabels() {
		say(c[1], unmarked(p.row[c[0]]))
	}
	tickets := d.related(p.row["id"], say)
	o.prose("TL;DR", p.row["tldr"], p.line)
	o.prose("Summary", p.row["summary"], p.line)
	o.prose("Why surprised", p.row["why_surprised"], p.line)
	if len(tickets) > 0 {
		o.blocks = append(append(o.blocks, Block{Kind: BlockHeading, Level: 2, Text: "Action items", Line: p.line}), tickets...)
	}
	return o
}

// prose is a column as a section; it is written in Markdown, or in HTML.
func (o *outline) prose(heading, text string, line int) {
	if strings.TrimSpace(text) == "" {
		return
	}
	o.blocks = append(o.blocks, Block{Kind: BlockHeading, Level: 2, Text: heading, Line: line})
	in := markdownOutline(text)
	if htmlStart.MatchString(text) || strings.Contains(text, "</p>") {
		in = htmlOutline(text)
	}
	for _, b := range in.blocks {
		b.Line = line
		if b.Kind == BlockHeading {
			b.Level += 2
		}
		b.Lines = make([]int, len(b.Rows))
		for i := range b.Lines {
			b.Lines[i] = line
		}
		o.blocks = append(o.blocks, b)
	}
}

// related says the rows of other tables; tickets are what was to be done.
func (d *dump) related(id string, say func(label, text string, links ...string)) (tickets []Block) {
	var tags []string
	for _, k := range d.kept[id] {
		switch k.table {
		case "jira":
			tickets = append(tickets, Block{Kind: BlockItem, Text: k.row["ticket"], Line: k.line})
		case "postmortem_referenced_tags":
			tags = append(tags, firstOf(d.tags[k.row["tag_id"]], k.row["tag_id"]))
		case "slack":
			say(joined(" ", "Slack", "#"+strings.TrimPrefix(k.row["channel_name"], "#")), firstOf(k.row["message"], k.row["channel_id"]))
		case "postmortem_history":
			say("History", joined(" ", epochText(k.row["create_date"]), joined(": ", k.row["auth_username"], joined(": ", k.row["action"], k.row["summary"]))))
		default:
			what := firstOf(k.row["channel"], k.row["forum_link"], k.row["image_link"], k.row["link"])
			say(k.table, joined(" ", what, firstOf(k.row["comment"], k.row["title"])), what)
		}
	}
	say("Tags", strings.Join(tags, ", "))
	return tickets
}

func epochText(s string) string {
	if w := epoch(s, 0); w.Told == ToldInstant {
		return w.Time.Format(time.RFC3339)
	}
	return ""
}
