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
	}
	return ""
}
