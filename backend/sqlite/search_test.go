package sqlite_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

func TestFindInAnyScript(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	texts := []string{
		"replication lag on db-primary-3 reached 4 GB",
		"Zoë opened the “pool graph”; it read C++ & 50 %",
		"我们删除了主数据库的目录",
		"كانت قاعدة البيانات بطيئة",
		"แพลตฟอร์มล่มตอนเช้า",
		"Связь с репликой пропала",
		"shipped it 🚀🙂 anyway",
	}
	for _, text := range texts {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, text)}})
	}
	for typed, want := range map[string]int{
		"replicating": 0, "db-primary-3": 0, "PRIMARY": 0, "lag 4": 0, "repl": 0,
		"zoe": 1, "zoë": 1, `"pool graph"`: 1, "c++": 1, "50 %": 1, "(graph": 1, "graph*": 1, "graph AND": -1, "NEAR(pool": -1,
		"数据库": 2, "目录": 2, "主 目录": 2, "قاعدة": 3, "قاع": 3, "ตอนเช้า": 4, "связь": 5, "репл": 5,
		"🚀 shipped": 6, "shipped 🚀": 6,
		"据数": -1, "nothing like it": -1, "🚀": -1, `"`: -1, "": -1, "   ": -1, "-": -1, "*": -1,
	} {
		got := found(t, db, typed)
		if want < 0 && len(got) > 0 || want >= 0 && !slices.Equal(got, texts[want:want+1]) {
			t.Errorf("%q finds %q", typed, got)
		}
	}
	got, err := db.Find(t.Context(), "POOL graphs", 0, sqlite.OrderRank)
	const excerpt = "[{Zoë opened the “ false} {pool true} {  false} {graph true} {”; it read C++ & 50 % false}]"
	if err != nil || len(got.Hits) != 1 || fmt.Sprint(got.Hits[0].Excerpt) != excerpt {
		t.Fatalf("found %+v, %v", got, err)
	}
	if got.Hits[0].DebriefID != d.ID || got.Hits[0].Noun != debrief.NounEntry || got.Following {
		t.Errorf("found %+v", got)
	}
}

// TestFindTakesAnythingTyped has no text that SQLite takes for a query of its own.
func TestFindTakesAnythingTyped(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	mustFollow(t, db)
	signs := []string{
		`"`, `""`, `'`, `*`, `^`, `-`, `+`, `:`, `(`, `)`, `{`, `}`, `,`, `.`, `\`, `%`, `;`, "\x00", "\x01", "\n", "\t", "\xff", "\u200b", "\u202e",
		"AND", "OR", "NOT", "NEAR", "NEAR(", "text:", "- text :", "passage", "rank", "🙂", "👩‍🚀", "ﷺ", "数", "é", "e\u0301", "ß", "İ", "a", "replication",
	}
	for _, a := range signs {
		for _, b := range signs {
			for _, typed := range []string{a + b, a + " " + b, "replication" + a + b, a + "replication " + b + " "} {
				for _, order := range []sqlite.Order{sqlite.OrderNewest, sqlite.OrderRank} {
					if _, err := db.Find(t.Context(), typed, 5, order); err != nil {
						t.Fatalf("Find(%q): %v", typed, err)
					}
				}
			}
		}
	}
	if _, err := db.Find(t.Context(), strings.Repeat("pool ", 100_000), 5, sqlite.OrderNewest); err != nil {
		t.Error(err)
	}
}

// TestFindWhileTyping types every word of the sample letter by letter: from the
// third letter on, the record it stands in stays among the hits.
func TestFindWhileTyping(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	w := demo.Debrief()
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: w.Records(), Quiet: true})
	mustFollow(t, db)
	words := map[string]debrief.ID{}
	for _, r := range w.Records() {
		for _, text := range debrief.Words(r) {
			for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) }) {
				words[strings.ToLower(word)] = r.Head().ID
			}
		}
	}
	typed, lost := 0, []string{}
	for word, id := range words {
		letters := []rune(word)
		for n := 3; n <= len(letters); n++ {
			if n == 3 && len(letters) == 5 && strings.HasSuffix(word, "ing") {
				continue
			}
			typed++
			if !finds(t, db, string(letters[:n]), id) {
				lost = append(lost, string(letters[:n])+"|"+string(letters[n:]))
			}
		}
	}
	slices.Sort(lost)
	t.Logf("%d words typed in %d steps, %d steps lose the record", len(words), typed, len(lost))
	if len(lost) > 0 {
		t.Errorf("lost: %q", lost)
	}
}

func finds(t *testing.T, db *sqlite.DB, typed string, id debrief.ID) bool {
	t.Helper()
	got, err := db.Find(t.Context(), typed, 10_000, sqlite.OrderNewest)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(got.Hits, func(h sqlite.Hit) bool { return h.RecordID == id })
}

func TestFindIsNewestFirstAndLimited(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	d.Title = "Uploads"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	for i := range 80 {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, fmt.Sprint("line ", i))}})
	}
	mustFollow(t, db)
	got, err := db.Find(t.Context(), "line", 3, sqlite.OrderNewest)
	hits := got.Hits
	if err != nil || len(hits) != 3 || plain(hits[0]) != "line 79" || plain(hits[2]) != "line 77" || hits[0].Title != "Uploads" {
		t.Errorf("hits = %+v, %v", hits, err)
	}
	if got, err = db.Find(t.Context(), "line", 0, sqlite.OrderRank); err != nil || len(got.Hits) != 50 {
		t.Errorf("%d hits, %v", len(got.Hits), err)
	}
	if _, err := db.Find(t.Context(), "line", 0, "oldest"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("an unknown order: %v", err)
	}
}
