package sqlite_test

import (
	"bytes"
	"math/rand/v2"
)

// disk is what a power cut leaves, a model stricter than ext4, APFS or NTFS:
//
//   - A sync of a file makes everything written to that file before it durable,
//     its length too. Nothing else is: not its name in the folder, not another
//     file.
//   - A sync of the folder makes the names made and removed before it durable.
//   - Whatever else was done since may have happened or not, each write and each
//     name by itself and in any order. A write may be torn at any 512 bytes, and
//     what lies within it may be noise; bytes outside it stay (SQLite's
//     "powersafe overwrite", which it assumes of every disk). A gap left by a
//     write that did not happen reads as zeros.
//   - The index of the log (-shm) is shared memory and never durable.
//
// Cuts of other programs' disks, and disks that say they have synced and have
// not, are outside of it: nothing can be promised there.
type disk struct {
	// live are the files as the process sees them, durable those whose names are.
	live, durable map[string]*inode
	// names are the names made and removed since the folder was synced.
	names []named
}

// inode is a file without its name.
type inode struct {
	durable []byte
	pending []op
}

// named is a name made, or removed when there is no file, or moved from another
// at one stroke.
type named struct {
	name string
	file *inode
	from string
}

func newDisk() *disk {
	return &disk{live: map[string]*inode{}, durable: map[string]*inode{}}
}

// do carries out one op.
func (d *disk) do(o op) {
	switch o.kind {
	case opCreate:
		d.live[o.name] = &inode{}
		d.names = append(d.names, named{name: o.name, file: d.live[o.name]})
	case opUnlink:
		delete(d.live, o.name)
		d.names = append(d.names, named{name: o.name})
	case opRename:
		d.names = append(d.names, named{o.name, d.live[o.from], o.from})
		d.names[len(d.names)-1].apply(d.live)
	case opWrite, opTruncate:
		f := d.live[o.name]
		f.pending = append(f.pending, o)
	case opSync:
		f := d.live[o.name]
		for _, o := range f.pending {
			f.durable = o.apply(f.durable)
		}
		f.pending = nil
	case opSyncDir:
		for _, n := range d.names {
			n.apply(d.durable)
		}
		d.names = nil
	case opSay:
	}
}

func (n named) apply(to map[string]*inode) {
	if n.file == nil {
		delete(to, n.name)
		return
	}
	delete(to, n.from)
	to[n.name] = n.file
}

// apply carries out a write or truncate on bytes it may change.
func (o op) apply(b []byte) []byte {
	if o.kind == opTruncate {
		return resize(b, int(o.at))
	}
	end := int(o.at) + len(o.data)
	if end > len(b) {
		b = resize(b, end)
	}
	copy(b[o.at:], o.data)
	return b
}

func resize(b []byte, n int) []byte {
	if n <= len(b) {
		return b[:n]
	}
	return append(b, make([]byte, n-len(b))...)
}

// fate is how one cut treats what was not synced.
type fate struct {
	*rand.Rand
	how int
	// keep is how likely a write is to have happened.
	keep float64
}

// The ways of a cut: nothing or everything of what was not synced, each write
// by itself, each 512 bytes by themselves, all but one write, only one.
const (
	fateNothing = iota
	fateEverything
	fateEach
	fateSectors
	fateAllButOne
	fateOne
	fates
)

func newFate(seed uint64) fate {
	r := rand.New(rand.NewPCG(seed, 512))
	return fate{Rand: r, how: r.IntN(fates), keep: []float64{.1, .5, .9}[r.IntN(3)]}
}

// cut returns the files there are after the power comes back.
func (d *disk) cut(f fate) map[string][]byte {
	names := map[string]*inode{}
	for name, file := range d.durable {
		names[name] = file
	}
	// Of the names, each is as it was after some of what was done to it.
	stopped := map[string]bool{}
	for _, n := range d.names {
		if stopped[n.name] || stopped[n.from] || !f.name() {
			stopped[n.name], stopped[n.from] = true, n.from != ""
			continue
		}
		n.apply(names)
	}
	out := map[string][]byte{}
	for _, name := range sortedNames(names) {
		out[name] = f.contents(names[name])
	}
	return out
}

func (f fate) name() bool {
	switch f.how {
	case fateNothing:
		return false
	case fateEverything:
		return true
	}
	return f.IntN(4) != 0
}

func (f fate) contents(file *inode) []byte {
	b := bytes.Clone(file.durable)
	if f.how == fateSectors {
		return f.sectors(b, file.pending)
	}
	one := 0
	if len(file.pending) > 0 {
		one = f.IntN(len(file.pending))
	}
	for i, o := range file.pending {
		switch {
		case f.how == fateEverything, f.how == fateAllButOne && i != one, f.how == fateOne && i == one:
			b = o.apply(b)
		case f.how == fateEach && f.Float64() < f.keep:
			b = f.torn(b, o)
		}
	}
	return b
}

const sector = 512

// torn carries out a write whole (mostly), or only some of its sectors, or with
// noise in some.
func (f fate) torn(b []byte, o op) []byte {
	if o.kind == opTruncate || f.IntN(4) != 0 {
		return o.apply(b)
	}
	noise := f.IntN(3) == 0
	for _, part := range o.parts() {
		switch {
		case f.IntN(2) == 0:
			b = part.apply(b)
		case noise:
			part.data = bytes.Clone(part.data)
			for i := range part.data {
				part.data[i] = byte(f.Uint32())
			}
			b = part.apply(b)
		}
	}
	return b
}

// parts divides a write at the disk's sectors.
func (o op) parts() (out []op) {
	at, rest := o.at, o.data
	for len(rest) > 0 {
		n := min(len(rest), sector-int(at%sector))
		out = append(out, op{kind: opWrite, name: o.name, at: at, data: rest[:n]})
		at, rest = at+int64(n), rest[n:]
	}
	return out
}

// sectors gives each sector the contents it had after some number of the
// writes, another one for each: the disk wrote them back in an order of its own.
func (f fate) sectors(b []byte, pending []op) []byte {
	last := map[int64]int{}
	until := func(s int64) int {
		if _, ok := last[s]; !ok {
			last[s] = f.IntN(len(pending) + 1)
		}
		return last[s]
	}
	for i, o := range pending {
		if o.kind == opTruncate {
			if i < until(-1) {
				b = o.apply(b)
			}
			continue
		}
		for _, part := range o.parts() {
			if i < until(part.at/sector) {
				b = part.apply(b)
			}
		}
	}
	return b
}
