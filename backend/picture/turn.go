package picture

import (
	"bytes"
	"encoding/binary"
	"image"

	"golang.org/x/image/draw"
)

// orientation returns how a JPEG is to be turned to be seen, 1 to 8 (Exif 2.32,
// tag 0x0112); 1, as it is, where nothing readable says so.
func orientation(content []byte) int {
	tiff := exif(content)
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at > len(tiff)-2 {
		return 1
	}
	n := int(order.Uint16(tiff[at:]))
	for i := range n {
		tag := at + 2 + 12*i
		if tag+12 > len(tiff) {
			return 1
		}
		if order.Uint16(tiff[tag:]) == 0x0112 {
			if turn := int(order.Uint16(tiff[tag+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}

// exif returns the TIFF structure of a JPEG's first Exif segment, nil when there
// is none before the picture itself.
func exif(content []byte) []byte {
	for at := 2; at+4 <= len(content) && content[at] == 0xff; {
		kind, size := content[at+1], int(binary.BigEndian.Uint16(content[at+2:]))
		end := at + 2 + size
		if kind == 0xda || size < 2 || end > len(content) {
			return nil
		}
		if tiff, ok := bytes.CutPrefix(content[at+4:end], []byte("Exif\x00\x00")); ok && kind == 0xe1 {
			return tiff
		}
		at = end
	}
	return nil
}

// turned draws an image the way its orientation says.
func turned(from image.Image, orientation int) image.Image {
	if orientation == 1 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), from, from.Bounds().Min, draw.Src)
	box := flat.Bounds()
	if orientation >= 5 {
		box = image.Rect(0, 0, h, w)
	}
	to := image.NewRGBA(box)
	// A row lies along a line in what comes of it, always the same way on.
	step := to.PixOffset(place(orientation, 1, 0, w, h)) - to.PixOffset(place(orientation, 0, 0, w, h))
	for y := range h {
		row, at := flat.Pix[y*flat.Stride:], to.PixOffset(place(orientation, 0, y, w, h))
		for x := range w {
			copy(to.Pix[at+x*step:][:4], row[4*x:4*x+4])
		}
	}
	return to
}

// place says where a pixel of an image of a size goes.
func place(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
