package app

import (
	"context"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/mirror"
)

// Mirrors is bound to the window: what a facilitator sees of the meetings they led. Nothing
// of it is kept, written out or shown in the Room view.
type Mirrors struct{ desk *Desk }

// Mirror is a meeting looked back at, and those before it, the newest first.
type Mirror struct {
	Page   mirror.Page `json:"page"`
	Before []Before    `json:"before"`
}

// Before is an earlier meeting: its day, RFC 3339, and what came of it.
type Before struct {
	Title string      `json:"title"`
	Date  string      `json:"date"`
	Page  mirror.Page `json:"page"`
}

const (
	// mostBefore is how many earlier meetings are told, mostLooked among how many debriefs
	// they are looked for.
	mostBefore = 6
	mostLooked = 40
)

// Look looks back at the meeting of a debrief. While the Room view is open there is nothing
// to see (CodeRoomOpen); where there is a vault, only while it is open (CodeVaultLocked):
// whoever else opens the library is not shown how somebody leads.
func (s *Mirrors) Look(debriefID string) (out Mirror, err error) {
	defer guard(&err)
	out.Page.First, out.Before = []string{}, []Before{}
	if s.desk.room.isOpen() {
		return out, debrief.Errorf(debrief.CodeRoomOpen)
	}
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	if err := s.open(); err != nil {
		return out, err
	}
	ctx := context.Background()
	w, err := lib.Load(ctx, debriefID)
	if err != nil {
		return out, err
	}
	if out.Page = mirror.Of(w); strings.TrimSpace(w.Debrief.Facilitator) == "" {
		return out, nil // nobody knows who led it, nor what they led before
	}
	rows, _, err := lib.List(ctx, mostLooked, 0)
	if err != nil {
		return out, err
	}
	for _, row := range rows {
		if row.ID == debriefID || row.Sample || row.OldReport || len(out.Before) == mostBefore {
			continue
		}
		was, err := lib.Load(ctx, row.ID)
		if err != nil || was.Meeting.EndedAt == "" || was.Meeting.EndedAt > w.Meeting.EndedAt || was.Debrief.Facilitator != w.Debrief.Facilitator {
			continue // what cannot be read is said elsewhere
		}
		out.Before = append(out.Before, Before{Title: row.Title, Date: was.Meeting.EndedAt, Page: mirror.Of(was)})
	}
	return out, nil
}

// open says that the page may be seen: there is no vault, or its keeper has opened it.
func (s *Mirrors) open() error {
	vault, err := s.desk.vault.ready()
	if err != nil {
		return err
	}
	standing, err := vault.Standing(context.Background())
	if err == nil && standing.Made && !standing.Open {
		err = debrief.Errorf(debrief.CodeVaultLocked)
	}
	return err
}
