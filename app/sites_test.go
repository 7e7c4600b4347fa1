package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/site"
)

// mustSigned is a desk with a debrief that was signed off and is no sample.
func mustSigned(t *testing.T, dialogs Dialogs) (*Desk, debrief.ID) {
	t.Helper()
	d, id := mustReadBack(t, dialogs)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	w, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	w.Debrief.State, w.Debrief.Sample, w.Debrief.Facilitator = debrief.StateReadBack, false, "Zanthia Quell"
	if err := d.apply(debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&w.Debrief}}); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Versions{d}).SignOff(Step{Name: "sign-off"}, id, "Us", "", ""); err != nil {
		t.Fatal(err)
	}
	return d, id
}

func steps(t *testing.T, s *Sites, id string) (out []string) {
	t.Helper()
	all, err := s.Plan(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Title == "" {
			t.Errorf("%+v has no title", r)
		}
		out = append(out, r.Step)
	}
	return out
}

// What would be written is said before anything is; what is left out goes from where it
// was; a folder is remembered with what was chosen for it.
func TestASiteIsPublishedFromTheWindow(t *testing.T) {
	dialog := &chosen{path: t.TempDir()}
	d, id := mustSigned(t, dialog)
	s := &Sites{d}
	here, err := s.Choose()
	if err != nil || here.Dir != dialog.path || here.Edition != "role-only" || here.Title == "" {
		t.Fatalf("%+v, %v", here, err)
	}
	if here, err = s.Set(here.ID, SiteWish{Edition: "public", Title: "Ours", By: "Storage team", Base: "https://x.example/a"}); err != nil || here.Base != "https://x.example/a/" {
		t.Fatalf("%+v, %v", here, err)
	}
	if got := steps(t, s, here.ID); len(got) != 1 || got[0] != "new" {
		t.Errorf("at first %v", got)
	}
	if all, _ := os.ReadDir(dialog.path); len(all) > 0 {
		t.Errorf("the plan wrote %v", all)
	}
	done, err := s.Publish(here.ID)
	if err != nil || done.Written != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := steps(t, s, here.ID); len(got) != 1 || got[0] != "same" {
		t.Errorf("afterwards %v", got)
	}
	if err := s.Leave(here.ID, id, true); err != nil {
		t.Fatal(err)
	}
	if got := steps(t, s, here.ID); len(got) != 1 || got[0] != "back" {
		t.Errorf("left out %v", got)
	}
	if done, err = s.Publish(here.ID); err != nil || done.Gone != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	if got := steps(t, s, here.ID); len(got) != 1 || got[0] != "left" {
		t.Errorf("taken back %v", got)
	}
	if err := s.Leave(here.ID, id, false); err != nil || steps(t, s, here.ID)[0] != "new" {
		t.Errorf("taken in again: %v", err)
	}
	known, err := s.List()
	if err != nil || len(known) != 1 || known[0].Title != "Ours" || known[0].PublishedAt == "" {
		t.Errorf("%+v, %v", known, err)
	}
	if again, err := s.Choose(); err != nil || again != known[0] {
		t.Errorf("chosen again %+v, %v", again, err)
	}
	if err := s.Forget(here.ID); err != nil {
		t.Error(err)
	}
	if known, err = s.List(); err != nil || len(known) > 0 {
		t.Errorf("%+v, %v", known, err)
	}
	if all, _ := os.ReadDir(dialog.path); len(all) == 0 {
		t.Error("what is forgotten was deleted")
	}
}

// A debrief that carries a name is told with its title and the place, and is not there.
func TestARefusedDebriefIsToldInTheWindow(t *testing.T) {
	dialog := &chosen{path: t.TempDir()}
	d, id := mustSigned(t, dialog)
	s := &Sites{d}
	here, err := s.Choose()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Set(here.ID, SiteWish{Edition: "role-only", Title: "Ours", By: "Zanthia Quell"}); err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(here.ID)
	if err != nil || len(plan) != 1 || plan[0].Step != string(site.StepRefused) || !strings.Contains(plan[0].Message, "who publishes") {
		t.Errorf("%+v, %v", plan, err)
	}
	done, err := s.Publish(here.ID)
	if err != nil || done.Written != 0 || len(done.Refused) != 1 || done.Refused[0].DebriefID != id || done.Refused[0].Title == "" {
		t.Errorf("%+v, %v", done, err)
	}
	if all, _ := filepath.Glob(filepath.Join(dialog.path, "debriefs", "*")); len(all) > 0 {
		t.Errorf("%v", all)
	}
	isRemembered(t, s, here.ID, id)
}

// isRemembered checks that a refusal is told as it is remembered, without what the debrief
// says.
func isRemembered(t *testing.T, s *Sites, folder string, id debrief.ID) {
	t.Helper()
	if setting, _, err := s.setting(); err != nil || strings.Count(setting, "Quell") != 1 { // who publishes
		t.Errorf("%s, %v", setting, err)
	}
	if err := s.change(folder, func(c *site.Choice) error {
		was := c.Refused[export.Key(id)]
		if !strings.Contains(was.Places, "who publishes") || len(c.Refused) != 1 {
			t.Errorf("%+v", c.Refused)
		}
		was.Places = "as remembered"
		c.Refused[export.Key(id)] = was
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if plan, err := s.Plan(folder); err != nil || !strings.Contains(plan[0].Message, "as remembered") {
		t.Errorf("%+v, %v", plan, err)
	}
	for range 2 {
		if done, err := s.Publish(folder); err != nil || len(done.Refused) != 1 || !strings.Contains(done.Refused[0].Message, "as remembered") {
			t.Errorf("it was made anew: %+v, %v", done, err)
		}
	}
}

// The window names no folder, and none that holds the library or somebody else's site is
// taken.
func TestAFolderOfASiteIsChosenInADialog(t *testing.T) {
	dialog := &chosen{}
	d, _ := mustSigned(t, dialog)
	s := &Sites{d}
	if none, err := s.Choose(); err != nil || none.ID != "" {
		t.Errorf("nobody chose: %+v, %v", none, err)
	}
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "index.html"), []byte("<h1>Second Story Books</h1>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, code := range map[string]debrief.Code{filepath.Dir(d.keeper.Path): debrief.CodeSiteLibrary, d.keeper.Place().Dir: debrief.CodeSiteLibrary, foreign: debrief.CodeSiteForeign} {
		dialog.path = dir
		if _, err := s.Choose(); debrief.CodeOf(err) != code {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if err := (&Settings{d}).Save(site.Setting, `[{"dir":"/etc"}]`); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("a setting named a folder: %v", err)
	}
	if known, err := s.List(); err != nil || len(known) > 0 {
		t.Errorf("%+v, %v", known, err)
	}
	if _, err := s.Publish("nowhere"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Error(err)
	}
	if _, err := s.Set("nowhere", SiteWish{Edition: "role-only"}); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Error(err)
	}
}
