package app

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
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
	// Secrets are what looks like one in what is printed; they keep nothing from it.
	Secrets []report.Secret `json:"secrets"`
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

// Exported is a written report. An empty path means that nobody chose one.
type Exported struct {
	Path    string   `json:"path"`
	Pages   int      `json:"pages"`
	Missing []string `json:"missing"`
}

// Preview sets the report as it would be printed: a version by its number, or without
// one the debrief as it stands.
func (s *Reports) Preview(debriefID, edition, paper, version string) (p Preview, err error) {
	defer guard(&err)
	p = Preview{Removals: []report.Removal{}, Warnings: []report.Warning{}, Secrets: []report.Secret{}, Missing: []string{}, Wording: []OpenPhrase{}}
	file, w, err := s.set(debriefID, edition, paper, version)
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
	return p, nil
}

// Export asks where to put the report of a version, or of the debrief as it stands,
// and writes it.
func (s *Reports) Export(debriefID, edition, paper, version string) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	file, w, err := s.set(debriefID, edition, paper, version)
	if err != nil {
		return done, err
	}
	return s.save(file, w, edition, version, ".pdf")
}

// ExportFigure asks where to put the figure of the report alone, on a sheet in
// landscape ("A4" to "A1"), and writes it.
func (s *Reports) ExportFigure(debriefID, edition, sheet string) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	w, o, err := s.options(debriefID, edition, "")
	if err != nil {
		return done, err
	}
	file, err := export.Poster(context.Background(), w, o, pdf.Poster(sheet))
	if err != nil {
		return done, err
	}
	return s.save(file, w, edition, "", "-figure.pdf")
}

// save asks for a place; the name it offers ends as the file does.
func (s *Reports) save(file *export.File, w *debrief.Whole, edition, version, end string) (done Exported, err error) {
	done.Missing = []string{}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("export.dialog.title"),
		export.Name(w.Debrief.Title, report.Edition(edition), version, end), t("export.dialog.pdf"), "*.pdf")
	if err != nil || path == "" {
		return done, err
	}
	if path, err = s.desk.outputAt(path, ".pdf"); err != nil {
		return done, err
	}
	if err := export.Save(path, file.Data); err != nil {
		return done, err
	}
	return Exported{Path: path, Pages: file.Pages, Missing: append(done.Missing, file.Missing...)}, nil
}

func (s *Reports) set(debriefID, edition, paper, version string) (*export.File, *debrief.Whole, error) {
	w, o, err := s.options(debriefID, edition, version)
	if err != nil {
		return nil, w, err
	}
	o.Paper = report.Paper(paper)
	file, err := export.PDF(context.Background(), w, o)
	return file, w, err
}

// options loads a debrief, or a version of it, and says how its report is made now.
func (s *Reports) options(debriefID, edition, version string) (*debrief.Whole, report.Options, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, report.Options{}, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return nil, report.Options{}, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return w, report.Options{}, err
	}
	return export.Version(context.Background(), lib, w, version, report.Options{
		Edition: report.Edition(edition), Now: s.desk.keeper.Now(), Shaper: s.desk.shaper, T: s.desk.copy.Called(settings[copy.SettingThing]).T,
	})
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
