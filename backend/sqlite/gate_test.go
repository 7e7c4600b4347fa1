package sqlite_test

import (
	"os"
	"strconv"
	"testing"
)

// A gate is a test of a promise, named TestGate…. It says its figures in one
// line that begins with "gate: ", which `make test` shows at the small counts
// and `make soak` at the large ones.

// soaking says whether the large counts are asked for.
func soaking() bool { return os.Getenv("SECONDSTORY_SOAK") != "" }

// counted is how often something is tried.
func counted(small, soak int) int {
	if soaking() {
		return soak
	}
	return small
}

// far says how far a long gate is, twenty times on its way.
func far(t *testing.T, gate string, done, of int) {
	if step := max(1, of/20); soaking() && done%step == 0 && done < of {
		t.Logf("gate: %s: %s of %s", gate, figure(done), figure(of))
	}
}

// figure writes a count as it is read: 4,312.
func figure[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
