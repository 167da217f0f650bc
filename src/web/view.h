/* What compiled views (tools/viewgen) write with. A view writes into a buffer; every {{ expression }} is escaped for the place it stands
 * in by the type-directed macros below. Unescaped output exists only as Html, which only views and the Markdown renderer make. */
#ifndef QUORATE_WEB_VIEW_H
#define QUORATE_WEB_VIEW_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/money.h"

/* Markup that is safe to write as it is. Made by views and by paper/markdown.c, nowhere else (a test holds this). */
typedef struct {
    Text markup;
} Html;

typedef struct {
    Buffer *out;
    Arena *arena;
    Text csrf; /* masked token for this page's forms; empty when nobody is signed in */
} View;

/* One writer for each type that may stand in {{ }}; dates are written "23 July 2025", times "10am", pence "£1.00", flags "Yes"/"No". */
void view_put_text(View *v, Text t);
void view_put_string(View *v, const char *s);
void view_put_int64(View *v, int64_t n);
void view_put_count(View *v, uint64_t n); /* sizes and places in lists */
void view_put_date(View *v, Date d);
void view_put_time(View *v, TimeOfDay t);
void view_put_moment(View *v, Moment m); /* "23 July 2025 at 10am" */
void view_put_pence(View *v, Pence p);
void view_put_flag(View *v, bool b);
void view_put_html(View *v, Html h); /* text context only */

/* {{ e }} between tags and in quoted attributes: & < > " ' become entities. */
#define VIEW_PUT(v, e)                                                                                                                     \
    _Generic((e), Text: view_put_text, char *: view_put_string, const char *: view_put_string, int: view_put_int64,            \
        long: view_put_int64, long long: view_put_int64, unsigned: view_put_count, unsigned long: view_put_count,              \
        short: view_put_int64, Date: view_put_date, TimeOfDay: view_put_time, Moment: view_put_moment, Pence: view_put_pence, bool: view_put_flag, \
        Html: view_put_html)(v, e)
/* The same inside an attribute: Html does not compile there. */
#define VIEW_PUT_ATTRIBUTE(v, e)                                                                                                           \
    _Generic((e), Text: view_put_text, char *: view_put_string, const char *: view_put_string, int: view_put_int64,            \
        long: view_put_int64, long long: view_put_int64, unsigned: view_put_count, unsigned long: view_put_count,              \
        short: view_put_int64, Date: view_put_date, TimeOfDay: view_put_time, Moment: view_put_moment, Pence: view_put_pence)(v, e)
/* At the start of href, src, action, formaction: a whole address. Only / # ? https: http: mailto: tel: may begin it; anything else is
 * written as "#". Entities escaped. */
void view_put_url_text(View *v, Text t);
void view_put_url_string(View *v, const char *s);
#define VIEW_PUT_URL(v, e) _Generic((e), Text : view_put_url_text, char * : view_put_url_string, const char * : view_put_url_string)(v, e)
/* Further on in such an attribute: one path segment or query value, percent-encoded. */
void view_put_url_part_text(View *v, Text t);
void view_put_url_part_string(View *v, const char *s);
void view_put_url_part_int64(View *v, int64_t n);
void view_put_url_part_count(View *v, uint64_t n);
#define VIEW_PUT_URL_PART(v, e)                                                                                                            \
    _Generic((e), Text: view_put_url_part_text, char *: view_put_url_part_string, const char *: view_put_url_part_string,      \
        int: view_put_url_part_int64, long: view_put_url_part_int64, long long: view_put_url_part_int64,                       \
        unsigned: view_put_url_part_count, unsigned long: view_put_url_part_count)(v, e)

/* The markup of the view itself. */
void view_put_markup(View *v, const char *markup, size_t len);
/* For {{ wrap }}: collects what follows into a buffer of its own; view_collected gives it as Html and goes back. */
typedef struct {
    Buffer *out;
    Buffer own;
} ViewCollection;
void view_collect(View *v, ViewCollection *c);
Html view_collected(View *v, ViewCollection *c);

#endif
