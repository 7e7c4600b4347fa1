package app

import (
	"context"
	"encoding/base64"
	"image"
	"slices"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

// maxHeld is how many pictures are held until they are attached: more than
// anybody pastes while the disk is full.
const maxHeld = 32

// heldPictures keeps pictures on their way to the library, by their handles: the
// window hands them over before it says which line they belong to.
type heldPictures struct {
	mu    sync.Mutex
	order []string
	all   map[string]*heldPicture
}

// heldPicture is one that arrives part by part, and is ready once it is clean.
type heldPicture struct {
	parts []byte
	clean picture.Picture
	ready bool
	// name and original are those of the file it was read of, where that is told.
	name, original string
}

// hand takes a part; with the last one the picture is written anew.
func (h *heldPictures) hand(handle, data string, last bool) (string, error) {
	part, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		h.drop(handle)
		return "", debrief.Errorf(debrief.CodePictureUnreadable)
	}
	handle, content, err := h.add(handle, part)
	if err != nil || !last {
		return handle, err
	}
	clean, err := picture.Make(context.Background(), content, picture.Options{Small: image.Pt(smallWidth, smallHeight)})
	if err != nil {
		h.drop(handle)
		return "", err
	}
	h.clean(handle, heldPicture{clean: clean})
	return handle, nil
}

// choosePicture asks for a file and holds the picture in it; the handle is empty
// when nobody chose one.
func (d *Desk) choosePicture(h *heldPictures) (handle string, err error) {
	path, err := d.dialogs.Open(d.window(), d.copy.T("picture.dialog"), d.copy.T("picture.dialog.kind"), picture.Pattern, "")
	if err != nil || path == "" {
		return "", err
	}
	clean, err := picture.Read(path)
	if err != nil {
		return "", err
	}
	return h.keep(heldPicture{clean: clean})
}

// keep holds what is ready, under a handle of its own.
func (h *heldPictures) keep(ready heldPicture) (handle string, err error) {
	if handle, _, err = h.add("", nil); err == nil {
		h.clean(handle, ready)
	}
	return handle, err
}

// add puts a part behind those of a handle; an empty one begins. It returns the
// handle and all parts so far.
func (h *heldPictures) add(handle string, part []byte) (string, []byte, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if handle == "" {
		handle = h.begin()
	}
	p := h.all[handle]
	switch {
	case p == nil || p.ready:
		return "", nil, debrief.Errorf(debrief.CodeAttachmentMissing)
	case len(p.parts)+len(part) > debrief.MaxAttachment:
		h.forget(handle)
		return "", nil, debrief.Errorf(debrief.CodePictureTooLarge)
	}
	p.parts = append(p.parts, part...)
	return handle, p.parts, nil
}

// begin makes room and a handle.
func (h *heldPictures) begin() string {
	if h.all == nil {
		h.all = map[string]*heldPicture{}
	}
	if len(h.order) >= maxHeld {
		h.forget(h.order[0])
	}
	handle := debrief.NewID()
	h.order, h.all[handle] = append(h.order, handle), &heldPicture{}
	return handle
}

// clean keeps what was made of the parts.
func (h *heldPictures) clean(handle string, ready heldPicture) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p := h.all[handle]; p != nil {
		ready.ready = true
		*p = ready
	}
}

// of returns what is ready.
func (h *heldPictures) of(handle string) (heldPicture, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.all[handle]
	if p == nil || !p.ready {
		return heldPicture{}, false
	}
	return *p, true
}

func (h *heldPictures) drop(handle string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(handle)
}

func (h *heldPictures) forget(handle string) {
	delete(h.all, handle)
	h.order = slices.DeleteFunc(h.order, func(one string) bool { return one == handle })
}

// dropAll lets go of every one.
func (h *heldPictures) dropAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.order, h.all = nil, nil
}
