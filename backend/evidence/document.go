package evidence

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Kind says what sort of line a message is.
type Kind string

// The kinds. Most messages are somebody's.
const (
	KindPerson Kind = ""
	// KindBot is something a program wrote: an alert, an integration, a log line.
	KindBot Kind = "bot"
	// KindSystem is a join, a topic, a reaction: nobody said it.
	KindSystem Kind = "system"
)

// Message is one line of a source.
type Message struct {
	// ID is the source's own, where it has one; Parent is whose answer it is.
	ID     string
	Parent string
	// Channel is where in the source it was said.
	Channel string
	When    When
	// Until is when it was over, for what lasts.
	Until When
	// Sender is the name others saw; SenderID the source's own.
	Sender   string
	SenderID string
	Kind     Kind
	// Text is plain: markup and escapes of the source are resolved.
	Text   string
	Edited bool
	// File and Line are where it stands: File within a folder or an archive,
	// Line from 1, or 0 where lines mean nothing.
	File string
	Line int
}

// Expected says what should have stood where something could not be read. Its
// sentence is in the copy catalogue under "evidence.expected." and the key.
type Expected string

// What is expected.
const (
	ExpectedTime    Expected = "time"
	ExpectedMessage Expected = "message"
	ExpectedJSON    Expected = "json"
	ExpectedText    Expected = "text"
	ExpectedShort   Expected = "short-line"
	ExpectedRow     Expected = "row"
	ExpectedCue     Expected = "cue"
	ExpectedOrder   Expected = "date-order"
	ExpectedValue   Expected = "short-value"
	ExpectedDepth   Expected = "depth"
	ExpectedFile    Expected = "file"
)

// Rejected is something of a source that could not be read.
type Rejected struct {
	File     string
	Line     int
	Expected Expected
	// Text is how it begins.
	Text string
}

// Section is a part of a report under its heading.
type Section struct {
	Heading string
	Text    string
}

// Document is what was read of one source: a file, a folder or a paste.
type Document struct {
	Path   string
	Format Format
	// SHA256 is how to know the source again, see job.sum.
	SHA256 string
	// Title is what the source calls itself: a channel, a meeting, a report.
	Title    string
	Messages []Message
	Series   []debrief.Series
	// Table is a table's columns and how they were read; nil for what is none.
	Table *Table
	// Sections are the prose of a report, in its order.
	Sections []Section
	// Blocks are a report as it is laid out, Day the day it says it is about; neither
	// is kept in a pack.
	Blocks []Block
	Day    time.Time
	// Parts are the reports of a source that has several, each with its blocks, its
	// messages and the sum of its own words; not kept in a pack either.
	Parts []*Document
	// Rejected are the first maxRejected things that could not be read, More how
	// many there are besides.
	Rejected []Rejected
	More     int
	// Zone is the zone the source states for all its times: an IANA name,
	// an abbreviation or an offset; empty for none, or one in every time.
	Zone string
}

// Reports are the reports of a document: itself, its parts, or none.
func (d *Document) Reports() []*Document {
	if len(d.Parts) == 0 && len(d.Blocks) > 0 {
		return []*Document{d}
	}
	return d.Parts
}

// maxExcerpt bounds the beginning of what was rejected, in runes.
const maxExcerpt = 120

// reject notes what could not be read.
func (d *Document) reject(file string, line int, expected Expected, text string) {
	if len(d.Rejected) == maxRejected {
		d.More++
		return
	}
	text = strings.ToValidUTF8(strings.TrimSpace(text), "\ufffd")
	if cut := []rune(firstBytes(text, maxExcerpt*4)); len(cut) > maxExcerpt {
		text = string(cut[:maxExcerpt]) + "…"
	}
	d.Rejected = append(d.Rejected, Rejected{file, line, expected, text})
}

// Summary is what a document is, in figures.
type Summary struct {
	Path   string `json:"path"`
	Format Format `json:"format"`
	// Messages are those of people and bots, Bots the part that programs wrote;
	// System is joins and the like, besides.
	Messages int `json:"messages"`
	Bots     int `json:"bots"`
	System   int `json:"system"`
	// Series are the lines of a graph.
	Series int `json:"series,omitempty"`
	// First and Last are RFC 3339 in UTC; empty where the source tells no instants.
	// Lines of the system that are part of a message do not count.
	First string `json:"first"`
	Last  string `json:"last"`
	// Senders are the names of people and bots, sorted.
	Senders []string `json:"senders"`
	// Zone is "stated" or "unknown".
	Zone     string `json:"zone"`
	Rejected int    `json:"rejected"`
}

// The two answers of Summary.Zone.
const (
	ZoneStated  = "stated"
	ZoneUnknown = "unknown"
)

// Summary counts the document.
func (d *Document) Summary() Summary {
	s := Summary{Series: len(d.Series), Path: d.Path, Format: d.Format, Senders: []string{}, Zone: ZoneUnknown, Rejected: len(d.Rejected) + d.More}
	senders := map[string]bool{}
	var first, last time.Time
	for i := range d.Messages {
		m := &d.Messages[i]
		s.count(m)
		if m.Sender != "" && m.Kind != KindSystem {
			senders[m.Sender] = true
		}
		if m.When.Told != ToldInstant {
			continue
		}
		s.Zone = ZoneStated
		if m.Kind == KindSystem && m.Parent != "" {
			continue // part of another, with a time of its own
		}
		if first.IsZero() || m.When.Time.Before(first) {
			first = m.When.Time
		}
		if m.When.Time.After(last) {
			last = m.When.Time
		}
	}
	for _, g := range d.Series {
		for _, p := range g.Points {
			s.Zone = ZoneStated
			if first.IsZero() || p.At.Before(first) {
				first = p.At
			}
			if p.At.After(last) {
				last = p.At
			}
		}
	}
	if !first.IsZero() {
		s.First, s.Last = first.UTC().Format(time.RFC3339Nano), last.UTC().Format(time.RFC3339Nano)
	}
	for name := range senders {
		s.Senders = append(s.Senders, name)
	}
	slices.Sort(s.Senders)
	return s
}

func (s *Summary) count(m *Message) {
	switch m.Kind {
	case KindSystem:
		s.System++
		return
	case KindBot:
		s.Bots++
	}
	s.Messages++
}

// sort puts messages in the order of their instants, those of one instant in that
// of the source. Sources that tell no instants are kept in their own order.
func (d *Document) sort() {
	slices.SortStableFunc(d.Messages, func(a, b Message) int { return a.When.Time.Compare(b.When.Time) })
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// bracketed is a name that stands for something which is no text; empty for none.
func bracketed(name string) string {
	if name == "" {
		return ""
	}
	return "[" + name + "]"
}
