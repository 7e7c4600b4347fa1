package site

import (
	"path"
	"slices"
	"sync/atomic"

	"secondstory/backend/site/find"
)

// mostChecked is how many bytes of an index are read each time to see whether they are
// as they were written: all of a site of some thousand debriefs. Of a larger one it is
// another part each time; of the rest it is seen which files there are and how large.
const mostChecked = 32 << 20

// kept is a file of the index.
type kept struct {
	part *find.Part
	name string
	size int64
}

// isAsWritten says whether the files of an index are as they were written. What else is
// read of them later is looked at then.
func (p *publisher) isAsWritten(dir string, x *find.Index) bool {
	files, all := []kept{}, int64(0)
	for i := range x.Segments {
		part := &x.Segments[i]
		want, err := x.Files(part)
		if err != nil {
			return false
		}
		names, err := p.names(path.Join(dir, part.ID))
		names = slices.DeleteFunc(names, func(name string) bool { return !find.IsFile(name) })
		if err != nil || len(names) != len(want)+1 {
			return false
		}
		for _, name := range names {
			is, known := want[name]
			if !known && name != find.Files {
				return false
			}
			if known {
				files, all = append(files, kept{part, name, is.Size}), all+is.Size
			}
		}
	}
	return p.areAsWritten(dir, x, files, p.due(files, all))
}

// due says which files are read this time: those that the clock points at, up to
// mostChecked.
func (p *publisher) due(files []kept, all int64) []bool {
	out, from := make([]bool, len(files)), int64(0)
	if all > mostChecked {
		from = p.Now.UnixMilli() % all
	}
	at, left := int64(0), int64(mostChecked)
	for range 2 { // the second time from the first on
		for i, f := range files {
			if at += f.size; at > from && left > 0 && !out[i] {
				out[i], left = true, left-f.size
			}
		}
	}
	return out
}

func (p *publisher) areAsWritten(dir string, x *find.Index, files []kept, due []bool) bool {
	var other atomic.Bool
	spread(len(files), func(i int) {
		f := files[i]
		if due[i] {
			if _, err := x.Read(f.part, f.name); err != nil {
				other.Store(true)
			}
			return
		}
		info, err := p.root.Stat(path.Join(dir, f.part.ID, f.name))
		if err != nil || info.Size() != f.size {
			other.Store(true)
		}
	})
	return !other.Load()
}
