package evidence

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strings"

	"secondstory/backend/debrief"
)

// Options say how to read.
type Options struct {
	// Format is what somebody says it is; empty to tell by content.
	Format Format
	// Mapping is what somebody says the columns of a table are; nil to guess.
	Mapping *Mapping
	// Reports says that reports are looked for: what could be one is read as one,
	// whatever else it looks like, and so is text nobody knows.
	Reports bool
	// Delimiter is what somebody says stands between the cells of a table, when nothing
	// is said of its columns; empty to tell by content.
	Delimiter string
	// Adjust has the last word on how a table is read, once its columns are known; nil
	// for nothing to say. Its error ends the reading.
	Adjust func(*Table) error
	// Only is the one document of a folder or an archive that is wanted, by its Path;
	// empty for all.
	Only string
	// Progress is told how many bytes of how many were read; may be nil.
	Progress func(done, total int64)
}

// Read reads what is at a path: one Document for a file or an export, several for
// a folder of unlike files. An error is about the whole; nothing of it is to be
// used. CodeEvidenceUnreadable, CodeEvidenceTooLarge, CodeEvidenceArchive,
// CodeEvidenceChanged, CodeEvidenceEmpty, CodeCancelled.
func Read(ctx context.Context, at string, o Options) ([]*Document, error) {
	t, err := openTree(ctx, at)
	if err != nil {
		return nil, err
	}
	defer func() { _ = t.close() }()
	return readTree(ctx, t, o)
}

// ReadText reads what was pasted.
func ReadText(ctx context.Context, text string, o Options) (*Document, error) {
	pasted := file{size: int64(len(text)), from: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
	t := &tree{files: []file{pasted}}
	docs, err := readTree(ctx, t, o)
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}

func readTree(ctx context.Context, t *tree, o Options) ([]*Document, error) {
	j := &job{ctx: ctx, options: o}
	for _, f := range t.files {
		j.total += f.size
	}
	if err := j.tree(t); err != nil {
		return nil, err
	}
	j.besides(t)
	if len(j.docs) == 0 {
		return nil, refused(debrief.CodeEvidenceEmpty, t.path)
	}
	return j.docs, nil
}

// besides tells of the links and devices of a folder, which were not opened: of each
// in a document of its own, or in that of the whole.
func (j *job) besides(t *tree) {
	for _, name := range t.aside {
		if !j.wants(path.Join(t.path, name)) {
			continue
		}
		if len(j.docs) == 1 && j.docs[0].Path == t.path {
			j.docs[0].reject(name, 0, ExpectedFile, "")
			continue
		}
		j.begin(path.Join(t.path, name), FormatUnknown)
		j.doc.reject(j.doc.Path, 0, ExpectedFile, "")
	}
}

// tree reads a folder as one source where it is one, else its folders and files one
// by one: an export beside other files is still read as a whole.
func (j *job) tree(t *tree) error {
	for _, r := range treeReaders() {
		if said := j.options.Format; (said == "" || said == r.format) && j.wants(t.path) && r.claims(t) {
			return j.whole(t, r)
		}
	}
	for _, f := range t.direct() {
		if f.path != t.path && t.path != "" {
			f.path = path.Join(t.path, f.path)
		}
		if !j.wants(f.path) {
			continue
		}
		if err := j.file(f); err != nil {
			return err
		}
	}
	for _, sub := range t.folders() {
		if err := j.tree(sub); err != nil {
			return err
		}
	}
	return nil
}

// wants says whether somebody wants what is at a path, or what it is part of.
func (j *job) wants(at string) bool {
	only := j.options.Only
	return only == "" || at == only || strings.HasPrefix(at, strings.TrimSuffix(only, "/")+"/")
}

// whole reads a folder or an archive as one source.
func (j *job) whole(t *tree, r treeReader) error {
	j.begin(t.path, r.format)
	if err := j.ended(r.read(j, t)); err != nil {
		return err
	}
	sum, err := j.sum(t.files...)
	j.doc.SHA256 = sum
	return err
}

// job is one reading, under way.
type job struct {
	ctx     context.Context
	options Options
	docs    []*Document
	// doc is the one being read.
	doc         *Document
	done, total int64
	told        int64
	// tail is the text of the message that goes on.
	tail growing
	// at is the line where an element of the JSON being read begins.
	at func(raw json.RawMessage) int
}

// begin starts a document.
func (j *job) begin(path string, format Format) {
	j.doc = &Document{Path: path, Format: format}
	j.docs = append(j.docs, j.doc)
}

// ended turns what stopped a reading into what is told of it.
func (j *job) ended(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return j.ctx.Err()
	}
	return err
}

// file reads one file by itself. What nobody knows becomes an empty document, so
// that it is told.
func (j *job) file(f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	r := byFormat(j.options.Format)
	if r == nil {
		r = detect(h)
	}
	if j.options.Reports && couldBeReport(h, r) {
		r = byFormat(FormatReport)
	}
	if r == nil {
		j.begin(f.path, FormatUnknown)
		j.doc.reject(f.path, 0, ExpectedMessage, "")
		return nil
	}
	j.begin(f.path, r.format)
	if err := j.ended(r.read(j, f)); err != nil {
		return err
	}
	j.doc.SHA256, err = j.sum(f)
	return err
}

// couldBeReport says whether a file is to be read as a report where those are looked
// for: it looks like one, or nobody knows it and it is text.
func couldBeReport(h *head, r *reader) bool {
	if r == nil {
		return h.text != "" && h.json.kind == 0 && !strings.ContainsRune(h.text, 0)
	}
	return r.format != FormatMorgue && sniffReport(h) > 0
}

// add adds a message to the document. CodeEvidenceTooLarge when there are too many,
// CodeCancelled when somebody stopped it.
func (j *job) add(m Message) error {
	if len(j.doc.Messages) == maxMessages {
		return refused(debrief.CodeEvidenceTooLarge, j.doc.Path)
	}
	if len(j.doc.Messages)%1024 == 0 && j.ctx.Err() != nil {
		return debrief.Errorf(debrief.CodeCancelled)
	}
	m.Sender, m.Channel = short(m.Sender), short(m.Channel)
	j.doc.Messages = append(j.doc.Messages, m)
	return nil
}

// short is a name that may stand with every message of a source.
func short(name string) string {
	if len(name) <= maxName {
		return name
	}
	return firstBytes(name, maxName) + "…"
}

// counted counts the bytes that go through a reader, for progress.
type counted struct {
	in io.Reader
	j  *job
}

// Read reads, and stops when somebody cancelled, or hardly anything can be read.
func (c counted) Read(p []byte) (int, error) {
	if c.j.ctx.Err() != nil {
		return 0, debrief.Errorf(debrief.CodeCancelled)
	}
	if c.j.doc.More > maxMessages {
		return 0, refused(debrief.CodeEvidenceTooLarge, c.j.doc.Path)
	}
	n, err := c.in.Read(p)
	c.j.done += int64(n)
	if c.j.options.Progress != nil && c.j.done-c.j.told >= 1<<20 {
		c.j.told = c.j.done
		c.j.options.Progress(min(c.j.done, c.j.total), c.j.total) // some files are read twice
	}
	return n, err
}

// open opens a file of the reading, its bytes counted.
func (j *job) open(f file) (io.ReadCloser, error) {
	in, err := f.open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{counted{in, j}, in}, nil
}
