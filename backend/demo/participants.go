package demo

import "secondstory/backend/debrief"

// person is a row of the table of people.
type person struct {
	key, name, alias, role, team string
	parts                        []debrief.Part
	// absent marks those whose own account is in none of the sources.
	absent bool
}

const (
	decided    = debrief.PartDecided
	identified = debrief.PartIdentified
	responded  = debrief.PartResponded
	diagnosed  = debrief.PartDiagnosed
	affected   = debrief.PartAffected
	interested = debrief.PartInterested
)

// participants are the people of the event by role, in the order in which they
// would speak: those with the smallest part first.
func participants() []debrief.Participant {
	table := []person{
		{"users", "Users", "", "GitLab.com users", "", []debrief.Part{affected}, true},
		{"employee", "Employee", "", "Employee whose account was queued for removal", "", []debrief.Part{affected}, true},
		{"support", "Support team", "SUP", "Support team", "", []debrief.Part{identified, responded}, false},
		{"abuse", "Abuse desk", "", "People who handle abuse reports", "", []debrief.Part{decided}, true},
		{"e7", "Engineer 7", "E7", "Engineer who asked about a read-only switch", "", []debrief.Part{responded}, false},
		{"e6", "Engineer 6", "E6", "Engineer, copy progress and clean-up", "", []debrief.Part{responded}, false},
		{"e5", "Engineer 5", "E5", "Engineer, public notices", "", []debrief.Part{responded}, false},
		{"e3", "Engineer 3", "E3", "Engineer who found the version of the dump tool", "", []debrief.Part{diagnosed}, false},
		{"e4", "Engineer 4", "E4", "Production engineer, away that night", "Infrastructure", []debrief.Part{diagnosed}, false},
		{"e2", "Engineer 2", "E2", "Production engineer, restore", "Infrastructure", []debrief.Part{identified, responded}, false},
		{"e1", "Engineer 1", "E1", "Production and database engineer", "Infrastructure", []debrief.Part{decided, responded, diagnosed, affected}, false},
		{"chief", "Chief executive", "CEO", "Chief executive", "", []debrief.Part{decided, interested}, false},
		{"experts", "Outside experts", "", "Outside PostgreSQL experts", "", []debrief.Part{interested}, true},
	}
	out := make([]debrief.Participant, len(table))
	for i, p := range table {
		out[i] = debrief.Participant{
			Base: base(debrief.NounParticipant, p.key), Position: float64(i + 1),
			Name: p.name, Alias: p.alias, Role: p.role, Team: p.team, Parts: p.parts, Absent: p.absent,
		}
	}
	return out
}

// by names a participant.
func by(key string) debrief.Who {
	return debrief.Who{ParticipantID: base(debrief.NounParticipant, key).ID}
}

// other names whoever or whatever acted and is no participant.
func other(name string) debrief.Who { return debrief.Who{Name: name} }
