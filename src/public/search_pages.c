/* Searching everything that was published. */
#include <inttypes.h>

#include "public/pages.h"
#include "public/search.h"
#include "public/search.view.h"

enum { A_PAGE = 20, MOST_WORDS = 200 };

const Input site_search_inputs[] = {{"q", INPUT_TEXT, MOST_WORDS}, {"kind", INPUT_TEXT, 20}, {"page", INPUT_INT, 0}, {0}};

/* In the order of the filter. */
static const struct {
    const char *kind, *label, *filter;
} kinds[] = {
    {"paper", "Paper", "Papers"},
    {"minute", "Minute", "Minutes"},
    {"item", "Agenda item", "Agenda items"},
    {"meeting", "Meeting", "Meetings"},
    {"body", "Body", "Bodies"},
    {"terms", "Terms of reference", "Terms of reference"},
    {"plan", "Plan", "Agreements and actions of the plan"},
    {"archive", "Archive", "Archive"},
};

const char *site_kind_shown(Text kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(kind, text_of(kinds[i].kind))) return kinds[i].label;
    return "";
}

static bool is_kind(Text kind) {
    return *site_kind_shown(kind) != 0;
}

static void put_percent(Buffer *out, Text t) {
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
        if (is_plain) buffer_put_char(out, (char)c);
        else buffer_putf(out, "%%%02X", c);
    }
}

static Text address_of(Arena *arena, const char *path, Text words, Text kind) {
    Buffer out = buffer_new(arena, 64);
    buffer_putf(&out, "%s?q=", path);
    put_percent(&out, words);
    buffer_put(&out, S("&kind="));
    put_percent(&out, kind);
    return buffer_text(&out);
}

static Error *read_search(Site *site, Request *request, SiteSearch *out) {
    Arena *arena = request->arena;
    Text kind = request_query(request, "kind"), asked = request_query(request, "page");
    int64_t page = 1;
    *out = (SiteSearch){.words = text_trim(request_query(request, "q")), .kind = is_kind(kind) ? kind : S("")};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        option_add_text(arena, &out->kinds, text_of(kinds[i].kind), text_of(kinds[i].filter));
    if (text_is_empty(out->words)) return NULL;
    if (!text_to_int64(asked, &page) || page < 1 || page > 1000) page = 1;
    TRY(search_find(site->db, arena, out->words, out->kind, A_PAGE, (int)(page - 1) * A_PAGE, &out->hits));
    out->pages = pagination_of(asked, out->hits.total, A_PAGE, address_of(arena, "/search", out->words, out->kind));
    return NULL;
}

Error *site_search(Site *site, Request *request, Response *response) {
    SiteSearch search = {0};
    TRY(read_search(site, request, &search));
    Page page = text_is_empty(search.words) ? site_page(site, request, "search", "Search")
                                            : site_page(site, request, "search", "Search: %.*s", TEXT_ARG(search.words));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = address_of(request->arena, "/search.json", search.words, search.kind);
    View v = page_view(request, response, &page);
    site_search_page(&v, page, search);
    return NULL;
}

/* The marks around found words are for pages. */
static Text without_marks(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] != SEARCH_MARK_OPEN[0] && t.ptr[i] != SEARCH_MARK_CLOSE[0]) buffer_put_char(&out, t.ptr[i]);
    return buffer_text(&out);
}

Error *site_search_json(Site *site, Request *request, Response *response) {
    SiteSearch search = {0};
    Arena *arena = request->arena;
    TRY(read_search(site, request, &search));
    Buffer out = buffer_new(arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "words", search.words);
    json_put_int(&j, "total", search.hits.total);
    json_put_int(&j, "page", search.pages.page);
    json_put_int(&j, "pages", search.pages.pages);
    json_key(&j, "results");
    json_begin_array(&j);
    for (size_t i = 0; i < search.hits.count; i++) {
        const SearchHit *hit = &search.hits.items[i];
        json_begin_object(&j);
        json_put_text(&j, "kind", hit->kind);
        json_put_text(&j, "title", without_marks(arena, hit->title));
        json_put_text(&j, "excerpt", without_marks(arena, hit->excerpt));
        json_put_text(&j, "about", hit->about);
        json_put_date(&j, "day", hit->day);
        json_put_text(&j, "url", text_join(arena, site->site_address, hit->url));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
