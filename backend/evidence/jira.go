package evidence

import (
	"slices"
	"strings"
	"time"
)

// jira reads issues of the REST API: the issue is a message of who reported it, and
// so is every comment; what was changed is of the system.
// https://developer.atlassian.com/cloud/jira/platform/rest/v3/
func jira() reader {
	return reader{
		format: FormatJira,
		sniff: func(h *head) int {
			says := func(s string) bool { return strings.Contains(h.text, s) }
			switch {
			case h.json.kind != 0 && h.json.has("key", "fields"), h.json.object("issues") && says(`"fields"`):
				return 94
			case h.json.kind == 0 && isIssueTable(h), h.wraps("fields", "key"), h.wraps("items", "fromString"):
				return 88
			case h.json.object("issue", "user") && says(`"webhookEvent"`) || h.json.object("issue", "user", "timestamp") || h.json.object("comment", "webhookEvent"):
				return 92
			case h.json.kind == '{' && says(`"comments"`) && says(`"updateAuthor"`), h.json.has("histories") && says(`"fromString"`):
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			r := &issues{job: j, f: f}
			h, err := j.look(f)
			if err != nil {
				return err
			}
			switch {
			case h.wraps("items", "fromString"):
				return j.wrapped(f, h, "fromString", r.item)
			case h.wraps("fields", "key"):
				return j.wrapped(f, h, "fields", r.item)
			case h.json.kind == 0:
				return r.table(h)
			}
			err = j.items(f, []string{"issues", "comments", "histories"}, r.item)
			j.doc.sort()
			return err
		},
	}
}

type issues struct {
	*job
	f file
}

func (r *issues) item(it item) error {
	if slices.Contains([]string{"expand", "startAt", "maxResults", "total", "names", "schema", "isLast", "nextPageToken", "warningMessages", "self"}, it.path) {
		return nil
	}
	o := objectOf(it.raw)
	switch {
	case o == nil:
		return r.refuseItem(r.f, it)
	case it.path == "comments":
		return r.comment(it, "", o)
	case it.path == "histories", it.path == "" && o.has("items", "created"):
		return r.history(it, "", o)
	case o.of("user") != nil && o.of("issue") != nil, o.has("webhookEvent"):
		return r.hook(it, o)
	case o.of("fields") == nil:
		return r.refuseItem(r.f, it)
	}
	return r.issue(it, o)
}

// hook is what somebody did to an issue, as a webhook tells it.
func (r *issues) hook(it item, o object) error {
	issue, comment := o.of("issue"), o.of("comment")
	of := issue.of("fields")
	key := issue.text("key", "id")
	m := Message{ID: comment.text("id"), Parent: key, Channel: key, When: o.when("timestamp"), Edited: strings.HasSuffix(o.text("issue_event_type_name", "webhookEvent"), "comment_edited")}
	by := o.of("user")
	if by == nil {
		by = comment.of("updateAuthor")
	}
	if m.Sender, m.SenderID = personOf(by); m.When.Told == ToldNothing {
		m.When = firstWhen(comment.when("updated", "created"), of.when("updated", "created"))
	}
	what := strings.TrimPrefix(o.text("issue_event_type_name", "webhookEvent"), "jira:")
	if what == "issue_created" {
		m.ID, m.Parent = key, ""
	}
	said := richText(comment["body"])
	for _, c := range o.of("changelog").list("items") {
		said = joined("\n", said, joined(": ", c.text("field"), joined(" → ", c.text("fromString"), c.text("toString"))))
	}
	m.Text = joined("\n", joined(": ", strings.ReplaceAll(what, "_", " "), of.text("summary")), said)
	if r.doc.Title == "" {
		r.doc.Title = joined(" ", key, of.text("summary"))
	}
	return r.tell(r.f, it, m)
}

// personOf is somebody of a site.
func personOf(o object) (name, id string) {
	return o.text("displayName", "name", "emailAddress"), o.text("accountId", "key", "name")
}

func (r *issues) issue(it item, o object) error {
	of := o.of("fields")
	key := o.text("key", "id")
	by := of.of("reporter")
	if by == nil {
		by = of.of("creator")
	}
	m := Message{ID: key, Channel: key, When: of.when("created"), Text: joined("\n", of.text("summary"), richText(of["description"]))}
	m.Sender, m.SenderID = personOf(by)
	m.Text = firstOf(m.Text, key)
	if r.doc.Title == "" {
		r.doc.Title = joined(" ", key, of.text("summary"))
	}
	if err := r.tell(r.f, it, m); err != nil {
		return err
	}
	for _, c := range of.of("comment").list("comments") {
		if err := r.comment(it, key, c); err != nil {
			return err
		}
	}
	for _, h := range o.of("changelog").list("histories") {
		if err := r.history(it, key, h); err != nil {
			return err
		}
	}
	return nil
}

func (r *issues) comment(it item, key string, o object) error {
	m := Message{ID: o.text("id"), Parent: key, Channel: key, When: o.when("created"), Text: richText(o["body"])}
	m.Sender, m.SenderID = personOf(o.of("author"))
	m.Edited = o.text("updated") != "" && o.text("updated") != o.text("created")
	return r.tell(r.f, it, m)
}

func (r *issues) history(it item, key string, o object) error {
	m := Message{ID: o.text("id"), Parent: key, Channel: key, When: o.when("created"), Kind: KindSystem}
	m.Sender, m.SenderID = personOf(o.of("author"))
	for _, c := range o.list("items") {
		m.Text = joined("\n", m.Text, joined(": ", c.text("field"), joined(" → ", c.text("fromString"), c.text("toString"))))
	}
	m.Text = firstOf(m.Text, "changed")
	return r.tell(r.f, it, m)
}

// richText is a text, or a document of Atlassian's as plain text.
func richText(v any) string {
	var out strings.Builder
	richParts(&out, v)
	return strings.TrimSpace(out.String())
}

func richParts(out *strings.Builder, v any) {
	switch v := v.(type) {
	case string:
		out.WriteString(v)
	case []any:
		for _, e := range v {
			richParts(out, e)
		}
	case map[string]any:
		o := object(v)
		switch o.text("type") {
		case "text":
			out.WriteString(o.text("text"))
		case "hardBreak":
			out.WriteByte('\n')
		case "mention", "emoji", "inlineCard":
			out.WriteString(o.of("attrs").text("text", "shortName", "url"))
		}
		richParts(out, v["content"])
		if slices.Contains([]string{"paragraph", "heading", "listItem", "codeBlock", "tableRow"}, o.text("type")) {
			out.WriteByte('\n')
		}
	}
}

// isIssueTable says whether a table has the columns of Jira's export.
func isIssueTable(h *head) bool {
	delimiter, _ := delimiterOf(h)
	rows := rowsOf(h.text, delimiter, 1)
	if len(rows) == 0 {
		return false
	}
	has := func(name string) bool {
		return slices.ContainsFunc(rows[0], func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), name) })
	}
	return has("Issue key") || has("Issue id") && has("Summary") || has("Key") && has("Summary") && (has("Issue Type") || has("Reporter"))
}

// issueTable is an export to CSV: an issue a row, its comments in columns of one
// name, each "time;author;text". Its times are in the zone of whoever exported it.
type issueTable struct {
	*issues
	columns map[string][]int
	order   Order
}

func (r *issues) table(h *head) error {
	delimiter, _ := delimiterOf(h)
	t := &issueTable{issues: r, columns: map[string][]int{}}
	if err := t.orders(delimiter); err != nil {
		return err
	}
	n := 0
	for row, err := range r.rows(r.f, delimiter) {
		if err != nil {
			return err
		}
		if len(t.columns) == 0 {
			t.name(row.cells)
			n = len(row.cells)
			continue
		}
		if len(trimmedRow(row.cells)) > n || len(row.cells) < n {
			r.doc.reject(r.f.path, row.line, ExpectedRow, strings.Join(row.cells, string(delimiter)))
			continue
		}
		if err := t.row(row); err != nil {
			return err
		}
	}
	return nil
}

func (t *issueTable) name(cells []string) {
	for i, c := range cells {
		c = strings.ToLower(strings.TrimSpace(c))
		t.columns[c] = append(t.columns[c], i)
	}
}

// orders goes over all dates of the table for the order of days and months.
func (t *issueTable) orders(delimiter rune) error {
	quiet := &job{ctx: t.ctx, doc: &Document{}}
	days, months := 0, 0
	for row, err := range quiet.rows(t.f, delimiter) {
		if err != nil {
			return err
		}
		for _, cell := range row.cells {
			at, _, _ := strings.Cut(firstBytes(cell, 200), ";")
			s, ok := timeTextOf(at)
			switch {
			case !ok:
			case s.order() == OrderDayFirst:
				days++
			case s.order() == OrderMonthFirst:
				months++
			}
		}
	}
	t.order = orderOf(days, months)
	return nil
}

// cell is the first cell of columns of a name that has something.
func (t *issueTable) cell(cells []string, names ...string) string {
	for _, name := range names {
		for _, at := range t.columns[name] {
			if c := cellOf(cells, at); c != "" {
				return c
			}
		}
	}
	return ""
}

func (t *issueTable) row(row tableRow) error {
	key := t.cell(row.cells, "issue key", "key", "issue id")
	m := Message{
		ID: key, Channel: key, Sender: t.cell(row.cells, "reporter", "creator"), File: t.f.path, Line: row.line,
		Text: joined("\n", t.cell(row.cells, "summary"), t.cell(row.cells, "description")),
	}
	if created := t.cell(row.cells, "created", "date created"); created != "" {
		m.When = t.when(row, created)
	}
	if m.Text == "" {
		t.doc.reject(t.f.path, row.line, ExpectedMessage, strings.Join(row.cells, ","))
	} else if err := t.add(m); err != nil {
		return err
	}
	for _, name := range []string{"comment", "comments"} {
		for _, at := range t.columns[name] {
			if cell := cellOf(row.cells, at); cell != "" {
				if err := t.remark(row, key, cell); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// when is a time of the table; what is none is told with its row.
func (t *issueTable) when(row tableRow, text string) When {
	s, ok := timeTextOf(text)
	if !ok {
		t.doc.reject(t.f.path, row.line, ExpectedTime, text)
		return When{}
	}
	w := s.when(t.order, "", time.Time{})
	switch {
	case w.Told == ToldNothing && s.ambiguous():
		t.doc.reject(t.f.path, row.line, ExpectedOrder, text)
	case w.Told == ToldNothing:
		t.doc.reject(t.f.path, row.line, ExpectedTime, text)
	}
	return w
}

// remark is a comment: its time, its author and its text; older exports have the
// text alone.
func (t *issueTable) remark(row tableRow, key, cell string) error {
	m := Message{Parent: key, Channel: key, Text: cell, File: t.f.path, Line: row.line}
	if parts := strings.SplitN(cell, ";", 3); len(parts) == 3 {
		if _, ok := timeTextOf(parts[0]); ok {
			m.When, m.Sender, m.Text = t.when(row, parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])
		}
	}
	if m.Text == "" {
		return nil
	}
	return t.add(m)
}
