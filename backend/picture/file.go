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
const Pattern = "*.png;*.jpg;*.jpeg;*.gif;*.webp;*.PNG;*.JPG;*.JPEG;*.GIF;*.WEBP"

// Read makes a clean picture of a file. What is refused is told with the file's
// name.
func Read(path string) (Picture, error) {
	content, err := Bytes(path)
	if err != nil {
		return Picture{}, err
	}
	clean, err := Clean(content)
	return clean, OfFile(filepath.Base(path), err)
}

// OfFile tells with a file's name why it is refused.
func OfFile(name string, err error) error {
	codes := map[debrief.Code]debrief.Code{
		debrief.CodePictureTooLarge:   debrief.CodePictureFileTooLarge,
		debrief.CodePictureUnreadable: debrief.CodePictureFileUnreadable,
		debrief.CodePictureMoving:     debrief.CodePictureFileMoving,
	}
	if code, ok := codes[debrief.CodeOf(err)]; ok {
		return debrief.Errorf(code, "file", name)
	}
	return err
}

// Bytes returns those of a file, one more than an attachment may have where there
// are more. CodePictureFileUnreadable for what is no file.
func Bytes(path string) ([]byte, error) {
	content, err := read(path)
	if err != nil {
		return nil, debrief.Errorf(debrief.CodePictureFileUnreadable, "file", filepath.Base(path)).Wrap(err)
	}
	return content, nil
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
