// Package shape sets words in the fonts of this computer, for scripts the app ships no
// font of: Chinese, Arabic, Hebrew, Devanagari, emoji. A word comes as its outlines, to
// be drawn like any picture; which letters it is made of stays known to the caller.
//
// The fonts are looked for when the first such letter is met, which takes a moment; what
// was found is kept in a folder of the app's own, so that it takes less the next time.
package shape

import (
	"os"
	"path/filepath"
	"sync"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Style is what a word ought to look like. A font that has its letters is taken whatever
// it looks like.
type Style struct {
	Serif bool
	Bold  bool
}

// Word is a shaped word. Lengths are in ems, y grows upwards from the baseline.
type Word struct {
	// Advance is how wide it is.
	Advance float64
	// RTL says that it is read from right to left.
	RTL bool
	// Path is its outline: fill it by the nonzero rule.
	Path []Segment
	// Boxes counts the letters that ended as none of their font's: each is a box.
	Boxes int
}

// Op is what a segment does.
type Op byte

// The ops: Move begins a part, Line and Cube go on from where the last one ended.
const (
	Move Op = 'M'
	Line Op = 'L'
	Cube Op = 'C'
)

// Segment is a part of an outline: its last point is where it ends, those before it
// are the controls of a curve.
type Segment struct {
	Op     Op
	Points [3]Point
}

// Point is a place in ems.
type Point struct{ X, Y float64 }

// Options says where fonts are.
type Options struct {
	// Folder is where what was found is kept; empty for nowhere in particular.
	Folder string
	// Files are fonts somebody chose; they come before those of the system.
	Files []string
	// Only the files count.
	Only bool
}

// Shaper shapes words. It is safe for concurrent use.
type Shaper struct {
	o       Options
	mu      sync.Mutex
	opened  bool
	fonts   *fonts
	shaper  shaping.HarfbuzzShaper
	split   shaping.Segmenter
	covered map[rune]bool
	words   map[asked]Word
}

type asked struct {
	text  string
	style Style
}

// maxWords bounds how many words are remembered.
const maxWords = 20_000

// Folder is where an app of this name keeps what it can find again; empty where there
// is no such place.
func Folder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "secondstory")
}

// New returns a shaper. It looks for no font yet.
func New(o Options) *Shaper {
	return &Shaper{o: o, covered: map[rune]bool{}, words: map[asked]Word{}}
}

// open looks for the fonts, once.
func (s *Shaper) open() *fonts {
	if !s.opened {
		s.opened, s.fonts = true, find(s.o)
	}
	return s.fonts
}

// Covers says whether some font can draw a letter.
func (s *Shaper) Covers(r rune) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	has, known := s.covered[r]
	if !known {
		has = s.face(r, Style{}) != nil
		s.covered[r] = has
	}
	return has
}

// face is a font that draws a letter as an outline, or nil.
func (s *Shaper) face(r rune, style Style) *font.Face {
	fonts := s.open()
	if fonts == nil {
		return nil
	}
	fonts.ask(r, style)
	face := fonts.ResolveFace(r)
	if face == nil || !draws(face, r) {
		return nil
	}
	return face
}

// Shape shapes a word whose letters are covered.
func (s *Shaper) Shape(text string, style Style) Word {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := asked{text, style}
	if w, ok := s.words[key]; ok {
		return w
	}
	w := s.shape([]rune(text), style)
	if len(s.words) >= maxWords {
		clear(s.words)
	}
	s.words[key] = w
	return w
}

// size is how large a word is shaped; a larger one rounds less.
const size = 2048

func (s *Shaper) shape(text []rune, style Style) Word {
	w := Word{}
	if s.open() == nil || len(text) == 0 {
		return w
	}
	s.fonts.ask(text[0], style)
	inputs := s.split.Split(shaping.Input{
		Text: text, RunEnd: len(text), Size: fixed.I(size), Direction: di.DirectionLTR, Script: language.LookupScript(text[0]),
	}, s.fonts)
	w.RTL = len(inputs) > 0 && inputs[0].Direction == di.DirectionRTL
	if w.RTL {
		for i, j := 0, len(inputs)-1; i < j; i, j = i+1, j-1 {
			inputs[i], inputs[j] = inputs[j], inputs[i]
		}
	}
	for _, in := range inputs {
		if in.Face != nil {
			w.add(s.shaper.Shape(in))
		}
	}
	return w
}

// add sets shaped letters after those that are there.
func (w *Word) add(out shaping.Output) {
	em := float64(out.Face.Upem())
	for _, g := range out.Glyphs {
		if g.GlyphID == 0 {
			w.Boxes++
		}
		at := Point{w.Advance + ems(g.XOffset), ems(g.YOffset)}
		if outline, ok := out.Face.GlyphDataOutline(g.GlyphID); ok {
			w.outline(outline, at, em)
		}
		w.Advance += ems(g.Advance)
	}
}

func ems(v fixed.Int26_6) float64 { return float64(v) / 64 / size }
