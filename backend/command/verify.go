package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// verify reads a library, or a backup, whole and says what is not as it was
// written. It changes nothing.
func (c CLI) verify(args []string) int {
	set := c.flags("verify")
	named := set.String("library", "", "")
	asJSON := set.Bool("json", false, "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(words) > 1 || (len(words) == 1 && *named != "") {
		return c.fail(c.Copy.T("command.verify.what"))
	}
	path := strings.Join(words, "")
	if path == "" {
		if path, err = library.Path(*named); err != nil {
			return c.failure(err)
		}
	}
	h, err := sqlite.Verify(context.Background(), path, nil)
	if err != nil {
		return c.failure(err)
	}
	if *asJSON {
		err = json.NewEncoder(c.Out).Encode(h)
	} else {
		err = c.health(h)
	}
	if err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	c.concerns(sqlite.Surroundings(path))
	if !h.Sound() {
		return c.damaged(path)
	}
	return Success
}

// damaged says on standard error what to do now.
func (c CLI) damaged(path string) int {
	c.fail(c.Copy.T("command.verify.damaged", "path", path))
	return Flagged
}

func (c CLI) health(h sqlite.Health) error {
	pairs := []string{
		"debriefs", strconv.Itoa(h.Debriefs), "passages", strconv.Itoa(h.Passages),
		"changes", strconv.Itoa(h.Changes), "damage", strconv.Itoa(len(h.Damage)),
	}
	key := "command.verify.sound"
	if !h.Sound() {
		key = "command.verify.rest"
	}
	for _, d := range h.Damage {
		if _, err := fmt.Fprintln(c.Out, c.place(d)+": "+c.Copy.T("damage."+string(d.What))+c.detail(d)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(c.Out, c.Copy.T(key, pairs...))
	return err
}

// place says where a damage is: "Image uploads stalled, entry, text".
func (c CLI) place(d sqlite.Damage) string {
	parts := []string{titled(d.Title, d.DebriefID)}
	if d.DebriefID == "" {
		parts[0] = c.Copy.T("command.verify.file")
	}
	if d.Noun != "" {
		parts = append(parts, string(d.Noun))
	}
	return strings.Join(append(parts, d.Fields...), ", ")
}

func (c CLI) detail(d sqlite.Damage) string {
	if d.Detail == "" {
		return ""
	}
	return " (" + strings.ReplaceAll(d.Detail, "\n", "; ") + ")"
}
