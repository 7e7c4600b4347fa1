// Package font holds the TrueType files the PDF is set in and knows which file draws which character.
//
// A typeface is split by script into several files, because gofpdf takes one to three milliseconds to parse
// one and a report in English needs only the first. So every run of text is cut where the script
// changes: [Covers] names the script of a character and [File] gives that script's bytes. Characters no
// file has (Chinese, emoji) are the caller's to spell out as code points; gofpdf would print an empty box
// for them, and panics beyond U+FFFF.
//
// The same faces are there as WOFF2, for the web page: see [Web].
//
// The files are made by build/fonts.sh. Both families are under the SIL Open Font License 1.1, whose texts
// lie beside them.
package font

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
)

// Families.
const (
	Inter       = "inter"          // labels, tables, figures: 400 and 600
	SourceSerif = "source-serif-4" // text and headings: 400, 400-italic and 600
)

// Styles: a weight, and "-italic" where it slants.
const (
	Regular  = "400"
	Italic   = "400-italic"
	SemiBold = "600"
)

// Symbols is the script of arrows, relations, marks and numbers in circles (→ ≤ ✓ ⚠ ①). Only Inter has
// them; Source Serif borrows Inter's, upright.
const Symbols = "symbols"

//go:embed *.ttf *.woff2
var files embed.FS

// Scripts lists the scripts in the order [Covers] prefers them. The caller owns the slice.
func Scripts() []string {
	return []string{"latin", "latin-ext", "greek", "cyrillic", "vietnamese", Symbols}
}

// Faces lists every family and style that [File] and [Covers] know, as pairs. The caller owns the slice.
func Faces() [][2]string {
	return [][2]string{
		{Inter, Regular},
		{Inter, SemiBold},
		{SourceSerif, Regular},
		{SourceSerif, Italic},
		{SourceSerif, SemiBold},
	}
}

// File returns the TrueType bytes of one family, script and style. The error says which file is missing.
func File(family, script, style string) ([]byte, error) {
	if script == Symbols && family == SourceSerif {
		family = Inter
		if style == Italic {
			style = Regular
		}
	}
	b, err := files.ReadFile(family + "-" + script + "-" + style + ".ttf")
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return b, nil
}

// Web is [File] packed as WOFF2, for a page that carries its own faces.
func Web(family, script, style string) ([]byte, error) {
	b, err := files.ReadFile(family + "-" + script + "-" + style + ".woff2")
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return b, nil
}

// Covers returns the script whose file draws r in a family and style; ok is false when none does, when
// the family or style is unknown, or when r is a control character or lies beyond U+FFFF. It is safe for
// concurrent use and takes some 20 ns once the first call has read the files.
func Covers(family, style string, r rune) (script string, ok bool) {
	if r < 0x20 || r > maxRune {
		return "", false
	}
	c, known := coverage()[[2]string{family, style}]
	if !known || c[r] == 0 {
		return "", false
	}
	return Scripts()[c[r]-1], true
}

const maxRune = 0xFFFF

// table holds, for each rune, the number of its script in Scripts() plus one, and 0 where there is none.
type table *[maxRune + 1]uint8

// coverage is read once: the files never change while the program runs. A file that cannot be read leaves
// its characters uncovered; the package's test keeps that from being released.
var coverage = sync.OnceValue(func() map[[2]string]table {
	all := make(map[[2]string]table)
	for _, face := range Faces() {
		t := table(new([maxRune + 1]uint8))
		for i, script := range Scripts() {
			if b, err := File(face[0], script, face[1]); err == nil {
				_ = eachRune(b, func(r rune) {
					if t[r] == 0 {
						t[r] = uint8(i + 1)
					}
				})
			}
		}
		all[face] = t
	}
	return all
})

var errFormat = errors.New("font: no character map of format 4")

// eachRune calls f for every rune up to U+FFFF that the font maps to a glyph.
// Source: OpenType specification, "cmap — Character to Glyph Index Mapping Table", format 4.
func eachRune(b []byte, f func(rune)) (err error) {
	defer func() {
		if recover() != nil { // an offset beyond the end of the file
			err = errFormat
		}
	}()
	m := unicodeMap(b)
	if m == nil {
		return errFormat
	}
	n := u16(m, 6) / 2 // segments
	ends, starts := 14, 16+2*n
	deltas, offsets := starts+2*n, starts+4*n
	for i := range n {
		start, end := u16(m, starts+2*i), u16(m, ends+2*i)
		delta, offset := u16(m, deltas+2*i), u16(m, offsets+2*i)
		for c := start; c <= end && c < maxRune; c++ {
			glyph := c
			if offset != 0 {
				glyph = u16(m, offsets+2*i+offset+2*(c-start))
			}
			if glyph != 0 || offset == 0 {
				glyph = (glyph + delta) & 0xFFFF
			}
			if glyph != 0 {
				f(rune(c))
			}
		}
	}
	return nil
}

// unicodeMap returns the Unicode character map of format 4, or nil.
func unicodeMap(b []byte) []byte {
	const windows, unicodeBMP = 3, 1
	for t := range u16(b, 4) {
		record := b[12+16*t:]
		if string(record[:4]) != "cmap" {
			continue
		}
		cmap := b[u32(record, 8):]
		for i := range u16(cmap, 2) {
			sub := cmap[u32(cmap, 4+8*i+4):]
			if u16(cmap, 4+8*i) == windows && u16(cmap, 4+8*i+2) == unicodeBMP && u16(sub, 0) == 4 {
				return sub
			}
		}
	}
	return nil
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }

func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
