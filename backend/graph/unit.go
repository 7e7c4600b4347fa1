package graph

import (
	"math"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// Unit is what values are measured in.
type Unit string

// The units. Most values are bare numbers.
const (
	UnitNone    Unit = ""
	UnitSeconds Unit = "seconds"
	UnitBytes   Unit = "bytes"
	// UnitRatio is a share of one, shown in percent; UnitPercent is in percent already.
	UnitRatio   Unit = "ratio"
	UnitPercent Unit = "percent"
)

// UnitOf is the unit that the name of a metric says it has; none where it says
// nothing. https://prometheus.io/docs/practices/naming/
func UnitOf(name string) Unit {
	metric, _, _ := strings.Cut(name, "{")
	for _, end := range []string{"_total", "_sum", "_created"} {
		metric = strings.TrimSuffix(metric, end)
	}
	for end, unit := range map[string]Unit{
		"_seconds": UnitSeconds, "_bytes": UnitBytes, "_ratio": UnitRatio, "_percent": UnitPercent,
	} {
		if strings.HasSuffix(metric, end) && !strings.HasSuffix(metric, "timestamp_seconds") {
			return unit
		}
	}
	return UnitNone
}

// unitOf is the unit all series share.
func unitOf(all []debrief.Series) Unit {
	unit := UnitNone
	for i, s := range all {
		u := UnitOf(s.Name)
		if i > 0 && u != unit {
			return UnitNone
		}
		unit = u
	}
	return unit
}

// measure is one way to write a unit: a value is divided by Per.
type measure struct {
	per    float64
	suffix string
	// base is that of the round numbers: 10, or 2 for what is counted in 1,024s.
	base int
}

// measures are the ways to write a unit, the largest first.
func (u Unit) measures() []measure {
	switch u {
	case UnitSeconds:
		return []measure{{86400, " d", 10}, {3600, " h", 10}, {60, " min", 10}, {1, " s", 10}, {1e-3, " ms", 10}, {1e-6, " µs", 10}, {1e-9, " ns", 10}}
	case UnitBytes:
		return []measure{{1 << 50, " PiB", 2}, {1 << 40, " TiB", 2}, {1 << 30, " GiB", 2}, {1 << 20, " MiB", 2}, {1 << 10, " KiB", 2}, {1, " B", 2}}
	case UnitRatio:
		return []measure{{.01, " %", 10}}
	case UnitPercent:
		return []measure{{1, " %", 10}}
	}
	return []measure{{1e12, "T", 10}, {1e9, "G", 10}, {1e6, "M", 10}, {1e3, "k", 10}, {1, "", 10}}
}

// measure is the largest way to write a unit in which a value is at least one; of
// times from a minute on only where it is several.
func (u Unit) measure(value float64) measure {
	all := u.measures()
	if value = math.Abs(value); value == 0 {
		value = 1
	}
	for _, m := range all {
		least := m.per
		if u == UnitSeconds && m.per >= 60 {
			least *= 2
		}
		if value >= least {
			return m
		}
	}
	return all[len(all)-1]
}

// Format writes a value to three digits, counts in full: "2.3 s", "512 MiB", "1,204".
func (u Unit) Format(value float64) string {
	if u == UnitNone && value == math.Trunc(value) && math.Abs(value) < 1e15 {
		return grouped(strconv.FormatFloat(value, 'f', 0, 64))
	}
	m := u.measure(value)
	if u == UnitNone && math.Abs(value) < 1e6 {
		m = measure{per: 1}
	}
	return digits(value/m.per, 3) + m.suffix
}

// digits writes a value to so many digits, without zeros at its end.
func digits(value float64, n int) string {
	if value == 0 {
		return "0"
	}
	places := n - 1 - int(math.Floor(math.Log10(math.Abs(value))))
	if places > 12 || places < -9 {
		return strconv.FormatFloat(value, 'e', n-1, 64)
	}
	text := strconv.FormatFloat(value, 'f', max(0, places), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	whole, rest, cut := strings.Cut(text, ".")
	if cut {
		rest = "." + rest
	}
	return strings.Replace(grouped(whole)+rest, "-", "−", 1)
}

// grouped sets commas between thousands.
func grouped(whole string) string {
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole
}

// Parse reads a value somebody typed: "2.3 s", "500ms", "90 %", "1.5 GiB", "20k",
// or a bare number in the unit itself (of a ratio: in percent, as the axis has it).
func (u Unit) Parse(text string) (value float64, ok bool) {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(text), ",", ""), "−", "-")
	for _, m := range u.measures() {
		suffix := strings.ToLower(strings.TrimSpace(m.suffix))
		number, found := strings.CutSuffix(strings.ToLower(text), suffix)
		if suffix == "" || !found {
			continue
		}
		if value, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil && !math.IsInf(value, 0) && !math.IsNaN(value) {
			return value * m.per, true
		}
	}
	value, err := strconv.ParseFloat(text, 64)
	if u == UnitRatio {
		value /= 100
	}
	return value, err == nil && !math.IsInf(value, 0) && !math.IsNaN(value)
}
