package library

import (
	"os"
	"path/filepath"
	"runtime"

	"secondstory/backend/debrief"
)

// Path returns the library to use: the one named, or the one in the user's data
// directory.
func Path(named string) (string, error) {
	if named != "" {
		return filepath.Abs(named)
	}
	dir, err := dataDir()
	if err != nil {
		return "", debrief.Errorf(debrief.CodeUnreadable, "path", "").Wrap(err)
	}
	return filepath.Join(dir, "library.db"), nil
}

// dataDir is where the system keeps a user's data: XDG_DATA_HOME or
// ~/.local/share on Linux, Application Support on macOS, AppData on Windows.
func dataDir() (string, error) {
	if runtime.GOOS != "linux" {
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "Second Story"), err
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "secondstory"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "secondstory"), err
}
