package shape

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"secondstory/backend/debrief"
)

// Setting is the library's setting that says where the font is that somebody chose.
const Setting = "report.font"

// maxFont bounds a font's file, in bytes; those of all Chinese letters in every weight
// have about 120 MB.
const maxFont = 256 << 20

// With returns a shaper that draws with a font somebody chose, and what that lacks with
// those of the system. CodeFontGone when there is no such file, CodeFontUnreadable when
// it is no font.
func With(path, folder string) (*Shaper, error) {
	data, err := read(path)
	if err == nil {
		err = fontscan.NewFontMap(quiet{}).AddFont(bytes.NewReader(data), path, "")
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, debrief.Errorf(debrief.CodeFontGone, "path", path).Wrap(err)
	case err != nil:
		return nil, debrief.Errorf(debrief.CodeFontUnreadable, "path", path).Wrap(err)
	}
	return New(Options{Folder: folder, Files: []string{path}}), nil
}

var errNoFont = errors.New("not a font's file")

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("find font: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFont {
		return nil, errNoFont
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open font: %w", err)
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, maxFont))
}

// quiet keeps the search for fonts from writing to the terminal.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// fonts are those somebody chose, and those of the system. Each is nil without any.
type fonts struct {
	chosen, system *fontscan.FontMap
	// others are the same once more, for a letter that the one which suits best cannot
	// draw: fonts of coloured emoji have pictures in place of outlines.
	others []other
}

// find looks for fonts; nil where there are none.
func find(o Options) *fonts {
	out := &fonts{}
	for _, path := range o.Files {
		with := out.chosen
		if with == nil {
			with = fontscan.NewFontMap(quiet{})
		}
		if data, err := read(path); err == nil && with.AddFont(bytes.NewReader(data), path, "") == nil {
			out.chosen = with
			out.others = append(out.others, chosen(path))
		}
	}
	if !o.Only {
		if system := fontscan.NewFontMap(quiet{}); system.UseSystemFonts(o.Folder) == nil {
			out.system = system
			out.others = append(out.others, installed(o.Folder)...)
		}
	}
	if out.chosen == nil && out.system == nil {
		return nil
	}
	return out
}

// ResolveFace is a font for a letter, or nil: the one that suits best of those that were
// chosen, of the system's where none of them has it, and any that can draw it where
// neither can.
func (f *fonts) ResolveFace(r rune) *font.Face {
	var best *font.Face
	if f.chosen != nil {
		if face := f.chosen.ResolveFace(r); face != nil && draws(face, r) {
			return face
		}
	}
	if f.system != nil {
		if best = f.system.ResolveFace(r); best != nil && draws(best, r) {
			return best
		}
	}
	if other := f.other(r); other != nil {
		return other
	}
	return best
}

// ask says what the next font ought to look like.
func (f *fonts) ask(r rune, style Style) {
	family, weight := fontscan.SansSerif, font.WeightNormal
	if style.Serif {
		family = fontscan.Serif
	}
	if style.Bold {
		weight = font.WeightBold
	}
	for _, m := range []*fontscan.FontMap{f.chosen, f.system} {
		if m != nil {
			m.SetScript(language.LookupScript(r))
			m.SetQuery(fontscan.Query{Families: []string{family}, Aspect: font.Aspect{Weight: weight}})
		}
	}
}
