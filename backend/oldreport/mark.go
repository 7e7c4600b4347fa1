package oldreport

import (
	"regexp"
	"strings"

	"secondstory/backend/evidence"
)

// mark is one of the four times of a debrief.
type mark int

const (
	markStarted mark = iota
	markDetected
	markMitigated
	markResolved
	marks
)

var markNames = [marks]*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:the )?(?:incident |outage |fault |issue |problem |impact |event )?(?:start(?:s|ed|ing)?|start ?time|start date|begins?|began|beginning|occur(?:s|red)|onset|beginn)(?: of (?:the )?(?:incident|outage|impact))?(?: at| time)?$`),
	regexp.MustCompile(`(?i)^(?:the )?(?:incident |outage |fault |issue |problem |first )?(?:detect(?:ed|ion)|first detected|detection time|time of detection|team aware|noticed|first noticed|discovered|entdeckt)(?: at| time)?$`),
	regexp.MustCompile(`(?i)^(?:the )?(?:incident |outage |fault |issue |problem |impact )?(?:mitigat(?:ed|ion)|repaired|mitigation time|service restored|stabili[sz]ed)(?: at| time)?$`),
	regexp.MustCompile(`(?i)^(?:the )?(?:incident |outage |fault |issue |problem |impact |event )?(?:resolv(?:ed|es)|resolution time|end(?:s|ed)?|end ?time|end date|end of (?:the )?(?:incident|outage)|over|closed|behoben)(?: at| time)?$`),
}

var markLabel = regexp.MustCompile(`^(.{2,40}?)\s*(?::|\s[-–—]|\|)`)

// markAs takes the line at hand for one of the four times when it says nothing else.
func (w *walk) markAs(text string) bool {
	text = strings.Trim(oneLine(text), " .:*")
	for m, name := range markNames {
		if name.MatchString(text) {
			if w.report.marks[m] < 0 {
				w.report.marks[m] = w.at
			}
			return true
		}
	}
	return false
}

// mark takes a label with a time ("Started: 14:02 UTC") for one of the four times.
func (w *walk) mark(b *evidence.Block) bool {
	if b.When.Told == evidence.ToldNothing || b.Kind == evidence.BlockHeading {
		return false
	}
	m := markLabel.FindStringSubmatch(b.Text)
	if m == nil || !w.markAs(m[1]) {
		return false
	}
	if b.Told {
		w.toldAs(m[1], strings.TrimSpace(b.Text[len(m[0]):]))
	}
	return true
}

// toldAs keeps what a label tells besides its time, with the time: page one says how it
// was noticed and how it ended.
func (w *walk) toldAs(label, text string) {
	r := w.report
	for m, to := range map[mark]*string{markDetected: &r.noticed, markMitigated: &r.mitigated, markResolved: &r.ended} {
		if markNames[m].MatchString(label) {
			*to = firstOf(*to, text)
		}
	}
}
