package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"secondstory/backend/debrief"
)

// magic begins every SQLite file; the application id stands at byte 68 of the
// header (SQLite file format, section 1.3).
var magic = []byte("SQLite format 3\x00")

const (
	headerSize     = 100
	applicationIDs = 68
)

// inspect looks at a file without opening it as a database, so that a foreign
// one is never touched. It says whether a library is still to be made there.
//
// An empty file is one in which nothing was ever written: a library gets its
// name only once it is whole.
func inspect(path string) (fresh bool, err error) { return inspectAs(path, os.O_RDWR) }

// look is inspect for a file that is only read and has to be there.
func look(path string) error {
	fresh, err := inspectAs(path, os.O_RDONLY)
	if err == nil && fresh {
		return debrief.Errorf(debrief.CodeNoLibrary, "path", path)
	}
	return err
}

func inspectAs(path string, flag int) (fresh bool, err error) {
	// Looked at first: opening a pipe would wait for somebody at its other end.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		code := debrief.CodeForeign
		if info.IsDir() {
			code = debrief.CodeFolder
		}
		return false, debrief.Errorf(code, "path", path)
	}
	f, err := os.OpenFile(path, flag, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, openError(path, err)
	}
	defer func() { _ = f.Close() }()
	header := make([]byte, headerSize)
	n, err := io.ReadFull(f, header)
	if n > 0 && !isOurs(header) && headerInLog(path) {
		return false, nil
	}
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return true, nil
	case n < len(magic) || !bytes.Equal(header[:len(magic)], magic):
		if holdsRecords(path) {
			return false, debrief.Errorf(debrief.CodeDamaged, "path", path)
		}
		return false, debrief.Errorf(debrief.CodeForeign, "path", path)
	case err != nil:
		return false, debrief.Errorf(debrief.CodeDamaged, "path", path).Wrap(err)
	case binary.BigEndian.Uint32(header[applicationIDs:]) != applicationID:
		return false, debrief.Errorf(debrief.CodeForeign, "path", path)
	}
	return false, nil
}

// holdsRecords says whether a file without a database's header has records of
// a library in it: the beginning of a file is what disks and other programs
// destroy most.
func holdsRecords(path string) (found bool) {
	p, err := openPages(path)
	if err != nil {
		return false
	}
	defer p.close()
	buf := make([]byte, p.size)
	f := finder{record: func(cell, row, debrief.Record) { found = true }}
	for n := uint32(1); n <= min(p.count, sniffPages) && !found; n++ {
		p.cells(n, buf, func(c cell, _ []uint32) { f.take(c) })
	}
	return found
}

// sniffPages bounds how much of a foreign file is looked through: 8 MiB.
const sniffPages = 2048

func isOurs(header []byte) bool {
	return bytes.Equal(header[:len(magic)], magic) && binary.BigEndian.Uint32(header[applicationIDs:]) == applicationID
}

// headerInLog says whether the log beside a file has a library's first page. A
// power cut while the log was folded into the file can tear that page; SQLite
// takes it from the log again.
func headerInLog(path string) bool {
	p, err := openPages(path)
	if err != nil {
		return false
	}
	defer p.close()
	first := make([]byte, p.size)
	_, there := p.newer[1]
	return there && p.read(1, first) && isOurs(first)
}
