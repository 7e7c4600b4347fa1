package evidence

import (
	"strings"
)

// grafana reads annotations of its API: what somebody marked in a graph, and what
// alerts did.
// https://grafana.com/docs/grafana/latest/developers/http_api/annotations/
func grafana() reader {
	return reader{
		format: FormatGrafana,
		sniff: func(h *head) int {
			k := h.json
			if k.kind != 0 && k.has("time", "text") && (k.has("tags") || k.has("dashboardId") || k.has("panelId") || k.has("timeEnd") || k.has("dashboardUID")) {
				return 92
			}
			if k.object("annotations") && strings.Contains(h.text, `"timeEnd"`) {
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			err := j.items(f, []string{"annotations"}, func(it item) error { return j.annotation(f, it) })
			j.doc.sort()
			return err
		},
	}
}

func (j *job) annotation(f file, it item) error {
	o := objectOf(it.raw)
	if o == nil {
		return j.refuseItem(f, it)
	}
	m := Message{
		ID: o.text("id"), When: o.when("time"), Channel: firstOf(o.text("dashboardUID"), o.text("dashboardId")),
		Sender: firstOf(o.text("login"), o.text("userName"), o.text("email")), SenderID: o.text("userId"),
	}
	if m.SenderID == "0" {
		m.SenderID = ""
	}
	m.Sender = firstOf(m.Sender, m.SenderID)
	name, state := o.text("alertName"), o.text("newState")
	if alert := o.text("alertId"); name != "" || state != "" || alert != "" && alert != "0" || m.Sender == "" {
		m.Kind, m.Sender = KindBot, firstOf(name, m.Sender, "Grafana")
	}
	if end := o.when("timeEnd"); end.Told == ToldInstant && end.Time.After(m.When.Time) {
		m.Until = end
	}
	change := ""
	if state != "" {
		change = joined(" → ", o.text("prevState"), state)
	}
	m.Text = joined(": ", name, joined("\n", change, unmarked(o.text("text")), o.text("title")))
	if m.Text == "" {
		tags, _ := o["tags"].([]any)
		for _, t := range tags {
			s, _ := t.(string)
			m.Text = joined(", ", m.Text, s)
		}
	}
	return j.tell(f, it, m)
}
