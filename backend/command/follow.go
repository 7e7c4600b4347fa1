package command

import (
	"context"
	"time"

	"secondstory/backend/sqlite"
)

// mostFollowing is how long a command reads what it wrote for the search at most.
const mostFollowing = 5 * time.Second

// closeFound closes a library once what was written to it can be found: a window
// would see to that, and there may be none for days.
func closeFound(db *sqlite.DB) {
	begun := time.Now()
	for more := true; more && time.Since(begun) < mostFollowing; {
		var err error
		if more, err = db.Follow(context.Background(), 50*time.Millisecond); err != nil {
			break
		}
	}
	_ = db.Close()
}
