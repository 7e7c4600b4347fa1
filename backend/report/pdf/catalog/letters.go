package catalog

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
)

const (
	// everyLetter is how gofpdf says which letter a code of a font is: each of 65,536 is
	// itself. A reader makes a table of all of them, for each font, whenever it opens the
	// file; the few that are there take a hundredth of the time.
	everyLetter = "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n"
	// toGlyphs is how far after it the font's map from codes to glyphs is.
	toGlyphs     = 3
	toGlyphsHead = "/Filter /FlateDecode>>\nstream\n"
	// mostRanges is how many may stand together.
	mostRanges = 100
)

// letters returns a stream as it is, but for the one that says which letters the codes
// of a font are, which then names those the font has.
func (f *finisher) letters(n int, stream []byte) []byte {
	before, after, ok := bytes.Cut(stream, []byte(everyLetter))
	if !ok || n+toGlyphs >= len(f.offsets) {
		return stream
	}
	found := codes(f.file[f.offsets[n+toGlyphs]:])
	if len(found) == 0 {
		return stream
	}
	for _, r := range f.written {
		if r <= 0xFFFF {
			found = append(found, int(r))
		}
	}
	slices.Sort(found)
	ranges := ranges(slices.Compact(found))
	out := bytes.Clone(before)
	for len(ranges) > 0 {
		some := ranges[:min(len(ranges), mostRanges)]
		ranges = ranges[len(some):]
		out = fmt.Appendf(out, "%d beginbfrange\n", len(some))
		for _, r := range some {
			out = fmt.Appendf(out, "<%04X> <%04X> <%04X>\n", r[0], r[1], r[0])
		}
		out = append(out, "endbfrange\n"...)
	}
	return append(out, after...)
}

// codes are those that a packed map leads from to a glyph; none when it is no such map.
func codes(object []byte) []int {
	_, packed, ok := bytes.Cut(object[:min(len(object), 1<<20)], []byte(toGlyphsHead))
	if !ok {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	glyphs, err := io.ReadAll(io.LimitReader(r, 2<<16))
	if err != nil || len(glyphs) != 2<<16 {
		return nil
	}
	out := []int{}
	for code := range 1 << 16 {
		if glyphs[2*code]|glyphs[2*code+1] != 0 {
			out = append(out, code)
		}
	}
	return out
}

// ranges are the codes from one to another without a gap, of which only the last byte
// differs.
func ranges(codes []int) [][2]int {
	out := [][2]int{}
	for _, c := range codes {
		if n := len(out); n > 0 && out[n-1][1] == c-1 && c%256 != 0 {
			out[n-1][1] = c
		} else {
			out = append(out, [2]int{c, c})
		}
	}
	return out
}
