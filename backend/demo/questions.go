package demo

import "secondstory/backend/debrief"

// questions are where the sources differ or are silent: all of them open,
// since nobody has been asked.
func questions() []debrief.Question {
	table := []struct{ key, about, who, text string }{
		{"when-removed", "removal", "e1", "When did replication stop and when was the directory removed? The live report has 22:00 and 23:00-ish, the review about 23:00 and about 23:30; chat links give 21:56 and 23:27."},
		{"lost-until", "stop", "", "Until when are changes lost: 23:25, 23:30 or 00:00? The texts give all three."},
		{"prompt", "removal", "e1", "How many terminals were open, and what did the prompt show?"},
		{"where-taken", "silence", "", "What did a normal run of pg_basebackup look like to those who had seen one?"},
		{"eighteen", "transfer", "e2", "How long did the copy take: around 18 hours as in the review, or 01:58 to 16:28 as in the live notes?"},
		{"progress", "bytes", "e2", "How did 56 % at 04:00 and 42 % at 08:07 come across that night? One counts files, the other bytes."},
		{"who-restored", "no-dump", "", "Are the engineer who saw the tiny dump files and the one who ran the restore the same person? The texts differ."},
		{"sequence", "back", "", "By how much were the database’s sequences raised: 100,000 as in the review, or 10,000 as in the notes?"},
		{"when-asked", "e4-silence", "e4", "When was the engineer who knew about the silent wait asked?"},
		{"employee", "job", "employee", "What did the employee notice of the pending removal?"},
	}
	out := make([]debrief.Question, len(table))
	for i, q := range table {
		out[i] = debrief.Question{
			Base: base(debrief.NounQuestion, q.key), Place: place(debrief.StageWrapUp, i),
			Text: q.text, State: debrief.QuestionOpen, AboutID: base(debrief.NounEntry, q.about).ID,
		}
		if q.who != "" {
			out[i].Who = by(q.who)
		}
	}
	return out
}
