package evidence

import (
	"slices"
	"strings"
)

// opsgenie reads webhooks, and lists of alerts, incidents, notes and logs of the
// API.
// https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/
func opsgenie() reader {
	return reader{
		format: FormatOpsgenie,
		sniff: func(h *head) int {
			says := func(s string) bool { return strings.Contains(h.text, s) }
			switch {
			case h.wraps("tinyId", "createdAt"):
				return 88
			case h.json.object("action", "alert") && says(`"alertId"`), says(`"tinyId"`) && says(`"createdAt"`) && h.json.kind != 0:
				return 92
			case h.json.object("data") && says(`"createdAt"`) && says(`"owner"`) && (says(`"log"`) || says(`"note"`)):
				return 85
			case h.json.kind == '[' && h.json.has("createdAt", "owner") && (h.json.has("log") || h.json.has("note")):
				return 85
			}
			return 0
		},
		read: func(j *job, f file) error {
			g := &genie{job: j, f: f}
			h, err := j.look(f)
			if err != nil {
				return err
			}
			if h.json.kind == 0 {
				return j.wrapped(f, h, "tinyId", g.item)
			}
			err = j.items(f, []string{"data"}, g.item)
			j.doc.sort()
			return err
		},
	}
}

type genie struct {
	*job
	f file
}

func (g *genie) item(it item) error {
	if slices.Contains([]string{"took", "requestId", "paging", "totalCount", "result"}, it.path) {
		return nil
	}
	o := objectOf(it.raw)
	switch {
	case o == nil:
		return g.refuseItem(g.f, it)
	case o.of("alert") != nil:
		return g.hook(it, o, o.of("alert"))
	case o.has("log"):
		m := Message{ID: o.text("offset"), When: o.when("createdAt"), Sender: firstOf(o.text("owner"), "Opsgenie"), Text: o.text("log"), Kind: KindBot}
		if byPerson(m.Sender) {
			m.Kind = KindPerson
		}
		return g.tell(g.f, it, m)
	case o.has("note"):
		return g.tell(g.f, it, Message{ID: o.text("offset", "id"), When: o.when("createdAt"), Sender: o.text("owner"), Text: o.text("note")})
	}
	return g.alert(it, o)
}

// byPerson says whether an owner is somebody: people are told by their addresses.
func byPerson(owner string) bool { return strings.Contains(owner, "@") }

// hook is what was done to an alert, and when: that it was made has a time of its
// own, the rest is the alert's last change.
func (g *genie) hook(it item, o, alert object) error {
	action := o.text("action")
	m := Message{
		ID: alert.text("alertId", "id"), Channel: alert.text("entity", "alias"), Kind: KindBot,
		Sender: firstOf(alert.text("username"), alert.text("source"), "Opsgenie"), SenderID: alert.text("userId"),
	}
	if m.When = alert.when("createdAt"); action != "Create" {
		if changed := alert.when("updatedAt", "insertedAt"); changed.Told != ToldNothing {
			m.When = changed
		}
	}
	text := alert.text("message")
	if action != "" && action != "Create" {
		m.Parent, text = m.ID, joined(": ", action, text, alert.text("note"))
		if byPerson(m.Sender) {
			m.Kind = KindPerson
		}
	}
	m.Text = joined("\n", text, alert.text("description"))
	return g.tell(g.f, it, m)
}

// alert is an alert or an incident of the API. When its impact began is another
// moment than when it was written down: it is a line besides.
func (g *genie) alert(it item, o object) error {
	m := Message{
		ID: o.text("id", "alertId"), Channel: o.text("entity", "alias"), When: o.when("createdAt"), Kind: KindBot,
		Sender: firstOf(o.text("ownerTeam"), o.text("owner"), o.text("source"), o.of("integration").text("name"), "Opsgenie"),
		Text:   joined("\n", o.text("message"), o.text("description")),
	}
	if name := o.text("username", "owner"); name != "" {
		m.Sender = name
	}
	if err := g.tell(g.f, it, m); err != nil {
		return err
	}
	for _, key := range []string{"impactStartDate", "impactEndDate"} {
		if w := o.when(key); w.Told != ToldNothing && w.Time != m.When.Time {
			if err := g.tell(g.f, it, Message{Parent: m.ID, When: w, Kind: KindSystem, Text: joined(": ", key, o.text("message"))}); err != nil {
				return err
			}
		}
	}
	return nil
}
