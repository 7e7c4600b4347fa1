package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/oldreport"
)

// OldReports is bound to the window: reports written before, which become debriefs.
// What was read is held until it is brought in or let go; nothing is written before.
type OldReports struct {
	desk *Desk

	mu   sync.Mutex
	held map[string]*oldreport.Report
}

// OldReportLook is a report that was read, to be looked at before it is brought in.
type OldReportLook struct {
	// Handle names it for Bring; empty for a file that holds no report.
	Handle string `json:"handle"`
	File   string `json:"file"`
	Title  string `json:"title"`
	// Day is the day it is about, yyyy-mm-dd; empty where it tells none.
	Day             string `json:"day"`
	Entries         int    `json:"entries"`
	Factors         int    `json:"factors"`
	Helped          int    `json:"helped"`
	Countermeasures int    `json:"countermeasures"`
	Questions       int    `json:"questions"`
	People          int    `json:"people"`
	// Left is how many passages stay in the source alone, LeftIn under which headings.
	Left   int      `json:"left"`
	LeftIn []string `json:"leftIn"`
	// Likely says that enough was found to take it for a report.
	Likely bool `json:"likely"`
	// Need is what has to be said before its times are instants.
	Need evidence.Need `json:"need"`
	// HereSince is the day on which the same was brought in before, yyyy-mm-dd.
	HereSince string `json:"hereSince"`
}

// BroughtReports are the debriefs that were made.
type BroughtReports struct {
	IDs []string `json:"ids"`
}

// mostReports is how many are looked at once.
const mostReports = 2000

// ChooseFile asks for a file and reads it; none means that nobody chose one.
func (s *OldReports) ChooseFile() (out []OldReportLook, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("oldreport.dialog"), t("oldreport.dialog.kind"), "*", "")
	if err != nil || path == "" {
		return []OldReportLook{}, err
	}
	return s.read(path)
}

// ChooseFolder asks for a folder and reads what is in it.
func (s *OldReports) ChooseFolder() (out []OldReportLook, err error) {
	defer guard(&err)
	path, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("oldreport.dialog.folder"), "")
	if err != nil || path == "" {
		return []OldReportLook{}, err
	}
	return s.read(path)
}

// ReadDropped reads what was dropped on the window last.
func (s *OldReports) ReadDropped(handle string) (out []OldReportLook, err error) {
	defer guard(&err)
	paths, err := s.desk.sources.takeDropped(handle)
	if err != nil {
		return []OldReportLook{}, err
	}
	// The window says of a debrief's own file how it is opened.
	paths = slices.DeleteFunc(paths, func(path string) bool { return strings.HasSuffix(strings.ToLower(path), bundle.Extension) })
	return s.read(paths...)
}

func (s *OldReports) read(paths ...string) ([]OldReportLook, error) {
	var docs []*evidence.Document
	err := s.desk.run(func(ctx context.Context, progress func(float64)) error {
		for _, path := range paths {
			read, err := evidence.Read(ctx, path, withProgress(evidence.Options{Reports: true}, progress))
			if err != nil {
				return err
			}
			docs = append(docs, read...)
		}
		return nil
	})
	if err != nil {
		return []OldReportLook{}, err
	}
	here, err := s.here()
	if err != nil {
		return []OldReportLook{}, err
	}
	out := []OldReportLook{}
	for _, d := range docs {
		reports := oldreport.Of(d)
		if len(reports) == 0 {
			out = append(out, OldReportLook{File: filepath.Base(d.Path), LeftIn: []string{}})
		}
		for _, r := range reports {
			out = append(out, s.hold(r, here))
		}
	}
	if len(out) > mostReports {
		return []OldReportLook{}, debrief.Errorf(debrief.CodeEvidenceTooLarge, "path", paths[0])
	}
	return out, nil
}

// here says of what was brought in before on which day that was.
func (s *OldReports) here() (map[string]string, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	sources, err := lib.Sources(context.Background())
	if err != nil {
		return nil, err
	}
	return oldreport.Here(sources), nil
}

// hold keeps what was read, and shows it.
func (s *OldReports) hold(r *oldreport.Report, here map[string]string) OldReportLook {
	handle, n := debrief.NewID(), r.Counts()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil {
		s.held = map[string]*oldreport.Report{}
	}
	s.held[handle] = r
	return OldReportLook{
		Handle: handle, File: r.Name, Title: r.Title, Day: r.Day, Entries: n.Entries, Factors: n.Factors, Helped: n.Helped,
		Countermeasures: n.Countermeasures, Questions: n.Questions, People: n.People, Left: r.Left, LeftIn: append([]string{}, r.LeftIn...),
		Likely: r.IsReport(), Need: r.Need(), HereSince: here[r.SHA256],
	}
}

// Bring makes debriefs of the reports that were chosen, in one step. zone is where the
// clocks stood that do not say so; empty when nobody said. What is there already is
// not made again. CodeCancelled when somebody stopped it, and nothing is written.
func (s *OldReports) Bring(step Step, handles []string, zone string) (out BroughtReports, err error) {
	defer guard(&err)
	out.IDs = []string{}
	chosen, err := s.chosen(handles)
	if err != nil {
		return out, err
	}
	action := step.put()
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		for i, r := range chosen {
			if ctx.Err() != nil {
				return debrief.Errorf(debrief.CodeCancelled)
			}
			made, err := r.Make(s.desk.keeper.Now(), zone)
			if err != nil {
				return err
			}
			made.Into(&action)
			out.IDs = append(out.IDs, made.Whole.Debrief.ID)
			progress(float64(i+1) / float64(len(chosen)))
		}
		if len(chosen) == 0 {
			return nil
		}
		return s.desk.apply(action)
	})
	if err != nil {
		return BroughtReports{IDs: []string{}}, err // they are still held
	}
	return out, s.Forget()
}

// chosen are the reports of handles, each of them once and none that is there already.
func (s *OldReports) chosen(handles []string) ([]*oldreport.Report, error) {
	here, err := s.here()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []*oldreport.Report{}
	for _, handle := range handles {
		r := s.held[handle]
		if r == nil {
			return nil, debrief.Errorf(debrief.CodeEvidenceGone)
		}
		twice := slices.ContainsFunc(out, func(o *oldreport.Report) bool { return o.SHA256 == r.SHA256 })
		if here[r.SHA256] == "" && !twice {
			out = append(out, r)
		}
	}
	return out, nil
}

// Forget lets go of all that was read.
func (s *OldReports) Forget() (err error) {
	defer guard(&err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = nil
	return nil
}
