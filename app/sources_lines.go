package app

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/library"
	"secondstory/backend/secret"
)

// SourceFilter says which messages are looked for; every field may be empty.
type SourceFilter struct {
	Words     string `json:"words"`
	Sender    string `json:"sender"`
	From      string `json:"from"`
	To        string `json:"to"`
	Suggested bool   `json:"suggested"`
	// System shows what nobody said, too.
	System bool `json:"system"`
}

// SourcePage is a part of the messages that were looked for.
type SourcePage struct {
	// Found is how many there are, Count how many the source has.
	Found int          `json:"found"`
	Count int          `json:"count"`
	Lines []SourceLine `json:"lines"`
	// Series is how many lines its graph has; 0 for a source without one.
	Series int `json:"series"`
	// Folded are those that nobody said and that are not shown for that.
	Folded int `json:"folded"`
	// Need is what has to be said before all its times are instants, Untimed how
	// many of them are none for another reason or for that.
	Need    evidence.Need `json:"need"`
	Untimed int           `json:"untimed"`
	// First is the first instant, which tells the day of a mere clock.
	First debrief.Moment `json:"first"`
	// Unread is how many places of the source could not be read when it was brought in.
	Unread int `json:"unread"`
}

// Lines returns messages of a source, at most 500 from a place on.
func (s *Sources) Lines(debriefID, sourceID string, f SourceFilter, from int) (out SourcePage, err error) {
	defer guard(&err)
	out.Lines = []SourceLine{}
	lib, whole, source, err := s.find(debriefID, sourceID)
	if err != nil {
		return out, err
	}
	e, err := s.evidence(lib, whole, source)
	if err != nil {
		return out, err
	}
	moments := evidence.ClockOf(source).Moments(e.doc)
	found, folded := evidence.Find(e.doc, moments, e.reasons, f.filter())
	out.Unread = len(e.doc.Rejected) + e.doc.More
	out.Found, out.Count, out.Folded, out.Series = len(found), len(e.doc.Messages), folded, len(e.doc.Series)
	out.Need, out.Untimed, out.First = evidence.Needs(e.doc), 0, debrief.Moment{}
	for _, m := range moments {
		if m.Problem != "" {
			out.Untimed++
		} else if out.First.At == "" {
			out.First = m
		}
	}
	from = max(0, min(from, len(found)))
	out.Lines = lines(e.doc, moments, e.reasons, found[from:min(from+mostLines, len(found))])
	return out, nil
}

func (f SourceFilter) filter() evidence.Filter {
	from, _ := time.Parse(time.RFC3339, f.From)
	to, _ := time.Parse(time.RFC3339, f.To)
	return evidence.Filter{Words: f.Words, Sender: f.Sender, From: from, To: to, Suggested: f.Suggested, System: f.System}
}

// CitedLine is a message an entry rests on, and where it is from.
type CitedLine struct {
	debrief.Citation
	// Source is what the source calls itself; empty when it was removed.
	Source string     `json:"source"`
	Line   SourceLine `json:"line"`
}

// Cited returns the messages an entry rests on, one for each citation. What was
// removed since is told without its line.
func (s *Sources) Cited(debriefID string, cited []debrief.Citation) (out []CitedLine, err error) {
	defer guard(&err)
	out = []CitedLine{}
	for _, c := range cited {
		lib, whole, source, err := s.find(debriefID, c.SourceID)
		if debrief.CodeOf(err) == debrief.CodeNotFound {
			out = append(out, CitedLine{Citation: c, Line: SourceLine{N: c.Message, Secrets: []SecretText{}}})
			continue
		}
		if err != nil {
			return out, err
		}
		e, err := s.evidence(lib, whole, source)
		if err != nil {
			return out, err
		}
		if line, ok := s.citedMoment(source, e.doc, c); ok {
			out = append(out, CitedLine{c, source.Called(), line})
			continue
		}
		if c.Message < 0 || c.Message >= len(e.doc.Messages) {
			continue
		}
		line := lines(e.doc, evidence.ClockOf(source).Moments(e.doc), e.reasons, []int{c.Message})[0]
		out = append(out, CitedLine{c, source.Called(), line})
	}
	return out, nil
}

// PromoteInput says which messages become entries, and how.
type PromoteInput struct {
	DebriefID string `json:"debriefId"`
	SourceID  string `json:"sourceId"`
	Messages  []int  `json:"messages"`
	// Joined makes one entry of what one person said without a break.
	Joined bool `json:"joined"`
	// LeaveOut puts a word in the place of what looks like a key, a password, a card
	// number or an address.
	LeaveOut bool `json:"leaveOut"`
}

// Promote makes entries of messages, in one step.
func (s *Sources) Promote(step Step, in PromoteInput) (made []debrief.Entry, err error) {
	defer guard(&err)
	made = []debrief.Entry{}
	lib, whole, source, err := s.find(in.DebriefID, in.SourceID)
	if err != nil {
		return made, err
	}
	e, err := s.evidence(lib, whole, source)
	if err != nil {
		return made, err
	}
	how := evidence.Promotion{Joined: in.Joined}
	if in.LeaveOut {
		how.LeftOut = s.desk.copy.T("evidence.left-out")
	}
	for _, other := range whole.Entries {
		how.After = max(how.After, other.Position)
	}
	entries := evidence.Promote(source, e.doc, in.Messages, how)
	put := []debrief.Record{}
	for i := range entries {
		put = append(put, &entries[i])
	}
	if len(put) == 0 {
		return made, nil
	}
	if err := s.desk.apply(step.put(put...)); err != nil {
		return made, err
	}
	return append(made, entries...), nil
}

func (s *Sources) find(debriefID, sourceID string) (*library.Kept, *debrief.Whole, *debrief.Source, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, nil, nil, err
	}
	whole, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return nil, nil, nil, err
	}
	for i := range whole.Sources {
		if whole.Sources[i].ID == sourceID {
			return lib, whole, &whole.Sources[i], nil
		}
	}
	return nil, nil, nil, debrief.Errorf(debrief.CodeNotFound)
}

// evidence returns a source's messages. They never change, so that the last ones
// are kept at hand.
func (s *Sources) evidence(lib *library.Kept, whole *debrief.Whole, source *debrief.Source) (evidenceOf, error) {
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	if last.pack == source.PackID {
		return last, nil
	}
	at := slices.IndexFunc(whole.Attachments, func(a debrief.Attachment) bool { return a.ID == source.PackID })
	if at < 0 {
		return evidenceOf{}, debrief.Errorf(debrief.CodeEvidencePack)
	}
	content, err := lib.Content(context.Background(), whole.Attachments[at])
	if err != nil {
		return evidenceOf{}, err
	}
	doc, err := evidence.Unpack(content)
	if err != nil {
		return evidenceOf{}, err
	}
	last = evidenceOf{source.PackID, doc, evidence.Suggest(doc)}
	s.mu.Lock()
	s.last = last
	s.mu.Unlock()
	return last, nil
}

func lines(d *evidence.Document, moments []debrief.Moment, reasons map[int]evidence.Reason, which []int) []SourceLine {
	out := make([]SourceLine, 0, len(which))
	for _, n := range which {
		m := &d.Messages[n]
		l := SourceLine{
			N: n, Time: moments[n], Sender: m.Sender, Kind: m.Kind, Channel: m.Channel, Text: m.Text, Edited: m.Edited,
			Reply: m.Parent != "", Reason: reasons[n], File: fileName(m.File), Line: m.Line, Secrets: []SecretText{},
		}
		for _, sec := range secret.Find(m.Text) {
			l.Secrets = append(l.Secrets, SecretText{m.Text[sec.Start:sec.End], sec.Kind})
		}
		out = append(out, l)
	}
	return out
}

// fileName is the last part of a path; a paste has none.
func fileName(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}
