package interview

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"secondstory/backend/debrief"
)

// How the rows are named.
const (
	rowLedger    = "ledger"
	rowKey       = "key-"
	rowInterview = "interview-"
	rowPaper     = "paper-"
	// rowPurged is no row: in the ledger it says that an interview was destroyed.
	rowPurged = "purged-"
)

// ledger is what the vault knows of its rows: the version of each by its name.
type ledger map[debrief.ID]int64

// opened is what a vault has while it is open.
type opened struct {
	vault string
	// ledgerKey seals the ledger, keysKey the keys of the interviews.
	ledgerKey, keysKey secret
	ledger             ledger
	ledgerVersion      int64
	// lost says that the ledger could not be read, and nothing may be relied on
	// until somebody accepts what is there.
	lost bool
	// own are keys of interviews that were read, by the interview's id.
	own map[debrief.ID]secret
	// kept is when a version of an interview was last kept.
	kept map[debrief.ID]int64
}

func newOpened(vault string, key secret) (o *opened, err error) {
	o = &opened{vault: vault, ledger: ledger{}, own: map[debrief.ID]secret{}, kept: map[debrief.ID]int64{}}
	if o.ledgerKey, err = key.derive("ledger"); err != nil {
		return nil, err
	}
	if o.keysKey, err = key.derive("keys"); err != nil {
		return nil, err
	}
	return o, nil
}

func (o *opened) wipe() {
	o.ledgerKey.wipe()
	o.keysKey.wipe()
	for _, key := range o.own {
		key.wipe()
	}
}

// purged says that an interview was destroyed for good: no backup and no repair of
// the library brings it back by itself.
func (o *opened) purged(id debrief.ID) bool { return o.ledger[rowPurged+id] > 0 }

// readLedger reads what the vault knows of itself; CodeVaultLedger when it is
// gone, or not what was written.
func (o *opened) readLedger(ctx context.Context, store debrief.SealedStore) error {
	rows, err := store.Sealed(ctx, rowLedger)
	if err != nil {
		return err
	}
	o.lost = true
	if len(rows) == 0 {
		return debrief.Errorf(debrief.CodeVaultLedger)
	}
	o.ledgerVersion = rows[0].Version
	plain, err := o.unseal(o.ledgerKey, tableSealed, rows[0])
	if err != nil || json.Unmarshal(plain, &o.ledger) != nil {
		return debrief.Errorf(debrief.CodeVaultLedger)
	}
	o.lost = false
	return nil
}

// sealLedger returns the row of a ledger, one version on.
func (o *opened) sealLedger(l ledger) (debrief.Sealed, error) {
	plain, err := json.Marshal(l)
	if err != nil {
		return debrief.Sealed{}, fmt.Errorf("encode ledger: %w", err)
	}
	return o.seal(o.ledgerKey, tableSealed, debrief.Sealed{ID: rowLedger, Version: o.ledgerVersion + 1}, plain)
}

// seal fills a row that has its name and version.
func (o *opened) seal(key secret, table string, row debrief.Sealed, plain []byte) (debrief.Sealed, error) {
	var err error
	row.Nonce, row.Cipher, err = key.seal(plain, rowContext(o.vault, table, row))
	return row, err
}

func (o *opened) unseal(key secret, table string, row debrief.Sealed) ([]byte, error) {
	return key.open(row.Nonce, row.Cipher, rowContext(o.vault, table, row))
}

// plain is a row to be sealed.
type plain struct {
	id, debriefID debrief.ID
	key           secret
	body          []byte
}

// writing is what goes into one transaction of the vault. What is forgotten goes
// first: a row of both is a new one.
type writing struct {
	put    []plain
	keep   []debrief.Sealed
	forget []debrief.ID
	// purged are interviews that are destroyed for good.
	purged []debrief.ID
}

// write seals rows, and the ledger with them.
func (o *opened) write(ctx context.Context, store debrief.SealedStore, w writing) error {
	if o.lost {
		return debrief.Errorf(debrief.CodeVaultLedger)
	}
	next := maps.Clone(o.ledger)
	out := debrief.SealedWrite{Keep: w.keep, Forget: w.forget}
	for _, id := range w.forget {
		delete(next, id)
	}
	for _, p := range w.put {
		next[p.id]++
		row, err := o.seal(p.key, tableSealed, debrief.Sealed{ID: p.id, DebriefID: p.debriefID, Version: next[p.id]}, p.body)
		if err != nil {
			return err
		}
		out.Put = append(out.Put, row)
	}
	for _, id := range w.purged {
		next[rowPurged+id] = 1
	}
	row, err := o.sealLedger(next)
	if err != nil {
		return err
	}
	out.Put = append(out.Put, row)
	if err := store.Seal(ctx, out); err != nil {
		return err
	}
	o.ledger, o.ledgerVersion = next, row.Version
	return nil
}

// read returns a row of the vault: CodeNoteMissing, CodeNoteEarlier or
// CodeNoteDamaged when it is not as it was written.
func (o *opened) read(ctx context.Context, store debrief.SealedStore, id debrief.ID, key secret) ([]byte, debrief.Sealed, error) {
	rows, err := store.Sealed(ctx, id)
	if err != nil {
		return nil, debrief.Sealed{}, err
	}
	if len(rows) == 0 {
		return nil, debrief.Sealed{}, o.absent(id)
	}
	if err := o.check(rows[0]); err != nil {
		return nil, rows[0], err
	}
	plain, err := o.unseal(key, tableSealed, rows[0])
	if err != nil {
		return nil, rows[0], debrief.Errorf(debrief.CodeNoteDamaged)
	}
	return plain, rows[0], nil
}

// absent says what it means that a row is not there.
func (o *opened) absent(id debrief.ID) error {
	if _, known := o.ledger[id]; known {
		return debrief.Errorf(debrief.CodeNoteMissing)
	}
	return debrief.Errorf(debrief.CodeNotFound)
}

// check holds a row against the ledger.
func (o *opened) check(row debrief.Sealed) error {
	version, known := o.ledger[row.ID]
	switch {
	case known && row.Version == version:
		return nil
	case known && row.Version < version:
		return debrief.Errorf(debrief.CodeNoteEarlier)
	}
	return debrief.Errorf(debrief.CodeNoteDamaged)
}

// keyOf returns the key of an interview, or makes it; fresh says that it is to
// be written.
func (o *opened) keyOf(ctx context.Context, store debrief.SealedStore, id debrief.ID) (key secret, fresh bool, err error) {
	if key, ok := o.own[id]; ok {
		return key, false, nil
	}
	key, _, err = o.read(ctx, store, rowKey+id, o.keysKey)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return newSecret(), true, nil
	}
	if err != nil {
		return nil, false, err
	}
	o.own[id] = key
	return key, false, nil
}
