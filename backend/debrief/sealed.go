package debrief

import "context"

// Sealed is a row only the vault can read: a private note, the key it is sealed
// with, or what the vault keeps of itself. See package backend/interview.
type Sealed struct {
	ID ID
	// DebriefID is whose it is, in clear, so that a debrief's notes can be counted
	// and destroyed while they are locked; empty for the vault's own.
	DebriefID ID
	// Version counts the times it was sealed, from 1.
	Version int64
	// Nonce and Cipher are what was sealed, with its context bound in. A row of
	// SealedHeads has neither.
	Nonce, Cipher []byte
}

// WrapKind says what opens a wrap.
type WrapKind string

// The two ways into the vault.
const (
	WrapPassphrase WrapKind = "passphrase"
	WrapRecovery   WrapKind = "recovery"
)

// Wrap is the vault's key, sealed under what somebody knows or has on paper.
type Wrap struct {
	Kind WrapKind
	// Version is that of the vault's format.
	Version int
	// Params is JSON: how the key is derived, in clear.
	Params  string
	Wrapped []byte
}

// SealedWrite is what the vault writes in one transaction.
type SealedWrite struct {
	// Wraps take the place of those of their kind.
	Wraps []Wrap
	// Unwrap removes every wrap first: nothing opens what is left.
	Unwrap bool
	// Put are rows, each the version after the stored one, or not there yet.
	Put []Sealed
	// Keep are earlier versions, for the vault's history.
	Keep []Sealed
	// Forget are rows to be removed with every version kept of them. What held
	// them is overwritten.
	Forget []ID
}

// SealedStore is what the vault asks of storage, which sees nothing of what is
// in a row. Every write is durable when it returns.
type SealedStore interface {
	// Wraps returns the wraps; none where no vault was made.
	Wraps(ctx context.Context) ([]Wrap, error)
	// SealedHeads returns every row without what is in it.
	SealedHeads(ctx context.Context) ([]Sealed, error)
	// Sealed returns the rows of these ids, in any order; those not there are left out.
	Sealed(ctx context.Context, ids ...ID) ([]Sealed, error)
	// SealedVersions returns what is kept of a row, oldest first.
	SealedVersions(ctx context.Context, id ID) ([]Sealed, error)
	// Seal writes all of it or nothing. CodeConflict when a row is not one version
	// ahead of the stored one.
	Seal(ctx context.Context, w SealedWrite) error
}
