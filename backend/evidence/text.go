package evidence

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"secondstory/backend/debrief"
)

// line is one line of a text, without its end.
type line struct {
	// n counts from 1.
	n    int
	text string
}

// lines reads the lines of a text file, whatever encoding each is in: UTF-16 where
// a mark says so, else UTF-8, and for a line that is not, Windows' western one. A
// line that is too long is rejected and gone over.
func (j *job) lines(f file) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in, err := j.open(f)
		if err != nil {
			yield(line{}, err)
			return
		}
		defer func() { _ = in.Close() }()
		r := bufio.NewReaderSize(utf8Of(in), 64<<10)
		for n := 1; ; n++ {
			raw, long, err := readLine(r)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(line{}, asRefused(err, f.path))
				return
			}
			last := err != nil
			if last && len(raw) == 0 {
				return
			}
			if long {
				j.doc.reject(f.path, n, ExpectedShort, string(raw[:min(len(raw), 4*maxExcerpt)]))
			} else if !yield(line{n, plainLine(raw)}, nil) {
				return
			}
			if last {
				return
			}
		}
	}
}

// asRefused keeps an error that has a code, and gives one to any other.
func asRefused(err error, path string) error {
	if debrief.CodeOf(err) != debrief.CodeInternal {
		return err
	}
	return refused(debrief.CodeEvidenceUnreadable, path)
}

// utf8Of leaves out a byte-order mark and turns UTF-16 into UTF-8.
func utf8Of(in io.Reader) io.Reader {
	r := bufio.NewReader(in)
	mark, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(mark, []byte{0xef, 0xbb, 0xbf}):
		_, _ = r.Discard(3)
	case len(mark) == 4 && mark[0] != 0 && mark[1] == 0 && mark[2] != 0 && mark[3] == 0:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	}
	return r
}

// readLine reads up to the next line feed; long says that it was cut at maxLine.
func readLine(r *bufio.Reader) (raw []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if room := maxLine - len(raw); len(part) > room {
			part, long = part[:room], true
		}
		raw = append(raw, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return raw, long, err
		}
	}
}

// plainLine is a line as UTF-8, without its end.
func plainLine(raw []byte) string {
	raw = bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))
	switch {
	case bytes.Contains(raw, []byte("\x1b$B")) || bytes.Contains(raw, []byte("\x1b$@")):
		return decoded(japanese.ISO2022JP, raw)
	case !utf8.Valid(raw):
		return decoded(charmap.Windows1252, raw)
	}
	return string(raw)
}

func decoded(e encoding.Encoding, raw []byte) string {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	return string(out)
}

// head is the beginning of a file, by which readers tell what it is.
type head struct {
	// name is the last part of the file's name, for what content leaves open.
	name string
	text string
	// lines are the first ones; the last may be cut.
	lines []string
	// keys of a JSON object at the top, or of the first element of an array.
	json jsonHead
}

// look reads the beginning of a file.
func (j *job) look(f file) (*head, error) {
	in, err := f.open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	raw, err := io.ReadAll(io.LimitReader(utf8Of(in), headBytes))
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, f.path)
	}
	h := &head{name: f.base(), text: string(raw)}
	for part := range bytes.Lines(raw) {
		h.lines = append(h.lines, plainLine(part))
	}
	h.json = jsonHeadOf(raw)
	return h, nil
}

// plain is the text with every line in UTF-8.
func (h *head) plain() string { return strings.Join(h.lines, "\n") }

// count says how many of the first n lines that are not blank match.
func (h *head) count(n int, match func(string) bool) (hits, of int) {
	for _, l := range h.lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if of++; match(l) {
			hits++
		}
		if of == n {
			break
		}
	}
	return hits, of
}
