package debrief

import (
	"encoding/hex"
	"hash/fnv"
	"slices"
	"strings"
)

// Line is something one person told, or is said to have seen or done. It has no
// place for anybody else's.
type Line struct {
	Time  Moment
	Text  string
	Quote bool
	// Told is of their own account; the rest is of the timeline.
	Told bool
}

// LinesOf returns what belongs to one person, and nothing else: their own
// account, then their entries of the timeline, each in the order written. What
// an interview gave without a name is nobody's.
func (w *Whole) LinesOf(id ID) []Line {
	told, timeline := []Line{}, []Line{}
	entries := slices.Clone(w.Entries)
	slices.SortStableFunc(entries, func(a, b Entry) int {
		switch {
		case a.Position < b.Position:
			return -1
		case a.Position > b.Position:
			return 1
		}
		return 0
	})
	for i := range entries {
		e := &entries[i]
		line := Line{Time: e.Time, Text: e.Text, Quote: e.Quote}
		if e.Consent.Words != "" { // what others read of it
			line.Text, line.Quote = e.Consent.Words, e.Consent.As == ReleaseQuote
		}
		if !e.IsOf(id) || strings.TrimSpace(line.Text) == "" {
			continue
		}
		line.Told = e.Stage == StageNarratives || line.Quote
		if line.Told {
			told = append(told, line)
		} else {
			timeline = append(timeline, line)
		}
	}
	return append(told, timeline...)
}

// IsOf says whether an entry is this person's, by name.
func (e *Entry) IsOf(id ID) bool {
	return id != "" && e.Who.ParticipantID == id && e.Consent.As != ReleaseUnnamed
}

// MayName says whether the named edition may call somebody by name: they agreed to
// their lines as these stand. Of whom nothing is written there is nothing to agree to.
func (w *Whole) MayName(p *Participant) bool {
	if p.Reading == ReadingDeclined {
		return false
	}
	mark := LinesMark(w.LinesOf(p.ID))
	return mark == "" || p.Reading != ReadingUnsaid && p.LinesMark == mark
}

// LinesMark is the mark of lines as they are: 32 bits of FNV-1a in hexadecimal
// over instant, text and whether it is a quotation ("1"), each ended by a zero;
// empty for no lines. The window makes the same one (lib/calibrate/lines.ts).
func LinesMark(lines []Line) string {
	if len(lines) == 0 {
		return ""
	}
	h := fnv.New32a()
	for _, l := range lines {
		quote := ""
		if l.Quote {
			quote = "1"
		}
		for _, part := range []string{l.Time.At, l.Text, quote} {
			_, _ = h.Write([]byte(part)) // never fails
			_, _ = h.Write([]byte{0})
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
