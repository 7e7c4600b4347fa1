package app

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// The selection stays the window's own: were it let go of, the page would take
// it for another's and let go of what is selected in it.
static gboolean refuse(GtkWidget *widget, GdkEventSelection *event, gpointer unused) {
	if (event->selection != GDK_SELECTION_PRIMARY) return FALSE;
	gdk_selection_send_notify_for_display(gtk_widget_get_display(widget), event->requestor, event->selection,
		event->target, GDK_NONE, event->time);
	return TRUE;
}

// What another application asks of a selection comes after the word whose it is,
// so nobody is answered before this. One that is not the window's stays.
static void take(GtkClipboard *board, GdkEventOwnerChange *event, gpointer unused) {
	gpointer owner = NULL;
	if (event->owner && gdk_window_get_window_type(event->owner) != GDK_WINDOW_FOREIGN)
		gdk_window_get_user_data(event->owner, &owner);
	if (!owner) return;
	g_signal_handlers_disconnect_by_func(owner, G_CALLBACK(refuse), NULL);
	g_signal_connect(owner, "selection-request-event", G_CALLBACK(refuse), NULL);
}

static gboolean watch_now(gpointer unused) {
	g_signal_connect(gtk_clipboard_get(GDK_SELECTION_PRIMARY), "owner-change", G_CALLBACK(take), NULL);
	return G_SOURCE_REMOVE;
}

// GTK is spoken to on its own thread.
static void watch_selection(void) { g_idle_add(watch_now, NULL); }
*/
import "C"

// keepSelection keeps what is selected in the window from being handed to other
// applications without being copied, as desktops do for the middle button: a
// private note would be, only by being marked.
func keepSelection() { C.watch_selection() }
