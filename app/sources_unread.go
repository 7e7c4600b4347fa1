package app

// Unread returns every place of a source that could not be read, as far as they are
// kept: of one that was read and is looked at, by its handle, or of one that was
// brought in, by its id.
func (s *Sources) Unread(debriefID, handle string) (out []RejectedLine, err error) {
	defer guard(&err)
	if h, err := s.heldOf(handle); err == nil {
		return rejected(h.doc, len(h.doc.Rejected)), nil
	}
	lib, whole, source, err := s.find(debriefID, handle)
	if err != nil {
		return []RejectedLine{}, err
	}
	e, err := s.evidence(lib, whole, source)
	if err != nil {
		return []RejectedLine{}, err
	}
	return rejected(e.doc, len(e.doc.Rejected)), nil
}
