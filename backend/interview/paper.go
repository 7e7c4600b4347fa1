package interview

import (
	"context"
	"slices"

	"secondstory/backend/debrief"
)

// Attach seals a picture with an interview, which is saved with it. The bytes
// are as package picture made them: nothing is looked at here. CodeConflict as Save.
func (v *Vault) Attach(ctx context.Context, i *Interview, paper Paper, content []byte) error {
	if paper.ID == "" {
		return debrief.Errorf(debrief.CodeInvalid, "noun", "attachment")
	}
	if len(content) > debrief.MaxAttachment {
		return debrief.Errorf(debrief.CodeAttachmentTooLarge)
	}
	with := *i
	with.Papers = append(slices.Clone(i.Papers), paper)
	if err := with.Validate(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	if _, known := o.ledger[rowPaper+paper.ID]; known || o.ledger[rowInterview+i.ID] != i.Rev {
		return debrief.Errorf(debrief.CodeConflict)
	}
	row := plain{id: rowPaper + paper.ID, debriefID: i.DebriefID, body: content}
	if err := v.save(ctx, o, &with, saving{papers: []plain{row}}); err != nil {
		return err
	}
	*i = with
	return nil
}

// Detach destroys a picture of an interview, which is saved without it. One that
// is not there is none to destroy. CodeConflict as Save.
func (v *Vault) Detach(ctx context.Context, i *Interview, id debrief.ID) error {
	with := *i
	with.Papers = slices.DeleteFunc(slices.Clone(i.Papers), func(p Paper) bool { return p.ID == id })
	if err := with.Validate(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	if o.ledger[rowInterview+i.ID] != i.Rev {
		return debrief.Errorf(debrief.CodeConflict)
	}
	var goes saving
	if len(with.Papers) < len(i.Papers) {
		goes.forget = []debrief.ID{rowPaper + id}
	}
	if err := v.save(ctx, o, &with, goes); err != nil {
		return err
	}
	*i = with
	return nil
}

// Paper returns the bytes of a picture of an interview.
func (v *Vault) Paper(ctx context.Context, interviewID, id debrief.ID) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return nil, err
	}
	key, _, err := o.keyOf(ctx, v.store, interviewID)
	if err != nil {
		return nil, err
	}
	content, _, err := o.read(ctx, v.store, rowPaper+id, key)
	return content, err
}
