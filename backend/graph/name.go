package graph

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// label is one pair of a series' name.
var label = regexp.MustCompile(`([A-Za-z_][A-Za-z0-9_]*)="((?:[^"\\]|\\.)*)"`)

// parts is a name taken apart: what is measured, and its labels in their order.
type parts struct {
	metric string
	labels [][2]string
}

// split takes a name apart; what is not written as Prometheus does is a metric.
func split(name string) parts {
	metric, rest, found := strings.Cut(name, "{")
	if !found || !strings.HasSuffix(rest, "}") {
		return parts{metric: name}
	}
	p := parts{metric: metric}
	for _, m := range label.FindAllStringSubmatch(rest, -1) {
		p.labels = append(p.labels, [2]string{m[1], m[2]})
	}
	return p
}

// said writes a label: "p95" for a quantile, as people say it.
func said(l [2]string) string {
	if share, err := strconv.ParseFloat(l[1], 64); err == nil && l[0] == "quantile" && share > 0 && share < 1 {
		return "p" + digits(share*100, 4)
	}
	return l[0] + "=" + l[1]
}

func (p parts) text() string {
	var out []string
	for _, l := range p.labels {
		out = append(out, said(l))
	}
	text := strings.Join(out, ", ")
	if p.metric != "" && text != "" {
		return p.metric + " " + text
	}
	return p.metric + text
}

// Names says what all series have in common, and for each what sets it apart:
// `http_errors job=api` and "code=500", "code=503". One alone has no name besides.
func Names(all []debrief.Series) (title string, names []string) {
	taken := make([]parts, len(all))
	for i, s := range all {
		taken[i] = split(s.Name)
	}
	if len(all) == 0 {
		return "", []string{}
	}
	common := parts{metric: taken[0].metric, labels: slices.Clone(taken[0].labels)}
	for _, p := range taken[1:] {
		if p.metric != common.metric {
			common.metric = ""
		}
		common.labels = slices.DeleteFunc(common.labels, func(l [2]string) bool { return !slices.Contains(p.labels, l) })
	}
	names = make([]string, len(all))
	for i, p := range taken {
		if p.metric == common.metric {
			p.metric = ""
		}
		p.labels = slices.DeleteFunc(p.labels, func(l [2]string) bool { return slices.Contains(common.labels, l) })
		names[i] = p.text()
	}
	return common.text(), names
}

// Called is what a series is called in a sentence: what sets it apart, or what is
// measured where that says nothing.
func Called(all []debrief.Series, n int) string {
	_, names := Names(all)
	if names[n] != "" {
		return names[n]
	}
	return split(all[n].Name).metric
}

// InFull is what a series is called where nothing beside it says what was measured.
func InFull(all []debrief.Series, n int) string {
	name, metric := Called(all, n), split(all[n].Name).metric
	if metric == "" || strings.HasPrefix(name, metric) {
		return name
	}
	return metric + " " + name
}

// Rename gives a series another name, label by label: change returns the value that
// stands in its place, or false to leave the label out.
func Rename(name string, change func(label, value string) (string, bool)) string {
	p := split(name)
	metric, _ := change("", p.metric)
	var out []string
	for _, l := range p.labels {
		if value, keep := change(l[0], l[1]); keep {
			out = append(out, l[0]+`="`+value+`"`)
		}
	}
	if len(out) == 0 {
		return metric
	}
	return metric + "{" + strings.Join(out, ", ") + "}"
}
