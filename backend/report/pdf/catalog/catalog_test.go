package catalog_test

import (
	"testing"

	"secondstory/backend/report/pdf/catalog"
)

func TestAddRefusesOtherFiles(t *testing.T) {
	for _, s := range []string{"", "%PDF", "/Type /Catalog\nstartxref\nx\n", "startxref\n1\n/Type /Catalog\n"} {
		if _, err := catalog.Add([]byte(s), catalog.Usual); err == nil {
			t.Errorf("%q is taken for a finished file", s)
		}
	}
}
