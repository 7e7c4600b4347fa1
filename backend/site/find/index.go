package find

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Manifest is the one file of an index that is ever written again.
const Manifest = "index.js"

// Index is which segments there are, and which of their pages no longer count.
type Index struct {
	// Sum is another when anything else in the manifest is.
	Sum      string `json:"sum"`
	Segments []Part `json:"segments"`
	read     func(name string) ([]byte, error)
}

// Part is a segment on disk, in a folder named by its id.
type Part struct {
	// ID is made of what the segment says: another segment has another.
	ID    string `json:"id"`
	Pages int    `json:"pages"`
	// Gone are the numbers of pages that another segment tells anew, or nobody.
	Gone []int `json:"gone"`
	// First are the first term of each shard.
	First []string `json:"first"`
}

func (p *Part) live() int { return p.Pages - len(p.Gone) }

// Change is what is to be written, by name below the index's folder. The manifest
// comes last, and then what it does not name any more may go.
type Change struct {
	Files    map[string][]byte
	Manifest []byte
	// Gone are folders of segments that are not read any more.
	Gone []string
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
	for _, p := range x.Segments {
		if !isID(p.ID) {
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
	data, err := Encode(x.Segments)
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
			if _, gone := slices.BinarySearch(part.Gone, n); !gone {
				out[pages[n].Key] = pages[n]
			}
		}
	}
	return out, nil
}

// Update indexes pages that are new or other than before, and leaves out those whose
// keys are removed. What it costs goes by how many those are, not by how many there
// are in all: only now and then is a larger segment written again. No word of a page
// that is removed stays in any file; those of a page that is told anew stay until then,
// unless its key is among the removed too.
func (x *Index) Update(pages []Page, removed []string) (*Change, error) {
	other := map[string]bool{}
	for _, key := range removed {
		other[key] = true
	}
	for i := range pages {
		other[pages[i].Key] = true
	}
	held := make([]*Segment, len(x.Segments))
	purge, err := x.leave(other, removed)
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(x.Segments)
	fresh := Build(pages)
	out := &Change{Files: map[string][]byte{}}
	if len(fresh.Pages) > 0 {
		parts, held = append(parts, Part{Pages: len(fresh.Pages)}), append(held, fresh)
	}
	from := min(mergeFrom(parts), purge)
	if from < len(parts) && (len(parts)-from > 1 || held[from] == nil) {
		merged, err := x.merge(parts[from:], held[from:])
		if err != nil {
			return nil, err
		}
		fresh, parts = merged, append(parts[:from], Part{Pages: len(merged.Pages)})
	}
	switch n := len(parts); {
	case n == 0 || parts[n-1].ID != "":
	case len(fresh.Pages) == 0:
		parts = parts[:n-1]
	default:
		if err := out.write(&parts[n-1], fresh); err != nil {
			return nil, err
		}
	}
	out.Gone = goneOf(x.Segments, parts)
	x.Segments = parts
	if err := x.sum(); err != nil {
		return nil, fmt.Errorf("write index: %w", err)
	}
	out.Manifest, err = Encode(x)
	if err != nil {
		return nil, fmt.Errorf("write index: %w", err)
	}
	return out, nil
}

// leave marks the pages of these keys as gone, and returns the first segment that holds
// one that is removed: as many as there are when none does.
func (x *Index) leave(keys map[string]bool, removed []string) (purge int, err error) {
	purge = len(x.Segments)
	for i := range x.Segments {
		part := &x.Segments[i]
		pages, err := x.pages(part)
		if err != nil {
			return 0, err
		}
		gone := slices.Clone(part.Gone)
		for n := range pages {
			if keys[pages[n].Key] {
				gone = append(gone, n)
			}
			if slices.Contains(removed, pages[n].Key) {
				purge = min(purge, i)
			}
		}
		slices.Sort(gone)
		part.Gone = slices.Compact(gone)
		if part.Gone == nil {
			part.Gone = []int{}
		}
	}
	return purge, nil
}

// pages reads the pages of a segment without its terms.
func (x *Index) pages(p *Part) ([]Page, error) {
	s, err := Read(p.Pages, 0, x.in(p.ID))
	if err != nil {
		return nil, err
	}
	return s.Pages, nil
}

func (x *Index) in(id string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return x.read(id + "/" + name) }
}

// growth is how many times larger than all after it a segment is, so that there are
// few segments and few are written again.
const growth = 4

// mergeFrom says from which part on all are made one: from the first that is not
// larger than those after it by far, or of which half does not count any more.
func mergeFrom(parts []Part) int {
	after, from := 0, len(parts)
	for i := len(parts) - 1; i >= 0; i-- {
		p := &parts[i]
		if len(p.Gone)*2 > p.Pages || after > 0 && p.live() < growth*after {
			from = i
		}
		after += p.live()
	}
	return from
}

func (x *Index) merge(parts []Part, held []*Segment) (*Segment, error) {
	gone := make([]map[int]bool, len(parts))
	for i := range parts {
		gone[i] = map[int]bool{}
		for _, n := range parts[i].Gone {
			gone[i][n] = true
		}
		if held[i] != nil {
			continue
		}
		var err error
		if held[i], err = Read(parts[i].Pages, len(parts[i].First), x.in(parts[i].ID)); err != nil {
			return nil, err
		}
	}
	return Merge(held, func(segment, page int) bool { return gone[segment][page] }), nil
}

// write adds a segment's files and says in its part what it is called.
func (c *Change) write(p *Part, s *Segment) error {
	files, first, err := s.Files()
	if err != nil {
		return err
	}
	p.ID, p.First, p.Gone = ID(files), first, []int{}
	for name, data := range files {
		c.Files[p.ID+"/"+name] = data
	}
	return nil
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

func goneOf(before, after []Part) []string {
	out := []string{}
	for _, p := range before {
		if !slices.ContainsFunc(after, func(q Part) bool { return q.ID == p.ID }) {
			out = append(out, p.ID)
		}
	}
	return out
}
