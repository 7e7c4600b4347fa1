package app

import (
	"context"
	"log/slog"
	"time"

	"secondstory/backend/alike"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/recur"
	"secondstory/backend/sqlite"
)

// Similars is bound to the window: debriefs that look like one, what was decided about
// them, and factors that recur.
type Similars struct{ desk *Desk }

// Bounds of what is offered at once.
const (
	mostOffered    = 5
	mostCandidates = 20
)

// AlikeView is what the library has beside one debrief.
type AlikeView struct {
	// Linked were said to belong together with it, by either; Offered look like it.
	Linked  []alike.Match `json:"linked"`
	Offered []alike.Match `json:"offered"`
	// Recurring are its factors that other debriefs named too.
	Recurring []RecurringFactor `json:"recurring"`
}

// RecurringFactor is a factor of a debrief, and how many debriefs named it.
type RecurringFactor struct {
	FactorID string `json:"factorId"`
	Debriefs int    `json:"debriefs"`
}

// Beside finds what is linked with a debrief, what looks like it and which factors recur.
// A library that is only read, because something in it is damaged, is not compared.
func (s *Similars) Beside(debriefID string) (v AlikeView, err error) {
	defer guard(&err)
	v = AlikeView{Linked: []alike.Match{}, Offered: []alike.Match{}, Recurring: []RecurringFactor{}}
	lib, err := s.fresh()
	if err != nil || lib.Reading() {
		return v, err
	}
	for _, m := range s.desk.known.Like(debriefID, mostOffered) {
		if m.Linked {
			v.Linked = append(v.Linked, m)
		} else {
			v.Offered = append(v.Offered, m)
		}
	}
	for id, n := range s.desk.known.Recurring(debriefID) {
		v.Recurring = append(v.Recurring, RecurringFactor{id, n})
	}
	return v, nil
}

// Decide keeps what somebody says about two debriefs, in one step, and returns the first
// as it is now.
func (s *Similars) Decide(step Step, debriefID, otherID string, as alike.Decision, why string) (d debrief.Debrief, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return d, err
	}
	mine, err := recordOf[*debrief.Debrief](lib, debriefID)
	if err != nil {
		return d, err
	}
	theirs, err := recordOf[*debrief.Debrief](lib, otherID)
	if err != nil {
		return d, err
	}
	put, err := alike.Decide(mine, theirs, as, why, s.desk.stamp())
	if err == nil {
		err = s.desk.apply(step.put(put...))
	}
	return *mine, err
}

// Candidates are factors of other debriefs which one may be the same as: those with all
// the words typed, or, with none, those that look like it.
func (s *Similars) Candidates(debriefID, factorID, typed string) (all []alike.Candidate, err error) {
	defer guard(&err)
	lib, err := s.fresh()
	if err != nil || lib.Reading() {
		return []alike.Candidate{}, err
	}
	return s.desk.known.Candidates(debriefID, factorID, typed, mostCandidates), nil
}

// Same keeps that a factor is an earlier one again, or, with no earlier one, that it is
// none, in one step, and returns it as it is now.
func (s *Similars) Same(step Step, factorID, earlierID string) (f debrief.Factor, err error) {
	defer guard(&err)
	lib, err := s.fresh()
	if err != nil {
		return f, err
	}
	factor, err := recordOf[*debrief.Factor](lib, factorID)
	if err != nil {
		return f, err
	}
	var earlier *debrief.Factor
	var naming []*debrief.Factor
	if earlierID != "" {
		if earlier, err = recordOf[*debrief.Factor](lib, earlierID); err != nil {
			return f, err
		}
		if naming, err = s.naming(lib, factorID); err != nil {
			return f, err
		}
	}
	put, err := alike.Same(factor, earlier, naming)
	if err == nil {
		err = s.desk.apply(step.put(put...))
	}
	return *factor, err
}

// naming are the factors that were said to be one again.
func (s *Similars) naming(lib *library.Kept, factorID string) (out []*debrief.Factor, err error) {
	for _, f := range s.desk.known.Group(factorID) {
		if f.Recurs != factorID {
			continue
		}
		r, err := recordOf[*debrief.Factor](lib, f.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Page is everything the library knows about a factor.
func (s *Similars) Page(factorID string) (p alike.Page, err error) {
	defer guard(&err)
	lib, err := s.fresh()
	if err != nil {
		return p, err
	}
	g := s.desk.known.Group(factorID)
	if len(g) == 0 {
		// One of the sample, or of a library that is only read, stands alone.
		f, err := recordOf[*debrief.Factor](lib, factorID)
		if err != nil {
			return p, err
		}
		g = recur.Group{{ID: f.ID, DebriefID: f.DebriefID, Category: f.Category, Text: f.Text}}
	}
	wholes := map[debrief.ID]*debrief.Whole{}
	for _, id := range g.Debriefs() {
		w, err := lib.Load(context.Background(), id)
		if err != nil && debrief.CodeOf(err) != debrief.CodeNotFound {
			return p, err
		}
		if err == nil {
			wholes[id] = w
		}
	}
	return alike.PageOf(g, wholes), nil
}

// fresh is the library, with what was written to it known.
func (s *Similars) fresh() (*library.Kept, error) {
	lib, err := s.desk.open()
	if err != nil || lib.Reading() {
		return lib, err
	}
	return lib, s.desk.known.Refresh(context.Background(), lib.DB, nil)
}

// recordOf reads one record of a noun.
func recordOf[R debrief.Record](lib *library.Kept, id string) (r R, err error) {
	found, err := lib.Record(context.Background(), id)
	if err != nil {
		return r, err
	}
	r, is := found.(R)
	if !is {
		return r, debrief.Errorf(debrief.CodeNotFound)
	}
	return r, nil
}

// digestSlice is how long digests are made at a stretch while nobody types.
const digestSlice = 50 * time.Millisecond

// digest makes digests that are lacking, a few at a time, so that nobody waits for those of
// a whole library later.
func (d *Desk) digest(ctx context.Context, db *sqlite.DB) (more bool) {
	begun := time.Now()
	slice, stop := context.WithCancel(ctx)
	defer stop()
	err := d.known.Refresh(slice, db, func(float64) {
		if time.Since(begun) > digestSlice {
			stop()
		}
	})
	if err != nil && slice.Err() == nil {
		// Nothing typed depends on them: they are made when somebody asks.
		slog.Warn("digests not made", "code", debrief.CodeOf(err))
	}
	return err != nil && slice.Err() != nil && ctx.Err() == nil
}
