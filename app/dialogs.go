package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Dialogs are the system's own dialogs, behind an interface for tests. An empty
// path means that nobody chose.
type Dialogs interface {
	// Save asks where to save a file.
	Save(ctx context.Context, title, name, kind, pattern string) (string, error)
	// Open asks for a file to read, beginning in a folder; empty for where the
	// system begins.
	Open(ctx context.Context, title, kind, pattern, from string) (string, error)
	// Folder asks for a folder, beginning in one.
	Folder(ctx context.Context, title, from string) (string, error)
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

// Open asks for a file to read, beginning in a folder.
func (SystemDialogs) Open(ctx context.Context, title, kind, pattern, from string) (string, error) {
	return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{
		Title: title, DefaultDirectory: from, Filters: []runtime.FileFilter{{DisplayName: kind, Pattern: pattern}},
	})
}

// Folder asks for a folder, beginning in one.
func (SystemDialogs) Folder(ctx context.Context, title, from string) (string, error) {
	return runtime.OpenDirectoryDialog(ctx, runtime.OpenDialogOptions{
		Title: title, DefaultDirectory: from, CanCreateDirectories: true,
	})
}
