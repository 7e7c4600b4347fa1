package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

func TestName(t *testing.T) {
	for title, want := range map[string]string{
		"Checkout timeouts after the price index rebuild": "checkout-timeouts-after-the-price-index-rebuild-role-only.pdf",
		"../../etc/passwd":  "etc-passwd-role-only.pdf",
		"":                  "debrief-role-only.pdf",
		"🙂":                 "debrief-role-only.pdf",
		"Größe: 100 % / A*": "größe-100-a-role-only.pdf",
	} {
		if got := export.Name(title, report.RoleOnly, "", ".pdf"); got != want {
			t.Errorf("Name(%q) = %q, want %q", title, got, want)
		}
	}
}

// A title of any length in any script makes a name that can be written.
func TestNameFitsAFile(t *testing.T) {
	for _, letter := range []string{"W", "é", "数", "𠀀", "a\u0301"} {
		name := export.Name(strings.Repeat(letter, 300), report.RoleOnly, "1.12", "-attachments.html")
		if err := export.Save(filepath.Join(t.TempDir(), name), []byte("x")); err != nil {
			t.Errorf("%s: %v", letter, err)
		}
	}
}

func TestSaveReplacesAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.pdf")
	for _, data := range []string{"first", "second"} {
		if err := export.Save(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile(path); string(got) != "second" {
		t.Errorf("file = %q", got)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSaveIntoNowhere(t *testing.T) {
	err := export.Save(filepath.Join(t.TempDir(), "no", "such", "folder.pdf"), nil)
	if got := debrief.CodeOf(err); got != debrief.CodeExportNoFolder {
		t.Errorf("Save = %q (%v)", got, err)
	}
}

// What cannot be written is said by what keeps it from being.
func TestSaveWhereNothingGoes(t *testing.T) {
	folder := t.TempDir()
	if got := debrief.CodeOf(export.Save(folder, nil)); got != debrief.CodeExportNotFile {
		t.Errorf("over a folder: %q", got)
	}
	if got := debrief.CodeOf(export.Save("/proc/report.pdf", nil)); got == debrief.CodeExportFull || got == "" {
		t.Errorf("where nobody may write: %q", got)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
