/* Doors: every address of the program is one row of one table (app/routes.c). A handler is reached through its row or not at all:
 * the row says who may enter, what inputs it takes, and on which side it stands.
 *
 * Office handlers are given the office. Site (public) handlers are given a read-only connection to the published store and the
 * append-only letterbox, and nothing else. */
#ifndef QUORATE_WEB_ROUTE_H
#define QUORATE_WEB_ROUTE_H

#include "store/job.h"
#include "store/journal.h"
#include "web/http.h"
#include "web/session.h"

/* What an office handler works with, for one request. */
typedef struct {
    Store *store;           /* the office store, for tx_begin */
    Db *db;                 /* a reading connection of this request */
    Jobs *jobs;
    const Session *session; /* who is signed in; NULL for nobody, which only doors open to ANYONE see */
    Access roles;           /* of the person signed in; 0 for nobody */
    const char *data_folder;
    Text site_address;      /* "https://..." without a trailing slash, for links in mails and feeds */
} Office;

/* What a site handler works with, for one request. */
typedef struct {
    Db *db;           /* of the published store, read-only */
    Store *published; /* the same, read-only, for streaming files */
    Store *letterbox; /* append-only */
    Text site_address;
    bool has_office;  /* this process also serves the office: show "Sign in" */
} Site;

typedef Error *OfficeHandler(Office *office, Request *request, Response *response);
typedef Error *SiteHandler(Site *site, Request *request, Response *response);

typedef enum {
    INPUT_TEXT,  /* one line; ends trimmed */
    INPUT_LONG,  /* several lines */
    INPUT_INT,   /* whole number */
    INPUT_DATE,  /* one text, or name-day, name-month, name-year */
    INPUT_FLAG,
    INPUT_FILE,
    INPUT_MANY,  /* may repeat */
    INPUT_MANY_LONG, /* several lines, may repeat: a text for each row of a table */
    INPUT_EXACT, /* as it was sent, not trimmed or cleaned: passwords */
} InputKind;
typedef struct {
    const char *name;
    InputKind kind;
    int64_t max; /* characters; 0: 200 for a line, 100,000 for several */
} Input; /* tables of inputs end with {0} */

/* Who may enter, beside roles: */
#define ANYONE ((Access)0)             /* nobody need be signed in */
#define SIGNED_IN ((Access)0x80000000) /* any person signed in, whatever the role */

enum {
    ROUTE_SLOW = 1,     /* runs on the slow lane (password hashing, uploads), never on a page thread */
    ROUTE_CACHED = 2,   /* site pages: the answer is kept until the published store changes */
    ROUTE_LOOPBACK = 4, /* only for clients on this machine, unless configured */
    ROUTE_BY_ITSELF = 16, /* asked for by an open page, not by a person: it keeps no session awake */
    ROUTE_PASSWORD = 8, /* hashes a password: runs on the slow lane kept for that, so that a flood of sign-ins stops nobody's work */
};

typedef struct {
    Method method;
    const char *path;     /* "/office/meetings/:id/agenda"; at most four :names, each one path segment, a fixed ending as in ":id.json" allowed */
    Access who;           /* ANYONE, SIGNED_IN or roles; others are sent to sign in (nobody yet) or told 403 */
    OfficeHandler *office; /* exactly one of the two */
    SiteHandler *site;
    const Input *inputs;  /* of the query (GET) or the form (POST); what is not declared never reaches the handler */
    const Record *form;   /* the fields of this record are inputs too */
    int64_t upload_bytes; /* most bytes of a POST with files; 0: no files, at most 1 MB of form */
    unsigned flags;
} Route;

/* The whole table, ended by {0}: app/routes.c. */
extern const Route all_routes[];

/* Is the table sound? Each row has exactly one handler of the right kind for its flags, a well-formed path, inputs that are declared once,
 * and no two rows are reached by the same method and addresses. The server does not start with a table that is not. */
Error *routes_check(Arena *arena, const Route *routes);

/* The table made ready for matching; lives in `arena` and borrows `routes`. */
typedef struct RouteTable RouteTable;
RouteTable *route_table_new(Arena *arena, const Route *routes);

typedef struct {
    const Route *route; /* NULL when nothing matches the path, or nothing with this method */
    int index;          /* its place in the table; -1 for none */
    Text parameters[4]; /* borrow from the path */
    int parameter_count;
    bool has_get, has_post; /* what the path knows, for 405 */
} RouteMatch;
/* The row for a decoded path. Fixed segments go before ":id.json", and that before ":id". */
RouteMatch route_match(const RouteTable *table, Method method, Text path);

/* Begins a change as the person signed in; `why` may be empty. */
Error *office_begin(Office *office, Request *request, Text why, Tx **out);
Actor office_actor(const Office *office);

#endif
