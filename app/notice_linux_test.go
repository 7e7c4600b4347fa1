package app

import (
	"bufio"
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// desktop is what shows notices on a bus of the test's own.
type desktop struct{ shown chan string }

// Notify is called over the bus.
func (d desktop) Notify(_ string, _ uint32, _, title, text string, _ []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	d.shown <- title + "|" + text + "|" + hints["transient"].String()
	return 1, nil
}

// mustBus starts a session's bus that only this test has.
func mustBus(t *testing.T) {
	t.Helper()
	cmd := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
}

func TestANoticeIsShownOnTheDesktop(t *testing.T) {
	mustBus(t)
	if err := showNotice(t.Context(), "Second Story", "3 dates need a look."); err == nil {
		t.Error("shown, and nothing shows notices")
	}
	bus, err := sessionBus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bus.Close() }()
	d := desktop{shown: make(chan string, 1)}
	if err := bus.Export(d, "/org/freedesktop/Notifications", "org.freedesktop.Notifications"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.Notifications", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if err := showNotice(t.Context(), "Second Story", "3 dates need a look."); err != nil {
		t.Fatal(err)
	}
	if got := <-d.shown; got != "Second Story|3 dates need a look.|true" {
		t.Errorf("shown: %q", got)
	}
}

func TestWithoutABusNothingIsShown(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	if err := showNotice(context.Background(), "Second Story", "text"); err == nil {
		t.Error("shown on no bus")
	}
}
