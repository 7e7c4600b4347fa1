package demo

import "secondstory/backend/debrief"

// change is a row of the table of countermeasures; factors are keys.
type change struct {
	key     string
	state   debrief.CountermeasureState
	text    string
	ticket  string
	factors []string
	reason  string
}

// countermeasures are the seventeen published ones. The texts state neither
// owners nor dates nor how anybody would know, so those fields stay empty. An
// open issue counts as committed, "in progress" and "looking into it" as
// doing, "investigate" as soaking.
func countermeasures() []debrief.Countermeasure {
	const infra = "gitlab-com/infrastructure#"
	table := []change{
		{"prompt", debrief.CountermeasureCommitted, "Shell prompts show host and environment on all hosts", infra + "1094", []string{"resync"}, ""},
		{"monitor", debrief.CountermeasureDoing, "Backups are watched in Prometheus; a first dashboard is online", infra + "1095", []string{"mails", "dump-version"}, ""},
		{"restore-tests", debrief.CountermeasureCommitted, "PostgreSQL backups are restored by an automated test", infra + "1102", []string{"ownership"}, ""},
		{"hourly", debrief.CountermeasureDone, "LVM snapshots of production databases every hour; the final text says they are taken", infra + "1098", []string{"lvm"}, ""},
		{"disk-snapshots", debrief.CountermeasureCommitted, "Disk snapshots of production databases", infra + "1099", []string{"disk-snapshots"}, ""},
		{"connections", debrief.CountermeasureCommitted, "max_connections at a value the host can carry", infra + "1096", []string{"connections"}, ""},
		{"secondaries", debrief.CountermeasureDoing, "Several secondaries, with load balancing", infra + "259", []string{"load"}, ""},
		{"replicas", debrief.CountermeasureCommitted, "The production replicas are brought back", infra + "1101", []string{"resync"}, ""},
		{"staging", debrief.CountermeasureCommitted, "Staging moves to the ARM environment", infra + "1100", []string{"cheap-staging"}, ""},
		{"runbooks", debrief.CountermeasureCommitted, "“Improve PostgreSQL replication documentation/runbooks”", infra + "1103", []string{"resync", "silence"}, ""},
		{"streaming", debrief.CountermeasureCommitted, "A streaming restore of the database", infra + "1152", []string{"ownership"}, ""},
		{"procedures", debrief.CountermeasureDoing, "Recovery procedures, each with an owner, for all that is not the database", infra + "1161", []string{"ownership"}, ""},
		{"soft-delete", debrief.CountermeasureDoing, "Removing a spam account can be taken back", "gitlab-ce#27581", []string{"hard-delete"}, ""},
		{"point-in-time", debrief.CountermeasureSoaking, "Look into point-in-time recovery and continuous archiving", infra + "1097", []string{"archiving"}, ""},
		{"barman", debrief.CountermeasureSoaking, "Look into pgbarman and WAL-E", infra + "1105, #494", []string{"archiving", "dump-version"}, ""},
		{"durability", debrief.CountermeasureIdea, "Data durability gets an owner", "", []string{"ownership"}, ""},
		{"forbid-rm", debrief.CountermeasureNotPursued, "Forbid rm -rf on the PostgreSQL data directory", "", []string{"resync"}, "Noted as unsure in the live notes. The published review argues against blocking commands."},
	}
	out := make([]debrief.Countermeasure, len(table))
	for i, c := range table {
		out[i] = debrief.Countermeasure{
			Base:  base(debrief.NounCountermeasure, c.key),
			Place: place(debrief.StageCountermeasures, i),
			Text:  c.text, State: c.state, Ticket: c.ticket, FactorIDs: factorIDs(c.factors), Reason: c.reason,
		}
	}
	return out
}

func factorIDs(keys []string) []debrief.ID {
	out := make([]debrief.ID, len(keys))
	for i, k := range keys {
		out[i] = factorID(k)
	}
	return out
}
