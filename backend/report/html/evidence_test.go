package html_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	page "secondstory/backend/report/html"
)

// TestEvidenceIsReachedAndLeft: from a factor to its entries, from an entry to the
// picture and the graph it rests on, and back from each.
func TestEvidenceIsReachedAndLeft(t *testing.T) {
	out := string(write(t, full(t, report.Named)))
	row := regexp.MustCompile(`(?s)<tr role="row" id="(e\d+)">(.*?)</tr>`)
	id := ""
	for _, m := range row.FindAllStringSubmatch(out, -1) {
		if strings.Contains(m[2], `href="#p1"`) && strings.Contains(m[2], `href="#g1"`) {
			id = m[1]
		}
	}
	if id == "" {
		t.Fatal("no entry leads to its evidence")
	}
	for _, from := range []string{"p1", "g1"} {
		at := strings.Index(out, `<figure id="`+from+`">`)
		if at < 0 || !strings.Contains(out[at:at+strings.Index(out[at:], "</figure>")], `href="#`+id+`"`) {
			t.Errorf("%s does not lead back to %s", from, id)
		}
	}
	if f := strings.Index(out, `id="f1"`); f < 0 || !regexp.MustCompile(`href="#[en]\d+"`).MatchString(out[f:f+2000]) {
		t.Error("a factor does not lead to its entries")
	}
}

// TestWhatIsSeenIsToldToo: a picture has its caption, a drawing its name, a graph its
// figures as a table.
func TestWhatIsSeenIsToldToo(t *testing.T) {
	out := string(write(t, full(t, report.Named)))
	for _, want := range []string{
		`alt="The lag as the board showed it."`, `src="data:image/png;base64,iVBOR`, `<title id="t1">The event on one line</title>`,
		"Graph 1 as a table", "59 s (21:09:50)", "18 s (21:03:00)",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if len(out) > 600_000 {
		t.Errorf("%d bytes", len(out))
	}
}

// TestAPassageIsReadInItsLanguage: in another script it is told to be, and runs its way.
func TestAPassageIsReadInItsLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"saw مرحبا بالعالم, then": `Saw <span lang="ar" dir="rtl">مرحبا بالعالم</span>, then.`,
		"שלום":                    `<span lang="he" dir="rtl">שלום</span>.`,
		"says 数据库 and こんにちは 世界":   `Says <span lang="ja">数据库</span> and <span lang="ja">こんにちは 世界</span>.`,
		"数据库 <b>":                 `<span lang="zh">数据库</span> &lt;b&gt;.`,
		"a\u202eb":                `ab.`,
	} {
		w := demo.Debrief()
		w.Debrief.Summary.Lead = text
		if out := string(write(t, build(t, w, report.Named))); !strings.Contains(out, `<p class="lead" dir="auto">`+want+`</p>`) {
			at := strings.Index(out, `<p class="lead"`)
			t.Errorf("%q: %.160s", text, out[at:])
		}
	}
	w := demo.Debrief()
	w.Debrief.Language, w.Debrief.Summary.Lead = debrief.LanguageGerman, "Die Datenbank war weg"
	if out := write(t, build(t, w, report.Named)); !bytes.Contains(out, []byte(`<span lang="de">Die Datenbank war weg.</span>`)) {
		t.Error("what is written in German is not told to be")
	}
}

// TestANameIsFoundWhereverItStands: in what is seen, in what is read aloud, in an address.
func TestANameIsFoundWhereverItStands(t *testing.T) {
	for what, change := range map[string]func(r *report.Report){
		"a picture's caption": func(r *report.Report) { r.Pictures[0].Caption = "As Zorblatt saw it" },
		"a picture's source":  func(r *report.Report) { r.Pictures[0].Caption, r.Pictures[0].From = "", "Zorblatt's screen" },
		"an address":          func(r *report.Report) { r.Links = []report.Link{{Text: "x", URL: "https://example.org/~zorblatt"}} },
		"a line of a graph":   func(r *report.Report) { r.Graphs[0].Drawing.Series[0].Name = `up{on="zorblatt"}` },
		"the lead":            func(r *report.Report) { r.Summary.Lead = "Zor\u00adblatt" },
		"across scripts":      func(r *report.Report) { r.Summary.Lead = "ЗоЯ" },
		"the foot":            func(r *report.Report) { r.Classification = "Zorblatt" },
	} {
		w := demo.Debrief()
		w.Participants[0].Name, w.Participants[0].Alias = "Zorblatt", "зоя"
		r := fullOf(t, w, report.RoleOnly)
		change(r)
		if _, err := page.Write(r, options(t)); debrief.CodeOf(err) != debrief.CodeNameFound {
			t.Errorf("%s: %v", what, err)
		}
	}
}
