package app

import (
	"net/http"
	"strings"
)

// Files serves what the window shows and is not one of its own assets. It is
// reached through the window's own scheme: no port is open.
func (d *Desk) Files() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, previewPath) {
			d.reports.preview.ServeHTTP(w, r)
			return
		}
		if strings.HasPrefix(r.URL.Path, attachmentPath) {
			d.pictures.serve(w, r)
			return
		}
		http.NotFound(w, r)
	})
}
