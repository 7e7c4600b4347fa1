// Package graph lays out what a query of monitoring returned as a drawn graph, once,
// in points: as SVG in the window and as vectors in the report's PDF, as package
// figure does for the timeline.
//
// Nothing is made up. Of the points that share a column of the drawing the first,
// the lowest, the highest and the last are drawn, so that no spike is lost; where
// points are missing the line has a gap. Lines are told apart by their dash and by
// the name beside their end, not by colour alone. A unit is said only where the name
// of what was measured says it.
package graph
