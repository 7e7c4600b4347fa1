// Package gist finds what a debrief already has that page one of its report could
// say: words somebody wrote, as they wrote them, and durations that follow from the
// times. Nothing is made up, and nothing is taken by itself: each is offered to
// whoever writes page one, who may take it, change it, or leave it.
package gist
