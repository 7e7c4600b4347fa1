/* Asks a window to close, as its close button would. Without a window manager nobody else can.
 * Usage: wmclose WINDOW-ID. Build: gcc -O2 -o wmclose wmclose.c -lX11 */
#include <X11/Xlib.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  Display *display = XOpenDisplay(NULL);
  if (argc != 2 || !display) return 2;
  Window window = strtoul(argv[1], NULL, 0);
  XEvent event = {.xclient = {.type = ClientMessage, .window = window, .format = 32}};
  event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
  event.xclient.data.l[0] = XInternAtom(display, "WM_DELETE_WINDOW", False);
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent(display, window, False, NoEventMask, &event);
  XCloseDisplay(display);
  return 0;
}
