// Package export turns a debrief into a finished file: it builds the edition,
// sets it, and puts it in its place all at once or not at all. The window and
// the command line use the same one.
package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
)

// File is a finished report.
type File struct {
	Data []byte
	// Title is what the edition calls it, for the name of a file.
	Title string
	Pages int
	// Missing are the characters no shipped font has, as code points (U+1F642).
	Missing  []string
	Removals []report.Removal
	Warnings []report.Warning
	// Secrets are what looks like one in what is printed.
	Secrets []report.Secret
	// Left are names that stay in what is printed, for somebody to decide about.
	Left []report.LeftName
}

// PDF sets a debrief's report. Nothing is written; an edition that would carry
// a name it must not carry is refused with CodeNameFound.
func PDF(ctx context.Context, w *debrief.Whole, o report.Options) (*File, error) {
	return set(w, o, func(out io.Writer, r *report.Report) (pdf.Note, error) { return pdf.Write(ctx, out, r) })
}

// Poster sets the figure of a debrief's report alone, on a sheet in landscape; the
// same holds of names.
func Poster(ctx context.Context, w *debrief.Whole, o report.Options, sheet pdf.Poster) (*File, error) {
	return set(w, o, func(out io.Writer, r *report.Report) (pdf.Note, error) {
		return pdf.WritePoster(ctx, out, r, sheet)
	})
}

func set(w *debrief.Whole, o report.Options, write func(io.Writer, *report.Report) (pdf.Note, error)) (*File, error) {
	r, err := report.Build(w, o)
	if err != nil {
		return nil, fmt.Errorf("build report: %w", err)
	}
	var out bytes.Buffer
	note, err := write(&out, r)
	if err != nil {
		return nil, fmt.Errorf("set report: %w", err)
	}
	return &File{
		Data: out.Bytes(), Title: r.Title, Pages: note.Pages, Missing: note.Missing,
		Removals: r.Removals, Warnings: r.Warnings, Secrets: r.Secrets, Left: r.Left,
	}, nil
}

// Save puts a finished report at a path, whole or not at all.
func Save(path string, data []byte) error {
	if err := file.Put(path, data, 0o644); err != nil {
		return saveError(path, err)
	}
	return nil
}

// SavePrivate is Save for a page that is nobody else's to read.
func SavePrivate(path string, data []byte) error {
	if err := file.Put(path, data, 0o600); err != nil {
		return saveError(path, err)
	}
	return nil
}

func saveError(path string, err error) error {
	code := debrief.CodeExport
	switch {
	case errors.Is(err, syscall.ENOSPC):
		code = debrief.CodeExportFull
	case errors.Is(err, fs.ErrNotExist):
		code = debrief.CodeExportNoFolder
	case errors.Is(err, file.ErrNotAFile):
		code = debrief.CodeExportNotFile
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		code = debrief.CodeExportDenied
	}
	return debrief.Errorf(code, "path", path).Wrap(err)
}

// Name suggests a file name for a report: what it is about, in characters every
// system takes.
func Name(title string, edition report.Edition, version, ending string) string {
	name := file.Name(title) + "-" + string(edition)
	if version != "" {
		name += "-v" + version
	}
	return name + ending
}
