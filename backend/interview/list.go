package interview

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Problem is a note that is not as it was written. DebriefID is empty when it
// cannot be told whose it was.
type Problem struct {
	ID        debrief.ID
	DebriefID debrief.ID
	Code      debrief.Code
}

// List returns the interviews of a debrief by the names of their speakers, or of
// every debrief for an empty id, and those that are not as they were written.
func (v *Vault) List(ctx context.Context, debriefID debrief.ID) (out []*Interview, bad []Problem, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return nil, nil, err
	}
	out, bad, err = o.all(ctx, v.store, debriefID, nil)
	slices.SortFunc(out, func(a, b *Interview) int {
		return strings.Compare(strings.ToLower(a.Name)+a.ID, strings.ToLower(b.Name)+b.ID)
	})
	return out, bad, err
}

// all reads interviews whose JSON is wanted; wanted may be nil for every one.
func (o *opened) all(ctx context.Context, store debrief.SealedStore, debriefID debrief.ID, wanted func([]byte) bool) (out []*Interview, bad []Problem, err error) {
	if o.lost {
		return nil, nil, debrief.Errorf(debrief.CodeVaultLedger)
	}
	heads, err := store.SealedHeads(ctx)
	if err != nil {
		return nil, nil, err
	}
	here := map[debrief.ID]bool{}
	var rows, keys []debrief.ID
	for _, h := range heads {
		id, isOne := strings.CutPrefix(h.ID, rowInterview)
		here[h.ID] = true
		if !isOne || debriefID != "" && h.DebriefID != debriefID {
			continue
		}
		rows = append(rows, h.ID)
		if o.own[id] == nil {
			keys = append(keys, rowKey+id)
		}
	}
	if err := o.readKeys(ctx, store, keys); err != nil {
		return nil, nil, err
	}
	found, err := store.Sealed(ctx, rows...)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range found {
		i, code := o.one(row, wanted)
		if code != "" {
			bad = append(bad, Problem{strings.TrimPrefix(row.ID, rowInterview), row.DebriefID, code})
		} else if i != nil {
			out = append(out, i)
		}
	}
	return out, append(bad, o.missing(here)...), nil
}

// readKeys reads the keys of interviews; those that do not open are left out.
func (o *opened) readKeys(ctx context.Context, store debrief.SealedStore, ids []debrief.ID) error {
	rows, err := store.Sealed(ctx, ids...)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if o.check(row) != nil {
			continue
		}
		if key, err := o.unseal(o.keysKey, tableSealed, row); err == nil && len(key) == keySize {
			o.own[strings.TrimPrefix(row.ID, rowKey)] = key
		}
	}
	return nil
}

// one opens the row of an interview whose key was read; the code says what is
// wrong with it. Both are empty for one that is not wanted.
func (o *opened) one(row debrief.Sealed, wanted func([]byte) bool) (*Interview, debrief.Code) {
	if err := o.check(row); err != nil {
		return nil, debrief.CodeOf(err)
	}
	key, ok := o.own[strings.TrimPrefix(row.ID, rowInterview)]
	if !ok {
		return nil, debrief.CodeNoteDamaged
	}
	body, err := o.unseal(key, tableSealed, row)
	if err != nil {
		return nil, debrief.CodeNoteDamaged
	}
	if wanted != nil && !wanted(body) {
		return nil, ""
	}
	i, err := decode(body, row.Version)
	if err != nil {
		return nil, debrief.CodeNoteDamaged
	}
	return i, ""
}

// missing are interviews the ledger knows and nothing is there of.
func (o *opened) missing(here map[debrief.ID]bool) (bad []Problem) {
	for row := range o.ledger {
		if id, isOne := strings.CutPrefix(row, rowInterview); isOne && !here[row] {
			bad = append(bad, Problem{ID: id, Code: debrief.CodeNoteMissing})
		}
	}
	slices.SortFunc(bad, func(a, b Problem) int { return strings.Compare(a.ID, b.ID) })
	return bad
}

// Hit is a passage that holds what was searched for.
type Hit struct {
	InterviewID debrief.ID
	DebriefID   debrief.ID
	PassageID   debrief.ID
	Name        string
	Text        string
}

// Search returns the passages that hold every word, whatever their case, at most
// limit of them; an empty id searches every debrief. It is a scan of what is
// open; nothing of it is ever indexed.
func (v *Vault) Search(ctx context.Context, debriefID debrief.ID, text string, limit int) (hits []Hit, err error) {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return nil, nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return nil, err
	}
	found, _, err := o.all(ctx, v.store, debriefID, mayHold(words))
	if err != nil {
		return nil, err
	}
	for _, i := range found {
		hits = i.hits(hits, words)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return strings.Compare(a.Name, b.Name) })
	return hits[:min(limit, len(hits))], nil
}

// mayHold says of the JSON of an interview whether it is worth decoding. Words
// that JSON spells differently are looked for by decoding.
func mayHold(words []string) func([]byte) bool {
	if slices.ContainsFunc(words, func(w string) bool { return strings.ContainsFunc(w, escaped) }) {
		return nil
	}
	return func(body []byte) bool {
		lower := bytes.ToLower(body)
		return !slices.ContainsFunc(words, func(w string) bool { return !bytes.Contains(lower, []byte(w)) })
	}
}

func escaped(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' }

// hits adds the passages that hold every word.
func (i *Interview) hits(to []Hit, words []string) []Hit {
	for _, p := range i.Passages {
		text := strings.ToLower(p.Text + "\n" + i.Name)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			to = append(to, Hit{i.ID, i.DebriefID, p.ID, i.Name, p.Text})
		}
	}
	return to
}
