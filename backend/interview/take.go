package interview

import (
	"context"

	"secondstory/backend/debrief"
)

// Taken counts what Take did.
type Taken struct {
	// New were not here, Here were already, Left are of debriefs that are not in
	// this library, Bad were not as they were written.
	New, Here, Left, Bad int
}

// Take brings in the interviews of another vault, as of a backup, that are not
// here and whose debrief is. Both are open. The ones that are here stay as they
// are.
func (v *Vault) Take(ctx context.Context, from *Vault, known func(debriefID debrief.ID) bool) (t Taken, err error) {
	all, bad, err := from.List(ctx, "")
	if err != nil {
		return t, err
	}
	t.Bad = len(bad)
	for _, i := range all {
		switch _, err := v.Load(ctx, i.ID); {
		case err == nil:
			t.Here++
			continue
		case debrief.CodeOf(err) != debrief.CodeNotFound:
			return t, err
		}
		if !known(i.DebriefID) {
			t.Left++
			continue
		}
		if err := v.takeOne(ctx, from, i); err != nil {
			return t, err
		}
		t.New++
	}
	return t, nil
}

// takeOne seals an interview and its pictures under a key of its own here.
func (v *Vault) takeOne(ctx context.Context, from *Vault, i *Interview) error {
	copied := *i
	copied.Rev = 0
	var papers []plain
	for _, p := range i.Papers {
		content, err := from.Paper(ctx, i.ID, p.ID)
		if err != nil {
			return err
		}
		papers = append(papers, plain{id: rowPaper + p.ID, debriefID: i.DebriefID, body: content})
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	return v.save(ctx, o, &copied, papers)
}
