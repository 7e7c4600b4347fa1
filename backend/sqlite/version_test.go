package sqlite_test

import (
	"path/filepath"
	"regexp"
	"testing"

	"secondstory/backend/sqlite"
)

// Of a library that is published only the debriefs are gone through and what is asked of
// them, never all that was ever said in them.
func TestWhatIsPublishedIsReadByItsIndexes(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	through := regexp.MustCompile(`(?m)^SCAN (record|d|v|p)( USING (COVERING )?INDEX (sqlite_autoindex_record_1|record_of_debrief))?$`)
	for _, query := range sqlite.PublishQueries {
		plan, err := db.Explain(query)
		if err != nil || through.MatchString(plan) {
			t.Errorf("%s\n%s\n%v", query, plan, err)
		}
	}
}
