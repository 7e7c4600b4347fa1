package app

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"net/http/httptest"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

// kept puts a debrief as long as n samples into the library, and returns its id.
func kept(tb testing.TB, d *Desk, n int) string {
	tb.Helper()
	w := demo.Debrief().Copy("Twice as long", "2026-11-21T12:00:00Z")
	for range n - 1 {
		for _, r := range demo.Debrief().Copy("", "").Records() {
			if r.Noun() != debrief.NounDebrief && r.Noun() != debrief.NounMeeting {
				r.Head().DebriefID = w.Debrief.ID
				w.Add(r)
			}
		}
	}
	if err := d.apply(debrief.Action{Name: "duplicate-debrief", Put: w.Records()}); err != nil {
		tb.Fatal(err)
	}
	return w.Debrief.ID
}

func TestPreviewIsServedUntilTheNext(t *testing.T) {
	d := mustDesk(t, nil)
	s, id := d.reports, kept(t, d, 1)
	get := func(url string) int {
		w := httptest.NewRecorder()
		s.preview.ServeHTTP(w, httptest.NewRequest("GET", url, nil))
		return w.Code
	}
	first, err := s.Preview(id, "role-only", "A4", "")
	if err != nil || first.Problem.Code != "" || get(first.URL) != 200 {
		t.Fatalf("preview: %v, %v", first.Problem, err)
	}
	next, err := s.Preview(id, "role-only", "A4", "")
	if err != nil || get(next.URL) != 200 || get(first.URL) != 404 {
		t.Errorf("the one before is still served, %v", err)
	}
}

// Another preview gives up the one that is being set, and so does whoever stops it; what
// was set before stays.
func TestPreviewGivesUpTheOneBefore(t *testing.T) {
	var p preview
	url := p.keep([]byte("pages"))
	first, done := p.begin()
	defer done()
	second, done := p.begin()
	defer done()
	if first.Err() != context.Canceled || second.Err() != nil {
		t.Errorf("first %v, second %v", first.Err(), second.Err())
	}
	p.stop()
	if second.Err() == nil || p.n != 1 || url == "" {
		t.Error("it goes on")
	}
}

func TestPageOneIsOffered(t *testing.T) {
	d := mustDesk(t, nil)
	got, err := (&Gists{d}).PageOne(kept(t, d, 1))
	if err != nil || got.Limits.Lead != debrief.MaxLeadWords || len(got.Offers) == 0 {
		t.Fatalf("page one: %+v, %v", got, err)
	}
	if none, err := (&Gists{d}).PageOne("none"); err == nil || none.Offers == nil {
		t.Errorf("page one of none: %+v, %v", none, err)
	}
}

// The backend's part of a refresh: loading, building, setting, looking for wording.
func BenchmarkPreview(b *testing.B) {
	d := mustDesk(b, nil)
	id, pages := kept(b, d, 2), 0
	for b.Loop() {
		p, err := d.reports.Preview(id, "role-only", "A4", "")
		if err != nil || p.Problem.Code != "" {
			b.Fatal(p.Problem, err)
		}
		pages = p.Pages
	}
	b.ReportMetric(float64(pages), "pages")
}

// The same with ten screenshots.
func BenchmarkPreviewPictures(b *testing.B) {
	d := mustDesk(b, nil)
	id, pages := kept(b, d, 2), 0
	lib, err := d.open()
	if err != nil {
		b.Fatal(err)
	}
	w, err := lib.Load(b.Context(), id)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10 {
		in := PictureInput{DebriefID: id, RecordID: w.Entries[i].ID, Handle: mustHand(b, d, screenshot(b, i))}
		if _, err := d.pictures.Paste(Step{Name: "add-picture"}, in); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		p, err := d.reports.Preview(id, "named", "A4", "")
		if err != nil || p.Problem.Code != "" {
			b.Fatal(p.Problem, err)
		}
		pages = p.Pages
	}
	b.ReportMetric(float64(pages), "pages")
}

// screenshot is a PNG of areas, as a dashboard has.
func screenshot(tb testing.TB, seed int) string {
	tb.Helper()
	img, r := image.NewNRGBA(image.Rect(0, 0, 1440, 900)), rand.New(rand.NewPCG(1, uint64(seed)))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for range 400 {
		x, y, c := r.IntN(1440), r.IntN(900), color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
		draw.Draw(img, image.Rect(x, y, x+r.IntN(90), y+r.IntN(30)), image.NewUniform(c), image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		tb.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}
