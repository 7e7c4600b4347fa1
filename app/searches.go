package app

import (
	"context"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// Searches is bound to the window: looking through every debrief. Sealed notes are in
// no index, so nothing here can find one.
type Searches struct{ desk *Desk }

// SearchInput is what is asked.
type SearchInput struct {
	Typed string       `json:"typed"`
	Order sqlite.Order `json:"order"`
	// Limit is how many hits at most, and Each how many of one debrief; 0 for all.
	Limit int `json:"limit"`
	Each  int `json:"each"`
	// DebriefID looks through one debrief alone; empty for all.
	DebriefID string `json:"debriefId"`
}

// SearchAnswer is what was found, and how the question was read.
type SearchAnswer struct {
	Hits     []sqlite.Hit          `json:"hits"`
	Debriefs []sqlite.FoundDebrief `json:"debriefs"`
	More     bool                  `json:"more"`
	// Following says that there may be more in a while.
	Following bool             `json:"following"`
	Instead   []sqlite.Instead `json:"instead"`
	Chips     []search.Chip    `json:"chips"`
	// Me is who owner:me stands for; empty while nobody said.
	Me string `json:"me"`
	// Cut says that only the beginning of a very long text was looked for.
	Cut bool `json:"cut"`
	// Asked says that there was something to look for.
	Asked bool `json:"asked"`
}

// settingMe is the library's setting that says who "me" is.
const settingMe = "me"

// maxTyped is how many bytes of a question count; nobody types more.
const maxTyped = 2000

// Find answers a question.
func (s *Searches) Find(in SearchInput) (out SearchAnswer, err error) {
	defer guard(&err)
	out = SearchAnswer{Hits: []sqlite.Hit{}, Debriefs: []sqlite.FoundDebrief{}, Instead: []sqlite.Instead{}, Chips: []search.Chip{}}
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	ctx := context.Background()
	settings, err := lib.Settings(ctx)
	if err != nil {
		return out, err
	}
	out.Me = settings[settingMe]
	if out.Cut = len(in.Typed) > maxTyped; out.Cut {
		in.Typed = strings.ToValidUTF8(in.Typed[:maxTyped], "")
	}
	q := search.Parse(in.Typed, out.Me)
	out.Chips, out.Asked = search.Chips(in.Typed, out.Me), sqlite.Asks(q)
	q.Within = in.DebriefID
	if !out.Asked {
		return out, nil
	}
	r, err := lib.Search(ctx, q, sqlite.Listing{Limit: in.Limit, Each: in.Each, Order: in.Order})
	out.Hits, out.Debriefs, out.More, out.Following, out.Instead = r.Hits, r.Debriefs, r.More, r.Following, r.Instead
	return out, err
}

// Values offers what can stand after the name of a filter and begins, or has a word
// that begins, as typed: tags, factors and people there are.
func (s *Searches) Values(name, typed string) (out []string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []string{}, err
	}
	return lib.FilterValues(context.Background(), name, typed, mostValues)
}

// mostValues is how many are offered at once.
const mostValues = 8

// Me keeps who "me" is.
func (s *Searches) Me(name string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	if len(name) > maxTyped {
		return debrief.Errorf(debrief.CodeInvalid, "noun", "name")
	}
	return lib.SaveSetting(context.Background(), settingMe, strings.TrimSpace(name))
}
