package search_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
)

func TestParse(t *testing.T) {
	for typed, want := range map[string]search.Question{
		"":                {},
		"  ":              {},
		"replication lag": {Words: "replication lag"},
		"replication  ":   {Words: "replication "},
		"kind:near-miss tag:dns factor:alerts owner:me after:2026-01 before:2026-06-15 open": {
			Kinds: []debrief.Kind{debrief.KindNearMiss}, Tags: []string{"dns"}, Factors: []string{"alerts"},
			Owners: []string{"Mara Lind"}, After: "2026-01-01", Before: "2026-06-15", Open: true,
		},
		`Kind:"Near Miss" pool`:          {Kinds: []debrief.Kind{debrief.KindNearMiss}, Words: "pool"},
		`pool kind:incident`:             {Kinds: []debrief.Kind{debrief.KindIncident}, Words: "pool "},
		`kind:incident kind:tabletop`:    {Kinds: []debrief.Kind{debrief.KindIncident, debrief.KindTabletop}},
		`state:closed state:soaking`:     {States: []debrief.State{debrief.StateClosed}, Progress: []debrief.CountermeasureState{debrief.CountermeasureSoaking}},
		`"exact words" more`:             {Exact: []string{"exact words"}, Words: "more"},
		`more "exact words"`:             {Exact: []string{"exact words"}, Words: "more "},
		`"not ended`:                     {Words: `"not ended`},
		`open`:                           {Words: "open"},
		`the open graph`:                 {Words: "the open graph"},
		`"open" tag:dns`:                 {Exact: []string{"open"}, Tags: []string{"dns"}},
		`is:open`:                        {Open: true},
		`state:open`:                     {Open: true},
		`tag:"data loss" owner:"Mara L"`: {Tags: []string{"data loss"}, Owners: []string{"Mara L"}},
		`after:2026`:                     {After: "2026-01-01"},
		`http://example.org 12:04`:       {Words: "http://example.org 12:04"},
		`kind:party after:soon lag tag:`: {Unclear: []string{"kind:party", "after:soon", "tag:"}, Words: "lag "},
		"pool\xff":                       {Words: "pool "},
	} {
		if want.Unclear == nil {
			want.Unclear = []string{}
		}
		if got := search.Parse(typed, "Mara Lind"); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %+v, not %+v", typed, got, want)
		}
	}
	if q := search.Parse("owner:me", ""); len(q.Owners) > 0 || len(q.Unclear) != 1 {
		t.Errorf("nobody is %+v", q)
	}
}

// FuzzParse reads any bytes: nothing typed is lost without being told, and words
// alone come back as they were.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`kind:near-miss tag:"a b" open "x`, "\xff:\x00 after:2026-13", `":":`, "tag:tag:tag", "open open tag:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		q := search.Parse(typed, "me")
		if q.Unclear == nil || !utf8.ValidString(q.Words) {
			t.Errorf("%q gives %+v", typed, q)
		}
		for _, date := range []string{q.After, q.Before} {
			if date != "" && len(date) != len("2026-01-01") {
				t.Errorf("%q gives the day %q", typed, date)
			}
		}
		if !strings.ContainsAny(typed, `":`) && utf8.ValidString(typed) {
			if got := strings.Join(strings.Fields(q.Words), " "); got != strings.Join(strings.Fields(typed), " ") {
				t.Errorf("%q is looked for as %q", typed, got)
			}
		}
		again := search.Parse(q.Words, "me")
		if strings.TrimSpace(again.Words) != strings.TrimSpace(q.Words) && !strings.Contains(q.Words, `"`) {
			t.Errorf("%q, then %q, is read as %q", typed, q.Words, again.Words)
		}
	})
}
