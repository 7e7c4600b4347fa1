package evidence

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// prometheus reads the results of a query as series to be drawn: with or without
// the envelope of the API. There are no messages in them. What is no number is a
// gap.
// https://prometheus.io/docs/prometheus/latest/querying/api/
func prometheus() reader {
	return reader{
		format: FormatPrometheus,
		sniff: func(h *head) int {
			says := func(s string) bool { return strings.Contains(h.text, s) }
			switch {
			case h.json.kind != 0 && says(`"resultType"`) && says(`"result"`):
				return 95
			case h.json.has("metric") && (h.json.has("values") || h.json.has("value")):
				return 92
			case h.json.object("result") && says(`"metric"`) && says(`"values"`):
				return 90
			}
			return 0
		},
		read: func(j *job, f file) error {
			return j.items(f, []string{"data.result", "result"}, func(it item) error { return j.series(f, it) })
		},
	}
}

type promSeries struct {
	Metric json.RawMessage      `json:"metric"`
	Values [][2]json.RawMessage `json:"values"`
	Value  *[2]json.RawMessage  `json:"value"`
}

func (j *job) series(f file, it item) error {
	if it.path != "" && it.path != "result" && it.path != "data.result" {
		return nil // status, warnings, stats
	}
	var s promSeries
	if json.Unmarshal(it.raw, &s) != nil || s.Values == nil && s.Value == nil {
		if strings.HasPrefix(string(it.raw), "{") && strings.Contains(string(it.raw), `"histogram`) {
			return nil // a histogram of every instant is nothing a line can show
		}
		return j.refuseItem(f, it)
	}
	if s.Value != nil {
		s.Values = append(s.Values, *s.Value)
	}
	labels := objectOf(s.Metric)
	out := debrief.Series{Name: labelled(labels.text("__name__"), labels)}
	for _, pair := range s.Values {
		at := epoch(string(pair[0]), 3)
		value, err := strconv.ParseFloat(strings.Trim(string(pair[1]), `"`), 64)
		switch {
		case at.Told == ToldNothing:
			j.doc.reject(f.path, it.line, ExpectedTime, string(pair[0]))
		case err != nil && !math.IsInf(value, 0):
			j.doc.reject(f.path, it.line, ExpectedMessage, string(pair[1]))
		case !math.IsNaN(value) && !math.IsInf(value, 0):
			out.Points = append(out.Points, debrief.Point{At: at.Time, Value: value})
		}
	}
	slices.SortStableFunc(out.Points, func(a, b debrief.Point) int { return a.At.Compare(b.At) })
	j.doc.Series = append(j.doc.Series, out)
	return nil
}
