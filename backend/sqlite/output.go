package sqlite

import (
	"strings"

	"secondstory/backend/debrief"
)

// companions are the ends of the names of what belongs to a library.
func companions() []string {
	return []string{
		"", logEnd, "-shm", "-journal", ".lock", ".backups", ".new", ".trial", ".trial.part", partEnd, asideEnd, ".before-upgrade.part", noteEnd,
	}
}

// CheckOutput refuses a place for a file or a folder that is a library, this one
// or any other, or that belongs to one. It writes nothing.
func CheckOutput(to, library string) error {
	place, library := followed(to), followed(library)
	for _, end := range companions() {
		if sameFile(to, library+end) || place == library+end {
			return debrief.Errorf(debrief.CodeOverLibrary, "path", to)
		}
		if of, ok := strings.CutSuffix(place, end); ok && hasOurHeader(of) {
			return debrief.Errorf(debrief.CodeOverLibrary, "path", to)
		}
	}
	return nil
}
