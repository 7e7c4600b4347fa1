package evidence

import (
	"encoding/json"
	"slices"
	"strings"
)

// wraps says whether a table begins here that has JSON in a cell of its rows, with
// every one of these keys in it: so data warehouses keep what an API answered.
func (h *head) wraps(keys ...string) bool {
	return h.json.kind == 0 && len(h.lines) > 1 && !strings.Contains(h.lines[0], "{") &&
		!slices.ContainsFunc(keys, func(k string) bool { return !strings.Contains(h.text, `""`+k+`""`) })
}

// wrapped gives the object that has a key, of every row of such a table.
func (j *job) wrapped(f file, h *head, key string, each func(item) error) error {
	delimiter, _ := delimiterOf(h)
	for row, err := range j.rows(f, delimiter) {
		if err != nil {
			return err
		}
		found := row.line == 1 // the names of the columns
		for _, cell := range row.cells {
			if strings.HasPrefix(cell, "{") && strings.Contains(cell, `"`+key+`"`) {
				found = true
				if err := each(item{line: row.line, raw: json.RawMessage(cell)}); err != nil {
					return err
				}
			}
		}
		if !found {
			j.doc.reject(f.path, row.line, ExpectedMessage, strings.Join(row.cells, string(delimiter)))
		}
	}
	j.doc.sort()
	return nil
}
