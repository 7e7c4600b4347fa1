package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif" // as other packages of the program know it
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

// corner is an image with one bright quarter, above at the left.
func corner(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 255, 255, 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func asPNG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// asJPEG writes a JPEG with an Exif segment that says its orientation and a place.
func asJPEG(tb testing.TB, m image.Image, orientation uint16) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		tb.Fatal(err)
	}
	tiff := []byte("Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	tiff = binary.LittleEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, "\x00\x00\x00\x00\x00\x00SECRET PLACE"...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(tiff)+2))
	return slices.Concat(out.Bytes()[:2], head, tiff, out.Bytes()[2:])
}

// withText is a PNG with a text chunk before its end.
func withText(content []byte, text string) []byte {
	chunk := append([]byte("tEXtComment\x00"), text...)
	sum := crc32.ChecksumIEEE(chunk)
	var out []byte
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = binary.BigEndian.AppendUint32(append(out, chunk...), sum)
	end := len(content) - 12
	return slices.Concat(content[:end], out, content[end:])
}

func TestNothingTravelsWithAPicture(t *testing.T) {
	for _, c := range []struct {
		content []byte
		kind    string
	}{
		{withText(asPNG(t, corner(64, 40)), "SECRET PLACE"), "image/png"},
		{asJPEG(t, corner(64, 40), 1), "image/jpeg"},
	} {
		if !bytes.Contains(c.content, []byte("SECRET")) {
			t.Fatal("nothing to drop")
		}
		got, err := picture.Clean(c.content)
		if err != nil || got.MediaType != c.kind {
			t.Fatalf("%+v, %v", got.MediaType, err)
		}
		if bytes.Contains(got.Content, []byte("SECRET")) || bytes.Contains(got.Content, []byte("Exif")) {
			t.Errorf("%s keeps what came with it", c.kind)
		}
	}
}

func TestAPictureIsTheRightWayUp(t *testing.T) {
	// Where the bright corner, above at the left as stored, is to be seen.
	where := map[uint16]image.Point{
		1: {10, 10}, 2: {53, 10}, 3: {53, 29}, 4: {10, 29}, 5: {10, 10}, 6: {29, 10}, 7: {29, 53}, 8: {10, 53},
	}
	for orientation, at := range where {
		got, err := picture.Clean(asJPEG(t, corner(64, 40), orientation))
		if err != nil {
			t.Fatal(err)
		}
		shown, _, err := image.Decode(bytes.NewReader(got.Content))
		if err != nil {
			t.Fatal(err)
		}
		size := image.Pt(64, 40)
		if orientation >= 5 {
			size = image.Pt(40, 64)
		}
		if r, _, _, _ := shown.At(at.X, at.Y).RGBA(); shown.Bounds().Size() != size || r < 0x8000 {
			t.Errorf("orientation %d: %v, bright %v", orientation, shown.Bounds(), r)
		}
	}
}

func TestPixelsOfAPNGStay(t *testing.T) {
	m := corner(30, 20)
	m.Set(3, 3, color.RGBA{0, 0, 0, 0})
	got, err := picture.Clean(asPNG(t, m))
	if err != nil {
		t.Fatal(err)
	}
	shown, _, _ := image.Decode(bytes.NewReader(got.Content))
	for y := range 20 {
		for x := range 30 {
			r, g, b, a := m.At(x, y).RGBA()
			if r2, g2, b2, a2 := shown.At(x, y).RGBA(); r != r2 || g != g2 || b != b2 || a != a2 {
				t.Fatalf("pixel %d, %d differs", x, y)
			}
		}
	}
}

func TestWhatIsTooLargeOrNoPictureIsRefused(t *testing.T) {
	vast := asPNG(t, corner(8, 8))
	binary.BigEndian.PutUint32(vast[16:], 50_000)
	binary.BigEndian.PutUint32(vast[20:], 50_000)
	binary.BigEndian.PutUint32(vast[29:], crc32.ChecksumIEEE(vast[12:29]))
	var moving bytes.Buffer
	if err := gif.Encode(&moving, corner(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		code    debrief.Code
	}{
		"a gif that can be read": {moving.Bytes(), debrief.CodePictureUnreadable},
		"vast":                   {vast, debrief.CodePictureTooLarge},
		"heavy":                  {make([]byte, debrief.MaxAttachment+1), debrief.CodePictureTooLarge},
		"nothing":                {nil, debrief.CodePictureUnreadable},
		"a text":                 {[]byte("<svg onload=alert(1)>"), debrief.CodePictureUnreadable},
		"cut off":                {asPNG(t, corner(64, 64))[:60], debrief.CodePictureUnreadable},
		"a gif":                  {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), debrief.CodePictureUnreadable},
		"its head":               {[]byte("\xff\xd8\xff\xe1"), debrief.CodePictureUnreadable},
	} {
		var told *debrief.Error
		if _, err := picture.Clean(c.content); !errors.As(err, &told) || told.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func TestASmallPictureFitsItsBox(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{{400, 200, 100, 50}, {200, 400, 40, 80}, {30, 20, 30, 20}, {4000, 1, 100, 1}} {
		got, err := picture.Small(asPNG(t, corner(c.w, c.h)), 100, 80)
		if err != nil {
			t.Fatal(err)
		}
		size, _, err := image.DecodeConfig(bytes.NewReader(got.Content))
		if err != nil || size.Width != c.wantW || size.Height != c.wantH {
			t.Errorf("%d × %d becomes %d × %d, %v", c.w, c.h, size.Width, size.Height, err)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add(asPNG(f, corner(4, 4)))
	f.Add(asJPEG(f, corner(4, 4), 6))
	f.Fuzz(func(t *testing.T, content []byte) {
		if got, err := picture.Clean(content); err == nil && len(got.Content) == 0 {
			t.Error("a picture of nothing")
		}
	})
}

func BenchmarkCleanScreenshot(b *testing.B) {
	content := asPNG(b, corner(2560, 1440))
	for b.Loop() {
		if _, err := picture.Clean(content); err != nil {
			b.Fatal(err)
		}
	}
}
