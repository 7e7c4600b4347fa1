package app

import "sync"

// wrote is the file or folder that was written last: the window never names a path.
type wrote struct {
	mu   sync.Mutex
	last string
}

func (w *wrote) keep(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = path
}

func (w *wrote) path() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}
