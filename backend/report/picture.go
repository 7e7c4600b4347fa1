package report

import (
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

// Picture is a picture that entries of the report rest on.
type Picture struct {
	// ID is that of the attachment.
	ID      debrief.ID
	Number  int
	Caption string
	// From says where it is from and when it was.
	From    string
	Entries []Ref
	Image   picture.Picture
}

// Shows says whether an edition may show a picture: the named one unless somebody said
// otherwise, the others only where somebody said so.
func Shows(e Edition, a *debrief.Attachment) bool {
	if !a.IsPicture() {
		return false
	}
	switch a.Shown {
	case debrief.ShownNone:
		return false
	case debrief.ShownRoles:
		return e != Public
	case debrief.ShownAll:
		return true
	}
	return e == Named
}

// attachments keeps the pictures an edition may show, and scrubs what is said of them.
func (s *scrubber) attachments(in []debrief.Attachment) []debrief.Attachment {
	out := []debrief.Attachment{}
	for _, a := range in {
		if !Shows(s.edition, &a) {
			continue
		}
		s.field("evidence", &a.Caption, inText)
		s.field("evidence", &a.Source, inText)
		if s.edition == Public && a.Source != "" {
			s.count("source", "", "evidence", 1)
			a.Source = ""
		}
		out = append(out, a)
	}
	return out
}

// pictures are those that printed entries rest on. What an interview let out was
// agreed to in words: a picture beside it was not.
func (b *builder) pictures() []Picture {
	out := []Picture{}
	for i := range b.w.Attachments {
		a := &b.w.Attachments[i]
		image, made := b.o.Pictures[a.ID]
		lines := []debrief.ID{}
		for _, id := range a.Lines() {
			if e := b.entries[id]; e.Consent.IsZero() {
				lines = append(lines, id)
			}
		}
		refs := b.refs(lines)
		if !made || len(refs) == 0 {
			continue
		}
		out = append(out, Picture{
			ID: a.ID, Number: len(out) + 1, Caption: b.sentence(a.Caption), From: b.pictureFrom(a), Entries: refs, Image: image,
		})
	}
	return out
}

func (b *builder) pictureFrom(a *debrief.Attachment) string {
	out := []string{}
	if from := clean(a.Source); from != "" {
		out = append(out, b.upperFirst(from))
	}
	if a.Time != nil && a.Time.Known() {
		out = append(out, a.Time.Time().UTC().Format("2 January 2006, 15:04 UTC"))
	}
	return strings.Join(out, ", ")
}
