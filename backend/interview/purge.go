package interview

import (
	"context"
	"strings"

	"secondstory/backend/debrief"
)

// Purge destroys interviews for good: their key, their notes, every version and
// picture. What held them in the library is overwritten. Backups made before
// still hold them, sealed: see Held.
func (v *Vault) Purge(ctx context.Context, ids ...debrief.ID) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	w := writing{purged: ids}
	for _, id := range ids {
		w.forget = append(w.forget, rowKey+id, rowInterview+id)
		i, err := o.load(ctx, v.store, id)
		if err != nil && !isProblem(err) {
			return err
		}
		if i == nil {
			continue // damaged: its pictures are of no use without its key
		}
		for _, p := range i.Papers {
			w.forget = append(w.forget, rowPaper+p.ID)
		}
	}
	if err := o.write(ctx, v.store, w); err != nil {
		return err
	}
	for _, id := range ids {
		o.own[id].wipe()
		delete(o.own, id)
		delete(o.kept, id)
	}
	return nil
}

// Held are the rows by which a backup is known to hold some of these interviews.
func Held(ids ...debrief.ID) (rows []debrief.ID) {
	for _, id := range ids {
		rows = append(rows, rowKey+id, rowInterview+id)
	}
	return rows
}

func isProblem(err error) bool {
	switch debrief.CodeOf(err) {
	case debrief.CodeNoteDamaged, debrief.CodeNoteEarlier, debrief.CodeNoteMissing, debrief.CodeNotFound:
		return true
	}
	return false
}

// Accept takes what is there for what was written, after somebody was told what
// is not: rows that open stay, rows that do not are destroyed. It is the way on
// when the ledger is gone, and when notes are missing or from an earlier time.
func (v *Vault) Accept(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	heads, err := v.store.SealedHeads(ctx)
	if err != nil {
		return err
	}
	sound, unsound, err := o.sound(ctx, v.store, heads)
	if err != nil {
		return err
	}
	was, lost := o.ledger, o.lost
	o.ledger, o.lost = sound, false
	if err := o.write(ctx, v.store, writing{forget: unsound}); err != nil {
		o.ledger, o.lost = was, lost
		return err
	}
	return nil
}

// sound sorts the rows into those that open where they are, and the others.
func (o *opened) sound(ctx context.Context, store debrief.SealedStore, heads []debrief.Sealed) (sound ledger, unsound []debrief.ID, err error) {
	sound = ledger{}
	for id, version := range o.ledger {
		if strings.HasPrefix(id, rowPurged) {
			sound[id] = version
		}
	}
	for _, h := range heads {
		if h.ID == rowLedger {
			continue
		}
		rows, err := store.Sealed(ctx, h.ID)
		if err != nil {
			return nil, nil, err
		}
		if len(rows) == 1 && o.opens(ctx, store, rows[0]) {
			sound[h.ID] = h.Version
			continue
		}
		unsound = append(unsound, h.ID)
	}
	return sound, unsound, nil
}

// opens says whether a row is what was once sealed there. A picture is taken for
// sound: whose key it has is told by its interview.
func (o *opened) opens(ctx context.Context, store debrief.SealedStore, row debrief.Sealed) bool {
	if id, isKey := strings.CutPrefix(row.ID, rowKey); isKey {
		if o.purged(id) {
			return false
		}
		_, err := o.unseal(o.keysKey, tableSealed, row)
		return err == nil
	}
	id, isOne := strings.CutPrefix(row.ID, rowInterview)
	if !isOne {
		return strings.HasPrefix(row.ID, rowPaper)
	}
	if o.purged(id) {
		return false
	}
	keys, err := store.Sealed(ctx, rowKey+id)
	if err != nil || len(keys) == 0 {
		return false
	}
	key, err := o.unseal(o.keysKey, tableSealed, keys[0])
	if err != nil {
		return false
	}
	_, err = o.unseal(key, tableSealed, row)
	return err == nil
}

// Destroy removes the vault and everything in it, for somebody who has neither
// the passphrase nor the code and wants to begin anew. It asks for no key: who
// has the file can delete it too.
func (v *Vault) Destroy(ctx context.Context) error {
	heads, err := v.store.SealedHeads(ctx)
	if err != nil {
		return err
	}
	var w debrief.SealedWrite
	for _, h := range heads {
		w.Forget = append(w.Forget, h.ID)
	}
	w.Unwrap = true
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.store.Seal(ctx, w); err != nil {
		return err
	}
	v.lock()
	return nil
}
