// Package library keeps the one library of a laptop: where it is, opening it
// with the sample in it, the backups made while it is open, and what is done
// when something is wrong with it. Storage itself is package sqlite; the window
// and the command line both stand on this package.
package library
