// Package chart lays the figures of package insight out, once, in points: as SVG in the
// window and as vectors in the PDF, as package figure does for the timeline. There are
// three forms: dots on an axis, a mark for each of a count, and dots in columns of time.
//
// Every debrief is a dot of its own as long as there is room; where there is not, a mark
// stands for several, and the chart says for how many. Signs are told apart by their
// shape, never by colour alone.
package chart
