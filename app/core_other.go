//go:build !unix

package app

// NoCoreDumps does nothing: Go asks Windows for no dump of a crash.
func NoCoreDumps() error { return nil }
