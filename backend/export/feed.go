package export

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
)

// FollowUps is what a feed is made of.
type FollowUps interface {
	FollowUps(ctx context.Context, open bool) ([]*debrief.Whole, error)
	Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
}

// Feed is a calendar of what is open in all debriefs.
type Feed struct {
	Data []byte
	// Dates is how many are in it, Refused the debriefs that are left out.
	Dates   int
	Refused []LeftOut
	// Secrets are what looks like one among the countermeasures.
	Secrets []report.Secret
}

// LeftOut is a debrief a feed has nothing of, and why: CodeNameFound when it would carry a
// name that its edition must not carry.
type LeftOut struct {
	Title string
	Err   error
}

// Dates makes the calendar of a library's open countermeasures, as the debriefs stand, in
// an edition: until when each is to be done, and when to ask whether it helped.
func Dates(ctx context.Context, from FollowUps, o report.Options) (*Feed, error) {
	open, err := from.FollowUps(ctx, true)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(open, func(a, b *debrief.Whole) int { return cmp.Compare(a.Debrief.ID, b.Debrief.ID) })
	all, out := followup.NewFeed(o.T("followup.calendar.name")), &Feed{Refused: []LeftOut{}, Secrets: []report.Secret{}}
	for _, some := range open {
		checks, dated := days(some, o)
		if !dated || some.Debrief.State == debrief.StateClosed { // of an old report nobody is reminded
			continue
		}
		w, err := from.Load(ctx, some.Debrief.ID)
		if err != nil {
			return nil, err
		}
		r, err := report.Build(w, o)
		if err == nil {
			unname(r)
			err = all.Add(r, checks)
		}
		if debrief.CodeOf(err) == debrief.CodeNameFound {
			out.Refused = append(out.Refused, LeftOut{Title: report.Title(&w.Debrief, o.T), Err: err})
		} else if err != nil {
			return nil, fmt.Errorf("make calendar: %w", err)
		} else {
			out.Secrets = append(out.Secrets, slices.DeleteFunc(r.Secrets, func(s report.Secret) bool { return s.Where != "countermeasures" })...)
		}
	}
	out.Data, out.Dates = all.Bytes(), all.Dates
	return out, nil
}

// unname leaves out owners who are in no list, which another export points out: a feed is
// written again with nobody looking.
func unname(r *report.Report) {
	for _, w := range r.Warnings {
		for n := range r.Countermeasures {
			if c := &r.Countermeasures[n]; w.Kind == report.OwnerNotListed && strings.EqualFold(c.Owner, w.Of) {
				c.Owner = ""
			}
		}
	}
}

// days are those to ask on whether something helped, and whether there is any day at all.
func days(w *debrief.Whole, o report.Options) (checks map[string]string, dated bool) {
	checks = map[string]string{}
	for _, i := range board.Of(w, "", o.Now) {
		dated = dated || i.HasDay
		if i.State == debrief.CountermeasureDone && i.HasDay {
			checks[i.ID] = o.Now.AddDate(0, 0, i.Days).Format("2006-01-02")
		}
	}
	return checks, dated
}

// ErrNotAFeed says that something else stands where a feed is to be kept.
var ErrNotAFeed = errors.New("not a feed")

// maxFeed bounds a feed that is read again, in bytes.
const maxFeed = 64 << 20

// KeepFeed puts a feed at a path, unless the one there says the same: only when it was
// made differs then. What is no feed is left as it is (ErrNotAFeed).
func KeepFeed(path string, data []byte) (written bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, Save(path, data)
	}
	if err != nil {
		return false, saveError(path, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFeed {
		return false, ErrNotAFeed
	}
	was, err := os.ReadFile(path) //nolint:gosec // whoever runs it named it
	if err != nil {
		return false, saveError(path, err)
	}
	if !bytes.HasPrefix(was, []byte("BEGIN:VCALENDAR\r\n")) || !bytes.Contains(was, []byte("\r\nPRODID:"+followup.FeedProduct+"\r\n")) {
		return false, ErrNotAFeed
	}
	if bytes.Equal(undated(was), undated(data)) {
		return false, nil
	}
	return true, Save(path, data)
}

// undated is a feed without the lines that say when it was made.
func undated(data []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(data) {
		if !bytes.HasPrefix(line, []byte("DTSTAMP:")) {
			out.Write(line)
		}
	}
	return out.Bytes()
}
