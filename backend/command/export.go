package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf/lock"
	"secondstory/backend/secret"
	"secondstory/backend/shape"
	"secondstory/backend/sqlite"
)

// export writes the report of one debrief of a library.
func (c CLI) export(args []string) int {
	set := c.flags("export")
	named := set.String("library", "", "")
	format := set.String("format", "pdf", "")
	edition := set.String("edition", string(report.RoleOnly), "")
	paper := set.String("paper", "a4", "")
	version := set.String("version", "", "")
	out := set.String("o", "", "")
	strict := set.Bool("strict", false, "")
	open := set.String("password-file", "", "")
	change := set.String("owner-password-file", "", "")
	font := set.String("font", "", "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	o, sentence := c.choices(*format, *edition, *paper)
	if sentence != "" {
		return c.fail(sentence)
	}
	if len(words) != 1 || strings.TrimSpace(words[0]) == "" || *out == "" {
		return c.fail(c.Copy.T("command.export.what"))
	}
	passwords, sentence := c.passwords(*open, *change)
	if sentence != "" {
		return c.fail(sentence)
	}
	if err := checkOutput(*named, *out); err != nil {
		return c.failure(err)
	}
	if o, err = c.asSet(*named, *font, o); err != nil {
		return c.failure(err)
	}
	to := output{form: export.Form(*format), path: *out, strict: *strict, extra: export.Extra{Passwords: passwords}}
	if *format == attachments {
		return c.attachments(*named, words[0], *version, o, to)
	}
	w, o, err := versioned(*named, words[0], *version, o)
	if err != nil {
		return c.failure(err)
	}
	return c.write(w, o, to)
}

// output is what is to be written, and where.
type output struct {
	form   export.Form
	path   string
	strict bool
	extra  export.Extra
}

// attachments is the form that is a folder.
const attachments = "attachments"

// attachments puts what a report rests on into a new folder.
func (c CLI) attachments(named, key, version string, o report.Options, to output) int {
	if to.extra.Passwords.Any() {
		return c.failure(debrief.Errorf(debrief.CodeNotLockable))
	}
	db, err := read(named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	w, err := find(db, key)
	if err != nil {
		return c.failure(err)
	}
	w, o, err = printed(db, w, version, o)
	if err != nil {
		return c.failure(err)
	}
	head, err := export.Begin(w, o)
	if err != nil {
		return c.failure(err)
	}
	if c.withheld(head.Secrets(), to.strict) {
		return Flagged
	}
	files, err := export.Evidence(context.Background(), w, o, db.Content)
	if err != nil {
		return c.failure(err)
	}
	path, err := export.SaveFolder(filepath.Dir(to.path), filepath.Base(to.path), files)
	if err != nil {
		return c.failure(err)
	}
	_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.export.written", "path", path, "edition", string(o.Edition)))
	return Success
}

// passwords reads those of a PDF from files, as anybody on the computer can see what a
// program was called with.
func (c CLI) passwords(open, change string) (p lock.Passwords, sentence string) {
	for _, one := range []struct {
		path string
		to   *string
	}{{open, &p.Open}, {change, &p.Change}} {
		if one.path == "" {
			continue
		}
		data, err := os.ReadFile(one.path)
		line, _, _ := strings.Cut(string(data), "\n")
		if *one.to = strings.TrimSuffix(line, "\r"); err != nil || *one.to == "" {
			return p, c.Copy.T("command.export.password", "path", one.path)
		}
	}
	return p, ""
}

// versioned finds a debrief of a library as it is printed under a version's number.
func versioned(named, key, version string, o report.Options) (*debrief.Whole, report.Options, error) {
	db, err := read(named)
	if err != nil {
		return nil, o, err
	}
	defer func() { _ = db.Close() }()
	w, err := find(db, key)
	if err != nil {
		return nil, o, err
	}
	return printed(db, w, version, o)
}

// printed is a debrief as it is printed, with what it belongs with.
func printed(db *sqlite.DB, w *debrief.Whole, version string, o report.Options) (*debrief.Whole, report.Options, error) {
	number := export.Number(w, version)
	o, err := export.Related(context.Background(), db, w, number, o)
	if err != nil {
		return nil, o, err
	}
	return export.Version(context.Background(), db, w, number, o)
}

// asSet takes what is set in a library: the name debriefs have there, and the font somebody
// chose, unless another is named.
func (c CLI) asSet(named, font string, o report.Options) (report.Options, error) {
	db, err := read(named)
	if err != nil {
		return o, err
	}
	defer func() { _ = db.Close() }()
	settings, err := db.Settings(context.Background())
	if err != nil {
		return o, err
	}
	o.T = c.Copy.Called(settings[copy.SettingThing]).T
	o.Shaper = shape.New(shape.Options{Folder: shape.Folder()})
	if font == "" {
		if chosen, err := shape.With(settings[shape.Setting], shape.Folder()); err == nil {
			o.Shaper = chosen
		}
		return o, nil
	}
	o.Shaper, err = shape.With(font, shape.Folder())
	return o, err
}

// choices reads the words for format, edition and paper, or says which is not
// known.
func (c CLI) choices(format, edition, paper string) (o report.Options, sentence string) {
	if format != attachments && !export.Form(format).IsKnown() {
		return o, c.Copy.T("command.export.format", "format", strconv.Quote(format), "known", forms())
	}
	known := false
	for _, e := range report.Editions() {
		known = known || string(e) == edition
	}
	if !known {
		return o, c.Copy.T("command.export.edition", "edition", strconv.Quote(edition))
	}
	o = report.Options{Edition: report.Edition(edition), Paper: report.A4, Now: c.Now(), T: c.Copy.T}
	switch {
	case strings.EqualFold(paper, string(report.Letter)):
		o.Paper = report.Letter
	case !strings.EqualFold(paper, string(report.A4)):
		return o, c.Copy.T("command.export.paper", "paper", strconv.Quote(paper))
	}
	return o, ""
}

// forms are what a report can be written as, for a sentence.
func forms() string {
	out := []string{}
	for _, f := range export.Forms() {
		out = append(out, string(f))
	}
	return strings.Join(append(out, attachments), ", ")
}

// write makes a report and puts it in its place, unless it is strict and something in the
// report looks like a secret.
func (c CLI) write(w *debrief.Whole, o report.Options, out output) int {
	file, err := export.Make(context.Background(), w, o, out.form, out.extra)
	if err != nil {
		return c.failure(err)
	}
	if c.withheld(file.Secrets, out.strict) {
		return Flagged
	}
	if err := export.Save(out.path, file.Data); err != nil {
		return c.failure(err)
	}
	done := "command.export.written"
	if out.form == export.FormPDF {
		done = "command.export.done"
	}
	_, _ = fmt.Fprintln(c.Out, c.Copy.T(done, "path", out.path, "pages", strconv.Itoa(file.Pages), "edition", string(o.Edition)))
	if len(file.Missing) > 0 {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.export.missing", "runes", strings.Join(file.Missing, " ")))
	}
	return Success
}

// withheld points out what looks like a secret, and says whether nothing is written for it.
func (c CLI) withheld(secrets []report.Secret, strict bool) bool {
	for _, s := range secrets {
		c.pointOut(secret.Found{Kind: s.Kind, Hidden: s.Hidden}, c.Copy.T("report.section."+s.Where))
	}
	if !strict || len(secrets) == 0 {
		return false
	}
	_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.export.strict"))
	return true
}

// pointOut says where something looks like a secret.
func (c CLI) pointOut(f secret.Found, where string) {
	_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.secret", "kind", c.Copy.T("evidence.secret."+string(f.Kind)), "hidden", f.Hidden, "where", where))
}

// demo writes a library with the sample, and the sample's report, into a
// folder.
func (c CLI) demo(args []string) int {
	set := c.flags("demo")
	dir := set.String("o", "", "")
	if err := set.Parse(args); err != nil {
		return c.usage(err)
	}
	if *dir == "" || set.NArg() > 0 {
		return c.fail(c.Copy.T("command.demo.what"))
	}
	path := filepath.Join(*dir, "library.db")
	db, _, err := c.Keeper(path).OpenBare()
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	w, err := db.Load(context.Background(), demo.Debrief().Debrief.ID)
	if err != nil {
		return c.failure(err)
	}
	o := report.Options{Edition: report.RoleOnly, Paper: report.A4, Now: c.Now(), T: c.Copy.T, Shaper: shape.New(shape.Options{Folder: shape.Folder()})}
	return c.write(w, o, output{form: export.FormPDF, path: filepath.Join(*dir, export.Name(w.Debrief.Title, o.Edition, "", ".pdf"))})
}
