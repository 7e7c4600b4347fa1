package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/html"
	"secondstory/backend/site"
)

// Library is what a site is made of.
type Library interface {
	Keeper
	Signed(ctx context.Context) ([]debrief.Signed, error)
	Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
}

// Site publishes the newest version of every debrief of a library that was signed off,
// in an edition, into a folder. Maker is what makes the pages ("1.4.0"): another one
// makes all of them anew, and so do lines that were taken back. A debrief that would
// carry a name its edition must not carry is refused and told, and is taken from the
// site if it was there; the others are published.
func Site(ctx context.Context, from Library, o report.Options, s site.Options, maker string) (*site.Result, error) {
	signed, err := from.Signed(ctx)
	if err != nil {
		return nil, err
	}
	gone, err := from.Withdrawn(ctx)
	if err != nil {
		return nil, err
	}
	if s.Files, err = shared(); err != nil {
		return nil, err
	}
	s.Faces = html.SharedFaces
	taken, in := digest(gone...), &html.Site{Title: s.Title, Root: site.Root}
	debriefs := make([]site.Debrief, len(signed))
	for i := range signed {
		v := &signed[i]
		debriefs[i] = site.Debrief{
			Key:  digest(v.DebriefID),
			Mark: digest(v.SHA256, v.Number, v.People, string(o.Edition), s.Title, taken, maker),
			Make: func() (*site.Page, error) { return sitePage(ctx, from, &v.Version, o, in) },
		}
	}
	return site.Publish(ctx, s, debriefs)
}

// shared are the files that all pages of a site use.
func shared() (map[string][]byte, error) {
	faces, err := html.Shared()
	if err != nil {
		return nil, err
	}
	out := make(map[string][]byte, len(faces))
	for name, data := range faces {
		out[html.SharedDir+"/"+name] = data
	}
	return out, nil
}

// Publisher names a library in a site without saying anything of it.
func Publisher(libraryID string) string { return digest("library", libraryID) }

// digestLen is how many hex digits a name has that says nothing.
const digestLen = 16

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:digestLen]
}

// sitePage is a version's page and what lists say of it, searched for names the
// edition must not carry.
func sitePage(ctx context.Context, from Library, v *debrief.Version, o report.Options, in *html.Site) (*site.Page, error) {
	w, err := from.Load(ctx, v.DebriefID)
	if err != nil {
		return nil, err
	}
	w, o, err = Version(ctx, from, w, v.Number, o)
	if err != nil {
		return nil, err
	}
	r, err := report.Build(w, o)
	if err != nil {
		return nil, fmt.Errorf("build report: %w", err)
	}
	out := &site.Page{Card: cardOf(r)}
	if err := r.Check(cardPlaces(r, out.Card)); err != nil {
		return nil, err
	}
	out.HTML, err = page(r, in)
	return out, err
}

func cardOf(r *report.Report) site.Card {
	out := site.Card{
		Title: r.Title, Lead: r.Summary.Lead, Day: r.Card.Day, Line: r.EditionLine,
		Kind:    site.Label{Slug: string(r.Card.Kind), Name: r.T("kind." + string(r.Card.Kind))},
		Factors: []site.Label{}, Tags: []site.Label{},
	}
	for _, c := range r.Card.Categories {
		out.Factors = append(out.Factors, site.Label{Slug: string(c), Name: r.T("report.category." + string(c))})
	}
	for _, tag := range r.Card.Tags {
		l := site.Label{Slug: site.Slug(tag), Name: tag}
		if !slices.ContainsFunc(out.Tags, func(o site.Label) bool { return o.Slug == l.Slug }) {
			out.Tags = append(out.Tags, l)
		}
	}
	return out
}

// cardPlaces are the words of a card, and what its page is called in an address.
func cardPlaces(r *report.Report, c site.Card) []report.Place {
	out := []report.Place{{Where: r.T("site.place.title"), Text: c.Title + "\n" + strings.ReplaceAll(site.Slug(c.Title), "-", " ") + "\n" + c.Lead}}
	for _, tag := range c.Tags {
		out = append(out, report.Place{Where: r.T("site.place.tags"), Text: tag.Name + "\n" + strings.ReplaceAll(tag.Slug, "-", " ")})
	}
	return out
}
