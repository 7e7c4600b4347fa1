package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/sqlite"
)

func TestSyncedFoldersAreSeen(t *testing.T) {
	for _, c := range []struct{ dir, mark, service string }{
		{"Dropbox/debriefs", "", "Dropbox"},
		{"Dropbox (Example)/x", "", "Dropbox"},
		{"OneDrive - Example AG/x", "", "OneDrive"},
		{"Library/Mobile Documents/com~apple~CloudDocs", "", "iCloud Drive"},
		{"Library/CloudStorage/GoogleDrive-a@example.org/My Drive", "", "Google Drive"},
		{"Nextcloud", "", "Nextcloud"},
		{"work/debriefs", "work/.stfolder", "Syncthing"},
		{"work [1]/debriefs", "work [1]/._sync_0a1b.db", "Nextcloud"},
		{"work/debriefs", "work/.dropbox.cache", "Dropbox"},
		{"work/debriefs", "", ""},
		{"dropboxes/x", "", ""},
		{".local/share/secondstory", ".dropbox", ""},
	} {
		home := t.TempDir()
		t.Setenv("HOME", home)
		if err := os.MkdirAll(filepath.Join(home, c.dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if c.mark != "" {
			if err := os.MkdirAll(filepath.Join(home, c.mark), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		got := sqlite.Surroundings(filepath.Join(home, c.dir, "library.db"))
		if c.service == "" {
			if len(got) != 0 {
				t.Errorf("%s: %+v", c.dir, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Key != sqlite.ConcernSync || got[0].Service != c.service {
			t.Errorf("%s: %+v, want %s", c.dir, got, c.service)
		}
	}
}

func TestLinkIntoASyncedFolderIsSeen(t *testing.T) {
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "Dropbox"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("Dropbox", filepath.Join(home, "debriefs")); err != nil {
		t.Fatal(err)
	}
	if got := sqlite.Surroundings(filepath.Join(home, "debriefs", "library.db")); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestBackupsGoElsewhere(t *testing.T) {
	home := t.TempDir()
	synced := filepath.Join(home, "Dropbox", "x")
	for _, c := range []struct{ dir, library, key string }{
		{filepath.Join(home, "backups"), filepath.Join(home, "library.db"), ""},
		{home, filepath.Join(home, "library.db"), sqlite.ConcernBackupSame},
		{synced, filepath.Join(synced, "library.db"), sqlite.ConcernBackupSync},
		{synced, filepath.Join(home, "library.db"), ""},
	} {
		got := sqlite.BackupSurroundings(c.dir, c.library)
		if (c.key == "") != (len(got) == 0) || (c.key != "" && got[0].Key != c.key) {
			t.Errorf("%s for %s: %+v, want %q", c.dir, c.library, got, c.key)
		}
	}
}
