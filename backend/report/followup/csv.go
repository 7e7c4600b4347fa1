package followup

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/letter"
	"secondstory/backend/report"
)

// byteOrderMark tells spreadsheets that a table is UTF-8: without it Excel reads it
// in the code page of its country.
const byteOrderMark = "\ufeff"

// CSV returns the countermeasures as a table (RFC 4180) in UTF-8, a head first.
func CSV(r *report.Report) ([]byte, error) {
	t := r.T
	rows := [][]string{{
		t("followup.csv.number"), t("followup.csv.what"), t("followup.csv.owner"), t("followup.csv.due"), t("followup.csv.state"),
		t("followup.csv.priority"), t("followup.csv.know"), t("followup.csv.factors"), t("followup.csv.ticket"), t("followup.csv.moved"),
	}}
	for _, c := range r.Countermeasures {
		rows = append(rows, []string{
			strconv.Itoa(c.Number), c.Text, c.Owner, c.Day, c.State, c.Priority, c.Know,
			strings.Join(factors(r, c), "; "), ticket(c), strings.Join(c.Moves, " "),
		})
	}
	for _, i := range r.NotPursued {
		rows = append(rows, []string{"", i.Text, "", "", t("report.state.not-pursued"), "", "", "", "", i.Note})
	}
	return finished(r, byteOrderMark, rows, harmless)
}

// Jira returns them as a table Jira's importer reads: its own field names, days as
// yyyy-MM-dd, a label in one word.
func Jira(r *report.Report) ([]byte, error) {
	rows := [][]string{jiraHead}
	for _, c := range r.Countermeasures {
		rows = append(rows, jiraRow(r, c))
	}
	return finished(r, "", rows, asIs)
}

var jiraHead = []string{"Summary", "Issue Type", "Description", "Due Date", "Priority", "Labels"}

func jiraRow(r *report.Report, c report.Countermeasure) []string {
	return []string{summary(r, c), "Task", description(r, c), c.Day, jiraPriority(c.Rank), "debrief"}
}

// asIs leaves Jira's cells as they are: each begins with a word, see summary.
func asIs(cell string) string { return cell }

// summary is what a ticket is called. Jira reads no formula; whoever opens the file in a
// spreadsheet first finds none either, and no sign that would be left in the ticket.
func summary(r *report.Report, c report.Countermeasure) string {
	text := letter.OneLine(c.Text)
	if isFormula(text) {
		text = r.T("followup.csv.what") + ": " + text
	}
	return oneLine(text, maxSummary)
}

// maxSummary is what Jira takes as a summary, in characters.
const maxSummary = 255

func oneLine(text string, most int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

// description is what else is known, a line each.
func description(r *report.Report, c report.Countermeasure) string {
	lines := []string{}
	add := func(key, text string) {
		if text != "" {
			lines = append(lines, r.T(key)+": "+text)
		}
	}
	if len([]rune(c.Text)) > maxSummary {
		add("followup.csv.what", c.Text)
	}
	add("followup.csv.know", c.Know)
	add("followup.csv.factors", strings.Join(factors(r, c), "; "))
	add("followup.csv.owner", c.Owner)
	add("followup.csv.ticket", ticket(c))
	add("followup.csv.from", r.Title+", "+r.Version)
	return strings.Join(lines, "\n")
}

// jiraPriority is the name Jira's own scheme has for a priority.
func jiraPriority(rank int) string {
	return []string{"", "High", "Medium", "Low"}[min(max(rank, 0), 3)]
}

// factors are the words of the factors a countermeasure is meant to help with.
func factors(r *report.Report, c report.Countermeasure) []string {
	out := []string{}
	for _, g := range r.Factors {
		for _, f := range g.Factors {
			for _, n := range c.Factors {
				if f.Number == n {
					out = append(out, f.Text)
				}
			}
		}
	}
	return out
}

func ticket(c report.Countermeasure) string {
	if c.Ticket.URL != "" {
		return c.Ticket.URL
	}
	return c.Ticket.Text
}

// Table is any other table that is handed out with a report, a head first.
func Table(r *report.Report, rows [][]string) ([]byte, error) {
	return finished(r, byteOrderMark, rows, harmless)
}

// finished writes a table, once no cell holds a name the edition must not carry.
func finished(r *report.Report, begin string, rows [][]string, guard func(cell string) string) ([]byte, error) {
	if err := guarded(r, rows, guard); err != nil {
		return nil, err
	}
	return encoded(begin, rows)
}

// guarded makes every cell harmless, once none holds a name the edition must not carry.
func guarded(r *report.Report, rows [][]string, guard func(cell string) string) error {
	places := []report.Place{}
	for i, row := range rows {
		row = slices.Clone(row)
		for j := range row {
			places = append(places, report.Place{Where: r.T("followup.place", "row", strconv.Itoa(i+1)), Text: row[j]})
			row[j] = guard(letter.Plain(row[j]))
		}
		rows[i] = row
	}
	if err := r.Check(places); err != nil {
		return fmt.Errorf("search table: %w", err)
	}
	return nil
}

func encoded(begin string, rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(begin)
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write table: %w", err)
	}
	return out.Bytes(), nil
}

// harmless keeps a spreadsheet from reading words as a formula (OWASP, CSV Injection),
// also one that takes a semicolon for the end of a cell. A number stays one.
func harmless(cell string) string {
	if _, err := strconv.ParseFloat(cell, 64); err == nil && !strings.ContainsAny(cell, "IiNnXx") {
		return cell
	}
	parts := strings.Split(cell, ";")
	for i, p := range parts {
		if isFormula(p) {
			parts[i] = "'" + p
		}
	}
	return strings.Join(parts, ";")
}

// isFormula says that a spreadsheet may take a text for a formula by how it begins; the
// wide signs are those of East Asian keyboards.
func isFormula(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", r) }) == 0
}
