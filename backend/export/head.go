package export

import (
	"fmt"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/cover"
)

// Head is what is known of a report before it is finished: what its file is called, and
// what is said beside it.
type Head struct{ r *report.Report }

// Begin builds a report without its pictures and graphs, which take time. It is refused
// as Make is.
func Begin(w *debrief.Whole, o report.Options) (Head, error) {
	r, err := report.Build(w, o)
	if err != nil {
		return Head{}, fmt.Errorf("build report: %w", err)
	}
	return Head{r}, nil
}

// Name suggests a file name. It says no more than the edition may.
func (h Head) Name(ending string) string { return Name(h.r.Title, h.r.Edition, h.r.Number, ending) }

// Secrets are what looks like one in what is printed.
func (h Head) Secrets() []report.Secret { return h.r.Secrets }

// CheckName searches the name somebody gave a file.
func (h Head) CheckName(name string) error {
	words := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_.", r) {
			return ' '
		}
		return r
	}, name)
	return h.r.Check([]report.Place{{Where: h.r.T("export.place.name"), Text: name}, {Where: h.r.T("export.place.name"), Text: words}})
}

// Covers are the words a report is handed out with.
type Covers struct{ Subject, Mail, Chat string }

// Covers writes them; CodeNameFound when they hold a name they must not.
func (h Head) Covers() (c Covers, err error) {
	c.Subject = cover.Subject(h.r)
	if c.Mail, err = cover.Mail(h.r); err != nil {
		return c, err
	}
	c.Chat, err = cover.Chat(h.r)
	return c, err
}
