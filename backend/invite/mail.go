package invite

import "secondstory/backend/letter"

// Mail returns the invitation as a message (RFC 5322) that mail programs open as
// one still to be sent.
func (in *Invitation) Mail() ([]byte, error) {
	m := letter.Message{Date: in.now, From: in.From, To: in.To, Subject: in.Subject, Text: in.Text}
	return m.Encode()
}
