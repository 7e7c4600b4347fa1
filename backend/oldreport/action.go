package oldreport

import (
	"regexp"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// action is something that was to be done.
type action struct {
	text, owner, due, ticket, reason, know string
	// factors are the words that name what it helps with.
	factors  []string
	priority debrief.Priority
	state    debrief.CountermeasureState
}

var (
	tickBox     = regexp.MustCompile(`^\s*(?:\[([ xX✓✔-])\]|([☐☑☒✅✔✓]\x{fe0f}?))\s*`)
	doneSign    = regexp.MustCompile(`[✅☑✔✓]|:(?:white_check_mark|heavy_check_mark):`)
	inlineState = regexp.MustCompile(`(?i)^[\[(]([\p{L}' ]{3,16})[\])]|[\[(]([\p{L}' ]{3,16})[\])]\s*[.!]?$|^\**(DONE|TODO|WIP)\b|(?:[-–—:,.]\s*|\s)((?-i:DONE|TODO|WIP|COMPLETED|FIXED))\s*[.!]?$|\s[-–—]\s*(done|completed|in progress|fixed|merged|won't do)\s*[.!]?$`)
	ownerText   = regexp.MustCompile(`(?i)[\s(\[;,–—-]*\b(?:owner|owned by|assignee|assigned to|dri|responsible|who)\b\s*:\s*@?([\p{L}][\p{L}\p{N}._'’-]*(?:\s[\p{Lu}][\p{L}._'’-]*){0,3})\s*[)\];,.]*`)
	dueText     = regexp.MustCompile(`(?i)[\s(\[;,–—-]*\b(?:due(?: date| by| on)?|deadline|target(?: date)?|eta|by when)\b\s*:?\s*([\p{L}\d][^)\];|]{5,22}?)\s*(?:[)\];|]|[,.]\s|\.?$)`)
	handleFirst = regexp.MustCompile(`^@([\p{L}][\w.-]*)\s*(?::|\s[-–—]\s)\s*`)
	lastAside   = regexp.MustCompile(`\s*\(([^()]{2,60})\)\s*\.?$`)
	ticketLink  = regexp.MustCompile(`(?i)/(?:issues|pull|browse|merge_requests|pulls|work_items|tickets?|bugs?|_workitems|issue)/|jira|linear\.app|trello\.com|bugs?\.`)
	ticketName  = regexp.MustCompile(`\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b`)
	oneTicket   = regexp.MustCompile(`^(?:[\w./-]{1,40}\s?)?[#!]\d{1,7}$`)
	hashNumber  = regexp.MustCompile(`[#!]\d`)
	asideNumber = regexp.MustCompile(`(?i)^(?:factor |\p{L}{1,3}-?)\d{1,3}(?:\s*[-–—]\s*\p{L}{0,3}\d{1,3})?$`)
	notTicket   = regexp.MustCompile(`^(?:UTF|SHA|HTTP|TLS|SSL|ISO|RFC|COVID|CVE|IPV|MD|AES|RSA|P|Q|EC|UTC|GMT|PM)-`)
)

// actionOf reads one thing to do: a box that is ticked, who, until when and the ticket
// where the line says so. The words stay but for the box, and for what has a field of
// its own at the end of them.
func actionOf(text string, links []string, done bool) action {
	a := action{text: strings.TrimSpace(text), state: debrief.CountermeasureCommitted}
	if done {
		a.state = debrief.CountermeasureDone
	}
	if m := tickBox.FindStringSubmatch(a.text); m != nil {
		a.text = strings.TrimSpace(a.text[len(m[0]):])
		if strings.TrimSpace(m[1]) != "" || m[2] != "" && m[2][:3] != "☐" {
			a.state = debrief.CountermeasureDone
		}
	}
	if doneSign.MatchString(a.text) {
		a.state = debrief.CountermeasureDone
	}
	if m := inlineState.FindStringSubmatch(a.text); m != nil {
		a.told(firstOf(m[1:]...))
	}
	a.fields(true)
	a.ticketOf(links)
	return a
}

// fields finds who and until when in the words. cut takes out what is found at the
// end: it has a field of its own.
func (a *action) fields(cut bool) {
	take := func(pattern *regexp.Regexp, use func(string) bool) {
		m := pattern.FindStringSubmatchIndex(a.text)
		if m == nil || !use(a.text[m[2]:m[3]]) {
			return
		}
		if rest := strings.TrimSpace(a.text[:m[0]]); cut && m[1] == len(a.text) && rest != "" {
			a.text = rest
		}
	}
	for range 2 { // one may stand before the other at the end
		take(dueText, a.dated)
		take(ownerText, a.owned)
	}
	if m := handleFirst.FindStringSubmatch(a.text); m != nil && a.owned(m[1]) {
		a.text = a.text[len(m[0]):]
	}
	if m := lastAside.FindStringSubmatch(a.text); m != nil {
		a.aside(m[1])
	}
}

// aside reads what stands in brackets at the end: who, until when, which ticket.
func (a *action) aside(text string) {
	for piece := range strings.SplitSeq(text, ",") {
		piece = strings.TrimSpace(piece)
		if strings.HasPrefix(piece, "@") {
			a.owned(piece)
		} else if !a.dated(piece) && !a.told(piece) && asideNumber.MatchString(piece) {
			a.factors = append(a.factors, piece)
		}
	}
	if oneTicket.MatchString(text) && len(hashNumber.FindAllString(a.text, 2)) == 1 {
		a.ticket = firstOf(a.ticket, text)
	}
}

func (a *action) owned(name string) bool {
	name = strings.TrimRight(strings.TrimPrefix(oneLine(name), "@"), ".,;")
	if isNothing(name) || isOneOf(strings.ToLower(name), "unassigned", "to be assigned", "nobody yet", "open") {
		return false
	}
	a.owner = firstOf(a.owner, name)
	return true
}

func (a *action) dated(text string) bool {
	day := evidence.Day(text)
	a.due = firstOf(a.due, day)
	return day != ""
}

// ticketOf finds the ticket: an address that leads to one, or its name.
func (a *action) ticketOf(links []string) {
	if n := slices.IndexFunc(links, ticketLink.MatchString); n >= 0 {
		a.ticket = firstOf(a.ticket, links[n])
	}
	for _, name := range ticketName.FindAllString(a.text, -1) {
		if !notTicket.MatchString(name) {
			a.ticket = firstOf(a.ticket, name)
		}
	}
}

// datedOnce takes the one day that words tell among others: "2024-07-31 (ETA)".
func (a *action) datedOnce(words string) {
	if days := evidence.DaysIn(words); !a.dated(words) && len(days) == 1 {
		a.due = firstOf(a.due, days[0])
	}
}

// more adds what is nested: a field of it, or words.
func (a *action) more(text string) {
	b := action{text: strings.TrimPrefix(strings.TrimSpace(text), "- ")}
	name, value, found := strings.Cut(b.text, ":")
	switch column := columnOf(name); {
	case found && column == columnOwner && a.owned(value):
	case found && column == columnDue && a.dated(strings.TrimSpace(value)):
	case found && column == columnState && a.toldAtFirst(value):
	case found && column == columnFactor && !isNothing(value):
		a.factors = append(a.factors, value)
	case found && column == columnTicket && !isNothing(value):
		a.ticket = firstOf(a.ticket, strings.TrimSpace(value))
	default:
		a.text += "\n" + strings.TrimRight(text, " ")
	}
}

// told takes over a state the report tells; words that tell none change nothing.
func (a *action) told(words string) bool {
	plain := strings.ToLower(strings.Trim(oneLine(words), " .!*✅✔️☑:"))
	switch {
	case plain == "" && doneSign.MatchString(words), isOneOf(plain, "done", "complete", "completed", "closed", "fixed", "merged", "resolved", "implemented", "shipped", "released", "deployed", "finished", "yes", "x", "100%", "erledigt", "fertig"):
		a.state = debrief.CountermeasureDone
	case isOneOf(plain, "in progress", "ongoing", "started", "doing", "wip", "in review", "underway", "under way", "active", "partially done", "in arbeit", "in development"):
		a.state = debrief.CountermeasureDoing
	case isOneOf(plain, "won't do", "wont do", "won’t do", "won't fix", "wontfix", "declined", "rejected", "cancelled", "canceled", "dropped", "abandoned", "not doing", "obsolete", "duplicate", "will not do"):
		a.state, a.reason = debrief.CountermeasureNotPursued, oneLine(words)
	case isOneOf(plain, "idea", "idea only", "proposed", "proposal", "suggested", "suggestion", "idee"):
		a.state = debrief.CountermeasureIdea
	case isOneOf(plain, "todo", "to do", "open", "planned", "backlog", "not started", "pending", "new", "no", "scheduled", "offen"):
	default:
		return false
	}
	return true
}

// toldAtFirst takes over a state that more is said of: "done; see the board".
func (a *action) toldAtFirst(words string) bool {
	if a.told(words) {
		return true
	}
	at := afterState.FindStringIndex(words)
	if at == nil || !a.told(words[:at[0]]) {
		return false
	}
	if a.state == debrief.CountermeasureNotPursued {
		a.reason = oneLine(words)
	}
	return true
}

var afterState = regexp.MustCompile(`\s*[;,(\n]|\s[-–—]\s|[.:]\s`)

func isOneOf(s string, all ...string) bool { return slices.Contains(all, s) }
