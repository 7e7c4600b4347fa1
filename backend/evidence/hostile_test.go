package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustWrite(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// zipped is an archive with these members.
func zipped(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(names); i += 2 {
		w, err := z.Create(names[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(names[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRefused(t *testing.T) {
	whole := zipped(t, "channels.json", "[]", "general/2026-01-02.json", "[]")
	for _, c := range []struct {
		what string
		path string
		want debrief.Code
	}{
		{"nothing there", filepath.Join(t.TempDir(), "none"), debrief.CodeEvidenceUnreadable},
		{"an empty folder", t.TempDir(), debrief.CodeEvidenceEmpty},
		{"a device", os.DevNull, debrief.CodeEvidenceUnreadable},
		{"half an archive", written(t, "a.zip", whole[:len(whole)-30]), debrief.CodeEvidenceArchive},
		{"a path that climbs", written(t, "a.zip", zipped(t, "../../x.json", "[]")), debrief.CodeEvidenceArchive},
		{"two of one name", written(t, "a.zip", zipped(t, "x.json", "[]", "x.json", "[]")), debrief.CodeEvidenceArchive},
		{"a bomb", written(t, "a.zip", zipped(t, "x.txt", strings.Repeat("\x00", 16<<20))), debrief.CodeEvidenceTooLarge},
	} {
		t.Run(c.what, func(t *testing.T) {
			docs, err := evidence.Read(t.Context(), c.path, evidence.Options{})
			if debrief.CodeOf(err) != c.want || docs != nil {
				t.Errorf("%v, %d documents; want %s", err, len(docs), c.want)
			}
		})
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	dir, secret := t.TempDir(), written(t, "secret.vtt", []byte("WEBVTT\n\n00:01.000 --> 00:02.000\nsecret\n"))
	if err := os.Symlink(secret, filepath.Join(dir, "a.vtt")); err != nil {
		t.Fatal(err)
	}
	docs, err := evidence.Read(t.Context(), dir, evidence.Options{})
	if err != nil || len(docs) != 1 || len(docs[0].Messages) != 0 || len(docs[0].Rejected) != 1 || docs[0].Rejected[0].Expected != evidence.ExpectedFile {
		t.Errorf("%v, %+v", err, docs)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	docs, err := evidence.Read(ctx, filepath.Join("testdata", "sample", "slack", "archive"), evidence.Options{})
	if debrief.CodeOf(err) != debrief.CodeCancelled || docs != nil {
		t.Error(err)
	}
}

// TestBroken reads what is whole of a file, and names the rest.
func TestBroken(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	for _, c := range []struct {
		what, text string
		messages   int
		line       int
		expected   evidence.Expected
	}{
		{"half a file", "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"a\",\"ts\":\"1700000000.1\"},\n{\"type\":", 1, 2, evidence.ExpectedJSON},
		{"no time", `[{"type":"message","user":"U1","text":"a","ts":"soon"}]`, 0, 1, evidence.ExpectedTime},
		{"1970", `[{"type":"message","user":"U1","text":"a","ts":"12.0"}]`, 0, 1, evidence.ExpectedTime},
		{"9999", `[{"type":"message","user":"U1","text":"a","ts":"253370764800.0"}]`, 0, 1, evidence.ExpectedTime},
		{"deep", `[{"type":"message","ts":"1700000000.1","text":"a"},{"blocks":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}]`, 1, 1, evidence.ExpectedDepth},
		{"a long line", "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n" + long + "\r\n\r\n00:03.000 --> 00:04.000\r\nb\r\n", 1, 4, evidence.ExpectedShort},
		{"a mark, and carriage returns", "\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\na\r\n\r\n1:99.000 --> 2:00.000\r\nb", 1, 6, evidence.ExpectedCue},
	} {
		t.Run(c.what, func(t *testing.T) {
			d, err := evidence.ReadText(t.Context(), c.text, evidence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Messages) != c.messages || len(d.Rejected) != 1 || d.Rejected[0].Line != c.line || d.Rejected[0].Expected != c.expected {
				t.Errorf("%s, %d messages, rejected %.200v", d.Format, len(d.Messages), d.Rejected)
			}
		})
	}
}
