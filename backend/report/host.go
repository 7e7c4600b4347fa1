package report

import "regexp"

// hidden is a kind of place in a network, and what stands for it.
type hidden struct {
	what    string
	pattern *regexp.Regexp
	with    string
}

// hiddenPlaces are what the public edition says of no system: where to reach it, and
// what it is called. In order: an address holds a host, a mail address too.
var hiddenPlaces = []hidden{
	{"link", regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://\S+`), "[link]"},
	{"host", regexp.MustCompile(`[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`), "[address]"},
	{"host", regexp.MustCompile(`\\\\[\p{L}\d._-]+(?:\\[^\s\\]+)*`), "[host]"},
	{"host", regexp.MustCompile(`(?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:internal|local|lan|corp|intra|cluster|localdomain|home|svc)(?:\.[a-z0-9-]+)*\b` +
		`|\b[a-z0-9-]*\d[a-z0-9-]*(?:\.[a-z0-9-]+)+\.[a-z][a-z0-9-]*\b` + // db2.cluster.example.com
		`|\b[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+\.[a-z]{2,}\b`), "[host]"}, // mail.example.com
	{"host", regexp.MustCompile(`\b\d{1,3}(?:\.\d{1,3}){3}\b`), "[host]"},
	// Six bytes of hardware and eight groups of IPv6 are told from a time of day by how many there are, or by the two colons.
	{"host", regexp.MustCompile(`(?i)\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){4,7}\b|(?:\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*\b`), "[host]"},
}

// hideHosts hides addresses and the names of hosts, and counts them by kind.
func hideHosts(text string) (string, map[string]int) {
	counts := map[string]int{}
	for _, h := range hiddenPlaces {
		if n := len(h.pattern.FindAllStringIndex(text, -1)); n > 0 {
			counts[h.what] += n
			text = h.pattern.ReplaceAllString(text, h.with)
		}
	}
	return text, counts
}
