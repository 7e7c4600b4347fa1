package command_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// mustBundle writes the sample of a library to a bundle.
func mustBundle(t *testing.T, named string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.secondstory")
	if r := secondstory(t, "bundle", "gitlab", "--library", named, "-o", path); r.code != command.Success || !strings.Contains(r.out, path) {
		t.Fatalf("bundle: %+v", r)
	}
	return path
}

// edit changes the sample's first line in a library.
func edit(t *testing.T, named, text string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	w, err := db.Load(t.Context(), demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	w.Entries[0].Text = text
	if err := db.Apply(t.Context(), debrief.Action{Name: "edit-line", Put: []debrief.Record{&w.Entries[0]}}); err != nil {
		t.Fatal(err)
	}
}

// lines returns the sample's first line, and how many debriefs there are.
func lines(t *testing.T, named string) (first string, debriefs int) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	w, err := db.Load(t.Context(), demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, debriefs, err = db.List(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return w.Entries[0].Text, debriefs
}

func TestBundleGoesToAnotherLibrary(t *testing.T) {
	path := mustBundle(t, mustDemo(t))
	other := filepath.Join(t.TempDir(), "library.db")
	if r := secondstory(t, "import", path, "--library", other, "--dry-run"); r.code != command.Failure {
		t.Errorf("a look into no library: %+v", r)
	}
	r := secondstory(t, "import", path, "--library", other)
	if r.code != command.Success || !strings.Contains(r.out, "word for word") {
		t.Errorf("a new library has the sample: %+v", r)
	}
}

func TestImportNeverChoosesByItself(t *testing.T) {
	named := mustDemo(t)
	path := mustBundle(t, named)
	was, _ := lines(t, named)
	if r := secondstory(t, "import", path, "--library", named); r.code != command.Success || !strings.Contains(r.out, "word for word") {
		t.Errorf("the same: %+v", r)
	}
	edit(t, named, "typed since")
	r := secondstory(t, "import", path, "--library", named)
	if r.code != command.Failure || !strings.Contains(r.err, "--keep-both") || !strings.Contains(r.err, "--take-theirs") {
		t.Errorf("no choice: %+v", r)
	}
	if !strings.Contains(r.out, "~ entry: typed since → ") {
		t.Errorf("the difference is not shown: %s", r.out)
	}
	for _, how := range [][]string{{"--dry-run"}, {"--dry-run", "--take-theirs"}, {"--keep-both", "--dry-run"}} {
		r := secondstory(t, append([]string{"import", path, "--library", named}, how...)...)
		if r.code != command.Success || !strings.Contains(r.out, "Nothing was changed") {
			t.Errorf("%v: %+v", how, r)
		}
	}
	if got, n := lines(t, named); got != "typed since" || n != 1 {
		t.Fatalf("something was changed: %q, %d debriefs", got, n)
	}
	if r := secondstory(t, "import", "--keep-both", path, "--library", named); r.code != command.Success || !strings.Contains(r.out, "Imported: ") {
		t.Errorf("--keep-both: %+v", r)
	}
	if r := secondstory(t, "list", "--library", named); !strings.Contains(r.out, "(from a file)") {
		t.Errorf("the copy has the same title: %s", r.out)
	}
	if got, n := lines(t, named); got != "typed since" || n != 2 {
		t.Errorf("--keep-both left %q, %d debriefs", got, n)
	}
	if r := secondstory(t, "import", path, "--take-theirs", "--library", named); r.code != command.Success {
		t.Errorf("--take-theirs: %+v", r)
	}
	if got, n := lines(t, named); got != was || n != 2 {
		t.Errorf("--take-theirs left %q, %d debriefs", got, n)
	}
}

func TestImportOfWhatIsNotThereAnyMore(t *testing.T) {
	named := mustDemo(t)
	path := mustBundle(t, named)
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named})
	if err != nil {
		t.Fatal(err)
	}
	w, err := db.Load(t.Context(), demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	a := debrief.Action{Name: "delete-debrief"}
	for _, r := range w.Records() {
		a.Delete = append(a.Delete, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: demo.ID})
	}
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := secondstory(t, "import", path, "--library", named)
	if r.code != command.Success || !strings.Contains(r.out, "Not in the library yet") {
		t.Errorf("import: %+v", r)
	}
	if got, n := lines(t, named); got != w.Entries[0].Text || n != 1 {
		t.Errorf("%q, %d debriefs", got, n)
	}
}

func TestImportIntoALibraryInUse(t *testing.T) {
	named := mustDemo(t)
	path := mustBundle(t, named)
	db, _, err := library.Keeper{Path: named, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if r := secondstory(t, "import", path, "--library", named, "--keep-both"); r.code != command.Failure || !strings.Contains(r.err, "another window") {
		t.Errorf("import: %+v", r)
	}
	if r := secondstory(t, "import", path, "--library", named, "--dry-run"); r.code != command.Success {
		t.Errorf("a look beside an open window: %+v", r)
	}
}

func TestBundleAndImportWrongUsage(t *testing.T) {
	named := mustDemo(t)
	path := mustBundle(t, named)
	for _, args := range [][]string{
		{"bundle"},
		{"bundle", "gitlab", "--library", named},
		{"bundle", "no such title", "--library", named, "-o", path},
		{"bundle", "gitlab", "--library", named, "-o", filepath.Join(t.TempDir(), "no", "folder")},
		{"import"},
		{"import", path, path},
		{"import", path, "--keep-both", "--take-theirs", "--library", named},
		{"import", filepath.Join(t.TempDir(), "none"), "--library", named},
		{"import", notALibrary(t), "--library", named},
		{"import", path, "--library", path},
		{"import", named, "--library", named},
	} {
		r := secondstory(t, args...)
		if r.code != command.Failure || !strings.HasPrefix(r.err, "secondstory: ") || r.out != "" || strings.Contains(r.err, "{") {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// TestPrivateNotesAreNeverInABundle plants markers wherever a library keeps
// what is not for others, words that were deleted among it, and looks for them
// in every member of a bundle.
func TestPrivateNotesAreNeverInABundle(t *testing.T) {
	const marker = "MARKER-OF-A-PRIVATE-NOTE"
	named := mustDemo(t)
	raw, err := sql.Open("sqlite3", named)
	if err != nil {
		t.Fatal(err)
	}
	for _, plant := range []string{
		`INSERT INTO sealed (id, debrief_id, version, nonce, cipher) VALUES ('s', ?1, 1, CAST(?2 AS BLOB), CAST(?2 AS BLOB))`,
		`INSERT INTO vault_wrap (kind, version, params, wrapped) VALUES ('passphrase', 1, json_object('for', ?1, 'salt', ?2), CAST(?2 AS BLOB))`,
		`INSERT INTO sealed_change (sealed_id, version, nonce, cipher) VALUES (?1, 1, CAST(?2 AS BLOB), CAST(?2 AS BLOB))`,
	} {
		if _, err := raw.Exec(plant, demo.ID, marker); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named})
	if err != nil {
		t.Fatal(err)
	}
	e := mustFirst(t, db)
	for id, plant := range map[string]string{"kept": "a picture", "deleted": marker} {
		a := debrief.NewAttachment(demo.ID, e.ID, plant, "image/png", []byte(plant))
		a.ID = id
		content := map[debrief.ID][]byte{id: []byte(plant)}
		if err := db.Apply(t.Context(), debrief.Action{Put: []debrief.Record{a}, Content: content}); err != nil {
			t.Fatal(err)
		}
	}
	was := e.Text
	e.Text = marker
	for _, a := range []debrief.Action{
		{Delete: []debrief.Ref{{Noun: debrief.NounAttachment, ID: "deleted", DebriefID: demo.ID}}},
		{Put: []debrief.Record{e}},
	} {
		if err := db.Apply(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	e.Text = was
	if err := db.Apply(t.Context(), debrief.Action{Put: []debrief.Record{e}}); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"capture", "interview"} {
		if err := db.SaveDraft(t.Context(), demo.ID, field, marker); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.SaveSetting(t.Context(), "interview", marker); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	members := unzipped(t, mustBundle(t, named))
	if string(members["attachments/kept"]) != "a picture" || len(members) != 4 {
		t.Errorf("%d members; the attachment is %q", len(members), members["attachments/kept"])
	}
	for name, data := range members {
		for _, form := range []string{marker, hex.EncodeToString([]byte(marker)), "TUFSS0VS"} {
			if bytes.Contains(data, []byte(form)) {
				t.Errorf("%s holds a private note", name)
			}
		}
	}
}

// mustFirst is the sample's first line.
func mustFirst(t *testing.T, db *sqlite.DB) *debrief.Entry {
	t.Helper()
	w, err := db.Load(t.Context(), demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	return &w.Entries[0]
}

func unzipped(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out["the file"] = raw
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = append(append(data, f.Comment...), f.Extra...)
	}
	return out
}

// TestSecretsArePointedOut says on standard error what looks like one, never the whole
// of it; a strict export then writes nothing.
func TestSecretsArePointedOut(t *testing.T) {
	named, dir := mustDemo(t), t.TempDir()
	key := "AKIA" + "IOSFODNN7EXAMPLE"
	report, strict, bundled := filepath.Join(dir, "report.md"), filepath.Join(dir, "strict.md"), filepath.Join(dir, "b.secondstory")
	if r := secondstory(t, "export", "GitLab", "--library", named, "--format", "markdown", "--strict", "-o", strict); r.code != command.Success || r.err != "" {
		t.Errorf("the sample: %+v", r)
	}
	if err := os.Remove(strict); err != nil {
		t.Fatal(err)
	}
	edit(t, named, "the script had "+key+" in it")
	for _, c := range []struct {
		args []string
		code int
		path string
	}{
		{[]string{"export", "GitLab", "--format", "markdown", "-o", report}, command.Success, report},
		{[]string{"export", "GitLab", "--format", "markdown", "--strict", "-o", strict}, command.Flagged, strict},
		{[]string{"export", "GitLab", "--format", "attachments", "--strict", "-o", strict}, command.Flagged, strict},
		{[]string{"bundle", "GitLab", "-o", bundled}, command.Success, bundled},
	} {
		r := secondstory(t, append(c.args, "--library", named)...)
		if r.code != c.code || !strings.Contains(r.err, "Looks like a key: AKIA…LE, in ") || strings.Contains(r.err+r.out, key) || strings.Contains(r.err, "{") {
			t.Errorf("%q: %+v", c.args, r)
		}
		if _, err := os.Stat(c.path); (err == nil) != (c.code == command.Success) {
			t.Errorf("%q: %v", c.args, err)
		}
	}
}
