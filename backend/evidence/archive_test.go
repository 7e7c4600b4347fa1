package evidence_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// call is a file that is read wherever it lies.
const call = "WEBVTT\n\n00:01.000 --> 00:02.000\nchecking\n"

// member is one of an archive, as its header has it.
type member struct {
	zip.FileHeader
	text string
}

func archive(t testing.TB, members ...member) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, m := range members {
		w, err := z.CreateHeader(&m.FileHeader)
		if err == nil {
			_, err = w.Write([]byte(m.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readArchive reads an archive of these bytes: how many messages, and what was not opened.
func readArchive(t *testing.T, content []byte) (messages int, aside []string, err error) {
	t.Helper()
	docs, err := evidence.Read(t.Context(), written(t, "a.zip", content), evidence.Options{})
	for _, d := range docs {
		messages += len(d.Messages)
		for _, r := range d.Rejected {
			if r.Expected == evidence.ExpectedFile {
				aside = append(aside, r.File)
			}
		}
	}
	return messages, aside, err
}

// TestNamesInArchives: nothing is written, wherever a name leads; one that leads out
// refuses the whole.
func TestNamesInArchives(t *testing.T) {
	for name, want := range map[string]debrief.Code{
		"../a.vtt": debrief.CodeEvidenceArchive, "/etc/a.vtt": debrief.CodeEvidenceArchive, "a/../../a.vtt": debrief.CodeEvidenceArchive, `..\a.vtt`: debrief.CodeEvidenceArchive,
		`C:\a.vtt`: debrief.CodeEvidenceArchive, `\\server\a.vtt`: debrief.CodeEvidenceArchive, "a//b.vtt": debrief.CodeEvidenceArchive, "./a.vtt": debrief.CodeEvidenceArchive,
		"": debrief.CodeEvidenceArchive, "a/.": debrief.CodeEvidenceArchive, strings.Repeat("a/", 65) + "b.vtt": debrief.CodeEvidenceArchive,
		"C:/a.vtt": "", "NUL": "", "con.vtt": "", "a:stream": "", "gr\xf6\xdfe.vtt": "", "a\x1b[2J.vtt": "", "größe.vtt": "", strings.Repeat("n", 60_000): "", strings.Repeat("a/", 60) + "b.vtt": "",
	} {
		messages, _, err := readArchive(t, archive(t, member{zip.FileHeader{Name: name}, call}))
		if want == "" && (err != nil || messages != 1) || want != "" && debrief.CodeOf(err) != want {
			t.Errorf("%.60q: %d messages, %v", name, messages, err)
		}
	}
}

// TestLinksInArchives are named, and not followed.
func TestLinksInArchives(t *testing.T) {
	for _, mode := range []fs.FileMode{fs.ModeSymlink, fs.ModeNamedPipe, fs.ModeDevice, fs.ModeCharDevice | fs.ModeDevice, fs.ModeSocket} {
		link := member{zip.FileHeader{Name: "link.vtt"}, "/etc/passwd"}
		link.SetMode(mode | 0o777)
		messages, aside, err := readArchive(t, archive(t, member{zip.FileHeader{Name: "a.vtt"}, call}, link))
		if err != nil || messages != 1 || len(aside) != 1 || filepath.Base(aside[0]) != "link.vtt" {
			t.Errorf("%s: %d messages, aside %v, %v", mode, messages, aside, err)
		}
	}
}

// overlapping is an archive whose members are all one and the same part of it.
func overlapping(t *testing.T, members int) []byte {
	t.Helper()
	var all []member
	for n := range members {
		all = append(all, member{zip.FileHeader{Name: fmt.Sprintf("%04d.txt", n), Method: zip.Deflate}, strings.Repeat("\x00", 500_000)})
	}
	content := archive(t, all...)
	end := bytes.LastIndex(content, []byte("PK\x05\x06"))
	list := content[binary.LittleEndian.Uint32(content[end+16:]):]
	first := content[:bytes.Index(content[4:], []byte("PK\x03\x04"))+4]
	out := bytes.Clone(first)
	for len(list) > 46 && bytes.HasPrefix(list, []byte("PK\x01\x02")) {
		size := 46 + int(binary.LittleEndian.Uint16(list[28:])) + int(binary.LittleEndian.Uint16(list[30:]))
		header := bytes.Clone(list[:size])
		binary.LittleEndian.PutUint32(header[42:], 0) // begins where the first does
		out = append(out, header...)
		list = list[size:]
	}
	tail := bytes.Clone(content[end:])
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(out)-len(first)))
	binary.LittleEndian.PutUint32(tail[16:], uint32(len(first)))
	return append(out, tail...)
}

// TestBombs are refused before they are unpacked.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 8<<20)
	inner := archive(t, member{zip.FileHeader{Name: "0.txt", Method: zip.Deflate}, zeros})
	locked := archive(t, member{zip.FileHeader{Name: "a.vtt"}, call})
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(locked, []byte(mark))
		locked[at+map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[mark]] |= 1
	}
	var many, named []member
	for n := range 20_001 {
		many = append(many, member{zip.FileHeader{Name: fmt.Sprint(n)}, ""})
	}
	for n := range 300 {
		named = append(named, member{zip.FileHeader{Name: fmt.Sprint(n) + strings.Repeat("x", 60_000)}, ""})
	}
	for what, c := range map[string]struct {
		content []byte
		want    debrief.Code
	}{
		"one that unpacks to much more": {inner, debrief.CodeEvidenceTooLarge},
		"parts that overlap":            {overlapping(t, 200), debrief.CodeEvidenceArchive},
		"too many members":              {archive(t, many...), debrief.CodeEvidenceTooLarge},
		"names that are too long":       {archive(t, named...), debrief.CodeEvidenceTooLarge},
		"a password":                    {locked, debrief.CodeEvidenceArchive},
	} {
		began := time.Now()
		if _, _, err := readArchive(t, c.content); debrief.CodeOf(err) != c.want {
			t.Errorf("%s: %v", what, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s: %s", what, took)
		}
	}
	// An archive within one stays closed: it is none of what is read.
	docs, err := evidence.Read(t.Context(), written(t, "a.zip", archive(t, member{zip.FileHeader{Name: "in.zip"}, string(inner)})), evidence.Options{})
	if err != nil || len(docs) != 1 || docs[0].Format != evidence.FormatUnknown {
		t.Errorf("within: %v", err)
	}
}

// TestDamagedArchives: cut or changed at any byte, nothing else is read than what was
// put in.
func TestDamagedArchives(t *testing.T) {
	whole := archive(t, member{zip.FileHeader{Name: "a.vtt", Method: zip.Deflate}, call}, member{zip.FileHeader{Name: "b/c.vtt"}, call})
	dir := t.TempDir()
	look := func(what string, content []byte) {
		path := filepath.Join(dir, "a.zip")
		mustWrite(t, path, content)
		docs, err := evidence.Read(t.Context(), path, evidence.Options{})
		for _, d := range docs {
			for _, m := range d.Messages {
				if m.Text != "checking" {
					t.Errorf("%s: %q, %v", what, m.Text, err)
				}
			}
		}
		if err != nil && debrief.CodeOf(err) == debrief.CodeInternal {
			t.Errorf("%s: %v", what, err)
		}
	}
	for at := range whole {
		look(fmt.Sprint("cut at ", at), whole[:at])
		for _, bit := range []byte{1, 0xff} {
			changed := bytes.Clone(whole)
			changed[at] ^= bit
			look(fmt.Sprint("changed at ", at), changed)
		}
	}
}
