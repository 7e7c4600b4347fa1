package debrief

// Helped is something that made it better than it could have become.
type Helped struct {
	Base
	Place
	Text string `json:"text"`
	// Luck marks what nobody had arranged.
	Luck     bool `json:"luck"`
	EntryIDs []ID `json:"entryIds"`
}

// Noun returns NounHelped.
func (*Helped) Noun() Noun { return NounHelped }

// Validate reports what keeps it from being stored.
func (h *Helped) Validate() error {
	if err := h.validateBase(NounHelped); err != nil {
		return err
	}
	if err := h.validatePlace(); err != nil {
		return err
	}
	if h.EntryIDs == nil {
		h.EntryIDs = []ID{}
	}
	return CheckLength(h.Text)
}
