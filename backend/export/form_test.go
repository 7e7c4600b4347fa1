package export_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf/lock"
)

func formOptions(t *testing.T, edition report.Edition) report.Options {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return report.Options{Edition: edition, Now: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), T: words.T}
}

// parts are a mail's text and the file that goes with it.
func parts(t *testing.T, data []byte) (text string, attached []byte) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	body, err := r.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	words, err := io.ReadAll(quotedprintable.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	file, err := r.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if attached, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, file)); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(file.FileName(), ".pdf") {
		t.Errorf("the file is called %q", file.FileName())
	}
	if _, err := r.NextPart(); err != io.EOF {
		t.Errorf("there is more: %v", err)
	}
	return string(words), attached
}

func TestAMailCarriesTheReport(t *testing.T) {
	w := demo.Debrief()
	f, err := export.Make(t.Context(), w, formOptions(t, report.RoleOnly), export.FormMail, export.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := export.PDF(t.Context(), w, formOptions(t, report.RoleOnly))
	if err != nil {
		t.Fatal(err)
	}
	text, attached := parts(t, f.Data)
	if !bytes.Equal(attached, set.Data) {
		t.Error("the report that goes with it is another")
	}
	for _, want := range []string{w.Debrief.Title, "What was learned:", "Two hosts, one digit apart", "What is changing:", "Role-only edition"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mail does not say %q:\n%s", want, text)
		}
	}
	for i, line := range bytes.Split(f.Data, []byte("\r\n")) {
		if len(line) > 998 || bytes.ContainsAny(line, "\n\r") {
			t.Fatalf("line %d: %.60q", i, line)
		}
	}
}

// What somebody wrote goes out as they wrote it, and is searched as the rest is.
func TestAMailSaysWhatSomebodyWrote(t *testing.T) {
	w := demo.Debrief()
	f, err := export.Make(t.Context(), w, formOptions(t, report.RoleOnly), export.FormMail, export.Extra{Cover: "Hello all,\n\nplease read page one.\n\x00\n"})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := parts(t, f.Data); text != "Hello all,\r\n\r\nplease read page one.\r\n" {
		t.Errorf("the mail says %q", text)
	}
	g := newGate(t)
	w, names := g.w, g.names
	name := names[2]
	if _, err := export.Make(t.Context(), w, formOptions(t, report.RoleOnly), export.FormMail, export.Extra{Cover: "Ask " + name + " about it."}); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("with a name in it: %v", err)
	}
	if _, err := export.Make(t.Context(), w, formOptions(t, report.Named), export.FormMail, export.Extra{Cover: "Ask " + name + " about it."}); err != nil {
		t.Errorf("with a name in the named edition: %v", err)
	}
}

// A password goes on the PDF, alone and in a mail, and other forms are refused one.
func TestPasswords(t *testing.T) {
	with := export.Extra{Passwords: lock.Passwords{Open: "correct horse"}}
	for _, form := range export.Forms() {
		f, err := export.Make(t.Context(), demo.Debrief(), formOptions(t, report.RoleOnly), form, with)
		if !form.IsLockable() {
			if debrief.CodeOf(err) != debrief.CodeNotLockable {
				t.Errorf("%s: %v", form, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		data := f.Data
		if form == export.FormMail {
			_, data = parts(t, f.Data)
		}
		path := filepath.Join(t.TempDir(), "report.pdf")
		if err := export.Save(path, data); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command("qpdf", "--check", "--password=correct horse", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", form, err, said)
		}
		if exec.Command("qpdf", "--check", path).Run() == nil {
			t.Errorf("%s opens without its password", form)
		}
	}
}

// What is said beside the report is what is in it.
func TestCovers(t *testing.T) {
	o := formOptions(t, report.RoleOnly)
	head, err := export.Begin(demo.Debrief(), o)
	if err != nil {
		t.Fatal(err)
	}
	c, err := head.Covers()
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.Make(t.Context(), demo.Debrief(), o, export.FormMail, export.Extra{})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := parts(t, f.Data); strings.ReplaceAll(text, "\r\n", "\n") != c.Mail {
		t.Errorf("the mail says\n%s\nand is told as\n%s", text, c.Mail)
	}
	f, err = export.Make(t.Context(), demo.Debrief(), o, export.FormChat, export.Extra{})
	if err != nil || string(f.Data) != c.Chat+"\n" || !strings.Contains(c.Chat, "What is changing:") {
		t.Errorf("%v, the text for a chat:\n%s", err, f.Data)
	}
}

func TestAnUnknownFormIsRefused(t *testing.T) {
	if _, err := export.Make(t.Context(), demo.Debrief(), formOptions(t, report.RoleOnly), "docx", export.Extra{}); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("%v", err)
	}
}
