// Package lock puts a password on a finished PDF: AES with 256 bits, as PDF 2.0 has it
// (ISO 32000-2, 7.6.4, revision 6). It reads what the report's own writer writes, and
// refuses any other file. What is locked is never twice the same bytes.
//
// Nobody can open such a file without its password, neither this app nor whoever wrote it.
package lock

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
	"secondstory/backend/report/pdf/catalog"
)

// Passwords of a file.
type Passwords struct {
	// Open is asked for by whoever opens the file; empty for nobody.
	Open string
	// Change is asked for before anybody copies from the file or changes it; empty for
	// nobody. It is a request: a reader program can ignore it once the file is open.
	Change string
}

// Any says whether there is a password at all.
func (p Passwords) Any() bool { return p.Open != "" || p.Change != "" }

// maxPassword is how long a password may be, in bytes of UTF-8 (7.6.4.3.2).
const maxPassword = 127

// Validate says whether a file can have these passwords: CodePasswordLong.
func (p Passwords) Validate() error {
	for _, one := range []string{p.Open, p.Change} {
		if len(prepared(one)) > maxPassword {
			return debrief.Errorf(debrief.CodePasswordLong)
		}
	}
	return nil
}

// prepared is a password as it is hashed: one of the same look is the same one, however
// it is typed (the mapping and normalisation of RFC 4013).
func prepared(password string) []byte {
	return []byte(norm.NFKC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, password)))
}

var errFile = errors.New("lock pdf: not a file of this app")

// extension says that a file of PDF 1.7 uses what PDF 2.0 made the standard.
const extension = "/Extensions <</ADBE <</BaseVersion /1.7 /ExtensionLevel 8>>>>\n"

// Add puts passwords on a file; without any it stays as it is.
func Add(file []byte, p Passwords) ([]byte, error) {
	if !p.Any() {
		return file, nil
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	file, err := catalog.Add(file, extension)
	if err != nil {
		return nil, fmt.Errorf("lock pdf: %w", err)
	}
	offsets, trailer, err := table(file)
	if err != nil {
		return nil, err
	}
	k, err := newKey(p, rand.Reader)
	if err != nil {
		return nil, err
	}
	w := &writer{key: k}
	w.out.Grow(len(file) + len(file)/8)
	w.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for n, at := range offsets {
		if err := w.object(n+1, file[at:]); err != nil {
			return nil, err
		}
	}
	w.finish(trailer)
	return w.out.Bytes(), nil
}

// table reads where the objects are, from number 1, and what the trailer says.
func table(file []byte) (offsets []int, trailer []byte, err error) {
	_, last, found := bytes.Cut(file[max(0, bytes.LastIndex(file, []byte("startxref"))):], []byte("startxref\n"))
	start, err := strconv.Atoi(firstLine(last))
	if !found || err != nil || start < 0 || start >= len(file) {
		return nil, nil, errFile
	}
	rows, trailer, found := bytes.Cut(file[start:], []byte("trailer\n"))
	lines := strings.Split(strings.TrimSuffix(string(rows), "\n"), "\n")
	if !found || len(lines) < 3 || lines[0] != "xref" {
		return nil, nil, errFile
	}
	trailer, _, _ = bytes.Cut(trailer, []byte("startxref"))
	for _, row := range lines[3:] { // after the heads and the free one
		at, err := strconv.Atoi(strings.TrimLeft(strings.Fields(row + " x")[0], "0"))
		if err != nil || at < 0 || at >= start {
			return nil, nil, errFile
		}
		offsets = append(offsets, at)
	}
	return offsets, trailer, nil
}

func firstLine(text []byte) string {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return string(line)
}

// writer writes the locked file.
type writer struct {
	key     *key
	out     bytes.Buffer
	offsets []int
}

// object writes one object with its strings and its stream encrypted.
func (w *writer) object(n int, from []byte) error {
	head := strconv.Itoa(n) + " 0 obj\n"
	if !bytes.HasPrefix(from, []byte(head)) {
		return errFile
	}
	w.offsets = append(w.offsets, w.out.Len())
	w.out.WriteString(head)
	s := &scanner{text: from, at: len(head)}
	for {
		t, err := s.next()
		if err != nil {
			return err
		}
		switch t.kind {
		case isString:
			if err := w.string(t.value); err != nil {
				return err
			}
		case isStream:
			if err := w.stream(s); err != nil {
				return err
			}
		default:
			w.out.Write(t.raw)
			if t.kind == isEnd {
				w.out.WriteByte('\n')
				return nil
			}
		}
	}
}

func (w *writer) string(value []byte) error {
	sealed, err := w.key.seal(value)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(&w.out, "<%X>", sealed)
	return err
}

// stream encrypts what follows, and says in the dictionary before it how long it is.
func (w *writer) stream(s *scanner) error {
	value, err := s.stream()
	if err != nil {
		return err
	}
	sealed, err := w.key.seal(value)
	if err != nil {
		return err
	}
	own := w.out.Bytes()[w.offsets[len(w.offsets)-1]:]
	was := []byte("/Length " + strconv.Itoa(len(value)))
	at := bytes.LastIndex(own, was)
	if at < 0 {
		return errFile
	}
	rest := bytes.Clone(own[at+len(was):])
	w.out.Truncate(w.out.Len() - len(own) + at)
	w.out.WriteString("/Length " + strconv.Itoa(len(sealed)))
	w.out.Write(rest)
	w.out.WriteString("stream\n")
	w.out.Write(sealed)
	w.out.WriteString("\nendstream")
	return nil
}

// finish writes what opens the file, the table and the trailer.
func (w *writer) finish(trailer []byte) {
	n := len(w.offsets) + 1
	w.offsets = append(w.offsets, w.out.Len())
	_, _ = fmt.Fprintf(&w.out, "%d 0 obj\n%s\nendobj\n", n, w.key.dictionary())
	start := w.out.Len()
	_, _ = fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", n+1)
	for _, at := range w.offsets {
		_, _ = fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
	}
	was := []byte("/Size " + strconv.Itoa(n))
	is := fmt.Sprintf("/Size %d\n/Encrypt %d 0 R\n/ID [<%X> <%X>]", n+1, n, w.key.id, w.key.id)
	w.out.WriteString("trailer\n")
	w.out.Write(bytes.Replace(trailer, was, []byte(is), 1))
	_, _ = fmt.Fprintf(&w.out, "startxref\n%d\n%%%%EOF\n", start)
}
