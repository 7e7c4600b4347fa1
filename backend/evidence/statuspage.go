package evidence

import (
	"slices"
	"strings"
)

// statusPage reads what status pages tell the public: Statuspage's incidents,
// maintenances, updates and webhooks, and those of pages that are alike. Every
// update is a message; an incident without any is one. When an update is said to
// have been beats when it was typed.
// https://developer.statuspage.io/
func statusPage() reader {
	return reader{
		format: FormatStatuspage,
		sniff:  sniffStatusPage,
		read: func(j *job, f file) error {
			s := &statuses{job: j, f: f}
			err := j.items(f, []string{"incidents", "incident", "scheduled_maintenances", "maintenances", "maintenance", "incident_updates", "component_update"}, s.item)
			j.doc.sort()
			return err
		},
	}
}

func sniffStatusPage(h *head) int {
	k := h.json
	says := func(s string) bool { return strings.Contains(h.text, s) }
	switch {
	case k.kind == 0 || says(`"incident_role_assignments"`) || says(`"new_incident_status"`):
		return 0
	case says(`"incident_updates"`) && (says(`"display_at"`) || says(`"shortlink"`) || says(`"page"`) || says(`"page_id"`) || says(`"impact"`)),
		k.has("component_update") && k.has("page"):
		return 94
	case (k.array("body", "status", "created_at") || k.object("body", "status", "created_at")) && (k.has("display_at") || k.has("incident_id")):
		return 90
	case k.array("external_desc", "begin") || k.object("external_desc", "begin"), k.array("date_created", "notes", "title"), k.object("date_created", "notes", "title"):
		return 90
	case k.object("incidents", "page"), k.object("scheduled_maintenances", "page"), k.object("page", "incident"):
		return 80
	}
	return 0
}

type statuses struct {
	*job
	f file
}

// statusAround are the fields around a list.
var statusAround = []string{"meta", "page", "status", "components", "component"}

func (s *statuses) item(it item) error {
	o := objectOf(it.raw)
	if slices.Contains(statusAround, it.path) {
		if name := o.text("name"); it.path == "page" && name != "" {
			s.doc.Title = name
		}
		return nil
	}
	switch {
	case o == nil:
		return s.refuseItem(s.f, it)
	case it.path == "component_update":
		return s.tell(s.f, it, Message{
			ID: o.text("id"), Channel: o.text("component_id"), Kind: KindBot, When: o.when("created_at"),
			Text: joined(" → ", o.text("old_status"), o.text("new_status")),
		})
	case o.has("external_desc"):
		return s.updates(it, o, "updates")
	case o.has("date_created", "notes"):
		return s.updates(it, o, "notes")
	case o.has("incident_updates"):
		return s.updates(it, o, "incident_updates")
	case o.has("updates"):
		return s.updates(it, o, "updates")
	case o.has("body"):
		return s.update(it, object{}, o)
	}
	return s.updates(it, o, "")
}

// updates are what was told of one incident.
func (s *statuses) updates(it item, o object, key string) error {
	name := firstOf(o.text("name"), o.text("title"), o.text("external_desc"))
	if s.doc.Title == "" {
		s.doc.Title = name
	}
	if body := unmarked(o.text("postmortem_body")); body != "" {
		s.doc.Sections = append(s.doc.Sections, Section{Heading: name, Text: body})
	}
	list := o.list(key)
	if len(list) == 0 {
		return s.tell(s.f, it, Message{
			ID: o.text("id"), Channel: name, When: o.when("display_at", "started_at", "started", "begin", "created_at", "date_created", "updated_at"),
			Text: joined("\n", name, unmarked(o.text("body", "message"))),
		})
	}
	for _, u := range list {
		if err := s.update(it, o, u); err != nil {
			return err
		}
	}
	return nil
}

func (s *statuses) update(it item, incident, u object) error {
	m := Message{
		ID: u.text("id"), Parent: firstOf(incident.text("id"), u.text("incident_id")),
		Channel: firstOf(incident.text("name"), incident.text("title"), incident.text("external_desc"), u.text("name")),
		When:    u.when("display_at", "when", "started", "created_at", "created", "date_created"),
	}
	words := firstOf(unmarked(u.text("body", "markdown", "text", "message")), m.Channel)
	m.Text = joined(": ", u.text("status"), words)
	return s.tell(s.f, it, m)
}
