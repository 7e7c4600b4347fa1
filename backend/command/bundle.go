package command

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// bundle writes one debrief of a library to a file of its own.
func (c CLI) bundle(args []string) int {
	set := c.flags("bundle")
	named := set.String("library", "", "")
	out := set.String("o", "", "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(words) != 1 || *out == "" {
		return c.fail(c.Copy.T("command.bundle.what"))
	}
	w, err := load(*named, words[0])
	if err != nil {
		return c.failure(err)
	}
	if err := bundle.Save(context.Background(), *out, bundle.Bundle{App: c.Version, Debrief: w}); err != nil {
		return c.failure(err)
	}
	return c.say("command.bundle.done", "path", *out, "passages", strconv.Itoa(len(w.Records())))
}

// importOptions are the choices made on the command line.
type importOptions struct {
	library              string
	both, theirs, dryRun bool
}

// importBundle reads a bundle into a library. It says what differs first, and
// never chooses between two versions by itself.
func (c CLI) importBundle(args []string) int {
	set := c.flags("import")
	var o importOptions
	set.StringVar(&o.library, "library", "", "")
	set.BoolVar(&o.both, "keep-both", false, "")
	set.BoolVar(&o.theirs, "take-theirs", false, "")
	set.BoolVar(&o.dryRun, "dry-run", false, "")
	words, err := parseAnywhere(set, args)
	switch {
	case err != nil:
		return c.usage(err)
	case len(words) != 1:
		return c.fail(c.Copy.T("command.import.what"))
	case o.both && o.theirs:
		return c.fail(c.Copy.T("command.import.both"))
	}
	b, err := bundle.Open(context.Background(), words[0])
	if err != nil {
		return c.failure(err)
	}
	db, err := c.importTo(o)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	return c.importInto(db, b.Debrief, o)
}

// importTo opens the library to write in, or only to look at.
func (c CLI) importTo(o importOptions) (*sqlite.DB, error) {
	if o.dryRun {
		return read(o.library)
	}
	path, err := library.Path(o.library)
	if err != nil {
		return nil, err
	}
	db, _, err := c.Keeper(path).OpenBare()
	return db, err
}

func (c CLI) importInto(db *sqlite.DB, theirs *debrief.Whole, o importOptions) int {
	ctx := context.Background()
	mine, err := db.Load(ctx, theirs.Debrief.ID)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		mine, err = nil, nil
	}
	if err != nil {
		return c.failure(err)
	}
	if done, code := c.compared(mine, theirs, o); done {
		return code
	}
	how, title := bundle.TakeTheirs, ""
	if o.both {
		how, title = bundle.KeepBoth, c.Copy.T("command.import.copy", "title", theirs.Debrief.Title)
	}
	if err := db.Apply(ctx, bundle.Plan(mine, theirs, how, title)); err != nil {
		return c.failure(err)
	}
	if mine == nil || title == "" {
		title = theirs.Debrief.Title
	}
	return c.say("command.import.done", "title", bundle.Line(title))
}

// compared says what an import would do. done means that nothing is left to do:
// there is nothing to import, or nobody chose, or it was only to be looked at.
func (c CLI) compared(mine, theirs *debrief.Whole, o importOptions) (done bool, code int) {
	if mine == nil {
		code = c.say("command.import.fresh", "title", bundle.Line(theirs.Debrief.Title), "passages", strconv.Itoa(len(theirs.Records())))
	} else {
		d := bundle.Compare(mine, theirs)
		if d.Same() && !o.both {
			return true, c.say("command.import.same")
		}
		code = c.differences(d)
		if !o.both && !o.theirs && !o.dryRun {
			return true, c.fail(c.Copy.T("command.import.choose"))
		}
	}
	if o.dryRun && code == Success {
		code = c.say("command.import.dry")
	}
	return o.dryRun || code != Success, code
}

// differences lists what theirs adds (+), changes (~) and does not have (-).
func (c CLI) differences(d bundle.Difference) int {
	code := c.say("command.import.differs",
		"added", strconv.Itoa(len(d.Added)), "changed", strconv.Itoa(len(d.Changed)), "removed", strconv.Itoa(len(d.Removed)))
	for _, i := range d.Added {
		item(c.Out, "+", i.Noun, i.Theirs)
	}
	for _, i := range d.Changed {
		if i.Mine != i.Theirs {
			item(c.Out, "~", i.Noun, i.Mine+" → "+i.Theirs)
			continue
		}
		item(c.Out, "~", i.Noun, i.Mine+" ("+strings.Join(i.Fields, ", ")+")")
	}
	for _, i := range d.Removed {
		item(c.Out, "-", i.Noun, i.Mine)
	}
	return code
}

func item(to io.Writer, sign string, noun debrief.Noun, text string) {
	_, _ = fmt.Fprintf(to, "  %s %s: %s\n", sign, noun, text)
}
