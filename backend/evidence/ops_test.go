package evidence_test

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/evidence"
)

// asRead is a text, and what it is to be read as.
type asRead struct {
	what, text string
	// row is format, messages, bots, system, first, last, senders, zone, rejected.
	row string
	// says are "sender: text" of the messages, in order; nil for any.
	says []string
}

func (c asRead) run(t *testing.T) {
	t.Helper()
	t.Run(c.what, func(t *testing.T) {
		d, err := evidence.ReadText(t.Context(), c.text, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(row(d), "\t", " "); got != c.row {
			t.Errorf("\n got %s\nwant %s\nrejected %+v", got, c.row, d.Rejected)
		}
		if c.says == nil {
			return
		}
		var says []string
		for _, m := range d.Messages {
			says = append(says, m.Sender+": "+m.Text)
		}
		if got, want := strings.Join(says, "\n---\n"), strings.Join(c.says, "\n---\n"); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	})
}

func TestAlerting(t *testing.T) {
	for _, c := range []asRead{
		{
			"PagerDuty, version 3", `{"event":{"id":"E1","event_type":"incident.acknowledged","resource_type":"incident","occurred_at":"2024-05-01T10:00:00.123Z","agent":{"id":"P1","type":"user_reference","summary":"Ines"},"data":{"id":"Q1","type":"incident","title":"Checkout is slow","service":{"summary":"Shop"}}}}`,
			"pagerduty 1 0 0 2024-05-01T10:00:00.123Z 2024-05-01T10:00:00.123Z 1 stated 0",
			[]string{"Ines: acknowledged: Checkout is slow"},
		},
		{
			"PagerDuty, version 2", "\ufeff{\"messages\":[\r\n{\"id\":\"a\",\"event\":\"incident.trigger\",\"created_on\":\"2019-01-01T00:00:00+01:00\",\"log_entries\":[{\"type\":\"trigger_log_entry\",\"agent\":{\"type\":\"service_reference\",\"summary\":\"Shop\"}}],\"incident\":{\"id\":\"Q\",\"title\":\"Slow\",\"service\":{\"name\":\"Shop\"}}},\r\n{\"event\":\"incident.resolve\",\"incident\":{\"title\":\"Slow\"}}]}",
			"pagerduty 1 1 0 2018-12-31T23:00:00Z 2018-12-31T23:00:00Z 1 stated 1",
			[]string{"Shop: trigger: Slow"},
		},
		{
			"PagerDuty, log entries", `{"log_entries":[{"id":"2","type":"acknowledge_log_entry","summary":"Acknowledged by Ines.","created_at":"2024-05-01T10:02:00Z","agent":{"type":"user_reference","summary":"Ines"}},{"id":"1","type":"notify_log_entry","summary":"Notified Ines.","created_at":"2024-05-01T10:01:00Z"}],"limit":25,"offset":0,"more":false,"total":null}`,
			"pagerduty 2 1 0 2024-05-01T10:01:00Z 2024-05-01T10:02:00Z 2 stated 0",
			[]string{"PagerDuty: Notified Ines.", "Ines: Acknowledged by Ines."},
		},
		{
			"PagerDuty, incidents", `{"incidents":[{"id":"Q1","incident_number":7,"title":"Slow","urgency":"high","escalation_policy":{"id":"X"},"created_at":"2024-05-01T10:00:00Z","assignments":[{"at":"2024-05-01T10:00:00Z","assignee":{"type":"user_reference","summary":"Tomás"}}],"service":{"summary":"Shop"}}],"more":false}`,
			"pagerduty 1 1 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"Tomás: Slow"},
		},
		{
			"PagerDuty, one incident", `{"incident":{"id":"Q1","incident_number":7,"title":"Slow","urgency":"high","escalation_policy":{"id":"X"},"created_at":"2024-05-01T10:00:00Z","service":{"summary":"Shop"}}}`,
			"pagerduty 1 1 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"Shop: Slow"},
		},
		{
			"PagerDuty, in 1970", `{"incidents":[{"id":"Q1","incident_number":7,"title":"Slow","urgency":"high","escalation_policy":{"id":"X"},"created_at":"1970-01-01T00:00:00Z"}]}`,
			"pagerduty 0 0 0 - - 0 unknown 1", nil,
		},
		{
			"Opsgenie, acknowledged", `{"action":"Acknowledge","alert":{"alertId":"a","message":"Disk is full","tinyId":"7","createdAt":1502709956288,"updatedAt":1502710000000000110,"username":"ines@example.org"}}`,
			"opsgenie 1 0 0 2017-08-14T11:26:40.00000011Z 2017-08-14T11:26:40.00000011Z 1 stated 0",
			[]string{"ines@example.org: Acknowledge: Disk is full"},
		},
		{
			"Opsgenie, alerts", `{"data":[{"id":"b","tinyId":"2","message":"Two","createdAt":"2024-05-01T10:05:00.5Z","source":"probe"},{"id":"a","tinyId":"1","message":"One","createdAt":"2024-05-01T10:00:00Z","owner":"ines@example.org","impactStartDate":"2024-05-01T09:50:00Z"}],"paging":{"first":"x"},"took":0.1,"requestId":"r"}`,
			"opsgenie 2 2 1 2024-05-01T10:00:00Z 2024-05-01T10:05:00.5Z 2 stated 0",
			[]string{": impactStartDate: One", "ines@example.org: One", "probe: Two"},
		},
		{
			"an older kubectl", "LASTSEEN   FIRSTSEEN   COUNT     NAME      KIND      SUBOBJECT   TYPE      REASON             SOURCE              MESSAGE\n1m         5m          12        web-1     Pod                   Warning   FailedScheduling   default-scheduler   no nodes\n",
			"kubernetes-events 1 1 0 - - 1 unknown 0",
			[]string{"default-scheduler: FailedScheduling pod/web-1: no nodes (×12)"},
		},
		{
			"Opsgenie, in a warehouse", "id,params,data,url\n1,{},\"{\"\"id\"\":\"\"a\"\",\"\"tinyId\"\":\"\"1\"\",\"\"message\"\":\"\"One\"\",\"\"createdAt\"\":\"\"2024-05-01T10:00:00Z\"\"}\",x\n2,{},{},x\n",
			"opsgenie 1 1 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 1", nil,
		},
		{
			"Opsgenie, logs", `{"data":[{"log":"Alert acknowledged via web","type":"system","owner":"ines@example.org","createdAt":"2024-05-01T10:05:00Z","offset":"1_2"},{"log":"Alert created","type":"system","owner":"System","createdAt":"2024-05-01T10:00:00Z","offset":"1_1"}]}`,
			"opsgenie 2 1 0 2024-05-01T10:00:00Z 2024-05-01T10:05:00Z 2 stated 0", nil,
		},
		{
			"incident.io, updates", `{"incident_updates":[{"id":"u2","incident_id":"i","message":"Fixed","created_at":"2024-05-01T11:00:00Z","new_incident_status":{"name":"Closed"},"updater":{"user":{"id":"1","name":"Ines"}}},{"id":"u1","incident_id":"i","created_at":"2024-05-01T10:00:00Z","new_incident_status":{"name":"Investigating"},"updater":{"api_key":{"name":"CI"}}}],"pagination_meta":{"page_size":25}}`,
			"incident-io 2 1 0 2024-05-01T10:00:00Z 2024-05-01T11:00:00Z 2 stated 0",
			[]string{"CI: Investigating", "Ines: Fixed"},
		},
		{
			"incident.io, an incident", `{"incident":{"id":"i","reference":"INC-7","name":"Checkout is slow","created_at":"2024-05-01T10:00:00Z","incident_status":{"name":"Live"},"creator":{"user":{"name":"Ines"}},"incident_timestamp_values":[{"incident_timestamp":{"name":"Impact started at"},"value":{"value":"2024-05-01T09:40:00Z"}},{"incident_timestamp":{"name":"Fixed at"}}]}}`,
			"incident-io 1 0 1 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0", nil,
		},
		{
			"incident.io, a webhook", `{"event_type":"public_incident.incident_created_v2","public_incident.incident_created_v2":{"id":"i","reference":"INC-7","name":"Slow","created_at":"2024-05-01T10:00:00Z","creator":{"workflow":{"name":"From alerts"}}}}`,
			"incident-io 1 1 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"From alerts: Slow"},
		},
		{
			"Statuspage, what was displayed", `{"page":{"id":"p","name":"Shop"},"incidents":[{"id":"i","name":"Slow","impact":"minor","incident_updates":[{"status":"resolved","body":"<p>All &amp; well.<br>Thanks</p>","created_at":"2024-05-01T12:00:00.000-07:00","display_at":"2024-05-01T11:00:00.000-07:00"},{"status":"investigating","body":"We look","created_at":"2024-05-01T10:00:00.000-07:00"}]}]}`,
			"statuspage 2 0 0 2024-05-01T17:00:00Z 2024-05-01T18:00:00Z 0 stated 0",
			[]string{": investigating: We look", ": resolved: All & well.\nThanks"},
		},
		{"Statuspage, no time", "{\"page\":{},\"incidents\":[\n{\"name\":\"Slow\",\"impact\":\"none\",\"incident_updates\":[]}]}", "statuspage 0 0 0 - - 0 unknown 1", nil},
		{
			"Google's page", `[{"id":"a","begin":"2024-05-01T10:00:00+00:00","external_desc":"Slow","updates":[{"created":"2024-05-01T10:10:00+00:00","when":"2024-05-01T10:05:00+00:00","text":"**Summary** slow","status":"SERVICE_DISRUPTION"}]}]`,
			"statuspage 1 0 0 2024-05-01T10:05:00Z 2024-05-01T10:05:00Z 0 stated 0", nil,
		},
		{
			"Alertmanager, a webhook", `{"version":"4","status":"firing","receiver":"r","groupLabels":{"alertname":"A"},"alerts":[{"status":"resolved","labels":{"alertname":"A","severity":"page"},"annotations":{"summary":"is slow"},"startsAt":"2024-05-01T10:00:00.123456789+02:00","endsAt":"2024-05-01T10:30:00+02:00"},{"status":"firing","labels":{"alertname":"B"},"annotations":{},"startsAt":"2024-05-01T10:10:00Z","endsAt":"0001-01-01T00:00:00Z"}]}`,
			"alertmanager 2 2 0 2024-05-01T08:00:00.123456789Z 2024-05-01T10:10:00Z 2 stated 0",
			[]string{"A: A, page: is slow", "B: B"},
		},
		{
			"Alertmanager, groups", `[{"labels":{"job":"x"},"receiver":{"name":"r"},"alerts":[{"labels":{"alertname":"A"},"annotations":{},"startsAt":"2024-05-01T10:00:00Z"},{"labels":{"alertname":"B"},"annotations":{},"startsAt":"2024-05-01T10:01:00Z"}]},{"labels":{},"alerts":[{"labels":{"alertname":"C"},"annotations":{},"startsAt":"2024-05-01T10:02:00Z"}]}]`,
			"alertmanager 3 3 0 2024-05-01T10:00:00Z 2024-05-01T10:02:00Z 3 stated 0", nil,
		},
		{
			"Alertmanager, a silence", `[{"id":"s","createdBy":"Ines","comment":"known","startsAt":"2024-05-01T10:00:00Z","endsAt":"2024-05-01T12:00:00Z","matchers":[{"name":"alertname","value":"A"}],"status":{"state":"active"}}]`,
			"alertmanager 1 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"Ines: silence: known\nalertname=A"},
		},
		{
			"Prometheus' alerts", `{"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"annotations":{},"state":"firing","activeAt":"2024-05-01T10:00:00Z","value":"1e+00"}]}}`,
			"alertmanager 1 1 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0", nil,
		},
		{
			"Grafana, a region", `[{"id":2,"time":1507266395000,"timeEnd":1507266400000,"login":"ines","text":"<b>deploy</b>","tags":["x"]},{"id":1,"time":1507266000000,"alertName":"CPU","newState":"alerting","prevState":"ok","text":""}]`,
			"grafana-annotations 2 1 0 2017-10-06T05:00:00Z 2017-10-06T05:06:35Z 2 stated 0",
			[]string{"CPU: CPU: ok → alerting", "ines: deploy"},
		},
		{
			"Kubernetes, events.k8s.io", `{"apiVersion":"events.k8s.io/v1","kind":"EventList","items":[{"metadata":{"creationTimestamp":"2024-05-01T10:00:00Z","namespace":"shop"},"eventTime":null,"deprecatedFirstTimestamp":null,"regarding":{"kind":"Pod","name":"web-1"},"reason":"BackOff","note":"Back-off","deprecatedCount":3,"reportingController":"kubelet"},{"metadata":{"creationTimestamp":"2024-05-01T10:00:01Z"},"eventTime":"2024-05-01T10:00:00.5Z","series":{"count":4,"lastObservedTime":"2024-05-01T10:05:00Z"},"reason":"X","note":"y"}]}`,
			"kubernetes-events 2 2 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00.5Z 1 stated 0",
			[]string{"kubelet: BackOff pod/web-1: Back-off (×3)", ": X: y (×4)"},
		},
		{
			"Kubernetes, a table", "NAMESPACE   LAST SEEN           TYPE      REASON    OBJECT      MESSAGE\nshop        3m20s (x5 over 1h)  Warning   BackOff   pod/web-1   Back-off restarting\nshop        <unknown>           Normal    Pulled    pod/web-1   Pulled\nshop        soon                Normal    Pulled    pod/web-1   Pulled\n",
			"kubernetes-events 2 2 0 - - 0 unknown 1",
			[]string{": BackOff pod/web-1: Back-off restarting", ": Pulled pod/web-1: Pulled"},
		},
		{
			"Prometheus, no envelope", `[{"metric":{"__name__":"up","job":"x"},"values":[[1641889530,"NaN"],[1641889545.5,"1"],[1641889560,"+Inf"]]}]`,
			"prometheus 0 0 0 2022-01-11T08:25:45.5Z 2022-01-11T08:25:45.5Z 0 stated 0", nil,
		},
		{"half a file", "{\"page\":{},\"incidents\":[{\"name\":\"Slow\",\"impact\":\"none\",\"created_at\":\"2024-05-01T10:00:00Z\",\"incident_updates\":[]},\n{\"name\":", "statuspage 1 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 0 stated 1", nil},
	} {
		c.run(t)
	}
}

// TestAgesAreBefore: a listing that was taken some time tells how long before.
func TestAgesAreBefore(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "LAST SEEN   TYPE     REASON   OBJECT   MESSAGE\n2m5s        Normal   Pulled   pod/a    done\n", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if w := d.Messages[0].When; w.Told != evidence.ToldOffset || w.After != -125*time.Second {
		t.Errorf("%+v", w)
	}
}

// TestLineOfAnItem: what is rejected of JSON is told with the line it begins on.
func TestLineOfAnItem(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "[\n  {\"labels\":{\"alertname\":\"A\"},\n   \"startsAt\":\"2024-05-01T10:00:00Z\"},\n  {\"labels\":{\"alertname\":\"B\"},\n   \"startsAt\":\"soon\"}\n]", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Rejected) != 1 || d.Rejected[0].Line != 4 || d.Messages[0].Line != 2 {
		t.Errorf("%+v", d)
	}
}

func TestStillFiring(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), `[{"labels":{"alertname":"A"},"status":{"state":"active"},"startsAt":"2024-05-01T10:00:00Z","updatedAt":"2024-05-01T11:00:00Z","endsAt":"2024-05-01T11:04:00Z"}]`, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if u := d.Messages[0].Until; u.Told != evidence.ToldNothing {
		t.Errorf("said to be over at %v", u.Time)
	}
}
