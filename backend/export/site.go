package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/html"
	"secondstory/backend/site"
)

// Library is what a site is made of.
type Library interface {
	Shelf
	Signed(ctx context.Context) ([]debrief.Signed, error)
	LoadSigned(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
}

// Publishing is a site that a library is published as.
type Publishing struct {
	From   Library
	Report report.Options
	Site   site.Options
	// Without are the debriefs that are left out.
	Without []debrief.ID
	// Maker is what makes the pages ("1.4.0"): another one makes all of them anew.
	Maker string
}

// Publish publishes the newest version of every debrief that was signed off, in an
// edition, into a folder. Pages are made anew when another version makes them, lines were
// taken back, or what they are called was chosen anew. A debrief that would carry a name its edition must not carry is
// refused and told, and is taken from the site if it was there; the others are published.
func (p Publishing) Publish(ctx context.Context) (*site.Result, error) {
	o, debriefs, err := p.all(ctx)
	if err != nil {
		return nil, err
	}
	return site.Publish(ctx, o, debriefs)
}

// Plan says what Publish would do.
func (p Publishing) Plan(ctx context.Context) ([]site.Planned, error) {
	o, debriefs, err := p.all(ctx)
	if err != nil {
		return nil, err
	}
	return site.Plan(ctx, o, debriefs)
}

func (p Publishing) all(ctx context.Context) (site.Options, []site.Debrief, error) {
	s := p.Site
	s.Edition = string(p.Report.Edition)
	var signed []debrief.Signed
	var linked map[debrief.ID][]debrief.Relation
	var gone []debrief.ID
	var in html.Options
	err := atOnce(
		func() (err error) { signed, err = p.From.Signed(ctx); return err },
		func() (err error) { linked, err = p.From.Linked(ctx); return err },
		func() (err error) { gone, err = p.From.Withdrawn(ctx); return err },
		func() (err error) { in, err = dress(&s); return err },
	)
	if err != nil {
		return s, nil, err
	}
	taken, called, left := digest(gone...), p.Report.T("report.untitled"), map[debrief.ID]bool{}
	for _, id := range p.Without {
		left[id] = true
	}
	known := map[debrief.ID]string{}
	for i := range signed {
		if v := &signed[i]; !left[v.DebriefID] {
			known[v.DebriefID] = digest(v.SHA256, v.Number, v.People)
		}
	}
	out := make([]site.Debrief, 0, len(signed))
	for i := range signed {
		v := &signed[i]
		if left[v.DebriefID] {
			continue
		}
		of, beside := among(since(linked[v.DebriefID], v.SignedAt), known)
		out = append(out, site.Debrief{
			ID: v.DebriefID, Key: Key(v.DebriefID),
			Mark: digest(append([]string{v.SHA256, v.Number, v.People, string(p.Report.Edition), s.Title, s.By, taken, p.Maker, called}, beside...)...),
			Make: func(at site.At) (*site.Page, error) { return p.page(ctx, &v.Version, of, in, at) },
		})
	}
	return s, out, nil
}

// atOnce does several things at once and waits for all.
func atOnce(all ...func() error) error {
	errs := make([]error, len(all))
	var wait sync.WaitGroup
	for i, do := range all {
		wait.Go(func() { errs[i] = do() })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// dress gives a site its typefaces, and returns how its pages are written.
func dress(s *site.Options) (in html.Options, err error) {
	if s.Files, err = shared(); err != nil {
		return in, err
	}
	s.Faces = html.SharedFaces
	measure, err := measurer()
	return html.Options{Lang: "en", Measure: measure, Site: &html.Site{Title: s.Title, Root: site.Root}, Templates: &html.Templates{}}, err
}

// since are relations without the reasons of those that were said after a version was signed
// off: what it says is what was signed, and that two belong together leads from page to page.
func since(all []debrief.Relation, signed string) []debrief.Relation {
	out := slices.Clone(all)
	for i := range out {
		if out[i].At > signed {
			out[i].Why = ""
		}
	}
	return out
}

// among are the relations to debriefs that are published too, and what changes when they do.
func among(all []debrief.Relation, known map[debrief.ID]string) (of []debrief.Relation, marks []string) {
	for _, r := range all {
		if mark, is := known[r.DebriefID]; is {
			of, marks = append(of, r), append(marks, r.DebriefID, r.Why, mark)
		}
	}
	return of, marks
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

// Key names a debrief in a site without saying anything of it.
func Key(id debrief.ID) string { return digest(id) }

// digestLen is how many hex digits a name has that says nothing.
const digestLen = 16

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:digestLen]
}

// page is a version's page, with the published debriefs it belongs with and where they
// are, and what lists say of it, searched for names the edition must not carry.
func (p Publishing) page(ctx context.Context, v *debrief.Version, of []debrief.Relation, in html.Options, at site.At) (*site.Page, error) {
	w, err := p.From.LoadSigned(ctx, v.DebriefID)
	if err != nil {
		return nil, err
	}
	w, o, err := Version(ctx, p.From, w, v.Number, p.Report)
	if err != nil {
		return nil, err
	}
	if o, err = relate(ctx, p.From, of, o); err != nil {
		return nil, err
	}
	r, err := report.Build(w, o)
	if err != nil {
		return nil, fmt.Errorf("build report: %w", err)
	}
	lead(r, o.Related, at)
	out := &site.Page{Card: cardOf(r)}
	by := report.Place{Where: r.T("site.place.by"), Text: p.Site.By}
	if err := r.Check(append(cardPlaces(r, out.Card), by)); err != nil {
		return nil, err
	}
	written := report.Title(&w.Debrief, r.T)
	out.Refuses = func(words string) bool {
		return isOf(words, out.Day, written) && !isOf(words, out.Day, out.Title) || r.Check([]report.Place{{Where: r.T("site.place.title"), Text: words}}) != nil
	}
	out.HTML, err = html.Write(r, in)
	return out, err
}

// isOf says whether an address in words was made of a title. As it was written it may name
// what the edition hides, and no address shows that it was a host.
func isOf(words, day, title string) bool {
	return strings.HasPrefix(words, strings.ReplaceAll(site.Slug(day+" "+title), "-", " "))
}

// lead makes the names of others lead to their pages. An address is made of what the other
// is called: where that would tell what this page must not, the name stands by itself.
func lead(r *report.Report, of []report.Related, at site.At) {
	for i := range r.Related {
		to := at(Key(of[i].ID), of[i].Day, of[i].Title)
		if !r.Carries(to) && !r.Carries(strings.ReplaceAll(to, "-", " ")) {
			r.Related[i].URL = to
		}
	}
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
		l := site.Label{Slug: site.TagSlug(tag), Name: tag}
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
