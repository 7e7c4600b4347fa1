package evidence_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondstory/backend/evidence"
)

// dressed is a text as other programs write it. It says the same.
func dressed() map[string]func(string) string {
	return map[string]func(string) string{
		"carriage returns":  func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"a mark":            func(s string) string { return "\ufeff" + s },
		"UTF-16, low first": func(s string) string { return "\xff\xfe" + wide(s, 0, 1) },
		"UTF-16, top first": func(s string) string { return "\xfe\xff" + wide(s, 1, 0) },
		"a mark and both":   func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") },
		"blank at the end":  func(s string) string { return strings.TrimRight(s, "\n") + "\n\n\n" },
		"no end of line":    func(s string) string { return strings.TrimRight(s, "\n") },
	}
}

// wide is a text of the Basic Multilingual Plane in UTF-16.
func wide(s string, low, high int) string {
	var out []byte
	for _, r := range s {
		pair := [2]byte{}
		pair[low], pair[high] = byte(r), byte(r>>8)
		out = append(out, pair[:]...)
	}
	return string(out)
}

// saidOf is what a document says, without what tells one file from another.
func saidOf(d *evidence.Document) string {
	var out strings.Builder
	for _, m := range d.Messages {
		_, _ = fmt.Fprintf(&out, "%s|%v|%v|%s|%s|%s|%d\n", m.ID, m.When, m.Until, m.Sender, m.Kind, strings.TrimSpace(strings.ReplaceAll(m.Text, "\r", "")), m.Line)
	}
	return fmt.Sprint(out.String(), d.Series, len(d.Rejected), d.More)
}

// TestDressed: line ends, marks and encodings change nothing of what is read.
func TestDressed(t *testing.T) {
	for _, format := range evidence.Formats() {
		for i, text := range shapes()[format] {
			if strings.Contains(text, "\x00") {
				continue // counts its bytes
			}
			want := saidOf(readAs(t, format, text))
			for how, dress := range dressed() {
				d := readAs(t, format, dress(text))
				if got := saidOf(d); got != want {
					t.Errorf("%s %d, %s\n got %s\nwant %s\nrejected %+v", format, i, how, got, want, d.Rejected)
				}
			}
		}
	}
}

var (
	someDate  = regexp.MustCompile(`20\d\d-(\d\d)-(\d\d)`)
	someEpoch = regexp.MustCompile(`1[67]\d{8}`)
	someDigit = regexp.MustCompile(`\d{2,}`)
)

// broken are ways in which a text is not what its format wants.
func broken() map[string]func(string) string {
	out := map[string]func(string) string{
		"no text":        func(string) string { return "" },
		"blank":          func(string) string { return " \r\n\t\n\n" },
		"one NUL":        func(string) string { return "\x00" },
		"NUL for lines":  func(s string) string { return strings.ReplaceAll(s, "\n", "\x00") },
		"NUL for blanks": func(s string) string { return strings.ReplaceAll(s, " ", "\x00") },
		"western":        func(s string) string { return strings.NewReplacer("Ines", "In\xe9s", "a", "\xe4").Replace(s) },
		"mixed":          func(s string) string { return strings.Replace(strings.ReplaceAll(s, "b", "ü"), "ü", "\xfc", 1) },
		"no UTF-8":       func(s string) string { return strings.ReplaceAll(s, "a", "\xc3\x28\xed\xa0\x80") },
		"marks inside":   func(s string) string { return strings.ReplaceAll(s, "\n", "\n\ufeff") },
		"half of UTF-16": func(s string) string { return "\xff\xfe" + wide(s, 0, 1)[1:] },
		"terminals":      func(s string) string { return strings.ReplaceAll(s, "a", "\x1b[31;1m\x07\x08") },
		"turned":         func(s string) string { return strings.ReplaceAll(s, "a", "\u202e\u2066\u200d") },
		"no digits":      func(s string) string { return someDigit.ReplaceAllString(s, "xx") },
		"huge numbers":   func(s string) string { return someDigit.ReplaceAllString(s, strings.Repeat("9", 400)) },
		"exponents":      func(s string) string { return someEpoch.ReplaceAllString(s, "1e308") },
		"below zero":     func(s string) string { return someEpoch.ReplaceAllString(s, "-1") },
		"keys twice":     func(s string) string { return strings.ReplaceAll(s, "{\"", "{\"x\":1,\"x\":{},\"id\":[],\"") },
		"quotes":         func(s string) string { return strings.ReplaceAll(s, "a", "\"") },
		"deep arrays":    func(string) string { return strings.Repeat("[", 100_000) },
		"deep objects":   func(string) string { return strings.Repeat("{\"a\":", 100_000) },
		"deep within": func(s string) string {
			return strings.Replace(s, "{", "{\"a\":"+strings.Repeat("[", 90)+strings.Repeat("]", 90)+",", 1)
		},
		"deep marks":    func(s string) string { return strings.Repeat("<div>", 20_000) + s },
		"deep quotes":   func(s string) string { return strings.Repeat("> ", 20_000) + s },
		"empty objects": func(string) string { return "[" + strings.Repeat("{},", 10_000) + "{}]" },
		"empty lines":   func(s string) string { return s + strings.Repeat("\n", 50_000) },
		"empty cells":   func(s string) string { return s + strings.Repeat(",", 50_000) },
		"one quote":     func(s string) string { return s + "\"" + strings.Repeat("x\n", 20_000) },
		"a long line":   func(s string) string { return s + strings.Repeat("word ", 250_000) },
		"a long name":   func(s string) string { return strings.ReplaceAll(s, "Ines", strings.Repeat("Ines", 20_000)) },
	}
	for _, year := range []string{"0000", "0001", "1969", "1970", "2400", "9999"} {
		out["year "+year] = func(s string) string { return someDate.ReplaceAllString(s, year+"-$1-$2") }
	}
	for name, to := range map[string]string{"1970": "0", "soon after": "86399", "9999": "253402300799", "ms": "${0}000", "µs": "${0}000000", "ns": "${0}000000000", "no number": "soon"} {
		out["epoch "+name] = func(s string) string { return someEpoch.ReplaceAllString(s, to) }
	}
	return out
}

// TestBrokenEverywhere: whatever is done to a file, its reader comes to an end, soon,
// and says where it could not read. Nothing is out of bounds.
func TestBrokenEverywhere(t *testing.T) {
	for _, format := range evidence.Formats() {
		for i, text := range shapes()[format] {
			for how, breaks := range broken() {
				is, began := breaks(text), time.Now()
				d := readAs(t, format, is)
				if took := time.Since(began); took > 20*time.Second {
					t.Errorf("%s %d, %s: %s", format, i, how, took)
				}
				sound(t, d, is)
			}
		}
	}
}

// TestCutAnywhere: of half a file what is whole is read, and where it ends is told.
func TestCutAnywhere(t *testing.T) {
	for _, format := range evidence.Formats() {
		for i, text := range shapes()[format] {
			whole := readAs(t, format, text)
			for at := range len(text) {
				cut := text[:at]
				d := readAs(t, format, cut)
				sound(t, d, cut)
				if json.Valid([]byte(text)) && len(d.Messages) > len(whole.Messages) {
					t.Errorf("%s %d, cut at %d: %d messages of %d", format, i, at, len(d.Messages), len(whole.Messages))
				}
				if json.Valid([]byte(text)) && strings.TrimSpace(cut) != "" && len(d.Rejected) == 0 {
					t.Errorf("%s %d, cut at %d: nothing told of %q", format, i, at, cut)
				}
			}
		}
	}
}

// TestAnyName: a file is told by its content, not by its name.
func TestAnyName(t *testing.T) {
	names := []string{"a.zip", "a.docx", "a.png", "a.exe", "a", "a.json", "a.csv", "users.txt", "-rf", "con", "a\nb.txt", "größe.txt", "gr\xf6\xdfe.txt", strings.Repeat("n", 250)}
	for _, format := range evidence.Formats() {
		text := shapes()[format][0]
		told, err := evidence.ReadText(t.Context(), text, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			at := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			docs, err := evidence.Read(t.Context(), at, evidence.Options{})
			if err != nil || len(docs) != 1 || docs[0].Format != told.Format || len(docs[0].Messages) != len(told.Messages) {
				t.Errorf("%s as %q: %v", format, name, err)
			}
		}
	}
}

// TestOtherFiles: what is no text is told to be none of what can be read.
func TestOtherFiles(t *testing.T) {
	for what, content := range map[string][]byte{
		"PNG": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "PDF": []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "gzip": []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00"),
		"7z": []byte("7z\xbc\xaf\x27\x1c\x00\x04"), "a program": append([]byte("\x7fELF\x02\x01\x01"), bytes.Repeat([]byte{0, 1, 2, 255}, 5000)...),
		"SQLite": []byte("SQLite format 3\x00\x10\x00\x01\x01"), "nothing": nil, "zeros": make([]byte, 100_000), "0xff": bytes.Repeat([]byte{0xff}, 100_000),
	} {
		docs, err := evidence.Read(t.Context(), written(t, "a.json", content), evidence.Options{})
		if err != nil || len(docs) != 1 || docs[0].Format != evidence.FormatUnknown || len(docs[0].Rejected) != 1 {
			t.Errorf("%s: %v, %+v", what, err, docs)
		}
	}
}

// TestWestern: what one program wrote in another encoding is read, in text and in JSON,
// beside what is UTF-8.
func TestWestern(t *testing.T) {
	for format, text := range map[evidence.Format]string{
		evidence.FormatSlack:    "[{\"type\":\"message\",\"user\":\"U\",\"text\":\"größer\",\"ts\":\"1700000000.1\"},\n{\"type\":\"message\",\"user\":\"U\",\"text\":\"gr\xf6\xdfer\",\"ts\":\"1700000001.1\"}]",
		evidence.FormatOpsgenie: "{\"data\":[{\"id\":\"1\",\"message\":\"größer\",\"tinyId\":\"2\",\"createdAt\":\"2024-05-01T10:00:00Z\"},\n{\"id\":\"2\",\"message\":\"gr\xf6\xdfer\",\"tinyId\":\"3\",\"createdAt\":\"2024-05-01T10:00:01Z\"}]}",
		evidence.FormatLog:      "2024-05-01T10:00:00Z größer\n2024-05-01T10:00:01Z gr\xf6\xdfer\n", evidence.FormatIRC: "10:42 <a> größer\n10:43 <a> gr\xf6\xdfer\n",
	} {
		d := readAs(t, format, text)
		if len(d.Messages) != 2 || d.Messages[0].Text != "größer" || d.Messages[1].Text != "größer" || d.Messages[1].Line != 2 {
			t.Errorf("%s: %+v", format, d.Messages)
		}
	}
}
