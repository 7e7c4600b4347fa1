package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// pages reads a library's file page by page without SQLite, which stops at the
// first page it cannot make sense of and at everything below it. The layout is
// that of https://www.sqlite.org/fileformat2.html; offsets and sizes are in
// bytes.
type pages struct {
	main   *os.File
	log    *os.File
	size   int64
	usable int
	count  uint32
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
func openPages(path string) (p *pages, err error) {
	p = &pages{size: ownPage, usable: ownPage, newer: map[uint32]int64{}}
	if p.main, err = os.Open(path); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	p.readHeader()
	if p.log, err = os.Open(path + "-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	p.readLog()
	info, err := p.main.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: not a file", path)
	}
	n := (info.Size() + p.size - 1) / p.size
	for page := range p.newer {
		n = max(n, int64(page))
	}
	p.count = uint32(min(n, 1<<32-2))
	return p, nil
}

func (p *pages) close() {
	_ = p.main.Close() // only read
	if p.log != nil {
		_ = p.log.Close()
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
