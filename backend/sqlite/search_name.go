package sqlite

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"secondstory/backend/search"
)

// meant is a question with names in place of words, and of owners, that stand nowhere
// and are nearly names. Only people are looked for so: anything else that is
// misspelt would find what nobody asked for.
func (db *DB) meant(ctx context.Context, q search.Question) (search.Question, []Instead, error) {
	out := []Instead{}
	var names map[string]int
	near := func(word string) (string, error) {
		known, err := db.stands(ctx, word)
		if err != nil || known {
			return word, err
		}
		if names == nil {
			if names, err = db.names(ctx); err != nil {
				return word, err
			}
		}
		name := search.Nearest(word, slices.Collect(maps.Keys(names)))
		if name == "" {
			return word, nil
		}
		out = append(out, Instead{Typed: word, Name: name})
		return name, nil
	}
	words, err := eachWord(q.Words, near)
	if err != nil {
		return q, out, err
	}
	q.Words = words
	owners := make([]string, len(q.Owners))
	for i, owner := range q.Owners {
		if owners[i], err = eachWord(owner, near); err != nil {
			return q, out, err
		}
	}
	q.Owners = owners
	return q, out, nil
}

// eachWord puts other words in the place of the first few words of a text.
func eachWord(text string, other func(string) (string, error)) (string, error) {
	words := strings.Fields(text)
	for i := range words[:min(len(words), maxNear)] {
		if len(words[i]) > maxNearBytes {
			continue
		}
		var err error
		if words[i], err = other(words[i]); err != nil {
			return text, err
		}
	}
	return strings.Join(words, " "), nil
}

// maxNear is how many words are compared with names, maxNearBytes how long a word is
// that could be one.
const (
	maxNear      = 4
	maxNearBytes = 60
)

// stands says whether a word, or one it begins, stands anywhere.
func (db *DB) stands(ctx context.Context, word string) (yes bool, err error) {
	match := matching(word, leastNewest)
	if match == "" {
		return true, nil
	}
	err = db.reader.QueryRowContext(ctx, `SELECT EXISTS `+said, match).Scan(&yes)
	if err != nil {
		return false, fmt.Errorf("search word: %w", err)
	}
	return yes, nil
}
