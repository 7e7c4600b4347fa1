package find

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// shard is a file of terms. It is a text: a line for each term, with its postings after a
// space, and an empty line before the first. In a browser nothing is read faster.
type shard struct{ data []byte }

// A line ends as it does within quotation marks.
const (
	beforeLines = before + `"` + lineEnd
	lineEnd     = `\n`
	afterLines  = `"` + after
)

// add writes a term, which comes after those before, with its postings.
func (s *shard) add(term string, signs []byte) {
	if s.data == nil {
		s.data = []byte(beforeLines)
	}
	name, _ := json.Marshal(term) // text always can be written
	s.data = append(append(s.data, name[1:len(name)-1]...), ' ')
	s.data = append(append(s.data, signs...), lineEnd...)
}

// end is the whole file.
func (s *shard) end() []byte {
	if s.data == nil {
		s.data = []byte(beforeLines)
	}
	return append(s.data, afterLines...)
}

// shards cuts the terms into files of about one size.
func (s *Segment) shards(files map[string][]byte) (first []string) {
	var one shard
	var signs []byte
	end := func() {
		if one.data != nil {
			files[shardName(len(first)-1)] = one.end()
			one = shard{}
		}
	}
	for _, term := range slices.Sorted(maps.Keys(s.terms)) {
		if len(one.data) >= shardBytes {
			end()
		}
		if one.data == nil {
			first = append(first, term)
		}
		signs = appendPostings(signs[:0], s.terms[term])
		one.add(term, signs)
	}
	end()
	return first
}

var errNoShard = errors.New("it is no shard")

// eachTerm goes through a shard's terms in their order, with their postings as they are
// written.
func eachTerm(data []byte, do func(term, signs string) error) error {
	var text string
	if err := decode(data, &text); err != nil {
		return err
	}
	if !strings.HasPrefix(text, "\n") || !strings.HasSuffix(text, "\n") {
		return errNoShard
	}
	for line := range strings.Lines(text[1:]) {
		term, signs, found := strings.Cut(line[:len(line)-1], " ")
		if !found || term == "" {
			return errNoShard
		}
		if err := do(term, signs); err != nil {
			return err
		}
	}
	return nil
}
