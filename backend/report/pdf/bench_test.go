package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	imagecolor "image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	rt "runtime/metrics"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/picture"
	"secondstory/backend/report"
	"secondstory/backend/report/html"
	"secondstory/backend/report/pdf/font"
)

// peak watches the heap while f runs and returns how far it grew, in bytes.
func peak(f func()) uint64 {
	sample := func() uint64 {
		s := []rt.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		rt.Read(s)
		return s[0].Value.Uint64()
	}
	base, stop, done := sample(), atomic.Bool{}, make(chan uint64)
	go func() {
		top, every := uint64(0), time.NewTicker(200*time.Microsecond)
		defer every.Stop()
		for !stop.Load() {
			top = max(top, sample())
			<-every.C
		}
		done <- top
	}()
	f()
	stop.Store(true)
	return max(<-done, base) - base
}

func benchWrite(b *testing.B, w *debrief.Whole, o report.Options) {
	b.Helper()
	pages, top, used := 0, uint64(0), processor(b)
	b.ReportAllocs()
	for b.Loop() {
		top = max(top, peak(func() {
			r, err := report.Build(w, o)
			if err != nil {
				b.Fatal(err)
			}
			var out bytes.Buffer
			note, err := Write(context.Background(), &out, r)
			if err != nil {
				b.Fatal(err)
			}
			pages = note.Pages
		}))
	}
	each := float64(b.N * pages)
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(top)/1e6, "peak-MB")
	b.ReportMetric(b.Elapsed().Seconds()*1e3/each, "ms/page")
	b.ReportMetric((processor(b)-used)*1e3/float64(b.N), "cpu-ms/op")
}

// processor is how many seconds of it this process has used: what a busy machine takes
// longer for, but does not use more of.
func processor(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func BenchmarkSample(b *testing.B) { benchWrite(b, demo.Debrief(), options(b)) }

// Benchmark20Pages is what the preview waits for after a change.
func Benchmark20Pages(b *testing.B) { benchWrite(b, times(2), options(b)) }

// times returns a debrief as long as n samples.
func times(n int) *debrief.Whole {
	w := demo.Debrief()
	for i := 1; i < n; i++ {
		c := demo.Debrief().Copy("", "")
		for _, r := range c.Records() {
			switch r.(type) {
			case *debrief.Debrief, *debrief.Meeting:
			default:
				w.Add(r)
			}
		}
	}
	return w
}

// hundred is a report of a hundred pages with its figure and ten pictures, each a
// screenshot at the size of paper.
func hundred(b *testing.B) (*debrief.Whole, report.Options) {
	b.Helper()
	w, o := times(13), options(b)
	o.Pictures = map[debrief.ID]picture.Picture{}
	for i := range 10 {
		id := fmt.Sprint("picture", i)
		shot, err := picture.Print(screenshot(b, i), 1340, 1340)
		if err != nil {
			b.Fatal(err)
		}
		o.Pictures[id] = shot
		w.Add(&debrief.Attachment{
			Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, RecordID: w.Entries[i].ID, MediaType: "image/png", Shown: debrief.ShownAll,
		})
	}
	return w, o
}

// screenshot is a PNG of lines and areas, as a dashboard has.
func screenshot(b *testing.B, n int) []byte {
	b.Helper()
	img, r := image.NewNRGBA(image.Rect(0, 0, 1440, 900)), rand.New(rand.NewPCG(1, uint64(n)))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for range 400 {
		x, y, c := r.IntN(1440), r.IntN(900), imagecolor.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
		draw.Draw(img, image.Rect(x, y, x+r.IntN(90), y+r.IntN(30)), image.NewUniform(c), image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func Benchmark100Pages(b *testing.B) {
	w, o := hundred(b)
	benchWrite(b, w, o)
}

// BenchmarkGrowth goes from about ten pages to a thousand: ms/page and cpu-ms/op tell
// whether a long report costs more by the page than a short one.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1, 13, 131} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchWrite(b, times(n), options(b)) })
	}
}

// BenchmarkAgainstChromium prints the same report by Chromium from its HTML, in turns with
// the PDF, and tells how many times longer that takes; also when Chromium's start, an empty
// page, is taken off.
func BenchmarkAgainstChromium(b *testing.B) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		b.Fatal("chromium is missing (Debian: chromium); make bench installs it")
	}
	w, o := hundred(b)
	r, err := report.Build(w, o)
	if err != nil {
		b.Fatal(err)
	}
	m, err := font.NewMeasurer(font.Inter, font.Regular, font.SemiBold)
	if err != nil {
		b.Fatal(err)
	}
	page, err := html.Write(r, html.Options{Lang: "en", Measure: m.Two(font.Regular, font.SemiBold)})
	if err != nil {
		b.Fatal(err)
	}
	ours, theirs, empty := math.Inf(1), math.Inf(1), math.Inf(1)
	for b.Loop() {
		start := time.Now()
		r, err := report.Build(w, o)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Write(context.Background(), io.Discard, r); err != nil {
			b.Fatal(err)
		}
		ours = min(ours, time.Since(start).Seconds())
		theirs = min(theirs, printed(b, chromium, page))
		empty = min(empty, printed(b, chromium, []byte("<!doctype html><title>x</title>")))
	}
	b.ReportMetric(ours*1e3, "ms")
	b.ReportMetric(theirs*1e3, "chromium-ms")
	b.ReportMetric(theirs/ours, "times")
	b.ReportMetric((theirs-empty)/ours, "times-without-start")
}

// printed is how many seconds Chromium takes to print a page.
func printed(b *testing.B, chromium string, page []byte) float64 {
	b.Helper()
	dir := b.TempDir()
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	c := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+out, "file://"+in)
	if said, err := c.CombinedOutput(); err != nil {
		b.Fatalf("chromium: %v\n%s", err, said)
	}
	took := time.Since(start).Seconds()
	if file, err := os.ReadFile(out); err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) {
		b.Fatalf("chromium printed nothing: %v", err)
	}
	return took
}

// TestScaling holds the time of a report to its length: four times as much
// may take about four times as long, with room for a busy machine.
func TestScaling(t *testing.T) {
	took := func(n int) float64 {
		best := math.Inf(1)
		for range 3 {
			w, o := times(n), options(t)
			start := time.Now()
			write(t, build(t, w, o))
			best = min(best, time.Since(start).Seconds())
		}
		return best
	}
	if small, large := took(4), took(16); large > 10*small {
		t.Errorf("4 samples take %.0f ms and 16 take %.0f ms", small*1e3, large*1e3)
	}
}
