package interview

import (
	"context"
	"time"

	"secondstory/backend/debrief"
)

// Taken counts what Take did.
type Taken struct {
	// New were not here, Back were here and not as they were written, Here were
	// already, Left are of debriefs that are not in this library, Past are those
	// that were destroyed here or whose agreed day for it has come, Bad were not as
	// they were written there.
	New, Back, Here, Left, Past, Bad int
}

// Here is what Take is told of the library it takes into.
type Here struct {
	// Known says whether a debrief is in it.
	Known func(debriefID debrief.ID) bool
	// Gone are the entries whose words were taken back.
	Gone []debrief.ID
	// Progress hears how far it has come, from 0 to 1; nil for nobody.
	Progress func(part float64)
}

// Take brings in the interviews of another vault, as of a backup, that are not
// here and whose debrief is, and those that are not as they were written here.
// Both are open. The others stay as they are. An answer that was taken back since,
// as those of the entries in Gone, stays taken back. It stops between two
// interviews when ctx ends, with CodeCancelled; what was taken by then is here, and
// another Take goes on.
func (v *Vault) Take(ctx context.Context, from *Vault, h Here) (t Taken, err error) {
	all, bad, err := from.List(ctx, "")
	if err != nil {
		return t, err
	}
	t.Bad = len(bad)
	today := v.now().Format(time.DateOnly)
	for n, i := range all {
		if ctx.Err() != nil {
			return t, debrief.Errorf(debrief.CodeCancelled).Wrap(ctx.Err())
		}
		if h.Progress != nil {
			h.Progress(float64(n) / float64(len(all)))
		}
		i.withdrawAll(h.Gone, v.now())
		count, err := v.takeOne(context.WithoutCancel(ctx), from, i, h.Known(i.DebriefID), today)
		if err != nil {
			return t, err
		}
		t.add(count)
	}
	return t, nil
}

// took is what became of one interview.
type took int

const (
	tookNew took = iota
	tookBack
	tookHere
	tookLeft
	tookPast
	tookBad
)

func (t *Taken) add(one took) {
	*[]*int{&t.New, &t.Back, &t.Here, &t.Left, &t.Past, &t.Bad}[one]++
}

// takeOne takes one interview, unless there is a reason not to.
func (v *Vault) takeOne(ctx context.Context, from *Vault, i *Interview, known bool, today string) (took, error) {
	_, err := v.Load(ctx, i.ID)
	away := debrief.CodeOf(err) == debrief.CodeNotFound
	switch {
	case err == nil:
		return tookHere, nil
	case !isProblem(err):
		return 0, err
	case away && !known:
		return tookLeft, nil
	case v.destroyed(i.ID), isDay(i.DestroyOn) && i.DestroyOn != "" && i.DestroyOn <= today:
		return tookPast, nil
	}
	papers, err := from.papers(ctx, i)
	if isProblem(err) {
		return tookBad, nil
	}
	if err != nil {
		return 0, err
	}
	if away {
		return tookNew, v.takeIn(ctx, i, papers, nil)
	}
	return v.putBack(ctx, from, i, papers)
}

func (v *Vault) destroyed(id debrief.ID) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.open != nil && v.open.purged(id)
}

// papers reads the pictures of an interview.
func (v *Vault) papers(ctx context.Context, i *Interview) (out []plain, err error) {
	for _, p := range i.Papers {
		content, err := v.Paper(ctx, i.ID, p.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, plain{id: rowPaper + p.ID, debriefID: i.DebriefID, body: content})
	}
	return out, nil
}

// takeIn seals an interview and its pictures under a key of its own here, in the
// place of rows that go.
func (v *Vault) takeIn(ctx context.Context, i *Interview, papers []plain, forget []debrief.ID) error {
	copied := *i
	copied.Rev = 0
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return err
	}
	body, err := encode(&copied)
	if err != nil {
		return err
	}
	key := newSecret()
	w := writing{forget: forget, put: papers}
	for n := range w.put {
		w.put[n].key = key
	}
	w.put = append(w.put, plain{rowKey + i.ID, i.DebriefID, o.keysKey, key}, plain{rowInterview + i.ID, i.DebriefID, key, body})
	if err := o.write(ctx, v.store, w); err != nil {
		return err
	}
	o.own[i.ID].wipe()
	o.own[i.ID], o.kept[i.ID] = key, v.now().Unix()
	return nil
}

// putBack puts an interview of another vault in the place of one that is not as
// it was written here. An earlier copy that opens here stays, unless the other is
// of the same vault and later.
func (v *Vault) putBack(ctx context.Context, from *Vault, i *Interview, papers []plain) (took, error) {
	here, err := v.earlier(ctx, i.ID)
	if err != nil {
		return 0, err
	}
	if here > 0 && (here >= i.Rev || !v.sameAs(from)) {
		return tookHere, nil
	}
	if err := v.withdrawSince(ctx, i); err != nil {
		return 0, err
	}
	forget := []debrief.ID{rowKey + i.ID, rowInterview + i.ID}
	for _, p := range papers {
		forget = append(forget, p.id)
	}
	return tookBack, v.takeIn(ctx, i, papers, forget)
}

// withdrawSince takes back in an interview of another vault what was taken back
// here, as far as earlier versions that open tell.
func (v *Vault) withdrawSince(ctx context.Context, i *Interview) error {
	all, _, err := v.Versions(ctx, i.ID)
	if err != nil && !isProblem(err) {
		return err
	}
	for _, then := range all {
		i.withdrawAll(then.Withdrawn(), v.now())
	}
	return nil
}

// earlier returns the version of an interview whose row is of an earlier time and
// opens, and 0 for any other.
func (v *Vault) earlier(ctx context.Context, id debrief.ID) (int64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := v.isOpen()
	if err != nil {
		return 0, err
	}
	rows, err := v.store.Sealed(ctx, rowInterview+id)
	if err != nil || len(rows) == 0 || !o.opens(ctx, v.store, rows[0]) {
		return 0, err
	}
	return rows[0].Version, nil
}

// sameAs says that another open vault is this one, at another time.
func (v *Vault) sameAs(other *Vault) bool {
	v.mu.Lock()
	name := ""
	if v.open != nil {
		name = v.open.vault
	}
	v.mu.Unlock()
	other.mu.Lock()
	defer other.mu.Unlock()
	return other.open != nil && other.open.vault == name
}
