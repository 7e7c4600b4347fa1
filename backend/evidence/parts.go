package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"
)

// partName is what the parts of a report are called, whoever wrote it.
var partName = regexp.MustCompile(`(?i)^\W*(?:\d+[.)]\s*)?(?:issue |incident |executive )?(?:summary|overview|impact|time\s?line|key events|root causes?|contributing factors?|causes?|trigger|detection|identified|resolution|mitigation|recovery|context|lessons(?: learn(?:ed|t))?|what went (?:well|wrong)|where we got lucky|action items?|actions|review actions|follow[- ]?ups?|remediation|time to (?:repair|resolve)|status|severity)\b[^.!?]{0,40}$`)

// minParts is how many parts a report among others has at least.
const minParts = 2

// split divides what has several reports under headings of one level, as a log of
// incidents has them; nil for one report.
func (o *outline) split() []*outline {
	for level := 1; level <= 5; level++ {
		var parts []*outline
		for i, b := range o.blocks {
			if b.Kind == BlockHeading && b.Level == level && !partName.MatchString(b.Text) {
				if end := o.end(i); partsNamed(o.blocks[i+1:end]) >= minParts {
					parts = append(parts, &outline{title: b.Text, blocks: slices.Clone(o.blocks[i:end])})
				}
			}
		}
		if len(parts) > 1 {
			return parts
		}
	}
	return nil
}

// end is where the part under a heading ends.
func (o *outline) end(at int) int {
	for i := at + 1; i < len(o.blocks); i++ {
		if b := o.blocks[i]; b.Kind == BlockHeading && b.Level <= o.blocks[at].Level {
			return i
		}
	}
	return len(o.blocks)
}

// partsNamed counts the headings and labels that are parts of a report.
func partsNamed(blocks []Block) (n int) {
	for _, b := range blocks {
		name, _, labelled := strings.Cut(b.Text, ":")
		if (b.Kind == BlockHeading || labelled || b.Kind == BlockItem && b.Level == 0) && partName.MatchString(name) {
			n++
		}
	}
	return n
}

// part reads one of several reports, as a document of its own.
func (j *job) part(f file, o *outline) error {
	own := job{ctx: j.ctx, options: j.options, doc: &Document{Path: j.doc.Path, Format: j.doc.Format, SHA256: o.sum()}}
	if err := own.outlined(f, o); err != nil {
		return err
	}
	j.doc.Parts = append(j.doc.Parts, own.doc)
	return nil
}

// sum is that of all its words.
func (o *outline) sum() string {
	h := sha256.New()
	for _, b := range o.blocks {
		for _, text := range append([]string{b.Text}, slices.Concat(b.Rows...)...) {
			_, _ = io.WriteString(h, text+"\x00")
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
