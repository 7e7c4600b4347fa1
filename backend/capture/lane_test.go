package capture_test

import (
	"testing"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

// What somebody did is never the system's, whoever is meant.
func TestAPersonIsNoSystem(t *testing.T) {
	for text, want := range map[string]debrief.Lane{
		"14:15 the DBA ran failover":      debrief.LaneDid,
		"14:16 she restarted the queue":   debrief.LaneDid,
		"14:17 wir haben neu gestartet":   debrief.LaneDid,
		"14:18 latency climbs":            debrief.LaneSystem,
		"14:19 system: the DBA logged in": debrief.LaneSystem,
	} {
		if got := capture.ParseLine(text, capture.LineContext{}).Lane; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
