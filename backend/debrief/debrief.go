package debrief

import (
	"strings"
	"time"
)

// Kind is what is being debriefed.
type Kind string

// The kinds. A tabletop plays through "what if it happened to us".
const (
	KindIncident Kind = "incident"
	KindNearMiss Kind = "near-miss"
	KindGameDay  Kind = "game-day"
	KindTabletop Kind = "tabletop"
)

// Scheduled tells planned work from a surprise; empty means nobody said.
type Scheduled string

// Whether the event was planned.
const (
	ScheduledUnsaid Scheduled = ""
	ScheduledYes    Scheduled = "scheduled"
	ScheduledNo     Scheduled = "unscheduled"
)

// Involved says whether the facilitator took part in the event.
type Involved string

// Whether the facilitator was involved; empty means nobody said.
const (
	InvolvedUnsaid Involved = ""
	InvolvedNo     Involved = "no"
	InvolvedYes    Involved = "yes"
)

// Language is the language the notes of a debrief are written in, as far as
// the wording check is concerned.
type Language string

// The languages the wording check knows; empty, it tells sentence by sentence.
const (
	LanguageTold    Language = ""
	LanguageEnglish Language = "en"
	LanguageGerman  Language = "de"
)

// Debrief is one review of one event.
type Debrief struct {
	Base
	Title     string    `json:"title"`
	Kind      Kind      `json:"kind"`
	Reference string    `json:"reference"`
	Severity  string    `json:"severity"`
	Scheduled Scheduled `json:"scheduled"`
	// Zone is the IANA name of the zone times without one are typed in.
	Zone string `json:"zone"`
	// LocalZone is a second zone the report shows beside UTC; may be empty.
	LocalZone string `json:"localZone"`
	// Day is the day, 2026-11-21 in Zone, that times of day without one are on
	// as long as nobody knows when the event started; may be empty.
	Day string `json:"day"`
	// Zones are up to two more that the timeline shows beside the chosen one.
	Zones    []string `json:"zones,omitempty"`
	Language Language `json:"language"`
	// GapMinutes is how long the timeline may be silent before that is asked about;
	// 0 stands for the usual 10.
	GapMinutes int    `json:"gapMinutes,omitempty"`
	Started    Moment `json:"started"`
	Detected   Moment `json:"detected"`
	// Noticed is when a person first noticed, Detected when there was a first signal.
	Noticed   Moment   `json:"noticed,omitzero"`
	Mitigated Moment   `json:"mitigated"`
	Resolved  Moment   `json:"resolved"`
	Impact    Impact   `json:"impact"`
	Tags      []string `json:"tags"`
	Links     []Link   `json:"links"`
	// Facilitator leads the meeting and ought not to have been involved.
	Facilitator         string   `json:"facilitator"`
	FacilitatorInvolved Involved `json:"facilitatorInvolved"`
	NoteTaker           string   `json:"noteTaker"`
	State               State    `json:"state"`
	// Preparation is what is arranged before the meeting.
	Preparation Preparation `json:"preparation"`
	// ReadyReason is why the group goes on although something is still open.
	ReadyReason string `json:"readyReason"`
	// Classification is printed in the report's foot ("Internal").
	Classification string  `json:"classification"`
	Summary        Summary `json:"summary"`
	// Closing is who said that nothing is left to follow up; zero until then.
	Closing Closing `json:"closing,omitzero"`
	// Related is what was decided about debriefs that look like this one.
	Related []Relation `json:"related,omitempty"`
	// Later is what readers learned after it.
	Later []Later `json:"later,omitempty"`
	// Kit is what it plays through, where it rehearses another debrief.
	Kit Kit `json:"kit,omitzero"`
	// Sample marks the debrief the app comes with.
	Sample bool `json:"sample"`
	// OldReport marks one that was held elsewhere and brought in from its report: its
	// words are the report's, and nobody is asked about them.
	OldReport bool `json:"oldReport,omitempty"`
	// CreatedAt is when the record was made, RFC 3339 UTC; of an old report, its day.
	CreatedAt string `json:"createdAt"`
}

// Impact is what the event meant, in words: numbers are rarely known well.
type Impact struct {
	Customers string `json:"customers"`
	Data      string `json:"data"`
	Revenue   string `json:"revenue"`
	Goodwill  string `json:"goodwill"`
	Text      string `json:"text"`
}

// Link leads to something outside: a ticket, a dashboard, a chat.
type Link struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Summary is page one of the report. It has its own fields, with limits, so
// that it never overflows; nothing in it is made up from the rest.
type Summary struct {
	// Lead says what happened in at most 28 words.
	Lead      string     `json:"lead"`
	Learnings []Learning `json:"learnings"`
	Noticed   Fact       `json:"noticed"`
	Affected  Fact       `json:"affected"`
	Ended     Fact       `json:"ended"`
}

// Fact is one box of page one: a few words large, a sentence or two below.
type Fact struct {
	Head string `json:"head"`
	Text string `json:"text"`
}

// Learning is one of the three things learned, in at most 30 words, with the
// factor that says more.
type Learning struct {
	Title    string `json:"title"`
	Text     string `json:"text"`
	FactorID ID     `json:"factorId"`
}

// Limits of page one, in words (design of the report): of the lead, of what was learned
// in a few words and in full, of a box's head and of what is below it. What keeps to
// them has room on A4 whatever else page one says.
const (
	MaxLeadWords     = 28
	MaxTitleWords    = 10
	MaxLearningWords = 30
	MaxHeadWords     = 6
	MaxFactWords     = 18
	MaxLearnings     = 3
)

// MaxZones is how many zones the timeline shows beside the chosen one.
const MaxZones = 2

// maxGapMinutes is a week.
const maxGapMinutes = 7 * 24 * 60

// Noun returns NounDebrief.
func (*Debrief) Noun() Noun { return NounDebrief }

// Validate reports what keeps the debrief from being stored. A missing title
// does not: it is shown as untitled.
func (d *Debrief) Validate() error {
	if err := d.validateBase(NounDebrief); err != nil {
		return err
	}
	if d.ID != d.DebriefID {
		return Errorf(CodeInvalid, "noun", string(NounDebrief))
	}
	if err := oneOf("kind", d.Kind, KindIncident, KindNearMiss, KindGameDay, KindTabletop); err != nil {
		return err
	}
	if err := oneOf("scheduled", d.Scheduled, ScheduledUnsaid, ScheduledYes, ScheduledNo); err != nil {
		return err
	}
	if err := oneOf("involved", d.FacilitatorInvolved, InvolvedUnsaid, InvolvedNo, InvolvedYes); err != nil {
		return err
	}
	if err := oneOf("state", d.State, States...); err != nil {
		return err
	}
	if d.GapMinutes < 0 || d.GapMinutes > maxGapMinutes {
		return Errorf(CodeInvalid, "noun", "gap")
	}
	if err := oneOf("language", d.Language, LanguageTold, LanguageEnglish, LanguageGerman); err != nil {
		return err
	}
	for _, m := range []Moment{d.Started, d.Detected, d.Noticed, d.Mitigated, d.Resolved} {
		if err := m.Validate(); err != nil {
			return err
		}
	}
	if len(d.Zones) > MaxZones {
		return Errorf(CodeInvalid, "noun", "zone")
	}
	if d.Day != "" && !isDay(d.Day) {
		return Errorf(CodeInvalid, "noun", "time")
	}
	d.normalise()
	if err := d.Preparation.validate(); err != nil {
		return err
	}
	if err := d.Kit.validate(); err != nil {
		return err
	}
	if err := d.validFollowUp(); err != nil {
		return err
	}
	return CheckLength(d.Title, d.Reference, d.Severity, d.Impact.Customers, d.Impact.Data, d.Impact.Revenue,
		d.Impact.Goodwill, d.Impact.Text, d.Summary.Lead, d.Facilitator, d.NoteTaker, d.ReadyReason, d.Classification)
}

// isDay says whether a text is a day as it is stored.
func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// normalise keeps slices from being nil, so that the window never meets null.
func (d *Debrief) normalise() {
	if d.Tags == nil {
		d.Tags = []string{}
	}
	if d.Links == nil {
		d.Links = []Link{}
	}
	if d.Summary.Learnings == nil {
		d.Summary.Learnings = []Learning{}
	}
	d.Preparation.fill()
}

// NewDebrief returns an empty incident debrief. at is now, RFC 3339 UTC.
func NewDebrief(at string) *Debrief {
	id := NewID()
	d := &Debrief{
		Base: Base{ID: id, DebriefID: id}, Kind: KindIncident, State: StateDraft,
		Zone: "UTC", Classification: "Internal", CreatedAt: at,
	}
	d.normalise()
	return d
}

// HasTitle says whether somebody gave it a title.
func (d *Debrief) HasTitle() bool { return strings.TrimSpace(d.Title) != "" }
