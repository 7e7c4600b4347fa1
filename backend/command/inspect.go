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
			_, err = fmt.Fprintln(c.Out, "  "+c.rejected(r))
		}
	}
	return err
}

// rejected says where, and what was expected there.
func (c CLI) rejected(r evidence.Rejected) string {
	expected := c.Copy.T("evidence.expected." + string(r.Expected))
	if r.Line == 0 {
		return c.Copy.T("evidence.rejected.whole", "file", bundle.Printable(r.File), "expected", expected)
	}
	return c.Copy.T("evidence.rejected", "file", bundle.Printable(r.File), "line", strconv.Itoa(r.Line), "expected", expected)
}
