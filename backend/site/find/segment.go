package find

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Page is a page of the site as the index sees it.
type Page struct {
	// Key names the page for good; another page under the same key takes its place.
	Key string `json:"k"`
	// Mark is another when the page is.
	Mark string `json:"v"`
	// URL is where it is, from the site's root.
	URL   string `json:"u"`
	Title string `json:"t"`
	// Day is the day it is sorted by, YYYY-MM-DD, or empty.
	Day string `json:"d"`
	// Lead is what a list says of it below its title.
	Lead string `json:"l"`
	// Marks are what it may be asked for by name ("kind:near-miss", "tag:dns").
	Marks []string `json:"m"`
	// Text is everything on it; not kept.
	Text string `json:"-"`
}

// Sizes of the files of a segment: a question reads one shard a word and the pages it
// shows, so that both stay small.
const (
	shardBytes = 32 << 10
	chunkPages = 32
	// usualPages is for how many pages there is room at once: more are there first.
	usualPages = 1 << 14
)

// Segment is an index of some pages, the oldest day first.
type Segment struct {
	Pages []Page
	terms map[string][]posting
}

// How a term is weighed, after Okapi BM25 (Robertson and Zaragoza, 2009): how often it
// stands on a page counts less each time, and less on a longer page. In a title it
// counts most.
const (
	saturation  = 1.2
	lengthShare = 0.75
	usualWords  = 1500
	most        = 9
	titled      = 6
)

// Build indexes pages. Of two with one key the later one stays.
func Build(pages []Page) *Segment {
	s := &Segment{Pages: sorted(pages), terms: map[string][]posting{}}
	counts := map[string]int{}
	for i := range s.Pages {
		p := &s.Pages[i]
		clear(counts)
		n := 0
		for term := range Terms(p.Text) {
			counts[term]++
			n++
		}
		title := titleOf(p, counts)
		for term, count := range counts {
			s.add(term, i, weigh(count, n, title[term]))
		}
		for _, mark := range p.Marks {
			s.add(mark, i, 1)
		}
		p.Text = ""
	}
	return s
}

// Lost are the words and marks that a page told before and does not tell now.
func (p *Page) Lost(was *Page) []string {
	tells, lost := map[string]bool{}, []string{}
	for term := range p.terms() {
		tells[term] = true
	}
	for term := range was.terms() {
		if !tells[term] {
			tells[term], lost = true, append(lost, term)
		}
	}
	return lost
}

// terms are everything a page is found by.
func (p *Page) terms() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, mark := range p.Marks {
			if !yield(mark) {
				return
			}
		}
		for term := range Terms(p.Title + " " + p.Lead + " " + p.Text) {
			if !yield(term) {
				return
			}
		}
	}
}

func (s *Segment) add(term string, page int, weight uint8) {
	s.terms[term] = append(s.terms[term], posting{int32(page), weight}) //nolint:gosec // pages are counted in thousands
}

func titleOf(p *Page, counts map[string]int) map[string]bool {
	out := map[string]bool{}
	for term := range Terms(p.Title) {
		out[term] = true
		counts[term]++
	}
	return out
}

func weigh(count, words int, inTitle bool) uint8 {
	tf := float64(count)
	length := 1 - lengthShare + lengthShare*float64(words)/usualWords
	w := uint8(1 + math.Round((most-1)*tf/(tf+saturation*length)))
	if inTitle {
		w += titled
	}
	return w
}

// sorted orders pages by day and leaves out those another of their key follows.
func sorted(pages []Page) []Page {
	last := map[string]int{}
	for i := range pages {
		last[pages[i].Key] = i
	}
	out := make([]Page, 0, len(last))
	for i := range pages {
		if last[pages[i].Key] == i {
			out = append(out, pages[i])
		}
	}
	slices.SortStableFunc(out, func(a, b Page) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Key, b.Key)) })
	return out
}

// Merge makes one segment of several. Gone says which pages are left out; of two with
// one key that of the later segment stays.
func Merge(segments []*Segment, gone func(segment, page int) bool) *Segment {
	type place struct{ segment, page int }
	at := map[string]place{}
	for i, s := range segments {
		for n := range s.Pages {
			if !gone(i, n) {
				at[s.Pages[n].Key] = place{i, n}
			}
		}
	}
	pages := make([]Page, 0, len(at))
	for _, p := range at {
		pages = append(pages, segments[p.segment].Pages[p.page])
	}
	out := &Segment{Pages: sorted(pages), terms: map[string][]posting{}}
	moved := make([][]int32, len(segments)) // where each page goes, counted from 1
	for i, s := range segments {
		moved[i] = make([]int32, len(s.Pages))
	}
	for i := range out.Pages {
		from := at[out.Pages[i].Key]
		moved[from.segment][from.page] = int32(i) + 1 //nolint:gosec // pages are counted in thousands
	}
	for i, s := range segments {
		for term, all := range s.terms {
			for _, p := range all {
				if to := moved[i][p.page]; to > 0 {
					out.terms[term] = append(out.terms[term], posting{to - 1, p.weight})
				}
			}
		}
	}
	for _, all := range out.terms {
		slices.SortFunc(all, func(a, b posting) int { return int(a.page - b.page) })
	}
	return out
}

// Files are a segment's files, by name. First are the first term of each shard, in
// the order of their numbers.
func (s *Segment) Files() (files map[string][]byte, first []string, err error) {
	files = map[string][]byte{}
	for n := 0; n*chunkPages < len(s.Pages); n++ {
		if files[chunkName(n)], err = encodeChunk(s.Pages, n); err != nil {
			return nil, nil, err
		}
	}
	if files[daysName], err = encodeDays(s.Pages); err != nil {
		return nil, nil, err
	}
	return files, s.shards(files), nil
}

const daysName = "days.js"

func chunkName(n int) string { return "p" + strconv.Itoa(n) + ".js" }
func shardName(n int) string { return "w" + strconv.Itoa(n) + ".js" }

func encodeChunk(pages []Page, n int) ([]byte, error) {
	data, err := Encode(pages[n*chunkPages : min(len(pages), (n+1)*chunkPages)])
	if err != nil {
		return nil, fmt.Errorf("write pages: %w", err)
	}
	return data, nil
}

// encodeDays writes the pages' days as numbers, 20260131 or 0, each as how much it is more
// than the one before: few digits, and few are more than one.
func encodeDays(pages []Page) ([]byte, error) {
	days, was := make([]int, len(pages)), 0
	for i := range pages {
		day, _ := strconv.Atoi(strings.ReplaceAll(pages[i].Day, "-", ""))
		days[i], was = day-was, day
	}
	data, err := Encode(days)
	if err != nil {
		return nil, fmt.Errorf("write days: %w", err)
	}
	return data, nil
}

// Read reads a segment back from its files.
func Read(pages, shards int, file func(name string) ([]byte, error)) (*Segment, error) {
	s := &Segment{Pages: make([]Page, 0, min(pages, usualPages)), terms: map[string][]posting{}}
	for n := 0; n*chunkPages < pages; n++ {
		var chunk []Page
		if err := readJSON(file, chunkName(n), &chunk); err != nil {
			return nil, err
		}
		if want := min(chunkPages, pages-n*chunkPages); len(chunk) != want {
			return nil, fmt.Errorf("%s has %d pages of %d", chunkName(n), len(chunk), want)
		}
		s.Pages = append(s.Pages, chunk...)
	}
	for n := range shards {
		data, err := file(shardName(n))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", shardName(n), err)
		}
		err = eachTerm(data, func(term, signs string) (err error) {
			s.terms[term], err = postingsOf(signs, pages)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", shardName(n), err)
		}
	}
	return s, nil
}

func readJSON(file func(string) ([]byte, error), name string, into any) error {
	data, err := file(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := decode(data, into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// What stands around the JSON of a file, so that a page's own script may load it
// wherever the page was opened from: JSON by itself can only be fetched, which needs a
// server.
const (
	before = "told("
	after  = ")\n"
)

// Mark stands in every file of an index.
const Mark = before

// Encode writes a file of the index: JSON that the site's script is told.
func Encode(what any) ([]byte, error) {
	data, err := json.Marshal(what)
	if err != nil {
		return nil, err
	}
	return append(append([]byte(before), data...), after...), nil
}

func decode(data []byte, into any) error {
	inner, begun := bytes.CutPrefix(data, []byte(before))
	inner, ended := bytes.CutSuffix(inner, []byte(after))
	if !begun || !ended {
		return errors.New("file is not whole")
	}
	return json.Unmarshal(inner, into)
}
