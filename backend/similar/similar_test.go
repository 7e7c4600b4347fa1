package similar_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/similar"
)

// made makes a debrief with a title, a factor and lines.
func made(id, title, factor string, category debrief.Category, lines ...string) *debrief.Whole {
	d := debrief.NewDebrief("2026-11-21T09:00:00Z")
	d.ID, d.DebriefID, d.Title = id, id, title
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Factor{Base: debrief.Base{ID: id + "-f", DebriefID: id}, Text: factor, Category: category})
	for _, l := range lines {
		w.Add(&debrief.Entry{Text: l})
	}
	return w
}

// cases are three events in words of our own.
func cases() (gitlab, github, cloudflare *debrief.Whole) {
	gitlab = made("gitlab", "A database directory was removed", "Replication lagged and nobody was told", debrief.CategorySignals,
		"Ada saw the replica fall behind", "The restore from snapshots took the night")
	github = made("github", "Two regions wrote to their databases", "Replication across regions lagged", debrief.CategorySignals,
		"Ada moved the primary to the west", "Snapshots were compared row by row")
	cloudflare = made("cloudflare", "A firewall rule used every processor", "An expression could take very long", debrief.CategorySafeguards,
		"The rule went out to all edges at once")
	return gitlab, github, cloudflare
}

func index(all ...*debrief.Whole) *similar.Index {
	x := similar.NewIndex()
	for _, w := range all {
		x.Put(similar.Of(w))
	}
	return x
}

func found(all []similar.Match) string {
	out := []string{}
	for _, m := range all {
		out = append(out, m.ID)
	}
	return strings.Join(out, " ")
}

func TestTwoDatabasesAreAlike(t *testing.T) {
	gitlab, github, cloudflare := cases()
	got := index(gitlab, github, cloudflare).Like(similar.Of(gitlab), 5)
	if found(got) != "github" {
		t.Fatalf("%+v", got)
	}
	r := got[0].Reasons
	if r[0].Kind != similar.KindFactor || r[0].Mine != "gitlab-f" || r[0].Theirs != "github-f" || !slices.Contains(r[0].Words, "replication") {
		t.Errorf("no factor in common: %+v", r)
	}
	if words := r[len(r)-1]; words.Kind != similar.KindWords || !slices.Contains(words.Words, "database") || !slices.Contains(words.Words, "snapshots") {
		t.Errorf("no words in common: %+v", r)
	}
}

// TestNamesAreNoReason: of people of the one debrief, of the other, or of a third.
func TestNamesAreNoReason(t *testing.T) {
	gitlab, github, cloudflare := cases()
	for name, add := range map[string]func(){
		"a participant of a third": func() { cloudflare.Add(&debrief.Participant{Name: "Ada Example"}) },
		"an owner":                 func() { github.Add(&debrief.Countermeasure{Owner: debrief.Who{Name: "Ada"}}) },
		"the facilitator": func() {
			gitlab.Debrief.Facilitator, gitlab.Debrief.Tags, github.Debrief.Tags = "Ada", []string{"ada"}, []string{"Ada"}
		},
	} {
		gitlab, github, cloudflare = cases()
		if got := fmt.Sprint(index(gitlab, github, cloudflare).Like(similar.Of(gitlab), 5)); !strings.Contains(got, "ada") {
			t.Fatalf("nothing is tested: %s", got)
		}
		add()
		if got := strings.ToLower(fmt.Sprint(index(gitlab, github, cloudflare).Like(similar.Of(gitlab), 5))); strings.Contains(got, "ada") || !strings.Contains(got, "github") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestWhatAnInterviewGaveIsNoReason(t *testing.T) {
	gitlab, _, _ := cases()
	gitlab.Add(&debrief.Entry{Text: "zebra", Consent: debrief.Consent{As: debrief.ReleaseUnnamed}})
	if s := similar.Of(gitlab); slices.Contains(s.Words, "zebra") {
		t.Errorf("%q", s.Words)
	}
}

func TestWhatWasDecidedCounts(t *testing.T) {
	gitlab, github, cloudflare := cases()
	gitlab.Debrief.Related = []debrief.Relation{{DebriefID: "cloudflare", Linked: true}}
	got := index(gitlab, github, cloudflare).Like(similar.Of(gitlab), 5)
	if found(got) != "cloudflare github" || !got[0].Linked || got[1].Linked {
		t.Errorf("linked: %+v", got)
	}
	if got := index(gitlab, github, cloudflare).Like(similar.Of(cloudflare), 5); found(got) != "gitlab" || !got[0].Linked {
		t.Errorf("linked from the other: %+v", got)
	}
	gitlab.Debrief.Related = []debrief.Relation{{DebriefID: "github"}}
	x := index(gitlab, github, cloudflare)
	if a, b := found(x.Like(similar.Of(gitlab), 5)), found(x.Like(similar.Of(github), 5)); a != "" || b != "" {
		t.Errorf("said not to be alike: %q, %q", a, b)
	}
}

func TestAFactorThatRecursIsTheStrongestReason(t *testing.T) {
	gitlab, github, cloudflare := cases()
	cloudflare.Factors[0].Recurs = "gitlab-f"
	got := index(gitlab, github, cloudflare).Like(similar.Of(cloudflare), 5)
	if found(got) != "gitlab" || got[0].Reasons[0].Kind != similar.KindRecurs {
		t.Errorf("%+v", got)
	}
}

func TestASketchIsKept(t *testing.T) {
	gitlab, _, _ := cases()
	was := similar.Of(gitlab)
	data, err := was.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := similar.Decode(data); !ok || fmt.Sprint(got) != fmt.Sprint(was) {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, bad := range []string{"", "{", "null", `{"v":0,"s":{"id":"x"}}`, `{"v":1,"s":{}}`} {
		if _, ok := similar.Decode([]byte(bad)); ok {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestAChangedDebriefIsFoundAsItIs(t *testing.T) {
	gitlab, github, cloudflare := cases()
	x := index(gitlab, github, cloudflare)
	x.Put(similar.Of(made("github", "Other", "Something else", debrief.CategoryLoad)))
	if got := x.Like(similar.Of(gitlab), 5); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	x.Put(similar.Of(github))
	x.Remove("gitlab")
	if got := x.Like(similar.Of(gitlab), 5); found(got) != "github" {
		t.Errorf("asked about one that is not in it: %+v", got)
	}
}

// many is a library of so many debriefs, whose words are as rare and as common as words are.
func many(n int) []similar.Sketch {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 40_000)
	text := func(words int) string {
		out := make([]string, words)
		for i := range out {
			out[i] = strings.Map(func(c rune) rune { return c - '0' + 'a' }, fmt.Sprintf("%05d", zipf.Uint64()))
		}
		return strings.Join(out, " ")
	}
	out := make([]similar.Sketch, n)
	for i := range out {
		w := made(fmt.Sprint("d", i), text(8), text(12), debrief.Categories[i%len(debrief.Categories)], text(120))
		for range 5 {
			w.Add(&debrief.Factor{Base: debrief.Base{ID: debrief.NewID()}, Text: text(12), Category: debrief.Categories[i%len(debrief.Categories)]})
		}
		w.Debrief.Tags = []string{fmt.Sprint("tag", i%40)}
		out[i] = similar.Of(w)
	}
	return out
}

// TestTenThousandAreSearchedInTime: 50 ms for one question is what is promised.
func TestTenThousandAreSearchedInTime(t *testing.T) {
	all := many(10_000)
	x := similar.NewIndex()
	for _, s := range all {
		x.Put(s)
	}
	times := []time.Duration{}
	for _, s := range all[:50] {
		begun := time.Now()
		if got := x.Like(s, 5); len(got) != 5 {
			t.Fatalf("%d found", len(got))
		}
		times = append(times, time.Since(begun))
	}
	slices.Sort(times)
	t.Logf("p50 %v, longest %v", times[25], times[49])
	if times[25] > 50*time.Millisecond {
		t.Errorf("a question took %v", times[25])
	}
}

func BenchmarkLike(b *testing.B) {
	all := many(10_000)
	x := similar.NewIndex()
	for _, s := range all {
		x.Put(s)
	}
	for i := 0; b.Loop(); i++ {
		x.Like(all[i%len(all)], 5)
	}
}
