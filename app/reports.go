package app

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"secondstory/backend/export"
	"secondstory/backend/report"
)

// Reports is bound to the window: what will be printed, and printing it.
type Reports struct {
	desk    *Desk
	preview preview
}

// Preview is what will be printed.
type Preview struct {
	// URL is where the window finds the PDF. It is served inside the app.
	URL   string `json:"url"`
	Pages int    `json:"pages"`
	// Removals says what the edition leaves out.
	Removals []report.Removal `json:"removals"`
	Warnings []report.Warning `json:"warnings"`
	// Missing are characters no shipped font has; they are printed as code points.
	Missing []string `json:"missing"`
	// Problem says why there is nothing to show.
	Problem WindowError `json:"problem"`
}

// Exported is a written report. An empty path means that nobody chose one.
type Exported struct {
	Path    string   `json:"path"`
	Pages   int      `json:"pages"`
	Missing []string `json:"missing"`
}

// Preview sets the report as it would be printed now.
func (s *Reports) Preview(debriefID, edition, paper string) (p Preview, err error) {
	defer guard(&err)
	p = Preview{Removals: []report.Removal{}, Warnings: []report.Warning{}, Missing: []string{}}
	file, _, err := s.set(debriefID, edition, paper)
	if err != nil {
		p.Problem = s.desk.FormatError(err)
		return p, nil
	}
	p.URL = s.preview.keep(file.Data)
	p.Pages = file.Pages
	p.Missing = append(p.Missing, file.Missing...)
	p.Removals = append(p.Removals, file.Removals...)
	p.Warnings = append(p.Warnings, file.Warnings...)
	return p, nil
}

// Export asks where to put the report and writes it.
func (s *Reports) Export(debriefID, edition, paper string) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	file, title, err := s.set(debriefID, edition, paper)
	if err != nil {
		return done, err
	}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("export.dialog.title"),
		export.Name(title, report.Edition(edition), ".pdf"), t("export.dialog.pdf"), "*.pdf")
	if err != nil || path == "" {
		return done, err
	}
	if !strings.HasSuffix(strings.ToLower(path), ".pdf") {
		path += ".pdf"
	}
	if err := export.Save(path, file.Data); err != nil {
		return done, err
	}
	return Exported{Path: path, Pages: file.Pages, Missing: append(done.Missing, file.Missing...)}, nil
}

func (s *Reports) set(debriefID, edition, paper string) (*export.File, string, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, "", err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return nil, "", err
	}
	file, err := export.PDF(context.Background(), w, report.Options{
		Edition: report.Edition(edition), Paper: report.Paper(paper), Now: s.desk.now(), T: s.desk.copy.T,
	})
	return file, w.Debrief.Title, err
}

// preview holds the newest set report for the window to fetch.
type preview struct {
	mu   sync.Mutex
	n    int
	data []byte
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
