package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/letter"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

// publish writes what was signed off into a folder as a static site. What is chosen for
// a folder is remembered, so that the next time its name is enough.
func (c CLI) publish(args []string) int {
	set := c.flags("publish")
	named := set.String("library", "", "")
	set.String("edition", string(report.RoleOnly), "")
	set.String("title", "", "")
	set.String("by", "", "")
	set.String("base", "", "")
	set.Bool("no-trace", false, "")
	dry := set.Bool("dry-run", false, "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(words) != 1 {
		return c.fail(c.Copy.T("command.publish.what"))
	}
	db, err := read(*named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	was, choice, err := c.chosen(db, words[0], set)
	if err != nil {
		return c.failure(err)
	}
	o, sentence := c.choices(string(export.FormHTML), choice.Edition, string(report.A4))
	if sentence != "" {
		return c.fail(sentence)
	}
	if o, err = c.asSet(*named, "", o); err != nil {
		return c.failure(err)
	}
	p, err := c.publishing(*named, db, choice, o)
	if err != nil {
		return c.failure(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if *dry {
		return c.plan(ctx, p)
	}
	code, r := c.put(ctx, p)
	if code == Failure {
		return code
	}
	isNew, refused := was != asText(choice), r.Refusals()
	if isNew || !maps.Equal(choice.Refused, refused) {
		_ = db.Close() // it is opened to be written to
		choice.Refused = refused
		c.remember(*named, choice, isNew)
	}
	return code
}

// chosen is what was chosen for a folder before, as a text to compare, and is now.
func (c CLI) chosen(db *sqlite.DB, dir string, set *flag.FlagSet) (was string, now site.Choice, err error) {
	settings, err := db.Settings(context.Background())
	if err != nil {
		return "", now, err
	}
	now = site.Chosen(settings[site.Setting], dir, string(report.RoleOnly), c.Copy.T("site.title"))
	for _, one := range site.Choices(settings[site.Setting]) {
		if one.Dir == now.Dir {
			was = asText(now)
		}
	}
	fields := map[string]*string{"edition": &now.Edition, "title": &now.Title, "by": &now.By, "base": &now.Base}
	set.Visit(func(f *flag.Flag) {
		if field := fields[f.Name]; field != nil {
			*field = f.Value.String()
		}
		if f.Name == "no-trace" {
			now.Traceless = f.Value.String() == "true"
		}
	})
	now.Base, err = site.CleanBase(now.Base)
	return was, now, err
}

// asText is a choice to compare: when it was used and what came of it is none of it.
func asText(c site.Choice) string {
	c.At, c.Refused = "", nil
	return fmt.Sprintf("%#v", c)
}

func (c CLI) publishing(named string, db *sqlite.DB, choice site.Choice, o report.Options) (p export.Publishing, err error) {
	path, err := library.Path(named)
	if err != nil {
		return p, err
	}
	return export.Publishing{
		From: db, Report: o, Without: choice.Without, Maker: c.Version,
		Site: site.Options{
			Dir: choice.Dir, Publisher: export.Publisher(sqlite.OwnerOf(path).ID), Title: choice.Title, By: choice.By, Base: choice.Base, Traceless: choice.Traceless, Refusals: choice.Refused,
			Apart: []string{path, c.Keeper(path).Place().Dir}, Lock: path + site.LockEnding, Now: c.Now(), T: c.Copy.T,
		},
	}, nil
}

func (c CLI) put(ctx context.Context, p export.Publishing) (int, *site.Result) {
	r, err := p.Publish(ctx)
	if errors.Is(err, context.Canceled) {
		return c.fail(c.Copy.T("command.publish.stopped")), nil
	}
	if err != nil {
		return c.failure(err), nil
	}
	for _, one := range r.Refused {
		c.refused(ctx, p, one.ID, one.Err)
	}
	if r.Written+r.Same+r.Gone+len(r.Refused) == 0 {
		_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.publish.nothing", "path", p.Site.Dir))
		return Success, r
	}
	_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.publish.done", "path", p.Site.Dir,
		"written", strconv.Itoa(r.Written), "same", strconv.Itoa(r.Same), "gone", strconv.Itoa(r.Gone), "refused", strconv.Itoa(len(r.Refused))))
	if len(r.Refused) > 0 {
		return Flagged, r
	}
	return Success, r
}

// refused says which debrief is not published, and why.
func (c CLI) refused(ctx context.Context, p export.Publishing, id debrief.ID, err error) {
	_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.publish.refused", "title", c.titleOf(ctx, p, id), "sentence", c.Copy.Sentence(err)))
}

// titleOf is a debrief's title on one line; nothing of it steers a terminal.
func (c CLI) titleOf(ctx context.Context, p export.Publishing, id debrief.ID) string {
	if w, err := p.From.Load(ctx, id); err == nil && w.Debrief.Title != "" {
		return letter.OneLine(w.Debrief.Title)
	}
	return id
}

// plan prints what publishing would do, a line each for what would be other than it is.
func (c CLI) plan(ctx context.Context, p export.Publishing) int {
	all, err := p.Plan(ctx)
	if err != nil {
		return c.failure(err)
	}
	code := Success
	for _, one := range all {
		switch one.Step {
		case site.StepSame:
		case site.StepRefused:
			code = Flagged
			c.refused(ctx, p, one.ID, one.Err)
		case site.StepBack:
			_ = c.say("command.publish.plan.back", "title", letter.OneLine(one.Title), "path", filepath.FromSlash(one.URL))
		default:
			_ = c.say("command.publish.plan."+string(one.Step), "title", c.titleOf(ctx, p, one.ID))
		}
	}
	return max(code, c.say("command.publish.planned", "path", p.Site.Dir))
}

// remember keeps what was chosen for a folder, unless the library is in use, which is told
// when something new was chosen: what else is not remembered takes longer the next time.
func (c CLI) remember(named string, choice site.Choice, isNew bool) {
	path, err := library.Path(named)
	if err == nil {
		choice.At = c.Now().UTC().Format(time.RFC3339)
		err = keepChoice(c.Keeper(path), choice)
	}
	if err != nil && isNew {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.publish.unkept"))
	}
}

func keepChoice(k library.Keeper, choice site.Choice) error {
	db, _, err := k.OpenBare()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx := context.Background()
	settings, err := db.Settings(ctx)
	if err != nil {
		return err
	}
	kept, err := site.Keep(settings[site.Setting], choice)
	if err != nil {
		return err
	}
	return db.SaveSetting(ctx, site.Setting, kept)
}
