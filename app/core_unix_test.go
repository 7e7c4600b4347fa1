//go:build unix

package app

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"
)

// TestNoCoreIsDumped limits a process of its own: the limit cannot be raised again.
func TestNoCoreIsDumped(t *testing.T) {
	if os.Getenv("SECONDSTORY_NO_CORE") == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestNoCoreIsDumped$", "-test.v")
		child.Env = append(os.Environ(), "SECONDSTORY_NO_CORE=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	if err := NoCoreDumps(); err != nil {
		t.Fatal(err)
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Cur > 1 || limit.Max > 1 {
		t.Errorf("up to %d bytes, and %d, %v", limit.Cur, limit.Max, err)
	}
}
