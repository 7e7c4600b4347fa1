package app

import (
	"context"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/file"
	"secondstory/backend/invite"
)

// Invitations is bound to the window: one person's invitation, to read, to copy,
// and to save as a mail or for a calendar. Nothing is sent.
type Invitations struct{ desk *Desk }

// InvitationText is what one person would read. To is empty when there is no
// address that can be used; Timed says whether there is a time for a calendar.
type InvitationText struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Timed   bool   `json:"timed"`
}

// SavedInvitation says where a file was saved; empty, nobody chose a place.
type SavedInvitation struct {
	Path string `json:"path"`
}

// Text writes the invitation of a participant.
func (s *Invitations) Text(debriefID, participantID string) (out InvitationText, err error) {
	defer guard(&err)
	in, _, err := s.write(debriefID, participantID)
	if err != nil {
		return out, err
	}
	return InvitationText{To: in.To, Subject: in.Subject, Text: in.Text, Timed: in.Timed()}, nil
}

// SaveMail asks where to save the invitation as a mail, and saves it.
func (s *Invitations) SaveMail(debriefID, participantID string) (out SavedInvitation, err error) {
	defer guard(&err)
	in, name, err := s.write(debriefID, participantID)
	if err != nil {
		return out, err
	}
	data, err := in.Mail()
	if err != nil {
		return out, err
	}
	return s.save("invite.dialog.mail", name, ".eml", data)
}

// SaveCalendar asks where to save the meeting for a calendar, and saves it.
func (s *Invitations) SaveCalendar(debriefID, participantID string) (out SavedInvitation, err error) {
	defer guard(&err)
	in, name, err := s.write(debriefID, participantID)
	if err != nil {
		return out, err
	}
	data, err := in.Calendar()
	if err != nil {
		return out, err
	}
	return s.save("invite.dialog.calendar", name, ".ics", data)
}

// write returns the invitation and the name its file could have.
func (s *Invitations) write(debriefID, participantID string) (in invite.Invitation, name string, err error) {
	lib, err := s.desk.open()
	if err != nil {
		return in, "", err
	}
	w, err := s.desk.reading.of(context.Background(), lib, debriefID)
	if err != nil {
		return in, "", err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return in, "", err
	}
	t := s.desk.copy.Called(settings[copy.SettingThing]).T
	minutes := 0
	for _, n := range debrief.UsualPlan(settings[debrief.SettingPlan]) {
		minutes += n
	}
	for i := range w.Participants {
		if p := &w.Participants[i]; p.ID == participantID {
			in = invite.New(w, p, invite.Options{T: t, Minutes: minutes, Now: s.desk.keeper.Now()})
			return in, t("invite.file", "name", p.Name), nil
		}
	}
	return in, "", debrief.Errorf(debrief.CodeNotFound)
}

// save asks for a place; title is a key whose ".kind" says what the file is.
func (s *Invitations) save(title, name, ending string, data []byte) (out SavedInvitation, err error) {
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t(title), file.Name(name)+ending, t(title+".kind"), "*"+ending)
	if err != nil || path == "" {
		return out, err
	}
	if path, err = s.desk.outputAt(path, ending); err != nil {
		return out, err
	}
	return SavedInvitation{Path: path}, export.Save(path, data)
}
