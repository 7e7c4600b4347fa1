package demo

import "secondstory/backend/debrief"

// condition is a row of the table of factors; entries are keys of lines.
type condition struct {
	key      string
	category debrief.Category
	text     string
	detail   string
	entries  []string
}

func factorID(key string) debrief.ID { return base(debrief.NounFactor, key).ID }

// factors are the twelve conditions the published texts name, and one (hour)
// made of the pressures they tell of.
func factors() []debrief.Factor {
	table := []condition{
		{"resync", debrief.CategoryTools, "Bringing replication back was work by hand, on two hosts with near-identical names", "The procedure asks for removing a data directory on one of db1 and db2. It rests on a few shell scripts and little writing.", []string{"wipe", "removal", "e1-assumed"}},
		{"dump-version", debrief.CategoryTools, "The dump tool of another version was chosen on hosts without a data directory", "pg_dump 9.2 met a 9.6 server and ended without a dump. Nothing about the run said so.", []string{"no-dump", "e3-version"}},
		{"connections", debrief.CategoryTools, "max_connections at 8000 came to light only when another setting was changed", "It had been in use for almost a year. After the restart for max_wal_senders, PostgreSQL asked for more semaphores than there were.", []string{"semaphores", "connections", "e1-semaphores"}},
		{"mails", debrief.CategorySignals, "Mails about dumps that ended early were turned away", "Cron sent them without DMARC signing and the receiving server rejected them. Nobody saw one.", []string{"no-dump"}},
		{"silence", debrief.CategoryKnowledge, "pg_basebackup waits without output, and neither the runbook nor its official page said so", "Waiting for up to ten minutes is normal. One engineer knew, and was not around that night.", []string{"silence", "e1-silence", "e4-silence"}},
		{"ownership", debrief.CategoryCommunication, "Trying out backups and restores belonged to nobody in particular", "Several ways to make a copy existed; no team had the task of bringing one back.", []string{"no-dump", "search"}},
		{"load", debrief.CategoryLoad, "Load came from two directions at once", "Spam snippets, and a background job removing an employee’s account. The second was found only later.", []string{"load", "job", "locks"}},
		{"hour", debrief.CategoryLoad, "It was late, after hours of load, and the one colleague wanted that day was off", "The engineer was about to sign off when replication stopped. Frustration is named in the notes.", []string{"late", "alone", "silence"}},
		{"cheap-staging", debrief.CategoryIncentives, "Staging ran on cheap disks, in another region, to save money", "The copy took more than fourteen hours by the live notes.", []string{"slower", "bytes", "finished"}},
		{"archiving", debrief.CategoryRedundancy, "Without an archive of write-ahead logs, a secondary that lagged could not catch up", "A full copy was the one way back, with the standby empty meanwhile.", []string{"behind", "wipe"}},
		{"disk-snapshots", debrief.CategoryRedundancy, "Disk snapshots were on for file servers and off for database servers", "The other ways to back up were believed to be sufficient.", []string{"no-dump", "quote-assumed"}},
		{"lvm", debrief.CategoryRedundancy, "The daily LVM snapshot was made for staging", "It served staging’s needs: once in 24 hours, with webhooks removed.", []string{"snapshot", "choice", "back"}},
		{"hard-delete", debrief.CategorySafeguards, "The abuse report shows little of who is reported, and removal is final", "An employee’s account was reported by a troll and queued for removal, with all its data.", []string{"job", "employee-unknown"}},
	}
	out := make([]debrief.Factor, len(table))
	for i, c := range table {
		out[i] = debrief.Factor{
			Base: base(debrief.NounFactor, c.key), Place: place(debrief.StageFactors, i),
			Text: c.text, Detail: c.detail, Category: c.category, EntryIDs: entryIDs(c.entries),
		}
	}
	return out
}

func entryIDs(keys []string) []debrief.ID {
	out := make([]debrief.ID, len(keys))
	for i, k := range keys {
		out[i] = base(debrief.NounEntry, k).ID
	}
	return out
}

// helped is what made it better than it could have become.
func helped() []debrief.Helped {
	table := []struct {
		key, text string
		luck      bool
		entries   []string
	}{
		{"snapshot", "A snapshot taken by hand for other work was six hours old; the one before was nearly 24", true, []string{"snapshot", "choice"}},
		{"seen", "The removal was seen and stopped within seconds", false, []string{"stop"}},
		{"git", "Git repositories and wikis lay elsewhere", false, nil},
		{"backup-first", "Staging was backed up before anything touched it", false, []string{"backup"}},
		{"unsanitised", "An unsanitised copy turned up, with the webhooks", true, []string{"unsanitised"}},
		{"private", "A private GitLab instance let the team publish news", false, []string{"notice"}},
		{"open", "Open notes and a live stream brought help from outside", false, []string{"status-notes", "chief-experts"}},
	}
	out := make([]debrief.Helped, len(table))
	for i, h := range table {
		out[i] = debrief.Helped{
			Base: base(debrief.NounHelped, h.key), Place: place(debrief.StageFactors, afterFactors+i),
			Text: h.text, Luck: h.luck, EntryIDs: entryIDs(h.entries),
		}
	}
	return out
}
