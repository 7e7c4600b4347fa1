// Package app is the boundary to the window: one small bound service per noun
// that decodes a call, hands it to the backend and encodes what comes back.
// It has no rules and no SQL. It is the only package, with main, that knows
// Wails.
//
// Every bound method ends in an error that names what happened for a person:
// a panic becomes one too, because the window would otherwise wait for ever.
package app
