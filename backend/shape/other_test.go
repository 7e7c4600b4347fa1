package shape

import (
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

// Of the fonts of the system as of those that were chosen, the first that draws is taken,
// and none is read that has not the letter, or for a letter that is not seen.
func TestAnInstalledFontThatDrawsIsFound(t *testing.T) {
	listed := []fontscan.Footprint{}
	for _, file := range []string{"gone.ttf", "colour/bitmaps.ttf", "colour/svg.ttf", "hebrew.ttf", "emoji.ttf"} {
		f := fontscan.Footprint{Location: fontscan.Location{File: "testdata/" + file}}
		for _, r := range "🙂 \u200d" {
			f.Runes.Add(r)
		}
		listed = append(listed, f)
	}
	f := &fonts{others: indexed(listed)}
	if face := f.ResolveFace('🙂'); face == nil || !draws(face, '🙂') {
		t.Error("none is found")
	}
	for i, o := range f.others {
		f.others[i].faces = func() []*font.Face { t.Error("read"); return o.faces() }
	}
	for _, r := range " \u200dk" {
		if f.ResolveFace(r) != nil {
			t.Errorf("a font for %q", r)
		}
	}
}

// A font of pictures may have a line in the place of an outline, from one corner of the
// picture to the other.
func TestALineFillsNothing(t *testing.T) {
	at := func(x, y float32) [3]opentype.SegmentPoint { return [3]opentype.SegmentPoint{{X: x, Y: y}} }
	line := []font.Segment{{Op: opentype.SegmentOpMoveTo, Args: at(100, 0)}, {Op: opentype.SegmentOpLineTo, Args: at(900, 800)}}
	corner := append(line, font.Segment{Op: opentype.SegmentOpLineTo, Args: at(100, 800)})
	if fills(font.GlyphOutline{Segments: line}) || fills(font.GlyphOutline{}) {
		t.Error("a line has an area")
	}
	for _, segments := range [][]font.Segment{corner, append(corner, line...), append(line, corner...)} {
		if !fills(font.GlyphOutline{Segments: segments}) {
			t.Errorf("%d segments have none", len(segments))
		}
	}
}
