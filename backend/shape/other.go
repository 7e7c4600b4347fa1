package shape

import (
	"bytes"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

// other is a file of fonts that is read when it is needed.
type other struct {
	// has tells from an index whether there may be a letter in it.
	has   func(r rune) bool
	faces func() []*font.Face
}

// chosen is a file somebody chose.
func chosen(path string) other {
	return other{has: func(rune) bool { return true }, faces: sync.OnceValue(func() []*font.Face { return facesOf(path) })}
}

// installed are the fonts of the system, of which an index is kept in a folder.
func installed(folder string) []other {
	listed, err := fontscan.SystemFonts(quiet{}, folder)
	if err != nil {
		return nil
	}
	return indexed(listed)
}

func indexed(listed []fontscan.Footprint) []other {
	out := make([]other, len(listed))
	for i, f := range listed {
		out[i] = other{has: f.Runes.Contains, faces: sync.OnceValue(func() []*font.Face { return facesOf(f.Location.File) })}
	}
	return out
}

// facesOf reads the fonts of a file; there are none where it is gone.
func facesOf(path string) []*font.Face {
	data, err := read(path)
	if err != nil {
		return nil
	}
	faces, _ := font.ParseTTC(bytes.NewReader(data))
	return faces
}

// other is the first font that draws a letter, or nil.
func (f *fonts) other(r rune) *font.Face {
	if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
		return nil // nothing to draw: no font is read for it
	}
	for _, o := range f.others {
		if !o.has(r) {
			continue
		}
		for _, face := range o.faces() {
			if draws(face, r) {
				return face
			}
		}
	}
	return nil
}

// draws says whether a font has a letter as an outline, or has nothing to draw for it.
func draws(face *font.Face, r rune) bool {
	gid, ok := face.NominalGlyph(r)
	if !ok {
		return false
	}
	outline, ok := face.GlyphDataOutline(gid)
	if !ok {
		return false
	}
	return fills(outline) && !isColoured(face, gid) || len(outline.Segments) == 0 && (face.HorizontalAdvance(gid) == 0 || isMark(r))
}

// isColoured says that a letter is a picture: an outline beside it is its frame at most.
func isColoured(face *font.Face, gid font.GID) bool {
	b, ok := face.GlyphDataBitmap(gid)
	return ok && (b.Format == font.PNG || b.Format == font.JPG || b.Format == font.TIFF)
}

// fills says that some part of an outline has an area: where there is only a picture, a
// line may stand for how far it reaches.
func fills(o font.GlyphOutline) bool {
	var begin, last opentype.SegmentPoint
	area := float32(0)
	for _, s := range o.Segments {
		args := s.ArgsSlice()
		if s.Op == opentype.SegmentOpMoveTo {
			if area != 0 {
				return true
			}
			begin, last, area = args[0], args[0], 0
			continue
		}
		for _, p := range args {
			area += (last.X-begin.X)*(p.Y-begin.Y) - (p.X-begin.X)*(last.Y-begin.Y)
			last = p
		}
	}
	return area != 0
}
