/* HTTP as the rest of the program sees it: a request that was read and checked, a response to be filled. Only http.c,
 * answer.c and server.c know libmicrohttpd. */
#ifndef QUORATE_WEB_HTTP_H
#define QUORATE_WEB_HTTP_H

#include "store/files.h"
#include "store/record.h"

typedef enum { GET = 1, POST } Method; /* HEAD is answered as GET without its body */

/* A file that came with a form, on disk until the request ends. */
typedef struct {
    Text field;      /* the input's name */
    Text file_name;  /* as the browser named it, its folders taken off; for showing only */
    Text media_type; /* as the browser claims it; never trusted */
    const char *path;
    int64_t bytes;
} Upload;

/* What is noted off the reading path, as the last use of a session is: that somebody (an account) was at something. It may be lost when the
 * server is too busy, and leaves nothing in the journal. */
typedef struct {
    Error *(*run)(Store *office, Arena *arena, int64_t who, int64_t what);
    int64_t who, what;
} Afterwards;

/* What a form that was refused for its length gives back to its writer, so that no words are lost. */
typedef struct {
    Text value;
    int64_t characters;
    int64_t most; /* characters; 0: this one is not too long */
} KeptText;
typedef struct {
    KeptText *items;
    size_t count;
} KeptTexts;

typedef struct {
    Arena *arena;
    Method method;
    bool wants_head_only;
    Text path;           /* decoded, without query: "/meetings/12" */
    Text target;         /* path and query as sent, for "return to" links */
    FormValues query;    /* decoded, valid UTF-8; only declared inputs */
    FormValues form;     /* of a POST; only declared inputs */
    Upload *uploads;
    size_t upload_count;
    Text client;         /* address of the client (behind a trusted proxy: the one it names) */
    Text host;
    bool is_tls;         /* TLS here, or a trusted proxy says so */
    Text accept_encoding, if_none_match, range, user_agent, cookies, origin, fetch_site, referer;
    Text parameters[4];  /* what stood at :name in the route's path, in order */
    int parameter_count;
    Moment started;
    Text id;             /* for the log and for error pages */
    bool is_local;       /* from this machine, and no proxy says that it only passes on */
    int64_t session_due; /* the session whose last_seen is to be written down behind the page; 0: none */
    KeptTexts kept;      /* of a POST whose texts were too long, for the error page alone; never in a log */
    Text csrf;           /* what the form sent as _csrf; checked before the handler is called */
    Afterwards afterwards; /* set by a handler: something small to write down behind the page; none when run is NULL */
} Request;

typedef struct {
    int status;          /* 200 */
    Text content_type;   /* "text/html; charset=utf-8" */
    Buffer body;
    Text location;       /* of a redirect */
    Text etag;
    Text cache_control;  /* default: "no-store" for the office, "no-cache" with an ETag for the site */
    Text disposition;    /* Content-Disposition */
    Text cookies[4];     /* whole Set-Cookie values */
    int cookie_count;
    /* A stored file instead of the body, streamed chunk by chunk. */
    Store *file_store;
    StoredFile file;
    bool allows_other_sites; /* Access-Control-Allow-Origin: * (open data) */
    Text allow;          /* of 405: the methods that the address knows */
    int retry_after;     /* seconds, of 429 and 503; 0: not said */
} Response;

/* The value of a query or form input, empty when it was not sent. */
Text request_query(const Request *request, const char *name);
Text request_value(const Request *request, const char *name);
/* The numeric parameter at `index` of the route's path; ERROR_NOT_FOUND when it is no positive number. */
Error *request_id(const Request *request, int index, int64_t *out);
/* The upload under that name, or NULL when none came (an empty file input counts as none). */
const Upload *request_upload(const Request *request, const char *name);

/* The value of the cookie of that name, empty when there is none. */
Text request_cookie(const Request *request, const char *name);
/* "https://host" of the address as the browser knows it; `site_address` when that is given. */
Text request_site_address(const Request *request, Text site_address);
/* Is it safe to send the browser there: a path of this site, and nothing that a browser could take for another one? */
bool is_local_address(Text address);

/* 303 to an address of this site. */
void respond_see_other(Response *response, Text location);
/* 301: what was at this address is at another one of this site for good. */
void respond_moved(Response *response, Text location);
/* 303 to `location` with the notice of that code shown on the next page (see web/page.h): it goes along as ?notice=CODE, an input that
 * every GET door has. */
void respond_done(const Request *request, Response *response, Text location, const char *notice);
void respond_json(Response *response, Text json);
/* The same that pages of other sites may read too: a public twin. */
void respond_open_data(Response *response, Text json);
void respond_text(Response *response, const char *content_type, Text body);
/* A file of `store`; `name` is what it is saved as; inline shows it in the browser (PDF only), otherwise it is downloaded. */
void respond_file(const Request *request, Response *response, Store *store, const StoredFile *file, Text name, bool is_inline);

#endif
