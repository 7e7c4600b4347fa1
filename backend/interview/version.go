package interview

import (
	"context"
	"slices"

	"secondstory/backend/debrief"
)

// Versions returns what is kept of an interview's earlier versions, oldest
// first. Those that do not open are left out, and counted in damaged.
func (v *Vault) Versions(ctx context.Context, id debrief.ID) (out []*Interview, damaged int, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return nil, 0, err
	}
	return o.versions(ctx, v.store, id)
}

func (o *opened) versions(ctx context.Context, store debrief.SealedStore, id debrief.ID) (out []*Interview, damaged int, err error) {
	key, fresh, err := o.keyOf(ctx, store, id)
	if err != nil || fresh {
		return nil, 0, err
	}
	rows, err := store.SealedVersions(ctx, rowInterview+id)
	if err != nil {
		return nil, 0, err
	}
	for _, row := range rows {
		body, err := o.unseal(key, tableKept, row)
		if err != nil {
			damaged++
			continue
		}
		i, err := decode(body, row.Version)
		if err != nil {
			damaged++
			continue
		}
		out = append(out, i)
	}
	return out, damaged, nil
}

// TakeBack brings the passages of an earlier version into an interview and saves
// it, or one passage alone if its id is given. What stood before is kept as a
// version first, so that nothing is written over. CodeConflict as Save,
// CodeNotFound when there is no such version or passage.
func (v *Vault) TakeBack(ctx context.Context, i *Interview, rev int64, passageID debrief.ID) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	if o.ledger[rowInterview+i.ID] != i.Rev {
		return debrief.Errorf(debrief.CodeConflict)
	}
	all, _, err := o.versions(ctx, v.store, i.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(then *Interview) bool { return then.Rev == rev })
	if at < 0 {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	with, then := *i, all[at]
	if passageID == "" {
		with.Passages = i.asOf(then)
	} else if with.Passages = i.and(then, passageID); with.Passages == nil {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	if err := with.Validate(); err != nil {
		return err
	}
	if err := v.save(ctx, o, &with, saving{keep: true}); err != nil {
		return err
	}
	*i = with
	return nil
}

// asOf returns the passages of an earlier version. What was agreed to or declined
// since holds: answers are those of now, and a passage that was asked for stays.
func (i *Interview) asOf(then *Interview) (out []Passage) {
	for _, p := range then.Passages {
		out = append(out, i.taken(p))
	}
	for _, p := range i.Passages {
		if len(p.Releases) > 0 && then.at(p.ID) < 0 {
			out = append(out, p)
		}
	}
	return out
}

// and returns the passages with one of an earlier version among them: where it
// stood, or below the one it has become; nil when it is not in that version.
func (i *Interview) and(then *Interview, id debrief.ID) []Passage {
	was := then.at(id)
	if was < 0 {
		return nil
	}
	p, to := i.taken(then.Passages[was]), i.at(id)+1
	if to > 0 {
		// Another of the same words: what it has become has its own answers.
		p.ID, p.Prompt, p.Releases = debrief.NewID(), "", []Release{}
	}
	for n := was - 1; to == 0 && n >= 0; n-- {
		to = i.at(then.Passages[n].ID) + 1
	}
	return slices.Insert(slices.Clone(i.Passages), to, p)
}

// taken is a passage of an earlier version as it may come back: with the answers
// that are there now, so that none that was taken back holds again; and off the
// record if it was at either time, unless it was asked for since.
func (i *Interview) taken(p Passage) Passage {
	p.Releases = []Release{}
	if at := i.at(p.ID); at >= 0 {
		now := i.Passages[at]
		p.Releases = now.Releases
		p.OffRecord = now.OffRecord || p.OffRecord && len(now.Releases) == 0
	}
	if !slices.ContainsFunc(i.Papers, func(paper Paper) bool { return paper.ID == p.PaperID }) {
		p.PaperID = ""
	}
	return p
}

// at is where a passage stands, or -1.
func (i *Interview) at(id debrief.ID) int {
	return slices.IndexFunc(i.Passages, func(p Passage) bool { return p.ID == id })
}
