package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Dialogs are the system's own dialogs, behind an interface for tests.
type Dialogs interface {
	// Save asks where to save a file. An empty path means that nobody chose.
	Save(ctx context.Context, title, name, kind, pattern string) (string, error)
}

// SystemDialogs shows the system's dialogs.
type SystemDialogs struct{}

// Save asks where to save a file.
func (SystemDialogs) Save(ctx context.Context, title, name, kind, pattern string) (string, error) {
	return runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{
		Title: title, DefaultFilename: name, CanCreateDirectories: true,
		Filters: []runtime.FileFilter{{DisplayName: kind, Pattern: pattern}},
	})
}
