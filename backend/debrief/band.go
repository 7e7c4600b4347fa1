package debrief

// Band is a stretch of the timeline during which attention was in one place
// ("looking at payments").
type Band struct {
	Base
	// Label is short, for the figure; Title is the same in the table's words.
	Label string `json:"label"`
	Title string `json:"title"`
	From  Moment `json:"from"`
	To    Moment `json:"to"`
}

// Noun returns NounBand.
func (*Band) Noun() Noun { return NounBand }

// Validate reports what keeps the band from being stored.
func (b *Band) Validate() error {
	if err := b.validateBase(NounBand); err != nil {
		return err
	}
	if err := b.From.Validate(); err != nil {
		return err
	}
	if err := b.To.Validate(); err != nil {
		return err
	}
	return CheckLength(b.Label, b.Title)
}
