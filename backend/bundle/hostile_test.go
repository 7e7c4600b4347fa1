package bundle_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

// file is one member of a bundle somebody made with other tools.
type file struct {
	name, text string
	mode       os.FileMode
	method     uint16
}

func zipped(tb testing.TB, files ...file) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: f.method}
		h.SetMode(f.mode | 0o600)
		w, err := z.CreateHeader(h)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.WriteString(w, f.text); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// listed puts a right manifest before files.
func listed(tb testing.TB, format string, files ...file) []byte {
	tb.Helper()
	var members []string
	for _, f := range files {
		sum := sha256.Sum256([]byte(f.text))
		name, err := json.Marshal(f.name)
		if err != nil {
			tb.Fatal(err)
		}
		members = append(members, fmt.Sprintf(`{"name":%s,"size":%d,"sha256":"%s"}`, name, len(f.text), hex.EncodeToString(sum[:])))
	}
	text := fmt.Sprintf(`{"format":%s,"app":"1","debriefId":"d","members":[%s]}`, format, strings.Join(members, ","))
	return zipped(tb, append([]file{{name: "manifest.json", text: text, method: zip.Deflate}}, files...)...)
}

// TestOlderBundlesLeaveTurnsBehind reads what format 1 had in a meeting, and writes
// none of it again. In the format of now it is refused.
func TestOlderBundlesLeaveTurnsBehind(t *testing.T) {
	text := small(t, `"stage":0,`, `"stage":3,"speakerId":"jo","heardIds":["ines"],"passedIds":["sam"],"orderIds":["jo","ines"],`)
	data := listed(t, "1", file{name: "debrief.json", text: text})
	b, err := bundle.Read(t.Context(), bytes.NewReader(data), int64(len(data)))
	if err != nil || b.Debrief.Meeting.Stage != 3 || len(b.Debrief.Entries) != 1 {
		t.Fatalf("Read = %+v, %v", b, err)
	}
	out, err := json.Marshal(b.Debrief)
	if err != nil || strings.Contains(string(out), "heard") || strings.Contains(string(out), "speaker") {
		t.Errorf("it holds %s, %v", out, err)
	}
	data = listed(t, "2", file{name: "debrief.json", text: text})
	_, err = bundle.Read(t.Context(), bytes.NewReader(data), int64(len(data)))
	if debrief.CodeOf(err) != debrief.CodeBundleContents {
		t.Errorf("with turns in format 2 Read = %v", err)
	}
}

// small is a debrief with the id "d" in JSON, with some of it replaced.
func small(tb testing.TB, replace ...string) string {
	tb.Helper()
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	d.ID, d.DebriefID = "d", "d"
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "e", DebriefID: "d"}, Text: "seen", Basis: debrief.BasisMemory})
	text, err := json.Marshal(w)
	if err != nil {
		tb.Fatal(err)
	}
	out := string(text)
	for i := 0; i+1 < len(replace); i += 2 {
		if !strings.Contains(out, replace[i]) {
			tb.Fatalf("%s is not in %s", replace[i], out)
		}
		out = strings.Replace(out, replace[i], replace[i+1], 1)
	}
	return out
}

// hostile are bundles nobody should have to open, by what is wrong with them.
func hostile(tb testing.TB) map[string]struct {
	data []byte
	code debrief.Code
} {
	tb.Helper()
	type bad = struct {
		data []byte
		code debrief.Code
	}
	out := map[string]bad{}
	whole := func(replace ...string) file { return file{name: "debrief.json", text: small(tb, replace...)} }
	good := listed(tb, "1", whole())
	if _, err := read(good); err != nil {
		tb.Fatalf("the good one is refused: %v", err)
	}
	add := func(name string, code debrief.Code, data []byte) { out[name] = bad{data, code} }

	add("empty", debrief.CodeBundleForeign, nil)
	add("text", debrief.CodeBundleForeign, []byte("Dear all, attached is the debrief."))
	add("another zip", debrief.CodeBundleForeign, zipped(tb, file{name: "word/document.xml", text: "<x/>"}))
	add("manifest not first", debrief.CodeBundleForeign, zipped(tb, whole(), file{name: "manifest.json", text: "{}"}))
	add("cut short", debrief.CodeBundleDamaged, good[:len(good)-30])
	add("something after", debrief.CodeBundleDamaged, append(bytes.Clone(good), "more"...))
	add("something before", debrief.CodeBundleForeign, append([]byte("more"), good...))
	add("a flipped byte", debrief.CodeBundleDamaged, bytes.Replace(good, []byte("seen"), []byte("seem"), 1))
	huge := bytes.Clone(good)
	binary.LittleEndian.PutUint16(huge[len(huge)-14:], 0xffff)
	binary.LittleEndian.PutUint16(huge[len(huge)-12:], 0xffff)
	add("a directory of 65,535", debrief.CodeBundleDamaged, huge)

	add("newer", debrief.CodeBundleNewer, listed(tb, "3", file{name: "later.json", text: "{}"}))
	add("format 0", debrief.CodeBundleContents, listed(tb, "0", whole()))
	add("a format of many digits", debrief.CodeBundleContents, listed(tb, strings.Repeat("9", 400), whole()))
	add("a format in words", debrief.CodeBundleContents, listed(tb, `"one"`, whole()))
	for _, name := range []string{
		"../up", "/etc/passwd", `..\up`, `C:\up`, "attachments/../up", "attachments/", "attachments/a/b", "Debrief.json",
		"debrief.json/", "attachments/nul:", "attachments/\u202egnp", "attachments/" + strings.Repeat("a", 300), "readme.txt", "",
	} {
		add("member "+name, debrief.CodeBundleMember, listed(tb, "1", whole(), file{name: name, text: ""}))
	}
	add("not in the list", debrief.CodeBundleMember, append([]byte{}, zipped(tb,
		file{name: "manifest.json", text: `{"format":1,"app":"","debriefId":"d","members":[]}`}, whole())...))
	add("there twice", debrief.CodeBundleMember, listed(tb, "1", whole(), whole()))
	add("a second manifest", debrief.CodeBundleMember, listed(tb, "1", whole(), file{name: "manifest.json", text: "{}"}))
	add("a link", debrief.CodeBundleMember, listed(tb, "1", file{name: "debrief.json", text: "/etc/passwd", mode: os.ModeSymlink}))
	add("a device", debrief.CodeBundleMember, listed(tb, "1", file{name: "debrief.json", text: small(tb), mode: os.ModeDevice}))
	add("an attachment nobody names", debrief.CodeBundleMember, listed(tb, "1", whole(), file{name: "attachments/a", text: "x"}))
	add("no debrief", debrief.CodeBundleDamaged, listed(tb, "1"))
	add("other bytes than listed", debrief.CodeBundleDamaged, zipped(tb,
		file{name: "manifest.json", text: `{"format":1,"app":"","debriefId":"d","members":[{"name":"debrief.json","size":2,"sha256":"00"}]}`}, whole()))

	const described = `"attachments":[{"id":"a","debriefId":"d","rev":0,"recordId":"e","name":"x.txt","mediaType":"text/plain","size":1,` +
		`"sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}]`
	with := func(replace ...string) file {
		return whole(append([]string{`"attachments":[]`, described}, replace...)...)
	}
	one := file{name: "attachments/a", text: "x"}
	if _, err := read(listed(tb, "1", with(), one)); err != nil {
		tb.Fatalf("the good one with an attachment is refused: %v", err)
	}
	add("an attachment without bytes", debrief.CodeBundleDamaged, listed(tb, "1", with()))
	add("an attachment of other bytes", debrief.CodeBundleDamaged, listed(tb, "1", with(), file{name: "attachments/a", text: "y"}))
	add("an attachment of another size", debrief.CodeBundleDamaged, listed(tb, "1", with(`"size":1`, `"size":2`), one))
	add("an attachment too many", debrief.CodeBundleMember, listed(tb, "1", with(), one, file{name: "attachments/b", text: "x"}))
	add("an attachment called a debrief", debrief.CodeBundleRecord, listed(tb, "1", with(`"id":"a"`, `"id":"debrief.json"`), one))
	add("an attachment without a hash", debrief.CodeBundleRecord, listed(tb, "1", with(`2d71`, `zzzz`), one))
	add("an attachment of nothing", debrief.CodeBundleRecord, listed(tb, "1", with(`"recordId":"e"`, `"recordId":""`), one))
	add("a large attachment", debrief.CodeBundleTooLarge,
		listed(tb, "1", whole(), file{name: "attachments/a", text: strings.Repeat("x", debrief.MaxAttachment+1)}))

	bomb := file{name: "attachments/a", text: strings.Repeat("\x00", 8<<20), method: zip.Deflate}
	add("a bomb", debrief.CodeBundleTooLarge, listed(tb, "1", whole(), bomb))
	add("large JSON", debrief.CodeBundleTooLarge, listed(tb, "1", file{name: "debrief.json", text: strings.Repeat(" ", 65<<20), method: zip.Deflate}))

	for name, text := range map[string]string{
		"no JSON":               "debrief",
		"JSON cut short":        small(tb)[:100],
		"JSON twice":            small(tb) + "{}",
		"null":                  "null",
		"a list":                "[]",
		"deep":                  strings.Repeat("[", 100_000),
		"deep objects":          strings.Repeat(`{"debrief":`, 50),
		"many empty objects":    `{"entries":[` + strings.Repeat("{},", 400_000) + "{}]}",
		"many nulls":            `{"entries":[` + strings.Repeat("null,", 1000) + "null]}",
		"many values":           `{"debrief":{"tags":[` + strings.Repeat(`"",`, 4_000_000) + `""]}}`,
		"an unknown field":      small(tb, `"text":"seen"`, `"text":"seen","sealed":"x"`),
		"a number for a text":   small(tb, `"text":"seen"`, `"text":7`),
		"a huge number":         small(tb, `"position":0`, `"position":1e999`),
		"a revision too large":  small(tb, `"rev":0`, `"rev":99999999999999999999`),
		"a negative revision":   small(tb, `"rev":0`, `"rev":-1`),
		"an unknown kind":       small(tb, `"kind":"incident"`, `"kind":"trial"`),
		"an impossible time":    small(tb, `"at":""`, `"at":"tomorrow"`),
		"a stage of 99":         small(tb, `"stage":0,"position"`, `"stage":99,"position"`),
		"another debrief's":     small(tb, `"id":"e","debriefId":"d"`, `"id":"e","debriefId":"x"`),
		"an id twice":           small(tb, `"id":"e"`, `"id":"d"`),
		"an id with a path":     small(tb, `"id":"e"`, `"id":"../e"`),
		"another meeting":       small(tb, `"id":"meeting-d"`, `"id":"meeting-x"`),
		"a plan of two stages":  small(tb, `"planMinutes":[2,3,20,15,8,8,4]`, `"planMinutes":[2,3]`),
		"another id than named": strings.ReplaceAll(small(tb), `"d"`, `"x"`),
	} {
		code := debrief.Code("bundle-record or -contents")
		add(name, code, listed(tb, "1", file{name: "debrief.json", text: text, method: zip.Store}))
	}
	return out
}

// TestGateHostileBundles reads each: it must be refused by
// the right code, with a sentence, and without much memory.
func TestGateHostileBundles(t *testing.T) {
	all, taken := hostile(t), 0
	for name, bad := range all {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		b, err := read(bad.data)
		runtime.ReadMemStats(&after)
		if b != nil || err == nil {
			taken++
			t.Errorf("%.40q was read", name)
			continue
		}
		code := debrief.CodeOf(err)
		either := code == debrief.CodeBundleRecord || code == debrief.CodeBundleContents
		if code != bad.code && (bad.code != "bundle-record or -contents" || !either) {
			t.Errorf("%.40q: %v, want %s", name, err, bad.code)
		}
		if s := sentence(t, err); !strings.Contains(s, "Nothing was changed") || strings.ContainsAny(s, "\u202e\x00") || len(s) > 400 {
			t.Errorf("%.40q says %q", name, s)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 300<<20 {
			t.Errorf("%.40q took %d MB", name, used>>20)
		}
	}
	t.Logf("gate: hostile bundles: %d refused by a sentence that names what was expected, %d read", len(all)-taken, taken)
}

// FuzzRead reads anything at all; what it accepts must come back the same.
func FuzzRead(f *testing.F) {
	f.Add(mustWrite(f, bundle.Bundle{App: "1", Debrief: demo.Debrief()}))
	few := bundle.Bundle{App: "1", Debrief: debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))}
	few.Content = map[debrief.ID][]byte{}
	attach(&few, "a", few.Debrief.Debrief.ID, "a.txt", "text/plain", []byte("some words"))
	attach(&few, "b", few.Debrief.Debrief.ID, "b.png", "image/png", nil)
	f.Add(mustWrite(f, few))
	for _, bad := range hostile(f) {
		if len(bad.data) < 64<<10 {
			f.Add(bad.data)
		}
	}
	seeds, err := filepath.Glob(filepath.Join("testdata", "*"+bundle.Extension))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := read(data)
		if err != nil {
			if debrief.CodeOf(err) == debrief.CodeInternal {
				t.Fatalf("no code: %v", err)
			}
			return
		}
		again := mustRead(t, mustWrite(t, *b))
		if d := bundle.Compare(b.Debrief, again.Debrief); !d.Same() || !maps.EqualFunc(again.Content, b.Content, bytes.Equal) {
			t.Fatalf("comes back otherwise: %+v", d)
		}
	})
}

// FuzzDebrief reads anything at all as the debrief of a bundle that is right
// in every other way, which FuzzRead rarely gets past the hashes with.
func FuzzDebrief(f *testing.F) {
	f.Add(small(f), "")
	f.Add(small(f, `"text":"seen"`, `"text":7`), "")
	a := debrief.NewAttachment("d", "e", "x.txt", "text/plain", []byte("x"))
	a.ID = "a"
	text, err := json.Marshal([]*debrief.Attachment{a})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small(f, `"attachments":[]`, `"attachments":`+string(text)), "x")
	allowed := []debrief.Code{
		debrief.CodeBundleRecord, debrief.CodeBundleContents, debrief.CodeBundleDamaged, debrief.CodeBundleMember,
	}
	f.Fuzz(func(t *testing.T, text, attached string) {
		files := []file{{name: "debrief.json", text: text}}
		if attached != "" {
			files = append(files, file{name: "attachments/a", text: attached})
		}
		b, err := read(listed(t, "1", files...))
		if err != nil {
			if code := debrief.CodeOf(err); !slices.Contains(allowed, code) {
				t.Fatalf("no code of its own: %v", err)
			}
			return
		}
		if d := bundle.Compare(b.Debrief, mustRead(t, mustWrite(t, *b)).Debrief); !d.Same() {
			t.Fatalf("comes back otherwise: %+v", d)
		}
	})
}
