package evidence_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// TestFolder: of a folder the files are read, and links, pipes and sockets named.
func TestFolder(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	mustWrite(t, filepath.Join(out, "secret.vtt"), []byte(strings.Replace(call, "checking", "secret", 1)))
	mustWrite(t, filepath.Join(dir, "a.vtt"), []byte(call))
	mustWrite(t, filepath.Join(dir, "gr\xf6\xdfe.vtt"), []byte(call))
	must(t, os.Mkdir(filepath.Join(dir, "s\xfcb"), 0o700))
	mustWrite(t, filepath.Join(dir, "s\xfcb", "b.vtt"), []byte(call))
	must(t, os.Link(filepath.Join(dir, "a.vtt"), filepath.Join(dir, "hard.vtt")))
	must(t, os.Symlink(filepath.Join(out, "secret.vtt"), filepath.Join(dir, "link.vtt")))
	must(t, os.Symlink("a.vtt", filepath.Join(dir, "inside.vtt")))
	must(t, os.Symlink(out, filepath.Join(dir, "folder")))
	must(t, os.Symlink(".", filepath.Join(dir, "loop")))
	must(t, os.Symlink("nowhere", filepath.Join(dir, "dangling.vtt")))
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe.vtt"), 0o600))
	socket, err := net.Listen("unix", filepath.Join(dir, "socket"))
	must(t, err)
	defer func() { _ = socket.Close() }()
	docs, err := evidence.Read(t.Context(), dir, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	messages, aside := 0, 0
	for _, d := range docs {
		for _, m := range d.Messages {
			if messages++; m.Text != "checking" {
				t.Errorf("%s: %q", d.Path, m.Text)
			}
		}
		for _, r := range d.Rejected {
			if aside++; r.Expected != evidence.ExpectedFile || d.Format != evidence.FormatUnknown {
				t.Errorf("%s: %+v", d.Path, r)
			}
		}
	}
	if messages != 4 || aside != 7 {
		t.Errorf("%d messages, %d not opened", messages, aside)
	}
}

// TestNamedThemselves: a link somebody named is what it leads to; what is no file is
// refused at once.
func TestNamedThemselves(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	mustWrite(t, filepath.Join(out, "a.vtt"), []byte(call))
	must(t, os.Symlink(filepath.Join(out, "a.vtt"), filepath.Join(dir, "link")))
	if docs, err := evidence.Read(t.Context(), filepath.Join(dir, "link"), evidence.Options{}); err != nil || len(docs[0].Messages) != 1 {
		t.Error(err)
	}
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600))
	must(t, os.Symlink("self", filepath.Join(dir, "self")))
	socket, err := net.Listen("unix", filepath.Join(dir, "socket"))
	must(t, err)
	defer func() { _ = socket.Close() }()
	for _, path := range []string{"/dev/zero", "/dev/random", "/dev/tty", filepath.Join(dir, "pipe"), filepath.Join(dir, "self"), filepath.Join(dir, "socket"), "/proc/self/mem", "a\x00b", "", strings.Repeat("n", 5000)} {
		docs, err := evidence.Read(t.Context(), path, evidence.Options{})
		if debrief.CodeOf(err) != debrief.CodeEvidenceUnreadable || docs != nil {
			t.Errorf("%.40q: %v", path, err)
		}
	}
}

// TestFolderOfTooMuch is refused before any of it is read.
func TestFolderOfTooMuch(t *testing.T) {
	many := t.TempDir()
	for n := range 20_001 {
		mustWrite(t, filepath.Join(many, fmt.Sprint(n)), nil)
	}
	deep := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(deep, strings.Repeat("d/", 100)), 0o700))
	large := filepath.Join(t.TempDir(), "large.log")
	mustWrite(t, large, nil)
	must(t, os.Truncate(large, 1<<30))
	for _, path := range []string{many, deep, large, filepath.Dir(large)} {
		began := time.Now()
		docs, err := evidence.Read(t.Context(), path, evidence.Options{})
		if debrief.CodeOf(err) != debrief.CodeEvidenceTooLarge || docs != nil || time.Since(began) > 5*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	}
}

// TestChangedWhileRead: what is written to, cut or gone while it is read is refused,
// and nothing of it is to be used.
func TestChangedWhileRead(t *testing.T) {
	text := patterns()[evidence.FormatLog].of(40_000)
	for what, change := range map[string]func(string) error{
		"written to": func(at string) error {
			f, err := os.OpenFile(at, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			_, err = f.WriteString("more\n")
			return err
		},
		"cut":             func(at string) error { return os.Truncate(at, 100) },
		"gone":            os.Remove,
		"another's place": func(at string) error { return os.Rename(at, at+".1") },
		"a folder":        func(at string) error { _ = os.Remove(at); return os.Mkdir(at, 0o700) },
	} {
		for _, whole := range []bool{false, true} {
			at := written(t, "a.log", []byte(text))
			path := at
			if whole {
				path = filepath.Dir(at)
			}
			done := false
			docs, err := evidence.Read(t.Context(), path, evidence.Options{Progress: func(int64, int64) {
				if !done {
					done = true
					must(t, change(at))
				}
			}})
			if code := debrief.CodeOf(err); docs != nil || code != debrief.CodeEvidenceChanged && code != debrief.CodeEvidenceUnreadable {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

// TestFolderIsStopped: before anything of it was read.
func TestFolderIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	mustWrite(t, filepath.Join(dir, "a.vtt"), []byte(call))
	if docs, err := evidence.Read(ctx, dir, evidence.Options{}); debrief.CodeOf(err) != debrief.CodeCancelled || docs != nil {
		t.Error(err)
	}
}

// TestMayNotBeOpened: what somebody has no right to read is told by its name, alone and
// in a folder.
func TestMayNotBeOpened(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "a.vtt")
	mustWrite(t, at, []byte(call))
	must(t, os.Chmod(at, 0))
	for _, above := range []string{dir, filepath.Dir(dir)} {
		must(t, os.Chmod(above, 0o755))
	}
	asNobody(t, func() {
		for _, path := range []string{at, dir} {
			docs, err := evidence.Read(t.Context(), path, evidence.Options{})
			var own *debrief.Error
			if debrief.CodeOf(err) != debrief.CodeEvidenceUnreadable || docs != nil || !errors.As(err, &own) || !strings.Contains(own.Args["path"], "a.vtt") {
				t.Errorf("%v", err)
			}
		}
	})
}

// asNobody does something without the rights of root.
func asNobody(t *testing.T, do func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		do()
		return
	}
	runtime.LockOSThread()
	must(t, syscall.Setfsuid(65534))
	do()
	must(t, syscall.Setfsuid(0))
	runtime.UnlockOSThread()
}
