package command

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
)

// TestAPipeIsRefusedAtOnce names a pipe nobody writes to: reading it would wait
// for ever.
func TestAPipeIsRefusedAtOnce(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := runCheck(nil, pipe); code != Failure || !strings.Contains(errs, "is a pipe") {
		t.Errorf("check: %d %s", code, errs)
	}
	if _, err := bundle.Open(t.Context(), pipe); debrief.CodeOf(err) != debrief.CodeBundleUnreadable {
		t.Errorf("import: %v", err)
	}
}
