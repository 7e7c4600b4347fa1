// Package sqlite keeps a library in one SQLite file.
//
// A write returns when it is on disk: write-ahead log, synchronous=FULL, one
// transaction an action. The settings are read back from every connection and
// a library is not opened with a wrong one, because go-sqlite3 sets
// synchronous=NORMAL by itself and ignores parameters it does not know.
//
// One connection writes; a few read and cannot write. An OS lock beside the
// file keeps a second start away. Files are 0600 in a directory 0700.
//
// A newcomer may look for one table a noun and will find one for all: see
// migration/0001_create_library.sql for why.
package sqlite
