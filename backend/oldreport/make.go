package oldreport

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// Made is a debrief of an old report, and the bytes of its attachments.
type Made struct {
	Whole   *debrief.Whole
	Content map[debrief.ID][]byte
}

// Into adds the debrief to an action that writes it.
func (m Made) Into(a *debrief.Action) {
	a.Put = append(a.Put, m.Whole.Records()...)
	if a.Content == nil {
		a.Content = map[debrief.ID][]byte{}
	}
	maps.Copy(a.Content, m.Content)
}

// Here says of what was brought in before, by its sum, on which day, yyyy-mm-dd.
func Here(sources []debrief.Source) map[string]string {
	here := map[string]string{}
	for _, s := range sources {
		if s.Format == string(evidence.FormatReport) || s.Format == string(evidence.FormatMorgue) {
			here[s.SHA256], _, _ = strings.Cut(s.BroughtAt, "T")
		}
	}
	return here
}

// Make makes a debrief of the report, with new ids. zone is where the clocks stood
// that do not say so, an IANA name, or empty when nobody said. CodeEvidenceTooLarge
// when the report is more than one attachment may hold.
func (r *Report) Make(now time.Time, zone string) (Made, error) {
	d := debrief.NewDebrief(r.created(now))
	m := &maker{Report: r, w: debrief.NewWhole(*d)}
	m.head(&m.w.Debrief)
	m.persons()
	source := evidence.NewSource(r.doc, d.ID, r.Name, now)
	if r.Need() != evidence.NeedNothing {
		source.Zone = zone
	}
	if r.Need() == evidence.NeedDay {
		source.Day = r.Day
	}
	evidence.Match(source, m.w.Participants, nil)
	pack, content, err := evidence.Keep(source, r.doc)
	if err != nil {
		return Made{}, err
	}
	m.lines(source)
	m.w.Sources, m.w.Attachments = append(m.w.Sources, *source), append(m.w.Attachments, *pack)
	return Made{m.w, map[debrief.ID][]byte{pack.ID: content}}, nil
}

// created is the noon of the report's day: a debrief of years ago stands among those
// of its time. Without a day it is now.
func (r *Report) created(now time.Time) string {
	if day, err := time.Parse(time.DateOnly, r.Day); err == nil && day.Before(now) {
		now = day.Add(12 * time.Hour)
	}
	return now.UTC().Format(time.RFC3339)
}

// maker makes the records of a report.
type maker struct {
	*Report
	w        *debrief.Whole
	position float64
}

func (m *maker) base() debrief.Base {
	return debrief.Base{ID: debrief.NewID(), DebriefID: m.w.Debrief.ID}
}

func (m *maker) place(stage int) debrief.Place {
	m.position++
	return debrief.Place{Stage: stage, Position: m.position}
}

// Stages of the meeting whose lines are of the same kind.
const (
	stageFactors         = 5
	stageCountermeasures = 6
	stageClosing         = 7
)

func (m *maker) head(d *debrief.Debrief) {
	d.Title, d.Kind, d.State, d.OldReport = m.Title, m.kind, debrief.StateClosed, true
	d.Severity, d.Reference, d.Facilitator, d.Day = m.severity, m.reference, m.facilitator, m.Day
	d.Tags = append(d.Tags, m.tags...)
	d.Impact.Text, d.Impact.Customers, d.Impact.Data = strings.Join(m.impact, "\n"), strings.Join(m.customers, "\n"), strings.Join(m.data, "\n")
	d.Summary.Noticed.Text, d.Summary.Ended.Text = m.noticed, firstOf(m.ended, m.mitigated)
	d.Summary.Lead = strings.Join(m.lead, "\n")
	for _, l := range m.learned[:min(len(m.learned), debrief.MaxLearnings)] {
		d.Summary.Learnings = append(d.Summary.Learnings, debrief.Learning{Text: l.text})
	}
}

func (m *maker) persons() {
	for i, p := range m.people {
		m.w.Add(&debrief.Participant{
			Base: m.base(), Position: float64(i + 1), Name: p.name, Alias: strings.TrimPrefix(p.alias, "@"), Role: p.role, Parts: []debrief.Part{},
		})
	}
}

// who is a participant of that name, or the name.
func (m *maker) who(name string) debrief.Who {
	for _, p := range m.w.Participants {
		if name != "" && (strings.EqualFold(p.Name, name) || strings.EqualFold(p.Alias, name)) {
			return debrief.Who{ParticipantID: p.ID}
		}
	}
	return debrief.Who{Name: name}
}

func (m *maker) lines(s *debrief.Source) {
	moments := evidence.ClockOf(s).Moments(m.doc)
	for n, day := range m.days {
		moments[n] = debrief.Moment{Raw: day.Format(time.DateOnly), Precision: debrief.PrecisionUnknown}
	}
	d := &m.w.Debrief
	for at, to := range map[mark]*debrief.Moment{markStarted: &d.Started, markDetected: &d.Detected, markMitigated: &d.Mitigated, markResolved: &d.Resolved} {
		if n := m.marks[at]; n >= 0 {
			*to = moments[n]
		}
	}
	for _, e := range m.entries {
		m.w.Add(m.entry(s, e, moments))
	}
	factorIDs := make([]debrief.ID, len(m.factors))
	for i, f := range m.factors {
		factor := &debrief.Factor{Base: m.base(), Place: m.place(stageFactors), Text: f.text, Detail: f.detail}
		factorIDs[i] = factor.ID
		m.w.Add(factor)
	}
	for _, h := range m.helped {
		m.w.Add(&debrief.Helped{Base: m.base(), Place: m.place(stageFactors), Text: h.text, Luck: h.luck})
	}
	for _, a := range m.actions {
		m.w.Add(&debrief.Countermeasure{
			Base: m.base(), Place: m.place(stageCountermeasures), Text: a.text, State: a.state, Owner: m.who(a.owner),
			Due: a.due, Priority: a.priority, Ticket: a.ticket, Reason: a.reason, Know: a.know, FactorIDs: m.helpedBy(a, factorIDs),
		})
	}
	for _, q := range m.questions {
		m.w.Add(&debrief.Question{Base: m.base(), Place: m.place(stageClosing), Text: q.text, State: debrief.QuestionOpen})
	}
}

// helpedBy are the ids of the factors that a thing to do names.
func (m *maker) helpedBy(a action, ids []debrief.ID) []debrief.ID {
	out := []debrief.ID{}
	for _, words := range a.factors {
		for _, n := range m.factorsOf(words) {
			if !slices.Contains(out, ids[n]) {
				out = append(out, ids[n])
			}
		}
	}
	return out
}

// entry is a line of the timeline, linked to those of the report it is made of.
func (m *maker) entry(s *debrief.Source, e entry, moments []debrief.Moment) *debrief.Entry {
	out := &debrief.Entry{
		Base: m.base(), Place: m.place(0), Time: moments[e.messages[0]], Who: m.who(e.sender), Text: strings.TrimSpace(e.text),
		Basis: debrief.BasisRecord, Source: path.Base(m.Name), OnTimeline: true,
	}
	for _, n := range e.messages {
		out.Citations = append(out.Citations, debrief.Citation{SourceID: s.ID, Message: n})
	}
	out.Lane = capture.GuessLane(out.Text, e.sender != "", false)
	return out
}
