package demo

import "secondstory/backend/debrief"

// told is one line of a narrative.
type told struct {
	key    string
	who    debrief.Who
	lane   debrief.Lane
	text   string
	source string
}

// narratives retell, in the sample's words and the third person, what the
// sources state about each person, then quote the published texts.
func narratives() []debrief.Entry {
	var table []told
	for _, part := range [][]told{acting(), restoring(), others()} {
		table = append(table, part...)
	}
	out := make([]debrief.Entry, 0, 48)
	for i, t := range table {
		out = append(out, t.entry(i, false))
	}
	for _, t := range quoted() {
		out = append(out, t.entry(len(out), true))
	}
	return append(out, unsettled().entry(len(out), false))
}

func (t told) entry(i int, quote bool) debrief.Entry {
	return debrief.Entry{
		Base: base(debrief.NounEntry, t.key), Place: place(debrief.StageNarratives, i),
		Who: t.who, Lane: t.lane, Basis: debrief.BasisMemory, Text: t.text, Source: t.source, Quote: quote,
	}
}

func acting() []told {
	e1 := by("e1")
	return []told{
		{"e1-afternoon", e1, did, "The afternoon went to load balancing: pgpool and replication, in staging. For that, about 17:20, came a snapshot of production, taken by hand.", "Published review"},
		{"e1-alone", e1, saw, "The work needed a second pair of hands. The colleague asked for was off that day, and it stopped there.", "Live notes"},
		{"e1-late", e1, did, "At about 23:00 local time it was late and time to sign off. Then replication stopped, all of a sudden.", "Live report"},
		{"e1-behind", e1, saw, "The secondary, db2, was about 4 GB behind. It refused to connect because max_wal_senders was too low.", "Live report"},
		{"e1-semaphores", e1, saw, "After that setting was raised, PostgreSQL on db1 did not restart: too many semaphores. max_connections had stood at 8000 for almost a year; at 2000 it started.", "Live report"},
		{"e1-silence", e1, saw, "pg_basebackup hung without useful output, in spite of --verbose. strace showed a poll call and no more.", "Published review"},
		{"e1-assumed", e1, saw, "What earlier tries had left in the data directory seemed a likely obstacle. The terminal was taken to be on the secondary.", "Live report"},
		{"e1-stop", e1, did, "After a second or two the host name told otherwise, and the removal was stopped.", "Live report"},
		{"e1-handover", e1, did, "The restore went to another engineer, with a joke: no more sudo for me today.", "Live notes"},
		{"e1-name", e1, did, "In the public notes the engineer used their own name and did not mind its being seen.", "Published review"},
	}
}

func restoring() []told {
	e2, e3, e4 := by("e2"), by("e3"), by("e4")
	return []told{
		{"e2-bytes", e2, saw, "The regular backups looked empty: files of a few bytes.", "Live report"},
		{"e2-first", e2, did, "Staging was backed up first, then mounted on production. Temporary space was found, and what production still held was packed.", "Live report"},
		{"e2-slow", e2, saw, "The copy went at the pace of the network between two regions and of staging disks at 60 Mb/s.", "Live notes"},
		{"e2-webhooks", e2, did, "At about 07:00 an unsanitised copy turned up, and with it a way to bring the webhooks back.", "Live notes"},
		{"e3-version", e3, saw, "pg_dump 9.2 was being run against a 9.6 server. The workers lack the file that tells the version, so 9.2 was chosen, and the run ended in silence.", "Live report"},
		{"e3-retention", e3, saw, "Older backups may have been cleaned away by a retention step.", "Live report"},
		{"e4-silence", e4, saw, "Not around that night. Told the others afterwards that waiting in silence is normal for pg_basebackup, for up to ten minutes.", "Published review"},
	}
}

func others() []told {
	return []told{
		{"e5-notice", by("e5"), did, "Kept the public notice page up to date, looked into undeleting the files and ruled it out.", "Live notes"},
		{"e6-progress", by("e6"), did, "Reported how far the copy was, and wrote a script to clean up repositories left without a project.", "Live notes"},
		{"e7-asked", by("e7"), did, "Asked about a switch to read-only, and whether something still held the files open.", "Live notes"},
		{"support-asked", by("support"), did, "Was asked before the account with 47,000 addresses was removed.", "Live notes"},
		{"chief-undelete", by("chief"), did, "Asked whether the deleted files could be brought back, and accepted that they could not.", "Live notes"},
		{"chief-experts", by("chief"), did, "Asked an outside expert for leave to copy their messages into the notes. Apologised in person in the final text.", "Live notes; review"},
		{"users-comments", by("users"), saw, "Could not post comments while the load was high. What else users saw is not in the sources.", "Published review"},
		{"employee-unknown", by("employee"), saw, "Whether the employee noticed the pending removal is not stated.", "Published review"},
	}
}

// quoted are the published texts' own words. They are nobody's in particular:
// the texts speak for the company.
func quoted() []told {
	texts := other("The published texts")
	return []told{
		{"quote-paged", texts, saw, "We got paged because DB Replication lagged too far behind, effectively stopping.", "Live report"},
		{"quote-frustration", texts, saw, "At this point frustration begins to kick in.", "Live report"},
		{"quote-second", texts, saw, "After a second or two he notices he ran it on db1.cluster.gitlab.com, instead of db2.cluster.gitlab.com.", "Live report"},
		{"quote-assumed", texts, saw, "We assumed our other backup procedures were sufficient.", "Published review"},
		{"quote-ideal", texts, debrief.LaneNone, "An ideal environment is one in which you can make mistakes but easily and quickly recover from them", "Published review"},
	}
}

// unsettled is the one line with open wording, so that a newcomer meets a
// flag. No source says it, and the line says so.
func unsettled() told {
	return told{
		key:    "unsettled",
		text:   "Written for this sample, said in no source: they should have looked at the host name before running it.",
		source: "Sample",
	}
}
