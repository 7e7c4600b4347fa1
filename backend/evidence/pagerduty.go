package evidence

import (
	"slices"
	"strings"
)

// pagerDuty reads incidents, log entries and notes of the REST API and webhooks of
// all three versions. An incident is one message, so is a log entry in a list of
// them; those within an incident are kept as lines of the system.
// https://developer.pagerduty.com/docs/webhooks-overview
func pagerDuty() reader {
	return reader{
		format: FormatPagerDuty,
		sniff:  sniffPagerDuty,
		read: func(j *job, f file) error {
			p := &pager{job: j, f: f}
			h, err := j.look(f)
			if err != nil {
				return err
			}
			if h.json.kind == 0 {
				return j.wrapped(f, h, "incident_number", p.item)
			}
			err = j.items(f, []string{"messages", "incidents", "incident", "log_entries", "log_entry", "notes", "alerts"}, p.item)
			j.doc.sort()
			return err
		},
	}
}

func sniffPagerDuty(h *head) int {
	k := h.json
	says := func(s string) bool { return strings.Contains(h.text, s) }
	switch {
	case h.wraps("escalation_policy", "incident_number"):
		return 88
	case k.kind == 0:
		return 0
	case k.object("messages") && says(`"incident.`) && (says(`"created_on"`) || says(`"log_entries"`)),
		k.object("event") && says(`"event_type"`) && says(`"occurred_at"`),
		(k.object("log_entries") || k.object("log_entry") || k.array("type")) && says(`_log_entry"`):
		return 95
	case k.object("incident_updates") || k.has("incident_updates"):
		return 0
	case says(`"escalation_policy"`) && (says(`"urgency"`) || says(`"incident_number"`)),
		says(`"incident_number"`) && says(`"service"`), says(`_log_entry"`),
		k.object("notes") && says(`"content"`) && says(`"user_reference"`):
		return 88
	}
	return 0
}

type pager struct {
	*job
	f file
}

// pagerAround are the fields around a list.
var pagerAround = []string{"limit", "offset", "more", "total", "next_cursor", "query", "webhook"}

func (p *pager) item(it item) error {
	if slices.Contains(pagerAround, it.path) {
		return nil
	}
	o := objectOf(it.raw)
	switch {
	case o == nil:
		return p.refuseItem(p.f, it)
	case o.of("event") != nil:
		return p.event(it, o.of("event"))
	case it.path == "messages" || o.of("data", "incident") != nil:
		return p.hook(it, o)
	case strings.Contains(o.text("type"), "_log_entry"):
		return p.entry(it, o, KindPerson)
	case o.has("content", "user"):
		return p.tell(p.f, it, Message{
			ID: o.text("id"), When: o.when("created_at"), Sender: summaryOf(o.of("user")),
			SenderID: o.of("user").text("id"), Text: o.text("content"),
		})
	}
	return p.incident(it, o)
}

// summaryOf is how a reference calls what it refers to.
func summaryOf(o object) string { return o.text("summary", "name", "display_name", "email") }

// isPerson says whether a reference is to somebody.
func isPerson(o object) bool { return strings.HasPrefix(o.text("type"), "user") || o.has("email") }

// entry is a line of an incident's log; by a person when an agent who is one wrote it.
func (p *pager) entry(it item, o object, kind Kind) error {
	agent := o.of("agent")
	m := Message{
		ID: o.text("id"), Parent: o.of("incident").text("id"), Channel: summaryOf(o.of("service")),
		When: o.when("created_at", "created_on"), Sender: summaryOf(agent), SenderID: agent.text("id"), Kind: kind,
	}
	if m.Kind == KindPerson && !isPerson(agent) {
		m.Kind = KindBot
	}
	m.Sender = firstOf(m.Sender, m.Channel, "PagerDuty")
	m.Text = joined("\n", o.text("summary"), o.of("channel").text("subject"), o.of("channel").text("summary"), o.of("channel").text("content"), o.text("note"))
	return p.tell(p.f, it, m)
}

// incident is what happened; whoever triggered it by hand said so, else it is told
// by a program, under the name it was given to.
func (p *pager) incident(it item, o object) error {
	m := Message{ID: o.text("id"), Channel: summaryOf(o.of("service")), When: o.when("created_at", "created_on", "occurred_at"), Kind: KindBot}
	agent := o.of("agent")
	for _, e := range o.list("log_entries") {
		if strings.HasPrefix(e.text("type"), "trigger_log_entry") {
			agent = e.of("agent")
		}
	}
	if isPerson(agent) {
		m.Kind = KindPerson
	} else {
		agent = firstAssignee(o)
	}
	m.Sender, m.SenderID = firstOf(summaryOf(agent), m.Channel, "PagerDuty"), agent.text("id")
	trigger := o.of("trigger_summary_data")
	m.Text = joined("\n", firstOf(o.text("title"), o.text("summary"), trigger.text("subject", "description"), o.text("description"), o.text("incident_key")),
		o.of("body").text("details"))
	if err := p.tell(p.f, it, m); err != nil {
		return err
	}
	for _, e := range o.list("log_entries") {
		if err := p.entry(it, e, KindSystem); err != nil {
			return err
		}
	}
	return nil
}

// firstAssignee is who an incident was given to first.
func firstAssignee(o object) object {
	if given := o.list("assignments"); len(given) > 0 {
		return given[0].of("assignee")
	}
	for _, key := range []string{"assigned_to", "assignees"} {
		if given := o.list(key); len(given) > 0 {
			if inner := given[0].of("object"); inner != nil {
				return inner
			}
			return given[0]
		}
	}
	return o.of("assigned_to_user")
}

// hook is one message of a webhook, version 1 or 2: what became of an incident.
func (p *pager) hook(it item, o object) error {
	incident := o.of("incident")
	if data := o.of("data", "incident"); data != nil {
		incident = data
	}
	what := strings.TrimPrefix(firstOf(o.text("event"), o.text("type")), "incident.")
	m := Message{
		ID: o.text("id"), Parent: incident.text("id"), Channel: summaryOf(incident.of("service")),
		When: o.when("created_on", "created_at"), Kind: KindBot,
	}
	agent := object(nil)
	for _, e := range o.list("log_entries") {
		agent = e.of("agent")
	}
	for _, key := range []string{"resolved_by_user", "last_status_change_by"} {
		if by := incident.of(key); agent == nil && by != nil && what != "trigger" {
			agent = by
		}
	}
	if isPerson(agent) {
		m.Kind = KindPerson
	} else if agent == nil {
		agent = firstAssignee(incident)
	}
	m.Sender, m.SenderID = firstOf(summaryOf(agent), m.Channel, "PagerDuty"), agent.text("id")
	trigger := incident.of("trigger_summary_data")
	m.Text = joined(": ", what, firstOf(incident.text("title", "summary"), trigger.text("subject", "description"), incident.text("description", "incident_key")))
	return p.tell(p.f, it, m)
}

// event is a webhook of version 3.
func (p *pager) event(it item, o object) error {
	agent, data := o.of("agent"), o.of("data")
	m := Message{
		ID: o.text("id"), Parent: firstOf(data.of("incident").text("id"), data.text("id")),
		Channel: summaryOf(data.of("service")), When: o.when("occurred_at"), Kind: KindBot,
	}
	if isPerson(agent) {
		m.Kind = KindPerson
	} else {
		agent = firstAssignee(data)
	}
	m.Sender, m.SenderID = firstOf(summaryOf(agent), m.Channel, "PagerDuty"), agent.text("id")
	what := strings.TrimPrefix(o.text("event_type"), "incident.")
	m.Text = joined(": ", what, firstOf(data.text("content", "message", "title"), summaryOf(data.of("incident"))))
	return p.tell(p.f, it, m)
}
