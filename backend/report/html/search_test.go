package html

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/report"
)

// TestThePageIsSearchedWhole: whatever is written on a page is searched, as it is read and
// not as it is spelled, and nothing of the page's own.
func TestThePageIsSearchedWhole(t *testing.T) {
	r := report.Blank(report.A4, time.Now(), "A title", func(key string, _ ...string) string { return key })
	for _, c := range []struct{ in, found string }{
		{`<p>On leave</p>`, "\nOn leave"},
		{`<p>Jos&eacute; &#76;&#x69;ma</p>`, "\nJosé Lima"},
		{`<p>Ana <strong>Li</strong>ma</p>`, "\nAna Lima"},
		{`<td>Ana</td><td>Lima</td>`, "\nAna\nLima"},
		{`<title>Ana &amp; Bo</title>`, "\nAna & Bo"},
		{`<svg><title>Ana</title><desc>Bo</desc><text x="1">Cy</text></svg>`, "\n\nAna\nBo\nCy"},
		{`<!-- Ana --><p>`, " Ana |\n"},
		{`<p>An<!-- Bo -->a`, " Bo |\nAna"},
		{`<p>an open end<b`, "\nan open end"},
		{`<a href="mailto:ana@example.org">x</a>`, "mailto:ana@example.org|x"},
		{`<a href='//ana' title=Bo>x</a>`, "//ana|Bo|x"},
		{`<A HREF="&#x61;na">x</A>`, "ana|x"},
		{`<a href="#n1" class="ana" id="ana">x</a>`, "x"},
		{`<img src="data:x" alt="Ana"/>`, "Ana|\n"},
		{`<svg aria-label="Ana" viewBox="0 0 1 1">`, "Ana|\n"},
		{`<meta name="description" content="Ana">`, "Ana|\n"},
		{`<meta content="Ana" name="description">`, "Ana|\n"},
		{`<meta name="generator" content="Second Story">`, "\n"},
		{`<style>p{content:"Ana"}</style><p>Bo`, "\n\nBo"},
		{`<p data-head="Ana" dir="auto">Bo`, "Ana|\nBo"},
	} {
		found := []string{}
		for _, p := range places(r, []byte(c.in)) {
			found = append(found, p.Text)
		}
		if got := strings.Join(found, "|"); got != c.found {
			t.Errorf("%s: %q, want %q", c.in, got, c.found)
		}
	}
}
