package find

import (
	"fmt"
	"slices"
	"testing"
)

// Days stay in their order when pages go, and tell nothing of those that went.
func TestDaysStayInOrder(t *testing.T) {
	f, pages := folder{}, []Page{{Key: "none", Text: "shared"}}
	for i := range 3 * little {
		pages = append(pages, Page{Key: fmt.Sprintf("d%03d", i), Day: fmt.Sprintf("2026-%02d-%02d", 1+i/28%12, 1+i%28), Text: "shared"})
	}
	pages[9].Day = "2026-12-31"
	f.update(t, slices.Clone(pages))
	for _, gone := range []string{"d008", "d010", "d011", "d009", "none"} {
		f.update(t, nil, gone)
	}
	x, err := Open(f.read)
	if err != nil || len(x.Segments) != 1 {
		t.Fatal(x.Segments, err)
	}
	var days []int
	if data, err := x.Read(&x.Segments[0], daysName); err != nil || decode(data, &days) != nil || len(days) != len(pages) {
		t.Fatal(days, err)
	}
	for i := 1; i < len(days); i++ {
		days[i] += days[i-1] // each is told as how much later it is
	}
	if !slices.IsSorted(days) || slices.Contains(days, 20261231) || days[0] != 0 || days[1] != 20260101 || days[len(days)-1] != 20261228 {
		t.Errorf("%d", days)
	}
}
