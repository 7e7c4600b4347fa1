package font

import "testing"

func TestWidthFollowsTheFiles(t *testing.T) {
	m, err := NewMeasurer("inter", "400", "600")
	if err != nil {
		t.Fatal(err)
	}
	narrow, wide := m.Width("iiii", 10, "400"), m.Width("mmmm", 10, "400")
	if narrow <= 0 || wide < 2*narrow {
		t.Errorf("iiii = %.2f, mmmm = %.2f", narrow, wide)
	}
	if bold := m.Width("mmmm", 10, "600"); bold <= wide {
		t.Errorf("bold %.2f is not wider than regular %.2f", bold, wide)
	}
	if got, want := m.Width("Grüße, Łódź, Αθήνα, Київ", 20, "400"), 2*m.Width("Grüße, Łódź, Αθήνα, Київ", 10, "400"); got != want {
		t.Errorf("width at twice the size = %.2f, want %.2f", got, want)
	}
	if got := m.Width("🙂", 10, "400"); got != unknownAdvance*10 {
		t.Errorf("a character no file has is %.2f wide", got)
	}
}
