package find

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// shard is a file of terms: an object, term → [page, weight, pages further on, weight, …].
type shard struct{ data []byte }

// add writes a term, which comes after those before.
func (s *shard) add(term string, numbers []byte) {
	if s.data == nil {
		s.data = []byte(before + "{")
	} else {
		s.data = append(s.data, ',')
	}
	name, _ := json.Marshal(term) // text always can be written
	s.data = append(append(s.data, name...), ':', '[')
	s.data = append(append(s.data, numbers...), ']')
}

// end is the whole file.
func (s *shard) end() []byte {
	if s.data == nil {
		s.data = []byte(before + "{")
	}
	return append(append(s.data, '}'), after...)
}

// shards cuts the terms into files of about one size.
func (s *Segment) shards(files map[string][]byte) (first []string) {
	var one shard
	var numbers []byte
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
		numbers = appendNumbers(numbers[:0], s.terms[term])
		one.add(term, numbers)
	}
	end()
	return first
}

func appendNumbers(out []byte, all []posting) []byte {
	last := int32(0)
	for i, p := range all {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, int64(p.page-last), 10)
		out = append(out, ',')
		out = strconv.AppendInt(out, int64(p.weight), 10)
		last = p.page
	}
	return out
}

var errNoShard = errors.New("it is no shard")

// eachTerm goes through a shard's terms in their order, with their numbers as they are
// written. It reads what shard writes and no other JSON: with that package's decoder an
// index takes ten times as long.
func eachTerm(data []byte, do func(term string, numbers []byte) error) error {
	rest, begun := bytes.CutPrefix(data, []byte(before+"{"))
	rest, ended := bytes.CutSuffix(rest, []byte("}"+after))
	if !begun || !ended {
		return errNoShard
	}
	for len(rest) > 0 {
		name, numbers, found := bytes.Cut(rest, []byte(`":[`))
		numbers, next, ended := bytes.Cut(numbers, []byte("]"))
		term, err := unquoted(name)
		if !found || !ended || err != nil {
			return errNoShard
		}
		if err := do(term, numbers); err != nil {
			return err
		}
		if rest, found = bytes.CutPrefix(next, []byte(",")); found == (len(rest) == 0) {
			return errNoShard
		}
	}
	return nil
}

// unquoted is a term as it is written, but for the quote after it.
func unquoted(name []byte) (term string, err error) {
	text, begun := bytes.CutPrefix(name, []byte(`"`))
	if !begun || bytes.IndexByte(text, '"') >= 0 || bytes.IndexByte(text, '\\') >= 0 {
		err = json.Unmarshal(append(slices.Clip(name), '"'), &term)
		return term, err
	}
	return string(text), nil
}

// postingsOf reads the numbers of a term.
func postingsOf(numbers []byte, pages int) ([]posting, error) {
	out := make([]posting, 0, bytes.Count(numbers, []byte(","))/2+1)
	page := 0
	for more := true; more; {
		var further, weight int
		var is, too bool
		if further, numbers, is = number(numbers); is {
			weight, numbers, too = number(bytes.TrimPrefix(numbers, []byte(",")))
		}
		if page += further; !is || !too || page >= pages || weight < 1 || weight > MaxWeight {
			return nil, fmt.Errorf("page %d, weight %d", page, weight)
		}
		out = append(out, posting{int32(page), uint8(weight)}) //nolint:gosec // pages are counted in thousands
		numbers, more = bytes.CutPrefix(numbers, []byte(","))
	}
	if len(numbers) > 0 {
		return nil, errNoShard
	}
	return out, nil
}

// number reads a number, and says whether there is one.
func number(text []byte) (n int, rest []byte, is bool) {
	i := 0
	for i < len(text) && i < 9 && '0' <= text[i] && text[i] <= '9' {
		n, i = n*10+int(text[i]-'0'), i+1
	}
	return n, text[i:], i > 0
}
