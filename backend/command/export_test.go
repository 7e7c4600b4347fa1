package command_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/command"
)

// A report is locked with what stands in a file; the words of it are printed nowhere.
func TestExportWithPasswords(t *testing.T) {
	library := mustDemo(t)
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	open, change := put("open", "correct horse\r\n"), put("change", "battery staple\nand more")
	out := filepath.Join(dir, "report.pdf")
	r := secondstory(t, "export", "GitLab", "--library", library, "--password-file", open, "--owner-password-file", change, "-o", out)
	if r.code != command.Success || strings.Contains(r.out+r.err, "horse") {
		t.Fatalf("%+v", r)
	}
	for password, opens := range map[string]bool{"correct horse": true, "battery staple": true, "": false} {
		if err := exec.Command("qpdf", "--check", "--password="+password, out).Run(); (err == nil) != opens {
			t.Errorf("%q: %v", password, err)
		}
	}
	for name, args := range map[string][]string{
		"a folder":    {"--format", "attachments", "--password-file", open},
		"odd paper":   {"--paper", "A9"},
		"a page":      {"--format", "html", "--password-file", open},
		"no password": {"--password-file", put("empty", "\nnot this")},
		"no file":     {"--owner-password-file", filepath.Join(dir, "none")},
		"too long":    {"--password-file", put("long", strings.Repeat("x", 128))},
		"no font":     {"--font", open},
	} {
		to := filepath.Join(t.TempDir(), "x.pdf")
		r := secondstory(t, append([]string{"export", "GitLab", "--library", library, "-o", to}, args...)...)
		if r.code != command.Failure || r.err == "" || strings.Contains(r.err, "horse") {
			t.Errorf("%s: %+v", name, r)
		}
		if _, err := os.Stat(to); err == nil {
			t.Errorf("%s: something was written", name)
		}
		if locks := name == "a folder"; locks && !strings.Contains(r.err, "Only a PDF, alone") {
			t.Errorf("%s: %s", name, r.err)
		}
	}
	if r := secondstory(t, "export", " ", "--library", library, "-o", out); r.code != command.Failure || !strings.Contains(r.err, "Say which") {
		t.Errorf("no title: %+v", r)
	}
}
