package followup

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/letter"
	"secondstory/backend/report"
)

// A list of the countermeasures of many reports. Each report is searched for names by
// itself, as its own table would be; one that would carry a name is given back and left out.

// AllCSV returns them as one table, with the debrief first.
func AllCSV(all []*report.Report, t report.Text) (data []byte, left []Left, err error) {
	rows := [][]string{{
		t("followup.csv.from"), t("followup.csv.what"), t("followup.csv.owner"), t("followup.csv.due"), t("followup.csv.state"),
		t("followup.csv.priority"), t("followup.csv.know"), t("followup.csv.ticket"), t("followup.csv.moved"),
	}}
	left = each(all, func(r *report.Report) error {
		own := [][]string{}
		for _, c := range r.Countermeasures {
			own = append(own, []string{r.Title, c.Text, c.Owner, c.Day, c.State, c.Priority, c.Know, ticket(c), strings.Join(c.Moves, " ")})
		}
		for _, i := range soaking(r) {
			own = append(own, []string{r.Title, i.Text, "", i.Day, t("board.state.soaking"), "", "", "", ""})
		}
		for _, i := range r.NotPursued {
			own = append(own, []string{r.Title, i.Text, "", "", t("report.state.not-pursued"), "", "", "", i.Note})
		}
		if err := guarded(r, own, harmless); err != nil {
			return err
		}
		rows = append(rows, own...)
		return nil
	})
	data, err = encoded(byteOrderMark, rows)
	return data, left, err
}

// soaking are the ideas that rest: they are open, and nobody's yet.
func soaking(r *report.Report) []report.Idea {
	return slices.DeleteFunc(slices.Clone(r.Ideas), func(i report.Idea) bool { return !i.Soaking })
}

// AllJira returns those that are not finished as one table Jira's importer reads.
func AllJira(all []*report.Report) (data []byte, left []Left, err error) {
	rows := [][]string{jiraHead}
	left = each(all, func(r *report.Report) error {
		own := [][]string{}
		for _, c := range r.Countermeasures {
			if !c.Finished {
				own = append(own, jiraRow(r, c))
			}
		}
		if err := guarded(r, own, asIs); err != nil {
			return err
		}
		rows = append(rows, own...)
		return nil
	})
	data, err = encoded("", rows)
	return data, left, err
}

// Left is a report a list has nothing of, and why.
type Left struct {
	Title string
	Err   error
}

func each(all []*report.Report, add func(*report.Report) error) []Left {
	left := []Left{}
	for _, r := range all {
		if err := add(r); err != nil {
			left = append(left, Left{Title: r.Title, Err: err})
		}
	}
	return left
}

// page is a list to read: it loads nothing, prints on paper, and needs no colour.
var page = template.Must(template.New("list").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>{{.Title}}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;color:#1c2422;background:#fff;max-width:68rem;margin:2.5rem auto;padding:0 1.5rem}
h1{font:600 1.9rem/1.2 Georgia,serif}h2{font-size:1.15rem;margin:2.2rem 0 .4rem}p{color:#55605d;margin:.2rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid #d9dad3;overflow-wrap:anywhere}
th{font-size:.85rem;color:#55605d;font-weight:600}td:first-child{min-width:16rem}small{display:block;color:#55605d;font-size:.85rem}
@media(max-width:44rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:.1rem 0}tr{padding:.7rem 0;border-bottom:1px solid #d9dad3}}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}</style></head>
<body><main><h1>{{.Title}}</h1><p>{{.Date}}</p>
{{range .Reports}}<section><h2>{{.Title}}</h2><p>{{.Under}}</p><table><thead><tr>{{range $.Heads}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr><td>{{.What}}{{if .Know}}<small>{{.Know}}</small>{{end}}</td><td>{{.Owner}}</td><td>{{.Due}}</td><td>{{.State}}</td></tr>
{{end}}</tbody></table></section>
{{end}}</main></body></html>
`))

type pageRow struct{ What, Know, Owner, Due, State string }

type pageReport struct {
	Title, Under string
	Rows         []pageRow
}

// AllPage returns them as one page to read, a table for each debrief.
func AllPage(all []*report.Report, title, date string, t report.Text) (data []byte, left []Left, err error) {
	sections := []pageReport{}
	left = each(all, func(r *report.Report) error {
		one := pageReport{Title: r.Title, Under: strings.Join(nonEmpty(r.Reference, r.EditionLine), " · ")}
		for _, c := range r.Countermeasures {
			know := ""
			if c.Know != "" {
				know = t("followup.csv.know") + ": " + c.Know
			}
			one.Rows = append(one.Rows, pageRow{c.Text, know, c.Owner, c.Due, c.State})
		}
		for _, i := range soaking(r) {
			one.Rows = append(one.Rows, pageRow{i.Text, i.Note, "", "", t("board.state.soaking")})
		}
		for _, i := range r.NotPursued {
			one.Rows = append(one.Rows, pageRow{i.Text, i.Note, "", "", t("report.state.not-pursued")})
		}
		places := []report.Place{{Where: t("followup.csv.from"), Text: one.Title + "\n" + one.Under}}
		for i, row := range one.Rows {
			places = append(places, report.Place{Where: t("followup.place", "row", strconv.Itoa(i+1)), Text: strings.Join([]string{row.What, row.Know, row.Owner, row.State}, "\n")})
		}
		if err := r.Check(places); err != nil {
			return fmt.Errorf("search page: %w", err)
		}
		sections = append(sections, one)
		return nil
	})
	var out bytes.Buffer
	heads := []string{t("followup.csv.what"), t("followup.csv.owner"), t("followup.csv.due"), t("followup.csv.state")}
	err = page.Execute(&out, map[string]any{"Title": title, "Date": date, "Heads": heads, "Reports": sections})
	return []byte(letter.Plain(out.String())), left, err
}

func nonEmpty(all ...string) []string {
	out := []string{}
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
