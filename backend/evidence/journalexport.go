package evidence

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"strings"
)

var (
	// journalField is "NAME=value"; a name alone has its value's length behind it.
	journalField = regexp.MustCompile(`(?s)^([A-Z0-9_]{1,64})(?:=(.*))?$`)
	journalTime  = regexp.MustCompile(`^__REALTIME_TIMESTAMP=\d{15,17}$`)
)

// isJournalExport says whether a beginning is what "journalctl -o export" writes.
func isJournalExport(h *head) bool {
	hits, _ := h.count(12, journalTime.MatchString)
	return hits > 0 && journalField.MatchString(h.lines[0])
}

// journalExport is an export on its way: entries with a blank line between.
type journalExport struct {
	*job
	f    file
	r    *bufio.Reader
	line int
	// begins is where the entry at hand does.
	begins int
	entry  map[string]*strings.Builder
}

func (j *job) journalExport(f file) error {
	in, err := j.open(f)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	e := &journalExport{job: j, f: f, r: bufio.NewReaderSize(in, 64<<10), entry: map[string]*strings.Builder{}}
	for {
		if err = e.next(); err != nil {
			break
		}
	}
	if !errors.Is(err, io.EOF) {
		return asRefused(err, f.path)
	}
	return e.end()
}

// next reads one field, or the end of an entry.
func (e *journalExport) next() error {
	raw, long, err := readLine(e.r)
	if err != nil && (!errors.Is(err, io.EOF) || len(raw) == 0) {
		return err
	}
	e.line++
	raw = bytes.TrimSuffix(raw, []byte("\n"))
	m := journalField.FindSubmatch(raw)
	switch {
	case long:
		e.doc.reject(e.f.path, e.line, ExpectedShort, string(raw[:4*maxExcerpt]))
		return nil
	case len(bytes.TrimSpace(raw)) == 0:
		return e.end()
	case m == nil:
		e.doc.reject(e.f.path, e.line, ExpectedMessage, plainLine(raw))
		return nil
	case len(e.entry) == 0:
		e.begins = e.line
	}
	value := m[2]
	if !bytes.Contains(raw, []byte("=")) {
		if value, err = e.sized(); err != nil {
			return err
		}
	}
	e.keep(string(m[1]), plainLine(value))
	return nil
}

// keep keeps a value of a field; one may come several times.
func (e *journalExport) keep(name, value string) {
	was := e.entry[name]
	if was == nil {
		was = &strings.Builder{}
		e.entry[name] = was
	}
	if was.Len() < maxGoesOn {
		was.WriteString(value + "\n")
	}
}

// sized reads a value of any bytes: how many, the bytes, the end of the line. One
// that is too long is gone over.
func (e *journalExport) sized() ([]byte, error) {
	var size uint64
	if err := binary.Read(e.r, binary.LittleEndian, &size); err != nil {
		return nil, io.EOF
	}
	if size > maxLine {
		e.doc.reject(e.f.path, e.line, ExpectedShort, "")
		_, err := io.CopyN(io.Discard, e.r, int64(min(size, maxFile)))
		return nil, err
	}
	value := make([]byte, size)
	if _, err := io.ReadFull(e.r, value); err != nil {
		return nil, io.EOF
	}
	e.line += bytes.Count(value, []byte("\n"))
	_, err := e.r.ReadByte()
	return value, err
}

// end adds the entry at hand.
func (e *journalExport) end() error {
	if len(e.entry) == 0 {
		return nil
	}
	of := func(names ...string) string {
		for _, n := range names {
			if was := e.entry[n]; was != nil && strings.TrimSpace(was.String()) != "" {
				return strings.TrimSpace(was.String())
			}
		}
		return ""
	}
	m := Message{
		ID: of("__CURSOR"), When: toldIn(of("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP")), Kind: KindBot,
		Sender: of("SYSLOG_IDENTIFIER", "_COMM", "_SYSTEMD_UNIT"), SenderID: of("_PID", "SYSLOG_PID"), Channel: of("_HOSTNAME"),
		Text: strings.TrimSpace(uncoloured(of("MESSAGE"))), File: e.f.path, Line: e.begins,
	}
	clear(e.entry)
	switch {
	case m.When.Told == ToldNothing:
		e.doc.reject(e.f.path, e.begins, ExpectedTime, m.Text)
		return nil
	case m.Text == "":
		e.doc.reject(e.f.path, e.begins, ExpectedMessage, m.ID)
		return nil
	}
	return e.add(m)
}
