package pdftest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Must reads a file that has to be sound.
func Must(tb testing.TB, file []byte) *File {
	tb.Helper()
	f, err := Read(file)
	if err != nil {
		tb.Fatalf("read pdf: %v", err)
	}
	return f
}

// Keep writes a file where a tool can read it, and returns where.
func Keep(tb testing.TB, file []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "file.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// Run runs a tool of poppler or qpdf and returns what it says. A complaint is the end of
// the test.
func Run(tb testing.TB, tool string, args ...string) string {
	tb.Helper()
	at, err := exec.LookPath(tool)
	if err != nil {
		tb.Fatalf("%s is missing (Debian: poppler-utils, qpdf); make test installs it", tool)
	}
	var out, complaints bytes.Buffer
	c := exec.Command(at, args...)
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil || complaints.Len() > 0 {
		tb.Fatalf("%s: %v %s %s", tool, err, complaints.String(), out.String())
	}
	return out.String()
}

// Sound holds a file to two readers that are not ours: qpdf finds nothing wrong, and
// all fonts poppler sees are in the file. It returns the file as it was read.
func Sound(tb testing.TB, file []byte) *File {
	tb.Helper()
	path := Keep(tb, file)
	if out := Run(tb, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
		tb.Errorf("qpdf: %s", out)
	}
	lines := strings.Split(strings.TrimSpace(Run(tb, "pdffonts", path)), "\n")
	for _, l := range lines[min(2, len(lines)):] {
		// From the end: the object's two numbers, Unicode, subset, embedded.
		if fields := strings.Fields(l); len(fields) < 6 || fields[len(fields)-5] != "yes" {
			tb.Errorf("a font is not in the file: %s", l)
		}
	}
	f := Must(tb, file)
	if n := f.Boxes(); len(n) > 0 {
		tb.Errorf("boxes: %v", n)
	}
	return f
}

// Boxes is the texts of a file that have a letter without a glyph.
func (f *File) Boxes() []string {
	out := []string{}
	for i, p := range f.Pages {
		for _, t := range p.Texts {
			if t.Boxes > 0 && !t.Unseen {
				out = append(out, fmt.Sprintf("page %d: %q", i+1, t.Text))
			}
		}
	}
	return out
}

// Under is what stands in an area of a page.
func (p *Page) Under(l Link) string {
	var b strings.Builder
	for _, t := range p.Texts {
		mid := t.X + t.Width/2
		if mid > l.Left && mid < l.Right && t.Y > l.Top && t.Y < l.Bottom {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}

// Render draws pages of a file in grey, at so many dots to the inch.
func Render(tb testing.TB, file []byte, dots, first, last int) []*image.Gray {
	tb.Helper()
	path := Keep(tb, file)
	prefix := filepath.Join(filepath.Dir(path), "page")
	Run(tb, "pdftoppm", "-gray", "-r", strconv.Itoa(dots), "-f", strconv.Itoa(first), "-l", strconv.Itoa(last), path, prefix)
	files, err := filepath.Glob(prefix + "*.pgm")
	if err != nil {
		tb.Fatal(err)
	}
	slices.Sort(files)
	out := []*image.Gray{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, pgm(tb, b))
	}
	return out
}

// pgm reads a portable grey map.
func pgm(tb testing.TB, b []byte) *image.Gray {
	tb.Helper()
	var w, h, most int
	if _, err := fmt.Sscanf(string(b[:min(len(b), 40)]), "P5\n%d %d\n%d\n", &w, &h, &most); err != nil || most != 255 || len(b) < w*h {
		tb.Fatalf("a picture of %d × %d: %v", w, h, err)
	}
	return &image.Gray{Pix: b[len(b)-w*h:], Stride: w, Rect: image.Rect(0, 0, w, h)}
}

// Sheet sets pages side by side, so many to a row, with a grey line between.
func Sheet(pages []*image.Gray, row int) *image.Paletted {
	w, h := 0, 0
	for _, p := range pages {
		w, h = max(w, p.Rect.Dx()), max(h, p.Rect.Dy())
	}
	grey := make(color.Palette, 16)
	for i := range grey {
		grey[i] = color.Gray{uint8(i * 17)}
	}
	rows := (len(pages) + row - 1) / row
	out := image.NewPaletted(image.Rect(0, 0, min(row, len(pages))*(w+1), rows*(h+1)), grey)
	for i := range out.Pix {
		out.Pix[i] = 8
	}
	for i, p := range pages {
		left, top := i%row*(w+1), i/row*(h+1)
		for y := range p.Rect.Dy() {
			for x := range p.Rect.Dx() {
				out.Pix[(top+y)*out.Stride+left+x] = uint8((int(p.Pix[y*p.Stride+x]) + 8) / 17)
			}
		}
	}
	return out
}

// Differ compares two sheets as an eye would from afar: in squares of some dots, each by
// how dark it is, wherever it stands within a dot. A letter drawn a little differently
// stays below; a line that moved does not. It returns the places that differ.
func Differ(a, b *image.Paletted) []image.Point {
	if a.Rect != b.Rect {
		return []image.Point{a.Rect.Max, b.Rect.Max}
	}
	out := []image.Point{}
	for y := 1; y+square < a.Rect.Dy(); y += 2 {
		for x := 1; x+square < a.Rect.Dx(); x += 2 {
			if !near(a, b, x, y) || !near(b, a, x, y) {
				out = append(out, image.Pt(x, y))
			}
		}
	}
	return out
}

// square is how many dots are compared as one.
const square = 5

// near says whether a square of one sheet is found in the other.
func near(a, b *image.Paletted, x, y int) bool {
	const most = 1.6 // of 15 shades
	is := shade(a, x, y)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if d := shade(b, x+dx, y+dy) - is; d < most && d > -most {
				return true
			}
		}
	}
	return false
}

// shade is how light a square is on the whole.
func shade(p *image.Paletted, x, y int) float64 {
	sum := 0
	for dy := range square {
		for dx := range square {
			sum += int(p.Pix[(y+dy)*p.Stride+x+dx])
		}
	}
	return float64(sum) / float64(square*square)
}
