package debrief

import "strings"

// Words returns the texts of a record that can be searched for, in the order
// they are read, none of them empty: what somebody wrote about the event and
// the people in it. Ids, times, zones and choices are not among them, nor is
// what the app wrote itself. A meeting and a decision about
func Words(r Record) []string {
	switch r := r.(type) {
	case *Debrief:
		return r.words()
	case *Participant:
		return written(r.Name, r.Alias, r.Role, r.Team)
	case *Entry:
		return written(r.Text, r.Label, r.Who.Name, r.Source)
	case *Question:
		return written(r.Text, r.Who.Name)
	case *Factor:
		return written(r.Text, r.Detail)
	case *Helped:
		return written(r.Text)
	case *Countermeasure:
		return r.words()
	case *Band:
		return written(r.Title, r.Label)
	case *Attachment:
		return r.words()
	case *Source:
		return written(r.Title, r.Name)
	case *Version:
		return written(r.Note, r.Reason, r.WithdrawnWhy)
	}
	return nil
}

// own begins the media types of what the app keeps for itself: the messages of a
// source, which has the same name, and versions.
const own = "application/x-secondstory-"

func (a *Attachment) words() []string {
	if strings.HasPrefix(a.MediaType, own) {
		return nil
	}
	return written(a.Caption, a.Source, a.Name)
}

func (c *Countermeasure) words() []string {
	all := []string{c.Text, c.Know, c.Reason, c.Ticket, c.From.Name, c.Owner.Name}
	for _, m := range c.Moves {
		all = append(all, m.Reason)
	}
	for _, k := range c.Checks {
		all = append(all, k.Text, k.By)
	}
	return written(append(all, c.Proof)...)
}

func (d *Debrief) words() []string {
	all := []string{d.Title, d.Reference, d.Severity}
	all = append(all, d.Tags...)
	all = append(all, d.Summary.Lead)
	for _, l := range d.Summary.Learnings {
		all = append(all, l.Title, l.Text)
	}
	for _, f := range []Fact{d.Summary.Noticed, d.Summary.Affected, d.Summary.Ended} {
		all = append(all, f.Head, f.Text)
	}
	i := d.Impact
	all = append(all, i.Text, i.Customers, i.Data, i.Revenue, i.Goodwill)
	for _, l := range d.Links {
		all = append(all, l.Title, l.URL)
	}
	all = append(append(all, d.Preparation.Themes...), d.Preparation.Opening...)
	for _, o := range d.Preparation.Without {
		all = append(all, o.Reason)
	}
	all = append(all, d.Closing.By, d.Closing.Note, d.Closing.OpenedWhy)
	for _, r := range d.Related {
		all = append(all, r.Why)
	}
	for _, l := range d.Later {
		all = append(all, l.Text, l.By)
	}
	for i := range d.Kit.Cards {
		all = append(all, d.Kit.Cards[i].Text)
	}
	return written(append(all, d.Preparation.Place, d.Facilitator, d.NoteTaker, d.ReadyReason)...)
}

func written(all ...string) []string {
	out := make([]string, 0, len(all))
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
