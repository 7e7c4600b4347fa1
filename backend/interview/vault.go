package interview

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"secondstory/backend/debrief"
)

// minPassphrase is the least number of characters of a passphrase: below it,
// somebody with the file could try them all.
const minPassphrase = 12

// Vault keeps the private notes of one library sealed. It is locked until
// somebody opens it, and safe for several callers at once.
type Vault struct {
	store debrief.SealedStore
	now   func() time.Time
	pause func(context.Context, time.Duration) error
	cost  cost

	// mu guards what is open. It is never held while somebody waits: locking is
	// always at once.
	mu   sync.Mutex
	open *opened
	// trying lets one try at a passphrase be made at a time; wrong counts those
	// since the last that was right.
	trying sync.Mutex
	wrong  int
}

// Options of New.
type Options struct {
	// Now is the clock.
	Now func() time.Time
	// Pause waits after a wrong passphrase, longer each time; nil waits for real.
	Pause func(context.Context, time.Duration) error
}

// New returns the vault of a store, locked.
func New(store debrief.SealedStore, o Options) *Vault {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pause == nil {
		o.Pause = wait
	}
	return &Vault{store: store, now: o.Now, pause: o.Pause, cost: usual()}
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Standing is what anybody may know of a vault while it is locked.
type Standing struct {
	// Made says that there is a vault, also one whose ways in are gone; Open that it
	// is open.
	Made bool
	Open bool
	// Interviews counts the interviews of each debrief that has any.
	Interviews map[debrief.ID]int
}

// Standing returns what can be known without a key.
func (v *Vault) Standing(ctx context.Context) (s Standing, err error) {
	wraps, err := v.store.Wraps(ctx)
	if err != nil {
		return s, err
	}
	heads, err := v.store.SealedHeads(ctx)
	if err != nil {
		return s, err
	}
	s = Standing{Made: len(wraps)+len(heads) > 0, Open: v.IsOpen(), Interviews: map[debrief.ID]int{}}
	for _, h := range heads {
		if strings.HasPrefix(h.ID, rowInterview) {
			s.Interviews[h.DebriefID]++
		}
	}
	return s, nil
}

// IsOpen says whether notes can be read.
func (v *Vault) IsOpen() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.open != nil
}

// Make makes the vault, open, and returns its recovery code, which is kept
// nowhere. CodeVaultExists when there is one, CodeVaultShort.
func (v *Vault) Make(ctx context.Context, passphrase string) (code Code, err error) {
	if err := longEnough(passphrase); err != nil {
		return code, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	wraps, err := v.store.Wraps(ctx)
	if err != nil {
		return code, err
	}
	if len(wraps) > 0 || debrief.CodeOf(v.waysGone(ctx)) != debrief.CodeVaultNone {
		return code, debrief.Errorf(debrief.CodeVaultExists)
	}
	code = newCode()
	key, name := newSecret(), debrief.NewID()
	defer key.wipe()
	wraps, err = v.wraps(name, key, passphraseSecret(passphrase), code[:])
	if err != nil {
		return Code{}, err
	}
	o, err := newOpened(name, key)
	if err != nil {
		return Code{}, err
	}
	row, err := o.sealLedger(ledger{})
	if err != nil {
		return Code{}, err
	}
	if err := v.store.Seal(ctx, debrief.SealedWrite{Wraps: wraps, Put: []debrief.Sealed{row}}); err != nil {
		o.wipe()
		return Code{}, err
	}
	o.ledgerVersion = row.Version
	v.open = o
	return code, nil
}

// wraps seals the key under both ways in.
func (v *Vault) wraps(name string, key, passphrase, code secret) ([]debrief.Wrap, error) {
	defer passphrase.wipe()
	under := map[debrief.WrapKind]secret{debrief.WrapPassphrase: passphrase, debrief.WrapRecovery: code}
	var out []debrief.Wrap
	for _, kind := range slices.Sorted(maps.Keys(under)) {
		if len(under[kind]) == 0 {
			continue
		}
		w, err := wrap(kind, name, key, under[kind], v.cost)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, nil
}

func longEnough(passphrase string) error {
	if len([]rune(strings.TrimSpace(passphrase))) < minPassphrase {
		return debrief.Errorf(debrief.CodeVaultShort)
	}
	return nil
}

// Unlock opens the vault. CodeVaultPassphrase when it is another passphrase,
// after a while that grows; CodeVaultNone, CodeVaultNewer, CodeVaultDamaged;
// CodeVaultLedger when the vault opens and what it keeps of itself does not: see
// Accept. Notes that are not as they were written do not keep it shut: see
// Problems.
func (v *Vault) Unlock(ctx context.Context, passphrase string) error {
	under := passphraseSecret(passphrase)
	defer under.wipe()
	return v.unlock(ctx, debrief.WrapPassphrase, under, debrief.CodeVaultPassphrase)
}

// UnlockWithCode opens the vault with the recovery code, as Unlock does.
// CodeVaultCodeTyped when what was typed is no code, CodeVaultCode when it is
// another one.
func (v *Vault) UnlockWithCode(ctx context.Context, typed string) error {
	code, ok := ParseCode(typed)
	if !ok {
		return debrief.Errorf(debrief.CodeVaultCodeTyped)
	}
	defer clear(code[:])
	return v.unlock(ctx, debrief.WrapRecovery, code[:], debrief.CodeVaultCode)
}

func (v *Vault) unlock(ctx context.Context, kind debrief.WrapKind, under secret, other debrief.Code) error {
	return v.withKey(ctx, kind, under, other, func(key secret, name string) error {
		o, err := newOpened(name, key)
		if err != nil {
			return err
		}
		err = o.readLedger(ctx, v.store)
		if err != nil && debrief.CodeOf(err) != debrief.CodeVaultLedger {
			o.wipe()
			return err
		}
		v.lock()
		v.open = o
		return err
	})
}

// slowness is how long a wrong passphrase takes: nothing for somebody whose
// finger slipped, much for somebody who tries.
func slowness(wrong int) time.Duration {
	return min(time.Second<<min(wrong-1, 5), 20*time.Second)
}

// key unwraps the vault's key.
func (v *Vault) key(ctx context.Context, kind debrief.WrapKind, under secret) (secret, string, error) {
	wraps, err := v.store.Wraps(ctx)
	if err != nil {
		return nil, "", err
	}
	if len(wraps) == 0 {
		return nil, "", v.waysGone(ctx)
	}
	at := slices.IndexFunc(wraps, func(w debrief.Wrap) bool { return w.Kind == kind })
	if at < 0 {
		return nil, "", debrief.Errorf(debrief.CodeVaultDamaged)
	}
	return unwrap(wraps[at], under)
}

// waysGone says whether there never was a vault, or what opens it is gone.
func (v *Vault) waysGone(ctx context.Context) error {
	heads, err := v.store.SealedHeads(ctx)
	if err != nil {
		return err
	}
	if len(heads) > 0 {
		return debrief.Errorf(debrief.CodeVaultDamaged)
	}
	return debrief.Errorf(debrief.CodeVaultNone)
}

// Lock wipes the keys. What was typed and not saved is the caller's to save first.
func (v *Vault) Lock() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.lock()
}

func (v *Vault) lock() {
	if v.open != nil {
		v.open.wipe()
	}
	v.open = nil
}

// ChangePassphrase puts a new passphrase in place of the old one. The old one is
// good until the new one has been seen to open the vault.
func (v *Vault) ChangePassphrase(ctx context.Context, old, changed string) error {
	under := passphraseSecret(old)
	defer under.wipe()
	return v.rewrap(ctx, debrief.WrapPassphrase, under, debrief.CodeVaultPassphrase, changed)
}

// ResetPassphrase does so for somebody who has the recovery code and no
// passphrase. CodeVaultCodeTyped and CodeVaultCode as UnlockWithCode.
func (v *Vault) ResetPassphrase(ctx context.Context, typed, changed string) error {
	code, ok := ParseCode(typed)
	if !ok {
		return debrief.Errorf(debrief.CodeVaultCodeTyped)
	}
	defer clear(code[:])
	return v.rewrap(ctx, debrief.WrapRecovery, code[:], debrief.CodeVaultCode, changed)
}

func (v *Vault) rewrap(ctx context.Context, by debrief.WrapKind, under secret, other debrief.Code, changed string) error {
	if err := longEnough(changed); err != nil {
		return err
	}
	return v.withKey(ctx, by, under, other, func(key secret, name string) error {
		return v.putWrap(ctx, debrief.WrapPassphrase, name, key, passphraseSecret(changed))
	})
}

// NewCode makes a new recovery code; the old one opens nothing any more.
func (v *Vault) NewCode(ctx context.Context, passphrase string) (Code, error) {
	under := passphraseSecret(passphrase)
	defer under.wipe()
	code := newCode()
	err := v.withKey(ctx, debrief.WrapPassphrase, under, debrief.CodeVaultPassphrase, func(key secret, name string) error {
		return v.putWrap(ctx, debrief.WrapRecovery, name, key, slices.Clone(code[:]))
	})
	if err != nil {
		return Code{}, err
	}
	return code, nil
}

// withKey does something with the vault's key, which a secret has to open first.
func (v *Vault) withKey(ctx context.Context, by debrief.WrapKind, under secret, other debrief.Code, do func(secret, string) error) error {
	v.trying.Lock()
	defer v.trying.Unlock()
	key, name, err := v.key(ctx, by, under)
	if errors.Is(err, errSeal) {
		v.wrong++
		if err := v.pause(ctx, slowness(v.wrong)); err != nil {
			return debrief.Errorf(debrief.CodeCancelled).Wrap(err)
		}
		return debrief.Errorf(other)
	}
	if err != nil {
		return err
	}
	defer key.wipe()
	v.wrong = 0
	v.mu.Lock()
	defer v.mu.Unlock()
	return do(key, name)
}

// putWrap puts a wrap in place of another, once it was seen to open.
func (v *Vault) putWrap(ctx context.Context, kind debrief.WrapKind, name string, key, under secret) error {
	defer under.wipe()
	w, err := wrap(kind, name, key, under, v.cost)
	if err != nil {
		return err
	}
	seen, _, err := unwrap(w, under)
	if err != nil || !slices.Equal(seen, key) {
		return debrief.Errorf(debrief.CodeVaultDamaged).Wrap(err)
	}
	seen.wipe()
	return v.store.Seal(ctx, debrief.SealedWrite{Wraps: []debrief.Wrap{w}})
}
