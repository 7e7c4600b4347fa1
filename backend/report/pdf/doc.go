// Package pdf typesets a report.
//
// It works in two steps. A flow sets the report on pages as a list of drawn
// things, in points from the top left; it runs again until the page numbers it
// prints are those it finds. Then everything that would be drawn is searched for
// names the edition must not carry, and only then does gofpdf write the file.
//
// All text goes through one function ([metrics.clean]) that knows which
// characters the fonts have; gofpdf is never given any other. What the fonts
// lack is printed as a code point and listed in the [Note].
package pdf
