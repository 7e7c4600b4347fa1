package calibrate

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
)

// leastWords is how many characters a text must have to be somebody's: "yes" is
// anybody's.
const leastWords = 12

// Guard knows what must not be in one person's file: what belongs to anybody
// else, and the addresses of the others.
type Guard struct{ theirs []string }

// NewGuard gathers what is not this person's. Words they said as well are theirs too.
func NewGuard(w *debrief.Whole, id debrief.ID) Guard {
	own := ""
	for _, l := range w.LinesOf(id) {
		own += folded(l.Text) + "\n"
	}
	g := Guard{}
	for _, text := range foreign(w, id) {
		if text = folded(text); utf8.RuneCountInString(text) >= leastWords && !strings.Contains(own, text) {
			g.theirs = append(g.theirs, text)
		}
	}
	return g
}

// foreign is every text of a debrief that is not this person's line.
func foreign(w *debrief.Whole, id debrief.ID) (out []string) {
	out = append(out, w.Debrief.Title)
	for i := range w.Participants {
		if p := &w.Participants[i]; p.ID != id {
			out = append(out, p.Email)
		}
	}
	for i := range w.Entries {
		e := &w.Entries[i]
		if e.Who.ParticipantID != id || e.Consent.As == debrief.ReleaseUnnamed {
			out = append(out, e.Text, e.Consent.Words)
		}
	}
	for _, r := range w.Records() {
		switch r.Noun() {
		case debrief.NounQuestion, debrief.NounFactor, debrief.NounHelped, debrief.NounCountermeasure, debrief.NounBand:
			out = append(out, debrief.Text(r))
		}
	}
	return out
}

// Check searches texts that are about to be written. It returns an error with
// CodeNotTheirs, which says nothing of what was found, and then nothing may be written.
func (g Guard) Check(texts ...string) error {
	for _, text := range texts {
		text = folded(text)
		for _, not := range g.theirs {
			if strings.Contains(text, not) {
				return debrief.Errorf(debrief.CodeNotTheirs)
			}
		}
	}
	return nil
}

// folded is a text as it is compared: composed, small, with single spaces.
func folded(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(text))), " ")
}
