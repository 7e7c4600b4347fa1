// Package demo holds the sample debrief the app comes with: the outage of
// GitLab.com on 31 January 2017, in which the data directory of the primary
// database was removed and a six-hour-old copy restored.
//
// It was rebuilt from public texts by people who were not there. Facts and
// times are carried over, each with its source; people appear by role; words
// in quotation marks are quoted and all others are the sample's own. Where the
// sources do not state a minute, the time is unknown and the line keeps its
// place. Where they do not state an owner, a date or a measure of success, the
// field is empty. The sources, by the short names used here:
//
//	Published review  "Postmortem of database outage of January 31", 10 February 2017
//	Live report       "GitLab.com Database Incident", 1 February 2017
//	Live notes        the public document of that night, in translation
//	Chat link         the time held in a link to a chat post, decoded
//	Status post       the time held in the id of a @gitlabstatus post, decoded
package demo

import (
	"time"

	"secondstory/backend/debrief"
)

// Debrief returns the sample. It is made anew at each call, and every call
// makes the same one: ids are fixed and so is the time of making.
func Debrief() *debrief.Whole {
	w := debrief.NewWhole(head())
	w.Participants = participants()
	w.Entries = append(narratives(), timeline()...)
	w.Bands = bands()
	w.Factors = factors()
	w.Helped = helped()
	w.Countermeasures = countermeasures()
	w.Questions = questions()
	w.Sort()
	arrange(w)
	return w
}

// ID is the sample's own id.
const ID debrief.ID = "sample-gitlab-2017"

// madeAt is when the published review appeared: the sample has no day of its
// own, and the same one every time.
const madeAt = "2017-02-10T12:00:00Z"

func head() debrief.Debrief {
	d := *debrief.NewDebrief(madeAt)
	d.Base = debrief.Base{ID: ID, DebriefID: ID}
	d.Title = "GitLab.com primary database removed; restore from a six-hour-old copy"
	d.Reference = "GitLab.com 2017-01-31"
	d.Scheduled = debrief.ScheduledNo
	d.State = debrief.StateReadBack
	d.ReadyReason = "A sample, rebuilt from public texts: no meeting took place and nobody facilitated one."
	d.Classification = "Public sources"
	d.Sample = true
	d.Tags = []string{"database", "replication", "backup", "data loss"}
	d.Links = links()
	setTimes(&d)
	d.Impact = impact()
	d.Summary = summary()
	return d
}

// setTimes chooses the four times. The sources tell of three troubles in a
// row: load from 18:00, replication from 21:56, and the loss of data. The loss
// is what the debrief is about, so it starts there; what came before has
// negative elapsed times.
//
// Started is approximate: the texts say "23:00-ish" and about 23:30 for the
// removal, which was seen after "a second or two" and stopped at 23:27, with a
// linked chat post at 23:27:10. Mitigated is the database's return without
// webhooks, given as an hour; resolved is the notice that all was back.
func setTimes(d *debrief.Debrief) {
	d.Started = near("31 23:27")
	d.Detected = second("31 23:27:10")
	d.Mitigated = near("01 17:00")
	d.Resolved = minute("01 18:14")
}

func links() []debrief.Link {
	return []debrief.Link{
		{Title: "Published review, 10 February 2017", URL: "https://about.gitlab.com/2017/02/10/postmortem-of-database-outage-of-january-31/"},
		{Title: "Live report, 1 February 2017", URL: "https://about.gitlab.com/2017/02/01/gitlab-dot-com-database-incident/"},
	}
}

func impact() debrief.Impact {
	return debrief.Impact{
		Customers: "GitLab.com was down for about 18 hours. Before that, users could not comment while the load was high. Self-hosted and GitHost installations were not affected, as stated.",
		Data: "Database changes from 17:20 UTC on 31 January to some time between 23:25 and 00:00; the texts give three ends. " +
			"Estimates: about 5,000 projects, 5,000 comments and 700 users; the live notes count 5,037 projects and 707 users, and webhooks made after 17:20. Git repositories and wikis were not lost.",
		Revenue:  "Not stated.",
		Goodwill: "A public apology. Up to about 5,000 people watched the live stream of the restore; messages of support are listed in the live notes.",
		Text: "This sample was rebuilt from public texts; nobody who was there has read it back. " +
			"Inside the company, staff used GitLab.com for their own work: issues had to wait, and the notice was published from a private instance.",
	}
}

func summary() debrief.Summary {
	return debrief.Summary{
		Lead: "On the evening of 31 January 2017 the data directory of GitLab.com’s primary database was removed during a repair of replication; six hours of database changes were lost.",
		Learnings: []debrief.Learning{
			{
				Title:    "Two hosts, one digit apart",
				Text:     "The repair asked for removing a data directory on one of two hosts with near-identical names, late in the evening, with a tool that waits in silence.",
				FactorID: factorID("resync"),
			},
			{
				Title:    "The alarm was sent and never arrived",
				Text:     "Each dump that ended early sent a mail. The receiving server turned those mails away, so that a backup that did not run looked like one that did.",
				FactorID: factorID("mails"),
			},
			{
				Title:    "Five copies, each thought to cover for the rest",
				Text:     "Dumps, uploads, two kinds of snapshot and replication were set up apart from each other. Trying out a restore belonged to no team.",
				FactorID: factorID("ownership"),
			},
		},
		Noticed:  debrief.Fact{Head: "Within seconds", Text: "The engineer saw the host name and stopped; 4.5 of 300 GB were left."},
		Affected: debrief.Fact{Head: "About 5,000 projects", Text: "And about 5,000 comments and 700 users. Git repositories and wikis were kept."},
		Ended:    debrief.Fact{Head: "Older copy restored", Text: "From staging, six hours old: database back about 17:00, webhooks by 18:14."},
	}
}

// base gives a record its fixed id: "sample-entry-removal".
func base(noun debrief.Noun, key string) debrief.Base {
	return debrief.Base{ID: "sample-" + string(noun) + "-" + key, DebriefID: ID}
}

// perStage is more lines than any stage of the sample has.
const perStage = 100

// afterFactors is where what helped begins, in the same stage as the factors.
const afterFactors = 50

// place puts the i-th line of a stage after all lines of the stages before.
func place(stage, i int) debrief.Place {
	return debrief.Place{Stage: stage, Position: float64(stage*perStage + i)}
}

// moment is an instant given in UTC.
func moment(at string, p debrief.Precision) debrief.Moment {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return debrief.Moment{Raw: at, Precision: debrief.PrecisionUnknown, Problem: debrief.ProblemUnreadable}
	}
	return debrief.At(t, "UTC", p)
}
