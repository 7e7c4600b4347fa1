package app

import (
	"encoding/base64"
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
	clean, err := picture.Clean(content)
	if err != nil {
		h.drop(handle)
		return "", err
	}
	h.clean(handle, clean)
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
	handle, _, err = h.add("", nil)
	if err == nil {
		h.clean(handle, clean)
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
func (h *heldPictures) clean(handle string, clean picture.Picture) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p := h.all[handle]; p != nil {
		*p = heldPicture{clean: clean, ready: true}
	}
}

// of returns a picture that is ready.
func (h *heldPictures) of(handle string) (picture.Picture, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.all[handle]
	if p == nil || !p.ready {
		return picture.Picture{}, false
	}
	return p.clean, true
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
