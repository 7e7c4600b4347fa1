package evidence

import "strings"

// Reason says why a message may be worth a place on the timeline. Its words are in
// the copy catalogue under "evidence.reason." and the reason.
type Reason string

// The reasons. A suggestion is one; nothing is put on the timeline by itself.
const (
	ReasonFirst    Reason = "first"
	ReasonPage     Reason = "page"
	ReasonNoticed  Reason = "noticed"
	ReasonDeploy   Reason = "deploy"
	ReasonRollback Reason = "rollback"
	ReasonDecision Reason = "decision"
	ReasonClear    Reason = "all-clear"
)

// cues are the words that give a reason, in the order in which reasons win. They
// are of this app, from reading public incident channels; each stands for itself or
// with what follows, so that "page" is not found in "homepage".
func cues() []cueWords {
	return []cueWords{
		{ReasonClear, []string{
			"all clear", "all good now", "back to normal", "is resolved", "are resolved", "marked as resolved", "has recovered", "have recovered",
			"recovered", "fully recovered", "incident is over", "closing this incident", "closing the incident", "looks healthy", "resolving this",
			"entwarnung", "wieder normal", "ist behoben",
		}},
		{ReasonRollback, []string{
			"rolling back", "roll back", "rolled back", "rollback", "reverting", "revert", "reverted", "failing over", "fail over", "failed over",
			"disabling the flag", "turning it off", "turned it off", "zurückrollen", "zurückgerollt",
		}},
		{ReasonPage, []string{
			"paged", "paging", "page for", "got a page", "pagerduty", "opsgenie", "on call", "oncall", "on-call", "firing", "alert", "alerting", "triggered", "alarm",
		}},
		{ReasonDeploy, []string{
			"deploying", "deployed", "deploy", "deployment", "rolling out", "rolled out", "rollout", "shipped", "released", "merged", "migration started", "ausgerollt",
		}},
		{ReasonDecision, []string{
			"let's", "lets", "we decided", "decided to", "decision", "agreed to", "we agreed", "i will", "i'll", "i am going to", "i'm going to", "going to restart",
			"plan is", "the plan", "wir entscheiden", "entschieden",
		}},
		{ReasonNoticed, []string{
			"anyone else seeing", "is anyone seeing", "seeing errors", "seeing timeouts", "seeing a lot of", "i am seeing", "i'm seeing", "we are seeing", "we're seeing",
			"getting errors", "getting 500s", "getting 502s", "getting 503s", "is it just me", "looks down", "is down", "are down", "customers report", "customers are reporting",
			"user reports", "something is off", "that's odd", "that is odd", "first report",
		}},
	}
}

type cueWords struct {
	reason Reason
	words  []string
}

// Suggest returns which messages may be worth a place, by their index, with the
// reason. What nobody said is not among them.
func Suggest(d *Document) map[int]Reason {
	out := map[int]Reason{}
	table, first := padded(cues()), true
	for i := range d.Messages {
		m := &d.Messages[i]
		if m.Kind == KindSystem || strings.TrimSpace(m.Text) == "" {
			continue
		}
		if first {
			first, out[i] = false, ReasonFirst
			continue
		}
		if reason := reasonOf(m.Text, table); reason != "" {
			out[i] = reason
		}
	}
	return out
}

// padded puts a space around each of the words, as there is one around each word of
// a text.
func padded(table []cueWords) []cueWords {
	for _, c := range table {
		for i, w := range c.words {
			c.words[i] = " " + w + " "
		}
	}
	return table
}

// maxCueText bounds how much of a message is looked at: a log of 200 lines says
// what it is at its beginning.
const maxCueText = 2000

func reasonOf(text string, table []cueWords) Reason {
	text = " " + strings.Join(strings.FieldsFunc(strings.ToLower(firstBytes(text, maxCueText)), isBreak), " ") + " "
	for _, c := range table {
		for _, w := range c.words {
			if strings.Contains(text, w) {
				return c.reason
			}
		}
	}
	return ""
}

// isBreak says whether a rune ends a word: an apostrophe and a hyphen do not.
func isBreak(r rune) bool {
	return strings.ContainsRune(" \t\r\n.,;:!?()[]{}<>\"“”«»*_`~|/\\=+", r)
}
