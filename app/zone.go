package app

import (
	"strings"
	"time"
)

// location returns a zone by its IANA name, UTC when there is none of that
// name.
func location(name string) *time.Location {
	if loc, err := time.LoadLocation(name); err == nil {
		return loc
	}
	return time.UTC
}

// zoneName says a zone in a word: "New York" for America/New_York.
func zoneName(name string) string {
	if name == "" {
		return "UTC"
	}
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}
