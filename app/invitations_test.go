package app

import (
	"bytes"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/emersion/go-ical"

	"secondstory/backend/debrief"
)

// mustInvite puts a debrief with one invited person into a desk's library.
func mustInvite(t *testing.T, d *Desk) (id, person debrief.ID) {
	t.Helper()
	made := mustNew(t, d)
	made.Preparation.MeetsAt, made.Preparation.Email = "2026-11-05T15:00:00Z", "mara@example.org"
	if _, err := (&Debriefs{d}).Save(Step{}, made); err != nil {
		t.Fatal(err)
	}
	p := debrief.Participant{Name: "Ines", Email: "ines@example.org", Zone: "Europe/Lisbon"}
	p.ID, p.DebriefID = debrief.NewID(), made.ID
	if _, err := (&Participants{d}).Save(Step{}, p); err != nil {
		t.Fatal(err)
	}
	return made.ID, p.ID
}

func TestAnInvitationIsReadAndSaved(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "ines")}
	d := mustDesk(t, dialog)
	s := &Invitations{d}
	id, person := mustInvite(t, d)
	text, err := s.Text(id, person)
	if err != nil || text.To != "ines@example.org" || !text.Timed || !strings.Contains(text.Text, "Hello Ines,") || !strings.Contains(text.Text, "60 minutes") {
		t.Fatalf("Text = %+v, %v", text, err)
	}
	saved, err := s.SaveMail(id, person)
	if err != nil || saved.Path != dialog.path+".eml" || dialog.name != "invitation-ines.eml" {
		t.Fatalf("SaveMail = %+v, %v, offered %q", saved, err, dialog.name)
	}
	m, err := mail.ReadMessage(bytes.NewReader(mustRead(t, saved.Path)))
	if err != nil || m.Header.Get("To") != "ines@example.org" || m.Header.Get("X-Unsent") != "1" {
		t.Errorf("the mail is %+v, %v", m, err)
	}
	saved, err = s.SaveCalendar(id, person)
	if err != nil || saved.Path != dialog.path+".ics" {
		t.Fatalf("SaveCalendar = %+v, %v", saved, err)
	}
	c, err := ical.NewDecoder(bytes.NewReader(mustRead(t, saved.Path))).Decode()
	if err != nil || len(c.Events()) != 1 {
		t.Errorf("the calendar is %+v, %v", c, err)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnInvitationNobodySaved(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Invitations{d}
	id, person := mustInvite(t, d)
	if saved, err := s.SaveMail(id, person); err != nil || saved.Path != "" {
		t.Errorf("SaveMail = %+v, %v", saved, err)
	}
	if _, err := s.Text(id, "nobody"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("Text of nobody = %v", err)
	}
	if _, err := s.SaveCalendar(mustNew(t, d).ID, person); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("SaveCalendar of a person elsewhere = %v", err)
	}
}
