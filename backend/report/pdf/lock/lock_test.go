package lock_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
	"secondstory/backend/report/pdf/lock"
)

// finished is the sample's report, with a link and letters of every plane in its title.
func finished(t *testing.T) []byte {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	w := demo.Debrief()
	w.Debrief.Title = `Größe (of \ it) 🙂`
	r, err := report.Build(w, report.Options{Edition: report.Named, Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), T: words.T})
	if err != nil {
		t.Fatal(err)
	}
	data, _, err := pdf.Bytes(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// run runs a program on a file and returns what it printed.
func run(t *testing.T, program string, args ...string) (string, error) {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	return string(out), err
}

func put(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Each password opens the file, no other does, and what is in it is as it was.
func TestPasswordsOpen(t *testing.T) {
	plain := finished(t)
	was := put(t, plain)
	for name, p := range map[string]lock.Passwords{
		"to open":        {Open: "correct horse"},
		"both":           {Open: "Ångström 1", Change: "battery staple"},
		"to change":      {Change: "battery staple"},
		"as long as any": {Open: strings.Repeat("x", 127)},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := lock.Add(plain, p)
			if err != nil {
				t.Fatal(err)
			}
			path := put(t, data)
			for _, password := range []string{p.Open, p.Change} {
				if password == "" && p.Open != "" {
					continue
				}
				said, err := run(t, "qpdf", "--check", "--password="+password, path)
				if err != nil || !strings.Contains(said, "R = 6") || !strings.Contains(said, "stream encryption method: AESv3") || strings.Contains(said, "WARNING") {
					t.Errorf("qpdf --check with %q: %v\n%s", password, err, said)
				}
				if got := strings.Contains(said, "extract for any purpose: allowed"); got != (p.Change == "") {
					t.Errorf("copying is allowed: %v", got)
				}
				if password == p.Change && !strings.Contains(said, "Supplied password is owner password") {
					t.Errorf("%q does not allow to change it:\n%s", password, said)
				}
			}
			if _, err := run(t, "qpdf", "--check", "--password=wrong", path); err == nil && p.Open != "" {
				t.Error("a wrong password opens it")
			}
			if len(p.Open) <= 32 { // as much as the other programs take
				same(t, was, path, p.Open)
			}
		})
	}
}

// A password opens the file however its letters and spaces were made.
func TestAPasswordIsWhatItLooksLike(t *testing.T) {
	data, err := lock.Add(finished(t), lock.Passwords{Open: "A\u030Angstro\u0308m\u00A01"})
	if err != nil {
		t.Fatal(err)
	}
	if said, err := run(t, "qpdf", "--check", "--password=\u00C5ngstr\u00F6m 1", put(t, data)); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// same fails unless what a reader program sees is the same: words, title, links, fonts
// and pictures, and the outline.
func same(t *testing.T, was, is, password string) {
	t.Helper()
	for _, see := range [][]string{{"pdftotext", "-layout"}, {"pdfinfo", "-url"}, {"pdffonts"}, {"pdfimages", "-list"}} {
		args := func(path string, more ...string) []string {
			out := append(append([]string{}, see[1:]...), append(more, path)...)
			if see[0] == "pdftotext" {
				out = append(out, "-")
			}
			return out
		}
		want, err := run(t, see[0], args(was)...)
		if err != nil {
			t.Fatalf("%s: %v\n%s", see[0], err, want)
		}
		if got, err := run(t, see[0], args(is, "-upw", password)...); err != nil || got != want {
			t.Errorf("%s differs: %v\n%.400s\nwas\n%.400s", see[0], err, got, want)
		}
	}
	opened := filepath.Join(t.TempDir(), "opened.pdf")
	if said, err := run(t, "qpdf", "--decrypt", "--password="+password, is, opened); err != nil {
		t.Fatalf("decrypt: %v\n%s", err, said)
	}
	want, err := run(t, "pdfinfo", was)
	got, err2 := run(t, "pdfinfo", opened)
	if title := line(want, "Title:"); err != nil || err2 != nil || title == "" || line(got, "Title:") != title || line(got, "Pages:") != line(want, "Pages:") {
		t.Errorf("facts: %v %v\n%s\nwas\n%s", err, err2, got, want)
	}
}

func line(text, with string) string {
	for l := range strings.Lines(text) {
		if strings.HasPrefix(l, with) {
			return l
		}
	}
	return ""
}

// No word of the report, and no password, can be read in the bytes.
func TestNothingIsReadable(t *testing.T) {
	plain := finished(t)
	data, err := lock.Add(plain, lock.Passwords{Open: "correct horse", Change: "battery staple"})
	if err != nil {
		t.Fatal(err)
	}
	title := []byte("\x00G\x00r\x00\xF6") // as the file has it
	if !bytes.Contains(plain, title) {
		t.Fatal("the title is not looked for as it is written")
	}
	for _, secret := range [][]byte{title, []byte("Second Story"), []byte("D:2026"), []byte("correct horse"), []byte("battery")} {
		if bytes.Contains(data, secret) {
			t.Errorf("%q can be read", secret)
		}
	}
	again, err := lock.Add(plain, lock.Passwords{Open: "correct horse", Change: "battery staple"})
	if err != nil || bytes.Equal(again, data) {
		t.Errorf("locked twice, it is the same: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	plain := finished(t)
	if same, err := lock.Add(plain, lock.Passwords{}); err != nil || !bytes.Equal(same, plain) {
		t.Errorf("without a password: %v", err)
	}
	if _, err := lock.Add(plain, lock.Passwords{Open: strings.Repeat("ä", 64)}); debrief.CodeOf(err) != debrief.CodePasswordLong {
		t.Errorf("a password of 128 bytes: %v", err)
	}
	at := bytes.LastIndex(plain, []byte("startxref"))
	for name, file := range map[string][]byte{
		"nothing": nil, "a text": []byte("%PDF-1.3 and so on"), "cut": plain[:len(plain)/2],
		"table elsewhere": append(bytes.Clone(plain[:at]), []byte("startxref\n12\n%%EOF\n")...),
		"stream cut":      bytes.Replace(plain, []byte("\nendstream"), []byte("\nXXXstream"), 1),
	} {
		if _, err := lock.Add(file, lock.Passwords{Open: "x"}); err == nil {
			t.Errorf("%s is taken for a report", name)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add([]byte("%PDF-1.3\n1 0 obj\n<</Type /Catalog\n/A (a\\)b)>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<<\n/Size 2\n/Root 1 0 R\n>>\nstartxref\n58\n%%EOF\n"))
	f.Fuzz(func(_ *testing.T, file []byte) { _, _ = lock.Add(file, lock.Passwords{Open: "x"}) })
}
