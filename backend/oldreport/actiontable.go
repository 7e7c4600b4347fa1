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
	columnFactor
	columnKnow
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
	case "factor", "factors", "contributing factor", "contributing factors", "related factor", "related factors", "addresses", "addresses factor", "addresses factors", "for factor", "relates to",
		"cause", "causes", "root cause", "root causes", "helps with", "faktor", "faktoren":
		return columnFactor
	case "how we will know", "how will we know", "how we know", "success criteria", "success criterion", "acceptance criteria", "measure of success", "verification", "definition of done":
		return columnKnow
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

// rowNumber is what counts rows ("A1") and is no ticket, whatever its column is called.
var rowNumber = regexp.MustCompile(`^\p{L}{0,2}\d{1,2}$`)

// action is that of a row: the words of what is to be done, and what the columns beside
// it tell where that is clear. What is not clear is in the source, as every row is.
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
			a.datedOnce(cell)
		case columnState:
			a.toldAtFirst(cell)
		case columnTicket:
			if !rowNumber.MatchString(cell) {
				a.ticket = firstOf(cell, a.ticket)
			}
		case columnFactor:
			a.factors = append(a.factors, cell)
		case columnKnow:
			a.know = cell
		case columnPriority:
			a.priority = priorityOf(cell)
		case columnText:
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

// isFactors says whether a table of factors says which column is what.
func (t tableOf) isFactors() bool {
	return t.has(columnFactor) >= 0 || t.has(columnText) >= 0 && t.has(columnNumber) >= 0
}

// factor is that of a row: what it is called, its number, and what more is said of it.
func (t tableOf) factor(row []string) (l line, ok bool) {
	for i, cell := range row[:min(len(row), len(t))] {
		cell = strings.TrimSpace(cell)
		switch {
		case isNothing(cell):
		case t[i] == columnNumber || t[i] == columnTicket && namedNumber.MatchString(cell):
			l.number = firstOf(l.number, cell)
		case t[i] == columnFactor && l.text == "" && namedNumber.MatchString(cell) && t.has(columnText) >= 0:
			l.number = cell
		case (t[i] == columnFactor || t[i] == columnText) && l.text == "":
			l.text = cell
		case t[i] == columnFactor || t[i] == columnText:
			l.detail = strings.TrimSpace(l.detail + "\n" + cell)
		}
	}
	return l, l.text != ""
}
