// Package rehearse makes a kit from a debrief: what happened there, step by step, for a
// group that asks what it would look like if that happened to them. It is pure: it reads a
// report that was built for the role-only edition, and writes nothing.
package rehearse

import (
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// Made is a debrief to rehearse in, and how many entries of its source stayed behind.
type Made struct {
	Debrief *debrief.Debrief
	Meeting *debrief.Meeting
	// LeftOut counts entries that somebody let out of an interview, which agreed to no
	// rehearsal, and those that still held a name.
	LeftOut int
}

// plan is the usual plan of a rehearsal: most of it is thinking ahead.
var plan = []int{2, 3, 18, 12, 13, 8, 4}

// Of makes a tabletop or a game day from a debrief and its report for the role-only
// edition. Every text in it is what that report prints, and each is searched for names
// once more; at is now, RFC 3339 UTC.
func Of(w *debrief.Whole, r *report.Report, kind debrief.Kind, at string) (*Made, error) {
	if kind != debrief.KindTabletop && kind != debrief.KindGameDay {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "kind")
	}
	d := debrief.NewDebrief(at)
	d.Kind, d.Zone, d.Language = kind, w.Debrief.Zone, w.Debrief.Language
	d.Title = r.T("rehearse.title", "title", r.Title)
	if named(r, d.Title) {
		d.Title = r.T("rehearse.title.bare")
	}
	d.Related = []debrief.Relation{{DebriefID: w.Debrief.ID, Linked: true, Why: r.T("rehearse.why"), At: at}}
	made := &Made{Debrief: d, Meeting: debrief.NewMeeting(d.ID)}
	made.Meeting.PlanMinutes = append([]int{}, plan...)
	d.Kit.SourceID = w.Debrief.ID
	d.Kit.Cards, made.LeftOut = cards(w, r)
	return made, nil
}

// cards are the printed entries of the timeline that may be told to others.
func cards(w *debrief.Whole, r *report.Report) (out []debrief.Card, left int) {
	released := map[debrief.ID]bool{}
	for i := range w.Entries {
		released[w.Entries[i].ID] = !w.Entries[i].Consent.IsZero()
	}
	out = []debrief.Card{}
	for _, row := range r.Timeline.Rows {
		if row.Kind != report.RowEntry {
			continue
		}
		text := said(row)
		if released[row.ID] || named(r, text) || len(out) == debrief.MaxCards {
			left++
			continue
		}
		out = append(out, debrief.Card{ID: debrief.NewID(), Kind: debrief.CardStep, When: row.Elapsed, Text: text, Came: true})
	}
	return out, left
}

// said is a row in words: who by role, and what.
func said(row report.Row) string {
	if strings.TrimSpace(row.Who) == "" {
		return row.Text
	}
	return row.Who + ": " + row.Text
}

// named says whether a text holds a name that the edition must not carry.
func named(r *report.Report, text string) bool {
	return r.Check([]report.Place{{Where: "kit", Text: text}}) != nil
}
