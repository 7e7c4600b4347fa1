package debrief

import (
	"slices"
	"strconv"
	"time"
)

// Version is a debrief as it was signed off: what is printed under its number never
// changes. It is made at sign-off and nothing in it is written again; an amendment
// makes another.
type Version struct {
	Base
	// Number is "1.0" for the first, "1.1" for what amended it.
	Number string `json:"number"`
	// SignedAt is when, RFC 3339 UTC; SignedBy who said so, in their own words.
	SignedAt string `json:"signedAt"`
	SignedBy string `json:"signedBy"`
	// Note says what changed since the version before; empty for the first.
	Note string `json:"note"`
	// Reason is why it was signed off although something was open.
	Reason string `json:"reason"`
	// PackID is the attachment with the frozen debrief, SHA256 of its content, in
	// 64 hex digits: the same content has the same.
	PackID ID     `json:"packId"`
	SHA256 string `json:"sha256"`
	// WithdrawnAt is when what was frozen was destroyed, RFC 3339 UTC, and WithdrawnWhy
	// the reason; empty while it is kept. Number, date and hash stay.
	WithdrawnAt  string `json:"withdrawnAt,omitempty"`
	WithdrawnWhy string `json:"withdrawnWhy,omitempty"`
}

// IsWithdrawn says that nothing of what was signed off is kept any more.
func (v *Version) IsWithdrawn() bool { return v.WithdrawnAt != "" }

// Signed is the newest version of a debrief. People is another when its people are: who
// is listed, what they are called, what they answered.
type Signed struct {
	Version
	People string
}

// Noun returns NounVersion.
func (*Version) Noun() Noun { return NounVersion }

// Validate reports what keeps the version from being stored.
func (v *Version) Validate() error {
	if err := v.validateBase(NounVersion); err != nil {
		return err
	}
	_, err := time.Parse(time.RFC3339, v.SignedAt)
	if err != nil || v.PackID == "" || len(v.PackID) > maxID || !isSum(v.SHA256) || v.number() < 0 {
		return Errorf(CodeInvalid, "noun", string(NounVersion))
	}
	if v.IsWithdrawn() {
		if _, err := time.Parse(time.RFC3339, v.WithdrawnAt); err != nil {
			return Errorf(CodeInvalid, "noun", string(NounVersion))
		}
	}
	return CheckLength(v.SignedBy, v.Note, v.Reason, v.WithdrawnWhy)
}

// number is how many versions came before, or -1.
func (v *Version) number() int {
	if len(v.Number) < 3 || v.Number[:2] != "1." {
		return -1
	}
	n, err := strconv.Atoi(v.Number[2:])
	if err != nil || n < 0 || strconv.Itoa(n) != v.Number[2:] {
		return -1
	}
	return n
}

// NextNumber is what the next version of a debrief is called.
func (w *Whole) NextNumber() string {
	next := 0
	for i := range w.Versions {
		next = max(next, w.Versions[i].number()+1)
	}
	return "1." + strconv.Itoa(next)
}

// Version returns the version of a number; empty asks for the newest. It is nil when
// there is none.
func (w *Whole) Version(number string) *Version {
	var found *Version
	for i := range w.Versions {
		v := &w.Versions[i]
		if v.Number == number || number == "" && (found == nil || v.number() > found.number()) {
			found = v
		}
	}
	return found
}

// UpTo returns a version and those before it, the first one first.
func (w *Whole) UpTo(v *Version) []Version {
	out := keep(w.Versions, func(x Version) bool { return x.number() <= v.number() })
	slices.SortStableFunc(out, func(a, b Version) int { return a.number() - b.number() })
	return out
}

// DropVersions takes the versions out, with what is kept for them: a copy of a
// debrief was never signed off.
func (w *Whole) DropVersions() { w.DropVersionsThat(func(*Version) bool { return true }) }

// DropVersionsThat takes some of the versions out.
func (w *Whole) DropVersionsThat(goes func(*Version) bool) {
	of := map[ID]bool{}
	for i := range w.Versions {
		of[w.Versions[i].ID] = goes(&w.Versions[i])
	}
	w.Versions = keep(w.Versions, func(v Version) bool { return !of[v.ID] })
	w.Attachments = keep(w.Attachments, func(a Attachment) bool { return !of[a.RecordID] })
}

// keep returns what of a list holds, in a list of its own.
func keep[T any](list []T, holds func(T) bool) []T {
	out := []T{}
	for _, x := range list {
		if holds(x) {
			out = append(out, x)
		}
	}
	return out
}
