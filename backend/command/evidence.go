package command

import (
	"context"
	"flag"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// evidenceOptions are what somebody says of the sources they bring in.
type evidenceOptions struct {
	// partial brings in what could be read of a source of which not all could.
	partial bool
	// zone is where the clocks stood, for times that do not say it.
	zone string
	// columns are the parts of a table and its columns, order how its dates are written.
	columns, order string
}

func (o *evidenceOptions) flags(set *flag.FlagSet) {
	set.BoolVar(&o.partial, "partial", false, "")
	set.StringVar(&o.zone, "zone", "", "")
	set.StringVar(&o.columns, "columns", "", "")
	set.StringVar(&o.order, "date-order", "", "")
}

// reading is how to read with what was said; told is the sentence for what was not
// understood, empty for none.
func (c CLI) reading(o evidenceOptions) (read evidence.Options, told string) {
	order := evidence.Order(o.order)
	if order != evidence.OrderUnknown && order != evidence.OrderDayFirst && order != evidence.OrderMonthFirst {
		return read, c.Copy.T("command.evidence.order")
	}
	if _, err := time.LoadLocation(o.zone); err != nil {
		return read, c.Copy.T("command.evidence.zone", "zone", o.zone)
	}
	var said [][2]string
	if o.columns != "" {
		read.Format = evidence.FormatTable
		for pair := range strings.SplitSeq(o.columns, ",") {
			part, column, ok := strings.Cut(pair, "=")
			if !ok {
				return read, c.Copy.T("command.evidence.columns")
			}
			said = append(said, [2]string{strings.TrimSpace(part), strings.TrimSpace(column)})
		}
	}
	read.Adjust = func(t *evidence.Table) error {
		t.Mapping.Order = order
		for _, pair := range said {
			if err := t.Say(pair[0], pair[1]); err != nil {
				return err
			}
		}
		return nil
	}
	return read, ""
}

// importEvidence brings files and folders into a debrief as its sources, all of
// them or, when one cannot be read, none. What could be read of one that could not
// be read whole is brought in when somebody says so.
func (c CLI) importEvidence(paths []string, wanted string, o importOptions) int {
	if len(paths) == 0 || o.both || o.theirs {
		return c.fail(c.Copy.T("command.evidence.what"))
	}
	how, told := c.reading(o.evidence)
	if told != "" {
		return c.fail(told)
	}
	var docs []*evidence.Document
	for _, path := range paths {
		read, err := evidence.Read(context.Background(), path, how)
		if err != nil {
			return c.failure(err)
		}
		docs = append(docs, read...)
	}
	db, err := c.importTo(o)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	whole, err := find(db, wanted)
	if err != nil {
		return c.failure(err)
	}
	action, left, code := c.evidenceAction(docs, whole, o.evidence.zone)
	if n := rejected(docs) + left; n > 0 && !o.evidence.partial && !o.dryRun {
		return c.fail(c.Copy.T("command.evidence.partial", "n", strconv.Itoa(n)))
	}
	if len(action.Put) == 0 || o.dryRun {
		return max(code, c.say("command.import.dry"))
	}
	if err := db.Apply(context.Background(), action); err != nil {
		return c.failure(err)
	}
	return max(code, c.say("command.evidence.done", "sources", strconv.Itoa(len(action.Put)/2), "title", bundle.Line(whole.Debrief.Title)))
}

// rejected is how many places of documents could not be read.
func rejected(docs []*evidence.Document) (n int) {
	for _, d := range docs {
		n += len(d.Rejected) + d.More
	}
	return n
}

// evidenceAction is the one step that brings documents in, each told. Those nobody
// knows are told and left out, as are those that are there already; left is how many
// nobody knows.
func (c CLI) evidenceAction(docs []*evidence.Document, whole *debrief.Whole, zone string) (action debrief.Action, left, code int) {
	action = debrief.Action{Name: "bring-source", Content: map[debrief.ID][]byte{}}
	here := map[string]bool{}
	for _, s := range whole.Sources {
		here[s.SHA256] = true
	}
	for _, d := range docs {
		if err := c.inspected(d, false); err != nil {
			return debrief.Action{}, 0, c.fail(c.Copy.T("command.output"))
		}
		if here[d.SHA256] {
			_ = c.say("command.evidence.here", "path", bundle.Printable(d.Path))
			continue
		}
		if d.Format == evidence.FormatUnknown || len(d.Messages)+len(d.Series) == 0 {
			left, code = left+1, c.fail(c.Copy.T("command.evidence.unknown", "path", bundle.Printable(d.Path)))
			continue
		}
		source := evidence.NewSource(d, whole.Debrief.ID, filepath.Base(d.Path), c.Now())
		pack, content, err := evidence.Keep(source, d)
		if err != nil {
			return debrief.Action{}, 0, c.failure(err)
		}
		evidence.Match(source, whole.Participants, whole.Sources)
		if need := evidence.Needs(d); need == evidence.NeedZone || need == evidence.NeedDay {
			source.Zone = zone
		}
		here[d.SHA256] = true
		action.Put = append(action.Put, source, pack)
		action.Content[pack.ID] = content
	}
	return action, left, code
}
