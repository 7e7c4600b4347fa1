package evidence

import (
	"maps"
	"slices"
	"strings"
)

// alertmanager reads alerts of the API of Alertmanager and of Prometheus, and the
// webhooks of Alertmanager and of Grafana, which carry many. One alert is one
// message.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
func alertmanager() reader {
	return reader{
		format: FormatAlertmanager,
		sniff: func(h *head) int {
			k := h.json
			switch {
			case k.array("labels", "startsAt"), k.object("labels", "startsAt"), k.array("matchers", "startsAt"), k.object("matchers", "startsAt"):
				return 95
			case k.kind == '{' && strings.Contains(h.text, `"labels"`) && strings.Contains(h.text, `"startsAt"`) && (k.has("alerts") || k.has("data")):
				return 95
			case k.array("alerts") && strings.Contains(h.text, `"startsAt"`):
				return 95
			case k.kind != 0 && strings.Contains(h.text, `"activeAt"`) && strings.Contains(h.text, `"alertname"`):
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			err := j.items(f, []string{"alerts", "data.alerts", "data"}, func(it item) error { return j.alert(f, it) })
			j.doc.sort()
			return err
		},
	}
}

// alert is one alert. A time of zero says that it still fires, and so does one that
// is later than all that is known: the API tells when an alert would be forgotten.
func (j *job) alert(f file, it item) error {
	if it.path != "" && it.path != "alerts" && it.path != "data" && it.path != "data.alerts" {
		return nil // the envelope: what alerts have in common
	}
	return j.alerted(f, it, objectOf(it.raw))
}

// alerted is an alert, or a group of alerts.
func (j *job) alerted(f file, it item, o object) error {
	if within := slices.Concat(o.list("alerts"), o.list("blocks"), o.list("groups"), o.list("rules")); len(within) > 0 && !o.has("startsAt") {
		for _, a := range within {
			if err := j.alerted(f, it, a); err != nil {
				return err
			}
		}
		return nil
	}
	labels, notes := o.of("labels"), o.of("annotations")
	if o.has("matchers", "startsAt") {
		return j.silence(f, it, o)
	}
	if o == nil || labels == nil {
		return j.refuseItem(f, it)
	}
	name := firstOf(labels.text("alertname"), labelled("", labels))
	m := Message{
		ID: o.text("fingerprint"), Channel: labels.text("namespace", "job", "service"), When: o.when("startsAt", "activeAt"),
		Sender: name, Kind: KindBot,
	}
	until := o.when("endsAt")
	_, listed := o["status"].(map[string]any)
	updated := o.when("updatedAt")
	if until.Told == ToldInstant && !until.Time.Before(m.When.Time) && (!listed || updated.Told == ToldInstant && !until.Time.After(updated.Time)) {
		m.Until = until
	}
	m.Text = joined(": ", joined(", ", name, labels.text("severity")), joined("\n", notes.text("summary", "title", "message"), notes.text("description")))
	return j.tell(f, it, m)
}

// silence is what somebody did not want to be told for a while.
func (j *job) silence(f file, it item, o object) error {
	m := Message{ID: o.text("id"), When: o.when("startsAt"), Until: o.when("endsAt"), Sender: o.text("createdBy")}
	var what []string
	for _, s := range o.list("matchers") {
		what = append(what, s.text("name")+"="+s.text("value"))
	}
	m.Text = joined(": ", "silence", joined("\n", o.text("comment"), strings.Join(what, ", ")))
	return j.tell(f, it, m)
}

// labelled names a series or an alert as Prometheus does.
func labelled(name string, labels object) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(labels)) {
		if k != "__name__" {
			parts = append(parts, k+`="`+labels.text(k)+`"`)
		}
	}
	if len(parts) == 0 {
		return name
	}
	return name + "{" + strings.Join(parts, ", ") + "}"
}
