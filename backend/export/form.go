package export

import (
	"context"
	"fmt"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
	"secondstory/backend/report"
	"secondstory/backend/report/cover"
	"secondstory/backend/report/followup"
	"secondstory/backend/report/html"
	"secondstory/backend/report/markdown"
	"secondstory/backend/report/pdf"
	"secondstory/backend/report/pdf/font"
	"secondstory/backend/report/pdf/lock"
)

// Form is what a report is handed out as.
type Form string

// The forms.
const (
	FormPDF      Form = "pdf"
	FormHTML     Form = "html"
	FormMarkdown Form = "markdown"
	// FormMail is a mail still to be sent, with the PDF; FormChat a few lines for a channel.
	FormMail Form = "eml"
	FormChat Form = "chat"
	// The countermeasures alone: for spreadsheets, for Jira, for calendars.
	FormCSV  Form = "csv"
	FormJira Form = "jira"
	FormICS  Form = "ics"
)

// Forms lists the forms, the usual one first.
func Forms() []Form {
	return []Form{FormPDF, FormHTML, FormMarkdown, FormMail, FormChat, FormCSV, FormJira, FormICS}
}

// IsKnown says whether there is such a form.
func (f Form) IsKnown() bool { return slices.Contains(Forms(), f) }

// Ending is that of its files, with the dot.
func (f Form) Ending() string {
	switch f {
	case FormMarkdown:
		return ".md"
	case FormChat:
		return ".txt"
	case FormJira:
		return ".csv"
	}
	return "." + string(f)
}

// IsLockable says whether its files can have passwords: only a PDF can.
func (f Form) IsLockable() bool { return f == FormPDF || f == FormMail }

// Extra is what a form may have beside the report.
type Extra struct {
	// Cover is the text of a mail; empty for the usual one.
	Cover string
	// Passwords are those of the PDF.
	Passwords lock.Passwords
}

// Make finishes a report in a form. Nothing is written; an edition that would carry a
// name it must not carry is refused with CodeNameFound, and passwords for a form that
// cannot have any with CodeNotLockable.
func Make(ctx context.Context, w *debrief.Whole, o report.Options, f Form, e Extra) (*File, error) {
	if err := e.Passwords.Validate(); err != nil {
		return nil, err
	}
	if e.Passwords.Any() && !f.IsLockable() {
		return nil, debrief.Errorf(debrief.CodeNotLockable)
	}
	if f == FormPDF {
		out, err := PDF(ctx, w, o)
		if err == nil {
			out.Data, err = lock.Add(out.Data, e.Passwords)
		}
		return out, err
	}
	r, err := report.Build(w, o)
	if err != nil {
		return nil, fmt.Errorf("build report: %w", err)
	}
	out := &File{Title: r.Title, Removals: r.Removals, Warnings: r.Warnings, Secrets: r.Secrets}
	switch f {
	case FormHTML:
		out.Data, err = page(r)
	case FormMarkdown:
		out.Data, err = markdown.Write(r)
	case FormMail:
		out.Data, err = mail(ctx, r, e)
	case FormChat:
		out.Data, err = chat(r)
	case FormCSV:
		out.Data, err = followup.CSV(r)
	case FormJira:
		out.Data, err = followup.Jira(r)
	case FormICS:
		out.Data, err = followup.Calendar(r)
	default:
		err = debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", f, err)
	}
	return out, nil
}

// page is a report as one page.
func page(r *report.Report) ([]byte, error) {
	m, err := measurer()
	if err != nil {
		return nil, err
	}
	return html.Write(r, html.Options{Lang: "en", Measure: m})
}

// measurer measures the texts of a page's figures. Making one takes longer than a page.
func measurer() (func(text string, size float64, isBold bool) float64, error) {
	m, err := font.NewMeasurer("inter", "400", "600")
	if err != nil {
		return nil, fmt.Errorf("load font: %w", err)
	}
	return m.Two("400", "600"), nil
}

// chat is the text for a channel.
func chat(r *report.Report) ([]byte, error) {
	text, err := cover.Chat(r)
	return []byte(text + "\n"), err
}

// mail is a message with the PDF; whom it goes to is said in the mail program.
func mail(ctx context.Context, r *report.Report, e Extra) ([]byte, error) {
	text, err := cover.Mail(r)
	if e.Cover != "" {
		text, err = cover.Own(r, letter.Plain(e.Cover))
	}
	if err != nil {
		return nil, err
	}
	set, _, err := pdf.Bytes(ctx, r)
	if err != nil {
		return nil, err
	}
	if set, err = lock.Add(set, e.Passwords); err != nil {
		return nil, err
	}
	m := letter.Message{Date: r.Date, Subject: cover.Subject(r), Text: text, Files: []letter.MessageFile{
		{Name: Name(r.Title, r.Edition, r.Number, ".pdf"), MediaType: "application/pdf", Data: set},
	}}
	return m.Encode()
}
