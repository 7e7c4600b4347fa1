package pdf

import (
	"context"
	"io"
	"math"
	"slices"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/figure"
	"secondstory/backend/report"
)

// Poster is a sheet in landscape that holds the figure alone.
type Poster string

// Posters lists the sheets, from one for a desk to one for a wall.
func Posters() []Poster { return []Poster{"A4", "A3", "A2", "A1"} }

// size returns the sheet's width and height in points, and how many times larger
// than in the report its letters are at least: those of a wall are read from afar.
func (p Poster) size() (width, height, zoom float64, known bool) {
	width, height, zoom = mm(297), mm(210), 1
	for _, of := range Posters() {
		if of == p {
			return width, height, zoom, true
		}
		width, height, zoom = 2*height, width, zoom*math.Sqrt2
	}
	return 0, 0, 0, false
}

// WritePoster sets the figure of a report alone on one sheet, in the report's
// edition and as careful as [Write] is: nothing is written that the edition must
// not carry. A sheet that is not known is A4.
func WritePoster(ctx context.Context, w io.Writer, r *report.Report, p Poster) (Note, error) {
	return careful(func() (Note, error) {
		width, height, zoom, known := p.size()
		if !known {
			width, height, zoom, _ = Posters()[0].size()
		}
		doc := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: width, Ht: height}})
		s := &setter{r: r, doc: doc, m: newMetrics(doc, r.Shaper)}
		return s.write(ctx, w, func(context.Context) (*flow, error) {
			return s.poster(width, height, zoom), s.m.failed()
		})
	})
}

// poster sets the sheet, as large as each label stays whole.
func (s *setter) poster(width, height, zoom float64) *flow {
	var f *flow
	for _, larger := range []float64{1.5, 1.25, 1} {
		s.zoom, s.figures = zoom*larger, map[figureSize]figure.Figure{}
		f = s.newFlow(nil)
		f.sheet = posterSheet(width/s.zoom, height/s.zoom)
		if whole(f.poster()) {
			break
		}
	}
	return f
}

// whole says that each mark stands for one entry and has all of its label.
func whole(g figure.Figure) bool {
	return !slices.ContainsFunc(g.Marks, func(m figure.PlacedMark) bool {
		shown := len(m.Label.Text) + len(m.Second.Text)
		return m.Count > 1 || shown+1 < len(m.Full)
	})
}

func posterSheet(width, height float64) sheet {
	side := mm(15)
	return sheet{
		width: width, height: height, left: side, right: width - side,
		first: mm(13), top: mm(13), bottom: height - mm(17), foot: height - mm(14),
	}
}

// poster sets what the figure is of, the figure as high as there is room, and what
// its signs mean.
func (f *flow) poster() figure.Figure {
	f.newPage()
	f.kindLine()
	f.y += 10
	f.y += f.draw(f.titleLines(2), f.sheet.left, f.y)
	f.y += 16
	room := f.left() - 2*smallStyle().leading - 5
	g := f.layFigure(figureSize{height: room})
	if spare := room - g.Height; spare > 0 {
		// Air is added above each of three lanes, and half of it below.
		g = f.layFigure(figureSize{height: room, air: min(spare/4.5, mm(40))})
	}
	f.drawFigure(g, f.y)
	f.y += g.Height + 5
	f.caption(g)
	f.furniture()
	return g
}
