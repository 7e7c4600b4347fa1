package room

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// ReportKind says what the Room's process tells the Desk.
type ReportKind string

// What the Room tells: that there is a window, which scene is on the screen, that
// somebody pressed the key that hides everything.
const (
	ReportReady   ReportKind = "ready"
	ReportPainted ReportKind = "painted"
	ReportHide    ReportKind = "hide"
)

// Report is a line of the Room's standard output.
type Report struct {
	Kind     ReportKind `json:"kind"`
	Seq      int64      `json:"seq"`
	Displays []Display  `json:"displays"`
}

// Display is a display there is.
type Display struct {
	Name    string `json:"name"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Primary bool   `json:"primary"`
}

// Bounds of a report.
const (
	MaxReport   = 16 << 10
	maxDisplays = 8
	maxName     = 80
)

// Encode writes a report as one line.
func (r Report) Encode() []byte {
	out, _ := json.Marshal(r) // strings and numbers always encode
	return append(out, '\n')
}

// DecodeReport reads a line of the Room's.
func DecodeReport(data []byte) (Report, error) {
	var r Report
	if len(data) > MaxReport {
		return Report{}, errors.New("decode report: too long")
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return Report{}, fmt.Errorf("decode report: %w", err)
	}
	long := func(d Display) bool { return utf8.RuneCountInString(d.Name) > maxName }
	known := slices.Contains([]ReportKind{ReportReady, ReportPainted, ReportHide}, r.Kind)
	if !known || len(r.Displays) > maxDisplays || slices.ContainsFunc(r.Displays, long) {
		return Report{}, errors.New("decode report: not a report")
	}
	return r, nil
}
