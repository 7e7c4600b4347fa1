package sqlite

import (
	"os"
	"strings"
	"syscall"
)

// networkKinds are file systems by the number statfs gives them (statfs(2)).
var networkKinds = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "SMB", // CIFS_MAGIC_NUMBER
	0xfe534d42: "SMB", // SMB2_SUPER_MAGIC
	0x5346414f: "AFS",
	0x6b414653: "AFS",
	0x00c36400: "Ceph",
	0x01021997: "9P",
	0x47504653: "GPFS",
}

const fuseKind = 0x65735546

// networkKind names the network file system a folder is on, or nothing.
func networkKind(dir string) string {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return ""
	}
	kind := uint32(s.Type)
	if kind == fuseKind {
		return fuseName(dir)
	}
	return networkKinds[kind]
}

// fuseName reads which program is behind a FUSE folder; not all of them are
// networks (ntfs-3g is a disk).
func fuseName(dir string) string {
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return ""
	}
	return fuseIn(string(mounts), dir)
}

// fuseIn finds the innermost mount over a folder in a table like /proc/mounts.
func fuseIn(mounts, dir string) string {
	best, kind := "", ""
	for _, line := range strings.Split(mounts, "\n") {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		at := strings.ReplaceAll(f[1], `\040`, " ")
		inside := dir == at || at == "/" || strings.HasPrefix(dir, at+"/")
		if inside && len(at) >= len(best) {
			best, kind = at, f[2]
		}
	}
	switch kind {
	case "fuse.sshfs":
		return "SSHFS"
	case "fuse.rclone":
		return "rclone"
	case "fuse.gvfsd-fuse":
		return "GVfs"
	case "fuse.glusterfs":
		return "GlusterFS"
	case "fuse.s3fs":
		return "S3"
	case "fuse.davfs", "fuse.davfs2":
		return "WebDAV"
	}
	return ""
}
