package command

import (
	"context"
	"strings"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/signal"
)

// note keeps a near miss in a few words. Where it cannot be kept it is printed, so that
// nothing of it is lost.
func (c CLI) note(args []string) int {
	set := c.flags("note")
	named := set.String("library", "", "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	text := strings.TrimSpace(strings.Join(words, " "))
	if text == "" {
		return c.fail(c.Copy.T("command.note.what"))
	}
	made, err := c.keepNote(*named, text)
	if err != nil {
		code := c.failure(err)
		_ = c.say("command.note.text", "text", text)
		return code
	}
	return c.say("command.note.done", "title", bundle.Line(made.Debrief.Title))
}

func (c CLI) keepNote(named, text string) (*debrief.Whole, error) {
	path, err := library.Path(named)
	if err != nil {
		return nil, err
	}
	now := c.Now()
	w, err := signal.Note(signal.Said{Text: text, Source: c.Copy.T("command.note.source", "date", now.Format("2 Jan 2006"))}, now)
	if err != nil {
		return nil, err
	}
	db, _, err := c.Keeper(path).OpenBare()
	if err != nil {
		return nil, err
	}
	defer closeFound(db)
	settings, err := db.Settings(context.Background())
	if err != nil {
		return nil, err
	}
	w.Meeting.PlanMinutes = debrief.UsualPlan(settings[debrief.SettingPlan])
	return w, db.Apply(context.Background(), signal.Keep(w))
}
