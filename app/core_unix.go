//go:build unix

package app

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// noCore is the limit, in bytes, below which no core is written to a file and,
// on Linux, none is handed to a collector of crashes either: those are told of a
// limit of 0 and may take it all the same, a limit of 1 stops in the kernel.
const noCore = 1

// NoCoreDumps keeps what is in memory out of crash dumps, here and in every
// process the window starts: notes are readable in memory while they are open.
//
// It does not make the process one that nobody may look into (PR_SET_DUMPABLE):
// the desktop's own dialogs look into it to see who asks.
func NoCoreDumps() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: noCore, Max: noCore}); err != nil {
		return fmt.Errorf("limit core dumps: %w", err)
	}
	return nil
}
