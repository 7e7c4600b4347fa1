//go:build !linux

package sqlite

import "strings"

// networkKind names a network drive where the path alone tells: a share under
// Windows begins with two backslashes.
func networkKind(dir string) string {
	if strings.HasPrefix(dir, `\\`) {
		return "SMB"
	}
	return ""
}
