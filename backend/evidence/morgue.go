package evidence

import (
	"io"
	"regexp"
	"strings"

	"secondstory/backend/debrief"
)

// morgue reads a dump of the tables of Morgue, a post-mortem tracker: each
// post-mortem is a message from its start to its end, what else is kept of it lines
// of the system, its prose sections. A schema alone has none.
// https://github.com/etsy/morgue
func morgue() reader {
	return reader{
		format: FormatMorgue,
		sniff: func(h *head) int {
			if h.json.kind == 0 && sqlStart.MatchString(h.text) && morgueTable.MatchString(h.text) {
				return 90
			}
			return 0
		},
		read: (*job).morgue,
	}
}

var (
	sqlStart    = regexp.MustCompile(`(?i)^\s*(?:--|/\*|#|CREATE|DROP|INSERT|SET|USE|LOCK|BEGIN|START|DELETE)`)
	morgueTable = regexp.MustCompile("(?i)\\b(?:TABLE(?: IF (?:NOT )?EXISTS)?|INTO) +[`\"]?(?:\\w+[`\"]?\\.[`\"]?)?(?:postmortems?|postmortem_\\w+)\\b|postmortem_id|\\banniversary\\b")
	sqlCreate   = regexp.MustCompile("(?is)CREATE TABLE(?: IF NOT EXISTS)? +[`\"]?(\\w+)[`\"]?\\s*\\(")
	sqlInsert   = regexp.MustCompile("(?is)(?:INSERT(?: IGNORE)?|REPLACE) INTO +(?:[`\"]?\\w+[`\"]?\\.)?[`\"]?(\\w+)[`\"]?\\s*(?:\\(([^)]*)\\))?\\s*VALUES?\\s*")
	sqlColumn   = regexp.MustCompile("(?m)^\\s*[`\"]?(\\w+)[`\"]?\\s+(?:\\w*int|varchar|char|\\w*text|\\w*blob|timestamp|date|datetime|enum|decimal|float|double|bool|serial)")
)

// sqlRow is a row by the names of its columns; what is null is empty.
type sqlRow map[string]string

// maxDump bounds a dump.
const maxDump = 128 << 20

func (j *job) morgue(f file) error {
	in, err := j.open(f)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	raw, err := io.ReadAll(io.LimitReader(utf8Of(in), maxDump+1))
	switch {
	case err != nil:
		return asRefused(err, f.path)
	case len(raw) > maxDump:
		return refused(debrief.CodeEvidenceTooLarge, f.path)
	}
	d := &dump{job: j, f: f, text: plainLine(raw), columns: map[string][]string{}, kept: map[string][]keptRow{}, tags: map[string]string{}}
	d.line = 1
	d.schema()
	if err := d.inserts(); err != nil {
		return err
	}
	return d.parts()
}

// dump is a dump on its way.
type dump struct {
	*job
	f       file
	text    string
	columns map[string][]string
	// line is that of the byte at passed.
	line, passed int
	// posts are the post-mortems in their order, kept what else there is of each, by
	// the table; tags are the names of tags.
	posts []post
	kept  map[string][]keptRow
	tags  map[string]string
}

// schema learns the order of columns.
func (d *dump) schema() {
	for _, m := range sqlCreate.FindAllStringSubmatchIndex(d.text, 200) {
		name, body := strings.ToLower(d.text[m[2]:m[3]]), d.text[m[1]:]
		if end := strings.Index(body, ";"); end >= 0 {
			body = body[:end]
		}
		for _, c := range sqlColumn.FindAllStringSubmatch(firstBytes(body, 64<<10), 200) {
			d.columns[name] = append(d.columns[name], strings.ToLower(c[1]))
		}
	}
}

func (d *dump) inserts() error {
	for at := 0; ; {
		m := sqlInsert.FindStringSubmatchIndex(d.text[at:])
		if m == nil {
			return nil
		}
		table := strings.ToLower(d.text[at+m[2] : at+m[3]])
		columns := d.columns[table]
		if m[4] >= 0 {
			columns = nil
			for c := range strings.SplitSeq(d.text[at+m[4]:at+m[5]], ",") {
				columns = append(columns, strings.ToLower(strings.Trim(c, " \t\r\n`\"")))
			}
		}
		end, err := d.values(at+m[1], table, columns)
		if err != nil {
			return err
		}
		at = end
	}
}

// at is the line of a byte; those asked for do not go back.
func (d *dump) at(offset int) int {
	d.line += strings.Count(d.text[d.passed:offset], "\n")
	d.passed = offset
	return d.line
}

// values reads the rows of one INSERT; it returns where they end.
func (d *dump) values(at int, table string, columns []string) (int, error) {
	for {
		at += len(d.text[at:]) - len(strings.TrimLeft(d.text[at:], " \t\r\n,"))
		if at >= len(d.text) || d.text[at] != '(' {
			return at, nil
		}
		line := d.at(at)
		cells, end := sqlTuple(d.text, at+1)
		if end < 0 || columns != nil && len(cells) != len(columns) {
			d.doc.reject(d.f.path, line, ExpectedRow, firstBytes(d.text[at:], 4*maxExcerpt))
			if end < 0 {
				return len(d.text), nil
			}
		} else if err := d.row(table, rowOf(columns, cells), line); err != nil {
			return 0, err
		}
		at = end
	}
}

func rowOf(columns, cells []string) sqlRow {
	row := sqlRow{}
	for i, c := range columns {
		row[c] = cells[i]
	}
	return row
}

// sqlTuple reads values up to the closing bracket; where it ends, or -1 for half of
// one.
func sqlTuple(text string, at int) (cells []string, end int) {
	var cell strings.Builder
	quoted := false
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case (c == '\'' || c == '"') && strings.TrimSpace(cell.String()) == "" || c == '\'' && strings.EqualFold(strings.TrimSpace(cell.String()), "_binary"):
			s, next := sqlText(text, i)
			if next < 0 {
				return nil, -1
			}
			cell.Reset()
			cell.WriteString(s)
			quoted, i = true, next-1
		case c == ',' || c == ')':
			s := cell.String()
			if s = strings.TrimSpace(s); !quoted && strings.EqualFold(s, "NULL") {
				s = ""
			}
			cells, quoted = append(cells, s), false
			cell.Reset()
			if c == ')' {
				return cells, i + 1
			}
		default:
			if !quoted {
				cell.WriteByte(c)
			}
		}
	}
	return nil, -1
}

var sqlEscapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '0': ' ', 'Z': ' ', 'b': ' '}

// sqlText reads a text in quotes; where it ends, or -1.
func sqlText(text string, at int) (string, int) {
	quote := text[at]
	var out strings.Builder
	for i := at + 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			if e, ok := sqlEscapes[text[i]]; ok {
				out.WriteByte(e)
			} else {
				out.WriteByte(text[i])
			}
		case c == quote && i+1 < len(text) && text[i+1] == quote:
			out.WriteByte(quote)
			i++
		case c == quote:
			return out.String(), i + 1
		default:
			out.WriteByte(c)
		}
	}
	return "", -1
}

func (d *dump) row(table string, row sqlRow, line int) error {
	if row["deleted"] == "1" {
		return nil
	}
	d.keep(table, row, line)
	switch table {
	case "postmortems", "postmortem":
		return d.postMortem(row, line)
	case "slack":
		kind := KindSystem
		if row["message"] != "" {
			kind = KindPerson
		}
		return d.add(Message{Parent: row["postmortem_id"], Channel: row["channel_name"], Kind: kind, Text: firstOf(row["message"], "#"+row["channel_name"]), File: d.f.path, Line: line})
	case "postmortem_history":
		return d.add(Message{
			Parent: row["postmortem_id"], When: epoch(row["create_date"], 0), Sender: row["auth_username"], Kind: KindSystem,
			Text: firstOf(joined(": ", row["action"], row["summary"]), "changed"), File: d.f.path, Line: line,
		})
	case "irc", "jira", "links", "images", "forum_links":
		what := firstOf(row["channel"], row["ticket"], row["forum_link"], row["image_link"], row["link"], row["id"])
		return d.add(Message{Parent: row["postmortem_id"], Kind: KindSystem, Text: joined(": ", table, joined(" ", what, row["comment"])), File: d.f.path, Line: line})
	}
	return nil // lists of tags and the like
}

// postMortem is one: what people wrote of it, and the moments it names.
func (d *dump) postMortem(row sqlRow, line int) error {
	title := firstOf(unmarked(row["title"]), row["id"])
	if d.doc.Title == "" {
		d.doc.Title = title
	}
	for _, key := range []string{"summary", "why_surprised", "tldr"} {
		if text := unmarked(row[key]); text != "" {
			d.doc.Sections = append(d.doc.Sections, Section{Heading: joined(": ", title, strings.ReplaceAll(key, "_", " ")), Text: text})
		}
	}
	m := Message{
		ID: row["id"], When: epoch(row["starttime"], 0), Sender: firstOf(row["contact"], row["facilitator"], row["modifier"]),
		Text: joined("\n", title, unmarked(row["tldr"])), File: d.f.path, Line: line,
	}
	if until := epoch(row["endtime"], 0); until.Told == ToldInstant && until.Time.After(m.When.Time) {
		m.Until = until
	}
	if err := d.add(m); err != nil {
		return err
	}
	for _, key := range []string{"detecttime", "statustime"} {
		if w := epoch(row[key], 0); w.Told == ToldInstant {
			text := joined(": ", strings.TrimSuffix(key, "time"), title)
			if err := d.add(Message{Parent: m.ID, When: w, Kind: KindSystem, Text: text, File: d.f.path, Line: line}); err != nil {
				return err
			}
		}
	}
	return nil
}
