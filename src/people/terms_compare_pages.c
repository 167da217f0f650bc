/* Owns the page that shows what differs between two versions of terms of reference (R18). */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/terms_compare.view.h"

Error *terms_compared_with(Db *db, Arena *arena, const TermsOfReference *terms, Date today, TermsOfReference *out) {
    TermsOfReferenceList versions;
    bool found = false;
    *out = (TermsOfReference){0};
    if (terms->is_draft) TRY(terms_in_force(db, arena, terms->body, today, out, &found));
    if (found) return NULL;
    TRY(terms_of_body(db, arena, terms->body, &versions));
    for (size_t i = 0; i < versions.count && out->id.n == 0; i++) /* newest first */
        if (terms->is_draft || date_compare(versions.items[i].from, terms->from) < 0) *out = versions.items[i];
    return NULL;
}

/* The version that was chosen to compare with, when it is one of the same body. */
static Error *other_of_request(Office *office, Request *request, const TermsOfReference *terms, TermsOfReference *out) {
    int64_t id = 0;
    if (!text_to_int64(request_query(request, "with"), &id) || id == 0)
        return terms_compared_with(office->db, request->arena, terms, request_day(request), out);
    TRY(record_get(office->db, request->arena, &terms_of_reference_record, id, out));
    if (out->body.n == terms->body.n) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no such version of the terms of reference of this body.");
}

static Error *options_read(Db *db, Arena *arena, const TermsOfReference *but, OptionList *out) {
    TermsOfReferenceList versions;
    TermsOfReference draft;
    bool has_draft;
    TRY(terms_of_body(db, arena, but->body, &versions));
    TRY(terms_draft_of(db, arena, but->body, &draft, &has_draft));
    if (has_draft && draft.id.n != but->id.n) option_add(arena, out, draft.id.n, text_format(arena, "%.*s (draft)", TEXT_ARG(draft.title)));
    for (size_t i = 0; i < versions.count; i++)
        if (versions.items[i].id.n != but->id.n) option_add(arena, out, versions.items[i].id.n, versions.items[i].title);
    return NULL;
}

static Error *whole_text(Db *db, Arena *arena, const TermsOfReference *terms, TermsSectionList *out) {
    TermsSectionList stored;
    TRY(terms_sections(db, arena, terms->id, &stored));
    *out = terms_whole(arena, terms, &stored);
    return NULL;
}

Error *terms_compare_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    TermsCompared shown = {.in_columns = text_equal(request_query(request, "as"), S("columns"))};
    TermsSectionList old, new;
    TRY(terms_of_request(office, request, &shown.after, &shown.body));
    TRY(other_of_request(office, request, &shown.after, &shown.before));
    if (shown.before.id.n == 0)
        return error_new(arena, ERROR_NOT_FOUND, "There is no earlier version of these terms of reference to compare with.");
    TRY(whole_text(office->db, arena, &shown.before, &old));
    TRY(whole_text(office->db, arena, &shown.after, &new));
    TRY(options_read(office->db, arena, &shown.after, &shown.versions));
    shown.comparison = terms_compare(arena, &shown.before, &old, &shown.after, &new);
    Page page = terms_page(office, request, &shown.body, S("What differs"));
    page_breadcrumb(arena, &page, shown.after.title, terms_url(arena, shown.after.id));
    View view = page_view(request, response, &page);
    office_terms_compare(&view, page, &shown);
    return NULL;
}
