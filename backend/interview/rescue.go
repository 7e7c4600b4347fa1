package interview

import (
	"context"
	"strings"

	"secondstory/backend/debrief"
)

// Way is what somebody opens a vault with: the passphrase, or the recovery code.
type Way struct {
	Typed string
	Code  bool
}

// UnlockBy opens the vault in one of its ways: see Unlock and UnlockWithCode.
func (v *Vault) UnlockBy(ctx context.Context, way Way) error {
	if way.Code {
		return v.UnlockWithCode(ctx, way.Typed)
	}
	return v.Unlock(ctx, way.Typed)
}

// secret is what a way is in bytes, and what is said when it is another.
func (w Way) secret() (kind debrief.WrapKind, under secret, other debrief.Code, err error) {
	if !w.Code {
		return debrief.WrapPassphrase, passphraseSecret(w.Typed), debrief.CodeVaultPassphrase, nil
	}
	code, ok := ParseCode(w.Typed)
	if !ok {
		return "", nil, "", debrief.Errorf(debrief.CodeVaultCodeTyped)
	}
	return debrief.WrapRecovery, code[:], debrief.CodeVaultCode, nil
}

// Rescue opens the vault with what opens an earlier copy of it, as in a backup,
// and puts a new passphrase in place: for somebody who changed it since and knows
// the one of that time. A vault has one key all its life, so nothing is lost.
// CodeVaultOther when the backup is of another vault, which is left as it is.
func (v *Vault) Rescue(ctx context.Context, backup debrief.SealedStore, way Way, changed string) error {
	if err := longEnough(changed); err != nil {
		return err
	}
	then := &Vault{store: backup, now: v.now, pause: v.pause, cost: v.cost}
	kind, under, other, err := way.secret()
	if err != nil {
		return err
	}
	defer under.wipe()
	return then.withKey(ctx, kind, under, other, func(key secret, name string) error {
		return v.reopen(ctx, key, name, changed)
	})
}

// reopen opens the vault with its key, and wraps that in a new passphrase.
func (v *Vault) reopen(ctx context.Context, key secret, name, changed string) error {
	o, err := newOpened(name, key)
	if err != nil {
		return err
	}
	lost := o.readLedger(ctx, v.store)
	if err := v.fits(ctx, o); err != nil {
		o.wipe()
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.putWrap(ctx, debrief.WrapPassphrase, name, key, passphraseSecret(changed)); err != nil {
		o.wipe()
		return err
	}
	v.lock()
	v.open = o
	return lost
}

// fits refuses a key that opens nothing of what is sealed here: its list, or the
// key of an interview.
func (v *Vault) fits(ctx context.Context, o *opened) error {
	wraps, err := v.store.Wraps(ctx)
	if err != nil {
		return err
	}
	for _, w := range wraps {
		if w.Version > format {
			return debrief.Errorf(debrief.CodeVaultNewer)
		}
	}
	if !o.lost {
		return nil
	}
	heads, err := v.store.SealedHeads(ctx)
	if err != nil {
		return err
	}
	for _, h := range heads {
		if !strings.HasPrefix(h.ID, rowKey) {
			continue
		}
		rows, err := v.store.Sealed(ctx, h.ID)
		if err != nil {
			return err
		}
		if len(rows) == 1 && o.opens(ctx, v.store, rows[0]) {
			return nil
		}
	}
	return debrief.Errorf(debrief.CodeVaultOther)
}
