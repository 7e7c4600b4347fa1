package evidence

import (
	"slices"
	"strings"
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
			case h.json.kind == '{' && says(`"comments"`) && says(`"updateAuthor"`), h.json.has("histories") && says(`"fromString"`):
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			r := &issues{job: j, f: f}
			err := j.items(f, []string{"issues", "comments", "histories"}, r.item)
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
	case it.path == "histories":
		return r.history(it, "", o)
	case o.of("fields") == nil:
		return r.refuseItem(r.f, it)
	}
	return r.issue(it, o)
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
