package site

import (
	"encoding/xml"
	"fmt"
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

type feedItem struct {
	Title     string   `xml:"title"`
	ID        string   `xml:"id"`
	Link      feedLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Summary   string   `xml:"summary"`
}

// feed writes the feed. Its ids are made of the debriefs' keys, which stay the same
// wherever the site is served.
func (p *publisher) feed(all []*Entry) ([]byte, error) {
	f := feed{Generator: made, Title: p.Title, ID: "urn:second-story:site:" + Slug(p.Title), Author: p.Title, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339)}
	f.Links = []feedLink{{Href: p.Base}}
	if p.Base != "" {
		f.Links = append(f.Links, feedLink{Rel: "self", Href: p.Base + feedFile})
	}
	for _, e := range recent(all) {
		f.Updated = max(f.Updated, e.Updated)
		f.Entries = append(f.Entries, feedItem{
			Title: e.Title, ID: "urn:second-story:debrief:" + e.Publisher + "-" + e.Key, Link: feedLink{Href: p.Base + e.URL()},
			Published: e.Published, Updated: e.Updated, Summary: e.Lead,
		})
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}
