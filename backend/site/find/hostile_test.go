package find

import (
	"maps"
	"math"
	"slices"
	"testing"
)

// Whoever may write into a site's folder may write a manifest that sums up to what it says:
// one that no index has is refused, before anything of its size is held.
func TestAManifestThatNoIndexHasIsRefused(t *testing.T) {
	f := folder{}
	f.update(t, library(40))
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	first := x.Segments[0]
	bad := map[string]func(x *Index){
		"no page": func(x *Index) { x.Segments[0].Pages = 0 }, "fewer than none": func(x *Index) { x.Segments[0].Pages = -1 },
		"fewest": func(x *Index) { x.Segments[0].Pages = math.MinInt }, "more than any": func(x *Index) { x.Segments[0].Pages = mostPages + 1 },
		"most": func(x *Index) { x.Segments[0].Pages = math.MaxInt }, "gone before the first": func(x *Index) { x.Segments[0].Gone = []int{-1} },
		"gone after the last": func(x *Index) { x.Segments[0].Gone = []int{first.Pages} }, "gone twice": func(x *Index) { x.Segments[0].Gone = []int{2, 2} },
		"gone backwards": func(x *Index) { x.Segments[0].Gone = []int{3, 2} }, "too many": func(x *Index) { x.Segments = slices.Repeat(x.Segments[:1], mostSegments+1) },
	}
	for how, change := range bad {
		evil := &Index{Turn: x.Turn, Segments: slices.Clone(x.Segments)}
		change(evil)
		if _, err := Open(f.with(t, evil).read); err == nil {
			t.Errorf("%s: it is opened", how)
		}
	}
	if _, err := Open(f.with(t, &Index{Turn: x.Turn, Segments: x.Segments}).read); err != nil {
		t.Errorf("as it was: %v", err)
	}
}

// with is a folder with another manifest.
func (f folder) with(t *testing.T, x *Index) folder {
	t.Helper()
	err := x.sum()
	if err != nil {
		t.Fatal(err)
	}
	out := folder{}
	maps.Copy(out, f)
	if out[Manifest], err = Encode(x); err != nil {
		t.Fatal(err)
	}
	return out
}

// A manifest that counts other pages than there are is found out at the file that has them not.
func TestPagesThatAreNotThereAreRefused(t *testing.T) {
	f := folder{}
	f.update(t, library(2*chunkPages))
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	for _, pages := range []int{chunkPages - 1, 2*chunkPages - 1, 2*chunkPages + 1, mostPages} {
		evil := &Index{Turn: x.Turn, Segments: slices.Clone(x.Segments)}
		evil.Segments[0].Pages = pages
		in := f.with(t, evil)
		if opened, err := Open(in.read); err != nil {
			t.Errorf("%d: %v", pages, err)
		} else if _, err := opened.Live(); err == nil {
			t.Errorf("%d pages are read of %d", pages, 2*chunkPages)
		}
	}
}

// A segment that says of its files that there are none is refused.
func TestASegmentOfNoFilesIsRefused(t *testing.T) {
	f := folder{}
	f.update(t, library(3))
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	none := []byte(before + "null" + after)
	x.Segments[0].Sum = sumOf(none)
	in := f.with(t, &Index{Turn: x.Turn, Segments: x.Segments})
	in[x.Segments[0].ID+"/"+Files] = none
	opened, err := Open(in.read)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened.Files(&opened.Segments[0]); err == nil {
		t.Error("it is read")
	}
}
