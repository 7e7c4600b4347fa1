package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/report"
)

// Note is what to tell about a finished file.
type Note struct {
	Pages int `json:"pages"`
	// Missing lists the characters no font has; they are printed as code points.
	Missing []string `json:"missing"`
}

// Bytes returns the finished file, for the preview.
func Bytes(ctx context.Context, r *report.Report) ([]byte, Note, error) {
	var b bytes.Buffer
	note, err := Write(ctx, &b, r)
	if err != nil {
		return nil, note, err
	}
	return b.Bytes(), note, nil
}

// Write typesets a report. Nothing is written to w unless the whole file is
// finished and free of names the edition must not carry: a name found gives
// CodeNameFound with the places, anything else CodeExport.
func Write(ctx context.Context, w io.Writer, r *report.Report) (Note, error) {
	return careful(func() (Note, error) {
		s := newSetter(r)
		return s.write(ctx, w, s.set)
	})
}

// careful makes an error of a panic: what a file is made of comes from anywhere.
func careful(write func() (Note, error)) (note Note, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("set pdf: panic: %v", x))
		}
	}()
	return write()
}

// write sets what there is, searches it for names, draws it and hands it over.
func (s *setter) write(ctx context.Context, w io.Writer, set func(context.Context) (*flow, error)) (Note, error) {
	f, err := set(ctx)
	if err != nil {
		return Note{}, err
	}
	if err := s.r.Check(s.places(f)); err != nil {
		return Note{}, fmt.Errorf("search pdf: %w", err)
	}
	file, err := s.file(ctx, f)
	if err != nil {
		return Note{}, debrief.Errorf(debrief.CodeExport).Wrap(err)
	}
	if _, err := w.Write(file); err != nil {
		return Note{}, debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("write pdf: %w", err))
	}
	return Note{Pages: len(f.pages), Missing: s.missing()}, nil
}

// figure measures text in the interface's face, as the figure's layout asks for.
func (m *metrics) figure(text string, size float64, bold bool) float64 {
	s := style{face: sans(), size: size}
	if bold {
		s.face = sansBold()
	}
	return m.width(s, m.clean(s.face, text))
}

// setter holds the document while it is set and drawn.
type setter struct {
	r   *report.Report
	doc *gofpdf.Fpdf
	m   *metrics
	// figures holds the layouts of the figure, by size.
	figures map[figureSize]figure.Figure
	// zoom is how many times larger than it was set everything is drawn.
	zoom float64
}

func newSetter(r *report.Report) *setter {
	size := "A4"
	if r.Paper == report.Letter {
		size = "Letter"
	}
	doc := gofpdf.New("P", "pt", size, "")
	return &setter{r: r, doc: doc, m: newMetrics(doc, r.Shaper), figures: map[figureSize]figure.Figure{}, zoom: 1}
}

// maxRuns bounds how often the report is set until its page numbers agree.
const maxRuns = 5

// set runs the flow until the anchors lie where the text says they do.
func (s *setter) set(ctx context.Context) (*flow, error) {
	var known map[string]place
	for range maxRuns {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("set pdf: %w", err)
		}
		f := s.newFlow(known)
		f.report()
		if err := s.m.failed(); err != nil {
			return nil, err
		}
		if samePages(known, f.anchors) {
			f.furniture()
			return f, nil
		}
		known = f.anchors
	}
	f := s.newFlow(known)
	f.report()
	f.furniture()
	return f, nil
}

func samePages(a, b map[string]place) bool {
	return len(a) == len(b) && maps.EqualFunc(a, b, func(x, y place) bool { return x.page == y.page })
}

// places is every text of the file: as it was before it was broken into
// lines, as it was drawn, the outline, the links, and the metadata.
func (s *setter) places(f *flow) []report.Place {
	out := append([]report.Place{}, f.places...)
	for i, p := range f.pages {
		where := pageName(i + 1)
		out = append(out, report.Place{Where: where, Text: drawn(p)})
		for _, m := range p.marks {
			out = append(out, report.Place{Where: "outline", Text: m.title})
		}
		for _, l := range p.links {
			if address, ok := cutURL(l.target); ok {
				out = append(out, report.Place{Where: where, Text: address})
			}
		}
	}
	return append(out, report.Place{Where: "title of the file", Text: s.title()})
}

// apart stands between texts that lie side by side, so that the end of one and the
// beginning of the next are not read as a name: "… engineer", "2 h".
const apart = " |"

// drawn is all the text of a page in one. A word that was parted is whole again; what is
// left of one that was cut off, or goes on on another page, is not a word of its own: the
// whole of it is among the texts as they were before.
func drawn(p page) string {
	out, open, within := []byte{}, false, false // within: the word began on another page
	for i, o := range p.ops {
		if o.kind != opText {
			continue
		}
		text := o.text
		if o.apart {
			out = append(out, apart...)
		}
		if !o.joined {
			out = append(out, ' ')
		}
		if within = o.joined && (within || !open); within {
			_, rest, found := strings.Cut(text, " ")
			text, within = rest, !found
		}
		out = append(out, text...)
		open = o.open && i+1 < len(p.ops) && p.ops[i+1].joined
		if o.open && !open || strings.HasSuffix(text, "…") {
			out = out[:bytes.LastIndexByte(out, ' ')+1]
		}
	}
	return string(out)
}

func pageName(n int) string { return "page " + strconv.Itoa(n) }

func (s *setter) missing() []string {
	out := []string{}
	for _, r := range slices.Sorted(maps.Keys(s.m.missing)) {
		out = append(out, fmt.Sprintf("U+%04X", r))
	}
	return out
}
