package report

import (
	"time"

	"secondstory/backend/debrief"
)

// times says how long it took to detect, to notice, to mitigate and to resolve, as
// far as that is known: from when to when, and how both are known.
func (b *builder) times() []Field {
	d, out := &b.w.Debrief, []Field{}
	told := d.Derive()
	for _, x := range []struct {
		key  string
		span debrief.Span
		at   debrief.Moment
	}{
		{"detect", told.ToDetect, d.Detected},
		{"notice", told.ToNotice, d.Noticed},
		{"mitigate", told.ToMitigate, d.Mitigated},
		{"resolve", told.ToResolve, d.Resolved},
	} {
		if !x.span.Known {
			continue
		}
		text := b.t("report.impact.span", "span", upperFirst(x.span.Text), "from", b.end(d.Started), "to", b.end(x.at))
		if x.span.IsBefore() {
			text += " " + b.t("duration.before")
		}
		out = append(out, Field{Label: b.t("report.impact." + x.key), Text: text})
	}
	return out
}

// end says one of the times of the event, with its day where there are several,
// and how it is known where an entry tells.
func (b *builder) end(m debrief.Moment) string {
	at, by := clockOf(m), debrief.Basis("")
	if d := &b.w.Debrief; dayOf(d.Started) != dayOf(m) || d.Resolved.Known() && dayOf(d.Started) != dayOf(d.Resolved) {
		at = m.Time().UTC().Format("2\u00a0Jan") + " " + at
	}
	for i := range b.line {
		if e := &b.line[i]; e.Time.Known() && e.Time.At == m.At && e.Time.Until == m.Until {
			by = e.Basis
			break
		}
	}
	if by == "" {
		return at
	}
	return b.t("duration.at", "time", at, "how", b.t("duration.by."+string(by)))
}

func dayOf(m debrief.Moment) string {
	if !m.Known() {
		return ""
	}
	return m.Time().UTC().Format(time.DateOnly)
}
