package picture

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
)

// Pattern is what the names of pictures end with, for a dialog that knows
// capital letters from small ones.
const Pattern = "*.png;*.jpg;*.jpeg;*.PNG;*.JPG;*.JPEG"

// Read makes a clean picture of a file. What is refused is told with the file's
// name.
func Read(path string) (Picture, error) {
	name := filepath.Base(path)
	content, err := read(path)
	if err != nil {
		return Picture{}, debrief.Errorf(debrief.CodePictureFileUnreadable, "file", name).Wrap(err)
	}
	clean, err := Clean(content)
	switch debrief.CodeOf(err) {
	case debrief.CodePictureTooLarge:
		return Picture{}, debrief.Errorf(debrief.CodePictureFileTooLarge, "file", name)
	case debrief.CodePictureUnreadable:
		return Picture{}, debrief.Errorf(debrief.CodePictureFileUnreadable, "file", name)
	}
	return clean, err
}

// read returns a file's bytes, or more than an attachment may have: no more of
// a large one is read than tells that. A pipe or a device is never waited for.
func read(path string) (content []byte, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, debrief.MaxAttachment+1))
}
