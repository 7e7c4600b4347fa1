package shape_test

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/shape"
)

// Fonts of testdata are subsets of Noto (build/fonts.sh).
func fonts(t *testing.T) *shape.Shaper {
	t.Helper()
	files, err := filepath.Glob("testdata/*.ttf")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d fonts, %v", len(files), err)
	}
	return shape.New(shape.Options{Files: files, Only: true})
}

func TestWordsAreShaped(t *testing.T) {
	s := fonts(t)
	for _, c := range []struct {
		text     string
		rtl      bool
		from, to float64 // how wide it may be, in ems
	}{
		{"مرحبا", true, 1, 4},
		{"שלום", true, 1, 4},
		{"क्षत्रिय", false, 1.5, 5},
		{"数据库", false, 2.9, 3.1},
		{"🙂", false, .8, 1.6},
		{"👍🏽", false, .8, 3},
	} {
		for _, r := range c.text {
			if !s.Covers(r) {
				t.Errorf("%U of %s is not covered", r, c.text)
			}
		}
		w := s.Shape(c.text, shape.Style{})
		if w.RTL != c.rtl || w.Advance < c.from || w.Advance > c.to || len(w.Path) < 10 {
			t.Errorf("%s: rtl %v, %.2f em, %d segments", c.text, w.RTL, w.Advance, len(w.Path))
		}
		inside(t, c.text, w)
	}
}

// inside asks that nothing is drawn far from where the word is.
func inside(t *testing.T, text string, w shape.Word) {
	t.Helper()
	for i, seg := range w.Path {
		if i == 0 && seg.Op != shape.Move {
			t.Errorf("%s begins with %c", text, seg.Op)
		}
		for _, p := range seg.Points {
			if math.IsNaN(p.X) || p.X < -1 || p.X > w.Advance+1 || p.Y < -1.2 || p.Y > 1.8 {
				t.Fatalf("%s: a point at %v, it is %.2f wide", text, p, w.Advance)
			}
		}
	}
}

// Letters that join are not the letters one by one.
func TestArabicJoins(t *testing.T) {
	s := fonts(t)
	apart := 0.0
	for _, r := range "مرحبا" {
		apart += s.Shape(string(r), shape.Style{}).Advance
	}
	if joined := s.Shape("مرحبا", shape.Style{}).Advance; joined > apart*.95 {
		t.Errorf("joined %.2f em, apart %.2f", joined, apart)
	}
}

func TestWithoutAFontNothingIsCovered(t *testing.T) {
	s := shape.New(shape.Options{Files: []string{"testdata/nothing.ttf", "shape.go"}, Only: true})
	if s.Covers('م') || len(s.Shape("مرحبا", shape.Style{}).Path) != 0 {
		t.Error("something was drawn")
	}
	if fonts(t).Covers('한') {
		t.Error("a letter of no font is covered")
	}
}

func TestLinesMayEndBetweenLettersWithoutSpaces(t *testing.T) {
	for r, want := range map[rune]bool{'库': true, 'の': true, 'ไ': true, 'م': false, 'ש': false, 'क': false, 'a': false, '🙂': true} {
		if shape.Breaks(r) != want {
			t.Errorf("%c: %v", r, !want)
		}
	}
}

func FuzzShape(f *testing.F) {
	for _, text := range []string{"مرحبا", "क्षत्रिय", "数据库", "👍🏽", "a\u200d\u0301", "\U000e0041"} {
		f.Add(text)
	}
	files, _ := filepath.Glob("testdata/*.ttf")
	s := shape.New(shape.Options{Files: files, Only: true})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		w := s.Shape(text, shape.Style{Bold: len(text)%2 == 0})
		if math.IsNaN(w.Advance) || math.IsInf(w.Advance, 0) || math.Abs(w.Advance) > 50*float64(len(text)+1) {
			t.Errorf("%q: %v", text, w.Advance)
		}
	})
}

// What somebody chose is drawn with, though the system has a font of that script, and what
// it lacks is drawn as without it.
func TestAChosenFontComesFirst(t *testing.T) {
	file, err := filepath.Glob("testdata/*ebrew*.ttf")
	if err != nil || len(file) != 1 {
		t.Fatalf("%v, %v", file, err)
	}
	chosen, err := shape.With(file[0], t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	alone := shape.New(shape.Options{Files: file, Only: true})
	if got, want := chosen.Shape("שלום", shape.Style{}), alone.Shape("שלום", shape.Style{}); !reflect.DeepEqual(got, want) || len(got.Path) == 0 {
		t.Errorf("drawn otherwise: %d segments, %d", len(got.Path), len(want.Path))
	}
	system := shape.New(shape.Options{Folder: t.TempDir()})
	for _, r := range "数כ☃" {
		if r != 'כ' && chosen.Covers(r) != system.Covers(r) {
			t.Errorf("%c is covered: %v, by the system %v", r, chosen.Covers(r), system.Covers(r))
		}
	}
}

func TestWhatIsNoFont(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "font.ttf")
	if err := os.WriteFile(text, []byte("not a font"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]debrief.Code{
		text: debrief.CodeFontUnreadable, folder: debrief.CodeFontUnreadable, filepath.Join(folder, "gone.ttf"): debrief.CodeFontGone,
	} {
		if _, err := shape.With(path, ""); debrief.CodeOf(err) != want {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// A font of coloured emoji that comes first does not keep one that draws them from it.
func TestAColouredFontIsPassedOver(t *testing.T) {
	plain := shape.New(shape.Options{Files: []string{"testdata/emoji.ttf"}, Only: true}).Shape("🙂", shape.Style{})
	for _, kind := range []string{"bitmaps", "svg"} {
		coloured := "testdata/colour/" + kind + ".ttf"
		both := shape.New(shape.Options{Files: []string{coloured, "testdata/emoji.ttf"}, Only: true})
		if !both.Covers('🙂') || !reflect.DeepEqual(both.Shape("🙂", shape.Style{}), plain) || len(plain.Path) == 0 {
			t.Errorf("%s: covered %v, %d segments of %d", kind, both.Covers('🙂'), len(both.Shape("🙂", shape.Style{}).Path), len(plain.Path))
		}
		alone := shape.New(shape.Options{Files: []string{coloured}, Only: true})
		if alone.Covers('🙂') || len(alone.Shape("🙂", shape.Style{}).Path) > 0 {
			t.Errorf("%s: drawn by a font without outlines", kind)
		}
	}
}
