package pdftest

import "fmt"

// fontFile is what is known of a font.
type fontFile struct {
	glyphs []byte // two bytes for each letter
	widths map[int]float64
	usual  float64
}

// matrix maps points (ISO 32000-1, 8.3.3).
type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// state is what operators change.
type state struct {
	m                    matrix
	font                 *fontFile
	size, tracking, wide float64
	unseen               bool
}

// reader reads what is drawn on a page.
type reader struct {
	f     *File
	p     *Page
	fonts dict
	now   state
	saved []state
	text  matrix
	// instead is what is to be read where something else is written.
	instead []string
}

// content reads the operators of a page.
func (f *File) content(p *Page, stream []byte, resources dict) error {
	r := reader{f: f, p: p, fonts: f.dict(resources["Font"]), now: state{m: matrix{1, 0, 0, 1, 0, 0}, wide: 100}}
	l := lexer{b: stream}
	args := []any{}
	for !l.done() {
		v, err := l.next()
		if err != nil {
			return fmt.Errorf("%w at %.40q", err, stream[min(l.at, len(stream)):])
		}
		op, ok := v.(operator)
		if !ok {
			args = append(args, v)
			continue
		}
		if err := r.do(op, args); err != nil {
			return fmt.Errorf("%s: %w", op, err)
		}
		args = args[:0]
	}
	if len(r.saved) > 0 || len(args) > 0 {
		return fmt.Errorf("%d states and %d values are left", len(r.saved), len(args))
	}
	return nil
}

func numbers(args []any) (out [6]float64) {
	for i := range min(len(args), len(out)) {
		out[i], _ = args[i].(float64)
	}
	return out
}

func (r *reader) do(op operator, args []any) error {
	n := numbers(args)
	switch op {
	case "q":
		r.saved = append(r.saved, r.now)
	case "Q":
		if len(r.saved) == 0 {
			return fmt.Errorf("no state was saved")
		}
		r.now, r.saved = r.saved[len(r.saved)-1], r.saved[:len(r.saved)-1]
	case "cm":
		r.now.m = matrix(n).times(r.now.m)
	case "m", "l":
		r.mark(n[0], n[1])
	case "c":
		r.mark(n[4], n[5]) // the controls of a curve may lie outside of it
	case "re":
		r.mark(n[0], n[1])
		r.mark(n[0]+n[2], n[1]+n[3])
	case "Do":
		r.mark(0, 0)
		r.mark(1, 1)
	default:
		return r.texts(op, args, n)
	}
	return nil
}

func (r *reader) texts(op operator, args []any, n [6]float64) error {
	switch op {
	case "BT":
		r.text = matrix{1, 0, 0, 1, 0, 0}
	case "Td":
		r.text = matrix{1, 0, 0, 1, n[0], n[1]}.times(r.text)
	case "Tf":
		return r.font(args)
	case "Tc":
		r.now.tracking = n[0]
	case "Tz":
		r.now.wide = n[0]
	case "Tr":
		r.now.unseen = n[0] == 3
	case "BDC":
		r.begin(args)
	case "EMC":
		r.instead = r.instead[:len(r.instead)-1]
	case "Tj":
		return r.show(args)
	case "ET", "w", "J", "j", "M", "d", "i", "gs", "n", "f", "f*", "F", "B", "B*", "b", "S", "s", "h", "W", "W*", "g", "G", "rg", "RG", "BMC", "Tw", "Tm":
	default:
		return fmt.Errorf("what is it?")
	}
	return nil
}

// begin opens a marked content; its ActualText stands for the texts within.
func (r *reader) begin(args []any) {
	text := ""
	if len(args) == 2 {
		d, _ := args[1].(dict)
		text = said(d["ActualText"])
	}
	r.instead = append(r.instead, text)
}

func (r *reader) mark(x, y float64) {
	x, y = r.now.m.at(x, y)
	r.p.Marks = append(r.p.Marks, Point{x, r.p.Height - y})
}

func (r *reader) font(args []any) error {
	key, _ := args[0].(name)
	id, ok := r.fonts[key].(ref)
	if !ok {
		return fmt.Errorf("there is no font %s", key)
	}
	r.now.size, _ = args[1].(float64)
	if r.f.fonts[id] == nil {
		read, err := r.f.font(id)
		if err != nil {
			return fmt.Errorf("font %s: %w", key, err)
		}
		r.f.fonts[id] = read
	}
	r.now.font = r.f.fonts[id]
	return nil
}

// font reads a font of the kind gofpdf writes: letters are numbered by their code.
func (f *File) font(id ref) (*fontFile, error) {
	below, _ := f.dict(id)["DescendantFonts"].(array)
	if len(below) != 1 {
		return nil, fmt.Errorf("it is of another kind")
	}
	d := f.dict(below[0])
	glyphs, err := f.stream(d["CIDToGIDMap"])
	if err != nil || f.dict(d["FontDescriptor"])["FontFile2"] == nil {
		return nil, fmt.Errorf("it is not in the file: %w", err)
	}
	out := &fontFile{glyphs: glyphs, widths: map[int]float64{}, usual: 1000}
	if w, ok := d["DW"].(float64); ok {
		out.usual = w
	}
	w, _ := f.resolve(d["W"]).(array)
	for i := 0; i+1 < len(w); {
		first, _ := w[i].(float64)
		if each, ok := w[i+1].(array); ok {
			for k, v := range each {
				out.widths[int(first)+k], _ = v.(float64)
			}
			i += 2
			continue
		}
		last, _ := w[i+1].(float64)
		for c := int(first); c <= int(last) && i+2 < len(w); c++ {
			out.widths[c], _ = w[i+2].(float64)
		}
		i += 3
	}
	return out, nil
}

func (r *reader) show(args []any) error {
	s, _ := args[0].(string)
	if r.now.font == nil || len(s)%2 != 0 {
		return fmt.Errorf("%q in no font", s)
	}
	x, y := r.text.times(r.now.m).at(0, 0)
	t := Text{X: x, Y: r.p.Height - y, Size: r.now.size, Text: fromUTF16(s), Unseen: r.now.unseen}
	for i := 0; i < len(s); i += 2 {
		c := int(s[i])<<8 | int(s[i+1])
		if 2*c+1 >= len(r.now.font.glyphs) || r.now.font.glyphs[2*c] == 0 && r.now.font.glyphs[2*c+1] == 0 {
			t.Boxes++
		}
		w, ok := r.now.font.widths[c]
		if !ok {
			w = r.now.font.usual
		}
		t.Width += (w*r.now.size/1000 + r.now.tracking) * r.now.wide / 100 * r.now.m[0]
	}
	if n := len(r.instead); n > 0 && r.instead[n-1] != "" {
		t.Text = r.instead[n-1]
	}
	r.p.Texts = append(r.p.Texts, t)
	return nil
}
