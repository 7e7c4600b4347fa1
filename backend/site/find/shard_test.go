package find

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestPostingsAreReadAsTheyWereWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2)) //nolint:gosec // the same postings each time
	for _, gap := range []int{1, 2, 40, 3_000, 60_000} {
		page, all := 0, []posting{}
		for range 200 {
			all = append(all, posting{int32(page), uint8(1 + random.IntN(most+titled))}) //nolint:gosec // small
			page += 1 + random.IntN(gap)
		}
		signs := string(appendPostings(nil, all))
		if strings.ContainsAny(signs, "\" \n\\") {
			t.Errorf("%q ends a text or a line", signs)
		}
		got, err := postingsOf(signs, page)
		if err != nil || !slices.Equal(got, all) {
			t.Errorf("gaps of %d: %v, %v", gap, got, err)
		}
		if most := len(all) * (1 + len(appendPostings(nil, []posting{{int32(gap), 1}}))); gap == 1 && len(signs) != len(all) || len(signs) > most { //nolint:gosec // small
			t.Errorf("gaps of %d take %d signs", gap, len(signs))
		}
	}
}

func TestWhatIsNoShardIsRefused(t *testing.T) {
	for _, bad := range []string{
		`{`, `{"a":[0,1]}`, `[]`, ``, `""`, `"one ^"`, `"one ^\n"`, `"\none ^"`, `"\none ^\nx"`, `"\n\n"`, `"\none\n"`, `"\n ^\n"`, `"\n\x ^\n"`, // no lines of terms
		`"\none \n"`, `"\none #\n"`, `"\none #######^\n"`, `"\none \u0021\n"`, `"\none }\n"`, `"\none C\n"`, `"\none ^ ^\n"`, `"\none ^é\n"`, // no postings
		`"\none n\n"`, `"\none ^n\n"`, `"\none ]\n"`, `"\none $$^\n"`, // no such page, or no weight
	} {
		if all, err := termsOf([]byte(before + bad + after)); err == nil {
			t.Errorf("%s was taken for a shard: %v", bad, all)
		}
	}
	for good, terms := range map[string]int{`"\n"`: 0, `"\none ^\n"`: 1, `"\none ^\ntwo l\n"`: 2, `"\ntag:\"\u003c\\n ^\n"`: 1, `"\n数据 ^\nkind:incident ^\n"`: 2} {
		if all, err := termsOf([]byte(before + good + after)); err != nil || len(all) != terms {
			t.Errorf("%s: %v, %v", good, all, err)
		}
	}
}

func termsOf(data []byte) (map[string][]posting, error) {
	out := map[string][]posting{}
	err := eachTerm(data, func(term, signs string) (err error) {
		out[term], err = postingsOf(signs, 1)
		return err
	})
	return out, err
}

// What goes from a shard goes although the file is as long as before: the page after it is
// further on, and that may take as many signs as the two took.
func TestAPageGoesFromAShardThatStaysAsLong(t *testing.T) {
	s := &Segment{terms: map[string][]posting{"tag:\\n": {{0, 1}, {1, 1}, {2, 1}}}}
	files := map[string][]byte{}
	s.shards(files)
	data := files[shardName(0)]
	now, first, err := (&strike{whole: map[int]bool{1: true}}).shard(data, 3)
	if err != nil || first != "tag:\\n" || len(now) != len(data) {
		t.Fatalf("%q, then %q from %q, %v", data, now, first, err)
	}
	f, pages := folder{}, []Page{{Key: "a", Text: "one"}, {Key: "b", Text: "one"}, {Key: "c", Text: "one"}}
	f.update(t, append(pages, library(2*little)...))
	f.update(t, []Page{{Key: "b", Text: "two"}})
	if got := f.find(t, "one"); !slices.Equal(got, []string{"a", "c"}) {
		t.Errorf("found %v", got)
	}
	if got := f.pagesOf(t, "one"); got != 2 {
		t.Errorf("the files tell the word of %d pages", got)
	}
}

// pagesOf is of how many pages all files tell a term.
func (f folder) pagesOf(t *testing.T, term string) (n int) {
	t.Helper()
	for name, data := range f {
		if strings.Contains(name, "/w") {
			err := eachTerm(data, func(is, signs string) error {
				all, err := postingsOf(signs, math.MaxInt32)
				if is == term {
					n += len(all)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return n
}
