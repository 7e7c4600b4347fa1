package app

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/library"
	"secondstory/backend/wording"
)

// noon is the clock of the tests.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// chosen are dialogs in which somebody chose a path. Done is called after one to save.
type chosen struct {
	path, name, from string
	done             func()
}

func (c *chosen) Save(_ context.Context, _, name, _, _ string) (string, error) {
	c.name = name
	if c.done != nil {
		c.done()
	}
	return c.path, nil
}

func (c *chosen) Open(_ context.Context, _, _, _, from string) (string, error) {
	c.from = from
	return c.path, nil
}

func (c *chosen) Folder(_ context.Context, _, _ string) (string, error) { return c.path, nil }

// mustDesk opens a new library behind a desk.
func mustDesk(tb testing.TB, dialogs Dialogs) *Desk {
	tb.Helper()
	words, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "library.db")
	d := NewDesk(Options{
		Keeper: library.Keeper{Path: path, Now: func() time.Time { return noon }},
		Copy:   words, Dialogs: dialogs, Version: "test",
	})
	d.Open()
	tb.Cleanup(func() { _ = d.Close() })
	return d
}

func mustNew(tb testing.TB, d *Desk) debrief.Debrief {
	tb.Helper()
	made, err := (&Debriefs{d}).New(Step{Name: "new-debrief"})
	if err != nil {
		tb.Fatal(err)
	}
	return made
}

// TestEveryBoundMethodIsGuarded reads the source: a bound method whose first
// statement is not the guard leaves the window waiting for ever when it panics.
func TestEveryBoundMethodIsGuarded(t *testing.T) {
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || !bound(f) {
				continue
			}
			checked++
			if !guarded(f) {
				t.Errorf("%s: %s does not begin with defer guard(&err)", name, f.Name.Name)
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d bound methods were found; the test looks in the wrong place", checked)
	}
}

// bound says whether a function is an exported method of a service, which all
// are called s.
func bound(f *ast.FuncDecl) bool {
	return f.Recv != nil && f.Name.IsExported() && len(f.Recv.List[0].Names) == 1 && f.Recv.List[0].Names[0].Name == "s"
}

func guarded(f *ast.FuncDecl) bool {
	d, ok := f.Body.List[0].(*ast.DeferStmt)
	if !ok {
		return false
	}
	name, ok := d.Call.Fun.(*ast.Ident)
	return ok && name.Name == "guard"
}

func TestPanicBecomesASentence(t *testing.T) {
	d := mustDesk(t, nil)
	call := func() (err error) {
		defer guard(&err)
		var none []int
		_ = none[len(d.keeper.Path)]
		return nil
	}
	err := call()
	if got := d.FormatError(err); got.Code != string(debrief.CodeInternal) || got.Message != d.copy.T("error.internal") {
		t.Errorf("panic reaches the window as %+v", got)
	}
}

func TestUnopenedLibrarySaysWhyAndOpensLater(t *testing.T) {
	d := mustDesk(t, nil)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	other, _, err := d.keeper.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	s := &Window{d}
	state, err := s.Retry()
	if want := d.copy.T("error.library-in-use"); err != nil || state.Ready || state.Problem.Message != want {
		t.Fatalf("Retry beside another window = %+v, %v", state, err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if state, err := s.Retry(); err != nil || !state.Ready {
		t.Fatalf("Retry = %+v, %v", state, err)
	}
	if _, err := (&Debriefs{d}).List(10, 0); err != nil {
		t.Error(err)
	}
}

// A signal may come before the window is there; Wails would end the process
// with a failure if it were spoken to.
func TestFlushBeforeTheWindowIsThere(t *testing.T) {
	d := mustDesk(t, nil)
	from := time.Now()
	d.Flush()
	if took := time.Since(from); took > patience/2 {
		t.Errorf("Flush took %v with nobody to wait for", took)
	}
}

func TestCallsWithoutALibraryAreErrors(t *testing.T) {
	d := mustDesk(t, nil)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := (&Debriefs{d}).New(Step{})
	if got := debrief.CodeOf(err); got != debrief.CodeFileGone {
		t.Errorf("New = %q (%v)", got, err)
	}
}

func TestFilingAndEditingALine(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	ines, err := (&Participants{d}).Save(Step{}, debrief.Participant{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: made.ID}, Name: "Ines",
	})
	if err != nil {
		t.Fatal(err)
	}
	made.Started = debrief.At(time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
	if _, err := (&Debriefs{d}).Save(Step{}, made); err != nil {
		t.Fatal(err)
	}
	s := &Capture{d}
	filed, err := s.File(Step{}, LineInput{DebriefID: made.ID, Text: "14:52 Ines opened the pool graph", Stage: debrief.StageNarratives, Position: 1})
	if err != nil {
		t.Fatal(err)
	}
	e := filed.Entry
	if e == nil || e.Who.ParticipantID != ines.ID || e.Text != "opened the pool graph" || e.Time.At != "2026-11-03T14:52:00Z" {
		t.Fatalf("filed %+v", e)
	}
	typed, err := s.Typed(made.ID, e.ID)
	if err != nil || typed.Typed() != "14:52 Ines: opened the pool graph" || len(typed.Chips) != 2 {
		t.Fatalf("Typed = %q, %v", typed, err)
	}
	e.Lane = debrief.LaneSaw
	if _, err := (&Entries{d}).Save(Step{}, *e); err != nil {
		t.Fatal(err)
	}
	filed, err = s.File(Step{}, LineInput{DebriefID: made.ID, Text: "14:53 Ines: opened the pool graph, all red", EditID: e.ID})
	if err != nil || filed.Entry == nil {
		t.Fatalf("edit: %+v, %v", filed, err)
	}
	if filed.Entry.Lane != debrief.LaneSaw || filed.Entry.Time.At != "2026-11-03T14:53:00Z" || filed.Entry.ID != e.ID {
		t.Errorf("edited %+v", filed.Entry)
	}
	// Ines is removed, her line is corrected, and the removal is taken back.
	if err := (&Participants{d}).Delete(Step{}, debrief.Ref{ID: ines.ID, DebriefID: made.ID}); err != nil {
		t.Fatal(err)
	}
	filed, err = s.File(Step{}, LineInput{DebriefID: made.ID, Text: "14:53 opened the pool graph", EditID: e.ID})
	if err != nil || filed.Entry == nil || filed.Entry.Who.ParticipantID != ines.ID {
		t.Errorf("edit of a line whose speaker is away: %+v, %v", filed.Entry, err)
	}
}

// TestFilingALineLetsItsDraftGo files a line and types a command, both kept as
// drafts before.
func TestFilingALineLetsItsDraftGo(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	for text, left := range map[string]string{"the pool was red": "and th", "/next": ""} {
		if err := (&Debriefs{d}).SaveDraft(made.ID, "capture", text); err != nil {
			t.Fatal(err)
		}
		in := LineInput{DebriefID: made.ID, Text: text, DraftField: "capture", Draft: left}
		if _, err := (&Capture{d}).File(Step{}, in); err != nil {
			t.Fatal(err)
		}
		view, err := (&Debriefs{d}).Load(made.ID)
		if err != nil || view.Drafts["capture"] != left {
			t.Errorf("after %q the draft is %q, %v", text, view.Drafts["capture"], err)
		}
	}
}

func TestALineThatBecomesAnotherKindKeepsItsPlace(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	filed, err := s.File(Step{}, LineInput{DebriefID: made.ID, Text: "own pool for batch jobs", Stage: 3, Position: 7})
	if err != nil {
		t.Fatal(err)
	}
	was := filed.Entry.ID
	filed, err = s.File(Step{}, LineInput{DebriefID: made.ID, Text: "! own pool for batch jobs", EditID: was})
	if err != nil || filed.Countermeasure == nil || filed.Removed == nil {
		t.Fatalf("edit: %+v, %v", filed, err)
	}
	if c := filed.Countermeasure; c.Position != 7 || c.State != debrief.CountermeasureIdea || filed.Removed.ID != was {
		t.Errorf("became %+v, removed %+v", c, filed.Removed)
	}
	view, err := (&Debriefs{d}).Load(made.ID)
	if err != nil || len(view.Whole.Entries) != 0 || len(view.Whole.Countermeasures) != 1 {
		t.Errorf("whole = %+v, %v", view.Whole, err)
	}
	if _, err := (&Changes{d}).Undo(); err != nil {
		t.Fatal(err)
	}
	view, err = (&Debriefs{d}).Load(made.ID)
	if err != nil || len(view.Whole.Entries) != 1 || view.Whole.Entries[0].ID != was {
		t.Errorf("after undo %+v, %v", view.Whole, err)
	}
}

func TestContinuingALine(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	filed, err := s.File(Step{}, LineInput{DebriefID: made.ID, Text: "three chats within a minute", Stage: 3, Position: 1})
	if err != nil {
		t.Fatal(err)
	}
	filed, err = s.File(Step{}, LineInput{DebriefID: made.ID, Text: "- all saying the same", AboveID: filed.Entry.ID, Stage: 3, Position: 2})
	if err != nil || filed.Entry == nil || filed.Entry.Text != "three chats within a minute all saying the same" {
		t.Errorf("continued %+v, %v", filed.Entry, err)
	}
}

func TestPreviewAndExport(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "report")}
	d := mustDesk(t, dialog)
	made := mustNew(t, d)
	made.Title = "Checkout timeouts"
	made.Summary.Lead = "We should have checked the pool."
	if _, err := (&Debriefs{d}).Save(Step{}, made); err != nil {
		t.Fatal(err)
	}
	p, err := d.reports.Preview(made.ID, "role-only", "A4", "")
	if err != nil || p.Problem.Code != "" || p.Pages < 1 || !strings.HasPrefix(p.URL, previewPath) {
		t.Fatalf("Preview = %+v, %v", p, err)
	}
	if len(p.Wording) != 1 || p.Wording[0].Where != "summary" || !strings.Contains(p.Wording[0].Phrase, "should have") {
		t.Errorf("open phrases = %+v", p.Wording)
	}
	done, err := (&Exports{d}).Write(made.ID, Wish{Form: "pdf", Edition: "role-only"})
	if err != nil || done.Path != dialog.path+".pdf" {
		t.Fatalf("Export = %+v, %v", done, err)
	}
	if dialog.name != "checkout-timeouts-role-only.pdf" {
		t.Errorf("suggested name = %q", dialog.name)
	}
	data, err := os.ReadFile(done.Path)
	if err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Errorf("file begins with %.8q, %v", data, err)
	}
}

// TestExportNeverReplacesUnasked: the dialog asked about the name that was typed,
// not about the one with its ending, and nothing replaces the library.
func TestExportNeverReplacesUnasked(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "report")}
	d := mustDesk(t, dialog)
	made := mustNew(t, d)
	if err := os.WriteFile(dialog.path+".pdf", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Exports{d}).Write(made.ID, Wish{Form: "pdf", Edition: "role-only"}); debrief.CodeOf(err) != debrief.CodeExists {
		t.Errorf("Export = %v", err)
	}
	if data, err := os.ReadFile(dialog.path + ".pdf"); err != nil || string(data) != "mine" {
		t.Errorf("the file there holds %d bytes, %v", len(data), err)
	}
	dialog.path = filepath.Join(t.TempDir(), "library.pdf")
	if err := os.Symlink(d.keeper.Path, dialog.path); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Exports{d}).Write(made.ID, Wish{Form: "pdf", Edition: "role-only"}); debrief.CodeOf(err) != debrief.CodeOverLibrary {
		t.Errorf("Export over the library = %v", err)
	}
}

func TestExportNobodyChose(t *testing.T) {
	d := mustDesk(t, &chosen{})
	done, err := (&Exports{d}).Write(mustNew(t, d).ID, Wish{Form: "pdf", Edition: "role-only"})
	if err != nil || done.Path != "" {
		t.Errorf("Export = %+v, %v", done, err)
	}
}

// The bridge turns an error into new Error(text): an object would arrive as
// "[object Object]".
func TestErrorsCrossTheBridgeAsText(t *testing.T) {
	d := mustDesk(t, nil)
	var got WindowError
	text := d.ErrorText(debrief.Errorf(debrief.CodeDiskFull, "path", "x"))
	if err := json.Unmarshal([]byte(text), &got); err != nil || got.Code != "disk-full" || got.Message == "" {
		t.Errorf("ErrorText = %s (%v)", text, err)
	}
}

func TestFormatErrorSaysTheSentence(t *testing.T) {
	d := mustDesk(t, nil)
	got := d.FormatError(errors.New("sql: something technical"))
	if got.Code != "internal" || strings.Contains(got.Message, "sql") {
		t.Errorf("FormatError = %+v", got)
	}
}

func TestCheckLineCountsInTheTextAsItIsTyped(t *testing.T) {
	d := mustDesk(t, nil)
	id := mustNew(t, d).ID
	for _, c := range []struct {
		typed string
		want  string
	}{
		{"14:32 🙂 we should have looked", "should have"},
		{"nobody flagged this", ""},
		{"> we should have looked", ""},
		{"? what should have happened", ""},
		{"/open we should have looked", ""},
		{"", ""},
	} {
		flags, err := (&Wordings{d}).CheckLine("en", LineInput{DebriefID: id, Text: c.typed, Stage: 3}, nil)
		if err != nil || flags == nil {
			t.Fatalf("CheckLine(%q) = %v, %v", c.typed, flags, err)
		}
		got := ""
		if len(flags) > 0 {
			f := flags[0]
			got = c.typed[f.Start:f.End]
			if units := utf16.Encode([]rune(c.typed)); string(utf16.Decode(units[f.UTF16Start:f.UTF16End])) != got {
				t.Errorf("CheckLine(%q): UTF-16 %d to %d is not %q", c.typed, f.UTF16Start, f.UTF16End, got)
			}
		}
		if got != c.want {
			t.Errorf("CheckLine(%q) flags %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestWordingSettings(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "team")}
	d := mustDesk(t, dialog)
	s := &Wordings{d}
	const text = "It was human error by a fat finger."
	if flags, err := s.Check("", text, nil); err != nil || len(flags) != 1 || flags[0].Class != language.Blame {
		t.Fatalf("Check = %+v, %v", flags, err)
	}
	want := wording.Settings{
		OffClasses: []language.Class{language.Blame}, OffLevels: []language.Level{},
		Own: []wording.OwnPhrase{{Phrase: "fat finger", Question: "What did it look like?"}}, Ignored: []string{},
	}
	kept, err := s.SaveSettings(want)
	if err != nil || !reflect.DeepEqual(kept, want) {
		t.Fatalf("SaveSettings = %+v, %v", kept, err)
	}
	if flags, err := s.Check("", text, nil); err != nil || len(flags) != 1 || flags[0].Phrase != "fat finger" {
		t.Errorf("Check with settings = %+v, %v", flags, err)
	}
	if got, err := s.SaveSettings(wording.Settings{Ignored: []string{"…"}}); debrief.CodeOf(err) != debrief.CodeWordingInvalid || !reflect.DeepEqual(got, want) {
		t.Errorf("what cannot be kept: %+v, %v", got, err)
	}
	saved, err := s.ExportSettings()
	if err != nil || saved.Path != dialog.path+".json" {
		t.Fatalf("ExportSettings = %+v, %v", saved, err)
	}
	dialog.path = saved.Path
	chosen, err := s.ChooseSettings()
	if err != nil || chosen.File != "team.json" || !reflect.DeepEqual(chosen.Settings, want) {
		t.Errorf("ChooseSettings = %+v, %v", chosen, err)
	}
	dialog.path = ""
	if chosen, err := s.ChooseSettings(); err != nil || chosen.File != "" || chosen.Settings.Own == nil {
		t.Errorf("nobody chose: %+v, %v", chosen, err)
	}
}
