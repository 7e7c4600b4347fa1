// Package many makes up debriefs for figures and tests of large libraries: as many
// as asked for, each of about 30 kB, in words that are spread as in language and
// over ten years. The same seed makes the same ones. Nobody in them is real and no
// event happened.
package many

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Maker makes debriefs. It is not for several goroutines at once.
type Maker struct {
	seed  uint64
	names []string
}

// New returns a maker.
func New(seed uint64) *Maker {
	r := rand.New(rand.NewPCG(seed, 0))
	m := &Maker{seed: seed, names: make([]string, 5000)}
	for i := range m.names {
		m.names[i] = service(r)
	}
	return m
}

// service makes up what an organisation calls one of its services.
func service(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(pick(r, sounds))
	}
	return b.String()
}

// first is the day the library begins with; it goes on for ten years.
var first = time.Date(2016, 1, 4, 0, 0, 0, 0, time.UTC)

const days = 3650

// Debrief makes the one with a number, from 0, whatever was made before it. Numbers
// follow each other as days do: the order of writing is about that of the events.
func (m *Maker) Debrief(number, of int) *debrief.Whole {
	r := rand.New(rand.NewPCG(m.seed, uint64(number)+1))
	at := first.Add(time.Duration(number*days/max(of, 1))*24*time.Hour + time.Duration(r.IntN(24*60))*time.Minute)
	a := author{
		r: r, names: m.names, id: fmt.Sprintf("many-%d-%05d", m.seed, number), at: at,
		topic: topics[rand.NewZipf(r, 1.3, 3, uint64(len(topics)-1)).Uint64()],
		zipf:  rand.NewZipf(r, 1.05, 2, uint64(len(m.names)-1)),
	}
	a.whole = debrief.NewWhole(a.head(of - number))
	a.people()
	a.lines()
	a.outcome()
	return a.whole
}

// author writes one debrief.
type author struct {
	r     *rand.Rand
	zipf  *rand.Zipf
	names []string
	topic topic
	id    debrief.ID
	at    time.Time
	whole *debrief.Whole
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func (a *author) base(noun debrief.Noun, n int) debrief.Base {
	return debrief.Base{ID: fmt.Sprintf("%s-%s-%d", a.id, noun, n), DebriefID: a.id}
}

func (a *author) moment(after time.Duration) debrief.Moment {
	at := a.at.Add(after).Truncate(time.Minute)
	return debrief.Moment{At: at.Format(time.RFC3339), Zone: "UTC", Precision: debrief.PrecisionMinute, Raw: at.Format("15:04")}
}

// head makes the debrief itself; ago is how many were written after it.
func (a *author) head(ago int) debrief.Debrief {
	d := *debrief.NewDebrief(a.at.Add(26 * time.Hour).Format(time.RFC3339))
	d.Base = debrief.Base{ID: a.id, DebriefID: a.id}
	d.Title = pick(a.r, a.topic.titles) + ": " + a.service()
	d.Reference = fmt.Sprintf("EV-%d", a.r.IntN(100_000))
	d.Severity = pick(a.r, []string{"1", "2", "2", "3", "3", "3"})
	d.Kind = pick(a.r, []debrief.Kind{
		debrief.KindIncident, debrief.KindIncident, debrief.KindIncident, debrief.KindIncident, debrief.KindIncident,
		debrief.KindNearMiss, debrief.KindNearMiss, debrief.KindGameDay, debrief.KindTabletop,
	})
	d.State = a.state(ago)
	d.Tags = []string{a.topic.tag, a.service()}
	if other := pick(a.r, topics).tag; other != a.topic.tag {
		d.Tags = append(d.Tags, other)
	}
	detected := time.Duration(2+a.r.IntN(40)) * time.Minute
	mitigated := detected + time.Duration(10+a.r.IntN(200))*time.Minute
	d.Started, d.Detected = a.moment(0), a.moment(detected)
	d.Mitigated, d.Resolved = a.moment(mitigated), a.moment(mitigated+time.Duration(a.r.IntN(300))*time.Minute)
	d.Impact.Text = a.sentence()
	d.Facilitator, d.NoteTaker = a.name(), a.name()
	d.Summary = debrief.Summary{Lead: a.sentence(), Learnings: []debrief.Learning{{Title: pick(a.r, a.topic.factors), Text: a.sentence()}}}
	return d
}

// state is one of all: most of what is old is closed.
func (a *author) state(ago int) debrief.State {
	if ago > 50 && a.r.IntN(5) > 0 {
		return debrief.StateClosed
	}
	return pick(a.r, debrief.States)
}

func (a *author) service() string { return a.names[a.zipf.Uint64()] }

func (a *author) name() string { return pick(a.r, firstNames) + " " + pick(a.r, lastNames) }

func (a *author) sentence() string {
	return fmt.Sprintf(pick(a.r, said), pick(a.r, a.topic.things)) + " of " + a.service() + ", " + pick(a.r, tails)
}

func (a *author) people() {
	for i := range 6 {
		a.whole.Participants = append(a.whole.Participants, debrief.Participant{
			Base: a.base(debrief.NounParticipant, i), Position: float64(i + 1),
			Name: a.name(), Role: pick(a.r, roles), Team: pick(a.r, teams), Parts: []debrief.Part{pick(a.r, debrief.Parts)},
		})
	}
}

func (a *author) who() debrief.Who {
	return debrief.Who{ParticipantID: pick(a.r, a.whole.Participants).ID}
}

// lines are those of the narratives and, half of them, of the timeline.
func (a *author) lines() {
	for i := range 50 {
		e := debrief.Entry{
			Base: a.base(debrief.NounEntry, i), Place: debrief.Place{Stage: debrief.StageNarratives, Position: float64(i + 1)},
			Who: a.who(), Text: a.sentence(), Basis: debrief.BasisMemory, Source: pick(a.r, sources), Quote: a.r.IntN(6) == 0,
			Lane: pick(a.r, []debrief.Lane{debrief.LaneSystem, debrief.LaneSaw, debrief.LaneDid}),
		}
		if i%2 == 0 {
			e.Time, e.Stage = a.moment(time.Duration(i*4)*time.Minute), debrief.StageTimeline
		}
		a.whole.Entries = append(a.whole.Entries, e)
	}
}

func (a *author) outcome() {
	for i, n := range a.r.Perm(len(a.topic.factors))[:2] {
		f := debrief.Factor{Base: a.base(debrief.NounFactor, i), Text: a.topic.factors[n], Detail: a.sentence(), Category: pick(a.r, debrief.Categories)}
		f.Stage, f.Position = debrief.StageFactors, float64(i+1)
		f.EntryIDs = []debrief.ID{pick(a.r, a.whole.Entries).ID}
		a.whole.Factors = append(a.whole.Factors, f)
	}
	for i, n := range a.r.Perm(len(a.topic.changes)) {
		a.countermeasure(i, a.topic.changes[n])
	}
	q := debrief.Question{Base: a.base(debrief.NounQuestion, 0), Text: "What would have told us that " + a.sentence() + "?", State: debrief.QuestionOpen}
	h := debrief.Helped{Base: a.base(debrief.NounHelped, 0), Text: a.sentence(), Luck: a.r.IntN(3) == 0, EntryIDs: []debrief.ID{}}
	a.whole.Questions, a.whole.Helped = append(a.whole.Questions, q), append(a.whole.Helped, h)
}

// countermeasure makes one that has come as far as its state says.
func (a *author) countermeasure(i int, text string) {
	day := func(after int) string { return a.at.AddDate(0, 0, after).Format(time.DateOnly) }
	c := debrief.Countermeasure{
		Base: a.base(debrief.NounCountermeasure, i), Text: text + " (" + a.service() + ")", State: pick(a.r, debrief.CountermeasureStates),
		FactorIDs: []debrief.ID{pick(a.r, a.whole.Factors).ID}, From: a.who(), Kind: pick(a.r, debrief.CountermeasureKinds),
	}
	c.Stage, c.Position = debrief.StageCountermeasures, float64(i+1)
	switch c.State {
	case debrief.CountermeasureSoaking:
		c.SoakUntil = day(7 + a.r.IntN(14))
	case debrief.CountermeasureNotPursued:
		c.Reason = "Something else makes it unnecessary: " + a.sentence()
	case debrief.CountermeasureCommitted, debrief.CountermeasureDoing, debrief.CountermeasureDone, debrief.CountermeasureChecked:
		c.Owner, c.Due, c.Priority = a.who(), day(14+a.r.IntN(120)), pick(a.r, []debrief.Priority{debrief.PriorityHigh, debrief.PriorityMedium, debrief.PriorityLow})
		c.Know = "The " + pick(a.r, a.topic.things) + " is seen within minutes."
	}
	if c.State == debrief.CountermeasureDone || c.State == debrief.CountermeasureChecked {
		c.DoneOn, c.Proof = day(20+a.r.IntN(150)), "Merged and looked at on the dashboard of "+a.service()
	}
	if c.State == debrief.CountermeasureChecked {
		c.Checks = []debrief.Check{{Outcome: pick(a.r, debrief.Outcomes), Text: a.sentence(), At: a.at.AddDate(0, 7, 0).Format(time.RFC3339)}}
	}
	a.whole.Countermeasures = append(a.whole.Countermeasures, c)
}
