package invite

import (
	"bytes"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"

	"secondstory/backend/letter"
)

// Mail returns the invitation as a message (RFC 5322) that mail programs open as
// one still to be sent: X-Unsent is what tells them.
func (in *Invitation) Mail() ([]byte, error) {
	var out bytes.Buffer
	header := func(name, value string) {
		if value != "" {
			out.WriteString(name + ": " + value + "\r\n")
		}
	}
	header("X-Unsent", "1")
	header("Date", in.now.UTC().Format(time.RFC1123Z))
	header("From", in.From)
	header("To", in.To)
	header("Subject", encoded(letter.OneLine(in.Subject)))
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	out.WriteString("\r\n")
	body := quotedprintable.NewWriter(&out)
	if _, err := body.Write([]byte(in.Text)); err != nil {
		return nil, err
	}
	return out.Bytes(), body.Close()
}

// encoded returns a header's text in encoded words where it is not plain ASCII,
// one to a line.
func encoded(text string) string {
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", text), "?= =?", "?=\r\n =?")
}
