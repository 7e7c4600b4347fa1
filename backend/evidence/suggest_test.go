package evidence_test

import (
	"fmt"
	"strings"
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

func TestSecrets(t *testing.T) {
	// Joined here, so that no scanner takes the test for a leak.
	aws, git, slack := "AKIA"+"IOSFODNN7EXAMPLE", "ghp"+"_"+strings.Repeat("a1B2", 9), "xoxb"+"-1234567890-abcdefghij"
	for text, want := range map[string]string{
		"use " + aws + " for now":                       "key " + aws,
		"token " + git + ".":                            "key " + git,
		slack:                                           "key " + slack,
		"DB_PASSWORD=hunter22 in the env":               "password hunter22",
		`"api_key": "Zx81-9q"`:                          "password Zx81-9q",
		"postgres://app:s3cr3t@db1/app":                 "password s3cr3t",
		"card 4111 1111 1111 1111 was charged":          "card 4111 1111 1111 1111",
		"order 4111 1111 1111 1112":                     "",
		"write to ines@example.org":                     "email ines@example.org",
		"the token is expired and the password is gone": "",
		"password: ********":                            "",
		"secret=$(cat /run/secret)":                     "",
		"1700000000 and 20260102143000":                 "",
	} {
		var got []string
		for _, s := range evidence.Secrets(text) {
			got = append(got, fmt.Sprintf("%s %s", s.Kind, text[s.Start:s.End]))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
