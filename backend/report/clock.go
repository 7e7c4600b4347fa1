package report

import (
	"fmt"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// clockOf writes a moment's time of day in UTC, as well as it is known.
func clockOf(m debrief.Moment) string { return m.Clock(time.UTC) }

// elapsed writes the time since the start: "+0:07", "−0:22", "0:00", and to the
// second "+0:01:30".
func elapsed(start, at time.Time, seconds bool) string {
	d, unit := at.Sub(start), time.Minute
	if seconds {
		unit = time.Second
	}
	d = d.Truncate(unit)
	sign := "+"
	switch {
	case d == 0:
		sign = ""
	case d < 0:
		sign, d = "−", -d
	}
	out := fmt.Sprintf("%s%d:%02d", sign, int(d/time.Hour), int(d%time.Hour/time.Minute))
	if seconds {
		out += fmt.Sprintf(":%02d", int(d%time.Minute/time.Second))
	}
	return out
}

// longDuration writes a duration with its unit in full where it is one unit
// ("7 minutes"), else as everywhere ("1 h 17 min").
func longDuration(d time.Duration, t Text) string {
	if d >= time.Minute { // as the figure has it
		d = d.Round(time.Minute)
	}
	switch n := int(d / time.Minute); {
	case n == 1:
		return t("report.minute")
	case n > 1 && n < 60:
		return t("report.minutes", "n", fmt.Sprint(n))
	}
	return debrief.HumanDuration(d)
}

// dateOf writes a date of the form YYYY-MM-DD as "4 Dec 2026".
func dateOf(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return ""
	}
	return t.Format("2 Jan 2006")
}

// cityOf returns the place an IANA zone is named after ("New York").
func cityOf(zone string) string {
	if i := strings.LastIndexByte(zone, '/'); i >= 0 {
		zone = zone[i+1:]
	}
	return strings.ReplaceAll(zone, "_", " ")
}

// webAddress returns the address when it is one that may be linked.
func webAddress(s string) string {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(strings.ToLower(s), scheme) && !strings.ContainsAny(s, " \n\t<>\"") {
			return s
		}
	}
	return ""
}
