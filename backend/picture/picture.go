// Package picture takes an image from anywhere and makes a clean one of it:
// decoded within bounds and written anew, so that nothing travels with it but
// what is to be seen. Where it was taken, when and with what does not.
package picture

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"secondstory/backend/debrief"
)

// MaxPixels bounds what is decoded: 40 megapixels.
const MaxPixels = 40_000_000

// quality of a JPEG that is written, of 100.
const quality = 90

// Picture is an image written anew.
type Picture struct {
	Content []byte
	// MediaType is image/png or image/jpeg, Extension ".png" or ".jpg".
	MediaType string
	Extension string
	// Width and Height are in pixels.
	Width, Height int
	// Small is the same scaled down, where Options asked for it.
	Small *Picture
}

// Options say what is made of an image.
type Options struct {
	// Part is what stays of it, in pixels as it is seen; empty for all of it.
	Part image.Rectangle
	// Small is the box a small one has to fit; zero for none.
	Small image.Point
	// Progress is told how far it has come, from 0 to 1; may be nil.
	Progress func(part float64)
}

// Clean reads a PNG, JPEG, GIF or WebP image and writes it anew: see Make.
func Clean(content []byte) (Picture, error) { return Make(context.Background(), content, Options{}) }

// Make reads an image and writes it anew, turned the way it is to be seen: as a
// JPEG what lost detail before, as a PNG what did not, unless that is too large for
// an attachment. CodePictureUnreadable, CodePictureTooLarge, CodePictureMoving,
// CodeCancelled; CodeInvalid for a part that is not within it.
func Make(ctx context.Context, content []byte, o Options) (Picture, error) {
	w := watch{ctx: ctx, size: len(content), progress: o.Progress}
	d, err := decode(&w, content)
	if err != nil {
		return Picture{}, err
	}
	if !o.Part.Empty() {
		if err := d.cut(o.Part); err != nil {
			return Picture{}, err
		}
	}
	p, err := d.write(&w)
	if ctx.Err() != nil {
		return Picture{}, debrief.Errorf(debrief.CodeCancelled)
	}
	if err == nil && o.Small != (image.Point{}) {
		small, err := d.small(o.Small.X, o.Small.Y)
		p.Small = &small
		return p, err
	}
	return p, err
}

// Small returns an image scaled down to fit a box of so many pixels.
func Small(content []byte, width, height int) (Picture, error) {
	d, err := decode(&watch{ctx: context.Background()}, content)
	if err != nil {
		return Picture{}, err
	}
	return d.small(width, height)
}

// Print returns an image for paper: no larger than a box of so many pixels, eight
// bits a colour, and nothing to be seen through.
func Print(content []byte, width, height int) (Picture, error) {
	d, err := decode(&watch{ctx: context.Background()}, content)
	if err != nil {
		return Picture{}, err
	}
	d.shown = flat(d.scaled(width, height))
	return d.write(&watch{ctx: context.Background()})
}

// decoded is an image that was read, the right way up.
type decoded struct {
	shown image.Image
	// lossy says that it is written as a JPEG.
	lossy bool
}

// write writes it anew. What is too large as a PNG becomes a JPEG.
func (d decoded) write(w *watch) (Picture, error) {
	if !d.lossy {
		p, err := asPNG(w, d.shown)
		if err != nil || len(p.Content) <= debrief.MaxAttachment {
			return p, err
		}
	}
	p, err := asJPEG(w, d.shown)
	if err == nil && len(p.Content) > debrief.MaxAttachment {
		return Picture{}, debrief.Errorf(debrief.CodePictureTooLarge)
	}
	return p, err
}

func (d decoded) small(width, height int) (Picture, error) {
	w := &watch{ctx: context.Background()}
	small := d.scaled(width, height)
	if d.lossy {
		return asJPEG(w, small)
	}
	return asPNG(w, small)
}

// scaled fits it into a box; it is never made larger.
func (d decoded) scaled(width, height int) image.Image {
	size := d.shown.Bounds().Size()
	scale := min(float64(width)/float64(size.X), float64(height)/float64(size.Y), 1)
	box := image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale)))
	to := image.NewNRGBA(box)
	draw.ApproxBiLinear.Scale(to, box, d.shown, d.shown.Bounds(), draw.Src, nil)
	return to
}

// cut leaves a part of it, counted from its upper left.
func (d *decoded) cut(r image.Rectangle) error {
	r = r.Add(d.shown.Bounds().Min)
	if !r.In(d.shown.Bounds()) {
		return debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounAttachment))
	}
	var to draw.Image = image.NewNRGBA(image.Rectangle{Max: r.Size()})
	if d.lossy { // nothing shows through, and this is written faster
		to = image.NewRGBA(to.Bounds())
	}
	draw.Draw(to, to.Bounds(), d.shown, r.Min, draw.Src)
	d.shown = to
	return nil
}

// flat puts an image on white paper.
func flat(shown image.Image) image.Image {
	to := image.NewRGBA(image.Rectangle{Max: shown.Bounds().Size()})
	draw.Draw(to, to.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(to, to.Bounds(), shown, shown.Bounds().Min, draw.Over)
	return to
}

func asPNG(w *watch, shown image.Image) (Picture, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := encoder.Encode(w.writer(&out), shown)
	return made(out.Bytes(), shown, "image/png", ".png"), err
}

// asJPEG writes a JPEG, which knows no transparency: what shows through is white.
func asJPEG(w *watch, shown image.Image) (Picture, error) {
	if o, ok := shown.(interface{ Opaque() bool }); ok && !o.Opaque() {
		shown = flat(shown)
	}
	var out bytes.Buffer
	err := jpeg.Encode(w.writer(&out), shown, &jpeg.Options{Quality: quality})
	return made(out.Bytes(), shown, "image/jpeg", ".jpg"), err
}

func made(content []byte, shown image.Image, kind, extension string) Picture {
	size := shown.Bounds().Size()
	return Picture{Content: content, MediaType: kind, Extension: extension, Width: size.X, Height: size.Y}
}

// watch follows a piece of work by the bytes that go through it, and ends it when
// somebody stops it.
type watch struct {
	ctx           context.Context
	size          int
	read, written int
	progress      func(part float64)
}

func (w *watch) reader(content []byte) io.Reader { return watched{w: w, in: bytes.NewReader(content)} }
func (w *watch) writer(out io.Writer) io.Writer  { return watched{w: w, out: out} }

// tell counts reading as one half of the work and writing as the other; how much is
// written is not known before.
func (w *watch) tell() error {
	if w.progress != nil && w.size > 0 {
		w.progress(min(float64(w.read)/float64(w.size), 1)/2 + min(float64(w.written)/float64(w.size), 1)/2)
	}
	return w.ctx.Err()
}

type watched struct {
	w   *watch
	in  io.Reader
	out io.Writer
}

func (r watched) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.w.read += n
	if stopped := r.w.tell(); stopped != nil {
		return 0, stopped
	}
	return n, err
}

func (r watched) Write(p []byte) (int, error) {
	r.w.written += len(p)
	if stopped := r.w.tell(); stopped != nil {
		return 0, stopped
	}
	return r.out.Write(p)
}
