package debrief

// Text is what a record says, as it was typed: a debrief's title, a
// participant's name, a line's text. It is empty for what says nothing by
// itself.
func Text(r Record) string {
	switch r := r.(type) {
	case *Debrief:
		return r.Title
	case *Participant:
		return r.Name
	case *Entry:
		return r.Text
	case *Question:
		return r.Text
	case *Factor:
		return r.Text
	case *Helped:
		return r.Text
	case *Countermeasure:
		return r.Text
	case *Band:
		return r.Label
	case *Wording:
		return r.Phrase
	case *Attachment:
		return r.Name
	}
	return ""
}

// Texts returns what somebody wrote in a record, what names it first. The same
// place always holds the same field, so that two versions can be laid side by
// side; only what a debrief has several of comes last and may be shorter.
func Texts(r Record) []string {
	switch r := r.(type) {
	case *Debrief:
		return debriefTexts(r)
	case *Participant:
		return []string{r.Name, r.Role, r.Team, r.Alias}
	case *Entry:
		return []string{r.Text, r.Label, r.Source, r.Time.Raw, r.Who.Name}
	case *Question:
		return []string{r.Text, r.Who.Name}
	case *Factor:
		return []string{r.Text, r.Detail}
	case *Helped:
		return []string{r.Text}
	case *Countermeasure:
		return []string{r.Text, r.Know, r.Ticket, r.Reason, r.Owner.Name, r.From.Name}
	case *Band:
		return []string{r.Title, r.Label}
	case *Wording:
		return []string{r.Phrase}
	}
	return []string{}
}

func debriefTexts(d *Debrief) []string {
	out := []string{
		d.Title, d.Reference, d.Severity, d.Facilitator, d.NoteTaker, d.ReadyReason, d.Classification,
		d.Impact.Customers, d.Impact.Data, d.Impact.Revenue, d.Impact.Goodwill, d.Impact.Text,
		d.Summary.Lead, d.Summary.Noticed.Head, d.Summary.Noticed.Text, d.Summary.Affected.Head,
		d.Summary.Affected.Text, d.Summary.Ended.Head, d.Summary.Ended.Text,
		d.Started.Raw, d.Detected.Raw, d.Noticed.Raw, d.Mitigated.Raw, d.Resolved.Raw,
	}
	for _, l := range d.Summary.Learnings {
		out = append(out, l.Title, l.Text)
	}
	return out
}
