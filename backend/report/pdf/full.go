package pdf

import (
	"strings"

	"secondstory/backend/report"
)

// kept cuts a text of page one to so many lines. What is cut there is said in full on
// the page after, under the label it has on page one.
func (f *flow) kept(label, text string, p paragraph, most int, width float64) paragraph {
	if len(p.lines) <= most {
		return p
	}
	if last := len(f.cut) - 1; last >= 0 && f.cut[last].Label == label {
		f.cut[last].Text += "\n" + text
	} else {
		f.cut = append(f.cut, report.Field{Label: label, Text: text})
	}
	if most <= 0 {
		return paragraph{spans: p.spans}
	}
	return f.m.clamp(p, most, width)
}

// full says what page one had no room for, if there is any of it.
func (f *flow) full() {
	if len(f.cut) == 0 {
		return
	}
	f.section("full", 40)
	fields := []report.Field{}
	for _, c := range f.cut {
		for i, text := range strings.Split(c.Text, "\n") {
			if i > 0 {
				c.Label = ""
			}
			fields = append(fields, report.Field{Label: c.Label, Text: text})
		}
	}
	f.fields(fields, bodyStyle().sized(10))
}
