package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"secondstory/backend/debrief"
)

// jsonHead is what can be told of JSON from its beginning.
type jsonHead struct {
	// kind is '{', '[', or 0 for no JSON.
	kind byte
	// keys are those of the object, and of the first object within an array.
	keys map[string]bool
	// lines says that it is one object a line.
	lines bool
}

// has says whether every one of the keys is there.
func (h jsonHead) has(keys ...string) bool {
	return !slices.ContainsFunc(keys, func(k string) bool { return !h.keys[k] })
}

// object and array say which kind it is and whether it has the keys.
func (h jsonHead) object(keys ...string) bool { return h.kind == '{' && h.has(keys...) }
func (h jsonHead) array(keys ...string) bool  { return h.kind == '[' && h.has(keys...) }

// jsonHeadOf reads as many keys as the beginning holds.
func jsonHeadOf(raw []byte) (h jsonHead) {
	d := json.NewDecoder(bytes.NewReader(raw))
	first, err := d.Token()
	if err != nil {
		return h
	}
	switch first {
	case json.Delim('{'):
		h.kind = '{'
	case json.Delim('['):
		h.kind = '['
		if next, err := d.Token(); err != nil || next != json.Delim('{') {
			return h
		}
	default:
		return h
	}
	h.keys = map[string]bool{}
	maps.Insert(h.keys, keysOf(d))
	if h.kind == '{' {
		_, err := d.Token()
		line, _, found := bytes.Cut(bytes.TrimSpace(raw), []byte("\n"))
		h.lines = err == nil && found && json.Valid(line)
	}
	return h
}

// keysOf yields the keys of the object a decoder is in, over their values.
func keysOf(d *json.Decoder) func(yield func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		for d.More() {
			key, err := d.Token()
			name, ok := key.(string)
			if err != nil || !ok || !yield(name, true) {
				return
			}
			if pass(d) != nil {
				return
			}
		}
		_, _ = d.Token()
	}
}

// pass goes over one value, not deeper than maxDepth.
func pass(d *json.Decoder) error {
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > maxDepth {
				return errDeep
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// fields says what to do with the fields of an object: each is given the elements
// of an array one by one, one the value as a whole, in reads the value itself.
// Others are gone over.
type fields struct {
	each map[string]func(raw json.RawMessage) error
	one  map[string]func(raw json.RawMessage) error
	in   map[string]func(d *json.Decoder) error
}

// object reads a file that is one JSON object.
func (j *job) object(f file, want fields) error {
	return j.json(f, func(d *json.Decoder) error { return readObject(d, want) })
}

// array reads a file that is one JSON array, element by element.
func (j *job) array(f file, each func(raw json.RawMessage) error) error {
	return j.json(f, func(d *json.Decoder) error { return readArray(d, each) })
}

// json reads a file; what is not JSON in it is told with its line.
func (j *job) json(f file, read func(*json.Decoder) error) error {
	in, err := j.open(f)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	lines := newFeeds(in)
	j.at = func(raw json.RawMessage) int { return lines.at(lines.d.InputOffset()) - bytes.Count(raw, []byte("\n")) }
	if err = read(lines.d); err == nil && !lines.d.More() {
		return nil
	}
	return j.broken(f, lines, err)
}

// broken tells where JSON ends to be read; an error that has a code stays one.
func (j *job) broken(f file, lines *feeds, err error) error {
	var own *debrief.Error
	expected := ExpectedJSON
	switch {
	case errors.As(err, &own):
		return err
	case errors.Is(err, errLong):
		expected = ExpectedValue
	case errors.Is(err, errDeep):
		expected = ExpectedDepth
	}
	line, text := lines.next()
	j.doc.reject(f.path, line, expected, text)
	return nil
}

func readObject(d *json.Decoder, want fields) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return io.ErrUnexpectedEOF
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := readField(d, name, want); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

func readField(d *json.Decoder, name string, want fields) error {
	if each := want.each[name]; each != nil {
		return readArray(d, each)
	}
	if in := want.in[name]; in != nil {
		return in(d)
	}
	if one := want.one[name]; one != nil {
		raw, err := rawOf(d)
		if err != nil {
			return err
		}
		return one(raw)
	}
	return pass(d)
}

// readMap gives every value of an object with its key; null is an empty object.
func readMap(d *json.Decoder, each func(key string, raw json.RawMessage) error) error {
	t, err := d.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('{') {
		return io.ErrUnexpectedEOF
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		raw, err := rawOf(d)
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := each(name, raw); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// readArray gives every element; null is an empty array.
func readArray(d *json.Decoder, each func(json.RawMessage) error) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	if t == nil {
		return nil
	}
	if t != json.Delim('[') {
		return io.ErrUnexpectedEOF
	}
	for d.More() {
		raw, err := rawOf(d)
		if err != nil {
			return err
		}
		if err := each(raw); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// What ends a reading that is JSON.
var (
	errLong = errors.New("a value is too long")
	errDeep = errors.New("a value is nested too deep")
)

// rawOf reads one value that is not too deep, as UTF-8: bytes that are none are of
// Windows' western encoding, as in a line of text.
func rawOf(d *json.Decoder) (json.RawMessage, error) {
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return nil, err
	}
	if isDeep(raw) {
		return nil, errDeep
	}
	if !utf8.Valid(raw) {
		raw = western(raw)
	}
	return raw, nil
}

// western is a text whose bytes that are no UTF-8 are read one by one.
func western(raw []byte) (out []byte) {
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(raw[0])
		}
		out, raw = utf8.AppendRune(out, r), raw[size:]
	}
	return out
}

// isDeep says whether JSON is nested deeper than maxDepth.
func isDeep(raw []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// readEach reads the elements of an array where they stand; null is an empty array.
func readEach(d *json.Decoder, each func(*json.Decoder) error) error {
	t, err := d.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		return io.ErrUnexpectedEOF
	}
	for d.More() {
		if err := each(d); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// readPages reads objects that follow one another: answers that were put together.
func readPages(d *json.Decoder, want fields) error {
	for {
		if err := readObject(d, want); err != nil {
			return err
		}
		if !d.More() {
			return nil
		}
	}
}

// values reads a file of values that follow one another. Where they are one a line,
// a line that is no JSON does not end the reading.
func (j *job) values(f file, h *head, each func(raw json.RawMessage) error) error {
	if h.json.lines {
		return j.valueLines(f, each)
	}
	return j.json(f, func(d *json.Decoder) error {
		for d.More() {
			raw, err := rawOf(d)
			if err != nil {
				return err
			}
			if err := each(raw); err != nil {
				return err
			}
		}
		return nil
	})
}

func (j *job) valueLines(f file, each func(raw json.RawMessage) error) error {
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		raw := json.RawMessage(l.text)
		switch {
		case !json.Valid(raw):
			j.doc.reject(f.path, l.n, ExpectedJSON, l.text)
			continue
		case isDeep(raw):
			j.doc.reject(f.path, l.n, ExpectedDepth, l.text)
			continue
		}
		j.at = func(json.RawMessage) int { return l.n }
		if err := each(raw); err != nil {
			return err
		}
	}
	return nil
}

// ownError leaves out an error of JSON: what is not JSON is told elsewhere.
func ownError(err error) error {
	var own *debrief.Error
	if errors.As(err, &own) {
		return err
	}
	return nil
}
