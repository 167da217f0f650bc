/* The frame around pages: GOV.UK Design System markup with our own typeface, header and footer. */
#ifndef QUORATE_WEB_PAGE_H
#define QUORATE_WEB_PAGE_H

#include "web/route.h"
#include "web/view.h"

typedef struct {
    Text text, url;
} Link;
typedef struct {
    Link *items;
    size_t count;
} LinkList;

typedef struct {
    Text title;           /* of the page; the frame adds the site's name; "Error: " stands before it when form has errors */
    const char *section;  /* which entry of the service navigation is current: "meetings" */
    LinkList breadcrumbs; /* without the page itself */
    Text notice;          /* shown in a green banner: what was just done */
    const Form *form;     /* its errors make the error summary; NULL for pages without one */
    bool is_office;
    Text person;  /* who is signed in; empty for nobody */
    Access roles; /* of that person; which navigation to show */
    Text csrf;
    bool has_office;  /* public pages: offer "Sign in" */
    Text partnership; /* name of the partnership, in the header */
    Text twin;        /* address of the .json twin; empty for none */
    Text feed;        /* address of an Atom feed; empty for none */
    bool is_unlisted; /* search engines leave it out */
    Text description; /* for <meta name=description> */
} Page;

/* A page of the office: who is signed in, notice and navigation filled in from the request. */
Page office_page(Office *office, Request *request, const char *section, const char *title, ...) __attribute__((format(printf, 4, 5)));
/* A page of the public site. */
Page site_page(Site *site, Request *request, const char *section, const char *title, ...) __attribute__((format(printf, 4, 5)));
void page_breadcrumb(Arena *arena, Page *page, Text text, Text url);

/* A view that writes into the response's body as HTML, with the page's CSRF token. */
View page_view(Request *request, Response *response, const Page *page);

/* Answers an error as a page (or as JSON when the path ends in .json): its sentence, what to do next, the request's id; the detail goes to
 * the log. The status is the error's, unless the response has one from 400 on already (405, 429). `page` may be NULL when nothing is known
 * of who asks. */
void respond_error(Request *request, Response *response, const Error *error, const Page *page);

/* After ERROR_CONFLICT from record_update: a page with both versions side by side, field by field; the person keeps theirs or saves their own
 * over it (the same form again, to the same address, with the new version and every value they typed hidden in it). `mine` is the value that
 * could not be saved; `back` is where "keep what is there now" leads. */
Error *respond_conflict(
    Office *office, Request *request, Response *response, const Page *page, const Record *record, const void *mine, Text back);

/* The service navigation, ended by {0}: entries of the office are shown to who may enter them (roles or SIGNED_IN), entries of the site to
 * everybody. Filled by app/navigation.c. */
typedef struct {
    const char *section, *label, *url;
    bool is_office;
    Access who;
} NavigationEntry;
extern const NavigationEntry all_navigation[];
/* What the header calls the partnership, by what the store of each side says; empty before it was set up. Defined by app/navigation.c. */
Text partnership_name_in_office(Db *db, Arena *arena);
Text partnership_name_on_site(Db *db, Arena *arena);

/* Notices by code, for respond_done: { "saved", "Your changes were saved." }. Ended by {0}. Each room adds its own in app/notices.c. */
typedef struct {
    const char *code, *sentence;
} Notice;
extern const Notice all_notices[];

#endif
