package font

import (
	"strings"
	"testing"
)

func TestEveryFaceHasEveryScript(t *testing.T) {
	for _, face := range Faces() {
		for _, script := range Scripts() {
			b, err := File(face[0], script, face[1])
			if err != nil {
				t.Errorf("%v %s: %v", face, script, err)
				continue
			}
			n := 0
			if err := eachRune(b, func(rune) { n++ }); err != nil || n < 40 {
				t.Errorf("%v %s: %d characters, %v", face, script, n, err)
			}
		}
	}
}

func TestCovers(t *testing.T) {
	for script, text := range map[string]string{
		"latin":      "Aa09 é ß – — ’ “” … • € ™ ™ − ×  ",
		"latin-ext":  "Žižek ł ő ẞ",
		"greek":      "αβγ ΑΩ ώ",
		"cyrillic":   "Привет Ё ґ №",
		"vietnamese": "ự ặ ơ",
		Symbols:      "→ ≤ ≥ ≈ ≠ ∞ ✓ ✗ ⚠ ● ○ ① ‑ ‰",
	} {
		for _, face := range Faces() {
			first, _, _ := strings.Cut(text, " ")
			for _, r := range strings.ReplaceAll(text, " ", "") {
				got, ok := Covers(face[0], face[1], r)
				if !ok {
					t.Errorf("%v: %q (%U) has no glyph", face, r, r)
				}
				if strings.ContainsRune(first, r) && r > 127 && got != script {
					t.Errorf("%v: %q is in %q, want %q", face, r, got, script)
				}
			}
		}
	}
}

func TestCoversNot(t *testing.T) {
	for _, r := range []rune{'中', 'あ', '한', 'ש', 'ع', '😀', 0xFFFF, 0x10FFFF, -1, '\n', 0} {
		if script, ok := Covers(Inter, Regular, r); ok {
			t.Errorf("%U is said to be in %q", r, script)
		}
	}
	if _, ok := Covers("comic", Regular, 'a'); ok {
		t.Error("an unknown family covers a letter")
	}
	if _, ok := Covers(Inter, Italic, 'a'); ok {
		t.Error("an unknown style covers a letter")
	}
}

func TestFileUnknown(t *testing.T) {
	if _, err := File(Inter, "runic", Regular); err == nil {
		t.Error("no error for an unknown script")
	}
}

func TestBrokenFontIsAnError(t *testing.T) {
	b, err := File(Inter, "greek", Regular)
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{0, 5, 40, 300, len(b) / 2} {
		_ = eachRune(b[:cut], func(rune) {}) // must return, not panic
	}
	if err := eachRune(b[:40], func(rune) {}); err == nil {
		t.Error("a font cut short is read without an error")
	}
}

func BenchmarkCovers(b *testing.B) {
	Covers(Inter, Regular, 'a')
	for b.Loop() {
		Covers(SourceSerif, Italic, 'ж')
	}
}

// TestEveryFileIsThereForAPage: the same faces, packed.
func TestEveryFileIsThereForAPage(t *testing.T) {
	for _, face := range Faces() {
		for _, script := range Scripts() {
			if script == Symbols && face[0] == SourceSerif {
				continue // it borrows Inter's
			}
			if b, err := Web(face[0], script, face[1]); err != nil || !strings.HasPrefix(string(b), "wOF2") {
				t.Errorf("%v %s: %.4q, %v", face, script, b, err)
			}
		}
	}
	if _, err := Web("comic", "latin", Regular); err == nil {
		t.Error("there is a face nobody knows")
	}
}
