package catalog

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// glyphs is a font's map as gofpdf writes it, for these codes.
func glyphs(codes ...int) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	all := make([]byte, 2<<16)
	for i, c := range codes {
		all[2*c+1] = byte(i + 1)
	}
	_, _ = z.Write(all)
	_ = z.Close()
	return fmt.Appendf(nil, "4 0 obj\n<</Length %d%s%s\nendstream", b.Len(), toGlyphsHead, b.Bytes())
}

func TestLettersAreThoseOfTheFont(t *testing.T) {
	cmap := "begincmap\n" + everyLetter + "endcmap"
	map4 := glyphs('A', 'B', 'C', 'é', 0x1ff, 0x200, 0x201)
	f := finisher{file: map4, offsets: []int{0, 0, 0, 0}}
	got := string(f.letters(0, []byte(cmap)))
	want := "begincmap\n4 beginbfrange\n<0041> <0043> <0041>\n<00E9> <00E9> <00E9>\n<01FF> <01FF> <01FF>\n<0200> <0201> <0200>\nendbfrange\nendcmap"
	if got != want {
		t.Errorf("letters:\n%s", got)
	}
	f.written = []rune{'中', 'D', 'A', '🙂'}
	if got := string(f.letters(0, []byte(everyLetter))); !strings.Contains(got, "<0041> <0044> <0041>\n") || !strings.Contains(got, "<4E2D> <4E2D> <4E2D>\n") {
		t.Errorf("letters that are written alone:\n%s", got)
	}
	for name, stream := range map[string]string{"another stream": "BT ET", "no map after it": cmap} {
		if got := string((&finisher{file: []byte("x"), offsets: []int{0, 0, 0, 0}}).letters(0, []byte(stream))); got != stream {
			t.Errorf("%s becomes %q", name, got)
		}
	}
	if got := string((&finisher{file: map4, offsets: []int{0}}).letters(0, []byte(cmap))); got != cmap {
		t.Errorf("the last object becomes %q", got)
	}
}

func TestRangesAreFewAtATime(t *testing.T) {
	every := []int{}
	for c := 0; c < 500; c += 2 {
		every = append(every, c)
	}
	f := finisher{file: glyphs(every...), offsets: []int{0, 0, 0, 0}}
	got := string(f.letters(0, []byte(everyLetter)))
	for _, head := range []string{"100 beginbfrange", "50 beginbfrange"} {
		if !strings.Contains(got, head) {
			t.Errorf("without %q", head)
		}
	}
	if !slices.Equal(codes(glyphs(7, 9)), []int{7, 9}) {
		t.Error("codes are lost")
	}
}
