//go:build !linux

package projector

import "secondstory/backend/room"

func takeNoFocus() {}

// displays lists none: the window is put where it belongs by hand, and F11 fills
// the screen it is on.
func displays() []room.Display { return []room.Display{} }

func fillDisplay(int) {}
