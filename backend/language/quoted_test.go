package language_test

import (
	"strings"
	"testing"

	"secondstory/backend/language"
)

func TestQuotedKnowsQuotationsAndCode(t *testing.T) {
	const text = "Ada said “it was fine” and ran `make fine` – all fine."
	quoted := language.Quoted(text)
	var got []bool
	for at := 0; ; {
		n := strings.Index(text[at:], "fine")
		if n < 0 {
			break
		}
		got = append(got, quoted(at+n))
		at += n + 1
	}
	if len(got) != 3 || !got[0] || !got[1] || got[2] {
		t.Errorf("quoted = %v", got)
	}
}

func TestUTF16CountsAsABrowserDoes(t *testing.T) {
	units := language.UTF16("a😀é!")
	if a, b := units(len("a😀")), units(len("a😀é")); a != 3 || b != 4 {
		t.Errorf("units = %d, %d; want 3, 4", a, b)
	}
}
