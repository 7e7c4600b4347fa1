package picture_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
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

// What ImageMagick makes of 6 × 4 pixels in one colour.
const (
	webpLossless = "UklGRh4AAABXRUJQVlA4TBEAAAAvBcAAAAdQrS7Uq/+BiOh/AAA="
	webpLossy    = "UklGRjQAAABXRUJQVlA4ICgAAACQAQCdASoGAAQAAgA0JaACdLoAA5gA/vLrfkUixlb/4tDrQ60M6QAA"
)

func webpOf(tb testing.TB, text string) []byte {
	tb.Helper()
	out, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// asGIF writes so many pictures, one after the other, with a comment.
func asGIF(tb testing.TB, n int) []byte {
	tb.Helper()
	var all gif.GIF
	for i := range n {
		m := image.NewPaletted(image.Rect(0, 0, 6, 4), color.Palette{color.Black, color.White})
		m.SetColorIndex(i, 0, 1)
		all.Image, all.Delay = append(all.Image, m), append(all.Delay, 5)
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &all); err != nil {
		tb.Fatal(err)
	}
	return slices.Concat(out.Bytes()[:13], []byte("\x21\xfe\x06SECRET\x00"), out.Bytes()[13:])
}

func TestEveryKindIsReadAndWrittenAnew(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		kind    string
	}{
		"gif":           {asGIF(t, 1), "image/png"},
		"lossless webp": {webpOf(t, webpLossless), "image/png"},
		"lossy webp":    {webpOf(t, webpLossy), "image/jpeg"},
	} {
		got, err := picture.Clean(c.content)
		if err != nil || got.MediaType != c.kind || got.Width != 6 || got.Height != 4 || bytes.Contains(got.Content, []byte("SECRET")) {
			t.Errorf("%s: %s, %d × %d, %v", name, got.MediaType, got.Width, got.Height, err)
		}
	}
}

func TestWhatIsCutAwayIsNotThere(t *testing.T) {
	for name, content := range map[string][]byte{"png": asPNG(t, corner(64, 40)), "jpeg": asJPEG(t, corner(40, 64), 6)} {
		got, err := picture.Make(t.Context(), content, picture.Options{Part: image.Rect(40, 4, 60, 16), Small: image.Pt(10, 10)})
		if err != nil || got.Width != 20 || got.Height != 12 || got.Small == nil || got.Small.Width != 10 {
			t.Fatalf("%s: %+v, %v", name, got, err)
		}
		shown, _, err := image.Decode(bytes.NewReader(got.Content))
		if err != nil || shown.Bounds().Size() != image.Pt(20, 12) {
			t.Errorf("%s: %v, %v", name, shown.Bounds(), err)
		}
		_, err = picture.Make(t.Context(), content, picture.Options{Part: image.Rect(50, 30, 65, 40)})
		if debrief.CodeOf(err) != debrief.CodeInvalid {
			t.Errorf("%s: a part that is not in it: %v", name, err)
		}
	}
}

func TestPaperHasEightBitsAndNothingShowsThrough(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 300, 200))
	got, err := picture.Print(asPNG(t, deep), 150, 150)
	if err != nil || got.Width != 150 || got.Height != 100 {
		t.Fatalf("%d × %d, %v", got.Width, got.Height, err)
	}
	shown, err := png.Decode(bytes.NewReader(got.Content))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, a := shown.At(10, 10).RGBA(); r != 0xffff || a != 0xffff || got.Content[24] != 8 || got.Content[25] != 2 {
		t.Errorf("%x %x, depth %d, type %d", r, a, got.Content[24], got.Content[25])
	}
}

func TestItCanBeStoppedAndSaysHowFarItIs(t *testing.T) {
	content := asPNG(t, corner(800, 600))
	last := 0.0
	if _, err := picture.Make(t.Context(), content, picture.Options{Progress: func(part float64) {
		if part < last || part > 1 {
			t.Errorf("from %v to %v", last, part)
		}
		last = part
	}}); err != nil || last < 0.9 {
		t.Errorf("ends at %v, %v", last, err)
	}
	for _, at := range []float64{0, 0.5} {
		ctx, stop := context.WithCancel(t.Context())
		_, err := picture.Make(ctx, content, picture.Options{Progress: func(part float64) {
			if part > at {
				stop()
			}
		}})
		if debrief.CodeOf(err) != debrief.CodeCancelled {
			t.Errorf("stopped at %v: %v", at, err)
		}
	}
}

func TestAFileIsAPictureByContentOrByWhatItIsCalled(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		is      bool
	}{
		"graph":     {asPNG(t, corner(2, 2)), true},
		"graph.PNG": {[]byte("no picture"), true},
		"logo.svg":  {[]byte("<svg/>"), true},
		"app.log":   {[]byte("14:02 started"), false},
	} {
		if picture.Is(name, c.content) != c.is {
			t.Errorf("%s: %v", name, !c.is)
		}
	}
	path := filepath.Join(t.TempDir(), "logo.svg")
	if err := os.WriteFile(path, []byte("<svg/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	var told *debrief.Error
	if _, err := picture.Read(path); !errors.As(err, &told) || told.Code != debrief.CodePictureFileUnreadable || told.Args["file"] != "logo.svg" {
		t.Errorf("%v", err)
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
	hidden := webpOf(t, webpLossy) // its canvas is small, the picture in it is not
	binary.LittleEndian.PutUint32(hidden[26:], 0x3fff3fff)
	within := slices.Concat(hidden[:12], []byte("VP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x05\x00\x00\x03\x00\x00"), hidden[12:])
	moves := webpOf(t, webpLossy)
	moves = slices.Concat(moves[:12], []byte("VP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x05\x00\x00\x03\x00\x00"), moves[12:])
	still := asPNG(t, corner(8, 8))
	apng := slices.Concat(still[:33], []byte("\x00\x00\x00\x08acTL\x00\x00\x00\x02\x00\x00\x00\x00\xf3\x8d\x93\x70"), still[33:])
	for name, c := range map[string]struct {
		content []byte
		code    debrief.Code
	}{
		"a gif that moves":   {asGIF(t, 2), debrief.CodePictureMoving},
		"a png that moves":   {apng, debrief.CodePictureMoving},
		"a webp that moves":  {moves, debrief.CodePictureMoving},
		"a webp vast within": {within, debrief.CodePictureTooLarge},
		"a webp cut off":     {webpOf(t, webpLossy)[:30], debrief.CodePictureUnreadable},
		"a bitmap":           {[]byte("BM\x46\x00\x00\x00\x00\x00\x00\x00\x36"), debrief.CodePictureUnreadable},
		"vast":               {vast, debrief.CodePictureTooLarge},
		"heavy":              {make([]byte, debrief.MaxAttachment+1), debrief.CodePictureTooLarge},
		"nothing":            {nil, debrief.CodePictureUnreadable},
		"a text":             {[]byte("<svg onload=alert(1)>"), debrief.CodePictureUnreadable},
		"cut off":            {asPNG(t, corner(64, 64))[:60], debrief.CodePictureUnreadable},
		"a gif":              {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), debrief.CodePictureUnreadable},
		"its head":           {[]byte("\xff\xd8\xff\xe1"), debrief.CodePictureUnreadable},
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
	f.Add(asGIF(f, 2))
	f.Add(webpOf(f, webpLossless))
	f.Add(webpOf(f, webpLossy))
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

// BenchmarkTwentyMegapixels is what stands between choosing a photograph of a
// whiteboard or a very large screenshot and seeing it: read, turned, written anew,
// and a small one beside it.
func BenchmarkTwentyMegapixels(b *testing.B) {
	for _, c := range []struct {
		name    string
		content []byte
	}{
		{"png", asPNG(b, photo(5472, 3648))},
		{"jpeg", asJPEG(b, photo(5472, 3648), 1)},
		{"jpeg turned", asJPEG(b, photo(5472, 3648), 6)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := picture.Make(b.Context(), c.content, picture.Options{Small: image.Pt(480, 320)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// photo is an image with something to be seen everywhere.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = byte(i/7 + i/w)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}
