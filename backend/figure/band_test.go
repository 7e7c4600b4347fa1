package figure

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// TestABandKeepsItsNameOnTwoLines: where one line would cut it short; where none
// would, the figure has no room for a second.
func TestABandKeepsItsNameOnTwoLines(t *testing.T) {
	at := time.Date(2017, 1, 31, 16, 0, 0, 0, time.UTC)
	in := Input{Width: 480, MaxHeight: 250, Words: words(), Marks: []Mark{{ID: "a", At: at, Label: "a", Lane: debrief.LaneSaw}}}
	for i, label := range []string{"Staging work", "Load and spam", "Replication", "Finding a copy", "Coming back"} {
		from := at.Add(time.Duration(i*90) * time.Minute)
		in.Bands = append(in.Bands, Band{Label: label, From: from, To: from.Add(90 * time.Minute)})
	}
	wide := Layout(in, measure)
	in.Width = 330
	f := Layout(in, measure)
	parted := 0
	for i, b := range f.Bands {
		if b.Above.Text != "" {
			parted++
			b.Label.Text = b.Above.Text + " " + b.Label.Text
		}
		if b.Label.Text != b.Full || b.Minutes.Text != "1 h 30 min" {
			t.Errorf("%q is set as %q, %q", b.Full, b.Label.Text, b.Minutes.Text)
		}
		if wide.Bands[i].Above.Text != "" {
			t.Errorf("%q takes two lines where there is room", b.Full)
		}
	}
	if parted == 0 || f.Top <= wide.Top {
		t.Errorf("%d names take two lines, from %.1f to %.1f", parted, wide.Top, f.Top)
	}
}
