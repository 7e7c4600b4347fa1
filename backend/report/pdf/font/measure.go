package font

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Measurer tells how wide a text is in one family. It reads every advance once
// when it is made and is safe for concurrent use.
type Measurer struct {
	styles map[string]*advances
}

// advances are how wide characters are, in units of the size. Those most texts are made
// of stand in a list, where they are found much faster.
type advances struct {
	latin [latinRunes]float64
	all   map[rune]float64
}

// latinRunes is Latin with all its accents.
const latinRunes = 0x250

func listed(all map[rune]float64) *advances {
	a := &advances{all: all}
	for r := range a.latin {
		a.latin[r] = a.look(rune(r))
	}
	return a
}

func (a *advances) look(r rune) float64 {
	if w, known := a.all[r]; known {
		return w
	}
	return unknownAdvance
}

func (a *advances) of(r rune) float64 {
	if r < latinRunes {
		return a.latin[r]
	}
	return a.look(r)
}

// NewMeasurer reads the advances of a family in the styles given.
func NewMeasurer(family string, styles ...string) (*Measurer, error) {
	m := &Measurer{styles: map[string]*advances{}}
	for _, style := range styles {
		advances := map[rune]float64{}
		for _, script := range Scripts() {
			if err := addAdvances(advances, family, script, style); err != nil {
				return nil, err
			}
		}
		m.styles[style] = listed(advances)
	}
	return m, nil
}

// addAdvances adds the advances of the characters a script's file has and no
// earlier one had, in units of the type size.
func addAdvances(advances map[rune]float64, family, script, style string) error {
	data, err := File(family, script, style)
	if err != nil {
		return nil //nolint:nilerr // not every family has every script
	}
	f, err := sfnt.Parse(data)
	if err != nil {
		return fmt.Errorf("parse %s %s: %w", family, script, err)
	}
	var buf sfnt.Buffer
	em := fixed.I(int(f.UnitsPerEm()))
	for r := rune(' '); r <= maxRune; r++ {
		if _, had := advances[r]; had {
			continue
		}
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, em, font.HintingNone)
		if err != nil {
			return fmt.Errorf("measure %s %s: %w", family, script, err)
		}
		advances[r] = float64(advance) / float64(em)
	}
	return nil
}

// unknownAdvance stands for a character no file has, in units of the size: a
// wide one, so that a figure leaves room rather than none.
const unknownAdvance = 1.0

// Width returns the width of a text at a size, in the unit of the size. A
// style the measurer was not made with measures as if every character were
// unknown.
func (m *Measurer) Width(text string, size float64, style string) float64 {
	return m.styles[style].width(text, size)
}

func (a *advances) width(text string, size float64) float64 {
	if a == nil {
		return unknownAdvance * float64(utf8.RuneCountInString(text)) * size
	}
	sum := 0.0
	for _, r := range text {
		sum += a.of(r)
	}
	return sum * size
}

// Two measures texts that are set in one of two styles, as figures are.
func (m *Measurer) Two(regular, bold string) func(text string, size float64, isBold bool) float64 {
	thin, thick := m.styles[regular], m.styles[bold]
	return func(text string, size float64, isBold bool) float64 {
		if isBold {
			return thick.width(text, size)
		}
		return thin.width(text, size)
	}
}
