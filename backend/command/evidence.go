package command

import (
	"context"
	"path/filepath"
	"strconv"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// importEvidence brings files and folders into a debrief as its sources, all of
// them or, when one cannot be read, none.
func (c CLI) importEvidence(paths []string, wanted string, o importOptions) int {
	if len(paths) == 0 || o.both || o.theirs {
		return c.fail(c.Copy.T("command.evidence.what"))
	}
	var docs []*evidence.Document
	for _, path := range paths {
		read, err := evidence.Read(context.Background(), path, evidence.Options{})
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
	action, left, code := c.evidenceAction(docs, whole)
	switch {
	case left && !o.partly && !o.dryRun:
		return c.fail(c.Copy.T("command.evidence.partly"))
	case len(action.Put) == 0 || o.dryRun:
		return max(code, c.say("command.import.dry"))
	}
	if err := db.Apply(context.Background(), action); err != nil {
		return c.failure(err)
	}
	return max(code, c.say("command.evidence.done", "sources", strconv.Itoa(len(action.Put)/2), "title", bundle.Line(whole.Debrief.Title)))
}

// evidenceAction is the one step that brings documents in, each told. Those nobody
// knows are told and left out, as are those that are there already. left says that
// something could not be read.
func (c CLI) evidenceAction(docs []*evidence.Document, whole *debrief.Whole) (action debrief.Action, left bool, code int) {
	action = debrief.Action{Name: "bring-source", Content: map[debrief.ID][]byte{}}
	here := map[string]bool{}
	for _, s := range whole.Sources {
		here[s.SHA256] = true
	}
	for _, d := range docs {
		if err := c.inspected(d, false); err != nil {
			return debrief.Action{}, false, c.fail(c.Copy.T("command.output"))
		}
		if here[d.SHA256] {
			_ = c.say("command.evidence.here", "path", bundle.Printable(d.Path))
			continue
		}
		left = left || len(d.Rejected) > 0
		if d.Format == evidence.FormatUnknown || len(d.Messages) == 0 {
			left, code = true, c.fail(c.Copy.T("command.evidence.unknown", "path", bundle.Printable(d.Path)))
			continue
		}
		source := evidence.NewSource(d, whole.Debrief.ID, filepath.Base(d.Path), c.Now())
		pack, content, err := evidence.Keep(source, d)
		if err != nil {
			return debrief.Action{}, false, c.failure(err)
		}
		evidence.Match(source, whole.Participants, whole.Sources)
		here[d.SHA256] = true
		action.Put = append(action.Put, source, pack)
		action.Content[pack.ID] = content
	}
	return action, left, code
}
