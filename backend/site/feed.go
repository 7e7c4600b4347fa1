package site

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// feed is an Atom feed (RFC 4287) of the debriefs that were written last.
type feed struct {
	XMLName   xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Generator string     `xml:"generator"`
	Title     string     `xml:"title"`
	ID        string     `xml:"id"`
	Updated   string     `xml:"updated"`
	Author    string     `xml:"author>name"`
	Links     []feedLink `xml:"link"`
	Entries   []feedItem `xml:"entry"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type person struct {
	Name string `xml:"name"`
}

type feedItem struct {
	Title     string   `xml:"title"`
	ID        string   `xml:"id"`
	Author    *person  `xml:"author"`
	Link      feedLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Summary   string   `xml:"summary"`
}

// feed writes the feed. Its ids are made of the debriefs' keys, which stay the same
// wherever the site is served.
func (p *publisher) feed(all []*Entry) ([]byte, error) {
	f := feed{Generator: made, Title: p.about.Title, ID: "urn:uuid:" + p.about.ID, Author: p.about.Title, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339)}
	f.Links = []feedLink{{Rel: "alternate", Href: p.about.Base + pageFile}, {Rel: "self", Href: p.about.Base + feedFile}}
	for _, e := range recent(all) {
		f.Updated = max(f.Updated, e.Updated)
		var author *person
		if e.By != "" {
			author = &person{e.By}
		}
		f.Entries = append(f.Entries, feedItem{
			Author: author, Title: e.Title, ID: "urn:uuid:" + uuid(e.Publisher, e.Key), Link: feedLink{Rel: "alternate", Href: p.about.Base + e.URL()},
			Published: e.Published, Updated: e.Updated, Summary: e.Lead,
		})
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}

// uuid is a name made of others, as RFC 9562 has it for those of one's own making
// (version 8).
func uuid(of ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(of, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
