// Package figure lays out the figure of a debrief: three lanes (the system
// did, people saw, people did) on one line of time, with bands that show where
// attention was. It is laid out once, in points, and drawn twice: as SVG in the
// window and in the report's PDF.
//
// [Layout] is a pure function of its input and of a text measure, so that a
// label never overlaps another and is never clipped, whatever the font.
// A mark keeps its own label where there is room; marks too close to be told
// apart become one group with a count. Long quiet stretches may be cut out of
// the line: a [Break] shows where, and for how long.
package figure
