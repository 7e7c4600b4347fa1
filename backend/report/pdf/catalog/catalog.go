// Package catalog finishes a PDF: it adds what gofpdf has no words for.
package catalog

import (
	"bytes"
	"errors"
	"strconv"
)

// Usual says that the file is in English, that its title is what a reader shows, and
// that a reader calls its pages by the numbers printed on them.
const Usual = "/Lang (en)\n/ViewerPreferences <</DisplayDocTitle true>>\n/PageLabels <</Nums [0 <</S /D>>]>>\n"

var errCatalog = errors.New("finish pdf: no catalog at the end")

// Add adds entries to the document's catalog, which gofpdf writes last
// and has no words for. Nothing but the address of the table after it moves.
func Add(file []byte, entries string) ([]byte, error) {
	const head = "/Type /Catalog\n"
	at := bytes.LastIndex(file, []byte(head))
	start := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 || start < at {
		return nil, errCatalog
	}
	digits := file[start+len("startxref\n"):]
	end := bytes.IndexByte(digits, '\n')
	if end < 0 {
		return nil, errCatalog
	}
	offset, err := strconv.Atoi(string(digits[:end]))
	if err != nil || offset < at {
		return nil, errCatalog
	}
	out := make([]byte, 0, len(file)+len(entries)+8)
	out = append(out, file[:at+len(head)]...)
	out = append(out, entries...)
	out = append(out, file[at+len(head):start]...)
	out = append(out, "startxref\n"+strconv.Itoa(offset+len(entries))...)
	return append(out, digits[end:]...), nil
}
