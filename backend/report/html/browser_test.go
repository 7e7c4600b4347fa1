package html_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/browser"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

// axe is what finds what people who hear, magnify or type their way cannot use; make
// installs it with the other packages of the window.
const axe = "../../../frontend/node_modules/axe-core/axe.min.js"

// screens are a small one and a large one, in light and in dark.
func screens() []struct {
	width int
	dark  bool
} {
	return []struct {
		width int
		dark  bool
	}{{320, false}, {1440, true}, {1440, false}, {320, true}}
}

func start(t *testing.T) *browser.Browser {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	b, err := browser.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.Close()
		cancel()
	})
	return b
}

// open writes a page and goes to it. To look at it, name a folder: SECONDSTORY_LOOK.
func open(t *testing.T, b *browser.Browser, name string, page []byte) {
	t.Helper()
	dir := os.Getenv("SECONDSTORY_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, name+".html")
	if err := os.WriteFile(path, page, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.Open((&url.URL{Scheme: "file", Path: path}).String()); err != nil {
		t.Fatal(err)
	}
	for _, address := range b.Asked() {
		if !strings.HasPrefix(address, "data:") && !strings.HasSuffix(address, name+".html") {
			t.Errorf("%s asked for %s", name, address)
		}
	}
	if said := b.Said(); len(said) > 0 {
		t.Errorf("%s: the browser said %q", name, said)
	}
}

func run(t *testing.T, b *browser.Browser, expression string, out any) {
	t.Helper()
	if err := b.Run(expression, out); err != nil {
		t.Fatal(err)
	}
}

func show(t *testing.T, b *browser.Browser, width int, dark bool) {
	t.Helper()
	if err := b.Show(width, 900, dark); err != nil {
		t.Fatal(err)
	}
}

// TestEverybodyCanReadThePage: axe-core finds nothing, on a small and a large screen,
// in light and in dark; nothing is wider than the window; and nothing is asked for.
func TestEverybodyCanReadThePage(t *testing.T) {
	b := start(t)
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatalf("npm ci in frontend/ installs it: %v", err)
	}
	pages := map[string]*report.Report{
		"full": full(t, report.Named), "empty": build(t, debrief.NewWhole(*debrief.NewDebrief("2026-11-10T09:00:00Z")), report.Public),
		"sample": build(t, demo.Debrief(), report.RoleOnly), "public": build(t, demo.Debrief(), report.Public),
	}
	for n, name := range []string{"full", "sample", "public", "empty"} {
		for i, s := range screens() {
			if n > 0 && i != n { // the full one has all there is; the others change places
				continue
			}
			show(t, b, s.width, s.dark)
			open(t, b, name, write(t, pages[name]))
			check(t, b, fmt.Sprintf("%s at %d, dark %v", name, s.width, s.dark), string(source))
		}
	}
}

func check(t *testing.T, b *browser.Browser, what, axe string) {
	t.Helper()
	run(t, b, axe, nil)
	var found []string
	run(t, b, `document.querySelectorAll("details").forEach((d) => { d.open = true });
		axe.run().then(({ violations, passes }) => passes.length < 20 ? ["axe did not run"] :
			violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")))`, &found)
	for _, f := range found {
		t.Errorf("%s: %s", what, f)
	}
	var wide []string
	run(t, b, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".wide") && !e.closest(".hid"))
		.map((e) => e.outerHTML.slice(0, 120)).slice(0, 5)`, &wide)
	for _, w := range wide {
		t.Errorf("%s: wider than the window: %s", what, w)
	}
}

// TestThePageIsWalkedByKeys: the first Tab leads past what is above the report, and it
// is seen where one is.
func TestThePageIsWalkedByKeys(t *testing.T) {
	b := start(t)
	show(t, b, 1440, false)
	open(t, b, "keys", write(t, build(t, demo.Debrief(), report.RoleOnly)))
	press := func(key string, code int) string {
		if err := b.Press(key, code); err != nil {
			t.Fatal(err)
		}
		var at string
		run(t, b, `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect()
			return [e.className || e.id || e.localName, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2, r.top >= 0 && r.left >= 0 && r.width > 0].join(" ") })()`, &at)
		return at
	}
	if at := press("Tab", 9); at != "skip true true" {
		t.Errorf("the first Tab leads to %q", at)
	}
	if at := press("Enter", 13); !strings.HasPrefix(at, "main") {
		t.Errorf("the link leads to %q", at)
	}
	for range 8 {
		if at := press("Tab", 9); !strings.Contains(at, "true true") {
			t.Errorf("it is not seen that one is at %q", at)
		}
	}
}

// TestThePageReadsTwiceAsLarge: at 200 % on a laptop nothing is cut off or moves sideways.
func TestThePageReadsTwiceAsLarge(t *testing.T) {
	b := start(t)
	for _, width := range []int{720, 512} {
		show(t, b, width, false)
		open(t, b, "large", write(t, full(t, report.RoleOnly)))
		var over int
		if run(t, b, `document.documentElement.scrollWidth - innerWidth`, &over); over > 0 {
			t.Errorf("at %d it is %d wider than the window", width, over)
		}
	}
}

// TestThePagePrints: the heads of tables are there again on every page, and each says
// which it is.
func TestThePagePrints(t *testing.T) {
	b := start(t)
	show(t, b, 1440, true)
	open(t, b, "print", write(t, build(t, demo.Debrief(), report.RoleOnly)))
	set, err := b.Print()
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("SECONDSTORY_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, "print.pdf")
	if err := os.WriteFile(path, set, 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(said), "\f"), "\f")
	for i, page := range pages {
		if !strings.Contains(page, fmt.Sprintf("Page %d of %d", i+1, len(pages))) {
			t.Errorf("page %d does not say so:\n%s", i+1, page)
		}
	}
	if heads := strings.Count(string(said), "What happened"); len(pages) < 6 || heads < 3 || !strings.Contains(pages[0], "What is changing") {
		t.Errorf("%d pages, %d heads of the timeline", len(pages), heads)
	}
}
