package app

import (
	"context"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// Capture is bound to the window: typed lines become records.
type Capture struct{ desk *Desk }

// LineInput is a typed line and where it stands.
type LineInput struct {
	DebriefID string `json:"debriefId"`
	Text      string `json:"text"`
	// Stage and Position say where the line is filed.
	Stage    int     `json:"stage"`
	Position float64 `json:"position"`
	// SpeakerID is whose turn it is.
	SpeakerID string `json:"speakerId"`
	// Previous is the moment of the nearest line above that has one.
	Previous debrief.Moment `json:"previous"`
	// EditID is the record the line was filed as before; empty for a new line.
	EditID string `json:"editId"`
	// AboveID is the line above, which "-" continues.
	AboveID string `json:"aboveId"`
	// DraftField names the draft the line was typed in, and Draft is what
	// stands there from now on: the line is filed and its draft let go at once.
	// Empty for a line that was no draft.
	DraftField string `json:"draftField"`
	Draft      string `json:"draft"`
	// PictureIDs are the pictures that were pasted while the line was written, and
	// wait beside the field: they go with it.
	PictureIDs []string `json:"pictureIds"`
}

// Filed is what became of a line: one record, or a command to carry out.
type Filed struct {
	Line           capture.Line            `json:"line"`
	Entry          *debrief.Entry          `json:"entry"`
	Question       *debrief.Question       `json:"question"`
	Factor         *debrief.Factor         `json:"factor"`
	Helped         *debrief.Helped         `json:"helped"`
	Countermeasure *debrief.Countermeasure `json:"countermeasure"`
	// Removed is the record an edited line was before it became another kind.
	Removed *debrief.Ref `json:"removed"`
	// Attachments are those that belong to the line from now on.
	Attachments []debrief.Attachment `json:"attachments"`
}

// commands are the words the capture field knows after "/".
var commands = []string{"next", "stage", "pass", "person", "open", "stop", "help"}

// File parses a line and files it.
func (s *Capture) File(step Step, in LineInput) (filed Filed, err error) {
	defer guard(&err)
	filed.Attachments = []debrief.Attachment{}
	lib, err := s.desk.open()
	if err != nil {
		return filed, err
	}
	ctx, err := s.context(lib, in)
	if err != nil {
		return filed, err
	}
	line := capture.ParseLine(in.Text, ctx)
	filed.Line = line
	if in.EditID == "" && line.Kind == capture.KindCommand {
		return filed, lib.Apply(context.Background(), debrief.Action{Name: step.Name, Drafts: in.drafts(), Quiet: true})
	}
	put, removed, err := s.settle(lib, line, in, ctx.People)
	if err != nil {
		return filed, err
	}
	if err := confirm(lib, put, in.EditID != ""); err != nil {
		return filed, err
	}
	action := step.put(put)
	action.Drafts = in.drafts()
	if removed != nil {
		action.Delete = []debrief.Ref{*removed}
	}
	brought, err := bring(lib, in, put.Head().ID, removed)
	if err != nil {
		return filed, err
	}
	action.Put = append(action.Put, brought...)
	if err := lib.Apply(context.Background(), action); err != nil {
		return filed, err
	}
	filed.Removed, filed.Attachments = removed, attachmentsOf(brought)
	filed.set(put)
	return filed, nil
}

// drafts is what is left of the draft the line was typed in.
func (in LineInput) drafts() []debrief.Draft {
	if in.DraftField == "" {
		return nil
	}
	return []debrief.Draft{{DebriefID: in.DebriefID, Field: in.DraftField, Text: in.Draft}}
}

// Read says what a line that is still being typed would be filed as; nothing is.
func (s *Capture) Read(in LineInput) (line capture.Line, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return capture.Line{}, err
	}
	ctx, err := s.context(lib, in)
	if err != nil {
		return capture.Line{}, err
	}
	return capture.ParseLine(in.Text, ctx), nil
}

// settle says which record a line is written to and which one goes for it.
func (s *Capture) settle(lib *library.Kept, line capture.Line, in LineInput, people []debrief.Participant) (debrief.Record, *debrief.Ref, error) {
	fresh := debrief.Base{ID: debrief.NewID(), DebriefID: in.DebriefID}
	place := debrief.Place{Stage: in.Stage, Position: in.Position}
	switch {
	case in.EditID != "":
		old, err := lineOf(lib, in.DebriefID, in.EditID)
		if err != nil {
			return nil, nil, err
		}
		line = line.KeepingWho(old, people)
		if kept, same := line.Refile(old); same {
			return kept, nil, keepsWords(kept, old)
		}
		if err := areWhole(old); err != nil {
			return nil, nil, err
		}
		head := old.Head()
		ref := debrief.Ref{Noun: old.Noun(), ID: head.ID, DebriefID: head.DebriefID, Rev: head.Rev}
		return line.AsNote().Record(fresh, capture.PlaceOf(old)), &ref, nil
	case line.Kind == capture.KindContinue && in.AboveID != "":
		above, err := lineOf(lib, in.DebriefID, in.AboveID)
		if err != nil {
			return nil, nil, err
		}
		if !isShared(above) { // else it is a line of its own
			return capture.Continue(above, line.Text), nil, nil
		}
	}
	return line.AsNote().Record(fresh, place), nil, nil
}

// confirm shows a filed line in the Room at once where the meeting says so. One
// that somebody took out stays out when it is edited.
func confirm(lib *library.Kept, r debrief.Record, edited bool) error {
	e, ok := r.(*debrief.Entry)
	if !ok || e.Stage != debrief.StageTimeline || edited && e.Room == "" {
		return nil
	}
	all, err := lib.Records(context.Background(), e.DebriefID, debrief.NounMeeting)
	if err != nil {
		return err
	}
	for _, r := range all {
		if m, ok := r.(*debrief.Meeting); ok {
			m.ConfirmByRule(e)
		}
	}
	return nil
}

// lineOf returns a line of a debrief: what was never typed as one is not
// rewritten as one.
func lineOf(lib *library.Kept, debriefID, id debrief.ID) (debrief.Record, error) {
	r, err := lib.Record(context.Background(), id)
	if err != nil {
		return nil, err
	}
	switch r.Noun() {
	case debrief.NounEntry, debrief.NounQuestion, debrief.NounFactor, debrief.NounHelped, debrief.NounCountermeasure:
		if r.Head().DebriefID == debriefID {
			return r, nil
		}
	}
	return nil, debrief.Errorf(debrief.CodeNotFound)
}

func (f *Filed) set(r debrief.Record) {
	switch r := r.(type) {
	case *debrief.Entry:
		f.Entry = r
	case *debrief.Question:
		f.Question = r
	case *debrief.Factor:
		f.Factor = r
	case *debrief.Helped:
		f.Helped = r
	case *debrief.Countermeasure:
		f.Countermeasure = r
	}
}

// Typed turns a filed line back into the chips and the text that would file it
// again.
func (s *Capture) Typed(debriefID, id string) (chips capture.Chips, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return capture.Chips{}, err
	}
	r, err := lineOf(lib, debriefID, id)
	if err != nil {
		return capture.Chips{}, err
	}
	d, people, err := head(lib, debriefID)
	if err != nil {
		return capture.Chips{}, err
	}
	return capture.ChipsOf(r, people, capture.ZoneOf(d)), nil
}

// ParseTime reads a whole time field. zone is the IANA name to read it in, or
// empty for the debrief's; previous helps with the day.
func (s *Capture) ParseTime(debriefID, text, zone string, previous debrief.Moment) (m debrief.Moment, err error) {
	defer guard(&err)
	ctx, err := s.timeContext(debriefID, zone, previous)
	if err != nil {
		return debrief.Moment{}, err
	}
	return capture.ParseMoment(text, ctx), nil
}

// Readings returns the instants a typed time can mean that the clocks showed
// twice, or never; none of any other. zone and previous are as for ParseTime.
func (s *Capture) Readings(debriefID, text, zone string, previous debrief.Moment) (all []capture.Reading, err error) {
	defer guard(&err)
	ctx, err := s.timeContext(debriefID, zone, previous)
	if err != nil {
		return []capture.Reading{}, err
	}
	return capture.Readings(text, ctx), nil
}

func (s *Capture) timeContext(debriefID, zone string, previous debrief.Moment) (capture.TimeContext, error) {
	lib, err := s.desk.open()
	if err != nil {
		return capture.TimeContext{}, err
	}
	d, _, err := head(lib, debriefID)
	if err != nil {
		return capture.TimeContext{}, err
	}
	if zone != "" {
		d.Zone = zone
	}
	return capture.ContextOf(d, previous, s.desk.keeper.Now()), nil
}

func (s *Capture) context(lib *library.Kept, in LineInput) (capture.LineContext, error) {
	d, people, err := head(lib, in.DebriefID)
	if err != nil {
		return capture.LineContext{}, err
	}
	ctx := capture.LineContext{
		Time: capture.ContextOf(d, in.Previous, s.desk.keeper.Now()), People: people,
		Stage: in.Stage, SpeakerID: in.SpeakerID, Commands: commands,
	}
	if in.EditID != "" {
		// An edited line that names nobody stays nobody's: the turn has moved on.
		ctx.SpeakerID = ""
		// Its time stays on its day where no line above says which that is.
		old, err := lineOf(lib, in.DebriefID, in.EditID)
		if err != nil {
			return capture.LineContext{}, err
		}
		if e, ok := old.(*debrief.Entry); ok && ctx.Time.Previous.IsZero() {
			ctx.Time.Previous = e.Time.Time()
		}
	}
	return ctx, nil
}

// head returns a debrief and its people, which is all a line is read against.
func head(lib *library.Kept, id debrief.ID) (*debrief.Debrief, []debrief.Participant, error) {
	ctx := context.Background()
	r, err := lib.Record(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	d, ok := r.(*debrief.Debrief)
	if !ok {
		return nil, nil, debrief.Errorf(debrief.CodeNotFound)
	}
	all, err := lib.Records(ctx, id, debrief.NounParticipant)
	if err != nil {
		return nil, nil, err
	}
	people := make([]debrief.Participant, 0, len(all))
	for _, r := range all {
		if p, ok := r.(*debrief.Participant); ok {
			people = append(people, *p)
		}
	}
	return d, people, nil
}
