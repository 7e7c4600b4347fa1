/* Has files on the clipboard, as another application would, and goes on until it is ended. Says "ready" once it has.
 * Usage: offer TYPE FILE [TYPE FILE ...]. Build: with GTK 3. */
#include <gtk/gtk.h>
#include <stdio.h>

static void give(GtkClipboard *board, GtkSelectionData *data, guint i, gpointer own) {
  char **offers = own;
  gchar *content;
  gsize length;
  if (!g_file_get_contents(offers[2 * i + 1], &content, &length, NULL)) return;
  gtk_selection_data_set(data, gdk_atom_intern(offers[2 * i], FALSE), 8, (guchar *)content, length);
  g_free(content);
}

int main(int argc, char **argv) {
  gtk_init(&argc, &argv);
  int count = (argc - 1) / 2;
  if (count < 1) return 2;
  GtkTargetEntry *targets = g_new0(GtkTargetEntry, count);
  for (int i = 0; i < count; i++) targets[i] = (GtkTargetEntry){argv[2 * i + 1], 0, i};
  GtkClipboard *board = gtk_clipboard_get(GDK_SELECTION_CLIPBOARD);
  if (!gtk_clipboard_set_with_data(board, targets, count, give, NULL, argv + 1)) return 1;
  gdk_display_sync(gdk_display_get_default());
  puts("ready");
  fflush(stdout);
  gtk_main();
  return 0;
}
