package find

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
)

// Part is a segment on disk, in a folder named by its id. Its files are written once,
// but for what is struck out of them.
type Part struct {
	// ID is made of what the segment said at first: another segment has another.
	ID string `json:"id"`
	// Sum is of the file that says what the others are.
	Sum   string `json:"sum"`
	Pages int    `json:"pages"`
	// Gone are the numbers of pages that another segment tells anew, or nobody.
	Gone []int `json:"gone"`
	// First are the first term of each shard.
	First []string `json:"first"`

	files map[string]File
	cards []Page
}

// File is what a file of a segment has to be.
type File struct {
	// Size is in bytes.
	Size int64  `json:"size"`
	Sum  string `json:"sum"`
}

// Files is the file of a segment that says what its others are. The site's script does
// not read it.
const Files = "files.js"

var called = regexp.MustCompile(`^(files|days|[pw]\d+)\.js$`)

// IsFile says whether a file in the folder of a segment is called as an index's are: any
// other was put there by somebody else.
func IsFile(name string) bool { return called.MatchString(name) }

// mostPages is of how many pages a segment is at most: no site has nearly as many.
const mostPages = 1 << 21

// isGood says whether a segment can be read at all: anybody may have written the manifest.
func (p *Part) isGood() bool {
	before := -1
	for _, n := range p.Gone {
		if n <= before || n >= p.Pages {
			return false
		}
		before = n
	}
	return isID(p.ID) && p.Pages > 0 && p.Pages <= mostPages
}

func (p *Part) live() int { return p.Pages - len(p.Gone) }

func (p *Part) isGone(page int) bool {
	_, gone := slices.BinarySearch(p.Gone, page)
	return gone
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:idDigits]
}

// Files are what a segment's files have to be, by name, but for that which says so.
func (x *Index) Files(p *Part) (map[string]File, error) {
	if p.files != nil {
		return p.files, nil
	}
	data, err := x.read(p.ID + "/" + Files)
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	if sumOf(data) != p.Sum {
		return nil, notAsWritten(p, Files)
	}
	files := map[string]File{}
	if err := decode(data, &files); err != nil {
		return nil, err
	}
	if files == nil { // it says so
		return nil, notAsWritten(p, Files)
	}
	p.files = files
	return files, nil
}

func notAsWritten(p *Part, name string) error {
	return fmt.Errorf("read %s/%s: it is not as it was written", p.ID, name)
}

// Read reads a file of a segment. One that is not as it was written is an error.
func (x *Index) Read(p *Part, name string) ([]byte, error) {
	files, err := x.Files(p)
	if err != nil {
		return nil, err
	}
	data, err := x.read(p.ID + "/" + name)
	if err != nil {
		return nil, fmt.Errorf("read segment: %w", err)
	}
	if files[name] != (File{int64(len(data)), sumOf(data)}) {
		return nil, notAsWritten(p, name)
	}
	return data, nil
}

func (x *Index) in(p *Part) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return x.Read(p, name) }
}

// pages reads the pages of a segment without its terms.
func (x *Index) pages(p *Part) ([]Page, error) {
	if p.cards == nil {
		s, err := Read(p.Pages, 0, x.in(p))
		if err != nil {
			return nil, err
		}
		p.cards = s.Pages
	}
	return p.cards, nil
}

// put adds files of a segment to those that are to be written, by name below the index's
// folder, and what they have to be.
func (p *Part) put(files, all map[string][]byte) error {
	for name, data := range files {
		p.files[name] = File{int64(len(data)), sumOf(data)}
		all[p.ID+"/"+name] = data
	}
	data, err := Encode(p.files)
	if err != nil {
		return fmt.Errorf("write files: %w", err)
	}
	p.Sum, all[p.ID+"/"+Files] = sumOf(data), data
	return nil
}
