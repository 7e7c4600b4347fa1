// Package cover writes the few words a report is handed out with, for a mail and for a
// chat: what happened, what was learned, what changes. They are taken from the edition,
// so that they say no more than it does, and searched as it is.
package cover

import (
	"fmt"
	"strings"

	"secondstory/backend/report"
)

// Subject is the subject of a mail.
func Subject(r *report.Report) string {
	return r.T("cover.subject", "kind", r.Kind, "title", r.Title)
}

// Mail is the text of a mail that has the report with it. Its paragraphs are divided
// by an empty line. debrief.CodeNameFound when it holds a name it must not.
func Mail(r *report.Report) (string, error) {
	return checked(r, join("\n\n",
		r.T("cover.hello"),
		join("\n", r.Title, r.Summary.Lead),
		list(r, "cover.learned", learned(r)),
		list(r, "cover.changes", changes(r)),
		r.T("cover.attached", "edition", r.EditionLine),
	)+"\n", Subject(r))
}

// Own is a text that somebody wrote for the mail instead, if it says no more than the
// edition may.
func Own(r *report.Report, text string) (string, error) {
	return checked(r, strings.TrimSpace(text)+"\n", Subject(r))
}

// Chat is the same in the few lines a channel bears.
func Chat(r *report.Report) (string, error) {
	return checked(r, join("\n",
		r.Title, r.Summary.Lead, list(r, "cover.learned", learned(r)), list(r, "cover.changes", changes(r)),
	), "")
}

func checked(r *report.Report, text, subject string) (string, error) {
	if err := r.Check([]report.Place{{Where: r.T("cover.place"), Text: subject + "\n" + text}}); err != nil {
		return "", fmt.Errorf("search cover: %w", err)
	}
	return text, nil
}

func join(with string, parts ...string) string {
	out := []string{}
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, with)
}

// list is a head and a line for each; empty without any.
func list(r *report.Report, key string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return r.T(key) + "\n- " + strings.Join(lines, "\n- ")
}

func learned(r *report.Report) []string {
	out := []string{}
	for _, l := range r.Summary.Learnings {
		out = append(out, l.Title)
	}
	return out
}

func changes(r *report.Report) []string {
	out := []string{}
	for _, c := range r.Summary.Changes {
		line := strings.TrimSuffix(c.Text, ".")
		if by := join(", ", c.Owner, c.Due); by != "" {
			line += " (" + by + ")"
		}
		out = append(out, line)
	}
	return out
}
