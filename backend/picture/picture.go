// Package picture takes a pasted image and makes a clean one of it: decoded
// within bounds and written anew, so that nothing travels with it but what is to
// be seen. Where it was taken, when and with what does not.
package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"

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
}

// Clean reads a PNG or JPEG image and writes it anew. A JPEG is turned the way
// it is to be seen. A PNG too large for an attachment becomes a JPEG.
func Clean(content []byte) (Picture, error) {
	shown, format, err := decode(content)
	if err != nil {
		return Picture{}, err
	}
	if format == "png" {
		p, err := asPNG(shown)
		if err != nil || len(p.Content) <= debrief.MaxAttachment {
			return p, err
		}
	}
	p, err := asJPEG(shown)
	if err == nil && len(p.Content) > debrief.MaxAttachment {
		return Picture{}, debrief.Errorf(debrief.CodePictureTooLarge)
	}
	return p, err
}

// Small returns an image scaled down to fit a box of so many pixels.
func Small(content []byte, width, height int) (Picture, error) {
	full, format, err := decode(content)
	if err != nil {
		return Picture{}, err
	}
	size := full.Bounds().Size()
	scale := min(float64(width)/float64(size.X), float64(height)/float64(size.Y), 1)
	box := image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale)))
	small := image.NewNRGBA(box)
	draw.ApproxBiLinear.Scale(small, box, full, full.Bounds(), draw.Src, nil)
	if format == "png" {
		return asPNG(small)
	}
	return asJPEG(small)
}

// decode reads an image within the bounds, the right way up.
func decode(content []byte) (image.Image, string, error) {
	if len(content) > debrief.MaxAttachment {
		return nil, "", debrief.Errorf(debrief.CodePictureTooLarge)
	}
	size, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || !taken(format) || size.Width < 1 || size.Height < 1 {
		return nil, "", debrief.Errorf(debrief.CodePictureUnreadable)
	}
	if size.Width > MaxPixels/size.Height {
		return nil, "", debrief.Errorf(debrief.CodePictureTooLarge)
	}
	shown, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, "", debrief.Errorf(debrief.CodePictureUnreadable)
	}
	if format == "jpeg" {
		shown = turned(shown, orientation(content))
	}
	return shown, format, nil
}

// taken says that a format is taken here. Other packages of the program may teach
// package image more of them, which are nobody's business here.
func taken(format string) bool { return format == "png" || format == "jpeg" }

func asPNG(shown image.Image) (Picture, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := encoder.Encode(&out, shown)
	return Picture{Content: out.Bytes(), MediaType: "image/png", Extension: ".png"}, err
}

// asJPEG writes a JPEG, which knows no transparency: what shows through is white.
func asJPEG(shown image.Image) (Picture, error) {
	if o, ok := shown.(interface{ Opaque() bool }); ok && !o.Opaque() {
		flat := image.NewRGBA(shown.Bounds())
		draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(flat, flat.Bounds(), shown, shown.Bounds().Min, draw.Over)
		shown = flat
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, shown, &jpeg.Options{Quality: quality})
	return Picture{Content: out.Bytes(), MediaType: "image/jpeg", Extension: ".jpg"}, err
}
