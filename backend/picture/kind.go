package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/webp"

	"secondstory/backend/debrief"
)

// kind is a kind of image that can be read, told by how its bytes begin.
type kind struct {
	name   string
	is     func(content []byte) bool
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	// moves says that there is more than one picture in it, without decoding any.
	moves func(content []byte) bool
}

func kinds() []kind {
	return []kind{
		{"png", begins("\x89PNG\r\n\x1a\n"), png.DecodeConfig, png.Decode, pngMoves},
		{"jpeg", begins("\xff\xd8\xff"), jpeg.DecodeConfig, jpeg.Decode, func([]byte) bool { return false }},
		{"gif", begins("GIF8"), gif.DecodeConfig, gif.Decode, gifMoves},
		{"webp", isWebP, webp.DecodeConfig, webp.Decode, webpMoves},
	}
}

func begins(with string) func([]byte) bool {
	return func(content []byte) bool { return bytes.HasPrefix(content, []byte(with)) }
}

func isWebP(content []byte) bool {
	return len(content) >= 12 && string(content[:4]) == "RIFF" && string(content[8:12]) == "WEBP"
}

func kindOf(content []byte) (kind, bool) {
	all := kinds()
	n := slices.IndexFunc(all, func(k kind) bool { return k.is(content) })
	if n < 0 {
		return kind{}, false
	}
	return all[n], true
}

// Is says whether bytes begin as those of a picture do, or a name says that they
// are meant to be one: what is wrong with it is told when it is read.
func Is(name string, content []byte) bool {
	if _, ok := kindOf(content); ok {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".avif":
		return true
	}
	return false
}

// decode reads an image within the bounds, the right way up.
func decode(w *watch, content []byte) (decoded, error) {
	if len(content) > debrief.MaxAttachment {
		return decoded{}, debrief.Errorf(debrief.CodePictureTooLarge)
	}
	k, ok := kindOf(content)
	if !ok {
		return decoded{}, debrief.Errorf(debrief.CodePictureUnreadable)
	}
	if err := k.fits(content); err != nil {
		return decoded{}, err
	}
	shown, err := k.decode(w.reader(content))
	if w.ctx.Err() != nil {
		return decoded{}, debrief.Errorf(debrief.CodeCancelled)
	}
	if err != nil || shown.Bounds().Empty() {
		return decoded{}, debrief.Errorf(debrief.CodePictureUnreadable)
	}
	if k.name == "jpeg" {
		shown = turned(shown, orientation(content))
	}
	_, chroma := shown.(*image.YCbCr)
	return decoded{shown: shown, lossy: k.name == "jpeg" || k.name == "webp" && chroma}, nil
}

// fits says what keeps an image from being decoded, from its head alone.
func (k kind) fits(content []byte) error {
	size, err := k.config(bytes.NewReader(content))
	sizes := []image.Point{{X: size.Width, Y: size.Height}}
	if k.name == "webp" {
		sizes = append(sizes, webpSizes(content)...)
	}
	for _, s := range sizes {
		if err != nil || s.X < 1 || s.Y < 1 {
			return debrief.Errorf(debrief.CodePictureUnreadable)
		}
		if s.X > MaxPixels/s.Y {
			return debrief.Errorf(debrief.CodePictureTooLarge)
		}
	}
	if k.moves(content) {
		return debrief.Errorf(debrief.CodePictureMoving)
	}
	return nil
}

// pngMoves looks for the chunk of an animation before the picture (APNG, acTL).
func pngMoves(content []byte) bool {
	for at := 8; at+8 <= len(content); {
		switch string(content[at+4 : at+8]) {
		case "acTL":
			return true
		case "IDAT":
			return false
		}
		at += 12 + int(binary.BigEndian.Uint32(content[at:]))
	}
	return false
}

// gifMoves counts the images of a GIF (GIF89a, sections 18 to 27).
func gifMoves(content []byte) bool {
	if len(content) < 13 {
		return false
	}
	images := 0
	for at := 13 + colours(content[10]); at < len(content); {
		switch content[at] {
		case 0x2c:
			if images++; images > 1 || at+10 > len(content) {
				return images > 1
			}
			at = blocks(content, at+11+colours(content[at+9]))
		case 0x21:
			at = blocks(content, at+2)
		default:
			return false
		}
	}
	return false
}

// colours is the length of a table of colours, in bytes, as its flags say.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks passes over blocks of data up to the empty one that ends them.
func blocks(content []byte, at int) int {
	for at < len(content) && content[at] != 0 {
		at += 1 + int(content[at])
	}
	return at + 1
}

// webpMoves reads the flag of an animation (WebP container, VP8X).
func webpMoves(content []byte) bool {
	for name, data := range chunks(content) {
		if name == "VP8X" && len(data) > 0 && data[0]&0x02 != 0 || name == "ANIM" {
			return true
		}
	}
	return false
}

// webpSizes are the sizes of the pictures within a WebP: they need not be that of
// the canvas, which is all its head tells.
func webpSizes(content []byte) (out []image.Point) {
	for name, data := range chunks(content) {
		switch {
		case name == "VP8 " && len(data) >= 10:
			w, h := binary.LittleEndian.Uint16(data[6:]), binary.LittleEndian.Uint16(data[8:])
			out = append(out, image.Pt(int(w&0x3fff), int(h&0x3fff)))
		case name == "VP8L" && len(data) >= 5:
			bits := binary.LittleEndian.Uint32(data[1:])
			out = append(out, image.Pt(int(bits&0x3fff)+1, int(bits>>14&0x3fff)+1))
		}
	}
	return out
}

// chunks walks the chunks of a WebP.
func chunks(content []byte) func(yield func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		for at := 12; at+8 <= len(content); {
			size := int(binary.LittleEndian.Uint32(content[at+4:]))
			if size > len(content)-at-8 {
				size = len(content) - at - 8
			}
			if !yield(string(content[at:at+4]), content[at+8:at+8+size]) {
				return
			}
			at += 8 + size + size&1
		}
	}
}
