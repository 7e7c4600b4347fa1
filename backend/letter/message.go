package letter

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"time"
)

// Message is a mail that is still to be sent by somebody's own mail program.
type Message struct {
	Date time.Time
	// From and To are addresses, or empty.
	From, To string
	Subject  string
	Text     string
	// Files go with it, none larger than a mail can be.
	Files []MessageFile
}

// MessageFile is a file that goes with a mail.
type MessageFile struct {
	Name, MediaType string
	Data            []byte
}

// Encode returns the message (RFC 5322) as one that mail programs open as still to be
// sent: X-Unsent is what tells them. The same message is always the same bytes.
func (m *Message) Encode() ([]byte, error) {
	var out bytes.Buffer
	header := func(name, value string) {
		if value != "" {
			out.WriteString(name + ": " + value + "\r\n")
		}
	}
	header("X-Unsent", "1")
	header("Date", m.Date.UTC().Format(time.RFC1123Z))
	header("From", m.From)
	header("To", m.To)
	header("Subject", encoded(OneLine(m.Subject)))
	header("MIME-Version", "1.0")
	if len(m.Files) == 0 {
		header("Content-Type", plainText)
		header("Content-Transfer-Encoding", "quoted-printable")
		out.WriteString("\r\n")
		err := quote(&out, m.Text)
		return out.Bytes(), err
	}
	w := multipart.NewWriter(&out)
	if err := w.SetBoundary(boundary); err != nil {
		return nil, fmt.Errorf("write mail: %w", err)
	}
	header("Content-Type", `multipart/mixed; boundary="`+boundary+`"`)
	out.WriteString("\r\n")
	err := m.parts(w)
	return out.Bytes(), err
}

const plainText = "text/plain; charset=utf-8"

// boundary parts what is sent. Neither base64 nor quoted-printable can hold it.
const boundary = "=_second-story_="

func (m *Message) parts(w *multipart.Writer) error {
	body, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Type": {plainText}, "Content-Transfer-Encoding": {"quoted-printable"},
	})
	if err == nil {
		err = quote(body, m.Text)
	}
	for _, f := range m.Files {
		if err == nil {
			err = file(w, f)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	return nil
}

func quote(to io.Writer, text string) error {
	q := quotedprintable.NewWriter(to)
	if _, err := q.Write([]byte(text)); err != nil {
		return err
	}
	return q.Close()
}

func file(w *multipart.Writer, f MessageFile) error {
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {f.MediaType},
		"Content-Transfer-Encoding": {"base64"},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})},
	})
	if err != nil {
		return err
	}
	const line = 57 // bytes that make 76 characters, the most a line holds (RFC 2045)
	for at := 0; at < len(f.Data); at += line {
		text := base64.StdEncoding.EncodeToString(f.Data[at:min(at+line, len(f.Data))])
		if _, err := io.WriteString(part, text+"\r\n"); err != nil {
			return err
		}
	}
	return nil
}

// encoded returns a header's text in encoded words where it is not plain ASCII,
// one to a line.
func encoded(text string) string {
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", text), "?= =?", "?=\r\n =?")
}
