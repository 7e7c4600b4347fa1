package report

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// hashRunes is how much of a version's hash stands in the foot of every page; all of
// it is in the appendix.
const hashRunes = 12

// signed is the version that is printed; nil for a draft.
func (b *builder) signed() *debrief.Version {
	if b.o.Version == "" {
		return nil
	}
	return b.w.Version(b.o.Version)
}

// versions fills in what a version says of itself and of those before it.
func (b *builder) versions(r *Report) {
	v := b.signed()
	key := "report.edition.line"
	r.History = []Field{}
	if v != nil {
		key, r.Hash, r.Number = "report.edition.signed", v.SHA256, v.Number
		for i := range b.w.Versions {
			r.History = append(r.History, b.history(&b.w.Versions[i]))
		}
	}
	r.EditionLine = b.t(key, "edition", r.EditionName, "version", r.Version, "date", r.Date.Format(longDay))
}

// longDay is how a day is written out.
const longDay = "2 January 2006"

func (b *builder) history(v *debrief.Version) Field {
	at, _ := time.Parse(time.RFC3339, v.SignedAt) // checked before it was stored
	text := b.t("report.history.line", "date", at.UTC().Format(longDay), "note", b.sentence(v.Note))
	return Field{Label: b.upperFirst(b.t("report.version", "version", v.Number)), Text: clean(text)}
}

// ShortHash is the beginning of the version's hash, for the foot; empty for a draft.
func (r *Report) ShortHash() string { return r.Hash[:min(hashRunes, len(r.Hash))] }

// Name is what the foot calls the report: reference, version, hash.
func (r *Report) Name() string {
	parts := slices.DeleteFunc([]string{r.Reference, r.Version, r.ShortHash()}, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}

// moves tells how a date was moved after it was signed off, and why.
func (b *builder) moves(c *debrief.Countermeasure) []string {
	out := []string{}
	for _, m := range c.Moves {
		key := "report.countermeasures.moved"
		if m.To == "" {
			key = "report.countermeasures.undated"
		}
		out = append(out, b.t(key, "from", dateOf(m.From), "to", dateOf(m.To), "reason", b.sentence(m.Reason)))
	}
	return out
}
