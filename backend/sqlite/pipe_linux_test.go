package sqlite_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// TestAPipeIsNoLibrary refuses a named pipe at once in every way a library is
// named: opening one waits for ever.
func TestAPipeIsNoLibrary(t *testing.T) {
	home := t.TempDir()
	pipe := filepath.Join(home, "pipe.db")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	_, verified := sqlite.Verify(t.Context(), pipe, nil)
	_, opened := sqlite.Open(t.Context(), sqlite.Options{Path: pipe})
	_, read := sqlite.Open(t.Context(), sqlite.Options{Path: pipe, ReadOnly: true})
	_, restored := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: pipe, Library: filepath.Join(home, "library.db"), Dir: home, Now: fourteen})
	for what, err := range map[string]error{"verify": verified, "open": opened, "read": read, "restore": restored} {
		if debrief.CodeOf(err) != debrief.CodeForeign {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, salvaged := sqlite.Salvage(t.Context(), pipe, filepath.Join(home, "out.db"), nil)
	_, mended := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: pipe, Dir: home, Now: fourteen})
	copied := sqlite.SaveCopy(pipe, filepath.Join(home, "copy.db"))
	for what, err := range map[string]error{"salvage": salvaged, "mend": mended, "copy": copied} {
		if err == nil {
			t.Errorf("%s took it", what)
		}
	}
}
