package bundle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"syscall"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
)

// Open reads the bundle at a path.
func Open(ctx context.Context, path string) (*Bundle, error) {
	// Looked at first: opening a pipe would wait for somebody to write to it.
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = file.ErrNotAFile
	}
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeBundleUnreadable, "path", path).Wrap(err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeBundleUnreadable, "path", path).Wrap(err)
	}
	defer func() { _ = f.Close() }()
	info, err = f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, debrief.Errorf(debrief.CodeBundleUnreadable, "path", path).Wrap(err)
	}
	b, err := Read(ctx, f, info.Size())
	return b, at(path, err)
}

// Save writes a bundle, reads it again, and puts it at a path whole or not at
// all. Only its owner may read it.
func Save(ctx context.Context, path string, b Bundle) error {
	var out bytes.Buffer
	if err := Write(ctx, &out, b); err != nil {
		return at(path, err)
	}
	again, err := Read(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return at(path, err)
	}
	if whole, err := normalised(b.Debrief); err != nil || !reflect.DeepEqual(again.Debrief, whole) {
		return saveError(path, fmt.Errorf("read bundle again: %w", errors.Join(err, errors.New("it differs"))))
	}
	return save(path, out.Bytes())
}

func save(path string, data []byte) error {
	if err := file.Put(path, data, 0o600); err != nil {
		return saveError(path, err)
	}
	return nil
}

func saveError(path string, err error) error {
	code := debrief.CodeBundleNotWritten
	switch {
	case errors.Is(err, syscall.ENOSPC):
		code = debrief.CodeBundleFull
	case errors.Is(err, fs.ErrNotExist):
		code = debrief.CodeBundleNoFolder
	}
	return debrief.Errorf(code, "path", path).Wrap(err)
}

// at says in an error which file it was.
func at(path string, err error) error {
	var e *debrief.Error
	if errors.As(err, &e) {
		if _, ok := e.Args["path"]; ok {
			e.Args["path"] = path
		}
	}
	return err
}
