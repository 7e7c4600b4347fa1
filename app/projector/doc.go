// Package projector is the Room view's own process: one window that shows what
// it is told on its standard input and knows nothing else. It has no library, no
// dialogs, no socket and no port; the linter holds that it cannot import any.
//
// When its input ends, whatever ended the Desk, it shows the idle screen for a
// moment and ends. A line it does not understand shows the idle screen too.
package projector
