package sqlite_test

import (
	"testing"

	"secondstory/backend/sqlite"
)

func TestNetworkDriveBehindFuse(t *testing.T) {
	const mounts = "/dev/sda1 / ext4 rw 0 0\n" +
		"me@host: /home/me/far\\040away fuse.sshfs rw 0 0\n" +
		"/dev/sdb1 /media/stick fuseblk rw 0 0\n"
	for dir, want := range map[string]string{"/home/me/far away/x": "SSHFS", "/home/me": "", "/media/stick": ""} {
		if got := sqlite.FuseIn(mounts, dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
}
