/* Says what another application would get: all that is on the clipboard and in the selection, in every type it is
 * offered as, each as NAME TYPE LENGTH, a line's end, and the bytes. Build: with GTK 3. */
#include <gtk/gtk.h>
#include <stdio.h>

static void say(const char *name, GdkAtom selection) {
  GtkClipboard *board = gtk_clipboard_get(selection);
  GdkAtom *types;
  gint count;
  if (!gtk_clipboard_wait_for_targets(board, &types, &count)) return;
  for (gint i = 0; i < count; i++) {
    GtkSelectionData *data = gtk_clipboard_wait_for_contents(board, types[i]);
    if (!data) continue;
    gint length;
    const guchar *content = gtk_selection_data_get_data_with_length(data, &length);
    gchar *type = gdk_atom_name(types[i]);
    printf("%s %s %d\n", name, type, length);
    if (length > 0) fwrite(content, 1, length, stdout);
    putchar('\n');
    g_free(type);
    gtk_selection_data_free(data);
  }
  g_free(types);
}

int main(int argc, char **argv) {
  gtk_init(&argc, &argv);
  say("clipboard", GDK_SELECTION_CLIPBOARD);
  say("selection", GDK_SELECTION_PRIMARY);
  return 0;
}
