package sqlite

// FuseIn is how a network drive behind FUSE is recognised.
func FuseIn(mounts, dir string) string { return fuseIn(mounts, dir) }
