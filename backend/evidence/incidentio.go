package evidence

import (
	"slices"
	"strings"
)

// incidentIO reads incidents and updates of incident.io's API, and its webhooks.
// https://api-docs.incident.io/
func incidentIO() reader {
	return reader{
		format: FormatIncidentIO,
		sniff: func(h *head) int {
			says := func(s string) bool { return strings.Contains(h.text, s) }
			switch {
			case h.json.kind == 0:
				return 0
			case h.json.object("event_type") && (says(`"public_incident.`) || says(`"private_incident.`)):
				return 96
			case h.json.object("incident_updates") && says(`"incident_id"`) && (says(`"new_incident_status"`) || says(`"updater"`)):
				return 93
			case (says(`"incident_status"`) || says(`"incident_timestamp_values"`) || says(`"incident_role_assignments"`)) && says(`"reference"`):
				return 93
			}
			return 0
		},
		read: func(j *job, f file) error {
			r := &responder{job: j, f: f}
			err := j.items(f, []string{"incidents", "incident", "incident_updates", "incident_update"}, r.item)
			j.doc.sort()
			return err
		},
	}
}

type responder struct {
	*job
	f file
}

func (r *responder) item(it item) error {
	if it.path == "pagination_meta" {
		return nil
	}
	o := objectOf(it.raw)
	if kind := o.text("event_type"); kind != "" && o.of(kind) != nil {
		o = o.of(kind)
		if inner := o.of("incident"); inner != nil && !o.has("message") {
			o = inner
		}
	}
	switch {
	case o == nil || slices.Contains([]string{"status", "error"}, it.path):
		return r.refuseItem(r.f, it)
	case o.has("new_incident_status") || o.has("incident_id") && o.has("message"):
		return r.update(it, o)
	}
	return r.incident(it, o)
}

// actor is who did something; a person when it is a user.
func actor(o object) (name, id string, kind Kind) {
	if u := o.of("user"); u != nil {
		return u.text("name", "email"), u.text("id"), KindPerson
	}
	for _, key := range []string{"api_key", "workflow", "alert", "integration"} {
		if a := o.of(key); a != nil {
			return firstOf(a.text("name", "title"), "incident.io"), a.text("id"), KindBot
		}
	}
	return "incident.io", "", KindBot
}

func (r *responder) update(it item, o object) error {
	m := Message{ID: o.text("id"), Parent: o.text("incident_id"), When: o.when("created_at")}
	m.Sender, m.SenderID, m.Kind = actor(o.of("updater"))
	m.Text = firstOf(unmarked(o.text("message")), joined(", ", o.of("new_incident_status").text("name"), o.of("new_severity").text("name")))
	return r.tell(r.f, it, m)
}

// incident is when it was written down; the moments people noted of it are lines
// besides.
func (r *responder) incident(it item, o object) error {
	m := Message{
		ID: o.text("id"), Channel: firstOf(o.text("slack_channel_name"), o.text("reference")),
		When: o.when("created_at", "reported_at"), Text: joined("\n", o.text("name"), unmarked(o.text("summary"))),
	}
	m.Sender, m.SenderID, m.Kind = actor(o.of("creator"))
	if err := r.tell(r.f, it, m); err != nil {
		return err
	}
	for _, v := range o.list("incident_timestamp_values") {
		name := joined(": ", v.of("incident_timestamp").text("name"), o.text("name"))
		if w := v.of("value").when("value"); w.Told != ToldNothing {
			if err := r.tell(r.f, it, Message{Parent: m.ID, When: w, Kind: KindSystem, Text: name}); err != nil {
				return err
			}
		}
	}
	for _, u := range o.list("incident_updates") {
		if err := r.update(it, u); err != nil {
			return err
		}
	}
	return nil
}
