package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"secondstory/backend/debrief"
)

// decode reads one JSON value and nothing after it. strict refuses fields that
// are not known, for they would be lost.
func decode[T any](name string, data []byte, to *T, strict bool) error {
	if at, ok := modest(data); !ok {
		return contents(name, "JSON", lineAt(data, at))
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if strict {
		d.DisallowUnknownFields()
	}
	if err := d.Decode(to); err != nil {
		return contents(name, expectedBy(err), lineAt(data, placeOf(err, d))).Wrap(kind(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return contents(name, "JSON", lineAt(data, int(d.InputOffset())))
	}
	return nil
}

// expectedBy says what should have been there, where that is known: the name
// of a field of this format.
func expectedBy(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return wrong.Field + " (" + wrong.Type.String() + ")"
	}
	return "JSON, format " + number(Format)
}

func placeOf(err error, d *json.Decoder) int {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong):
		return int(wrong.Offset)
	case errors.As(err, &syntax):
		return int(syntax.Offset)
	}
	return int(d.InputOffset())
}

// kind keeps of a decoder's error what can be logged: it quotes values.
func kind(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return errors.New("decode: another type")
	}
	return errors.New("decode: not as expected")
}

// lineAt is the line, from 1, of a place in a text.
func lineAt(data []byte, at int) int {
	return 1 + bytes.Count(data[:min(max(at, 0), len(data))], []byte{'\n'})
}

// modest says whether JSON stays within the bounds, and if not where. Nothing
// is built for it. A null in a list is refused too: it is four bytes that would
// become a record.
func modest(data []byte) (at int, ok bool) {
	var inside []byte
	objects, values, before := 0, 0, byte(0)
	for at = 0; at < len(data); at++ {
		c := data[at]
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '"':
			if at = closing(data, at); at < 0 {
				return len(data), false
			}
		case '{', '[':
			if inside = append(inside, c); c == '{' {
				objects++
			}
		case '}', ']':
			if len(inside) == 0 {
				return at, false
			}
			inside = inside[:len(inside)-1]
		case ',':
			values++
		case 'n':
			if len(inside) > 0 && inside[len(inside)-1] == '[' && (before == '[' || before == ',') {
				return at, false
			}
		}
		if before = c; len(inside) > maxDepth || objects > maxObjects || values > maxValues {
			return at, false
		}
	}
	return at, true
}

// closing finds the end of a string that begins at a place, or -1.
func closing(data []byte, from int) int {
	for i := from + 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

// assemble makes a bundle of its members.
func assemble(m *manifest, members map[string][]byte) (*Bundle, error) {
	b := &Bundle{App: m.App}
	data, ok := members[debriefName]
	if !ok {
		return nil, damaged(debriefName)
	}
	w, err := wholeOf(m.Format, data)
	if err != nil {
		return nil, err
	}
	if w.Debrief.ID != m.DebriefID {
		return nil, record(debriefName, "debriefId")
	}
	if b.Debrief, err = normalised(w); err != nil {
		return nil, err
	}
	if b.Content, err = contentOf(b.Debrief, members); err != nil {
		return nil, err
	}
	return b, nil
}

// former is a debrief as bundles had it before turns (see debrief.Turns) were
// apart from the meeting. They are read and left behind.
type former struct {
	debrief.Whole
	Meeting struct {
		debrief.Meeting
		SpeakerID debrief.ID   `json:"speakerId"`
		HeardIDs  []debrief.ID `json:"heardIds"`
		PassedIDs []debrief.ID `json:"passedIds"`
		OrderIDs  []debrief.ID `json:"orderIds"`
	} `json:"meeting"`
}

// wholeOf decodes a debrief of any format.
func wholeOf(format int, data []byte) (*debrief.Whole, error) {
	if format > formerTurns {
		w := &debrief.Whole{}
		return w, decode(debriefName, data, w, true)
	}
	f := &former{}
	if err := decode(debriefName, data, f, true); err != nil {
		return nil, err
	}
	f.Whole.Meeting = f.Meeting.Meeting
	return &f.Whole, nil
}

// normalised returns a whole whose records are valid, of one debrief and under
// different ids, with slices that are not nil.
func normalised(w *debrief.Whole) (*debrief.Whole, error) {
	if w == nil {
		return nil, record(debriefName, "debrief")
	}
	id := w.Debrief.ID
	out, seen := debrief.NewWhole(debrief.Debrief{}), map[debrief.ID]bool{}
	for _, r := range w.Records() {
		out.Add(r)
	}
	for _, r := range out.Records() {
		head := r.Head()
		if !validID(head.ID) || head.DebriefID != id || seen[head.ID] || head.Rev < 0 {
			return nil, record(debriefName, string(r.Noun())+" (id)")
		}
		seen[head.ID] = true
		if err := r.Validate(); err != nil {
			return nil, record(debriefName, string(r.Noun())+of(err)).Wrap(err)
		}
	}
	if w.Meeting.ID != debrief.NewMeeting(id).ID {
		return nil, record(debriefName, "meeting (id)")
	}
	return out, nil
}

// of names the part of a record that is not valid.
func of(err error) string {
	var e *debrief.Error
	if errors.As(err, &e) && e.Args["noun"] != "" {
		return " (" + e.Args["noun"] + ")"
	}
	return ""
}

// contentOf pairs what the debrief says of its attachments with their bytes.
// Every attachment has its own, and every member belongs to one.
func contentOf(w *debrief.Whole, members map[string][]byte) (map[debrief.ID][]byte, error) {
	out := make(map[debrief.ID][]byte, len(w.Attachments))
	for _, a := range w.Attachments {
		content, ok := members[attachments+a.ID]
		if !ok || !a.Holds(content) {
			return nil, damaged(attachments + a.ID)
		}
		out[a.ID] = content
	}
	if len(members) == 1+len(out) {
		return out, nil
	}
	for name := range members {
		if _, ok := out[strings.TrimPrefix(name, attachments)]; !ok && name != debriefName {
			return nil, unexpected(name)
		}
	}
	return out, nil
}
