package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// As reads something again, as what somebody says it is. What was read of a whole
// folder or archive may become several.
func (s *Sources) As(debriefID, handle, format string) (out []SourceLook, err error) {
	defer guard(&err)
	return s.again(debriefID, handle, evidence.Options{Format: evidence.Format(format)})
}

// Map reads a table again, with its columns taken for what somebody says. With another
// delimiter it has other columns, and they are guessed anew.
func (s *Sources) Map(debriefID, handle string, m evidence.Mapping) (out SourceLook, err error) {
	defer guard(&err)
	h, err := s.heldOf(handle)
	if err != nil {
		return out, err
	}
	o := evidence.Options{Format: evidence.FormatTable, Mapping: &m}
	if h.doc.Table != nil && h.doc.Table.Mapping.Delimiter != m.Delimiter {
		o.Mapping, o.Delimiter = nil, m.Delimiter
	}
	looks, err := s.again(debriefID, handle, o)
	if err != nil {
		return out, err
	}
	return looks[0], nil
}

// again reads something again: it alone, of a folder or an archive. The first that was
// read is held by the same handle; when reading is refused or stopped, what was there
// stays.
func (s *Sources) again(debriefID, handle string, o evidence.Options) ([]SourceLook, error) {
	h, err := s.heldOf(handle)
	if err != nil {
		return []SourceLook{}, err
	}
	var docs []*evidence.Document
	err = s.desk.run(func(ctx context.Context, progress func(float64)) (err error) {
		if h.root == "" {
			doc, err := evidence.ReadText(ctx, h.text, o)
			docs = []*evidence.Document{doc}
			return err
		}
		o.Only = h.doc.Path
		docs, err = evidence.Read(ctx, h.root, withProgress(o, progress))
		return err
	})
	if err == nil {
		_, err = s.heldOf(handle) // nobody let go of it meanwhile
	}
	if err != nil {
		return []SourceLook{}, err
	}
	return s.holdAll(handle, docs, heldSource{debriefID: debriefID, root: h.root, text: h.text})
}

// holdAll keeps all that was read of one thing, the first under a handle that is there
// or made.
func (s *Sources) holdAll(handle string, docs []*evidence.Document, of heldSource) ([]SourceLook, error) {
	out := []SourceLook{}
	if len(docs) > mostHeld {
		return out, debrief.Errorf(debrief.CodeEvidenceTooLarge, "path", of.root)
	}
	for _, doc := range docs {
		h := of
		h.doc = doc
		look, err := s.hold(handle, &h)
		if err != nil {
			return out, err
		}
		out, handle = append(out, look), debrief.NewID()
	}
	return out, nil
}
