package oldreport_test

import (
	"reflect"
	"testing"

	"secondstory/backend/debrief"
)

// What a report says of how it was noticed, whom it affected and how it ended stands on
// page one, in its words; what it does not state is in none of its fields.
func TestPageOneIsInTheWordsOfTheReport(t *testing.T) {
	d := mustMake(t, mustText(t, `# Orders were taken twice

- started: 2024-05-01 13:42 UTC
- detected: 13:45 UTC (a page to the storage team); the shop was told at 14:10
- mitigated: 15:02 UTC old queue switched off
- resolved: 2024-05-02 00:20 UTC, the last order was put right by hand
- impact – service: orders took ten seconds
- impact – customers: about 300 people paid twice; all were paid back
- impact – data: 41 orders had to be merged
- impact – revenue: not stated

## Action items

| # | statement | owner (stated) | due (stated) | status (stated) |
|---|---|---|---|---|
| A1 | Give every order a key of its own | not stated | 2024-06-30 | done |
`), "").Debrief
	for name, both := range map[string][2]string{
		"noticed":   {d.Summary.Noticed.Text, "13:45 UTC (a page to the storage team); the shop was told at 14:10"},
		"ended":     {d.Summary.Ended.Text, "2024-05-02 00:20 UTC, the last order was put right by hand"},
		"impact":    {d.Impact.Text, "service: orders took ten seconds"},
		"customers": {d.Impact.Customers, "about 300 people paid twice; all were paid back"},
		"data":      {d.Impact.Data, "41 orders had to be merged"},
		"started":   {d.Started.At, "2024-05-01T13:42:00Z"},
		"detected":  {d.Detected.At, "2024-05-01T13:45:00Z"},
		"mitigated": {d.Mitigated.At, "2024-05-01T15:02:00Z"},
		"resolved":  {d.Resolved.At, "2024-05-02T00:20:00Z"},
	} {
		if both[0] != both[1] {
			t.Errorf("%s: %q, want %q", name, both[0], both[1])
		}
	}
}

func TestPartsThatTellHowItWasNoticedAndEnded(t *testing.T) {
	w := mustMake(t, mustText(t, `# Mail was late

## Summary

Mails came after an hour.

## Detection

Somebody in support counted what waited.

A graph would have shown it.

## Resolution

| Detected | n/a |
|---|---|

The queue was emptied by a second worker.

## Follow-up

| Statement | Owner (team) | State |
|---|---|---|
| Count what waits | Mail | done |
`), "")
	d := w.Debrief
	if d.Summary.Noticed.Text != "Somebody in support counted what waited." || d.Summary.Ended.Text != "The queue was emptied by a second worker." {
		t.Errorf("noticed %q, ended %q", d.Summary.Noticed.Text, d.Summary.Ended.Text)
	}
	if c := w.Countermeasures; len(c) != 1 || c[0].Text != "Count what waits" || c[0].Owner.Name != "Mail" || c[0].State != debrief.CountermeasureDone {
		t.Errorf("%+v", c)
	}
}

// A role stands for a name in every line of an edition: it is short, and never the heading
// of the list.
func TestARoleIsNotTheHeading(t *testing.T) {
	w := mustMake(t, mustText(t, `# Mail was late

## Summary

Mails came after an hour.

## 2. Participants (roles only)

| id | role, as we called it | part |
|---|---|---|
| Kim | storage engineer (on call), new in the team | responded |
| Ada | author; wrote the first worker | diagnosed |

## 3. Responders (by name)

- Noor
`), "")
	got := map[string]string{}
	for _, p := range w.Participants {
		got[p.Name] = p.Role
	}
	if want := (map[string]string{"Kim": "storage engineer", "Ada": "author", "Noor": ""}); !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}
