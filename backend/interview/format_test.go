package interview

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"secondstory/backend/debrief"
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTheCipherIsTheOneOfTheDraft: draft-irtf-cfrg-xchacha-03, A.3.1.
func TestTheCipherIsTheOneOfTheDraft(t *testing.T) {
	key := unhex(t, "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")
	nonce := unhex(t, "404142434445464748494a4b4c4d4e4f5051525354555657")
	context := unhex(t, "50515253c0c1c2c3c4c5c6c7")
	text := "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
	tag := unhex(t, "c0875924c1c7987947deafd8780acf49")
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		t.Fatal(err)
	}
	sealed := aead.Seal(nil, nonce, []byte(text), context)
	if !bytes.Equal(sealed[len(text):], tag) || !bytes.HasPrefix(sealed, unhex(t, "bd6d179d3e83d43b")) {
		t.Errorf("%x", sealed)
	}
}

// TestTheKeyIsDerivedAsArgon2id: the reference implementation of Argon2 1.3,
// "password", "somesalt", t=2, m=64 MiB, p=1.
func TestTheKeyIsDerivedAsArgon2id(t *testing.T) {
	want := unhex(t, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7")
	if got := stretch(secret("password"), []byte("somesalt"), cost{Time: 2, Memory: 64 * 1024, Threads: 1}); !bytes.Equal(got, want) {
		t.Errorf("%x", got)
	}
}

// TestTheFormatIsAsDocumented opens a wrap and a row with nothing but what the
// package comment says.
func TestTheFormatIsAsDocumented(t *testing.T) {
	key := newSecret()
	w, err := wrap(debrief.WrapPassphrase, "v", key, passphraseSecret("eine Lampe am Hafen"), cost{Time: 1, Memory: 8, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	p, err := readParams(w)
	if err != nil {
		t.Fatal(err)
	}
	number := func(n byte) string { return "\x00\x00\x00\x00\x00\x00\x00" + string(rune(n)) }
	text := func(s string) string { return string([]byte{0, 0, 0, 0, 0, 0, 0, byte(len(s))}) + s }
	under := argon2.IDKey([]byte("eine Lampe am Hafen"), p.Salt, 1, 8, 1, 32)
	aead, err := chacha20poly1305.NewX(under)
	if err != nil {
		t.Fatal(err)
	}
	context := text("secondstory wrap") + number(1) + text("passphrase") + text(w.Params)
	opened, err := aead.Open(nil, w.Wrapped[:24], w.Wrapped[24:], []byte(context))
	if err != nil || !bytes.Equal(opened, key) {
		t.Fatalf("the wrap: %v", err)
	}
	o, err := newOpened("v", key)
	if err != nil {
		t.Fatal(err)
	}
	row, err := o.seal(key, tableSealed, debrief.Sealed{ID: "interview-1", DebriefID: "d", Version: 3}, []byte("said"))
	if err != nil {
		t.Fatal(err)
	}
	aead, err = chacha20poly1305.NewX(key)
	if err != nil {
		t.Fatal(err)
	}
	context = text("secondstory sealed") + text("v") + text("sealed") + text("interview-1") + text("d") + number(3)
	padded, err := aead.Open(nil, row.Nonce, row.Cipher, []byte(context))
	if err != nil || len(padded) != 512 || string(padded[:8]) != "\x00\x00\x00\x04said" || strings.Trim(string(padded[8:]), "\x00") != "" {
		t.Errorf("the row: %q, %v", padded, err)
	}
}

func TestSizesTellLittle(t *testing.T) {
	for size, want := range map[int]int{0: 512, 508: 512, 509: 1024, 1020: 1024, 1021: 1536} {
		padded := pad(make([]byte, size), 16)
		if len(padded) != want || cap(padded) < want+16 {
			t.Errorf("%d bytes become %d", size, len(padded))
		}
		if back, err := unpad(padded); err != nil || len(back) != size {
			t.Errorf("%d bytes come back as %d, %v", size, len(back), err)
		}
	}
	for _, bad := range [][]byte{nil, {0, 0, 0}, {0, 0, 0, 1}, {255, 255, 255, 255, 1}} {
		if _, err := unpad(bad); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}

func TestACodeIsReadAsItIsTyped(t *testing.T) {
	c := Code{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff}
	printed := c.String()
	if len(printed) != 34 || strings.Count(printed, "-") != 6 {
		t.Errorf("printed %q", printed)
	}
	spelled := strings.NewReplacer("0", "o", "1", "l").Replace(strings.ToLower(printed))
	for _, typed := range []string{printed, strings.ToLower(printed), strings.ReplaceAll(printed, "-", " "), " " + strings.ReplaceAll(printed, "-", "") + "\n", spelled} {
		if got, ok := ParseCode(typed); !ok || got != c {
			t.Errorf("%q: %x, %v", typed, got, ok)
		}
	}
	for _, wrong := range []string{"", "no", printed[1:], printed + "0", strings.Replace(printed, "0", "U", 1)} {
		if _, ok := ParseCode(wrong); ok {
			t.Errorf("%q was taken", wrong)
		}
	}
}

// TestASlipOfThePenIsSeen: nearly every single wrong letter is told from a code.
func TestASlipOfThePenIsSeen(t *testing.T) {
	printed := strings.ReplaceAll(Code{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}.String(), "-", "")
	taken, tried := 0, 0
	for at := range printed {
		for _, letter := range codeLetters {
			slip := printed[:at] + string(letter) + printed[at+1:]
			if slip == printed {
				continue
			}
			tried++
			if _, ok := ParseCode(slip); ok {
				taken++
			}
		}
	}
	if taken*100 > tried {
		t.Errorf("%d of %d slips were taken for a code", taken, tried)
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add(Code{1}.String())
	f.Add("oil-u")
	f.Add("\u2011 ")
	f.Fuzz(func(t *testing.T, typed string) {
		if c, ok := ParseCode(typed); ok {
			if again, ok := ParseCode(c.String()); !ok || again != c {
				t.Errorf("%q", typed)
			}
		}
	})
}
