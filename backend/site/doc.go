// Package site publishes debriefs as a static site into a folder that any web server,
// Git repository or object store may serve: one folder a debrief, lists of them by year,
// tag, kind and factor, a feed, and an index that a page's own script searches.
//
//	index.html, site.css, find.js, feed.xml, site.json
//	debriefs/NAME/index.html, debrief.json
//	year/2026/, tag/dns/, kind/incident/, factor/signals/
//	find/publishers.js, find/PUBLISHER/…
//
// Several people may publish into one folder: each writes the folders of their own
// debriefs and an index of their own, and the lists are made of all that is there.
// Nothing is ever deleted or written over that the package did not write itself. A debrief
// that is published no more leaves a page that says so where it was.
package site
