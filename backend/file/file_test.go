package file_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/file"
)

func TestPutReplacesAtOnceAndLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.pdf")
	for _, data := range []string{"first", "second"} {
		if err := file.Put(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("stat = %v, %v", info, err)
	}
	if got, _ := os.ReadFile(path); string(got) != "second" {
		t.Errorf("file = %q", got)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestPutIntoNowhere(t *testing.T) {
	if err := file.Put(filepath.Join(t.TempDir(), "no", "folder"), nil, 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Put = %v", err)
	}
}

func TestPutReplacesNoDevice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	socket, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.Close() }()
	if err := file.Put(path, []byte("report"), 0o600); !errors.Is(err, file.ErrNotAFile) {
		t.Errorf("Put = %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
		t.Errorf("what was there is a file now: %v, %v", info, err)
	}
}
