package capture

import (
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// Join returns a line with the words of the one below it at its end. A time or
// a person that only the one below has become the line's own; others stay as
// words. ok is false where the lines are of different kinds, or where the one
// below is a countermeasure somebody committed to: it is more than its words.
func Join(above, below debrief.Record, people []debrief.Participant, zone *time.Location) (r debrief.Record, ok bool) {
	if above.Noun() != below.Noun() {
		return nil, false
	}
	switch a := above.(type) {
	case *debrief.Entry:
		b, _ := below.(*debrief.Entry)
		return joinEntries(*a, *b, people, zone), true
	case *debrief.Question:
		b, _ := below.(*debrief.Question)
		joined := *a
		joined.Text += " " + joinWho(&joined.Who, b.Who, people) + b.Text
		return &joined, true
	case *debrief.Factor:
		b, _ := below.(*debrief.Factor)
		joined := *a
		joined.Text, joined.EntryIDs = a.Text+" "+b.Text, union(a.EntryIDs, b.EntryIDs)
		joined.Detail = joinTexts(a.Detail, b.Detail)
		return &joined, true
	case *debrief.Helped:
		b, _ := below.(*debrief.Helped)
		joined := *a
		joined.Text, joined.EntryIDs, joined.Luck = a.Text+" "+b.Text, union(a.EntryIDs, b.EntryIDs), a.Luck || b.Luck
		return &joined, true
	case *debrief.Countermeasure:
		b, _ := below.(*debrief.Countermeasure)
		joined := *a
		joined.Text += " " + joinWho(&joined.From, b.From, people) + b.Text
		joined.FactorIDs = union(a.FactorIDs, b.FactorIDs)
		return &joined, b.State == debrief.CountermeasureIdea
	}
	return nil, false
}

func joinEntries(joined, b debrief.Entry, people []debrief.Participant, zone *time.Location) debrief.Record {
	said := ""
	switch {
	case joined.Time == (debrief.Moment{}):
		joined.Time = b.Time
	case b.Time.At != joined.Time.At || b.Time.Raw != "" && !b.Time.Known():
		said = typedTime(b.Time, zone)
	}
	said += joinWho(&joined.Who, b.Who, people)
	words := b.Text
	if joined.Quote != b.Quote {
		if joined.Quote {
			joined.Text = "“" + joined.Text + "”"
		} else {
			words = "“" + words + "”"
		}
		joined.Quote = false
	}
	joined.Text += " " + said + words
	joined.OnTimeline = joined.OnTimeline || b.OnTimeline
	joined.Source = joinTexts(joined.Source, b.Source)
	return &joined
}

// joinWho takes the other's person where there was none, and returns what is to
// be said of somebody else.
func joinWho(who *debrief.Who, other debrief.Who, people []debrief.Participant) string {
	switch {
	case other.IsZero() || *who == other:
		return ""
	case who.IsZero():
		*who = other
		return ""
	}
	return typedWho(other, people)
}

func joinTexts(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

func union(a, b []debrief.ID) []debrief.ID {
	out := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Passed returns the records of a debrief that refer to one that goes, referring
// to another instead: factors, what helped, questions, wording, attachments.
func Passed(w *debrief.Whole, from, to debrief.ID) []debrief.Record {
	var out []debrief.Record
	for _, r := range w.Records() {
		if id := r.Head().ID; id != from && id != to && passOn(r, from, to) {
			out = append(out, r)
		}
	}
	return out
}

// passOn changes every reference of a record and says whether there was one.
func passOn(r debrief.Record, from, to debrief.ID) bool {
	switch r := r.(type) {
	case *debrief.Debrief:
		changed := false
		for i := range r.Summary.Learnings {
			changed = passID(&r.Summary.Learnings[i].FactorID, from, to) || changed
		}
		return changed
	case *debrief.Factor:
		return passIDs(&r.EntryIDs, from, to)
	case *debrief.Helped:
		return passIDs(&r.EntryIDs, from, to)
	case *debrief.Countermeasure:
		return passIDs(&r.FactorIDs, from, to)
	case *debrief.Question:
		return passID(&r.AboutID, from, to)
	case *debrief.Wording:
		return passID(&r.RecordID, from, to)
	case *debrief.Attachment:
		owned := passID(&r.RecordID, from, to)
		return passIDs(&r.LineIDs, from, to) || owned
	}
	return false
}

func passID(id *debrief.ID, from, to debrief.ID) bool {
	if *id != from {
		return false
	}
	*id = to
	return true
}

func passIDs(ids *[]debrief.ID, from, to debrief.ID) bool {
	if !slices.Contains(*ids, from) {
		return false
	}
	kept := slices.DeleteFunc(slices.Clone(*ids), func(id debrief.ID) bool { return id == from })
	*ids = union(kept, []debrief.ID{to})
	return true
}
