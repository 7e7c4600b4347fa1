package export_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"html"
	"mime"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
	"secondstory/backend/signoff"
)

// shelf is a library with the bytes of versions, and the entries that were taken back.
type shelf struct {
	bytes map[debrief.ID][]byte
	gone  []debrief.ID
}

func (s shelf) Content(_ context.Context, a debrief.Attachment) ([]byte, error) {
	return s.bytes[a.ID], nil
}

func (s shelf) Withdrawn(context.Context) ([]debrief.ID, error) { return s.gone, nil }

// made is a file of one form, taken apart into all there is to read in it.
type made struct {
	form  string
	texts []string
}

// forms makes every form there is of one edition, and the figure alone, and says what
// each holds: text, metadata, the name of the file.
func forms(t *testing.T, w *debrief.Whole, o report.Options) []made {
	t.Helper()
	out := []made{}
	for _, form := range export.Forms() {
		f, err := export.Make(t.Context(), w, o, form, export.Extra{})
		if err != nil {
			t.Fatalf("%s as %s: %v", o.Edition, form, err)
		}
		again, err := export.Make(t.Context(), w, o, form, export.Extra{})
		if err != nil || !bytes.Equal(f.Data, again.Data) {
			t.Errorf("%s as %s differs from itself, %v", o.Edition, form, err)
		}
		texts := []string{export.Name(f.Title, o.Edition, o.Version, form.Ending()), string(f.Data), html.UnescapeString(string(f.Data))}
		switch form {
		case export.FormPDF:
			texts = append(texts, inPDF(t, f.Data)...)
		case export.FormHTML:
			texts = append(texts, inPictures(t, f.Data))
		case export.FormMail:
			texts = append(texts, inMail(t, f.Data)...)
		case export.FormICS:
			texts = append(texts, strings.ReplaceAll(string(f.Data), "\r\n ", ""))
		}
		out = append(out, made{string(form), texts})
	}
	f, err := export.Poster(t.Context(), w, o, pdf.Posters()[0])
	if err != nil {
		t.Fatalf("%s as a poster: %v", o.Edition, err)
	}
	out = append(out, made{"poster", append(inPDF(t, f.Data), f.Title)})
	folder, err := export.Evidence(t.Context(), w, o, func(context.Context, debrief.Attachment) ([]byte, error) { return o.Pictures["shot"].Content, nil })
	if err != nil {
		t.Fatalf("%s as a folder: %v", o.Edition, err)
	}
	for _, m := range folder {
		out = append(out, made{"folder", []string{m.Name, string(m.Data)}})
	}
	return out
}

// inPDF is what programs read in a PDF: its pages, what it says of itself, its outline,
// its links, and every other text.
func inPDF(t *testing.T, data []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, see := range [][]string{
		{"pdftotext", path, "-"},
		{"pdftotext", "-layout", path, "-"},
		{"pdfinfo", path},
		{"pdfinfo", "-url", path},
		{"qpdf", "--json=2", path},
	} {
		said, err := exec.Command(see[0], see[1:]...).Output()
		if err != nil {
			t.Fatalf("%v: %v", see, err)
		}
		out = append(out, string(said))
	}
	return out
}

// inPictures is the bytes of the pictures a page carries.
func inPictures(t *testing.T, page []byte) string {
	t.Helper()
	out := []byte{}
	for _, m := range regexp.MustCompile(`src="data:image/[a-z]+;base64,([^"]*)"`).FindAllSubmatch(page, -1) {
		data, err := base64.StdEncoding.DecodeString(html.UnescapeString(string(m[1])))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data...)
	}
	if len(out) == 0 {
		t.Error("the page carries no picture")
	}
	return string(out)
}

func inMail(t *testing.T, data []byte) []string {
	t.Helper()
	text, attached := parts(t, data)
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return append(inPDF(t, attached), text, subject)
}

// squeezed leaves of a text what no spelling changes: its letters and digits, without
// case and accents.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// held counts the words that stand in files, and says where when none should.
func held(t *testing.T, what string, files []made, words []string, allowed bool) (searched, hits int) {
	t.Helper()
	found := map[string]bool{}
	for _, f := range files {
		for _, text := range f.texts {
			searched++
			text = squeezed(text)
			for _, w := range words {
				if at := strings.Index(text, squeezed(w)); at >= 0 {
					hits++
					found[w] = true
					if !allowed {
						t.Errorf("%s as %s holds %q: …%s…", what, f.form, w, text[max(0, at-40):min(len(text), at+len(w)+30)])
					}
				}
			}
		}
	}
	if enough := min(len(words), 60); allowed && len(found) < enough {
		t.Errorf("%s: the control found %d words, and there are %d", what, len(found), len(words))
	}
	return searched, hits
}

// Forty names, their aliases and addresses, in every text a debrief has, in every
// spelling: no form of any edition holds one it must not, nor does one of a version
// that was signed off before somebody was listed, declined, or took words back.
func TestGateFormsHoldNoName(t *testing.T) {
	g := newGate(t)
	searched, hits := 0, 0
	look := func(what string, files []made, words []string) {
		s, h := held(t, what, files, words, false)
		searched, hits = searched+s, hits+h
	}
	named := forms(t, g.w, g.options(t, report.Named))
	held(t, "the named edition", named[1:2], g.names, true) // the search finds them where they may be
	look("named", named, g.private)
	roles := forms(t, g.w, g.options(t, report.RoleOnly))
	look("role-only", roles, append(g.private, g.names...))
	held(t, "the role-only edition", roles[1:2], g.systems, true)
	look("public", forms(t, g.w, g.options(t, report.Public)), append(append(append([]string{}, g.private...), g.names...), g.systems...))
	now, library, later := g.signed(t)
	for _, edition := range report.Editions() {
		o := g.options(t, edition)
		w, v, err := export.Version(t.Context(), library, now, "1.1", o)
		if err != nil {
			t.Fatal(err)
		}
		v.Pictures, v.Graphs = o.Pictures, o.Graphs
		if page, err := export.Make(t.Context(), w, v, export.FormMarkdown, export.Extra{}); err != nil || !strings.Contains(string(page.Data), "Two lines that were taken back after sign-off.") {
			t.Errorf("%s 1.1 does not say that lines are left out, %v", edition, err)
		}
		words := append([]string{}, later...)
		if edition != report.Named {
			words = append(append(words, g.private...), append(g.names, "Yolandrix", "dozo.quambo")...)
		}
		look(string(edition)+" 1.1", forms(t, w, v), words)
	}
	t.Logf("gate: forms: %d names and markers at %d places of a debrief, %d texts of files searched, %d hits",
		len(g.names)+len(g.private)+len(g.systems)+len(later), g.places, searched, hits)
}

// A name that came in past the edition keeps every form from being finished, and its
// places are listed.
func TestGateNoFormIsFinishedWithAName(t *testing.T) {
	g := newGate(t)
	g.w.Debrief.Title = ""
	o := formOptions(t, report.RoleOnly)
	told := o.T
	o.T = func(key string, pairs ...string) string {
		text := told(key, pairs...)
		if len(pairs) > 0 && (key == "report.untitled.date" || key == "report.countermeasures.moved") {
			text += " " + g.names[0]
		}
		return text
	}
	for _, form := range export.Forms() {
		_, err := export.Make(t.Context(), g.w, o, form, export.Extra{})
		var told *debrief.Error
		if !errors.As(err, &told) || told.Code != debrief.CodeNameFound || told.Args["places"] == "" {
			t.Errorf("%s: %v", form, err)
		}
		if err != nil && strings.Contains(squeezed(err.Error()), squeezed(g.names[0])) {
			t.Errorf("%s: the sentence says the name: %v", form, err)
		}
	}
}

// signed is what the gate's debrief is a while after it was signed off as 1.1, and what
// a file of that version must not hold any more.
func (g *gate) signed(t *testing.T) (now *debrief.Whole, library shelf, words []string) {
	t.Helper()
	was := g.w
	was.Debrief.State = debrief.StateReadBack
	declines, forgotten, stranger := &was.Participants[len(was.Participants)-1], &was.Entries[9], "Yolandrix Quambo"
	was.Entries[8].Who, was.Entries[8].Text = debrief.Who{ParticipantID: declines.ID}, "I would rather not have qzregret told"
	forgotten.Text = "They said qzforgotten"
	was.Entries[10].Text = "Then yolandrix called, of dozo.quambo@example.org"
	for i := range was.Participants {
		p := &was.Participants[i]
		p.Reading, p.LinesMark = debrief.ReadingAgreed, debrief.LinesMark(was.LinesOf(p.ID))
	}
	a, v, err := signoff.Sign(was, signoff.Options{At: formOptions(t, report.Named).Now, Note: "As " + g.names[1] + " asked"})
	if err != nil {
		t.Fatal(err)
	}
	now = debrief.NewWhole(was.Debrief)
	for _, r := range append(was.Records()[1:], a.Put...) {
		now.Add(r)
	}
	for i := range now.Participants {
		if now.Participants[i].ID == declines.ID {
			now.Participants[i].Reading = debrief.ReadingDeclined
		}
	}
	now.Participants = append(now.Participants, debrief.Participant{
		Base: debrief.Base{ID: "later", DebriefID: now.Debrief.ID}, Name: stranger, Email: "dozo.quambo@example.org", Role: "Caller", Parts: []debrief.Part{},
	})
	library = shelf{map[debrief.ID][]byte{v.PackID: a.Content[v.PackID]}, []debrief.ID{forgotten.ID}}
	return now, library, []string{"qzregret", "qzforgotten"}
}
