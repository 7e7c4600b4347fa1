package wording

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
)

// ReadFile reads settings from a file of their own. Its name, without the
// folder, stands in the sentence about what is wrong with it.
func ReadFile(path string) (Settings, error) {
	name := filepath.Base(path)
	data, err := readBounded(path)
	if err != nil {
		return Settings{}, debrief.Errorf(debrief.CodeWordingUnreadable, "path", name).Wrap(err)
	}
	return ParseSettings(data, name)
}

// readBounded reads no more of a file than settings can be, and one byte to
// tell that it is more.
func readBounded(path string) ([]byte, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("look at settings: not a file: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open settings: %w", err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return data, nil
}

// WriteFile writes settings to a file of their own, whole or not at all.
func WriteFile(path string, s Settings) error {
	if err := file.Put(path, s.Encode(), 0o644); err != nil {
		return debrief.Errorf(debrief.CodeWordingNotWritten, "path", path).Wrap(err)
	}
	return nil
}
