// Package catalog finishes a PDF: it adds what gofpdf has no words for, and packs what
// it wrote plain.
package catalog

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// usual says that the file is in English, that its title is what a reader shows, and
// that a reader calls its pages by the numbers printed on them.
const usual = "/Lang (en)\n/ViewerPreferences <</DisplayDocTitle true>>\n/PageLabels <</Nums [0 <</S /D>>]>>\n"

var errCatalog = errors.New("finish pdf: it is no finished file of gofpdf")

// Finish returns a file of gofpdf with what a reader is told of it. Its plain streams
// are packed, all by one packer: gofpdf's own makes a new one of 1 MB for each page.
// Letters that are written and not drawn, of which no font has a glyph, are named: a reader
// finds no others.
func Finish(file []byte, written ...rune) ([]byte, error) {
	offsets, trailer, err := table(file)
	if err != nil {
		return nil, err
	}
	f := finisher{file: file, offsets: offsets, written: written, out: make([]byte, 0, len(file)/2), moved: make([]int, len(offsets))}
	inOrder := make([]int, len(offsets))
	for i := range inOrder {
		inOrder[i] = i
	}
	slices.SortFunc(inOrder, func(a, b int) int { return offsets[a] - offsets[b] })
	f.out = append(f.out, file[:offsets[inOrder[0]]]...)
	for i, n := range inOrder {
		end := trailer.table
		if i+1 < len(inOrder) {
			end = offsets[inOrder[i+1]]
		}
		f.moved[n] = len(f.out)
		if err := f.object(n, file[offsets[n]:end]); err != nil {
			return nil, err
		}
	}
	if !f.told {
		return nil, errCatalog
	}
	return f.end(file[trailer.from:trailer.to]), nil
}

// span is where the table of a file lies, and the trailer after it.
type span struct{ table, from, to int }

// table reads where each object is; the first is number 1.
func table(file []byte) (offsets []int, at span, err error) {
	at.to = bytes.LastIndex(file, []byte("startxref\n"))
	if at.to < 0 {
		return nil, at, errCatalog
	}
	at.table = number(file[at.to+len("startxref\n"):])
	if at.table < 0 || at.table > at.to || !bytes.HasPrefix(file[at.table:], []byte("xref\n0 ")) {
		return nil, at, errCatalog
	}
	lines := bytes.Split(file[at.table:at.to], []byte("\n"))
	count := number(lines[1][len("0 "):])
	if count < 2 || len(lines) < count+3 {
		return nil, at, errCatalog
	}
	for _, l := range lines[3 : count+2] { // after the free one
		offset := number(bytes.TrimLeft(l, "0"))
		if offset <= 0 || offset >= at.table {
			return nil, at, errCatalog
		}
		offsets = append(offsets, offset)
	}
	at.from = at.table + bytes.Index(file[at.table:at.to], []byte("trailer\n"))
	if at.from < at.table {
		return nil, at, errCatalog
	}
	return offsets, at, nil
}

// number is the number that a text begins with, or −1.
func number(text []byte) int {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(text[:end]))
	if err != nil {
		return -1
	}
	return n
}

// finisher writes a file anew.
type finisher struct {
	file    []byte
	offsets []int
	written []rune
	out     []byte
	moved   []int
	packer  *zlib.Writer
	packed  bytes.Buffer
	told    bool
}

const (
	plainHead   = " 0 obj\n<</Length "
	plainMiddle = ">>\nstream\n"
	catalogHead = " 0 obj\n<<\n/Type /Catalog\n"
)

func (f *finisher) object(n int, o []byte) error {
	digits := bytes.IndexByte(o, ' ')
	if digits < 0 {
		return errCatalog
	}
	switch rest := o[digits:]; {
	case bytes.HasPrefix(rest, []byte(plainHead)):
		length := number(rest[len(plainHead):])
		middle := bytes.Index(rest, []byte(plainMiddle))
		if length < 0 || middle < 0 || middle+len(plainMiddle)+length > len(rest) {
			break
		}
		from := middle + len(plainMiddle)
		if len(plainHead)+len(strconv.Itoa(length)) != middle {
			break // it says more of itself than its length
		}
		return f.pack(o[:digits], f.letters(n, rest[from:from+length]), rest[from+length:])
	case bytes.HasPrefix(rest, []byte(catalogHead)):
		f.out = append(f.out, o[:digits+len(catalogHead)]...)
		f.out = append(f.out, usual...)
		f.out = append(f.out, rest[len(catalogHead):]...)
		f.told = true
		return nil
	}
	f.out = append(f.out, o...)
	return nil
}

// pack writes a stream packed.
func (f *finisher) pack(id, stream, after []byte) error {
	f.packed.Reset()
	if f.packer == nil {
		f.packer, _ = zlib.NewWriterLevel(&f.packed, zlib.BestSpeed) // only another level is refused
	} else {
		f.packer.Reset(&f.packed)
	}
	if _, err := f.packer.Write(stream); err != nil {
		return fmt.Errorf("pack stream: %w", err)
	}
	if err := f.packer.Close(); err != nil {
		return fmt.Errorf("pack stream: %w", err)
	}
	f.out = append(f.out, id...)
	f.out = fmt.Appendf(f.out, " 0 obj\n<</Filter /FlateDecode /Length %d%s", f.packed.Len(), plainMiddle)
	f.out = append(f.out, f.packed.Bytes()...)
	f.out = append(f.out, after...)
	return nil
}

// end writes the table and what comes after it.
func (f *finisher) end(trailer []byte) []byte {
	start := len(f.out)
	f.out = fmt.Appendf(f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.moved)+1)
	for _, offset := range f.moved {
		f.out = fmt.Appendf(f.out, "%010d 00000 n \n", offset)
	}
	f.out = append(f.out, trailer...)
	return fmt.Appendf(f.out, "startxref\n%d\n%%%%EOF\n", start)
}

// Add adds entries to the document's catalog, which stands last. Nothing but the address
// of the table after it moves.
func Add(file []byte, entries string) ([]byte, error) {
	const head = "/Type /Catalog\n"
	at := bytes.LastIndex(file, []byte(head))
	start := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 || start < at {
		return nil, errCatalog
	}
	digits := file[start+len("startxref\n"):]
	end := bytes.IndexByte(digits, '\n')
	if end < 0 {
		return nil, errCatalog
	}
	offset, err := strconv.Atoi(string(digits[:end]))
	if err != nil || offset < at {
		return nil, errCatalog
	}
	out := make([]byte, 0, len(file)+len(entries)+8)
	out = append(out, file[:at+len(head)]...)
	out = append(out, entries...)
	out = append(out, file[at+len(head):start]...)
	out = append(out, "startxref\n"+strconv.Itoa(offset+len(entries))...)
	return append(out, digits[end:]...), nil
}
