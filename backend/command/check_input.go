package command

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"unsafe"

	"secondstory/backend/language"
)

func shownName(name string) string {
	if name == "-" {
		return "(standard input)"
	}
	return name
}

// input reads one file after the other into the same memory.
type input struct{ room []byte }

// read returns what could be read, also when there is an error. The text holds
// until the next read, and no longer.
func (in *input) read(name string, stdin io.Reader) (string, error) {
	if name == "-" {
		text, err := in.all(stdin)
		if err != nil {
			err = fmt.Errorf("standard input could not be read to the end: %w", err)
		}
		return text, err
	}
	if text, ok := in.regular(name); ok {
		return text, nil
	}
	// Opening a pipe by its name waits for somebody to write to it, for ever maybe.
	if info, err := os.Lstat(name); err == nil && info.Mode()&os.ModeNamedPipe != 0 {
		return "", fmt.Errorf("%s is a pipe; name - to read from standard input", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", unread(name, err)
	}
	defer func() { _ = f.Close() }()
	text, err := in.all(f)
	if err != nil {
		err = unread(name, err)
	}
	return text, err
}

// leastRoom is read at once, in bytes: most reports are shorter, and nobody
// needs to ask for their size.
const leastRoom = 64 << 10

// all reads to the end. The text is the room itself: large files are not copied.
func (in *input) all(from io.Reader) (string, error) {
	in.grow(leastRoom)
	for at := 0; ; {
		n, err := from.Read(in.room[at:])
		at += n
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return unsafe.String(unsafe.SliceData(in.room), at), err
		}
		if at == len(in.room) {
			in.room = append(make([]byte, 0, roomFor(from, at)), in.room...)
			in.room = in.room[:cap(in.room)]
		}
	}
}

// grow makes room for so many bytes, and forgets what was read.
func (in *input) grow(size int) {
	if len(in.room) < size {
		in.room = make([]byte, max(size, leastRoom))
	}
}

// roomFor is how much room to make for a file that had more than size bytes.
func roomFor(from io.Reader, size int) int {
	if file, ok := from.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Size() > int64(size) {
			return int(info.Size()) + 1
		}
	}
	return 2 * size
}

// unread says why a file is not there to be checked.
func unread(name string, err error) error {
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory; name the files in it", name)
	}
	return fmt.Errorf("%s could not be read: %w", name, plainCause(err))
}

// plainCause drops the operation and the path, which the sentence around it
// already tells.
func plainCause(err error) error {
	if path := (*os.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	return err
}

// passages cuts a file into the units that are checked one by one.
func passages(text string, o checkOptions) iter.Seq[language.Passage] {
	if o.lines {
		return linePassages(text)
	}
	return func(yield func(language.Passage) bool) {
		for p := range language.Markdown(text) {
			if (!p.Quote || o.quotes) && !yield(p) {
				return
			}
		}
	}
}

func linePassages(text string) iter.Seq[language.Passage] {
	return func(yield func(language.Passage) bool) {
		at := len(byteOrderMark(text))
		for line := range strings.Lines(text[at:]) {
			if !yield(language.Passage{Start: at, Text: line}) {
				return
			}
			at += len(line)
		}
	}
}
