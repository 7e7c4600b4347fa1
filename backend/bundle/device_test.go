package bundle

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

func TestABundleReplacesNoDevice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	socket, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.Close() }()
	if got := debrief.CodeOf(save(path, []byte("bundle"))); got != debrief.CodeBundleNotWritten {
		t.Errorf("save = %q", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
		t.Errorf("what was there is a file now: %v, %v", info, err)
	}
}
