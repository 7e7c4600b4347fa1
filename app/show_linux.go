package app

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"time"
)

// showWithin is how long a file manager may take to answer. One that is started first
// takes longest.
const showWithin = 5 * time.Second

// showFile shows a file in its folder and says whether anything did: the file manager,
// which selects it, or else whatever opens folders.
func showFile(ctx context.Context, path string) bool {
	ctx, cancel := context.WithTimeout(ctx, showWithin)
	defer cancel()
	return showItem(ctx, path) == nil || openFolder(ctx, filepath.Dir(path))
}

// showItem asks the file manager over the session's bus (the interface of freedesktop.org).
func showItem(ctx context.Context, path string) error {
	bus, err := sessionBus(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	address := (&url.URL{Scheme: "file", Path: path}).String()
	return bus.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1").
		CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{address}, "").Err
}

// openFolder opens a folder. A program that goes on is one that shows it.
func openFolder(ctx context.Context, folder string) bool {
	cmd := exec.Command("xdg-open", folder)
	if cmd.Start() != nil {
		return false
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return err == nil
	case <-ctx.Done():
		return true
	}
}
