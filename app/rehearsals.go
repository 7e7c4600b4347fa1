package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/rehearse"
	"secondstory/backend/report"
)

// Rehearsals is bound to the window: a tabletop or a game day from a debrief.
type Rehearsals struct{ desk *Desk }

// Rehearsal is what was made of a debrief.
type Rehearsal struct {
	ID debrief.ID `json:"id"`
	// Cards is how many steps came along, LeftOut how many stayed behind.
	Cards   int `json:"cards"`
	LeftOut int `json:"leftOut"`
}

// Make makes a debrief of a kind (tabletop, game-day) to rehearse another one in. It takes
// along what the role-only edition prints: of a debrief that was signed off, of its newest
// version.
func (s *Rehearsals) Make(step Step, debriefID, kind string) (made Rehearsal, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return made, err
	}
	ctx := context.Background()
	w, err := lib.Load(ctx, debriefID)
	if err != nil {
		return made, err
	}
	o := report.Options{T: s.desk.copy.T, Now: s.desk.keeper.Now(), Edition: report.RoleOnly}
	w, o, err = export.Numbered(ctx, lib, w, newest(w), o)
	if err != nil {
		return made, err
	}
	r, err := report.Build(w, o)
	if err != nil {
		return made, err
	}
	kit, err := rehearse.Of(w, r, debrief.Kind(kind), s.desk.stamp())
	if err != nil {
		return made, err
	}
	err = s.desk.apply(step.put(kit.Debrief, kit.Meeting))
	return Rehearsal{ID: kit.Debrief.ID, Cards: len(kit.Debrief.Kit.Cards), LeftOut: kit.LeftOut}, err
}

// Held are the cards of a rehearsal that the Room does not show: they name somebody of the
// debrief it rehearses.
func (s *Rehearsals) Held(debriefID string) (ids []debrief.ID, err error) {
	defer guard(&err)
	ids = []debrief.ID{}
	lib, err := s.desk.open()
	if err != nil {
		return ids, err
	}
	ctx := context.Background()
	w, err := lib.Load(ctx, debriefID)
	if err != nil || w.Debrief.Kit.SourceID == "" {
		return ids, err
	}
	source, err := lib.Load(ctx, w.Debrief.Kit.SourceID)
	if err != nil && debrief.CodeOf(err) != debrief.CodeNotFound {
		return ids, err
	}
	return rehearse.NamesOf(source, s.desk.copy.T).Held(w.Debrief.Kit), nil
}

// newest is the number of the newest version of a debrief that is signed off, or empty.
func newest(w *debrief.Whole) string {
	if !w.Debrief.State.IsSigned() {
		return ""
	}
	for i := len(w.Versions) - 1; i >= 0; i-- {
		if w.Versions[i].WithdrawnAt == "" {
			return w.Versions[i].Number
		}
	}
	return ""
}
