package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/shape"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

// Sites is bound to the window: publishing what was signed off into folders that were
// chosen in a dialog. The window knows a folder by an id.
type Sites struct{ desk *Desk }

// Site is a folder that is published into, and what was chosen for it. An empty id means
// that nobody chose one.
type Site struct {
	ID  string `json:"id"`
	Dir string `json:"dir"`
	// Edition is one of package report, Title the site's, By who publishes, Base its
	// address or empty.
	Edition string `json:"edition"`
	Title   string `json:"title"`
	By      string `json:"by"`
	Base    string `json:"base"`
	// Traceless leaves nothing where a debrief is taken back.
	Traceless bool `json:"traceless"`
	// PublishedAt is RFC 3339, or empty before the first time.
	PublishedAt string `json:"publishedAt"`
}

// SiteWish is what somebody chooses for a folder.
type SiteWish struct {
	Edition string `json:"edition"`
	Title   string `json:"title"`
	By      string `json:"by"`
	Base    string `json:"base"`
	// Traceless leaves nothing where a debrief is taken back.
	Traceless bool `json:"traceless"`
}

// SiteRow is what publishing would do with a debrief.
type SiteRow struct {
	// DebriefID is empty for one that is not in the library any more.
	DebriefID debrief.ID `json:"debriefId"`
	Title     string     `json:"title"`
	// Day is when it began, YYYY-MM-DD, or empty.
	Day string `json:"day"`
	// Step is one of package site, or "left" for one that is left out and not there.
	Step string `json:"step"`
	// Left says that it is left out here.
	Left bool `json:"left"`
	// Message says why one may not be published.
	Message string `json:"message"`
}

// SitePublished is what publishing came to.
type SitePublished struct {
	Written int       `json:"written"`
	Same    int       `json:"same"`
	Gone    int       `json:"gone"`
	Refused []SiteRow `json:"refused"`
}

// leftOut is the step of a debrief that is not published into a folder.
const leftOut = "left"

// List returns the folders that are known, the last one that was published into first.
func (s *Sites) List() (out []Site, err error) {
	defer guard(&err)
	out = []Site{}
	setting, _, err := s.setting()
	if err != nil {
		return out, err
	}
	all := site.Choices(setting)
	slices.SortStableFunc(all, func(a, b site.Choice) int { return -compareTimes(a.At, b.At) })
	for i := range all {
		out = append(out, siteOf(&all[i]))
	}
	return out, nil
}

func compareTimes(a, b string) int {
	at, _ := time.Parse(time.RFC3339, a)
	bt, _ := time.Parse(time.RFC3339, b)
	return at.Compare(bt)
}

func siteOf(c *site.Choice) Site {
	return Site{ID: c.ID(), Dir: c.Dir, Edition: c.Edition, Title: c.Title, By: c.By, Base: c.Base, Traceless: c.Traceless, PublishedAt: c.At}
}

// Choose asks for a folder and begins with what was chosen for it before, or with what
// the site there says of itself. Nothing is written into it.
func (s *Sites) Choose() (out Site, err error) {
	defer guard(&err)
	setting, lib, err := s.setting()
	if err != nil {
		return out, err
	}
	dir, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("publish.dialog"), beginning(setting))
	if err != nil || dir == "" {
		return out, err
	}
	c := site.Chosen(setting, dir, string(report.RoleOnly), s.desk.copy.T("site.title"))
	p, err := s.publishing(context.Background(), lib, &c)
	if err != nil {
		return out, err
	}
	if err := site.Check(p.Site); err != nil {
		return out, err
	}
	return siteOf(&c), s.keep(lib, setting, &c)
}

// beginning is the folder that holds the last one that was chosen, or one's own: a
// dialog that begins nowhere takes no folder that is typed.
func beginning(setting string) string {
	if all := site.Choices(setting); len(all) > 0 {
		return filepath.Dir(all[len(all)-1].Dir)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// Set keeps what is chosen for a folder.
func (s *Sites) Set(id string, wish SiteWish) (out Site, err error) {
	defer guard(&err)
	err = s.change(id, func(c *site.Choice) error {
		if !slices.Contains(report.Editions(), report.Edition(wish.Edition)) {
			return debrief.Errorf(debrief.CodeInvalid, "noun", "edition")
		}
		base, err := site.CleanBase(wish.Base)
		if err != nil {
			return err
		}
		c.Edition, c.Title, c.By, c.Base, c.Traceless = wish.Edition, wish.Title, wish.By, base, wish.Traceless
		out = siteOf(c)
		return nil
	})
	return out, err
}

// Leave leaves a debrief out of a folder, or takes it in again. What is published of it
// there is taken back the next time.
func (s *Sites) Leave(id string, debriefID debrief.ID, out bool) (err error) {
	defer guard(&err)
	return s.change(id, func(c *site.Choice) error {
		c.Without = slices.DeleteFunc(c.Without, func(one string) bool { return one == debriefID })
		if out {
			c.Without = append(c.Without, debriefID)
		}
		return nil
	})
}

// Forget forgets a folder. What is in it stays.
func (s *Sites) Forget(id string) (err error) {
	defer guard(&err)
	setting, lib, err := s.setting()
	if err != nil {
		return err
	}
	kept, err := site.Forget(setting, id)
	if err != nil {
		return err
	}
	return lib.SaveSetting(context.Background(), site.Setting, kept)
}

// Plan says what publishing would do, and writes nothing.
func (s *Sites) Plan(id string) (out []SiteRow, err error) {
	defer guard(&err)
	out = []SiteRow{}
	err = s.work(id, func(ctx context.Context, p export.Publishing, known rows) error {
		all, err := p.Plan(ctx)
		if err != nil {
			return err
		}
		for i := range all {
			out = append(out, known.row(&all[i]))
		}
		for _, id := range known.without {
			r := known.titled(id)
			if r.Step, r.Left = leftOut, true; r.Title != "" && !slices.ContainsFunc(out, func(o SiteRow) bool { return o.DebriefID == id }) {
				out = append(out, r)
			}
		}
		return nil
	})
	return out, err
}

// Publish writes the site. It can be stopped: what was written so far is whole.
func (s *Sites) Publish(id string) (out SitePublished, err error) {
	defer guard(&err)
	out.Refused = []SiteRow{}
	err = s.work(id, func(ctx context.Context, p export.Publishing, known rows) error {
		r, err := p.Publish(ctx)
		if err != nil {
			return err
		}
		out.Written, out.Same, out.Gone = r.Written, r.Same, r.Gone
		for _, one := range r.Refused {
			row := known.titled(one.ID)
			row.Step, row.Message = string(site.StepRefused), s.desk.copy.Sentence(one.Err)
			out.Refused = append(out.Refused, row)
		}
		s.desk.wrote.keep(filepath.Join(p.Site.Dir, "index.html"))
		return s.change(id, func(c *site.Choice) error {
			c.At, c.Refused = s.desk.stamp(), r.Refusals()
			return nil
		})
	})
	return out, err
}

// work carries out a long piece of work on a folder, with what is known of the debriefs.
func (s *Sites) work(id string, do func(ctx context.Context, p export.Publishing, known rows) error) error {
	return s.desk.run(func(ctx context.Context, progress func(float64)) error {
		setting, lib, err := s.setting()
		if err != nil {
			return err
		}
		all := site.Choices(setting)
		i := slices.IndexFunc(all, func(c site.Choice) bool { return c.ID() == id })
		if i < 0 {
			return debrief.Errorf(debrief.CodeNotFound)
		}
		p, err := s.publishing(ctx, lib, &all[i])
		if err != nil {
			return stopped(ctx, err)
		}
		p.Site.Progress = func(done, all int) { progress(float64(done) / float64(max(1, all))) }
		known, err := s.rows(ctx, lib, &all[i])
		if err == nil {
			err = do(ctx, p, known)
		}
		return stopped(ctx, err)
	})
}

func (s *Sites) publishing(ctx context.Context, lib *library.Kept, c *site.Choice) (p export.Publishing, err error) {
	settings, err := lib.Settings(ctx)
	if err != nil {
		return p, err
	}
	keeper, t := s.desk.keeper, s.desk.copy.Called(settings[copy.SettingThing]).T
	shaper, _ := s.desk.shapes.of(settings[shape.Setting])
	return export.Publishing{
		From: lib, Without: c.Without, Maker: s.desk.version,
		Report: report.Options{Edition: report.Edition(c.Edition), Paper: report.A4, Now: keeper.Now(), Shaper: shaper, T: t},
		Site: site.Options{
			Dir: c.Dir, Publisher: export.Publisher(sqlite.OwnerOf(keeper.Path).ID), Title: c.Title, By: c.By, Base: c.Base, Traceless: c.Traceless, Refusals: c.Refused,
			Apart: []string{keeper.Path, keeper.Place().Dir}, Lock: keeper.Path + site.LockEnding, Now: keeper.Now(), T: s.desk.copy.T,
		},
	}, nil
}

// rows are what a list says of debriefs: by id, and by what a site knows them by.
type rows struct {
	byID    map[debrief.ID]SiteRow
	byKey   map[string]debrief.ID
	without []debrief.ID
	say     func(error) string
}

func (s *Sites) rows(ctx context.Context, lib *library.Kept, c *site.Choice) (rows, error) {
	out := rows{byID: map[debrief.ID]SiteRow{}, byKey: map[string]debrief.ID{}, without: c.Without, say: s.desk.copy.Sentence}
	all, _, err := lib.List(ctx, 0, 0)
	for i := range all {
		r := &all[i]
		day := r.Date[:min(len("2006-01-02"), len(r.Date))]
		title := r.Title
		if title == "" {
			title = s.desk.copy.T("debrief.untitled", "date", day)
		}
		out.byID[r.ID], out.byKey[export.Key(r.ID)] = SiteRow{DebriefID: r.ID, Title: title, Day: day}, r.ID
	}
	return out, err
}

func (r rows) titled(id debrief.ID) SiteRow { return r.byID[id] }

func (r rows) row(p *site.Planned) SiteRow {
	out := r.titled(r.byKey[p.Key])
	out.Left = slices.Contains(r.without, out.DebriefID)
	if out.Title == "" {
		out.Title = p.Title
	}
	if out.Step = string(p.Step); p.Err != nil {
		out.Message = r.say(p.Err)
	}
	return out
}

// setting is what is kept of folders, and the library it is kept in.
func (s *Sites) setting() (string, *library.Kept, error) {
	lib, err := s.desk.open()
	if err != nil {
		return "", nil, err
	}
	settings, err := lib.Settings(context.Background())
	return settings[site.Setting], lib, err
}

func (s *Sites) keep(lib *library.Kept, setting string, c *site.Choice) error {
	kept, err := site.Keep(setting, *c)
	if err != nil {
		return err
	}
	return lib.SaveSetting(context.Background(), site.Setting, kept)
}

// change changes what is kept of a folder.
func (s *Sites) change(id string, change func(*site.Choice) error) error {
	setting, lib, err := s.setting()
	if err != nil {
		return err
	}
	all := site.Choices(setting)
	i := slices.IndexFunc(all, func(c site.Choice) bool { return c.ID() == id })
	if i < 0 {
		return debrief.Errorf(debrief.CodeNotFound)
	}
	if err := change(&all[i]); err != nil {
		return err
	}
	return s.keep(lib, setting, &all[i])
}
