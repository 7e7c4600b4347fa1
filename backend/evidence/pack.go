package evidence

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"secondstory/backend/debrief"
)

// PackType is the media type of the attachment that holds a source's messages.
const PackType = "application/x-secondstory-messages"

// packFormat is the version of what Pack writes: gzip over one JSON object a line,
// the first for the document, then one for each message.
const packFormat = 1

// maxPack bounds a pack once it is unpacked.
const maxPack = 512 << 20

type packHead struct {
	Format   int            `json:"format"`
	Of       Format         `json:"of"`
	Title    string         `json:"title"`
	Zone     string         `json:"zone"`
	Messages int            `json:"messages"`
	Rejected []Rejected     `json:"rejected"`
	More     int            `json:"more"`
	Series   []packedSeries `json:"series"`
	Sections []Section      `json:"sections,omitempty"`
}

// packedSeries is a line of a graph as it is kept: so that a million points are read
// in a moment.
type packedSeries struct {
	Name string `json:"n"`
	// At is in milliseconds, the first since 1970 and each later one since the one
	// before it.
	At     []int64   `json:"t"`
	Values []float64 `json:"v"`
}

// packed is a message as it is kept; what is empty is left out.
type packed struct {
	ID        string            `json:"i,omitempty"`
	Parent    string            `json:"p,omitempty"`
	Channel   string            `json:"c,omitempty"`
	Told      Told              `json:"d,omitempty"`
	At        string            `json:"t,omitempty"`
	Until     string            `json:"u,omitempty"`
	Precision debrief.Precision `json:"q,omitempty"`
	Sender    string            `json:"s,omitempty"`
	SenderID  string            `json:"sid,omitempty"`
	Kind      Kind              `json:"k,omitempty"`
	Text      string            `json:"x"`
	Edited    bool              `json:"e,omitempty"`
	File      string            `json:"f,omitempty"`
	Line      int               `json:"l,omitempty"`
	// Ending is the precision of Until, where it is another one.
	Ending debrief.Precision `json:"uq,omitempty"`
}

// Pack writes a document as the bytes of an attachment. CodeEvidenceTooLarge when they
// could not be read again.
func Pack(d *Document) ([]byte, error) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	e := json.NewEncoder(&bounded{z, maxPack})
	err := e.Encode(packHead{packFormat, d.Format, d.Title, d.Zone, len(d.Messages), d.Rejected, d.More, packSeries(d.Series), d.Sections})
	for i := range d.Messages {
		if err == nil {
			err = e.Encode(pack(&d.Messages[i]))
		}
	}
	switch err = errors.Join(err, z.Close()); {
	case errors.Is(err, errLong):
		return nil, refused(debrief.CodeEvidenceTooLarge, d.Path)
	case err != nil:
		return nil, fmt.Errorf("pack messages: %w", err)
	}
	return out.Bytes(), nil
}

// bounded writes up to a size.
type bounded struct {
	out  io.Writer
	left int
}

// Write writes, or nothing of what is too much.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errLong
	}
	return b.out.Write(p)
}

func packSeries(all []debrief.Series) []packedSeries {
	out := make([]packedSeries, len(all))
	for i, s := range all {
		p := packedSeries{s.Name, make([]int64, len(s.Points)), make([]float64, len(s.Points))}
		last := int64(0)
		for n, point := range s.Points {
			at := point.At.UnixMilli()
			p.At[n], p.Values[n], last = at-last, point.Value, at
		}
		out[i] = p
	}
	return out
}

func unpackSeries(all []packedSeries) (out []debrief.Series, ok bool) {
	for _, p := range all {
		if len(p.At) != len(p.Values) {
			return nil, false
		}
		s, at := debrief.Series{Name: p.Name, Points: make([]debrief.Point, len(p.At))}, int64(0)
		for n := range p.At {
			at += p.At[n]
			s.Points[n] = debrief.Point{At: time.UnixMilli(at).UTC(), Value: p.Values[n]}
		}
		out = append(out, s)
	}
	return out, true
}

func pack(m *Message) packed {
	ending := m.Until.Precision
	if ending == m.When.Precision {
		ending = ""
	}
	return packed{
		m.ID, m.Parent, m.Channel, m.When.Told, m.When.stamp(), m.Until.stamp(), m.When.Precision,
		m.Sender, m.SenderID, m.Kind, m.Text, m.Edited, m.File, m.Line, ending,
	}
}

// Unpack reads what Pack wrote. CodeEvidencePack for anything else.
func Unpack(content []byte) (*Document, error) {
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeEvidencePack)
	}
	d := json.NewDecoder(io.LimitReader(z, maxPack))
	var h packHead
	if d.Decode(&h) != nil || h.Format != packFormat || h.Messages < 0 || h.Messages > maxMessages {
		return nil, debrief.Errorf(debrief.CodeEvidencePack)
	}
	series, ok := unpackSeries(h.Series)
	if !ok {
		return nil, debrief.Errorf(debrief.CodeEvidencePack)
	}
	out := &Document{Format: h.Of, Title: h.Title, Zone: h.Zone, Rejected: h.Rejected, More: h.More, Series: series, Sections: h.Sections}
	for range h.Messages {
		var p packed
		if d.Decode(&p) != nil {
			return nil, debrief.Errorf(debrief.CodeEvidencePack)
		}
		m, ok := p.message()
		if !ok {
			return nil, debrief.Errorf(debrief.CodeEvidencePack)
		}
		out.Messages = append(out.Messages, m)
	}
	// The sum of all of it stands at its end.
	if _, err := io.Copy(io.Discard, z); err != nil {
		return nil, debrief.Errorf(debrief.CodeEvidencePack)
	}
	return out, nil
}

func (p packed) message() (Message, bool) {
	at, ok := whenOf(p.Told, p.At, p.Precision)
	until, fine := whenOf(p.Told, p.Until, debrief.Precision(firstOf(string(p.Ending), string(p.Precision))))
	return Message{p.ID, p.Parent, p.Channel, at, until, p.Sender, p.SenderID, p.Kind, p.Text, p.Edited, p.File, p.Line}, ok && fine
}

// stamp is a when as text: RFC 3339 for times, a duration for offsets.
func (w When) stamp() string {
	switch w.Told {
	case ToldNothing:
		return ""
	case ToldOffset:
		return w.After.String()
	}
	return w.Time.Format(time.RFC3339Nano)
}

func whenOf(told Told, stamp string, p debrief.Precision) (When, bool) {
	if stamp == "" {
		return When{}, told == ToldNothing || p != ""
	}
	if told == ToldOffset {
		d, err := time.ParseDuration(stamp)
		return When{Told: told, After: d, Precision: p}, err == nil
	}
	t, err := time.Parse(time.RFC3339Nano, stamp)
	return When{Told: told, Time: t, Precision: p}, err == nil
}
