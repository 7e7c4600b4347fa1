package oldreport

import (
	"regexp"
	"strings"
)

// role is what a part of a report becomes.
type role int

const (
	// roleNone is a name nobody knows, roleKept a part that is known and has no place
	// of its own: its words are in the source.
	roleNone role = iota
	roleKept
	roleLead
	roleImpact
	roleTimeline
	roleFactors
	roleHelped
	roleLuck
	roleActions
	roleQuestions
	rolePeople
	roleLearned
	roleSeverity
	roleReference
	roleTags
	roleFacilitator
	// roleNoticed and roleEnded are how it was noticed and how it ended, of page one.
	roleNoticed
	roleEnded
	// roleContext stands for the summary where there is none, roleDate is known
	// otherwise.
	roleContext
	roleDate
)

// isList says that a part is a list of things, each of them one.
func (r role) isList() bool {
	switch r {
	case roleFactors, roleHelped, roleLuck, roleActions, roleQuestions, roleLearned:
		return true
	}
	return false
}

// names are what parts are called in published templates and reports (Google's SRE
// book, PagerDuty, Atlassian, GitLab, Morgue, and the public ones this was tried on),
// in lower case and without their signs.
func names() map[role][]string {
	return map[role][]string{
		roleLead: {
			"summary", "issue summary", "incident summary", "executive summary", "problem summary", "outage summary", "event summary", "overview", "incident overview",
			"tl;dr", "tldr", "tl dr", "abstract", "synopsis", "description", "incident description", "what happened", "the incident", "what happened and why",
			"in brief", "in short", "at a glance", "high level summary", "zusammenfassung", "überblick", "was ist passiert", "résumé", "resumen",
		},
		roleImpact: {
			"impact", "what was impacted", "customer impact", "user impact", "business impact", "impact on users", "impact on customers", "who was affected", "what was affected",
			"impact assessment", "impact analysis", "blast radius", "consequences", "affected", "affected users", "affected services", "affected systems", "services affected",
			"services impacted", "impacted services", "systems affected", "scope", "scope of impact", "extent", "damage", "auswirkung", "auswirkungen", "impacto",
		},
		roleFactors: {
			"root cause", "root causes", "root cause analysis", "root causes and trigger", "root cause and trigger", "root cause identification", "the root cause", "root cause and impact",
			"rca", "cause", "causes", "cause of the incident", "cause of incident", "underlying cause", "underlying causes", "proximate cause", "causal factors",
			"contributing factor", "contributing factors", "contributing causes", "contributing conditions", "contributors", "factors", "aggravating factors",
			"why", "why did it happen", "why did this happen", "why it happened", "why this happened", "what caused it", "what caused the incident", "what caused this", "what caused the outage",
			"five whys", "5 whys", "the five whys", "five whys root cause identification", "why surprised", "why were we surprised",
			"trigger", "triggers", "trigger and root cause", "fault", "leadup", "lead up",
			"what went wrong", "what went poorly", "what went badly", "what did not go well", "what didn't go well", "what didn’t go well", "what could have gone better",
			"what could be improved", "what can be improved", "what went less well", "where we got unlucky", "difficulties", "risks", "what was difficult", "what made it hard",
			"ursache", "ursachen", "grundursache", "causa raíz", "cause racine",
		},
		roleHelped: {
			"what went well", "went well", "what worked", "what worked well", "what helped", "what helped luck", "things that went well", "what went right", "what we did well",
			"mitigators", "what has helped", "positives", "strengths", "what mitigated", "was gut lief",
		},
		roleLuck: {"where we got lucky", "where did we get lucky", "luck", "lucky", "what was lucky", "how we got lucky"},
		roleActions: {
			"action item", "action items", "actions", "action", "actions items", "review actions", "actions taken after", "action plan", "action points", "post incident actions", "postmortem actions",
			"follow up", "follow ups", "followup", "followups", "follow up actions", "follow up items", "follow up tasks", "follow on actions", "remediation", "remediations", "remediation items", "remediation actions",
			"corrective action", "corrective actions", "corrective measures", "corrective and preventative measure", "corrective and preventative measures", "corrective and preventive measures",
			"corrective and preventive actions", "preventive actions", "preventative actions", "preventive measures", "preventative measures", "prevention", "countermeasures", "countermeasures as published",
			"next steps", "to do", "todo", "todos", "tasks", "improvements", "process improvements", "technical improvements", "documentation improvements", "planned improvements", "future improvements",
			"recommendations", "recommended actions", "what we are doing", "what we're doing about it", "what are we doing about it", "what we are doing about it", "what are we doing", "how do we prevent this",
			"what will we do to prevent this", "how will we prevent this", "how we will prevent this", "preventing recurrence", "how are we going to do better in the future", "how are we going to do better", "how can we do better", "how will we do better", "what will we do differently", "what we will do differently", "prevention of recurrence", "what's next", "what next", "looking forward", "future work",
			"long term improvements", "short term improvements", "long term fixes", "short term fixes", "mitigation items", "mitigation plan", "tickets", "jiras", "jira tickets", "maßnahmen", "nächste schritte", "acciones", "actions correctives",
		},
		roleQuestions: {"open questions", "questions", "unanswered questions", "outstanding questions", "unknowns", "what we do not know", "what we don't know", "offene fragen"},
		rolePeople: {
			"participants", "attendees", "atendees", "attendants", "responders", "incident responders", "involved", "people involved", "who was involved", "who responded", "incident team", "response team",
			"meeting attendees", "teilnehmer", "beteiligte", "author", "authors", "postmortem author", "owner", "postmortem owner", "incident owner", "incident commander", "ic", "incident lead", "incident manager",
			"incident coordinator", "scribe", "note taker", "comms lead", "communications lead", "communication lead", "technical lead", "tech lead", "ops lead", "operations lead", "on call", "on call engineer", "reporter", "reported by", "contact", "responder",
			"deputy", "subject matter expert", "subject matter experts", "liaison", "customer liaison",
		},
		roleLearned:   {"lessons learned", "lessons learnt", "lesson learned", "lessons", "what we learned", "what we have learned", "what did we learn", "learnings", "key learnings", "takeaways", "key takeaways", "erkenntnisse"},
		roleSeverity:  {"severity", "sev", "severity level", "incident severity", "sev level", "incident level", "schweregrad"},
		roleReference: {"incident id", "incident number", "incident no", "incident reference", "reference", "postmortem id", "incident ticket", "tracking issue", "production issue", "incident issue"},
		roleTags:      {"tags", "labels", "categories", "category"},
		roleFacilitator: {
			"facilitator", "facilitated by", "postmortem facilitator", "moderator",
		},
		roleNoticed: {
			"detection", "incident detection", "detected", "noticed", "discovery", "how we found it", "how we found out", "how did we find out", "how it was found", "how it was detected",
			"how was it detected", "how did we detect it", "how was the incident detected", "how it was noticed", "how was it noticed", "entdeckung",
		},
		roleEnded: {
			"resolution", "resolution and recovery", "mitigation and resolution", "recovery", "resolved", "how it ended", "how it was resolved", "how was it resolved", "how it was fixed",
			"how was it fixed", "how we fixed it", "how did we fix it", "behebung",
		},
		roleContext: {"identified", "background", "context", "problem", "problem description", "introduction", "hintergrund"},
		roleDate:    {"date", "incident date", "date of incident", "date of the incident", "day", "datum"},
		roleKept: {
			"notification", "response", "mitigation", "mitigated", "time to repair", "time to resolve", "duration", "status",
			"stats", "statistics", "metrics", "supporting information", "appendix", "glossary", "references", "links", "related incidents", "related issues prs", "sources", "misc", "communication", "messaging",
			"external messaging", "internal messaging", "how'd we do", "recurrence", "backlog check", "slack", "meeting scheduled for", "history", "started",
		},
	}
}

// timelineName is what a part with the course of events is called: a word of it is
// enough.
var timelineName = regexp.MustCompile(`(?i)\btime\s?lines?\b|chronolog|sequence of events|^key events$|^events?$|zeitleiste|zeitlicher ablauf|cronolog`)

// roles finds what a part becomes by its name.
type roles map[string]role

func newRoles() roles {
	r := roles{}
	for role, all := range names() {
		for _, n := range all {
			r[n] = role
		}
	}
	return r
}

var (
	inBrackets = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]|\{[^}]*\}`)
	numbering  = regexp.MustCompile(`^(?:\d+(?:\.\d+)*[.)]?|[ivx]+\.|[a-z]\))\s+`)
	betweens   = strings.NewReplacer("-", " ", "–", " ", "—", " ", "_", " ", "/", " ", "&", "and", "’", "'")
)

// maxName is how long a name can be, in bytes; what is longer is a sentence.
const maxName = 80

// of is what a part of this name becomes.
func (r roles) of(name string) role {
	if len(name) > maxName {
		return roleNone
	}
	plain := strings.ToLower(inBrackets.ReplaceAllString(name, " "))
	plain = strings.Join(strings.Fields(betweens.Replace(plain)), " ")
	plain = numbering.ReplaceAllString(strings.TrimFunc(plain, isSign), "")
	if found, ok := r[plain]; ok {
		return found
	}
	for _, suffix := range []string{" of the incident", " of incident", " of the outage", " analysis", " from this incident", " for this incident", " by priority"} {
		if found, ok := r[strings.TrimSuffix(plain, suffix)]; ok {
			return found
		}
	}
	if timelineName.MatchString(plain) && len(strings.Fields(plain)) <= 6 {
		return roleTimeline
	}
	return roleNone
}

// isSign says whether a rune stands around a name and is no part of it.
func isSign(r rune) bool {
	return strings.ContainsRune(" \t*_#:?!.,;|~`\"'\ufe0f", r) || r > 0x2190 && r < 0x2C00 || r > 0x1F000
}
