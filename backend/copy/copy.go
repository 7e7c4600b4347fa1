// Package copy is the catalogue of every fixed word the app says: screens,
// the facilitator's words, the report, the sentences of errors. One language is
// a handful of flat JSON files, NAME.LANG.json, from key to text with {name}
// placeholders; translating the app means adding files and nothing else. The
// window reads the same files.
package copy

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"secondstory/backend/debrief"
)

//go:embed *.json
var files embed.FS

// Catalogue holds the texts of one language. It is safe for concurrent use.
type Catalogue struct {
	texts map[string]string
	thing string
}

// New reads the catalogue of a language ("en").
func New(lang string) (*Catalogue, error) {
	names, err := fs.Glob(files, "*."+lang+".json")
	if err != nil {
		return nil, fmt.Errorf("list catalogue %s: %w", lang, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("find catalogue %s: %w", lang, fs.ErrNotExist)
	}
	c := &Catalogue{texts: map[string]string{}}
	for _, name := range names {
		if err := c.read(name); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Catalogue) read(name string) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read catalogue %s: %w", name, err)
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		return fmt.Errorf("parse catalogue %s: %w", name, err)
	}
	for k, v := range texts {
		if _, twice := c.texts[k]; twice {
			return fmt.Errorf("parse catalogue %s: key %s is there twice", name, k)
		}
		c.texts[k] = v
	}
	return nil
}

// Has says whether the catalogue knows a key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.texts[key]
	return ok
}

// Keys returns every key.
func (c *Catalogue) Keys() []string {
	out := make([]string, 0, len(c.texts))
	for k := range c.texts {
		out = append(out, k)
	}
	return out
}

// T returns the text of a key with its placeholders filled from name, value
// pairs. An unknown key comes back as itself, so that a gap is seen.
func (c *Catalogue) T(key string, pairs ...string) string {
	text, ok := c.texts[key]
	if !ok {
		return key
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return c.named(text)
}

// Sentence says an error to a person: what happened, what is kept, what to do.
func (c *Catalogue) Sentence(err error) string { return c.sentence(err, "") }

// OpenSentence says why a library was not opened. Some reasons, like a full
// disk, also arise while somebody types, and read otherwise then.
func (c *Catalogue) OpenSentence(err error) string { return c.sentence(err, ".open") }

// sentence prefers the key with the ending.
func (c *Catalogue) sentence(err error, ending string) string {
	var e *debrief.Error
	if !errors.As(err, &e) || !c.Has("error."+string(e.Code)) {
		return c.T("error.internal")
	}
	pairs := make([]string, 0, 2*len(e.Args))
	for k, v := range e.Args {
		pairs = append(pairs, k, v)
	}
	if key := "error." + string(e.Code) + ending; c.Has(key) {
		return c.T(key, pairs...)
	}
	return c.T("error."+string(e.Code), pairs...)
}
