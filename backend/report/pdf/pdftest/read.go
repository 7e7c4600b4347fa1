// Package pdftest reads a finished PDF again, to prove what is in it: its pages, what is
// drawn on them and where, its outline and its links. It knows the files this project
// writes, and is for tests alone.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// File is a PDF that was read.
type File struct {
	Title, Lang string
	// ShowsTitle says that a reader shows the title, not the file's name.
	ShowsTitle bool
	Pages      []Page
	Outline    []Bookmark
	// Info is the metadata, each under its name.
	Info map[string]string

	objects map[ref]object
	fonts   map[ref]*fontFile
}

// Page is what is drawn on a page. Places are in points from the top left.
type Page struct {
	Width, Height float64
	Label         string
	Texts         []Text
	Links         []Link
	// Marks are the points of what is drawn besides text.
	Marks []Point
}

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Text is a run of letters of one font; Y is its baseline.
type Text struct {
	X, Y, Width, Size float64
	Text              string
	// Unseen is said to readers and not drawn.
	Unseen bool
	// Boxes counts the letters its font has no glyph for.
	Boxes int
}

// Link is an area that leads to an address, or to a page (from 1) of this file.
type Link struct {
	Left, Top, Right, Bottom float64
	URL                      string
	Page                     int
	Y                        float64
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Level int
	Page  int
	Y     float64
}

type object struct {
	value  any
	stream []byte
}

// Read reads a file. The error says what is wrong with it.
func Read(file []byte) (*File, error) {
	f := &File{objects: map[ref]object{}, fonts: map[ref]*fontFile{}, Info: map[string]string{}}
	trailer, err := f.table(file)
	if err != nil {
		return nil, err
	}
	root := f.dict(trailer["Root"])
	f.Lang, _ = root["Lang"].(string)
	f.ShowsTitle, _ = f.dict(root["ViewerPreferences"])["DisplayDocTitle"].(bool)
	for k, v := range f.dict(trailer["Info"]) {
		f.Info[string(k)] = said(v)
	}
	f.Title = f.Info["Title"]
	kids, _ := f.dict(root["Pages"])["Kids"].(array)
	numbers := map[ref]int{}
	for i, k := range kids {
		r, _ := k.(ref)
		numbers[r] = i + 1
	}
	for i, k := range kids {
		p, err := f.page(f.dict(k), f.dict(root["Pages"]), numbers)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		p.Label = label(f.dict(root["PageLabels"]), i)
		f.Pages = append(f.Pages, p)
	}
	if first := f.dict(root["Outlines"])["First"]; first != nil {
		err = f.outline(first, 0, numbers)
	}
	return f, err
}

// table reads each object where the file says it is.
func (f *File) table(file []byte) (dict, error) {
	at := bytes.LastIndex(file, []byte("startxref\n"))
	if !bytes.HasPrefix(file, []byte("%PDF-1.")) || at < 0 || !bytes.HasSuffix(bytes.TrimSpace(file), []byte("%%EOF")) {
		return nil, fmt.Errorf("it is no finished PDF")
	}
	var start int
	if _, err := fmt.Sscan(string(file[at+len("startxref\n"):]), &start); err != nil || start >= at || !bytes.HasPrefix(file[start:], []byte("xref\n")) {
		return nil, fmt.Errorf("no table at %d", start)
	}
	lines := strings.Split(string(file[start:at]), "\n")
	var from, n int
	if _, err := fmt.Sscan(lines[1], &from, &n); err != nil || from != 0 || len(lines) < n+3 {
		return nil, fmt.Errorf("the table begins %q", lines[1])
	}
	for i := 1; i < n; i++ {
		offset, err := strconv.Atoi(strings.Fields(lines[2+i])[0])
		if err != nil || offset >= start {
			return nil, fmt.Errorf("object %d is at %q", i, lines[2+i])
		}
		if err := f.object(file, ref(i), offset); err != nil {
			return nil, fmt.Errorf("object %d: %w", i, err)
		}
	}
	trailer := bytes.Index(file[start:], []byte("trailer\n"))
	l := lexer{b: file, at: start + trailer + len("trailer\n")}
	v, err := l.next()
	d, _ := v.(dict)
	return d, err
}

func (f *File) object(file []byte, n ref, offset int) error {
	head := fmt.Sprintf("%d 0 obj\n", n)
	if !bytes.HasPrefix(file[offset:], []byte(head)) {
		return fmt.Errorf("%.20q stands at %d", file[offset:], offset)
	}
	l := lexer{b: file, at: offset + len(head)}
	v, err := l.next()
	if err != nil {
		return err
	}
	o := object{value: v}
	l.space()
	if bytes.HasPrefix(file[l.at:], []byte("stream\n")) {
		d, _ := v.(dict)
		length, _ := d["Length"].(float64)
		from := l.at + len("stream\n")
		if from+int(length) > len(file) {
			return fmt.Errorf("a stream of %v bytes", length)
		}
		o.stream = file[from : from+int(length)]
		l.at = from + int(length)
		l.space()
		if !bytes.HasPrefix(file[l.at:], []byte("endstream")) {
			return fmt.Errorf("a stream does not end where it says")
		}
		l.at += len("endstream")
		l.space()
	}
	if !bytes.HasPrefix(file[l.at:], []byte("endobj")) {
		return fmt.Errorf("it does not end: %.20q", file[l.at:])
	}
	f.objects[n] = o
	return nil
}

// resolve follows a reference.
func (f *File) resolve(v any) any {
	if r, ok := v.(ref); ok {
		return f.objects[r].value
	}
	return v
}

func (f *File) dict(v any) dict {
	d, _ := f.resolve(v).(dict)
	return d
}

// stream is what a stream holds.
func (f *File) stream(v any) ([]byte, error) {
	r, _ := v.(ref)
	o, ok := f.objects[r]
	if !ok || o.stream == nil {
		return nil, fmt.Errorf("object %d is no stream", r)
	}
	if d, _ := o.value.(dict); d["Filter"] != name("FlateDecode") {
		return o.stream, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(o.stream))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func (f *File) page(d, pages dict, numbers map[ref]int) (Page, error) {
	box, ok := d["MediaBox"].(array)
	if !ok {
		box, _ = pages["MediaBox"].(array)
	}
	if len(box) != 4 {
		return Page{}, fmt.Errorf("it has no size")
	}
	p := Page{}
	p.Width, _ = box[2].(float64)
	p.Height, _ = box[3].(float64)
	annotations, _ := f.resolve(d["Annots"]).(array)
	for _, a := range annotations {
		link, err := f.link(f.dict(a), p.Height, numbers)
		if err != nil {
			return p, err
		}
		p.Links = append(p.Links, link)
	}
	content, err := f.stream(d["Contents"])
	if err != nil {
		return p, err
	}
	return p, f.content(&p, content, f.dict(d["Resources"]))
}

func (f *File) link(d dict, height float64, numbers map[ref]int) (Link, error) {
	rect, _ := d["Rect"].(array)
	if len(rect) != 4 {
		return Link{}, fmt.Errorf("a link has no place")
	}
	n := [4]float64{}
	for i := range n {
		n[i], _ = rect[i].(float64)
	}
	l := Link{Left: min(n[0], n[2]), Right: max(n[0], n[2]), Top: height - max(n[1], n[3]), Bottom: height - min(n[1], n[3])}
	if a := f.dict(d["A"]); a != nil {
		l.URL, _ = a["URI"].(string)
		return l, nil
	}
	var err error
	l.Page, l.Y, err = destination(d["Dest"], height, numbers)
	return l, err
}

func destination(v any, height float64, numbers map[ref]int) (page int, y float64, err error) {
	a, _ := v.(array)
	if len(a) != 5 {
		return 0, 0, fmt.Errorf("%v leads nowhere", v)
	}
	r, _ := a[0].(ref)
	up, _ := a[3].(float64)
	if numbers[r] == 0 || up < 0 || up > height {
		return 0, 0, fmt.Errorf("%v leads off the page", v)
	}
	return numbers[r], height - up, nil
}

func (f *File) outline(at any, level int, numbers map[ref]int) error {
	for at != nil {
		d := f.dict(at)
		dest, _ := d["Dest"].(array)
		if len(dest) == 0 || d["Title"] == nil {
			return fmt.Errorf("a bookmark has no title or leads nowhere")
		}
		r, _ := dest[0].(ref)
		page, y, err := destination(d["Dest"], f.height(r), numbers)
		if err != nil {
			return err
		}
		f.Outline = append(f.Outline, Bookmark{said(d["Title"]), level, page, y})
		if first := d["First"]; first != nil {
			if err := f.outline(first, level+1, numbers); err != nil {
				return err
			}
		}
		at = d["Next"]
	}
	return nil
}

// height is that of a page.
func (f *File) height(page ref) float64 {
	d := f.dict(page)
	box, ok := d["MediaBox"].(array)
	if !ok {
		box, _ = f.dict(d["Parent"])["MediaBox"].(array)
	}
	if len(box) != 4 {
		return 0
	}
	h, _ := box[3].(float64)
	return h
}

// label is what a reader calls a page (ISO 32000-1, 12.4.2); only decimal numbers are known.
func label(labels dict, page int) string {
	nums, _ := labels["Nums"].(array)
	out := ""
	for i := 0; i+1 < len(nums); i += 2 {
		from, _ := nums[i].(float64)
		d, _ := nums[i+1].(dict)
		if int(from) > page {
			break
		}
		first, ok := d["St"].(float64)
		if !ok {
			first = 1
		}
		out, _ = d["P"].(string)
		if d["S"] == name("D") {
			out += strconv.Itoa(page - int(from) + int(first))
		}
	}
	return out
}

// said is a text string: UTF-16 with its mark, or plain.
func said(v any) string {
	s, _ := v.(string)
	if !strings.HasPrefix(s, "\xfe\xff") {
		return s
	}
	return fromUTF16(s[2:])
}

func fromUTF16(s string) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
