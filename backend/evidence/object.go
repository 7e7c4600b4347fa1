package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// object is one JSON object of a tool whose fields come and go with its versions:
// what is missing or of another type reads as nothing.
type object map[string]any

// objectOf reads an object; nil when it is none.
func objectOf(raw []byte) object {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var o object
	if d.Decode(&o) != nil {
		return nil
	}
	return o
}

// has says whether every one of the keys is there.
func (o object) has(keys ...string) bool {
	return !slices.ContainsFunc(keys, func(k string) bool { _, ok := o[k]; return !ok })
}

// text is the first of the fields that is a text or a number, and not empty.
func (o object) text(keys ...string) string {
	for _, k := range keys {
		switch v := o[k].(type) {
		case string:
			if v != "" {
				return v
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

// of is an object within; empty when there is none.
func (o object) of(keys ...string) object {
	for _, k := range keys {
		m, _ := o[k].(map[string]any)
		if o = m; o == nil {
			return nil
		}
	}
	return o
}

// list are the objects of an array within.
func (o object) list(key string) (out []object) {
	all, _ := o[key].([]any)
	for _, v := range all {
		if m, ok := v.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// when is the first of the fields that tells an instant.
func (o object) when(keys ...string) When {
	for _, k := range keys {
		if w := toldIn(o.text(k)); w.Told != ToldNothing {
			return w
		}
	}
	return When{}
}

// firstWhen is the first time that is told.
func firstWhen(all ...When) When {
	for _, w := range all {
		if w.Told != ToldNothing {
			return w
		}
	}
	return When{}
}

// toldIn reads an instant as tools write it: RFC 3339, or since 1970 in seconds,
// milliseconds, microseconds or nanoseconds, which their size tells apart; a date
// and clock without a zone stays one.
func toldIn(s string) When {
	if w := rfc3339(s); w.Told != ToldNothing {
		return w
	}
	whole, _, _ := strings.Cut(s, ".")
	if _, err := json.Number(whole).Int64(); err == nil {
		switch n := len(whole); {
		case n >= 9 && n <= 10:
			return epoch(s, 9)
		case n == 13, n == 16, n == 19:
			return epoch(whole[:10]+"."+whole[10:], 9)
		}
		return When{}
	}
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil {
			return local(t, debrief.PrecisionSecond)
		}
	}
	return When{}
}

// item is one thing of a JSON source.
type item struct {
	// path are the names of the fields that lead to it, joined by dots; empty for the
	// whole, or an element of the outermost array.
	path string
	// line is where it begins.
	line int
	raw  json.RawMessage
}

// items reads a JSON file: every element of an outermost array; of an outermost
// object the elements of the lists, named by their paths, and every other field;
// the object as a whole when it has none of the lists. There may be several objects
// one after the other; where they are one a line, one that is no JSON does not end the
// reading.
func (j *job) items(f file, lists []string, each func(item) error) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	if h.json.lines {
		return j.valueLines(f, func(raw json.RawMessage) error {
			line := j.at(raw)
			w := &walk{feeds: newFeeds(bytes.NewReader(raw)), lists: lists, each: func(it item) error {
				it.line = line
				return each(it)
			}}
			if err := w.top(); ownError(err) != nil || err == nil {
				return err
			}
			return j.refuseItem(f, item{line: line, raw: raw})
		})
	}
	in, err := j.open(f)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	w := &walk{feeds: newFeeds(in), lists: lists, each: each}
	for err == nil {
		err = w.top()
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return j.broken(f, w.feeds, err)
}

// walk goes through a JSON file.
type walk struct {
	*feeds
	lists []string
	each  func(item) error
}

func (w *walk) top() error {
	t, err := w.d.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		return w.array("")
	case json.Delim('{'):
		return w.object("")
	}
	return io.ErrUnexpectedEOF
}

// object reads what follows the brace. Only then is it known whether a list is in
// it: a whole object is put together again from its fields.
func (w *walk) object(path string) error {
	line, listed := w.at(w.d.InputOffset()), false
	var rest []item
	for w.d.More() {
		t, err := w.d.Token()
		if err != nil {
			return noEnd(err)
		}
		name, _ := t.(string)
		inner := strings.TrimPrefix(path+"."+name, ".")
		if w.leads(inner) {
			listed = true
			err = w.list(inner)
		} else {
			var it item
			it, err = w.value(inner)
			rest = append(rest, it)
		}
		if err != nil {
			return err
		}
	}
	if _, err := w.d.Token(); err != nil {
		return noEnd(err)
	}
	if !listed {
		return w.each(item{path, line, put(path, rest)})
	}
	for _, it := range rest {
		if err := w.each(it); err != nil {
			return err
		}
	}
	return nil
}

// leads says whether a path is a list, or one is within.
func (w *walk) leads(path string) bool {
	return slices.ContainsFunc(w.lists, func(l string) bool { return l == path || strings.HasPrefix(l, path+".") })
}

// put puts fields into one object.
func put(path string, fields []item) json.RawMessage {
	out := []byte("{")
	for i, it := range fields {
		if i > 0 {
			out = append(out, ',')
		}
		name, _ := json.Marshal(strings.TrimPrefix(strings.TrimPrefix(it.path, path), "."))
		out = append(append(append(out, name...), ':'), it.raw...)
	}
	return append(out, '}')
}

// list reads a field that is a list, or leads to one; a single object counts as a
// list of one.
func (w *walk) list(path string) error {
	t, err := w.d.Token()
	if err != nil {
		return noEnd(err)
	}
	switch t {
	case json.Delim('['):
		return w.array(path)
	case json.Delim('{'):
		return w.object(path)
	}
	return nil
}

func (w *walk) array(path string) error {
	for w.d.More() {
		it, err := w.value(path)
		if err != nil {
			return err
		}
		if err := w.each(it); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return noEnd(err)
}

func (w *walk) value(path string) (item, error) {
	raw, err := rawOf(w.d)
	line := w.at(w.d.InputOffset()) - bytes.Count(raw, []byte("\n"))
	return item{path, line, raw}, noEnd(err)
}

// noEnd makes an end within a value one that was not expected.
func noEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// feeds is JSON being read: it knows the line of every byte a value may begin at, and
// bounds how long one may be.
type feeds struct {
	in   io.Reader
	d    *json.Decoder
	read int64
	ends []int64
	line int
}

func newFeeds(in io.Reader) *feeds {
	f := &feeds{in: utf8Of(in), line: 1}
	f.d = json.NewDecoder(f)
	return f
}

// Read reads, and remembers where lines end. What was read stays in memory until its
// value is whole.
func (f *feeds) Read(p []byte) (int, error) {
	begun := f.d.InputOffset()
	if f.read-begun > maxValue || len(f.ends) > maxMessages {
		return 0, errLong
	}
	f.at(begun)
	n, err := f.in.Read(p)
	for at := 0; ; at++ {
		next := bytes.IndexByte(p[at:n], '\n')
		if next < 0 {
			break
		}
		at += next
		f.ends = append(f.ends, f.read+int64(at))
	}
	f.read += int64(n)
	return n, err
}

// at is the line of a byte; those asked for must not go back.
func (f *feeds) at(offset int64) int {
	passed := 0
	for passed < len(f.ends) && f.ends[passed] < offset {
		passed++
	}
	f.ends = f.ends[passed:]
	f.line += passed
	return f.line
}

// next is what follows what was read, and its line.
func (f *feeds) next() (int, string) {
	rest, _ := io.ReadAll(f.d.Buffered())
	text := bytes.TrimLeft(rest, " \t\r\n,:")
	line := f.at(f.d.InputOffset() + int64(len(rest)-len(text)))
	return line, strings.ToValidUTF8(string(text[:min(len(text), 4*maxExcerpt)]), "\ufffd")
}

// joined puts parts into one text, those that are empty or said already left out.
func joined(between string, parts ...string) string {
	var out []string
	var said map[string]bool // of many
	for _, p := range parts {
		if p = strings.TrimSpace(p); p == "" || said[p] || said == nil && slices.Contains(out, p) {
			continue
		}
		out = append(out, p)
		if said != nil {
			said[p] = true
		} else if len(out) > 32 {
			said = map[string]bool{}
			for _, o := range out {
				said[o] = true
			}
		}
	}
	return strings.Join(out, between)
}

var (
	htmlBreak = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|div|li|tr|h[1-6])>`)
	htmlTag   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
)

// unmarked is HTML as plain text.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	s = htmlTag.ReplaceAllString(htmlBreak.ReplaceAllString(s, "\n"), "")
	return strings.TrimSpace(html.UnescapeString(s))
}

// tell adds what an item says; without a time, or without words, it is rejected.
func (j *job) tell(f file, it item, m Message) error {
	m.Text = strings.TrimSpace(m.Text)
	m.File, m.Line = f.path, it.line
	switch {
	case m.When.Told == ToldNothing:
		j.doc.reject(f.path, it.line, ExpectedTime, string(it.raw[:min(len(it.raw), 4*maxExcerpt)]))
		return nil
	case m.Text == "":
		j.doc.reject(f.path, it.line, ExpectedMessage, string(it.raw[:min(len(it.raw), 4*maxExcerpt)]))
		return nil
	}
	return j.add(m)
}

// refuseItem notes an item that is nothing this reader knows.
func (j *job) refuseItem(f file, it item) error {
	j.doc.reject(f.path, it.line, ExpectedMessage, string(it.raw[:min(len(it.raw), 4*maxExcerpt)]))
	return nil
}
