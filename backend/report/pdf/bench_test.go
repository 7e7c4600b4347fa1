package pdf

import (
	"bytes"
	"context"
	"fmt"
	"math"
	rt "runtime/metrics"
	"sync/atomic"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
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

func benchWrite(b *testing.B, w *debrief.Whole) {
	o := options(b)
	pages, top := 0, uint64(0)
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
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(top)/1e6, "peak-MB")
}

func BenchmarkSample(b *testing.B) { benchWrite(b, demo.Debrief()) }

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

func Benchmark100Pages(b *testing.B) {
	w := times(14)
	benchWrite(b, w)
}

func BenchmarkScaling(b *testing.B) {
	for _, n := range []int{1, 2, 4, 8, 16, 32} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchWrite(b, times(n)) })
	}
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
