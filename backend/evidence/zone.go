package evidence

import (
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files

	"secondstory/backend/debrief"
)

// zoneOf returns the place whose clocks an abbreviation means, and whether it means
// them all year ("Pacific time") or only while it is what they are called ("PST").
// Abbreviations of several places (IST, CST of China, BST of Bangladesh) are asked
// about, unless one of them is meant nearly always; none is guessed.
func zoneOf(name string) (place string, always bool) {
	switch strings.ToUpper(strings.TrimSpace(name)) {
	case "UTC", "GMT", "Z", "ZULU", "UTC+0", "UTC+00:00", "GMT+0":
		return "UTC", true
	case "CET", "CEST", "MEZ", "MESZ":
		return "Europe/Berlin", false
	case "WET", "WEST":
		return "Europe/Lisbon", false
	case "EET", "EEST":
		return "Europe/Helsinki", false
	case "PST", "PDT":
		return "America/Los_Angeles", false
	case "MST", "MDT":
		return "America/Denver", false
	case "CDT":
		return "America/Chicago", false
	case "EST", "EDT":
		return "America/New_York", false
	case "JST":
		return "Asia/Tokyo", true
	case "KST":
		return "Asia/Seoul", true
	case "AEST", "AEDT":
		return "Australia/Sydney", false
	case "NZST", "NZDT":
		return "Pacific/Auckland", false
	case "PT", "PACIFIC", "PACIFIC TIME":
		return "America/Los_Angeles", true
	case "MT", "MOUNTAIN", "MOUNTAIN TIME":
		return "America/Denver", true
	case "CT", "CENTRAL", "CENTRAL TIME":
		return "America/Chicago", true
	case "ET", "EASTERN", "EASTERN TIME":
		return "America/New_York", true
	}
	return "", false
}

// germanZones are abbreviations that the zone files do not have.
var germanZones = strings.NewReplacer("MESZ", "CEST", "MEZ", "CET")

// inZone makes an instant of a wall clock in a zone by its name: an abbreviation,
// an offset, or a place. When the name does not fit the date ("PST" in July), or
// the clock was put forward or back over it, it stays a wall clock, to be asked
// about.
func inZone(t time.Time, zone string, p debrief.Precision) When {
	asked := local(t, p)
	if offset, ok := offsetOf(zone); ok {
		w := instant(wall(t).Add(-offset))
		w.Precision = p
		return told(w, asked)
	}
	name, always := zoneOf(zone)
	if name == "" && strings.Contains(zone, "/") {
		name, always = zone, true
	}
	place, err := time.LoadLocation(name)
	if name == "" || err != nil {
		return asked
	}
	all := instants(wall(t), place)
	for _, at := range all {
		called, _ := at.In(place).Zone()
		if always && len(all) == 1 || strings.EqualFold(called, germanZones.Replace(strings.ToUpper(zone))) {
			w := instant(at)
			w.Precision = p
			return told(w, asked)
		}
	}
	return asked
}

// told is the first of two that tells anything.
func told(a, b When) When {
	if a.Told == ToldNothing {
		return b
	}
	return a
}

// offsetOf reads +02:00, +0200, -05, UTC+2, GMT-3.
func offsetOf(s string) (time.Duration, bool) {
	s = strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(s)), "UTC"), "GMT")
	s = strings.ReplaceAll(strings.Replace(s, "−", "-", 1), ":", "")
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	digits := s[1:]
	if len(digits) < 3 {
		digits = strings.Repeat("0", 2-len(digits)) + digits + "00"
	}
	t, err := time.Parse("1504", strings.Repeat("0", max(0, 4-len(digits)))+digits)
	if err != nil {
		return 0, false
	}
	d := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	if s[0] == '-' {
		d = -d
	}
	return d, d >= -14*time.Hour && d <= 14*time.Hour
}
