package evidence_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// endless is a text said again and again, to a size.
func endless(begin, again string, size int64) func() io.Reader {
	return func() io.Reader {
		return io.LimitReader(io.MultiReader(strings.NewReader(begin), &repeated{text: bytes.Repeat([]byte(again), 64<<10/len(again)+1)}), size)
	}
}

type repeated struct {
	text []byte
	at   int
}

// Read never ends.
func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

// TestGateBadInput: files of one line, of one value, of empty objects and of nothing but
// what cannot be read come to an end, in every format; when soaking, lines of 1 GB and
// 64 MB of all others, in bounded memory.
func TestGateBadInput(t *testing.T) {
	size, line := int64(50<<10), int64(2<<20)
	soak := os.Getenv("SECONDSTORY_SOAK") != ""
	if soak {
		size, line = 64<<20, 1<<30
	}
	most, read := uint64(0), 0
	for _, format := range evidence.Formats() {
		p := patterns()[format]
		begin := p.of(2)[:len(p.of(2))-len(p.tail)] + p.between
		for what, again := range map[string]string{
			"one word a line": "x\n", "no text": "\x00", "empty objects": "{},", "an open quote": "y", "empty lines": "\n", "deep": "[", "one line": "x",
		} {
			of, first := size, begin
			switch what {
			case "one line":
				of = line
			case "an open quote":
				first += "\""
			}
			peak, err := bounded(t, endless(first, again, of), of, evidence.Options{Format: format}, soak)
			if err != nil && debrief.CodeOf(err) != debrief.CodeEvidenceTooLarge || peak > 400<<20 {
				t.Errorf("%s, %s: %d MB, %v", format, what, peak>>20, err)
			}
			most = max(most, peak)
			read++
		}
	}
	memory := ""
	if soak {
		huge := evidence.Message{Text: strings.Repeat("x", 64<<20)}
		if _, err := evidence.Pack(&evidence.Document{Messages: slices.Repeat([]evidence.Message{huge}, 9)}); debrief.CodeOf(err) != debrief.CodeEvidenceTooLarge {
			t.Errorf("packed what cannot be read again: %v", err)
		}
		memory = fmt.Sprintf(", at most %d MB of memory", most>>20)
	}
	t.Logf("gate: bad input: %d files that are none of their format, 0 panics%s", read, memory)
}

// bounded reads a file that is no use within ten minutes, and tells the most memory that
// took, where it is measured.
func bounded(t *testing.T, from func() io.Reader, size int64, o evidence.Options, measured bool) (peak uint64, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	if !measured {
		_, err = evidence.ReadFrom(ctx, size, from, o)
		return 0, err
	}
	debug.FreeOSMemory()
	done, told := make(chan struct{}), make(chan uint64)
	go watch(done, told)
	_, err = evidence.ReadFrom(ctx, size, from, o)
	close(done)
	return <-told, err
}
