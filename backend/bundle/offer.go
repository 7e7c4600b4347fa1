package bundle

import (
	"context"

	"secondstory/backend/debrief"
)

// Library is what an import needs of storage.
type Library interface {
	// Load returns one debrief with everything in it.
	Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
	// Left returns what is kept of a debrief that was deleted, or nil.
	Left(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
	// Contents returns the bytes of a debrief's attachments, by their ids, but
	// for those that are known to be lost.
	Contents(ctx context.Context, w *debrief.Whole) (map[debrief.ID][]byte, error)
	// Withdrawn returns the entries whose words were taken back.
	Withdrawn(ctx context.Context) ([]debrief.ID, error)
	// Apply carries out an action.
	Apply(ctx context.Context, a debrief.Action) error
}

// From makes a bundle of a debrief as it is now. app is the version that does.
// An attachment whose bytes are known to be lost is not in it.
func From(ctx context.Context, lib Library, id debrief.ID, app string) (Bundle, error) {
	w, err := lib.Load(ctx, id)
	if err != nil {
		return Bundle{}, err
	}
	content, err := lib.Contents(ctx, w)
	if err != nil {
		return Bundle{}, err
	}
	w.KeepHeld(content)
	return Bundle{App: app, Debrief: w, Content: content}, nil
}

// Offer is a bundle beside what the library holds of the same debrief, for
// somebody to choose between.
type Offer struct {
	Theirs *Bundle
	// Mine is the debrief in the library, nil when it is not there.
	Mine *debrief.Whole
	// Difference is empty when it is not there.
	Difference Difference
	// Kept is how many lines of theirs keep what was agreed to here, which theirs
	// tells otherwise. Withdrawn is how many are left out: the words were taken back
	// here.
	Kept, Withdrawn int
	left            *debrief.Whole
}

// NewOffer compares a bundle with a library. What it offers of theirs never goes
// further than what was agreed to here.
func NewOffer(ctx context.Context, lib Library, theirs *Bundle) (*Offer, error) {
	o := &Offer{Difference: Difference{Added: []Item{}, Changed: []Item{}, Removed: []Item{}}}
	mine, err := lib.Load(ctx, theirs.Debrief.Debrief.ID)
	switch {
	case debrief.CodeOf(err) == debrief.CodeNotFound:
		if o.left, err = lib.Left(ctx, theirs.Debrief.Debrief.ID); err != nil {
			return nil, err
		}
		return o, o.heed(ctx, lib, theirs, o.left)
	case err != nil:
		return nil, err
	}
	o.Mine = mine
	if err := o.heed(ctx, lib, theirs, mine); err != nil {
		return nil, err
	}
	o.Difference = Compare(mine, o.Theirs.Debrief)
	return o, nil
}

// heed offers theirs with what was agreed to here; mine may be nil.
func (o *Offer) heed(ctx context.Context, lib Library, theirs *Bundle, mine *debrief.Whole) error {
	gone, err := lib.Withdrawn(ctx)
	if err != nil {
		return err
	}
	heeded := *theirs
	heeded.Debrief, o.Kept, o.Withdrawn = heed(mine, theirs.Debrief, gone)
	heedVersions(mine, heeded.Debrief, theirs.Content, gone)
	o.Theirs = &heeded
	return nil
}

// Import carries out what was chosen, as one step that can be undone, and
// returns the id of the debrief that theirs became. What was written in the
// library since the offer was made is a conflict: nothing is imported then.
func (o *Offer) Import(ctx context.Context, lib Library, how How, title string) (debrief.ID, error) {
	if err := o.stands(ctx, lib); err != nil {
		return "", err
	}
	mine := o.Mine
	if mine == nil {
		mine = o.left
	}
	if o.Mine == nil {
		how = TakeTheirs
	}
	a := Plan(mine, o.Theirs, how, title)
	if err := lib.Apply(ctx, a); err != nil {
		return "", o.refused(ctx, lib, err)
	}
	if how == KeepBoth {
		return a.Put[0].Head().ID, nil
	}
	return o.Theirs.Debrief.Debrief.ID, nil
}

// stands says whether the library still holds what the offer was made of.
func (o *Offer) stands(ctx context.Context, lib Library) error {
	now, err := NewOffer(ctx, lib, o.Theirs)
	if err != nil {
		return err
	}
	if !alike(o.Mine, now.Mine) || !alike(o.left, now.left) || now.Kept+now.Withdrawn > 0 {
		return debrief.Errorf(debrief.CodeBundleChanged)
	}
	return nil
}

// refused says of a conflict whether somebody wrote meanwhile, or the bundle
// uses ids that belong to something else in this library.
func (o *Offer) refused(ctx context.Context, lib Library, err error) error {
	if debrief.CodeOf(err) != debrief.CodeConflict {
		return err
	}
	if changed := o.stands(ctx, lib); changed != nil {
		return changed
	}
	return debrief.Errorf(debrief.CodeBundleClash).Wrap(err)
}

// alike says that nothing was written between two readings of a debrief.
func alike(a, b *debrief.Whole) bool {
	if a == nil || b == nil {
		return a == b
	}
	was := byID(a)
	for _, r := range b.Records() {
		old, ok := was[r.Head().ID]
		if !ok || old.Head().Rev != r.Head().Rev {
			return false
		}
		delete(was, r.Head().ID)
	}
	return len(was) == 0
}
