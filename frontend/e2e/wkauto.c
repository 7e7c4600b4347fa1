/* Preloaded into the production binary by the end-to-end tests, never shipped.
 *
 * WebKitWebDriver can drive a web view only if the view was created under automation, a property that can be
 * set at construction alone, and Wails does not set it. So the one constructor Wails calls is replaced: the
 * first view is made under automation in the default context and handed to the driver when it asks for one.
 *
 * It also tells on the application's error output when a request of the page is answered, or let go of, on another
 * thread than GTK's: WebKit's objects are not made for that, and the window would end now and then for no reason.
 *
 * Build: gcc -shared -fPIC -O2 -o wkauto.so wkauto.c $(pkg-config --cflags webkit2gtk-4.1)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <webkit2/webkit2.h>

static WebKitWebView *view;

/* A second process of the binary, and WebKit's own, must not be driven. */
__attribute__((constructor)) static void preload_once(void) { unsetenv("LD_PRELOAD"); }

static WebKitWebView *hand_over(WebKitAutomationSession *session, gpointer unused) { return view; }

static void started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer unused) {
  WebKitApplicationInfo *info = webkit_application_info_new();
  webkit_application_info_set_name(info, "secondstory");
  webkit_application_info_set_version(info, 0, 0, 0);
  webkit_automation_session_set_application_info(session, info);
  webkit_application_info_unref(info);
  g_signal_connect(session, "create-web-view", G_CALLBACK(hand_over), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
  gboolean first = view == NULL;
  GtkWidget *made = g_object_new(WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager,
                                 "is-controlled-by-automation", first, NULL);
  if (first) {
    WebKitWebContext *context = webkit_web_context_get_default();
    view = WEBKIT_WEB_VIEW(made);
    webkit_web_context_set_automation_allowed(context, TRUE);
    g_signal_connect(context, "automation-started", G_CALLBACK(started), NULL);
  }
  return made;
}

static void expect_main(const char *what) {
  if (!g_main_context_is_owner(g_main_context_default())) fprintf(stderr, "off GTK's thread: %s\n", what);
}

static void let_go(gpointer unused, GObject *was) { expect_main("a request let go of"); }

void webkit_uri_scheme_request_finish_with_response(WebKitURISchemeRequest *request, WebKitURISchemeResponse *response) {
  static void (*answer)(WebKitURISchemeRequest *, WebKitURISchemeResponse *);
  if (!answer) *(void **)&answer = dlsym(RTLD_NEXT, "webkit_uri_scheme_request_finish_with_response");
  expect_main("a request answered");
  g_object_weak_ref(G_OBJECT(request), let_go, NULL);
  answer(request, response);
}
