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
// The full-text index follows the records when typing rests (Follow), and a
// save only notes which record it wrote, by trigger. So the index may lag and is
// never the truth: what Find finds is read again from the records, and a
// damaged index is cut out and made again (RemakeIndex). It holds what
// debrief.Words names; drafts, settings and sealed notes are never in it, and
// the words of what was deleted do not stay in it.
//
// An upgrade is one transaction, after a verified copy of the library as it was
// was put beside it (library.db.before-upgrade-from-1-….db).
//
// A newcomer may look for one table a noun and will find one for all: see
// migration/0001_create_library.sql for why.
package sqlite
