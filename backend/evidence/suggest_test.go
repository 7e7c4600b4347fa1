package evidence_test

import (
	"testing"

	"secondstory/backend/evidence"
)

func TestSuggest(t *testing.T) {
	for text, want := range map[string]evidence.Reason{
		"Rolling back to the build of this morning.":   evidence.ReasonRollback,
		"checkout is down for us":                      evidence.ReasonNoticed,
		"PagerDuty: high latency on payments":          evidence.ReasonPage,
		"deploy of api v42 started":                    evidence.ReasonDeploy,
		"ok, let's wait for the queue to drain":        evidence.ReasonDecision,
		"all clear, thanks everybody":                  evidence.ReasonClear,
		"the homepage has a typo":                      "",
		"I like this channel":                          "",
		"we reverted the deploy and it is resolved":    evidence.ReasonClear,
		"undeployable, irrelevant and unalerted words": "",
	} {
		d := &evidence.Document{Messages: []evidence.Message{{Text: "good morning"}, {Text: text}, {Text: text, Kind: evidence.KindSystem}}}
		got := evidence.Suggest(d)
		if got[0] != evidence.ReasonFirst || got[1] != want || got[2] != "" {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}
