package app

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// Log is where the frame around the window says what went wrong. The frame
// quotes whole calls, with all that somebody typed: that part is left out, so
// that no word of a debrief reaches a log.
type Log struct{ Out io.Writer }

// Print says nothing.
func (Log) Print(string) {}

// Trace says nothing.
func (Log) Trace(string) {}

// Debug says nothing.
func (Log) Debug(string) {}

// Info says nothing.
func (Log) Info(string) {}

// Warning says nothing.
func (Log) Warning(string) {}

// Error says what went wrong.
func (l Log) Error(message string) {
	_, _ = fmt.Fprintln(l.Out, "secondstory:", withoutContent(message))
}

// Fatal says what went wrong and ends the process.
func (l Log) Fatal(message string) {
	l.Error(message)
	os.Exit(1)
}

// withoutContent cuts a message where it begins to quote.
func withoutContent(message string) string {
	if i := strings.IndexAny(message, "{[\"'`“"); i >= 0 {
		message = message[:i] + "…"
	}
	const most = 200
	if r := []rune(message); len(r) > most {
		message = string(r[:most]) + "…"
	}
	return message
}
