/* Pages made from requests: who is signed in, what the navigation shows, what was just done; and the pages of the frame's own, for errors and
 * for two people who changed one record. */
#include "web/page_parts.h"

#include <stdarg.h>

#include "base/error.h"
#include "base/log.h"

/* ---- Pages ---- */

static Text notice_of(const Request *request) {
    Text code = request_query(request, "notice");
    for (const Notice *notice = all_notices; notice->code && code.len; notice++)
        if (text_equal(code, text_of(notice->code))) return text_of(notice->sentence);
    return (Text){0};
}

static Text title_of(Arena *arena, const char *format, va_list list) __attribute__((format(printf, 2, 0)));
static Text title_of(Arena *arena, const char *format, va_list list) {
    CHECK(format != NULL);
    va_list again;
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    CHECK(len >= 0);
    char *title = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(title, (size_t)len + 1, format, list);
    return (Text){title, (size_t)len};
}

Page office_page(Office *office, Request *request, const char *section, const char *title, ...) {
    Page page = {.section = section, .is_office = true, .roles = office->roles};
    va_list list;
    va_start(list, title);
    page.title = title_of(request->arena, title, list);
    va_end(list);
    page.partnership = partnership_name_in_office(office->db, request->arena);
    page.notice = notice_of(request);
    if (office->session) {
        page.person = office->session->name;
        page.csrf = csrf_masked(request->arena, office->session->csrf);
    }
    return page;
}

Page site_page(Site *site, Request *request, const char *section, const char *title, ...) {
    Page page = {.section = section, .has_office = site->has_office};
    va_list list;
    va_start(list, title);
    page.title = title_of(request->arena, title, list);
    va_end(list);
    page.partnership = partnership_name_on_site(site->db, request->arena);
    page.notice = notice_of(request);
    return page;
}

static void link_add(Arena *arena, LinkList *links, Text text, Text url) {
    links->items = arena_grow(arena, links->items, links->count * sizeof(Link), (links->count + 1) * sizeof(Link));
    links->items[links->count++] = (Link){text, url};
}

void page_breadcrumb(Arena *arena, Page *page, Text text, Text url) {
    link_add(arena, &page->breadcrumbs, text, url);
}

View page_view(Request *request, Response *response, const Page *page) {
    response->content_type = S("text/html; charset=utf-8");
    response->body = buffer_new(request->arena, 30000);
    return (View){.out = &response->body, .arena = request->arena, .csrf = page ? page->csrf : (Text){0}};
}

/* ---- What the frame shows ---- */

static bool may_see(const NavigationEntry *entry, const Page *page) {
    if (entry->is_office != page->is_office) return false;
    if (!entry->is_office || entry->who == ANYONE) return true;
    return page->person.len && (entry->who == SIGNED_IN || (entry->who & page->roles));
}

NavigationLinks navigation_of(Arena *arena, Page page) {
    size_t most = 0;
    while (all_navigation[most].label) most++;
    NavigationLinks links = {ARENA_ARRAY(arena, NavigationLink, most), 0};
    for (const NavigationEntry *entry = all_navigation; entry->label; entry++)
        if (may_see(entry, &page))
            links.items[links.count++] = (NavigationLink){*entry, page.section && !strcmp(entry->section, page.section)};
    return links;
}

/* Where on the page an error belongs: at its input, before everything when it has none. */
static size_t place_of(Arena *arena, const FieldError *error, Html content) {
    if (!error->field || !*error->field) return 0;
    return text_find(content.markup, text_format(arena, "id=\"%s\"", error->field), 0);
}

FieldErrors page_errors_of(Arena *arena, Page page, Html content) {
    if (!page_has_errors(page)) return (FieldErrors){0};
    size_t count = page.form->error_count;
    FieldError *sorted = ARENA_ARRAY(arena, FieldError, count);
    size_t *places = ARENA_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        size_t place = place_of(arena, &page.form->errors[i], content), at = i;
        for (; at > 0 && places[at - 1] > place; at--) {
            places[at] = places[at - 1];
            sorted[at] = sorted[at - 1];
        }
        places[at] = place;
        sorted[at] = page.form->errors[i];
    }
    return (FieldErrors){sorted, count};
}

bool page_has_errors(Page page) {
    return page.form && page.form->error_count > 0;
}

/* ---- Errors ---- */

static int status_of(ErrorKind kind) {
    switch (kind) {
    case ERROR_INPUT: return 400;
    case ERROR_SIGN_IN: return 401;
    case ERROR_FORBIDDEN: return 403;
    case ERROR_NOT_FOUND: return 404;
    case ERROR_CONFLICT: return 409;
    case ERROR_ENDED: return 410;
    case ERROR_TOO_LARGE: return 413;
    case ERROR_BUSY:
    case ERROR_SEALED:
    case ERROR_STORAGE: return 503;
    case ERROR_FAULT: return 500;
    }
    return 500;
}

/* Heading and what to do next, in plain words. What to do stands there when the error's own sentences do not say it already. */
static const struct {
    int status;
    bool is_kept; /* a POST that failed so has changed nothing, and should say so */
    const char *heading, *next;
} explanations[] = {
    {400, true, "That could not be used", "Go back, correct it and send it again."},
    {401, false, "Sign in first", "You are not signed in, or were signed out after a time without activity."},
    {403, true, "You cannot open this page", "If you need it for your work, ask an administrator."},
    {404, false, "Page not found",
        "If you typed the address, check it. If you pasted it, check that all of it came along. What was published keeps its "
        "address, so this may be a page that never was."},
    {405, true, "That cannot be done here", "Go back and use the page's own buttons."},
    {408, true, "That took too long", "The connection was too slow or was interrupted. Try again."},
    {409, true, "Somebody changed this meanwhile", "Open the page again to see what is there now."},
    {410, true, "This link no longer works", "Ask for a new one."},
    {413, true, "That is too large", "Make the file smaller, or divide it, and send it again."},
    {415, true, "That kind of content cannot be read", "Send the form from its own page."},
    {416, false, "That part of the file does not exist", "Ask for the whole file."},
    {429, false, "Too many attempts", "Wait a few minutes, then try again. This protects everybody's account."},
    {500, false, "Sorry, there is a fault in the program",
        "Nothing of what you sent was saved by halves. Try again; if it happens again, report it."},
    {503, true, "This cannot be done just now", "Try again in a few minutes."},
};

/* What happened in the first sentence, what to do in another. */
static bool says_what_to_do(Text sentence) {
    return text_contains(sentence, S(". "));
}

static Text next_step(Arena *arena, const Request *request, const Error *error, bool is_kept, const char *next) {
    bool tells_kept = is_kept && request->method == POST && !text_contains_ignoring_case(error->sentence, S("nothing "));
    const char *kept = tells_kept ? "Nothing was changed." : "";
    if (says_what_to_do(error->sentence)) return text_of(kept);
    return text_format(arena, "%s%s%s", kept, *kept ? " " : "", next);
}

static ErrorShown error_shown(const Request *request, const Error *error, int status, const Page *page) {
    Arena *arena = request->arena;
    ErrorShown shown = {.heading = S("There is a problem"), .sentence = error->sentence, .kept = request->kept};
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++) {
        if (explanations[i].status != status) continue;
        shown.heading = text_of(explanations[i].heading);
        shown.next = next_step(arena, request, error, explanations[i].is_kept, explanations[i].next);
    }
    if (error->kind == ERROR_SEALED) {
        shown.heading = S("The key of restricted papers is not here");
        shown.next = S("Everything that is not sealed can be used meanwhile.");
    }
    if (status == 403 && request->method == POST) shown.heading = S("That was not done");
    if (status == 401) {
        link_add(arena, &shown.links, S("Sign in"), S("/sign-in"));
    } else if (page->is_office) {
        link_add(arena, &shown.links, S("Your desk"), S("/office"));
    } else if (status == 404) {
        link_add(arena, &shown.links, S("Meetings"), S("/meetings"));
        shown.offers_search = true;
        link_add(arena, &shown.links, S("Start page"), S("/"));
    }
    return shown;
}

static void respond_error_as_json(Request *request, Response *response, const Error *error) {
    Buffer out = buffer_new(request->arena, 256);
    Json json = json_to(&out);
    json_begin_object(&json);
    json_key(&json, "error");
    json_begin_object(&json);
    json_put_int(&json, "status", response->status);
    json_put_text(&json, "sentence", error->sentence);
    json_put_text(&json, "request", request->id);
    json_end_object(&json);
    json_end_object(&json);
    respond_json(response, buffer_text(&out));
}

void respond_error(Request *request, Response *response, const Error *error, const Page *page) {
    if (response->status < 400) response->status = status_of(error->kind);
    response->cache_control = S("no-store");
    if (error->detail.len)
        log_line(response->status >= 500 ? LOG_ERROR : LOG_INFO, "request %.*s answered %d: %.*s", TEXT_ARG(request->id), response->status,
            TEXT_ARG(error->detail));
    if (text_ends_with(request->path, S(".json"))) {
        respond_error_as_json(request, response, error);
        return;
    }
    Page own = page ? *page : (Page){0};
    ErrorShown shown = error_shown(request, error, response->status, &own);
    if (response->status >= 500) shown.id = request->id;
    own.title = shown.heading;
    own.form = NULL;
    own.notice = own.twin = own.feed = own.description = (Text){0};
    View v = page_view(request, response, &own);
    error_page(&v, own, shown);
}

/* ---- Two people, one record ---- */

/* A reference as its label, which says more than the number that record_changes gives. */
static Error *name_reference(Office *office, Arena *arena, const Field *field, const void *value, Text *shown) {
    int64_t id = record_value(arena, field, value).integer;
    if (id == 0) {
        *shown = (Text){0};
        return NULL;
    }
    return record_label(office->db, arena, field->to, id, shown);
}

/* Everything that was sent, under the version that is there now. */
static FormValues sent_again(Arena *arena, FormValues sent, int64_t version) {
    FormValues again = {ARENA_ARRAY(arena, FormValue, sent.count + 1), 0};
    for (size_t i = 0; i < sent.count; i++)
        if (!text_equal(sent.items[i].name, S("version")) && !text_equal(sent.items[i].name, S("_csrf")))
            again.items[again.count++] = sent.items[i];
    again.items[again.count++] = (FormValue){S("version"), text_format(arena, "%" PRId64, version)};
    return again;
}

static Error *last_change(Office *office, Arena *arena, const Record *record, int64_t id, ConflictShown *shown) {
    JournalEntries entries;
    TRY(journal_of(office->db, arena, record, id, &entries));
    for (size_t i = entries.count; i-- > 0;) {
        const JournalEntry *entry = &entries.items[i];
        if (entry->action != JOURNAL_CHANGED && entry->action != JOURNAL_MADE) continue;
        shown->who = entry->person_name;
        shown->when = entry->at;
        break;
    }
    return NULL;
}

Error *respond_conflict(
    Office *office, Request *request, Response *response, const Page *page, const Record *record, const void *mine, Text back) {
    Arena *arena = request->arena;
    void *theirs = arena_alloc(arena, record->size);
    TRY(record_get(office->db, arena, record, record_id(mine), theirs));
    ConflictShown shown = {.changes = record_changes(arena, record, theirs, mine, office->roles),
        .back = back,
        .action = request->target,
        .sent = sent_again(arena, request->form, record_version(theirs))};
    for (size_t i = 0; i < shown.changes.count; i++) {
        FieldChange *change = &shown.changes.items[i];
        if (change->field->kind != FIELD_REF) continue;
        TRY(name_reference(office, arena, change->field, theirs, &change->before));
        TRY(name_reference(office, arena, change->field, mine, &change->after));
    }
    TRY(last_change(office, arena, record, record_id(mine), &shown));
    Page own = *page;
    own.title = S("Somebody changed this meanwhile");
    own.form = NULL;
    response->status = 409;
    View v = page_view(request, response, &own);
    conflict_page(&v, own, shown);
    return NULL;
}
