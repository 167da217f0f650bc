/* What the views of the frame are told by page.c. Inside of web/: pages use page.h and components.h. */
#ifndef QUORATE_WEB_PAGE_PARTS_H
#define QUORATE_WEB_PAGE_PARTS_H

#include "web/components.h"

typedef struct {
    NavigationEntry entry;
    bool is_current;
} NavigationLink;
typedef struct {
    NavigationLink *items;
    size_t count;
} NavigationLinks;
/* The entries of the page's side that its person may enter. */
NavigationLinks navigation_of(Arena *arena, Page page);

typedef struct {
    const FieldError *items;
    size_t count;
} FieldErrors;
/* In the order in which their inputs stand in the content. */
FieldErrors page_errors_of(Arena *arena, Page page, Html content);
bool page_has_errors(Page page);

typedef struct {
    Text heading, sentence, next, id;
    KeptTexts kept; /* what the person wrote and would lose */
    LinkList links;
    bool offers_search; /* the search of the public site */
} ErrorShown;
void error_page(View *v, Page page, ErrorShown shown);

typedef struct {
    FieldChanges changes; /* before: what is there now; after: what the person entered */
    Text who;             /* made the change meanwhile; may be empty */
    Moment when;
    Text action, back;
    FormValues sent; /* all of the form, with the version that is there now */
} ConflictShown;
void conflict_page(View *v, Page page, ConflictShown shown);

void hidden_inputs(View *v, FormValues hidden);

#endif
