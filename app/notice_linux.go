package app

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// noticeWithin is how long the desktop may take to show a notice.
const noticeWithin = 5 * time.Second

// showNotice shows a few words on the desktop, over the session's bus (the interface of
// freedesktop.org). They go by themselves and are kept in no list.
func showNotice(ctx context.Context, title, text string) error {
	ctx, cancel := context.WithTimeout(ctx, noticeWithin)
	defer cancel()
	bus, err := sessionBus(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	hints := map[string]dbus.Variant{
		"urgency": dbus.MakeVariant(byte(0)), "transient": dbus.MakeVariant(true), "suppress-sound": dbus.MakeVariant(true),
		"desktop-entry": dbus.MakeVariant("secondstory"),
	}
	return bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").
		CallWithContext(ctx, "org.freedesktop.Notifications.Notify", 0, title, uint32(0), "", title, text, []string{}, hints, int32(-1)).Err
}

// sessionBus returns a connection of its own to the session's bus; none is started.
func sessionBus(ctx context.Context) (*dbus.Conn, error) {
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if err = bus.Auth(nil); err == nil {
		err = bus.Hello()
	}
	if err != nil {
		_ = bus.Close()
		return nil, err
	}
	return bus, nil
}
