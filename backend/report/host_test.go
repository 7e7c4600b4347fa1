package report

import "testing"

func TestHosts(t *testing.T) {
	for text, want := range map[string]string{
		"see https://a.example/x?y and ssh://b":          "see [link] and [link]",
		"postgres://user:pw@db/x":                        "[link]",
		"write to ops@example.com, now":                  "write to [address], now",
		"on db2.cluster.gitlab.com and mail.example.com": "on [host] and [host]",
		"from 10.77.13.9:5432 or 2001:db8::77:13":        "from [host]:5432 or [host]",
		"fe80::1, ::1 and aa:bb:cc:dd:ee:ff":             "[host], [host] and [host]",
		`at \\files\share\x.txt`:                         "at [host]",
		"web.internal was gone":                          "[host] was gone",
		// What is none stays.
		"at 23:27:10 on 2017-01-31T21:00:00Z":  "at 23:27:10 on 2017-01-31T21:00:00Z",
		"version 1.2.3, p95, e.g. pg_dump 9.6": "version 1.2.3, p95, e.g. pg_dump 9.6",
		"GitLab.com and Node.js, a.k.a. both":  "GitLab.com and Node.js, a.k.a. both",
		"std::vector of C++":                   "std::vector of C++",
	} {
		if got, _ := hideHosts(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
