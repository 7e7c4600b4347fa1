package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/signal"
)

// Signals is bound to the window: near-miss notes, which are debriefs in the state noted.
type Signals struct{ desk *Desk }

// NoteInput is a near miss as it is typed.
type NoteInput struct {
	Text string `json:"text"`
	// When is a time as typed, Tags are parted by commas; both may be empty.
	When string `json:"when"`
	Tags string `json:"tags"`
	// Zone is where the laptop stands, an IANA name.
	Zone string `json:"zone"`
}

// noDebrief is what a draft of no debrief is kept under, and the fields are its parts.
const (
	noDebrief = ""
	noteText  = "note"
	noteWhen  = "note.when"
	noteTags  = "note.tags"
)

// Note keeps a note and lets go of what was typed of it, at once.
func (s *Signals) Note(step Step, in NoteInput) (kept debrief.Debrief, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return kept, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return kept, err
	}
	now := s.desk.keeper.Now()
	w, err := signal.Note(signal.Said{
		Text: in.Text, When: in.moment(now), Tags: strings.Split(in.Tags, ","), Zone: in.Zone,
		Source: s.desk.copy.T("command.note.source", "date", now.In(location(in.Zone)).Format("2 Jan 2006")),
	}, now)
	if err != nil {
		return kept, err
	}
	w.Meeting.PlanMinutes = debrief.UsualPlan(settings[debrief.SettingPlan])
	a := signal.Keep(w)
	a.ID, a.Drafts = step.ID, typedNote()
	return w.Debrief, s.desk.apply(a)
}

// Moment says which time is read in a note that is being typed. What cannot be read is
// kept as typed, with a problem.
func (s *Signals) Moment(in NoteInput) (m debrief.Moment, err error) {
	defer guard(&err)
	return in.moment(s.desk.keeper.Now()), nil
}

// moment reads when it was: a near miss is past, so that a mere time of day which is not
// is of the day before.
func (in NoteInput) moment(now time.Time) debrief.Moment {
	on := func(day time.Time) debrief.Moment {
		d := debrief.Debrief{Zone: in.Zone, Day: day.In(location(in.Zone)).Format(time.DateOnly)}
		return capture.ParseMoment(in.When, capture.ContextOf(&d, debrief.Moment{}, now))
	}
	m := on(now)
	if m.Time().After(now) {
		return on(now.AddDate(0, 0, -1))
	}
	return m
}

// Typed is the note that is being typed and not kept yet.
func (s *Signals) Typed() (in NoteInput, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return in, err
	}
	kept, err := lib.Drafts(context.Background(), noDebrief)
	return NoteInput{Text: kept[noteText], When: kept[noteWhen], Tags: kept[noteTags]}, err
}

// typedNote is what is left of a note that was typed: nothing.
func typedNote() []debrief.Draft {
	return []debrief.Draft{{DebriefID: noDebrief, Field: noteText}, {DebriefID: noDebrief, Field: noteWhen}, {DebriefID: noDebrief, Field: noteTags}}
}

// Grow makes a draft of a note.
func (s *Signals) Grow(step Step, id string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	d, _, err := head(lib, id)
	if err != nil {
		return err
	}
	a, err := signal.Grow(*d)
	if err != nil {
		return err
	}
	a.ID = step.ID
	return s.desk.apply(a)
}

// Merge makes lines of a debrief, which may be a note itself, out of notes, and takes
// those out of the library: one step. CodeNoteGrew, and nothing is done, where one of
// them is more than a note or has interviews, and CodeSigned where what they would go
// into was signed off.
func (s *Signals) Merge(step Step, into string, notes []string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	vault, err := s.desk.vault.ready()
	if err != nil {
		return err
	}
	standing, err := vault.Standing(context.Background())
	if err != nil {
		return err
	}
	whole, err := lib.Load(context.Background(), into)
	if err != nil {
		return err
	}
	all := make([]*debrief.Whole, 0, len(notes))
	for _, id := range notes {
		w, err := lib.Load(context.Background(), id)
		if err != nil {
			return err
		}
		if id != into && standing.Interviews[id] > 0 {
			return debrief.Errorf(debrief.CodeNoteGrew)
		}
		all = append(all, w)
	}
	a, err := signal.Merge(whole, all)
	if err != nil {
		return err
	}
	a.ID = step.ID
	return s.desk.apply(a)
}

// mostNotes is how many of the newest notes are held against each other.
const mostNotes = 100

// apartSetting holds which notes are not to be offered together again: lists of ids, the
// newest last, at most mostApart.
const (
	apartSetting = "signal.apart"
	mostApart    = 50
)

// Together says which notes may be debriefed together, and by which words. The notes
// are the window's, newest first; those that are gone are left out.
func (s *Signals) Together(notes []string) (out []signal.Alike, err error) {
	defer guard(&err)
	out = []signal.Alike{}
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	all := []*debrief.Whole{}
	for _, id := range notes[:min(len(notes), mostNotes)] {
		w, err := lib.Load(context.Background(), id)
		if debrief.CodeOf(err) == debrief.CodeNotFound {
			continue
		}
		if err != nil {
			return out, err
		}
		all = append(all, w)
	}
	apart, err := s.apart(lib)
	if err != nil {
		return out, err
	}
	for _, a := range signal.Together(all) {
		if !slices.Contains(apart, strings.Join(a.IDs, " ")) {
			out = append(out, a)
		}
	}
	return out, nil
}

// Apart keeps notes from being offered together again, or offers them again.
func (s *Signals) Apart(notes []string, apart bool) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	all, err := s.apart(lib)
	if err != nil {
		return err
	}
	key := strings.Join(notes, " ")
	all = slices.DeleteFunc(all, func(k string) bool { return k == key })
	if apart {
		all = append(all, key)
	}
	return lib.SaveSetting(context.Background(), apartSetting, strings.Join(all[max(0, len(all)-mostApart):], "\n"))
}

func (s *Signals) apart(lib *library.Kept) ([]string, error) {
	all, err := lib.Settings(context.Background())
	return strings.FieldsFunc(all[apartSetting], func(r rune) bool { return r == '\n' }), err
}
