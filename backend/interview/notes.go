package interview

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// between is how far apart the kept versions of an interview are while it is
// being typed.
const between = 5 * time.Minute

// isOpen returns what is open, or CodeVaultLocked. The caller holds mu.
func (v *Vault) isOpen() (*opened, error) {
	if v.open == nil {
		return nil, debrief.Errorf(debrief.CodeVaultLocked)
	}
	return v.open, nil
}

// Load returns one interview. CodeNoteMissing, CodeNoteEarlier or
// CodeNoteDamaged when it is not as it was written, CodeNotFound when it never was.
func (v *Vault) Load(ctx context.Context, id debrief.ID) (*Interview, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return nil, err
	}
	return o.load(ctx, v.store, id)
}

func (o *opened) load(ctx context.Context, store debrief.SealedStore, id debrief.ID) (*Interview, error) {
	if o.lost {
		return nil, debrief.Errorf(debrief.CodeVaultLedger)
	}
	if _, known := o.ledger[rowInterview+id]; !known {
		return nil, debrief.Errorf(debrief.CodeNotFound)
	}
	key, _, err := o.keyOf(ctx, store, id)
	if err != nil {
		return nil, err
	}
	body, row, err := o.read(ctx, store, rowInterview+id, key)
	if err != nil {
		return nil, err
	}
	return decode(body, row.Version)
}

// encode writes an interview as JSON, its words as they are, so that they can be
// searched without decoding.
func encode(i *Interview) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(i); err != nil {
		return nil, fmt.Errorf("encode interview: %w", err)
	}
	return b.Bytes(), nil
}

func decode(body []byte, rev int64) (*Interview, error) {
	var i Interview
	if err := json.Unmarshal(body, &i); err != nil {
		return nil, debrief.Errorf(debrief.CodeNoteDamaged)
	}
	i.Rev = rev
	i.fill()
	return &i, nil
}

// Save seals an interview and sets its new revision. CodeConflict when it was
// saved by somebody else since it was read.
func (v *Vault) Save(ctx context.Context, i *Interview) error {
	if err := i.Validate(); err != nil {
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
	// One that cannot be read any more is not the worse for being written over.
	before, err := o.load(ctx, v.store, i.ID)
	return v.save(ctx, o, i, saving{keep: err == nil && loses(before, i)})
}

// loses says that a passage that said something is gone, or says nothing any more:
// what it said is kept, however short it stood.
func loses(before, now *Interview) bool {
	said := map[debrief.ID]bool{}
	for _, p := range now.Passages {
		said[p.ID] = p.Text != ""
	}
	return slices.ContainsFunc(before.Passages, func(p Passage) bool { return p.Text != "" && !said[p.ID] })
}

// Typed is what was typed into an interview: the line being typed, how far the
// talk is, and passages, new ones of which follow the others.
type Typed struct {
	Draft    string    `json:"draft"`
	State    State     `json:"state"`
	Passages []Passage `json:"passages"`
}

// Type seals an interview with what was typed into it, and returns its new
// revision: a long talk is not handed over anew for every word. Errors as Load and
// Save.
func (v *Vault) Type(ctx context.Context, id debrief.ID, rev int64, typed Typed) (int64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return 0, err
	}
	i, err := o.load(ctx, v.store, id)
	if err != nil {
		return 0, err
	}
	if i.Rev != rev {
		return 0, debrief.Errorf(debrief.CodeConflict)
	}
	i.Draft, i.State = typed.Draft, typed.State
	for _, p := range typed.Passages {
		at := slices.IndexFunc(i.Passages, func(other Passage) bool { return other.ID == p.ID })
		if at < 0 {
			i.Passages = append(i.Passages, p)
		} else {
			i.Passages[at] = p
		}
	}
	if err := i.Validate(); err != nil {
		return 0, err
	}
	err = v.save(ctx, o, i, saving{})
	return i.Rev, err
}

// saving is what goes with an interview that is saved.
type saving struct {
	papers []plain
	// forget are rows that go.
	forget []debrief.ID
	// keep keeps the stored version, however short ago one was kept.
	keep bool
}

// save seals an interview, and what goes with it.
func (v *Vault) save(ctx context.Context, o *opened, i *Interview, with saving) error {
	key, fresh, err := o.keyOf(ctx, v.store, i.ID)
	if err != nil {
		return err
	}
	for n := range with.papers {
		with.papers[n].key = key
	}
	w := writing{put: with.papers, forget: with.forget}
	if fresh {
		w.put = append(w.put, plain{rowKey + i.ID, i.DebriefID, o.keysKey, key})
	}
	now := v.now()
	i.SavedAt = now.UTC().Format(time.RFC3339)
	body, err := encode(i)
	if err != nil {
		return err
	}
	if len(body) > maxBody {
		return debrief.Errorf(debrief.CodeTooLong, "limit", "8 MB")
	}
	w.put = append(w.put, plain{rowInterview + i.ID, i.DebriefID, key, body})
	if with.keep || o.due(i.ID, now.Unix()) {
		if w.keep, err = o.keep(ctx, v.store, i.ID, key); err != nil {
			return err
		}
	}
	if err := o.write(ctx, v.store, w); err != nil {
		return err
	}
	o.own[i.ID], i.Rev = key, o.ledger[rowInterview+i.ID]
	if len(w.keep) > 0 || i.Rev == 1 {
		o.kept[i.ID] = now.Unix()
	}
	return nil
}

// maxBody bounds one interview, in bytes.
const maxBody = 8 << 20

// due says that no version of an interview was kept for a while: what stood before
// this talk is, and every few minutes of it.
func (o *opened) due(id debrief.ID, now int64) bool {
	return now-o.kept[id] >= int64(between/time.Second) || now < o.kept[id]
}

// keep returns the stored version of an interview as one to be kept; none of one
// that is new.
func (o *opened) keep(ctx context.Context, store debrief.SealedStore, id debrief.ID, key secret) ([]debrief.Sealed, error) {
	if o.ledger[rowInterview+id] == 0 {
		return nil, nil
	}
	body, row, err := o.read(ctx, store, rowInterview+id, key)
	if err != nil {
		return nil, err
	}
	kept, err := o.seal(key, tableKept, debrief.Sealed{ID: row.ID, DebriefID: row.DebriefID, Version: row.Version}, body)
	return []debrief.Sealed{kept}, err
}
