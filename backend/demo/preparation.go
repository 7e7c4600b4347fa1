package demo

import "secondstory/backend/debrief"

// preparation shows how a meeting about the event could have been arranged. No
// source tells of one: all of it is made up, and the line about who leads says so.
func preparation() debrief.Preparation {
	return debrief.Preparation{
		MeetsAt: "2017-02-03T15:00:00Z", Zone: "UTC", DialIn: "A video call",
		Themes: []string{
			"Two hosts, one digit apart: knowing where one is",
			"How a backup that does not run would be noticed",
			"What made the evening long before 23:00",
			"Who tries out a restore, and when",
		},
		Opening: []string{"What did you see, and what did it mean to you then?"},
		Without: []debrief.Omission{
			{Item: "facilitator", Reason: "a sample; no meeting took place, and what is arranged here shows how one could be"},
			{Item: "note-taker", Reason: "five or six write in one document that night, and it is kept"},
		},
	}
}

const (
	invitedOn  = "2017-02-02T09:00:00Z"
	sentOn     = "2017-02-02T09:05:00Z"
	answeredOn = "2017-02-02T16:20:00Z"
)

// arrange says who would have been invited, and who would have read their lines.
func arrange(w *debrief.Whole) {
	w.Debrief.Preparation = preparation()
	coming := map[debrief.ID]debrief.Coming{
		by("support").ParticipantID: debrief.ComingYes, by("e3").ParticipantID: debrief.ComingYes,
		by("e5").ParticipantID: debrief.ComingUnsaid, by("e6").ParticipantID: debrief.ComingUnsaid, by("e7").ParticipantID: debrief.ComingNo,
	}
	for i := range w.Participants {
		p := &w.Participants[i]
		if answer, invited := coming[p.ID]; invited {
			p.InvitedAt, p.Coming = invitedOn, answer
		}
		switch p.ID {
		case by("support").ParticipantID:
			p.LinesSentAt, p.Reading, p.ReadAt = sentOn, debrief.ReadingAgreed, answeredOn
			p.LinesMark = debrief.LinesMark(w.LinesOf(p.ID))
		case by("e3").ParticipantID:
			p.LinesSentAt, p.LinesMark = sentOn, debrief.LinesMark(w.LinesOf(p.ID))
		}
	}
}
