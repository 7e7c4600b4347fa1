package sqlite

import (
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
)

// pages reads a library's file page by page without SQLite, which stops at the
// first page it cannot make sense of and at everything below it. The layout is
// that of https://www.sqlite.org/fileformat2.html; offsets and sizes are in
// bytes.
type pages struct {
	main   io.ReaderAt
	log    io.ReaderAt
	files  []*os.File
	size   int64
	usable int
	// count is the highest page there may be, whole how many stand in the file;
	// of those between, there are the ones in newer.
	count, whole uint32
	// newer holds, by page, where its newest committed image stands in the
	// write-ahead log.
	newer map[uint32]int64
}

// Sizes a page may have, and the one the app makes (SQLite's own default).
const (
	smallestPage = 512
	largestPage  = 65536
	ownPage      = 4096
)

// openPages opens a file for reading only, with the write-ahead log beside it.
func openPages(path string) (*pages, error) {
	path = followed(path)
	main, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	info, err := main.Stat()
	if err != nil {
		return nil, errors.Join(err, main.Close())
	}
	log, err := openRegular(path + logEnd)
	if errors.Is(err, os.ErrNotExist) {
		p := newPages(main, info.Size(), nil)
		p.files = []*os.File{main}
		return p, nil
	}
	if err != nil {
		return nil, errors.Join(err, main.Close())
	}
	p := newPages(main, info.Size(), log)
	p.files = []*os.File{main, log}
	return p, nil
}

// newPages reads a library of so many bytes; log may be nil.
func newPages(main io.ReaderAt, bytes int64, log io.ReaderAt) *pages {
	p := &pages{main: main, log: log, size: ownPage, usable: ownPage, newer: map[uint32]int64{}}
	p.readHeader()
	p.readLog()
	p.whole = uint32(min((bytes+p.size-1)/p.size, 1<<32-2))
	p.count = p.whole
	for page := range p.newer {
		p.count = max(p.count, page)
	}
	return p
}

// numbers are the pages there are. A damaged log may name one far beyond the
// others: what is between is not looked for.
func (p *pages) numbers() iter.Seq[uint32] {
	var beyond []uint32
	for page := range p.newer {
		if page > p.whole {
			beyond = append(beyond, page)
		}
	}
	slices.Sort(beyond)
	return func(yield func(uint32) bool) {
		for n := uint32(1); n <= p.whole; n++ {
			if !yield(n) {
				return
			}
		}
		for _, n := range beyond {
			if !yield(n) {
				return
			}
		}
	}
}

func (p *pages) close() {
	for _, f := range p.files {
		_ = f.Close() // only read
	}
}

// readHeader learns the page size; a header that was destroyed leaves the size
// the app always uses.
func (p *pages) readHeader() {
	header := make([]byte, headerSize)
	if _, err := p.main.ReadAt(header, 0); err != nil || string(header[:len(magic)]) != string(magic) {
		return
	}
	size := int64(binary.BigEndian.Uint16(header[16:]))
	if size == 1 {
		size = largestPage
	}
	if size < smallestPage || size&(size-1) != 0 {
		return
	}
	p.size, p.usable = size, int(size)-int(header[20])
	if p.usable < smallestPage-32 {
		p.usable = int(size)
	}
}

const (
	logHeader   = 32
	frameHeader = 24
)

// readLog finds the newest image of each page in the write-ahead log, up to
// the last frame that ends a transaction. Frames of an earlier use of the log
// have other salts. Checksums are left aside: one changed byte would hide
// everything behind it, and rows carry hashes of their own.
func (p *pages) readLog() {
	header := make([]byte, logHeader)
	if p.log == nil {
		return
	}
	if _, err := p.log.ReadAt(header, 0); err != nil || int64(binary.BigEndian.Uint32(header[8:])) != p.size {
		return
	}
	salts, open := string(header[16:24]), map[uint32]int64{}
	frame := make([]byte, frameHeader)
	for at := int64(logHeader); ; at += frameHeader + p.size {
		if _, err := p.log.ReadAt(frame, at); err != nil {
			return
		}
		if string(frame[8:16]) != salts {
			continue
		}
		if page := binary.BigEndian.Uint32(frame); page != 0 && page < maxPages {
			open[page] = at + frameHeader
		}
		if binary.BigEndian.Uint32(frame[4:]) == 0 {
			continue
		}
		for page, from := range open {
			p.newer[page] = from
		}
		clear(open)
	}
}

// maxPages bounds page numbers taken from a damaged log: 2^26 pages of 4 KiB
// are 256 GiB.
const maxPages = 1 << 26

// read fills buf, of the page size, with a page and says whether there is any
// of it. What is missing of a torn page stays zero.
func (p *pages) read(n uint32, buf []byte) bool {
	if n == 0 || n > p.count {
		return false
	}
	clear(buf)
	if from, ok := p.newer[n]; ok {
		_, err := p.log.ReadAt(buf, from)
		return err == nil
	}
	got, err := p.main.ReadAt(buf, int64(n-1)*p.size)
	return err == nil || (errors.Is(err, io.EOF) && got > 0)
}
