package library_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
)

// insideEnv says that this process has a mount namespace of its own.
const insideEnv = "SECONDSTORY_TEST_OWN_MOUNTS"

// ownMounts runs the calling test again in a mount namespace of its own, where
// it may have small disks: as root by "unshare -m", otherwise by "unshare -rm".
// Inside it returns true; outside it passes the result on and returns false.
func ownMounts(t *testing.T) (inside bool) {
	t.Helper()
	if os.Getenv(insideEnv) != "" {
		return true
	}
	way := "-rm"
	if os.Geteuid() == 0 {
		way = "-m"
	}
	cmd := exec.Command("unshare", way, os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v", "-test.timeout", "30m")
	cmd.Env = append(os.Environ(), insideEnv+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("it needs a mount namespace of its own (unshare %s, of util-linux, and mount): %v\n%s", way, err, out)
	}
	for _, line := range regexp.MustCompile(`gate: .*`).FindAll(out, -1) {
		t.Log(string(line))
	}
	return false
}

// disk is a small disk of a test's own.
type disk struct{ dir string }

// newDisk mounts an empty disk of so many bytes.
func newDisk(t *testing.T, size int64) disk {
	t.Helper()
	d := disk{filepath.Join(t.TempDir(), "disk")}
	if err := os.Mkdir(d.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	options := fmt.Sprintf("size=%d,mode=700", size)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", d.dir).CombinedOutput(); err != nil {
		t.Fatalf("mount a small disk: %v\n%s", err, out)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.dir, syscall.MNT_DETACH) })
	return d
}

func (d disk) path(name string) string { return filepath.Join(d.dir, name) }

// fill leaves room for so many bytes and no more.
func (d disk) fill(t *testing.T, room int64) {
	t.Helper()
	f, err := os.OpenFile(d.path("filling"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 1<<16)
	for err == nil {
		_, err = f.Write(block)
	}
	info, statErr := f.Stat()
	if statErr != nil || !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("fill a disk: %v, %v", err, statErr)
	}
	if err := f.Truncate(max(0, info.Size()-room)); err != nil {
		t.Fatal(err)
	}
}

// makeRoom empties the disk of what filled it.
func (d disk) makeRoom(t *testing.T) {
	t.Helper()
	if err := os.Remove(d.path("filling")); err != nil {
		t.Fatal(err)
	}
}

// clear removes everything on the disk.
func (d disk) clear(t *testing.T) {
	t.Helper()
	all, err := os.ReadDir(d.dir)
	for _, e := range all {
		err = errors.Join(err, os.RemoveAll(d.path(e.Name())))
	}
	if err != nil {
		t.Fatal(err)
	}
}
