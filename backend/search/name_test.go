package search_test

import (
	"testing"

	"secondstory/backend/search"
)

func TestNearest(t *testing.T) {
	names := []string{"Zoë Kessler", "Mara Lind", "Björn Okoye", "Célia Eriksen", "Kesslar"}
	for typed, want := range map[string]string{
		"bjron": "bjorn", "Bjørn": "bjorn", "celia": "celia", "cellia": "celia", "erikson": "eriksen", "okoe": "okoye",
		"kessl": "", "lnd": "", "database": "", "": "",
	} {
		if got := search.Nearest(typed, names); got != want {
			t.Errorf("%q is near %q, not %q", typed, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for typed, want := range map[string]bool{"zoe": true, "kess zo": true, "Zoë Kessler": true, "zoe lind": false, "": false, "-": false} {
		if search.Named("Zoë  Kessler", typed) != want {
			t.Errorf("%q names her: %v", typed, !want)
		}
	}
}
