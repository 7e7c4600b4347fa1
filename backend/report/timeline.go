package report

import (
	"slices"
	"sort"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
)

// timeline is the table: entries in order, the day where it changes, and a row
// where a band of attention begins.
func (b *builder) timeline() Timeline {
	out, bands, day := Timeline{Rows: []Row{}}, b.w.Bands, ""
	entries := b.line
	several := severalDays(entries)
	for _, e := range entries {
		at := e.Time.Time().UTC()
		if e.Time.Known() {
			if d := letter.Day(at); several && d != day {
				out.Rows, day = append(out.Rows, Row{Kind: RowDay, Text: d}), d
			}
			for len(bands) > 0 && (!bands[0].From.Known() || !bands[0].From.Time().After(at)) {
				out.Rows, bands = b.bandRow(out.Rows, bands[0]), bands[1:]
			}
		}
		out.Rows = append(out.Rows, b.row(e))
		out.Memory = out.Memory || e.Basis != debrief.BasisRecord
	}
	for _, band := range bands {
		out.Rows = b.bandRow(out.Rows, band)
	}
	return out
}

func severalDays(entries []debrief.Entry) bool {
	first := ""
	for _, e := range entries {
		if !e.Time.Known() {
			continue
		}
		d := e.Time.Time().UTC().Format(time.DateOnly)
		if first != "" && d != first {
			return true
		}
		first = d
	}
	return false
}

func (b *builder) bandRow(rows []Row, band debrief.Band) []Row {
	title := b.upperFirst(firstOf(band.Title, band.Label))
	if title == "" || !band.From.Known() {
		return rows
	}
	r := Row{Kind: RowBand, Text: title}
	if band.To.Known() {
		span := longDuration(band.To.Time().Sub(band.From.Time()), b.o.T)
		r.Text = b.t("report.band", "title", title, "span", span)
	}
	return append(rows, r)
}

func (b *builder) row(e debrief.Entry) Row {
	b.shown[e.ID] = true
	r := Row{
		ID: e.ID, Time: clockOf(e.Time), Who: b.cast.who(e.Who), Text: b.said(e), Quote: e.Quote,
		Source: clean(e.Source), Record: e.Basis == debrief.BasisRecord, Factors: b.byEntry[e.ID],
	}
	if e.Time.Known() && !b.start.IsZero() {
		r.Elapsed = elapsed(b.start, e.Time.Time(), b.brief)
		if e.Time.IsSpan() {
			r.Elapsed += "–" + strings.TrimPrefix(elapsed(b.start, e.Time.Last(), b.brief), "+")
		}
	}
	if r.Source == "" {
		r.Told = b.told[e.ID]
		r.Source = b.t("report.source.memory")
		if r.Record {
			r.Source = b.t("report.source.record")
		}
	}
	if r.Who != "" {
		r.Who = b.upperFirst(r.Who)
	}
	return r
}

// said is an entry's text as a sentence, or as a quotation with its marks.
func (b *builder) said(e debrief.Entry) string {
	if e.Quote {
		return quoted(e.Text)
	}
	return b.sentence(e.Text)
}

// ref leads to an entry, by its time or its first words.
func (b *builder) ref(id debrief.ID) (Ref, bool) {
	e, ok := b.entries[id]
	if !ok || !b.shown[id] {
		return Ref{}, false
	}
	if e.Time.Known() {
		return Ref{ID: id, Label: clockOf(e.Time)}, true
	}
	return Ref{ID: id, Label: b.upperFirst(firstWords(clean(e.Text), 5))}, true
}

// refs leads to entries in order of time, each once.
func (b *builder) refs(ids []debrief.ID) []Ref {
	known := []debrief.ID{}
	for _, id := range ids {
		if _, ok := b.rank[id]; ok && !slices.Contains(known, id) {
			known = append(known, id)
		}
	}
	sort.Slice(known, func(i, j int) bool { return b.rank[known[i]] < b.rank[known[j]] })
	out := []Ref{}
	for _, id := range known {
		if r, ok := b.ref(id); ok {
			out = append(out, r)
		}
	}
	return out
}
