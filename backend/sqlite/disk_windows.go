package sqlite

// syncDir does nothing: NTFS keeps its names in a journal, and a folder cannot
// be flushed.
func syncDir(string) error { return nil }
