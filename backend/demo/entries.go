package demo

import "secondstory/backend/debrief"

// event is a row of the timeline's table.
type event struct {
	key string
	at  debrief.Moment
	who debrief.Who
	// lane and basis are the sample's judgement; the sources sort nothing.
	lane   debrief.Lane
	basis  debrief.Basis
	label  string
	text   string
	source string
}

const (
	system = debrief.LaneSystem
	saw    = debrief.LaneSaw
	did    = debrief.LaneDid
	record = debrief.BasisRecord
	memory = debrief.BasisMemory
)

// unstated is the time of a line whose minute no source states: "22:??" where
// they state the hour. The line keeps its place.
func unstated(raw string) debrief.Moment {
	return debrief.Moment{Raw: raw, Precision: debrief.PrecisionUnknown}
}

// second and minute are times as precise as their names, UTC, "31 17:20" on 31
// January or "01 00:36" on 1 February 2017.
func second(at string) debrief.Moment { return moment(dated(at)+"Z", debrief.PrecisionSecond) }

func minute(at string) debrief.Moment { return moment(dated(at)+":00Z", debrief.PrecisionMinute) }

// near is an approximate time, marked so by the sources or given as an hour.
func near(at string) debrief.Moment { return moment(dated(at)+":00Z", debrief.PrecisionAbout) }

func dated(at string) string {
	month := "2017-02-"
	if at[:2] == "31" {
		month = "2017-01-"
	}
	return month + at[:2] + "T" + at[3:]
}

// timeline is the line of events, in order.
func timeline() []debrief.Entry {
	table := append(evening(), night()...)
	out := make([]debrief.Entry, len(table))
	for i, e := range table {
		out[i] = debrief.Entry{
			Base: base(debrief.NounEntry, e.key), Place: place(debrief.StageTimeline, i),
			Time: e.at, Who: e.who, Lane: e.lane, Basis: e.basis, Label: e.label, Text: e.text, Source: e.source,
			OnTimeline: true,
		}
		// A room may see what records say; what somebody remembers waits until they have told it.
		if e.basis == record && e.at.Known() {
			out[i].Room = out[i].RoomMark()
		}
	}
	return out
}

// evening is 31 January, up to the removal.
func evening() []event {
	several := other("Several engineers")
	return []event{
		{"staging", near("31 16:00"), by("e1"), did, memory, "Work in staging", "Works on pgpool and replication in staging, from 16:00 or 17:00 on.", "Live notes"},
		{"snapshot", near("31 17:20"), by("e1"), did, memory, "Snapshot by hand", "Takes a snapshot of production by hand and loads it into staging, for load-balancing work.", "Published review"},
		{"alone", unstated("??:??"), by("e1"), saw, memory, "Second pair of hands off", "Needs a second pair of hands for the staging work. The colleague is off that day and the work stops.", "Live notes"},
		{"load", near("31 18:00"), other("Database"), system, record, "Load climbs", "Load climbs; spam snippets are being created. One source says 18:00, the other about 19:00.", "Live report; review"},
		{"look", unstated("??:??"), several, did, memory, "Look for the load", "Start to look for what the load is made of and how to bring it down.", "Live report"},
		{"comments", unstated("??:??"), by("users"), saw, memory, "Comments do not go through", "Cannot post comments on issues and merge requests.", "Published review"},
		{"job", unstated("??:??"), other("Background job"), system, record, "Account removal runs", "Begins to remove an employee’s account with all its data, after an abuse report. It adds load; nobody knows of it until later.", "Published review"},
		{"locks", near("31 21:00"), other("Database"), system, record, "Writes lock up", "Writes lock up; GitLab.com is down for some of the time.", "Live report"},
		{"post", second("31 21:09:40"), several, did, record, "First post in chat", "First linked post in the infrastructure channel about the spam load.", "Chat link"},
		{"status-load", second("31 21:34:16"), other("Status account"), did, record, "Status: load", "Posts in public about the load.", "Status post"},
		{"block", unstated("21:??"), several, did, memory, "Spam accounts removed", "Block spammers by address, remove accounts that make spam snippets, and remove one account used from 47,000 addresses, whose repository served files.", "Live report; notes"},
		{"page", second("31 21:56:10"), other("Paging"), system, record, "Page: replication lag", "Page: replication lags too far behind; it has in effect stopped.", "Chat link; live report"},
		{"behind", near("31 22:00"), several, saw, memory, "db2 is 4 GB behind", "See that db2, the secondary, is about 4 GB behind.", "Live report"},
		{"wipe", unstated("22:??"), other("An engineer"), did, memory, "db2 emptied for resync", "Empties the data directory of db2 for a clean start, as the resync procedure asks.", "Live report; review"},
		{"senders", unstated("22:??"), other("db2"), system, memory, "db2 does not connect", "Refuses to connect to db1: max_wal_senders is too low.", "Live report"},
		{"support", second("31 22:09:15"), by("support"), did, record, "Support on spam accounts", "Posts in the support channel about removing the spammers.", "Chat link"},
		{"late", second("31 22:12:45"), by("e1"), did, record, "About to sign off", "Says in chat that it is late and time to sign off.", "Chat link; live report"},
		{"raise", unstated("22:??"), by("e1"), did, memory, "max_wal_senders to 32", "Sets max_wal_senders from 3 to 32 on db1 and restarts PostgreSQL.", "Live report"},
		{"semaphores", unstated("22:??"), other("PostgreSQL on db1"), system, memory, "PostgreSQL does not start", "Does not start: too many semaphores are open.", "Live report; review"},
		{"connections", unstated("22:??"), by("e1"), did, memory, "max_connections to 2000", "Lowers max_connections from 8000 to 2000. PostgreSQL starts, although 8000 had been in use for almost a year.", "Live report; review"},
		{"silence", unstated("22:??"), several, saw, memory, "pg_basebackup is silent", "pg_basebackup hangs without useful output; strace shows one poll call. Frustration sets in.", "Live report; review"},
		{"removal", near("31 23:27"), by("e1"), did, memory, "Data directory removed", "Takes the present data directory to be what blocks the copy, and removes it. The host is db1, the primary; it is believed to be db2. One text says “23:00-ish”, another about 23:30.", "Live report; review"},
	}
}

// night is what followed, up to the return of GitLab.com on 1 February.
func night() []event {
	several := other("Several engineers")
	return []event{
		{"stop", second("31 23:27:10"), by("e1"), did, record, "Seen and stopped", "Sees the host name after “a second or two” and stops the removal. About 4.5 GB of some 300 GB are left.", "Live report; chat link"},
		{"status-offline", second("31 23:28:38"), other("Status account"), did, record, "Status: going offline", "Announces emergency database maintenance; GitLab.com goes offline.", "Status post"},
		{"search", unstated("??:??"), several, did, memory, "Look for backups", "Look for backups and ask for help in chat.", "Published review"},
		{"no-dump", unstated("??:??"), several, saw, memory, "No dump to be found", "Find the bucket for dumps empty, no recent dump anywhere, and dump files of a few bytes.", "Published review"},
		{"choice", unstated("??:??"), several, did, memory, "Staging copy chosen", "Decide to bring the staging copy back into production, and pass the restore to another engineer.", "Live notes"},
		{"backup", minute("01 00:36"), by("e2"), did, record, "Staging backed up", "Backs up the staging database before anything touches it.", "Live report; notes"},
		{"status-notes", second("01 00:44:15"), other("Status account"), did, record, "Status: live notes", "Says that production data was deleted by accident and links the live notes.", "Status post"},
		{"mount", minute("01 00:55"), by("e2"), did, record, "Staging mounted", "Mounts staging on the production host, to copy the data directory.", "Live report; notes"},
		{"space", minute("01 01:05"), by("e2"), did, record, "Temporary space", "Takes nfs-share01 as temporary space.", "Live report; notes"},
		{"pack", minute("01 01:18"), by("e2"), did, record, "Rest of db1 packed", "Packs what is left of production, with pg_xlog.", "Live report; notes"},
		{"transfer", minute("01 01:58"), by("e2"), did, record, "Transfer starts", "Starts the transfer from staging to production.", "Live notes"},
		{"notice", minute("01 02:00"), by("e5"), did, record, "Public notice updated", "Updates the public notice page.", "Live notes"},
		{"half", minute("01 03:00"), by("e6"), saw, record, "50 % of files", "Sees about 50 % copied, by number of files.", "Live notes"},
		{"slower", minute("01 04:00"), by("e2"), saw, record, "56 % of files, slower", "Sees 56.4 % copied, by number of files. It slows down: network between regions, and staging disks at 60 Mb/s.", "Live notes"},
		{"unsanitised", minute("01 07:00"), by("e2"), did, record, "Copy with webhooks found", "Finds an unsanitised copy of the data and starts a helper machine to recover webhooks.", "Live notes"},
		{"bytes", minute("01 08:07"), by("e2"), saw, record, "42 % by size", "Sees 42 % copied, by size.", "Live notes"},
		{"finished", minute("01 16:28"), by("e2"), saw, record, "Transfer finished", "Sees the transfer finished. The live notes put this line a day later.", "Live notes"},
		{"back", near("01 17:00"), several, did, memory, "Database back", "Bring the database back, without webhooks.", "Published review"},
		{"online", minute("01 18:14"), several, did, record, "GitLab.com is back", "Restore webhooks and finish the checks; GitLab.com is back online. The review says around 18:00.", "Live report; review"},
	}
}
