package room

import "secondstory/backend/debrief"

// Mode says which of its screens the Room shows.
type Mode string

// The three screens: nothing of the meeting, a neutral agenda while the screen is
// hidden, and the meeting.
const (
	ModeIdle    Mode = "idle"
	ModeHidden  Mode = "hidden"
	ModeMeeting Mode = "meeting"
)

// View is everything the Room view is told. Slices are never nil.
type View struct {
	Mode Mode `json:"mode"`
	Look Look `json:"look"`
	// Agenda says whose stages they are.
	Agenda Agenda `json:"agenda"`
	// Stage is where the meeting is, 1 to 7.
	Stage int  `json:"stage"`
	Left  Left `json:"left"`
	// Question and Rule are keys of the catalogue; either may be empty.
	Question string   `json:"question"`
	Rule     string   `json:"rule"`
	Timeline Timeline `json:"timeline"`
	// Ideas counts those kept for later.
	Ideas int `json:"ideas"`
	// Idea is what a further session decides upon, in the words somebody put before the
	// room; empty otherwise.
	Idea string `json:"idea"`
	// Told are the newest cards of a rehearsal that were put before the room, the newest last.
	Told []Told `json:"told"`
}

// Told is one card of a rehearsal.
type Told struct {
	Kind debrief.CardKind `json:"kind"`
	When string           `json:"when"`
	Text string           `json:"text"`
}

// Agenda is one of the few there are.
type Agenda string

// The agendas: the seven stages of a meeting, and those of a further session.
const (
	AgendaMeeting Agenda = ""
	AgendaSession Agenda = "session"
	// AgendaRehearsal is a meeting that plays something through.
	AgendaRehearsal Agenda = "rehearsal"
)

// Theme is light or dark, chosen for the room and not by the laptop.
type Theme string

// The two themes.
const (
	ThemeLight Theme = "light"
	ThemeDark  Theme = "dark"
)

// Sizes is how many sizes of text there are; 1 is the smallest.
const Sizes = 3

// Look is how the Room looks and where: Display is the number of the display it
// is put on, counted from 1; 0 leaves that to the Room.
type Look struct {
	Theme   Theme `json:"theme"`
	Size    int   `json:"size"`
	Display int   `json:"display"`
}

// LeftKind says how the time left is told.
type LeftKind string

// How the time left is told: not at all, in minutes, that the stage is over its
// plan, or that the meeting is paused.
const (
	LeftNone    LeftKind = ""
	LeftMinutes LeftKind = "minutes"
	LeftOver    LeftKind = "over"
	LeftPaused  LeftKind = "paused"
)

// Left is the time left in the stage: a number of minutes that a sentence of the
// catalogue is made of. It tells nothing of who spoke for how long.
type Left struct {
	Kind    LeftKind `json:"kind"`
	Minutes int      `json:"minutes"`
}

// Timeline is the confirmed part of the timeline.
type Timeline struct {
	// Zone is the IANA name of the zone its times are told in.
	Zone  string `json:"zone"`
	Marks []Mark `json:"marks"`
	// From and To bound the event, RFC 3339 in UTC, where both ends are times of
	// confirmed entries; otherwise both are empty.
	From string `json:"from"`
	To   string `json:"to"`
}

// Mark is one confirmed entry: its words in short, without who told it, where it
// is known from, or what was noted beside it.
type Mark struct {
	// At is when it was, RFC 3339 in UTC.
	At string `json:"at"`
	// Until is the latest it can have been, where it is only known to lie within a
	// span; empty otherwise.
	Until string       `json:"until,omitempty"`
	Label string       `json:"label"`
	Lane  debrief.Lane `json:"lane"`
}

// Idle is the view that tells nothing.
func idle(look Look) View {
	return View{Mode: ModeIdle, Look: look.valid(), Timeline: Timeline{Zone: "UTC", Marks: []Mark{}}, Told: []Told{}}
}

func (l Look) valid() Look {
	if l.Theme != ThemeDark {
		l.Theme = ThemeLight
	}
	l.Size = min(max(l.Size, 1), Sizes)
	l.Display = max(l.Display, 0)
	return l
}
