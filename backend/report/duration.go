package report

import (
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// times says how long it took to detect, to notice, to mitigate and to resolve,
// from when to when, and what nobody has said yet; "" when no time is known. The
// window says it in the same words.
func (b *builder) times() string {
	d := &b.w.Debrief
	told, out, said := d.Derive(), []string{}, d.Started.Known()
	for _, x := range []struct {
		key, end string
		span     debrief.Span
		at       debrief.Moment
	}{
		{"detect", "detected", told.ToDetect, d.Detected},
		{"notice", "noticed", told.ToNotice, d.Noticed},
		{"mitigate", "mitigated", told.ToMitigate, d.Mitigated},
		{"resolve", "resolved", told.ToResolve, d.Resolved},
	} {
		said = said || x.at.Known()
		name := b.t("duration." + x.key)
		switch {
		case x.span.Known:
			out = append(out, b.t("duration.from-to", "name", name, "span", x.span.Text, "from", b.end(d.Started), "to", b.end(x.at)))
			if x.span.IsBefore() {
				out = append(out, b.t("duration.before"))
			}
		case !d.Started.Known():
			out = append(out, b.t("duration.missing", "name", name, "ask", b.t("duration.ask.started")))
		default:
			out = append(out, b.t("duration.missing", "name", name, "ask", b.t("duration.ask."+x.end)))
		}
	}
	if !said {
		return ""
	}
	return strings.Join(out, " ")
}

// end says one of the times of the event, with its day where there are several,
// and how it is known.
func (b *builder) end(m debrief.Moment) string {
	at, by := clockOf(m), "none"
	if d := &b.w.Debrief; dayOf(d.Started) != dayOf(m) || d.Resolved.Known() && dayOf(d.Started) != dayOf(d.Resolved) {
		at = m.Time().UTC().Format("2 Jan") + " " + at
	}
	for i := range b.line {
		if e := &b.line[i]; e.Time.Known() && e.Time.At == m.At && e.Time.Until == m.Until {
			by = string(e.Basis)
			break
		}
	}
	return b.t("duration.at", "time", at, "how", b.t("duration.by."+by))
}

func dayOf(m debrief.Moment) string {
	if !m.Known() {
		return ""
	}
	return m.Time().UTC().Format(time.DateOnly)
}
