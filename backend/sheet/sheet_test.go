package sheet_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/report/pdf/pdftest"
	"secondstory/backend/sheet"
)

const code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"

var made = time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)

func mustSet(t *testing.T) []byte {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	file, err := sheet.PDF(code, made, words.T)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// run gives a tool the sheet and returns what it says.
func run(t *testing.T, tool string, args ...string) string {
	t.Helper()
	at := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(at, mustSet(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "SHEET", at)
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		t.Fatalf("%s is missing (Debian: poppler-utils); make test installs it", tool)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func TestTheSheetSaysTheCodeAndWhatItIsFor(t *testing.T) {
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-layout", "SHEET", "-")), " ")
	for _, want := range append(strings.Split(code, "-"),
		"6 May 2031", "private interview notes", "delete the file", "Use the printed recovery code", "nobody can open them again") {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestTheSheetIsOnePageAndNamesNobody(t *testing.T) {
	info := run(t, "pdfinfo", "SHEET")
	for _, want := range []string{`Title:\s+Recovery code for private notes`, `Producer:\s+Second Story`, `Pages:\s+1\n`, `Page size:.*A4`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("%s is not in\n%s", want, info)
		}
	}
	for _, field := range []string{"Author", "Creator", "Subject", "Keywords"} {
		if strings.Contains(info, field+":") {
			t.Errorf("it says %s:\n%s", field, info)
		}
	}
	if bytes.Contains(mustSet(t), []byte("0123-4567")) {
		t.Error("the code stands in the metadata")
	}
}

func TestTheSheetIsASoundFile(t *testing.T) {
	if f := pdftest.Sound(t, mustSet(t)); f.Lang != "en" || !f.ShowsTitle || len(f.Pages) != 1 || f.Pages[0].Label != "1" {
		t.Errorf("%d pages, language %q", len(f.Pages), f.Lang)
	}
}

func TestTextTheFontsCannotSayIsRefused(t *testing.T) {
	_, err := sheet.PDF(code, made, func(string, ...string) string { return "漢字" })
	if debrief.CodeOf(err) != debrief.CodeExport || strings.Contains(err.Error(), "0123") {
		t.Errorf("%v", err)
	}
}
