package debrief

import (
	"strings"
	"testing"
)

func TestFileNameIsOneEverywhere(t *testing.T) {
	for from, want := range map[string]string{
		"pool graph.png": "pool graph.png", "../../etc/passwd": "passwd", `C:\Users\x\graph.png`: "graph.png",
		"": "attachment", "..": "attachment", ".bashrc": "bashrc", "graph.png. ": "graph.png", "a/": "attachment",
		"CON": "_CON", "nul.txt": "_nul.txt", "com1.png": "_com1.png", "comet.png": "comet.png", "console": "console",
		"a\x00b\ngraph\u202egnp.exe": "abgraphgnp.exe", `what? "now" <a|b>*:.txt`: "what- -now- -a-b---.txt",
		"\xff.png": "\uFFFD.png", strings.Repeat("é", 300) + ".png": strings.Repeat("é", 96) + ".png",
	} {
		got := FileName(from)
		if got != want {
			t.Errorf("FileName(%q) = %q, want %q", from, got, want)
		}
		if again := FileName(got); again != got {
			t.Errorf("FileName(%q) = %q: it does not stay", got, again)
		}
	}
}

func TestMediaTypeIsOneOrUnknown(t *testing.T) {
	for from, want := range map[string]string{
		"image/png": "image/png", "text/plain; charset=utf-8": "text/plain", "": unknownType, "<script>": unknownType,
		"image": unknownType, "a/" + strings.Repeat("b", 200): unknownType,
	} {
		if got := mediaTypeOf(from); got != want {
			t.Errorf("mediaTypeOf(%q) = %q, want %q", from, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("pool graph.png")
	f.Fuzz(func(t *testing.T, text string) {
		got := FileName(text)
		if got == "" || strings.ContainsAny(got, "/\\\x00\n") || strings.HasPrefix(got, ".") || FileName(got) != got {
			t.Errorf("FileName(%q) = %q, then %q", text, got, FileName(got))
		}
	})
}
