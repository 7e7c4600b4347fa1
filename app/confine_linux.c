// Wails 2 answers what the page asks for on threads of its own, but WebKit's objects are made for GTK's thread alone:
// where the last word about one is said on another, the window ends now and then for no reason anybody could see (wails
// issue 5631, mended in version 3). So the linker puts these functions in the place of the calls Wails makes
// (confine_linux.go), and each does the same on GTK's thread.
#include <webkit2/webkit2.h>

static gboolean on_gtk(void) { return g_main_context_is_owner(g_main_context_default()); }

void __real_g_object_unref(gpointer object);

static gboolean let_go(gpointer object) {
	__real_g_object_unref(object);
	return G_SOURCE_REMOVE;
}

void __wrap_g_object_unref(gpointer object) {
	if (on_gtk()) __real_g_object_unref(object);
	else g_idle_add_full(G_PRIORITY_DEFAULT, let_go, object, NULL);
}

typedef struct {
	gpointer (*work)(WebKitURISchemeRequest *request, gpointer with);
	WebKitURISchemeRequest *request;
	gpointer with, result;
	gboolean done;
	GMutex lock;
	GCond told;
} errand;

static gboolean run(gpointer data) {
	errand *e = data;
	gpointer result = e->work(e->request, e->with);
	g_mutex_lock(&e->lock);
	e->result = result;
	e->done = TRUE;
	g_cond_signal(&e->told);
	g_mutex_unlock(&e->lock);
	return G_SOURCE_REMOVE;
}

// Once GTK's loop has ended nobody is answered any more; the process ends with it.
static gpointer on_gtk_thread(gpointer (*work)(WebKitURISchemeRequest *, gpointer), WebKitURISchemeRequest *request, gpointer with) {
	if (on_gtk()) return work(request, with);
	errand e = {.work = work, .request = request, .with = with};
	g_mutex_init(&e.lock);
	g_cond_init(&e.told);
	g_idle_add_full(G_PRIORITY_DEFAULT, run, &e, NULL);
	g_mutex_lock(&e.lock);
	while (!e.done) g_cond_wait(&e.told, &e.lock);
	g_mutex_unlock(&e.lock);
	g_mutex_clear(&e.lock);
	g_cond_clear(&e.told);
	return e.result;
}

const gchar *__real_webkit_uri_scheme_request_get_uri(WebKitURISchemeRequest *request);
const gchar *__real_webkit_uri_scheme_request_get_http_method(WebKitURISchemeRequest *request);
SoupMessageHeaders *__real_webkit_uri_scheme_request_get_http_headers(WebKitURISchemeRequest *request);
GInputStream *__real_webkit_uri_scheme_request_get_http_body(WebKitURISchemeRequest *request);
void __real_webkit_uri_scheme_request_finish_with_response(WebKitURISchemeRequest *request, WebKitURISchemeResponse *response);
void __real_webkit_uri_scheme_request_finish_error(WebKitURISchemeRequest *request, GError *error);

static gpointer uri(WebKitURISchemeRequest *request, gpointer unused) {
	return (gpointer)__real_webkit_uri_scheme_request_get_uri(request);
}

static gpointer method(WebKitURISchemeRequest *request, gpointer unused) {
	return (gpointer)__real_webkit_uri_scheme_request_get_http_method(request);
}

static gpointer headers(WebKitURISchemeRequest *request, gpointer unused) {
	return __real_webkit_uri_scheme_request_get_http_headers(request);
}

static gpointer body(WebKitURISchemeRequest *request, gpointer unused) {
	return __real_webkit_uri_scheme_request_get_http_body(request);
}

static gpointer answer(WebKitURISchemeRequest *request, gpointer response) {
	__real_webkit_uri_scheme_request_finish_with_response(request, response);
	return NULL;
}

static gpointer refuse(WebKitURISchemeRequest *request, gpointer error) {
	__real_webkit_uri_scheme_request_finish_error(request, error);
	return NULL;
}

const gchar *__wrap_webkit_uri_scheme_request_get_uri(WebKitURISchemeRequest *request) {
	return on_gtk_thread(uri, request, NULL);
}

const gchar *__wrap_webkit_uri_scheme_request_get_http_method(WebKitURISchemeRequest *request) {
	return on_gtk_thread(method, request, NULL);
}

SoupMessageHeaders *__wrap_webkit_uri_scheme_request_get_http_headers(WebKitURISchemeRequest *request) {
	return on_gtk_thread(headers, request, NULL);
}

GInputStream *__wrap_webkit_uri_scheme_request_get_http_body(WebKitURISchemeRequest *request) {
	return on_gtk_thread(body, request, NULL);
}

void __wrap_webkit_uri_scheme_request_finish_with_response(WebKitURISchemeRequest *request, WebKitURISchemeResponse *response) {
	on_gtk_thread(answer, request, response);
}

void __wrap_webkit_uri_scheme_request_finish_error(WebKitURISchemeRequest *request, GError *error) {
	on_gtk_thread(refuse, request, error);
}
