package site

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// What RFC 4287 says of a feed, as far as it is a MUST, for the tests. Section numbers
// are its own.

const atom = "http://www.w3.org/2005/Atom"

// node is an element of a feed.
type node struct {
	Name  xml.Name
	Attrs []xml.Attr `xml:",any,attr"`
	Nodes []node     `xml:",any"`
	Text  string     `xml:",chardata"`
}

func (n *node) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	n.Name = start.Name
	type plain node
	return d.DecodeElement((*plain)(n), &start)
}

func (n *node) all(name string) []node {
	return slices.DeleteFunc(slices.Clone(n.Nodes), func(c node) bool { return c.Name.Local != name })
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// count is how often an element stands in another: at least and at most.
type count struct{ least, most int }

const many = 1 << 30

var (
	// Sections 4.1.1 and 4.1.2.
	inFeed = map[string]count{
		"author": {0, many}, "category": {0, many}, "contributor": {0, many}, "generator": {0, 1}, "icon": {0, 1}, "id": {1, 1}, "link": {0, many},
		"logo": {0, 1}, "rights": {0, 1}, "subtitle": {0, 1}, "title": {1, 1}, "updated": {1, 1}, "entry": {0, many},
	}
	inEntry = map[string]count{
		"author": {0, many}, "category": {0, many}, "content": {0, 1}, "contributor": {0, many}, "id": {1, 1}, "link": {0, many},
		"published": {0, 1}, "rights": {0, 1}, "source": {0, 1}, "summary": {0, 1}, "title": {1, 1}, "updated": {1, 1},
	}
	// Section 3.2.
	inPerson = map[string]count{"name": {1, 1}, "uri": {0, 1}, "email": {0, 1}}
)

// checkAtom says what of a feed is not as RFC 4287 has it.
func checkAtom(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimSpace(data)))
	var feed node
	if err := d.Decode(&feed); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the feed")
	}
	if feed.Name != (xml.Name{Space: atom, Local: "feed"}) {
		return fmt.Errorf("it is a %v", feed.Name)
	}
	all := []error{feed.counts(inFeed), feed.content()}
	entries := feed.all("entry")
	ids := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		all = append(all, e.counts(inEntry), e.content())
		if len(feed.all("author")) == 0 && len(e.all("author")) == 0 { // 4.1.1, 4.1.2
			all = append(all, errors.New("an entry has no author"))
		}
		if len(e.all("content")) == 0 && !slices.ContainsFunc(e.all("link"), isAlternate) { // 4.1.2
			all = append(all, errors.New("an entry has neither content nor page"))
		}
		for _, id := range e.all("id") {
			if ids[id.Text] { // 4.1.1: it would need another time of change, and is no entry of its own here
				all = append(all, fmt.Errorf("two entries are %s", id.Text))
			}
			ids[id.Text] = true
		}
	}
	return errors.Join(all...)
}

func isAlternate(l node) bool { return l.attr("rel") == "" || l.attr("rel") == "alternate" }

func (n *node) counts(want map[string]count) error {
	var all []error
	seen := map[string]int{}
	for _, c := range n.Nodes {
		if _, known := want[c.Name.Local]; !known || c.Name.Space != atom {
			all = append(all, fmt.Errorf("%s holds %v", n.Name.Local, c.Name))
		}
		seen[c.Name.Local]++
	}
	for name, w := range want {
		if seen[name] < w.least || seen[name] > w.most {
			all = append(all, fmt.Errorf("%s has %d of %s", n.Name.Local, seen[name], name))
		}
	}
	return errors.Join(all...)
}

// content checks what stands in a feed's or an entry's elements.
func (n *node) content() error {
	var all []error
	pages := map[string]bool{}
	for i := range n.Nodes {
		c := &n.Nodes[i]
		var err error
		switch c.Name.Local {
		case "title", "summary", "rights", "subtitle":
			err = c.text()
		case "id":
			err = c.iri()
		case "updated", "published":
			err = c.date()
		case "author", "contributor":
			err = c.person()
		case "link":
			if err = c.link(); isAlternate(*c) {
				if key := c.attr("type") + " " + c.attr("hreflang"); pages[key] { // 4.1.1, 4.1.2
					err = errors.New("two pages of one kind")
				} else {
					pages[key] = true
				}
			}
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

// text is a text construct, section 3.1.
func (n *node) text() error {
	switch n.attr("type") {
	case "", "text", "html":
		if len(n.Nodes) > 0 {
			return fmt.Errorf("%s has elements", n.Name.Local)
		}
		return nil
	case "xhtml":
		if len(n.Nodes) != 1 || n.Nodes[0].Name.Local != "div" {
			return fmt.Errorf("%s is no single div", n.Name.Local)
		}
		return nil
	}
	return fmt.Errorf("%s is of type %s", n.Name.Local, n.attr("type"))
}

// iri is section 4.2.6: whole, with a scheme.
func (n *node) iri() error {
	u, err := url.Parse(n.Text)
	if err != nil || !u.IsAbs() || n.Text != strings.TrimSpace(n.Text) {
		return fmt.Errorf("%q is no id", n.Text)
	}
	return nil
}

// date is section 3.3.
func (n *node) date() error {
	if _, err := time.Parse(time.RFC3339, n.Text); err != nil || strings.ToUpper(n.Text) != n.Text {
		return fmt.Errorf("%q is no date", n.Text)
	}
	return nil
}

// person is section 3.2.
func (n *node) person() error {
	err := n.counts(inPerson)
	for _, name := range n.all("name") {
		if name.Text == "" {
			err = errors.Join(err, errors.New("a person without a name"))
		}
	}
	for _, mail := range n.all("email") {
		if strings.Count(mail.Text, "@") != 1 {
			err = errors.Join(err, fmt.Errorf("%q is no address", mail.Text))
		}
	}
	return err
}

// link is section 4.2.7.
func (n *node) link() error {
	var all []error
	if !slices.ContainsFunc(n.Attrs, func(a xml.Attr) bool { return a.Name.Local == "href" }) {
		all = append(all, errors.New("a link leads nowhere"))
	}
	if _, err := url.Parse(n.attr("href")); err != nil {
		all = append(all, err)
	}
	if rel, err := url.Parse(n.attr("rel")); err != nil || strings.Contains(n.attr("rel"), ":") && !rel.IsAbs() {
		all = append(all, fmt.Errorf("rel is %q", n.attr("rel")))
	}
	if kind := n.attr("type"); kind != "" {
		_, _, err := mime.ParseMediaType(kind)
		all = append(all, err)
	}
	return errors.Join(all...)
}

func TestTheFeedIsAtom(t *testing.T) {
	hostile := story{"k3", "m1", "<hr>a & b <script>]]>\x00\x07 \"'", "", "x"}
	for name, stories := range map[string][]story{"none": {}, "some": {pool, alarm, hostile}} {
		for _, base := range []string{"", "https://learn.example/", "https://learn.example/a%20b/ö"} {
			dir := t.TempDir()
			var all []Debrief
			for _, s := range stories {
				all = append(all, s.debrief(nil))
			}
			o := options(t, dir, "ana")
			o.Base, o.By = base, "Ana & the others"
			if _, err := Publish(context.Background(), o, all); err != nil {
				t.Fatal(err)
			}
			data := files(t, dir)[feedFile]
			if err := checkAtom([]byte(data)); err != nil {
				t.Errorf("%s at %q: %v\n%s", name, base, err, data)
			}
			if strings.Count(data, "<entry>") != len(stories) || strings.Count(data, "<name>Ana &amp; the others</name>") != len(stories) {
				t.Errorf("%s: %s", name, data)
			}
		}
	}
}

// The check finds what is wrong with a feed: each of these is one that was good before.
func TestAFeedThatIsNoneIsFound(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	good := files(t, dir)[feedFile]
	entry := good[strings.Index(good, "<entry>") : strings.Index(good, "</entry>")+len("</entry>")]
	id := good[strings.Index(good, "<id>") : strings.Index(good, "</id>")+len("</id>")]
	bad := map[string]string{
		"other kind": strings.NewReplacer("<feed", "<rss", "</feed", "</rss").Replace(good), "cut short": good[:len(good)/2], "no id": strings.Replace(good, id, "", 1),
		"two ids": strings.Replace(good, id, id+id, 1), "id": strings.Replace(good, id, "<id>feed 1</id>", 1), "no author": strings.ReplaceAll(good, "author>", "contributor>"),
		"no page": strings.ReplaceAll(good, `rel="alternate"`, `rel="related"`), "an entry twice": strings.Replace(good, entry, entry+entry, 1),
		"a day": strings.ReplaceAll(good, "T12:00:00Z", ""), "small letters": strings.ReplaceAll(good, "T12:00:00Z", "t12:00:00z"), "markup": strings.Replace(good, "</title>", "<b/></title>", 1),
		"unknown": strings.Replace(good, "</title>", "</title><pubDate>x</pubDate>", 1), "leads nowhere": strings.ReplaceAll(good, "href=", "hrev="), "no updated": strings.ReplaceAll(good, "updated>", "rights>"),
		"two pages": strings.Replace(good, `rel="self"`, `rel="alternate"`, 1), "type": strings.Replace(good, "<title>", `<title type="markdown">`, 1), "nobody": strings.ReplaceAll(good, "<name>What we learned</name>", "<name></name>"),
	}
	for name, data := range bad {
		if data == good {
			t.Errorf("%s is the good one", name)
		} else if checkAtom([]byte(data)) == nil {
			t.Errorf("%s was taken for a feed", name)
		}
	}
}

// The feed stays the same feed and an entry the same entry whatever they are called and
// whoever writes them.
func TestTheFeedKeepsItsIDs(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool)
	ids := func() (out []string) {
		for _, part := range strings.Split(files(t, dir)[feedFile], "<id>")[1:] {
			out = append(out, part[:strings.Index(part, "</id>")])
		}
		return out
	}
	before := ids()
	other := pool
	other.title, other.mark = "Another title", "m2"
	o := options(t, dir, "ana")
	o.Title, o.Base, o.Now = "Another site", "", today.AddDate(-3, 0, 0)
	if _, err := Publish(context.Background(), o, []Debrief{other.debrief(nil)}); err != nil {
		t.Fatal(err)
	}
	if after := ids(); len(before) != 2 || !slices.Equal(before, after) {
		t.Errorf("%v became %v", before, after)
	}
}
