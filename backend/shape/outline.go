package shape

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// outline adds a letter's outline at a place; em is how many of its units an em has.
func (w *Word) outline(o font.GlyphOutline, at Point, em float64) {
	last := at
	place := func(p opentype.SegmentPoint) Point {
		return Point{at.X + float64(p.X)/em, at.Y + float64(p.Y)/em}
	}
	for _, s := range o.Segments {
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			last = place(s.Args[0])
			w.Path = append(w.Path, Segment{Op: Move, Points: [3]Point{last}})
		case opentype.SegmentOpLineTo:
			last = place(s.Args[0])
			w.Path = append(w.Path, Segment{Op: Line, Points: [3]Point{last}})
		case opentype.SegmentOpQuadTo:
			c, end := place(s.Args[0]), place(s.Args[1])
			w.Path = append(w.Path, Segment{Op: Cube, Points: [3]Point{toward(last, c), toward(end, c), end}})
			last = end
		case opentype.SegmentOpCubeTo:
			last = place(s.Args[2])
			w.Path = append(w.Path, Segment{Op: Cube, Points: [3]Point{place(s.Args[0]), place(s.Args[1]), last}})
		}
	}
}

// toward is two thirds of the way to a control point: what makes a cubic curve of a
// quadratic one.
func toward(from, c Point) Point {
	return Point{from.X + (c.X-from.X)*2/3, from.Y + (c.Y-from.Y)*2/3}
}

func isMark(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) }

// Breaks says whether a line may end after a letter of this script without a space.
func Breaks(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r > 0x1F000 && r < 0x1FAFF
}
