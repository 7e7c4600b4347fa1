package find

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Manifest is the file of an index that says what else there is.
const Manifest = "index.js"

// Index is which segments there are, and which of their pages no longer count.
type Index struct {
	// Sum is another when anything else in the manifest is.
	Sum string `json:"sum"`
	// Turn is how often what is published changed.
	Turn     int    `json:"turn"`
	Segments []Part `json:"segments"`
	read     func(name string) ([]byte, error)
}

// Change is what is to be written, by name below the index's folder. The manifest comes
// last, and then the folders of segments that it does not name may go.
type Change struct {
	Files    map[string][]byte
	Manifest []byte
}

// Open reads an index. Read returns a file by its name below the index's folder; the
// manifest of no index at all is nil.
func Open(read func(name string) ([]byte, error)) (*Index, error) {
	data, err := read(Manifest)
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	x := &Index{read: read}
	if data == nil {
		return x, nil
	}
	if err := decode(data, x); err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	if len(x.Segments) > mostSegments {
		return nil, fmt.Errorf("read index: %d segments", len(x.Segments))
	}
	for i := range x.Segments {
		if p := &x.Segments[i]; !p.isGood() {
			return nil, fmt.Errorf("read index: segment %q", p.ID)
		}
	}
	if was := x.Sum; x.sum() != nil || x.Sum != was {
		return nil, errors.New("read index: it is not as it was written")
	}
	return x, nil
}

// sum sums the manifest up.
func (x *Index) sum() error {
	data, err := Encode([]any{x.Turn, x.Segments})
	if err != nil {
		return err
	}
	x.Sum = ID(map[string][]byte{Manifest: data})
	return nil
}

// idDigits is how many hex digits the id of a segment has.
const idDigits = 12

func isID(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == idDigits
}

// IsLeft says whether a folder is a segment's that is not read any more.
func (x *Index) IsLeft(folder string) bool {
	return isID(folder) && !slices.ContainsFunc(x.Segments, func(p Part) bool { return p.ID == folder })
}

// Live are the pages that count, by key.
func (x *Index) Live() (map[string]Page, error) {
	out := map[string]Page{}
	for i := range x.Segments {
		part := &x.Segments[i]
		pages, err := x.pages(part)
		if err != nil {
			return nil, err
		}
		for n := range pages {
			if !part.isGone(n) {
				out[pages[n].Key] = pages[n]
			}
		}
	}
	return out, nil
}

// Update indexes pages that are new or other than before, and leaves out those whose
// keys are removed. Lost are, by the keys of pages that were there, the words and marks
// that they told and tell no longer; of what is not said there every word goes. No word
// that is told no longer stays in any file, and nothing that a list says of the page as
// it was.
//
// What it costs goes by how much is updated, not by how many pages there are in all:
// a word goes out of the one file that holds it.
func (x *Index) Update(pages []Page, removed []string, lost map[string][]string) (*Change, error) {
	fresh, out := Build(pages), &Change{Files: map[string][]byte{}}
	parts, strikes, err := x.leave(fresh.Pages, removed, lost)
	if err != nil {
		return nil, err
	}
	one := together(parts, len(fresh.Pages))
	stay, merge := []Part{}, []Part{}
	for i := range parts {
		switch p := &parts[i]; {
		case one[i]:
			merge = append(merge, *p)
		case p.live() > 0:
			if err := x.strike(p, strikes[i], out.Files); err != nil {
				return nil, err
			}
			stay = append(stay, *p)
		}
	}
	if len(merge) > 0 {
		if fresh, err = x.merge(merge, fresh); err != nil {
			return nil, err
		}
	}
	if len(fresh.Pages) > 0 {
		part, err := out.write(fresh)
		if err != nil {
			return nil, err
		}
		stay = append(stay, part)
	}
	x.Segments, x.Turn = stay, x.Turn+1
	if err := x.sum(); err != nil {
		return nil, fmt.Errorf("write index: %w", err)
	}
	if out.Manifest, err = Encode(x); err != nil {
		return nil, fmt.Errorf("write index: %w", err)
	}
	return out, nil
}

// leave marks what is told anew or removed as gone, and says what goes from each segment.
func (x *Index) leave(pages []Page, removed []string, lost map[string][]string) ([]Part, []strike, error) {
	other := map[string]bool{}
	for _, key := range removed {
		other[key] = true
	}
	for i := range pages {
		other[pages[i].Key] = true
	}
	parts, strikes := slices.Clone(x.Segments), make([]strike, len(x.Segments))
	for i := range parts {
		part := &parts[i]
		cards, err := x.pages(part)
		if err != nil {
			return nil, nil, err
		}
		gone := slices.Clone(part.Gone)
		for n := range cards {
			key := cards[n].Key
			if !other[key] {
				continue
			}
			// Also of a page that is gone: it kept the words that the one after it told too.
			words, known := lost[key]
			strikes[i].add(n, words, known)
			if !part.isGone(n) {
				gone, strikes[i].cards = append(gone, n), append(strikes[i].cards, n)
			}
		}
		slices.Sort(gone)
		part.Gone = gone
	}
	return parts, strikes, nil
}

// How segments are made one. A page that is told anew makes a segment of its own, and
// what asks the index reads a file of each: so small ones are made one with it, and
// larger ones when as much is new.
const (
	// growth is how many times larger than all smaller ones a segment is, so that few are
	// written again.
	growth = 4
	// little is how many pages any update may write again, and share how many for each of
	// its own: nobody waits for more who changed a page.
	little, share = 256, 4
	// mostSegments is how many there are at most.
	mostSegments = 12
)

// together says which parts are made one with so many pages that are new.
func together(parts []Part, fresh int) []bool {
	bySize := []int{}
	for i := range parts {
		if parts[i].live() > 0 {
			bySize = append(bySize, i)
		}
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return parts[a].live() - parts[b].live() })
	out, all, left, limit := make([]bool, len(parts)), fresh, len(bySize)+min(1, fresh), max(little, share*fresh)
	for _, i := range bySize {
		live := parts[i].live()
		fits, isMostlyGone := all+live <= limit, len(parts[i].Gone) > live
		if fits && (isMostlyGone || live < growth*all) || left > mostSegments {
			out[i], all, left = true, all+live, left-1
		}
	}
	return out
}

// merge makes one segment of parts and of what is new.
func (x *Index) merge(parts []Part, fresh *Segment) (*Segment, error) {
	held := make([]*Segment, 0, len(parts)+1)
	for i := range parts {
		s, err := Read(parts[i].Pages, len(parts[i].First), x.in(&parts[i]))
		if err != nil {
			return nil, err
		}
		held = append(held, s)
	}
	return Merge(append(held, fresh), func(segment, page int) bool { return segment < len(parts) && parts[segment].isGone(page) }), nil
}

// write adds a segment's files.
func (c *Change) write(s *Segment) (Part, error) {
	files, first, err := s.Files()
	if err != nil {
		return Part{}, err
	}
	p := Part{ID: ID(files), Pages: len(s.Pages), Gone: []int{}, First: first, files: map[string]File{}}
	return p, p.put(files, c.Files)
}

// ID is the id of the segment with these files, by name: that of others is another.
func ID(files map[string][]byte) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, _ = sum.Write([]byte(name))
		_, _ = sum.Write(files[name])
	}
	return hex.EncodeToString(sum.Sum(nil))[:idDigits]
}
