package app

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// Preview is what will be printed.
type Preview struct {
	// URL is where the window finds the PDF. It is served inside the app.
	URL   string `json:"url"`
	Pages int    `json:"pages"`
	// Removals says what the edition leaves out.
	Removals []report.Removal `json:"removals"`
	Warnings []report.Warning `json:"warnings"`
	// Secrets are what looks like one in what is printed; they keep nothing from it.
	Secrets []report.Secret `json:"secrets"`
	// Left are names that stay in what is printed, for somebody to decide about.
	Left []report.LeftName `json:"left"`
	// Missing are characters no shipped font has; they are printed as code points.
	Missing []string `json:"missing"`
	// Wording is the phrases still open; they keep nothing from being printed.
	Wording []OpenPhrase `json:"wording"`
	// Problem says why there is nothing to show.
	Problem WindowError `json:"problem"`
}

// OpenPhrase is a phrase the wording check still asks about. Where is a key
// under "report.section.".
type OpenPhrase struct {
	Phrase string `json:"phrase"`
	Where  string `json:"where"`
}

// Preview sets the report as it would be printed: a version by its number, or without
// one the debrief as it stands. One that is still being set is given up for it, with
// CodeCancelled.
func (s *Reports) Preview(debriefID, edition, paper, version string) (p Preview, err error) {
	defer guard(&err)
	p = Preview{Removals: []report.Removal{}, Warnings: []report.Warning{}, Secrets: []report.Secret{}, Left: []report.LeftName{}, Missing: []string{}, Wording: []OpenPhrase{}}
	ctx, done := s.preview.begin()
	defer done()
	file, w, err := s.set(ctx, debriefID, edition, paper, version)
	if ctx.Err() != nil {
		return p, debrief.Errorf(debrief.CodeCancelled)
	}
	if w != nil {
		p.Wording = append(p.Wording, s.openPhrases(w)...)
	}
	if err != nil {
		p.Problem = s.desk.FormatError(err)
		return p, nil
	}
	p.URL = s.preview.keep(file.Data)
	p.Pages = file.Pages
	p.Missing = append(p.Missing, file.Missing...)
	p.Removals = append(p.Removals, file.Removals...)
	p.Warnings = append(p.Warnings, file.Warnings...)
	p.Secrets = append(p.Secrets, file.Secrets...)
	p.Left = append(p.Left, file.Left...)
	return p, nil
}

// StopPreview gives up the preview that is being set; the one before stays.
func (s *Reports) StopPreview() (err error) {
	defer guard(&err)
	s.preview.stop()
	return nil
}

// openPhrases lists the phrases nobody has decided about, in the debrief's order.
func (s *Reports) openPhrases(w *debrief.Whole) []OpenPhrase {
	out := []OpenPhrase{}
	for _, text := range s.desk.check(s.desk.window()).Open(w) {
		for _, flag := range text.Flags {
			out = append(out, OpenPhrase{Phrase: flag.Phrase, Where: sectionOf(text.Noun)})
		}
	}
	return out
}

// sectionOf is where the report prints a noun.
func sectionOf(noun debrief.Noun) string {
	switch noun {
	case debrief.NounDebrief:
		return "summary"
	case debrief.NounFactor:
		return "factors"
	case debrief.NounHelped:
		return "helped"
	case debrief.NounCountermeasure:
		return "countermeasures"
	}
	return "timeline"
}

// preview holds the newest set report for the window to fetch, and gives up the one
// that is being set when another is asked for.
type preview struct {
	mu     sync.Mutex
	n      int
	data   []byte
	cancel context.CancelFunc
}

// begin gives up what is being set, and returns the context of the next.
func (p *preview) begin() (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancel(context.Background())
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel != nil {
		p.cancel()
	}
	p.cancel = cancel
	return ctx, cancel
}

func (p *preview) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel != nil {
		p.cancel()
	}
}

const previewPath = "/preview/"

// keep remembers a report and returns its address, a new one each time so that
// the window shows no old one.
func (p *preview) keep(data []byte) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	p.data = data
	return previewPath + strconv.Itoa(p.n) + ".pdf"
}

// ServeHTTP answers the window's own scheme; no port is open.
func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	data, name := p.data, previewPath+strconv.Itoa(p.n)+".pdf"
	p.mu.Unlock()
	if data == nil || r.URL.Path != name {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // the window went away: nobody is left to tell
}
