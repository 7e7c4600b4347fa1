package find

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sort"
)

// strike is what goes from a segment: what lists say of pages, every word of some of
// them, and single words of others.
type strike struct {
	cards []int
	whole map[int]bool
	words map[string]map[int]bool
}

func (s *strike) isNothing() bool { return len(s.cards)+len(s.whole)+len(s.words) == 0 }

// add strikes words of a page, or every one when they are not known.
func (s *strike) add(page int, words []string, known bool) {
	if !known {
		if s.whole == nil {
			s.whole = map[int]bool{}
		}
		s.whole[page] = true
	}
	for _, word := range words {
		if s.words == nil {
			s.words = map[string]map[int]bool{}
		}
		if s.words[word] == nil {
			s.words[word] = map[int]bool{}
		}
		s.words[word][page] = true
	}
}

// strike writes those files of a segment anew in which something goes. Whoever reads it
// meanwhile with the manifest from before finds less of the pages that go, and no other.
func (x *Index) strike(p *Part, s strike, all map[string][]byte) error {
	if s.isNothing() {
		return nil
	}
	if _, err := x.Files(p); err != nil {
		return err
	}
	p.files, p.First = maps.Clone(p.files), slices.Clone(p.First)
	files := map[string][]byte{}
	if err := x.strikeCards(p, s.cards, files); err != nil {
		return err
	}
	for _, n := range s.shards(p.First) {
		data, err := x.Read(p, shardName(n))
		if err != nil {
			return err
		}
		now, first, err := s.shard(data, p.Pages)
		if err != nil {
			return fmt.Errorf("%s: %w", shardName(n), err)
		}
		if !bytes.Equal(now, data) {
			files[shardName(n)], p.First[n] = now, first
		}
	}
	settle(p.First)
	return p.put(files, all)
}

// strikeCards leaves nothing of pages but their keys.
func (x *Index) strikeCards(p *Part, pages []int, files map[string][]byte) error {
	if len(pages) == 0 {
		return nil
	}
	cards, err := x.pages(p)
	if err != nil {
		return err
	}
	p.cards = slices.Clone(cards)
	chunks := map[int]bool{}
	for _, n := range pages {
		p.cards[n] = Page{Key: cards[n].Key, Marks: []string{}}
		chunks[n/chunkPages] = true
	}
	for n := range chunks {
		if files[chunkName(n)], err = encodeChunk(p.cards, n); err != nil {
			return err
		}
	}
	files[daysName], err = encodeDays(inOrder(p.cards))
	return err
}

// inOrder gives pages without a day that of the page before, so that days stay in their
// order.
func inOrder(cards []Page) []Page {
	out, day := make([]Page, len(cards)), ""
	for i := range cards {
		day = max(day, cards[i].Day)
		out[i].Day = day
	}
	return out
}

// shards are those in which something may go.
func (s *strike) shards(first []string) (out []int) {
	if len(s.whole) > 0 {
		for n := range first {
			out = append(out, n)
		}
		return out
	}
	for word := range s.words {
		if n := shardOf(first, word); n >= 0 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// shardOf is the shard that a term is in when any is, or -1: the last that does not begin
// after it.
func shardOf(first []string, term string) int {
	return sort.Search(len(first), func(n int) bool { return first[n] > term }) - 1
}

// shard writes a shard without what goes, and says what its first term is then; of an
// empty one it is empty.
func (s *strike) shard(data []byte, pages int) (now []byte, first string, err error) {
	var out shard
	err = eachTerm(data, func(term, signs string) error {
		if len(s.whole) > 0 || s.words[term] != nil {
			all, err := postingsOf(signs, pages)
			if err != nil {
				return err
			}
			left := slices.DeleteFunc(all, func(p posting) bool { return s.whole[int(p.page)] || s.words[term][int(p.page)] })
			if len(left) == 0 {
				return nil
			}
			signs = string(appendPostings(nil, left))
		}
		if first == "" {
			first = term
		}
		out.add(term, []byte(signs))
		return nil
	})
	return out.end(), first, err
}

// settle gives shards that are empty now a first term that leads nowhere else.
func settle(first []string) {
	next := beyond
	for n := len(first) - 1; n >= 0; n-- {
		if first[n] == "" {
			first[n] = next
		}
		next = first[n]
	}
}

// beyond comes after every term.
const beyond = "\U0010ffff"
