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
	"secondstory/backend/secret"
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
	if err := checkOutput(*named, *out); err != nil {
		return c.failure(err)
	}
	b, err := c.bundleOf(*named, words[0])
	if err != nil {
		return c.failure(err)
	}
	for _, r := range b.Debrief.Records() {
		for _, f := range secret.In(r) {
			c.pointOut(f, string(r.Noun())+" "+r.Head().ID)
		}
	}
	if err := bundle.Save(context.Background(), *out, b); err != nil {
		return c.failure(err)
	}
	return c.say("command.bundle.done", "path", *out, "passages", strconv.Itoa(len(b.Debrief.Records())))
}

// bundleOf makes a bundle of a debrief of a library, by id or title.
func (c CLI) bundleOf(named, wanted string) (bundle.Bundle, error) {
	w, err := load(named, wanted)
	if err != nil {
		return bundle.Bundle{}, err
	}
	db, err := read(named)
	if err != nil {
		return bundle.Bundle{}, err
	}
	defer func() { _ = db.Close() }()
	return bundle.From(context.Background(), db, w.Debrief.ID, c.Version)
}

// importOptions are the choices made on the command line.
type importOptions struct {
	library              string
	both, theirs, dryRun bool
	evidence             evidenceOptions
}

// importBundle reads a bundle into a library, evidence into a debrief of it, or old
// reports as debriefs. It
// says what differs first, and never chooses between two versions by itself.
func (c CLI) importBundle(args []string) int {
	set := c.flags("import")
	var o importOptions
	set.StringVar(&o.library, "library", "", "")
	set.BoolVar(&o.both, "keep-both", false, "")
	set.BoolVar(&o.theirs, "take-theirs", false, "")
	set.BoolVar(&o.dryRun, "dry-run", false, "")
	wanted := set.String("debrief", "", "")
	past := set.Bool("as-debriefs", false, "")
	o.evidence.flags(set)
	words, err := parseAnywhere(set, args)
	switch {
	case err != nil:
		return c.usage(err)
	case *past && *wanted == "":
		return c.importReports(words, o.evidence.zone, o)
	case *wanted != "":
		return c.importEvidence(words, *wanted, o)
	case len(words) != 1 || o.evidence != evidenceOptions{}:
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
	defer closeFound(db)
	return c.importInto(db, b, o)
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

func (c CLI) importInto(db *sqlite.DB, theirs *bundle.Bundle, o importOptions) int {
	ctx := context.Background()
	offer, err := bundle.NewOffer(ctx, db, theirs)
	if err != nil {
		return c.failure(err)
	}
	if code := c.heeded(offer); code != Success {
		return code
	}
	if done, code := c.compared(offer, o); done {
		return code
	}
	how, title := bundle.TakeTheirs, theirs.Debrief.Debrief.Title
	if o.both && offer.Mine != nil {
		how, title = bundle.KeepBoth, c.Copy.T("bundle.copy", "title", title)
	}
	if _, err := offer.Import(ctx, db, how, title); err != nil {
		return c.failure(err)
	}
	return c.say("command.import.done", "title", bundle.Line(title))
}

// heeded says what of theirs is not taken, for what was agreed to here.
func (c CLI) heeded(offer *bundle.Offer) (code int) {
	if offer.Kept > 0 {
		code = c.say("command.import.kept", "count", strconv.Itoa(offer.Kept))
	}
	if offer.Withdrawn > 0 && code == Success {
		code = c.say("command.import.withdrawn", "count", strconv.Itoa(offer.Withdrawn))
	}
	return code
}

// compared says what an import would do. done means that nothing is left to do:
// there is nothing to import, or nobody chose, or it was only to be looked at.
func (c CLI) compared(offer *bundle.Offer, o importOptions) (done bool, code int) {
	if offer.Mine == nil {
		theirs := offer.Theirs.Debrief
		code = c.say("command.import.fresh", "title", bundle.Line(theirs.Debrief.Title), "passages", strconv.Itoa(len(theirs.Records())))
	} else {
		if offer.Difference.Same() && !o.both {
			return true, c.say("command.import.same")
		}
		code = c.differences(offer.Difference)
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
		item(c.Out, "+", i.Noun, bundle.Line(i.Theirs))
	}
	for _, i := range d.Changed {
		if mine, theirs := bundle.Lines(i.Mine, i.Theirs); mine != theirs {
			item(c.Out, "~", i.Noun, mine+" → "+theirs)
			continue
		}
		item(c.Out, "~", i.Noun, bundle.Line(i.Mine)+" ("+fieldNames(i)+")")
	}
	for _, i := range d.Removed {
		item(c.Out, "-", i.Noun, bundle.Line(i.Mine))
	}
	return code
}

// fieldNames lists the parts of a record that differ.
func fieldNames(i bundle.Item) string {
	names := make([]string, len(i.Fields))
	for n, f := range i.Fields {
		names[n] = f.Name
	}
	return strings.Join(names, ", ")
}

func item(to io.Writer, sign string, noun debrief.Noun, text string) {
	_, _ = fmt.Fprintf(to, "  %s %s: %s\n", sign, noun, text)
}
