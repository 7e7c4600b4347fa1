package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
)

// Member is one file of a folder. Its name is made of what the report says of it.
type Member struct {
	Name string
	Data []byte
}

// IndexName is what the list of a folder's files is called.
const IndexName = "index.csv"

// Evidence is what a report rests on and its edition shows: its pictures as they are
// kept, the figures of its graphs as tables, and a list of them with their hashes, which
// comes last. CodeNothingAttached when there is none, CodeNameFound when what is
// said of them holds a name it must not.
func Evidence(ctx context.Context, w *debrief.Whole, o report.Options, content func(context.Context, debrief.Attachment) ([]byte, error)) ([]Member, error) {
	r, err := report.Build(w, o)
	if err != nil {
		return nil, fmt.Errorf("build report: %w", err)
	}
	g := &gathered{r: r, rows: [][]string{{
		r.T("export.index.file"), r.T("export.index.what"), r.T("export.index.from"), r.T("export.index.entries"), r.T("export.index.sha"), r.T("export.index.size"),
	}}}
	for _, p := range r.Pictures {
		if err := g.picture(ctx, w, p, content); err != nil {
			return nil, err
		}
	}
	for _, one := range r.Graphs {
		if err := g.graph(one); err != nil {
			return nil, err
		}
	}
	if len(g.files) == 0 {
		return nil, debrief.Errorf(debrief.CodeNothingAttached)
	}
	index, err := followup.Table(r, g.rows)
	if err != nil {
		return nil, err
	}
	return append(g.files, Member{IndexName, index}), nil
}

// gathered is what goes into a folder, and the rows that say what it is.
type gathered struct {
	r     *report.Report
	files []Member
	rows  [][]string
}

// add names a file after what it shows; the number keeps names apart.
func (g *gathered) add(said, ending string, data []byte, from string, entries []report.Ref) {
	name := fmt.Sprintf("%02d", len(g.files)+1)
	if said != "" {
		name += "-" + file.Name(said)
	}
	name += ending
	labels := []string{}
	for _, e := range entries {
		labels = append(labels, e.Label)
	}
	sum := sha256.Sum256(data)
	g.files = append(g.files, Member{name, data})
	g.rows = append(g.rows, []string{name, said, from, strings.Join(labels, "; "), hex.EncodeToString(sum[:]), strconv.Itoa(len(data))})
}

// picture adds a picture as it is kept, which is without what came with it.
func (g *gathered) picture(ctx context.Context, w *debrief.Whole, p report.Picture, content func(context.Context, debrief.Attachment) ([]byte, error)) error {
	if ctx.Err() != nil {
		return debrief.Errorf(debrief.CodeCancelled).Wrap(ctx.Err())
	}
	at := slices.IndexFunc(w.Attachments, func(a debrief.Attachment) bool { return a.ID == p.ID })
	if at < 0 || !report.Shows(g.r.Edition, &w.Attachments[at]) {
		return debrief.Errorf(debrief.CodeInternal)
	}
	data, err := content(ctx, w.Attachments[at])
	if err != nil {
		return fmt.Errorf("read picture: %w", err)
	}
	ending := ".jpg"
	if http.DetectContentType(data) == "image/png" {
		ending = ".png"
	}
	g.add(strings.TrimSuffix(p.Caption, "."), ending, data, p.From, p.Entries)
	return nil
}

// graph adds what was measured as a table, by the clock of the report.
func (g *gathered) graph(of report.Graph) error {
	rows := [][]string{{g.r.T("export.graph.time"), g.r.T("export.graph.name"), g.r.T("export.graph.value")}}
	for _, series := range of.Drawing.Series {
		for _, p := range series.Points {
			rows = append(rows, []string{
				p.At.Add(-of.Drawing.Ahead).UTC().Format(time.RFC3339), series.Name, strconv.FormatFloat(p.Value, 'g', -1, 64),
			})
		}
	}
	data, err := followup.Table(g.r, rows)
	if err != nil {
		return err
	}
	g.add(of.Source, ".csv", data, of.Source, of.Entries)
	return nil
}

// maxFree bounds how many names are tried for a folder.
const maxFree = 1000

// SaveFolder puts files into a new folder of a name in another, all of them or none, and
// returns where it is. Where there is something of that name it gets a number.
func SaveFolder(into, name string, files []Member) (string, error) {
	dir, err := os.MkdirTemp(into, ".secondstory-*")
	if err != nil {
		return "", saveError(into, err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	for _, f := range files {
		if err := file.Put(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			return "", saveError(into, err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", saveError(into, err)
	}
	for n := 1; n < maxFree; n++ {
		path := filepath.Join(into, name)
		if n > 1 {
			path += "-" + strconv.Itoa(n)
		}
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Rename(dir, path); err != nil {
			return "", saveError(path, err)
		}
		return path, nil
	}
	return "", debrief.Errorf(debrief.CodeExists, "path", filepath.Join(into, name))
}
