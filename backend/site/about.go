package site

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// aboutFile is what a site says of itself, so that everybody who publishes there says
// the same.
const aboutFile = "site.json"

// About is what a site says of itself.
type About struct {
	Generator string `json:"generator"`
	// ID is the same for good, a UUID: the feed is known by it.
	ID string `json:"id"`
	// Title is what it is called; Base its address with a slash at the end, or empty
	// while that is not known.
	Title string `json:"title"`
	Base  string `json:"base"`
}

// Read is what the site in a folder says of itself; nil when there is none, or what it
// says cannot be read.
func Read(dir string) *About {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer func() { _ = root.Close() }()
	return (&publisher{root: root}).told()
}

func (p *publisher) told() *About {
	data, err := load(p.root, aboutFile, mostSaid)
	a := &About{}
	if err != nil || json.Unmarshal(data, a) != nil || a.Generator != made || a.ID == "" {
		return nil
	}
	return a
}

// called makes the site say what it is called, and keeps the id it has.
func (p *publisher) called() error {
	p.about = About{Generator: made, ID: uuid(p.Publisher, p.Now.UTC().Format(time.RFC3339Nano)), Title: p.Title, Base: p.Base}
	if was := p.told(); was != nil {
		p.about.ID = was.ID
	}
	data, err := json.MarshalIndent(p.about, "", "  ")
	if err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	return p.renew(map[string][]byte{aboutFile: append(data, '\n')})
}

// CleanBase reads the address of a site as somebody types it: http or https, with a
// slash at the end. Nothing is nothing; what is no such address is refused with
// CodeInvalid.
func CleanBase(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", nil
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", debrief.Errorf(debrief.CodeInvalid, "noun", "address")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	u.RawPath = ""
	return u.String(), nil
}
