// Package find is the full-text index of a published site: files that a page's own
// script reads a few of for each question, so that a site of ten thousand debriefs is
// searched without a server. An index is a list of segments, as in a log-structured
// store: what is published anew makes a small segment of its own, and small ones are
// merged, so that one changed page never writes the whole index again. What a page tells
// no longer is struck out of the files that hold it.
package find
