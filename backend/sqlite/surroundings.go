package sqlite

import (
	"os"
	"path/filepath"
	"strings"
)

// Concern is something about a place that can cost words. Key is its sentence
// in the copy catalogue and Service fills {service} there.
type Concern struct {
	Key     string `json:"key"`
	Service string `json:"service"`
}

// The keys of the sentences.
const (
	ConcernSync       = "surroundings.sync"
	ConcernNetwork    = "surroundings.network"
	ConcernBackupSync = "surroundings.backup-sync"
	ConcernBackupSame = "surroundings.backup-same"
)

// Surroundings looks at the place of a library: a folder that a service keeps
// in step with other machines, or a network drive. It is never nil. The names
// and marks are those the services' own programs make.
func Surroundings(path string) []Concern {
	out := []Concern{}
	if service := syncService(path); service != "" {
		out = append(out, Concern{ConcernSync, service})
	}
	if kind := networkKind(existing(filepath.Dir(path))); kind != "" {
		out = append(out, Concern{ConcernNetwork, kind})
	}
	return out
}

// BackupSurroundings looks at a folder for backups of a library. A single file
// that nobody writes any more may go to a network drive or to a synced folder;
// the one the open library is in may not be it.
func BackupSurroundings(dir, library string) []Concern {
	out := []Concern{}
	dir, home := resolved(dir), resolved(filepath.Dir(library))
	if dir != home {
		return out
	}
	if service := syncService(library); service != "" {
		return append(out, Concern{ConcernBackupSync, service})
	}
	return append(out, Concern{ConcernBackupSame, ""})
}

// syncNames are folders by the start of their names, lower case, as the
// services name them; "OneDrive - Company" and "GoogleDrive-somebody@…" are
// among them.
var syncNames = []struct{ prefix, service string }{
	{"dropbox", "Dropbox"},
	{"onedrive", "OneDrive"},
	{"mobile documents", "iCloud Drive"},
	{"com~apple~clouddocs", "iCloud Drive"},
	{"icloud drive", "iCloud Drive"},
	{"iclouddrive", "iCloud Drive"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"},
	{"syncthing", "Syncthing"},
	{"pcloud", "pCloud"},
	{"seafile", "Seafile"},
}

// syncMarks are files and folders the services put into what they keep in step.
var syncMarks = []struct{ pattern, service string }{
	{".dropbox", "Dropbox"},
	{".dropbox.cache", "Dropbox"},
	{".stfolder", "Syncthing"},
	{".sync_*.db", "Nextcloud"},
	{"._sync_*.db", "Nextcloud"},
	{".owncloudsync.log", "ownCloud"},
	{".nextcloudsync.log", "Nextcloud"},
	{".tmp.drivedownload", "Google Drive"},
	{".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
}

// syncService names the service that keeps a place in step, or nothing.
func syncService(path string) string {
	for dir := resolved(filepath.Dir(path)); ; dir = filepath.Dir(dir) {
		name := strings.ToLower(filepath.Base(dir))
		for _, s := range syncNames {
			// The program's own folder of settings is a hidden one: ".dropbox".
			if named(name, s.prefix) {
				return s.service
			}
		}
		if service := markedBy(dir); service != "" && !isHome(dir) {
			return service
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// named says whether a folder has a service's name, alone or with a company or
// an account after it.
func named(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && (rest == "" || !('a' <= rest[0] && rest[0] <= 'z'))
}

func markedBy(dir string) string {
	for _, m := range syncMarks {
		found, err := filepath.Glob(filepath.Join(globSafe(dir), m.pattern))
		if err == nil && len(found) > 0 {
			return m.service
		}
	}
	return ""
}

// globSafe quotes what a pattern would read.
func globSafe(dir string) string {
	if filepath.Separator == '\\' {
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// isHome says whether a folder is the user's own, where programs keep settings
// under names like their marks.
func isHome(dir string) bool {
	home, err := os.UserHomeDir()
	return err == nil && resolved(home) == dir
}

// existing is the nearest folder above, or itself, that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// resolved is a path without links, as far as it is there.
func resolved(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	there := existing(path)
	target, err := filepath.EvalSymlinks(there)
	if err != nil {
		return path
	}
	return filepath.Join(target, strings.TrimPrefix(path, there))
}
