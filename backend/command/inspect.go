package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"secondstory/backend/bundle"
	"secondstory/backend/evidence"
)

// inspect says what each file or folder is that could be brought in. It brings in
// nothing.
func (c CLI) inspect(args []string) int {
	set := c.flags("inspect")
	asJSON := set.Bool("json", false, "")
	paths, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(paths) == 0 {
		return c.fail(c.Copy.T("command.inspect.what"))
	}
	code := Success
	for _, path := range paths {
		docs, err := evidence.Read(context.Background(), path, evidence.Options{})
		if err != nil {
			code = c.failure(err)
			continue
		}
		for _, d := range docs {
			if err := c.inspected(d, *asJSON); err != nil {
				return c.fail(c.Copy.T("command.output"))
			}
		}
	}
	return code
}

// inspected tells of one document: an object a line, or a sentence and what could
// not be read.
func (c CLI) inspected(d *evidence.Document, asJSON bool) error {
	s := d.Summary()
	if asJSON {
		return json.NewEncoder(c.Out).Encode(s)
	}
	span := strings.Trim(s.First+" – "+s.Last, " –")
	if span == "" {
		span = c.Copy.T("command.inspect.zone")
	}
	_, err := fmt.Fprintln(c.Out, c.Copy.T("command.inspect.told", "path", bundle.Printable(s.Path), "format", c.Copy.T("evidence.format."+string(s.Format)),
		"messages", strconv.Itoa(s.Messages), "bots", strconv.Itoa(s.Bots), "system", strconv.Itoa(s.System),
		"senders", strconv.Itoa(len(s.Senders)), "span", span))
	for _, r := range d.Rejected {
		if err == nil {
			_, err = fmt.Fprintln(c.Out, "  "+c.unread(r))
		}
	}
	if err == nil && d.More > 0 {
		_, err = fmt.Fprintln(c.Out, "  "+c.Copy.T("command.evidence.more", "n", strconv.Itoa(d.More)))
	}
	return err
}

// unread says where something could not be read, what was expected there, and how it
// begins.
func (c CLI) unread(r evidence.Rejected) string {
	key := "evidence.rejected"
	if r.Line == 0 {
		key = "evidence.rejected.whole"
	}
	where := c.Copy.T(key, "file", bundle.Printable(r.File), "line", strconv.Itoa(r.Line), "expected", c.Copy.T("evidence.expected."+string(r.Expected)))
	if r.Text == "" {
		return where
	}
	return c.Copy.T("evidence.rejected.text", "where", where, "text", bundle.Printable(bundle.Line(r.Text)))
}
