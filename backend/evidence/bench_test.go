package evidence_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// slackExport writes a workspace export of so many messages, 1,000 a day in each of
// ten channels.
func slackExport(tb testing.TB, messages int) string {
	tb.Helper()
	const channels, aDay = 10, 1000
	dir := tb.TempDir()
	put := func(name string, value any) {
		content, err := json.Marshal(value)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), content, 0o600)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	var names []map[string]any
	for c := range channels {
		names = append(names, map[string]any{"id": fmt.Sprintf("C%d", c), "name": fmt.Sprintf("channel-%d", c)})
	}
	put("channels.json", names)
	var users []map[string]any
	for u := range 200 {
		users = append(users, map[string]any{"id": fmt.Sprintf("U%d", u), "name": fmt.Sprintf("user%d", u), "profile": map[string]any{"display_name": fmt.Sprintf("User %d", u)}})
	}
	put("users.json", users)
	start := time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)
	for n := 0; n < messages; n += aDay {
		at := start.AddDate(0, 0, n/aDay/channels)
		day := make([]map[string]any, 0, aDay)
		for i := range min(aDay, messages-n) {
			day = append(day, map[string]any{
				"type": "message", "user": fmt.Sprintf("U%d", (n+i)%200), "ts": fmt.Sprintf("%d.%06d", at.Unix()+int64(i*60), n%1_000_000),
				"text": fmt.Sprintf("line %d: the pool is at %d of 100, and <@U%d> is looking at the graph of the replicas", n+i, i%100, i%200),
			})
		}
		put(fmt.Sprintf("channel-%d/%s.json", n/aDay%channels, at.Format(time.DateOnly)), day)
	}
	return dir
}

// BenchmarkSlack100000 reads an export of 100,000 messages and makes of it what is
// kept. The promise is 3 seconds and 200 MB.
func BenchmarkSlack100000(b *testing.B) {
	dir := slackExport(b, 100_000)
	most := uint64(0)
	for b.Loop() {
		b.StopTimer()
		debug.FreeOSMemory()
		done, peak := make(chan struct{}), make(chan uint64)
		go watch(done, peak)
		b.StartTimer()
		docs, err := evidence.Read(b.Context(), dir, evidence.Options{})
		if err != nil || len(docs) != 1 || len(docs[0].Messages) != 100_000 {
			b.Fatalf("%d documents, %v", len(docs), err)
		}
		if _, _, err := evidence.Keep(evidence.NewSource(docs[0], "debrief", "export", time.Unix(0, 0)), docs[0]); err != nil {
			b.Fatal(err)
		}
		evidence.Suggest(docs[0])
		b.StopTimer()
		close(done)
		most = max(most, <-peak)
		b.StartTimer()
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/100000-messages")
	b.ReportMetric(float64(most)/(1<<20), "MB-at-most")
}

// watch tells the most memory that was in use until it is done.
func watch(done <-chan struct{}, peak chan<- uint64) {
	most := uint64(0)
	for {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.Sys-m.HeapReleased)
		select {
		case <-done:
			peak <- most
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// TestReadingIsStopped: half-way, and nothing comes of it.
func TestReadingIsStopped(t *testing.T) {
	dir := slackExport(t, 20_000)
	ctx, cancel := context.WithCancel(t.Context())
	told := 0.0
	docs, err := evidence.Read(ctx, dir, evidence.Options{Progress: func(done, total int64) {
		told = float64(done) / float64(total)
		cancel()
	}})
	if debrief.CodeOf(err) != debrief.CodeCancelled && !errors.Is(err, context.Canceled) || docs != nil {
		t.Errorf("%d documents, %v", len(docs), err)
	}
	if told <= 0 || told > 1 {
		t.Errorf("told %v", told)
	}
}
