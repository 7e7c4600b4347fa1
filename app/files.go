package app

import "net/http"

// Files serves what the window shows and is not one of its own assets. It is
// reached through the window's own scheme: no port is open.
func (d *Desk) Files() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
}
