package app

/*
#cgo pkg-config: webkit2gtk-4.1
#cgo LDFLAGS: -Wl,--wrap=g_object_unref
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_get_uri
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_get_http_method
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_get_http_headers
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_get_http_body
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_finish_with_response
#cgo LDFLAGS: -Wl,--wrap=webkit_uri_scheme_request_finish_error
*/
import "C" // confine_linux.c says what the linker is told these for
