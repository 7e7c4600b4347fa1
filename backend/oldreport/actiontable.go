package oldreport

import (
	"regexp"
	"strings"

	"secondstory/backend/debrief"
)

// column is what a column of a table of things to do holds.
type column int

const (
	columnOther column = iota
	columnText
	columnOwner
	columnDue
	columnState
	columnTicket
	columnPriority
	columnNumber
)

// columnOf is what a column holds, by its name.
func columnOf(name string) column {
	switch plain := strings.ToLower(oneLine(strings.Trim(inBrackets.ReplaceAllString(name, ""), "*_:?. "))); plain {
	case "action", "action item", "action items", "actions", "what", "task", "tasks", "description", "item", "summary", "title", "todo", "to do", "follow up", "follow-up",
		"remediation", "improvement", "recommendation", "countermeasure", "measure", "maßnahme", "corrective action", "details", "statement":
		return columnText
	case "owner", "owners", "assignee", "assigned to", "assigned", "who", "responsible", "dri", "person", "lead", "team", "action owner", "owning team", "verantwortlich":
		return columnOwner
	case "due", "due date", "date", "deadline", "target", "target date", "when", "eta", "by", "by when", "due by", "completion date", "expected", "bis":
		return columnDue
	case "status", "state", "done", "done?", "progress", "completed", "complete":
		return columnState
	case "ticket", "tickets", "issue", "bug", "jira", "link", "tracking", "tracking issue", "pr", "reference", "ref", "id", "jira ticket", "issue link", "url", "ticket link":
		return columnTicket
	case "priority", "prio", "p", "importance", "urgency":
		return columnPriority
	case "#", "no", "nr", "number":
		return columnNumber
	}
	return columnOther
}

// tableOf is which column of a table holds what.
type tableOf []column

func actionColumns(header []string) (t tableOf) {
	for _, name := range header {
		t = append(t, columnOf(name))
	}
	return t
}

func (t tableOf) has(c column) int {
	for i, have := range t {
		if have == c {
			return i
		}
	}
	return -1
}

// is says whether a table is one of things to do: it has them, and stands among them,
// or says whose they are or how far they are.
func (t tableOf) is(among bool, header []string) bool {
	if at := t.has(columnText); at >= 0 && t.has(columnOwner) >= 0 && actionWord.MatchString(header[at]) {
		return true
	}
	return t.has(columnText) >= 0 && (among || t.has(columnOwner) >= 0 && (t.has(columnDue) >= 0 || t.has(columnState) >= 0 || t.has(columnTicket) >= 0))
}

var actionWord = regexp.MustCompile(`(?i)\b(?:actions?|tasks?|to ?do|follow[- ]?up|remediation|countermeasure)\b`)

// action is that of a row.
func (t tableOf) action(row []string) (a action, ok bool) {
	at := t.has(columnText)
	if at >= len(row) || isNothing(row[at]) {
		return a, false
	}
	a = actionOf(row[at], nil, false)
	for i, cell := range row[:min(len(row), len(t))] {
		if cell = strings.TrimSpace(cell); cell == "" || i == at || isNothing(cell) {
			continue
		}
		switch t[i] {
		case columnOwner:
			a.owned(cell)
		case columnDue:
			if !a.dated(cell) {
				a.text += " (" + cell + ")"
			}
		case columnState:
			a.told(cell)
		case columnTicket:
			a.ticket = firstOf(cell, a.ticket)
		case columnPriority:
			a.priority = priorityOf(cell)
		case columnText, columnOther:
			a.text += "\n" + cell
		}
	}
	return a, true
}

func priorityOf(cell string) debrief.Priority {
	switch strings.ToLower(strings.Trim(cell, "*_ ")) {
	case "high", "p0", "p1", "critical", "urgent", "highest", "hoch":
		return debrief.PriorityHigh
	case "medium", "p2", "normal", "mittel":
		return debrief.PriorityMedium
	case "low", "p3", "p4", "lowest", "niedrig":
		return debrief.PriorityLow
	}
	return debrief.PriorityNone
}
