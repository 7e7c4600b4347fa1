package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/picture"
	"secondstory/backend/secret"
)

// Sources is bound to the window: what people have of the incident. What was read
// is held until it is brought in, or something else is read in its place.
type Sources struct {
	desk *Desk

	mu   sync.Mutex
	held map[string]*heldSource
	// dropped are the paths that were dropped on the window last, and their handle.
	dropped       []string
	droppedHandle string
	// last is the source that was looked at last: its messages never change.
	last evidenceOf
}

// heldSource is something that was read and not brought in yet.
type heldSource struct {
	debriefID string
	// root is what was chosen or dropped, a file or what it lies in; empty for a paste.
	root string
	text string
	doc  *evidence.Document
}

// evidenceOf is a source with its messages.
type evidenceOf struct {
	pack    debrief.ID
	doc     *evidence.Document
	reasons map[int]evidence.Reason
}

// SourceLook is something that was read, to be looked at before it is brought in.
type SourceLook struct {
	Handle  string                 `json:"handle"`
	Name    string                 `json:"name"`
	Summary evidence.Summary       `json:"summary"`
	Senders []debrief.SourceSender `json:"senders"`
	// Need is what has to be said before its times are instants.
	Need  evidence.Need `json:"need"`
	Lines []SourceLine  `json:"lines"`
	// Rejected are the first places that could not be read.
	Rejected []RejectedLine `json:"rejected"`
	// HereID is the source that holds the same already.
	HereID string `json:"hereId"`
	// From and To are the first and the last of times that are no instants, as told.
	From string `json:"from"`
	To   string `json:"to"`
	// Table is what a table was read with, and its beginning; Columns how many it has.
	Table   *evidence.Table `json:"table"`
	Columns int             `json:"columns"`
	// Attach says what it can be brought in as, where no line was read in it: a picture
	// or a file.
	Attach AttachAs `json:"attach"`
}

// RejectedLine is a place that could not be read, and what was expected there.
type RejectedLine struct {
	File     string            `json:"file"`
	Line     int               `json:"line"`
	Expected evidence.Expected `json:"expected"`
	Text     string            `json:"text"`
}

// SourceLine is a message, as the window shows it.
type SourceLine struct {
	N       int             `json:"n"`
	Time    debrief.Moment  `json:"time"`
	Sender  string          `json:"sender"`
	Kind    evidence.Kind   `json:"kind"`
	Channel string          `json:"channel"`
	Text    string          `json:"text"`
	Edited  bool            `json:"edited"`
	Reply   bool            `json:"reply"`
	Reason  evidence.Reason `json:"reason"`
	File    string          `json:"file"`
	Line    int             `json:"line"`
	// Secrets are pieces that may not be meant for others.
	Secrets []SecretText `json:"secrets"`
}

// SecretText is a piece of a text, and what it looks like.
type SecretText struct {
	Text string      `json:"text"`
	Kind secret.Kind `json:"kind"`
}

// Bounds of what the window is given at once.
const (
	lookLines    = 8
	lookRejected = 200
	lookColumns  = 60
	lookCell     = 120
	mostLines    = 500
	mostHeld     = 200
)

// ChooseFile asks for a file and reads it; none means that nobody chose one.
func (s *Sources) ChooseFile(debriefID string) (out []SourceLook, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("evidence.dialog"), t("evidence.dialog.kind"), "*", "")
	if err != nil || path == "" {
		return []SourceLook{}, err
	}
	return s.read(debriefID, path)
}

// ChooseFolder asks for a folder and reads what is in it.
func (s *Sources) ChooseFolder(debriefID string) (out []SourceLook, err error) {
	defer guard(&err)
	path, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("evidence.dialog.folder"), "")
	if err != nil || path == "" {
		return []SourceLook{}, err
	}
	return s.read(debriefID, path)
}

// Paste reads a text.
func (s *Sources) Paste(debriefID, text string) (out SourceLook, err error) {
	defer guard(&err)
	doc, err := evidence.ReadText(context.Background(), text, evidence.Options{})
	if err != nil {
		return out, err
	}
	return s.hold(debrief.NewID(), &heldSource{debriefID: debriefID, text: text, doc: doc})
}

func (s *Sources) read(debriefID, path string) ([]SourceLook, error) {
	var docs []*evidence.Document
	err := s.desk.run(func(ctx context.Context, progress func(float64)) (err error) {
		docs, err = evidence.Read(ctx, path, withProgress(evidence.Options{}, progress))
		return err
	})
	if err != nil {
		return []SourceLook{}, err
	}
	return s.holdAll(debrief.NewID(), docs, heldSource{debriefID: debriefID, root: path})
}

func withProgress(o evidence.Options, progress func(float64)) evidence.Options {
	o.Progress = func(done, total int64) { progress(float64(done) / float64(max(total, 1))) }
	return o
}

// hold keeps what was read under a handle, and shows it. What was read for another
// debrief and left there is let go of.
func (s *Sources) hold(handle string, h *heldSource) (SourceLook, error) {
	lib, err := s.desk.open()
	if err != nil {
		return SourceLook{}, err
	}
	whole, err := lib.Load(context.Background(), h.debriefID)
	if err != nil {
		return SourceLook{}, err
	}
	s.mu.Lock()
	if s.held == nil {
		s.held = map[string]*heldSource{}
	}
	maps.DeleteFunc(s.held, func(_ string, other *heldSource) bool { return other.debriefID != h.debriefID })
	s.held[handle] = h
	s.mu.Unlock()
	return s.look(handle, h, whole), nil
}

func (s *Sources) look(handle string, h *heldSource, whole *debrief.Whole) SourceLook {
	source := evidence.NewSource(h.doc, h.debriefID, h.name(), s.desk.keeper.Now())
	evidence.Match(source, whole.Participants, whole.Sources)
	moments := evidence.Clock{}.Moments(h.doc)
	out := SourceLook{
		Handle: handle, Name: source.Name, Summary: h.doc.Summary(), Senders: source.Senders, Need: evidence.Needs(h.doc),
		Lines: lines(h.doc, moments, nil, upTo(min(lookLines, len(h.doc.Messages)))), Rejected: rejected(h.doc, lookRejected),
	}
	out.Summary.Path, out.Attach = out.Name, h.attachAs()
	out.From, out.To = toldSpan(moments, out.Need)
	if h.doc.Table != nil {
		out.Table, out.Columns = tableLook(h.doc.Table), len(h.doc.Table.Columns)
	}
	for _, b := range whole.Sources {
		if b.SHA256 == h.doc.SHA256 {
			out.HereID = b.ID
		}
	}
	return out
}

// toldSpan are the first and the last time that are told but are no instants: of days
// and clocks the earliest and the latest, of mere clocks those that stand first and last.
func toldSpan(moments []debrief.Moment, need evidence.Need) (from, to string) {
	for _, m := range moments {
		switch {
		case m.Raw == "" || m.Known():
			continue
		case from == "" || need == evidence.NeedZone && m.Raw < from:
			from = m.Raw
		}
		if need != evidence.NeedZone || m.Raw > to {
			to = m.Raw
		}
	}
	return from, to
}

// tableLook is as much of a table as somebody needs to see who says which column is
// what.
func tableLook(t *evidence.Table) *evidence.Table {
	columns := min(len(t.Columns), lookColumns)
	out := &evidence.Table{Columns: cutCells(t.Columns[:columns]), Rows: [][]string{}, Mapping: t.Mapping, Ambiguous: t.Ambiguous}
	for _, row := range t.Rows[:min(len(t.Rows), lookLines)] {
		out.Rows = append(out.Rows, cutCells(row[:min(len(row), columns)]))
	}
	return out
}

// cutCells cuts what cells say to what is shown of it.
func cutCells(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = cell
		if runes := []rune(cell); len(runes) > lookCell {
			out[i] = string(runes[:lookCell]) + "…"
		}
	}
	return out
}

// AttachAs says what a file without lines can be brought in as.
type AttachAs string

// Nothing, where it has lines or is no file of its own; a picture; or a file.
const (
	AttachNothing AttachAs = ""
	AttachPicture AttachAs = "picture"
	AttachFile    AttachAs = "file"
)

func (h *heldSource) attachAs() AttachAs {
	if h.root == "" || len(h.doc.Messages)+len(h.doc.Series) > 0 {
		return AttachNothing
	}
	head, err := headOf(h.doc.Path)
	switch {
	case err != nil:
		return AttachNothing
	case picture.Is(h.name(), head):
		return AttachPicture
	}
	return AttachFile
}

// headOf returns how a file begins; what is no file of its own, as one within an
// archive, is none.
func headOf(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 64)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return head[:n], errors.Join(err, f.Close())
}

func (h *heldSource) name() string {
	if h.root == "" {
		return "pasted.txt"
	}
	return filepath.Base(h.doc.Path)
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// rejected are the first places of a document that could not be read.
func rejected(d *evidence.Document, most int) []RejectedLine {
	out := []RejectedLine{}
	for _, r := range d.Rejected[:min(len(d.Rejected), most)] {
		out = append(out, RejectedLine{fileName(r.File), r.Line, r.Expected, r.Text})
	}
	return out
}

func (s *Sources) heldOf(handle string) (*heldSource, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.held[handle]; h != nil {
		return h, nil
	}
	return nil, debrief.Errorf(debrief.CodeEvidenceGone)
}

func (s *Sources) drop(handle string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, handle)
}

// Formats are what a file may be said to be.
func (s *Sources) Formats() (out []string, err error) {
	defer guard(&err)
	out = []string{}
	for _, f := range evidence.Formats() {
		if !slices.Contains(out, string(f)) {
			out = append(out, string(f))
		}
	}
	return out, nil
}

// Drop lets go of something that was read.
func (s *Sources) Drop(handle string) (err error) {
	defer guard(&err)
	s.drop(handle)
	return nil
}

// SourceInput is something that was read, and what is said of it.
type SourceInput struct {
	DebriefID    string                 `json:"debriefId"`
	Handle       string                 `json:"handle"`
	Zone         string                 `json:"zone"`
	Day          string                 `json:"day"`
	StartedAt    string                 `json:"startedAt"`
	AheadSeconds int                    `json:"aheadSeconds"`
	Senders      []debrief.SourceSender `json:"senders"`
	// Partial brings in what could be read of a source of which not all could.
	Partial bool `json:"partial"`
}

// Bring brings in something that was read: the source and its messages in one step.
func (s *Sources) Bring(step Step, in SourceInput) (made debrief.Source, err error) {
	defer guard(&err)
	h, err := s.heldOf(in.Handle)
	if err != nil {
		return made, err
	}
	if len(h.doc.Rejected) > 0 && !in.Partial {
		return made, debrief.Errorf(debrief.CodeEvidencePartial)
	}
	source := evidence.NewSource(h.doc, in.DebriefID, h.name(), s.desk.keeper.Now())
	pack, content, err := evidence.Keep(source, h.doc)
	if err != nil {
		return made, err
	}
	source.Zone, source.Day, source.StartedAt, source.AheadSeconds = in.Zone, in.Day, in.StartedAt, in.AheadSeconds
	source.Senders = matched(source.Senders, in.Senders)
	action := step.put(source, pack)
	action.Content = map[debrief.ID][]byte{pack.ID: content}
	if err := s.desk.apply(action); err != nil {
		return made, err // it is still held: a full disk has room again
	}
	s.drop(in.Handle)
	return *source, nil
}

// matched takes over whose the names are; the names are those that were read.
func matched(all, said []debrief.SourceSender) []debrief.SourceSender {
	for i := range all {
		if n := slices.IndexFunc(said, func(p debrief.SourceSender) bool { return p.Name == all[i].Name }); n >= 0 {
			all[i].ParticipantID, all[i].Bot = said[n].ParticipantID, said[n].Bot
		}
	}
	return all
}

// SavedSource is a source, and the entries that changed with it.
type SavedSource struct {
	Source  debrief.Source  `json:"source"`
	Entries []debrief.Entry `json:"entries"`
}

// Save writes what is said of a source. The entries made of it follow in the same
// step: their times, and whose they are.
func (s *Sources) Save(step Step, record debrief.Source) (out SavedSource, err error) {
	defer guard(&err)
	out = SavedSource{record, []debrief.Entry{}}
	lib, whole, was, err := s.find(record.DebriefID, record.ID)
	if err != nil {
		return out, err
	}
	e, err := s.evidence(lib, whole, was)
	if err != nil {
		return out, err
	}
	changed := evidence.Follow(was, &record, e.doc, whole.Entries)
	put := []debrief.Record{&record}
	for i := range changed {
		put = append(put, &changed[i])
	}
	if err := s.desk.apply(step.put(put...)); err != nil {
		return out, err
	}
	out.Source, out.Entries = record, append(out.Entries, changed...)
	return out, nil
}

// Delete removes a source and its messages; the entries made of it stay. Undo brings
// it back whole.
func (s *Sources) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounSource, ref))
}
