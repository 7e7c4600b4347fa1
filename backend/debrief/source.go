package debrief

import "time"

// Source is something people have of the incident and brought in: a chat export, a
// transcript, a log. Its messages are the bytes of an attachment and never change;
// what is known of them does: whose clock it was, who wrote under which name.
type Source struct {
	Base
	// Name is that of the file or folder, Title what the source calls itself.
	Name  string `json:"name"`
	Title string `json:"title"`
	// Format is one of package evidence.
	Format string `json:"format"`
	// PackID is the attachment with the messages, Count how many there are.
	PackID ID  `json:"packId"`
	Count  int `json:"count"`
	// SHA256 is of what was brought in, in 64 hex digits: the file itself stays
	// where it is.
	SHA256 string `json:"sha256"`
	// Zone is the IANA zone of the clocks that do not state one; empty until
	// somebody said it.
	Zone string `json:"zone"`
	// Day is that of the first clock without a date, yyyy-mm-dd; StartedAt when the
	// recording began, RFC 3339 UTC. Empty until somebody said it.
	Day       string `json:"day"`
	StartedAt string `json:"startedAt"`
	// AheadSeconds is by how much its clock was ahead of the others; negative when
	// it was behind.
	AheadSeconds int `json:"aheadSeconds"`
	// Senders are those who wrote in it.
	Senders []SourceSender `json:"senders"`
	// BroughtAt is when it was brought in, RFC 3339 UTC.
	BroughtAt string `json:"broughtAt"`
}

// SourceSender is a name in a source and whose it is.
type SourceSender struct {
	Name          string `json:"name"`
	ParticipantID ID     `json:"participantId"`
	Bot           bool   `json:"bot"`
	// Count is how many messages are theirs.
	Count int `json:"count"`
}

// Citation is one message of a source that an entry rests on.
type Citation struct {
	SourceID ID `json:"sourceId"`
	// Message counts from 0; -1 where it rests on a moment of a graph.
	Message int `json:"message"`
	// At is that moment by the source's own clock, RFC 3339; empty for a message.
	At string `json:"at,omitempty"`
}

// Bounds of a source.
const (
	maxSenders   = 20_000
	maxAhead     = 10 * 366 * 24 * 60 * 60
	maxCitations = 1000
)

// Noun returns NounSource.
func (*Source) Noun() Noun { return NounSource }

// Validate reports what keeps the source from being stored.
func (s *Source) Validate() error {
	if s.Senders == nil {
		s.Senders = []SourceSender{}
	}
	if err := s.validateBase(NounSource); err != nil {
		return err
	}
	invalid := Errorf(CodeInvalid, "noun", string(NounSource))
	if s.PackID == "" || len(s.PackID) > maxID || s.Count < 0 || !isSum(s.SHA256) || len(s.Senders) > maxSenders {
		return invalid
	}
	if s.AheadSeconds > maxAhead || s.AheadSeconds < -maxAhead || !isStamp(s.StartedAt, time.RFC3339) ||
		!isStamp(s.BroughtAt, time.RFC3339) || !isStamp(s.Day, time.DateOnly) {
		return invalid
	}
	if _, err := time.LoadLocation(s.Zone); err != nil {
		return invalid
	}
	s.Name = FileName(s.Name)
	for _, p := range s.Senders {
		if err := CheckLength(p.Name); err != nil {
			return err
		}
	}
	return CheckLength(s.Title, s.Format)
}

// Called is what the source calls itself, or the name of its file.
func (s *Source) Called() string {
	if s.Title != "" {
		return s.Title
	}
	return s.Name
}

// isStamp says whether a text is empty or a time of this layout.
func isStamp(text, layout string) bool {
	_, err := time.Parse(layout, text)
	return text == "" || err == nil
}
