package report

import (
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// files are the sources that printed entries rest on: what each is, where its clocks
// stood, and the sum by which anybody can tell that it is the same.
func (b *builder) files() []Field {
	out := []Field{}
	if b.o.Edition == Public {
		return out
	}
	for i := range b.w.Sources {
		s := &b.w.Sources[i]
		if n := b.resting(s.ID); n > 0 {
			out = append(out, Field{Label: clean(s.Called()), Text: b.file(s, n)})
		}
	}
	return out
}

// resting counts the printed entries that rest on a source. What an interview let out
// was agreed to in words alone.
func (b *builder) resting(source debrief.ID) int {
	n := 0
	for id, e := range b.entries {
		if b.shown[id] && e.Consent.IsZero() && slices.ContainsFunc(e.Citations, func(c debrief.Citation) bool { return c.SourceID == source }) {
			n++
		}
	}
	return n
}

func (b *builder) file(s *debrief.Source, entries int) string {
	parts := []string{}
	if s.Format != "" {
		parts = append(parts, b.sentence(b.t("evidence.format."+s.Format)))
	}
	if name := clean(s.Name); name != clean(s.Called()) {
		parts = append(parts, b.t("report.files.name", "name", name))
	}
	if s.Zone != "" {
		parts = append(parts, b.t("report.files.zone", "zone", s.Zone))
	}
	rest := "report.files.entries.many"
	if entries == 1 {
		rest = "report.files.entries.one"
	}
	parts = append(parts, b.t(rest, "n", strconv.Itoa(entries)))
	if s.SHA256 != "" {
		parts = append(parts, b.t("report.files.sum", "sum", s.SHA256))
	}
	return strings.Join(parts, " ")
}
