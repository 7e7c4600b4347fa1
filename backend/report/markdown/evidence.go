package markdown

import (
	"strconv"
	"strings"

	"secondstory/backend/report"
)

// evidence tells of every picture and graph what is known of it, and of a graph what it
// measured.
func (w *writer) evidence() {
	for _, p := range w.r.Pictures {
		w.block(strings.Join(filled("**"+escape(w.t("report.picture", "n", strconv.Itoa(p.Number)))+"**", escape(p.Caption), sentence(p.From), w.rest(p.Entries)), " "))
	}
	for i := range w.r.Graphs {
		w.graph(&w.r.Graphs[i])
	}
}

func (w *writer) graph(g *report.Graph) {
	w.block(strings.Join(filled("**"+escape(w.t("report.graph", "n", strconv.Itoa(g.Number)))+"**", sentence(g.Title()),
		escape(w.t("report.graph.from", "source", g.Source, "sum", g.SHA256)), escape(w.t("report.graph.moments", "times", strings.Join(g.Moments, ", "))), w.rest(g.Entries)), " "))
	w.heads("report.graph.line", "report.graph.first", "report.graph.lowest", "report.graph.highest", "report.graph.last", "report.graph.read")
	for _, f := range g.Facts() {
		w.row(escape(f.Name), escape(f.First), escape(f.Lowest), escape(f.Highest), escape(f.Last), escape(f.Read))
	}
	w.out.WriteString("\n")
}

// rest says which entries rest on it.
func (w *writer) rest(refs []report.Ref) string {
	return escape(w.t("report.picture.entries")+" "+labels(refs)) + "."
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return escape(strings.TrimRight(text, ".")) + "."
}

func filled(all ...string) []string {
	out := []string{}
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
