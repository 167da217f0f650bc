/* Owns the pages of terms of reference: the versions of a body's, one version, adding, changing and deleting one, beginning a draft. */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/terms.h"
#include "people/terms.view.h"
#include "store/job.h"

static Text list_url(Arena *arena, BodyId body) {
    return text_join(arena, body_url(arena, body), S("/terms"));
}

Error *terms_of_request(Office *office, Request *request, TermsOfReference *terms, Body *body) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &terms_of_reference_record, id, terms));
    return body_for(office, request, terms->body, body);
}

Page terms_page(Office *office, Request *request, const Body *body, Text title) {
    Page page = body_page(office, request, body, true, title);
    page_breadcrumb(request->arena, &page, S("Terms of reference"), list_url(request->arena, body->id));
    return page;
}

Error *terms_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    TermsListShown shown = {.today = request_day(request), .may_change = may_keep(office)};
    TRY(body_of_request(office, request, &shown.body));
    TRY(terms_of_body(office->db, arena, shown.body.id, &shown.versions));
    TRY(terms_draft_of(office->db, arena, shown.body.id, &shown.draft, &shown.has_draft));
    TRY(terms_in_force(office->db, arena, shown.body.id, shown.today, &shown.in_force, &shown.has_terms));
    Page page = body_page(office, request, &shown.body, true, text_format(arena, "Terms of reference of %.*s", TEXT_ARG(shown.body.name)));
    View view = page_view(request, response, &page);
    office_terms_list(&view, page, body_links(arena, &shown.body), &shown);
    return NULL;
}

Error *terms_show(Office *office, Request *request, Response *response) {
    TermsShown shown = {.today = request_day(request)};
    TRY(terms_of_request(office, request, &shown.terms, &shown.body));
    TRY(terms_sections(office->db, request->arena, shown.terms.id, &shown.sections));
    TRY(terms_compared_with(office->db, request->arena, &shown.terms, shown.today, &shown.other));
    shown.may_change = may_keep(office) && !shown.terms.is_fixed;
    shown.sees_review = (office->roles & EVERY_ROLE) != 0;
    Text title = text_format(request->arena, "%.*s, %.*s", TEXT_ARG(shown.terms.title), TEXT_ARG(shown.body.name));
    Page page = terms_page(office, request, &shown.body, title);
    View view = page_view(request, response, &page);
    office_terms(&view, page, &shown);
    return NULL;
}

Error *terms_draft_do(Office *office, Request *request, Response *response) {
    Body body;
    Tx *tx = NULL;
    TermsOfReference draft;
    Error *error = NULL;
    TRY(body_of_request(office, request, &body));
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(terms_draft_begin(tx, body.id, request_day(request), &draft));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, terms_url(request->arena, draft.id), "terms-draft-begun");
out:
    tx_end(tx);
    return error;
}

/* ---- Adding and changing ---- */

/* A new version takes over from one that was left open: that one then lasts until the day before. */
static Error *close_version_before(Tx *tx, const TermsOfReference *terms, TermsOfReferenceList *versions) {
    for (size_t i = 0; i < versions->count; i++) {
        TermsOfReference *other = &versions->items[i];
        if (date_is_set(other->until) || date_compare(other->from, terms->from) >= 0) continue;
        other->until = date_plus_days(terms->from, -1);
        TRY(record_update(tx, &terms_of_reference_record, other));
    }
    return NULL;
}

static void check_days(const TermsOfReference *terms, const TermsOfReferenceList *versions, Form *form) {
    if (date_is_set(terms->until) && date_compare(terms->until, terms->from) < 0) {
        form_error(form, "until", "The last day must be the same as or after the day they come into force");
        return;
    }
    const TermsOfReference *other = terms_overlapping(terms, versions);
    if (!other) return;
    Text days = days_shown(form->arena, other->from, other->until);
    form_error(form, "from", "%.*s is in force on some of these days (%.*s). Choose other days, or change that version first",
        TEXT_ARG(other->title), TEXT_ARG(days));
}

static Error *terms_rule(Tx *tx, void *value, Form *form) {
    TermsOfReference *terms = value;
    TermsOfReferenceList versions;
    TRY(terms_check_open(tx_arena(tx), terms));
    if (terms->is_draft) return NULL; /* it has no days yet */
    TRY(terms_of_body(tx_db(tx), tx_arena(tx), terms->body, &versions));
    if (!terms->id.n && date_is_set(terms->from)) TRY(close_version_before(tx, terms, &versions));
    check_days(terms, &versions, form);
    return NULL;
}

/* What a draft's form has: all but its days, which come with its approval, and its body. */
static const char *const *draft_fields(Arena *arena) {
    const Record *record = &terms_of_reference_record;
    const char **names = ARENA_ARRAY(arena, const char *, record->field_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < record->field_count; i++)
        if (record->fields[i].kind != FIELD_DATE && record->fields[i].kind != FIELD_REF) names[count++] = record->fields[i].name;
    names[count] = NULL;
    return names;
}

static Error *terms_form_show(
    Office *office, Request *request, Response *response, Page page, const Form *form, const TermsOfReference *terms) {
    Arena *arena = request->arena;
    TermsOfReferenceList versions = {0};
    if (!terms->id.n) TRY(terms_of_body(office->db, arena, terms->body, &versions));
    else TRY(terms_check_open(arena, terms));
    page.form = form;
    View view = page_view(request, response, &page);
    Text back = terms->id.n ? terms_url(arena, terms->id) : list_url(arena, terms->body);
    office_terms_form(&view, page, terms, versions.count ? &versions.items[0] : NULL, back);
    return NULL;
}

static Page new_page(Office *office, Request *request, const Body *body) {
    return terms_page(office, request, body, text_format(request->arena, "Add terms of reference of %.*s", TEXT_ARG(body->name)));
}

static Page edit_page(Office *office, Request *request, const Body *body, const TermsOfReference *terms) {
    return terms_page(office, request, body, text_format(request->arena, "Change %.*s", TEXT_ARG(terms->title)));
}

/* A new version begins as a copy of the newest, because terms change little; the law's five clear days where there is none. */
Error *terms_new_show(Office *office, Request *request, Response *response) {
    Body body;
    TermsOfReferenceList versions;
    TRY(body_of_request(office, request, &body));
    TRY(terms_of_body(office->db, request->arena, body.id, &versions));
    TermsOfReference terms = versions.count ? versions.items[0] : (TermsOfReference){.regime = REGIME_ADOPTED, .review_months = 12};
    terms.id = (TermsOfReferenceId){0}, terms.version = 0, terms.body = body.id;
    terms.title = (Text){0};
    terms.from = terms.until = terms.approved_on = terms.reviewed_on = (Date){0};
    terms.is_fixed = false;
    Form form = form_show(request->arena, &terms_of_reference_record);
    return terms_form_show(office, request, response, new_page(office, request, &body), &form, &terms);
}

Error *terms_new_save(Office *office, Request *request, Response *response) {
    Body body;
    TRY(body_of_request(office, request, &body));
    TermsOfReference terms = {.body = body.id};
    Form form = form_read(request->arena, &terms_of_reference_record, request->form, office->roles, NULL, &terms);
    TRY(change_save(office, request, &terms_of_reference_record, &terms, &form, terms_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return terms_form_show(office, request, response, new_page(office, request, &body), &form, &terms);
    }
    respond_done(request, response, terms_url(request->arena, terms.id), "terms-made");
    return NULL;
}

Error *terms_edit_show(Office *office, Request *request, Response *response) {
    TermsOfReference terms;
    Body body;
    TRY(terms_of_request(office, request, &terms, &body));
    Form form = form_show(request->arena, &terms_of_reference_record);
    return terms_form_show(office, request, response, edit_page(office, request, &body, &terms), &form, &terms);
}

Error *terms_edit_save(Office *office, Request *request, Response *response) {
    TermsOfReference stored;
    Body body;
    TRY(terms_of_request(office, request, &stored, &body));
    TermsOfReference terms = stored;
    Form form = form_read(request->arena, &terms_of_reference_record, request->form, office->roles,
        stored.is_draft ? draft_fields(request->arena) : NULL, &terms);
    Error *error = change_save(office, request, &terms_of_reference_record, &terms, &form, terms_rule);
    Page page = edit_page(office, request, &body, &stored);
    Text url = terms_url(request->arena, terms.id);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &terms_of_reference_record, &terms, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return terms_form_show(office, request, response, page, &form, &terms);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Deleting: only what was entered by mistake ---- */

static Text what_deleting_does(Arena *arena, const TermsOfReference *terms, const TermsOfReferenceList *versions) {
    const TermsOfReference *before = terms_ended_by(terms, versions);
    if (terms->is_draft) return S("The draft goes with its sections. The version in force stays as it is.");
    if (!before)
        return S(
            "Only delete a version that was entered by mistake. Meetings on its days would be left without rules for notice and quorum.");
    return text_format(arena,
        "Only delete a version that was entered by mistake. The version before it, %.*s, ended on %.*s because of it, and will be in force "
        "again %s%.*s.",
        TEXT_ARG(before->title), TEXT_ARG(date_plain(arena, before->until)), date_is_set(terms->until) ? "until " : "from then on",
        TEXT_ARG(date_is_set(terms->until) ? date_plain(arena, terms->until) : S("")));
}

Error *terms_delete_ask(Office *office, Request *request, Response *response) {
    TermsOfReference terms;
    Body body;
    TermsOfReferenceList versions;
    TRY(terms_of_request(office, request, &terms, &body));
    TRY(terms_check_open(request->arena, &terms));
    TRY(terms_of_body(office->db, request->arena, body.id, &versions));
    Page page = terms_page(office, request, &body, text_format(request->arena, "Delete %.*s?", TEXT_ARG(terms.title)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = what_deleting_does(request->arena, &terms, &versions),
            .button = "Delete this version",
            .is_warning = true,
            .back = terms_url(request->arena, terms.id),
            .record = &terms});
    return NULL;
}

Error *terms_delete_do(Office *office, Request *request, Response *response) {
    TermsOfReference terms;
    Body body;
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(terms_of_request(office, request, &terms, &body));
    terms.version = 0; /* none sent: one that no record has */
    text_to_int64(request_value(request, "version"), &terms.version);
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(terms_delete(tx, &terms));
    TRY_OUT(tx_commit(tx));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, list_url(request->arena, body.id), "deleted");
out:
    tx_end(tx);
    return error;
}
