package projector

/*
#cgo linux pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <string.h>

#define MOST 8

typedef struct {
	int width, height, primary;
	char name[64];
} screen;

typedef struct {
	GMutex lock;
	GCond told;
	gboolean done;
	int count;
	screen all[MOST];
} listing;

static gboolean list_now(gpointer data) {
	listing *l = data;
	g_mutex_lock(&l->lock);
	GdkDisplay *display = gdk_display_get_default();
	int n = display ? gdk_display_get_n_monitors(display) : 0;
	for (int i = 0; i < n && l->count < MOST; i++) {
		GdkMonitor *monitor = gdk_display_get_monitor(display, i);
		GdkRectangle at;
		gdk_monitor_get_geometry(monitor, &at);
		screen *s = &l->all[l->count++];
		s->width = at.width;
		s->height = at.height;
		s->primary = gdk_monitor_is_primary(monitor);
		const char *name = gdk_monitor_get_model(monitor);
		if (name) g_strlcpy(s->name, name, sizeof s->name);
	}
	l->done = TRUE;
	g_cond_signal(&l->told);
	g_mutex_unlock(&l->lock);
	return G_SOURCE_REMOVE;
}

// GTK is asked on its own thread.
static void list_displays(listing *l) {
	g_mutex_init(&l->lock);
	g_cond_init(&l->told);
	g_idle_add(list_now, l);
	g_mutex_lock(&l->lock);
	while (!l->done) g_cond_wait(&l->told, &l->lock);
	g_mutex_unlock(&l->lock);
}

static gboolean fill_now(gpointer number) {
	GList *all = gtk_window_list_toplevels();
	for (GList *at = all; at; at = at->next) {
		GtkWindow *window = GTK_WINDOW(at->data);
		if (gtk_window_get_window_type(window) != GTK_WINDOW_TOPLEVEL) continue;
		// Wails gives the window the size of the first display as its most.
		gtk_window_set_geometry_hints(window, NULL, NULL, 0);
		gtk_window_unfullscreen(window);
		GdkRectangle to;
		GdkMonitor *monitor = gdk_display_get_monitor(gdk_display_get_default(), GPOINTER_TO_INT(number));
		if (!monitor) break;
		gdk_monitor_get_geometry(monitor, &to);
		gtk_window_move(window, to.x, to.y);
		gtk_window_resize(window, to.width, to.height);
		gtk_window_fullscreen_on_monitor(window, gtk_window_get_screen(window), GPOINTER_TO_INT(number));
		break;
	}
	g_list_free(all);
	return G_SOURCE_REMOVE;
}

static void fill_display(int number) { g_idle_add(fill_now, GINT_TO_POINTER(number)); }

static gboolean no_focus(GSignalInvocationHint *hint, guint n, const GValue *values, gpointer unused) {
	GObject *widget = g_value_get_object(&values[0]);
	if (GTK_IS_WINDOW(widget)) gtk_window_set_focus_on_map(GTK_WINDOW(widget), FALSE);
	return TRUE;
}

static void take_no_focus(void) {
	if (!gtk_init_check(NULL, NULL)) return;
	g_type_class_ref(GTK_TYPE_WINDOW);
	g_signal_add_emission_hook(g_signal_lookup("realize", GTK_TYPE_WIDGET), 0, no_focus, NULL, NULL);
}
*/
import "C"

import "secondstory/backend/room"

// takeNoFocus keeps the window from taking the keys from whoever is typing when
// it appears. It is called before there is one.
func takeNoFocus() { C.take_no_focus() }

// displays lists the displays there are; the page's thread must be running.
func displays() []room.Display {
	var l C.listing
	C.list_displays(&l)
	out := []room.Display{}
	for _, s := range l.all[:l.count] {
		out = append(out, room.Display{
			Name: C.GoString(&s.name[0]), Width: int(s.width), Height: int(s.height), Primary: s.primary != 0,
		})
	}
	return out
}

// fillDisplay fills a display, counted from 0, with the window.
func fillDisplay(number int) { C.fill_display(C.int(number)) }
