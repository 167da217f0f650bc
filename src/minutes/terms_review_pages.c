/* The pages of the review of terms of reference (R18): where it stands, looked at and carried on, agreed and approved, its first day, and onto the
 * next agenda. */
#include "minutes/terms_review.h"

#include "minutes/pages.h"
#include "minutes/terms_review.sql.h"
#include "minutes/terms_review.view.h"
#include "store/job.h"

enum { DECISIONS_MONTHS = 24, MOST_DECISIONS = 60, MOST_MEETINGS = 40 };

static Text review_url(Arena *arena, BodyId body) {
    return text_format(arena, "/office/bodies/%" PRId64 "/review", body.n);
}

static Page below_review(Office *office, Request *request, const Body *body, Text title) {
    Page page = below_body_page(office, request, body, title);
    page_breadcrumb(request->arena, &page, S("Review of the terms of reference"), review_url(request->arena, body->id));
    return page;
}

/* ---- Where it stands ---- */

static Error *steps_read(Db *db, Arena *arena, const TermsOfReference *terms, const Body *body, ReviewSteps *out) {
    TermsApprovalList approvals;
    TRY(terms_approvals(db, arena, terms->id, &approvals));
    out->chain = terms_chain(&approvals, body->parent.n != 0);
    return NULL;
}

static Error *shown_read(Office *office, Request *request, TermsReviewShown *out) {
    Arena *arena = request->arena;
    out->today = request_today(request);
    out->is_clerk = (office->roles & CLERK) != 0;
    TRY(body_seen(office, request, &out->body));
    if (out->body.parent.n) TRY(record_get(office->db, arena, &body_record, out->body.parent.n, &out->parent));
    TRY(terms_in_force(office->db, arena, out->body.id, out->today, &out->terms, &out->has_terms));
    TRY(terms_draft_of(office->db, arena, out->body.id, &out->draft, &out->has_draft));
    TRY(terms_review_rows(office->db, arena, out->body.id, &out->reviews));
    TRY(terms_reviews_ahead(office->db, arena, out->body.id, out->today, &out->ahead));
    TermsOfReferenceList versions;
    TRY(terms_of_body(office->db, arena, out->body.id, &versions));
    if (versions.count) out->newest = versions.items[0];
    if (out->has_draft) TRY(steps_read(office->db, arena, &out->draft, &out->body, &out->draft_steps));
    if (out->newest.is_fixed) TRY(steps_read(office->db, arena, &out->newest, &out->body, &out->newest_steps));
    return NULL;
}

Error *terms_review_show(Office *office, Request *request, Response *response) {
    TermsReviewShown shown = {0};
    TRY(shown_read(office, request, &shown));
    Page page = below_body_page(office, request, &shown.body, S("Review of the terms of reference"));
    View v = page_view(request, response, &page);
    terms_review_view(&v, page, &shown);
    return NULL;
}

/* ---- Looked at, carries on ---- */

static Error *meeting_options(Db *db, Arena *arena, BodyId body, Date today, OptionList *out) {
    MeetingList past;
    TRY(meetings_before(db, arena, body, date_plus_days(today, 1), MOST_MEETINGS, &past));
    for (size_t i = 0; i < past.count; i++)
        if (past.items[i].state != MEETING_CANCELLED) option_add(arena, out, past.items[i].id.n, date_plain(arena, past.items[i].day));
    return NULL;
}

/* The body and its terms in force. */
static Error *terms_to_review(Office *office, Request *request, Body *body, TermsOfReference *terms) {
    bool found;
    TRY(body_seen(office, request, body));
    TRY(terms_in_force(office->db, request->arena, body->id, request_today(request), terms, &found));
    if (found) return NULL;
    return error_new(request->arena, ERROR_INPUT, "No terms of reference of this body are in force, so there is nothing to review.");
}

static Error *looked_at_respond(
    Office *office, Request *request, Response *response, const Body *body, const TermsReview *review, const Form *form) {
    OptionList meetings = {0};
    TRY(meeting_options(office->db, request->arena, body->id, request_today(request), &meetings));
    Page page = below_review(office, request, body, S("Record that they were looked at"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    terms_looked_at_view(&v, page, body, review, meetings, review_url(request->arena, body->id));
    return NULL;
}

Error *terms_looked_at_show(Office *office, Request *request, Response *response) {
    Body body;
    TermsOfReference terms;
    TRY(terms_to_review(office, request, &body, &terms));
    TermsReview review = {.day = request_today(request)};
    Form form = form_show(request->arena, &terms_review_record);
    return looked_at_respond(office, request, response, &body, &review, &form);
}

Error *terms_looked_at_save(Office *office, Request *request, Response *response) {
    Body body;
    TermsOfReference terms;
    TRY(terms_to_review(office, request, &body, &terms));
    TermsReview review = {.recorded_by = office->session->name};
    Form form = form_read(request->arena, &terms_review_record, request->form, office->roles, NULL, &review);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, terms_review_put(tx, &terms, &review, request_today(request), &form)));
    if (!form_is_fine(&form)) return looked_at_respond(office, request, response, &body, &review, &form);
    respond_done(request, response, review_url(request->arena, body.id), "terms-looked-at");
    return NULL;
}

/* ---- Agreed, approved ---- */

typedef struct {
    TermsOfReference terms;
    Body body, by; /* whose terms; who gives the next step */
    TermsChain chain;
} ApprovalSubject;

static Error *approval_subject(Office *office, Request *request, ApprovalSubject *out) {
    int64_t id;
    TermsApprovalList approvals;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &terms_of_reference_record, id, &out->terms));
    TRY(record_get(office->db, request->arena, &body_record, out->terms.body.n, &out->body));
    TRY(terms_approvals(office->db, request->arena, out->terms.id, &approvals));
    out->chain = terms_chain(&approvals, out->body.parent.n != 0);
    out->by = out->body;
    if (out->chain.next == STEP_PARENT) TRY(record_get(office->db, request->arena, &body_record, out->body.parent.n, &out->by));
    return NULL;
}

/* The next step is still to be recorded; else ERROR_INPUT. */
static Error *step_subject(Office *office, Request *request, ApprovalSubject *out) {
    TRY(approval_subject(office, request, out));
    if (out->terms.is_draft && out->chain.next) return NULL;
    return error_new(request->arena, ERROR_INPUT, "Nothing is left to be approved. Look at the page of the review.");
}

/* Decisions of open items, by their words: of the others no list says anything. */
static Error *decision_options(Office *office, Request *request, BodyId body, OptionList *out) {
    ResolutionList all;
    Arena *arena = request->arena;
    Date today = request_today(request), first = date_plus_months(today, -DECISIONS_MONTHS);
    TRY(decisions_of_body(office->db, arena, body, first, today, MOST_DECISIONS, &all));
    for (size_t i = 0; i < all.count; i++) {
        MeetingOfResolutionRow row;
        ItemPlace place;
        TRY(meeting_of_resolution(office->db, arena, all.items[i].id, &row));
        TRY(item_place(office->db, arena, row.item, &place));
        if (!item_is_public(&place.meeting, &place.part, &place.item)) continue;
        option_add(arena, out, all.items[i].id.n,
            text_format(arena, "%.*s, item %.*s: %.*s", TEXT_ARG(date_plain(arena, place.meeting.day)), TEXT_ARG(place.code),
                TEXT_ARG(text_head(resolution_words(arena, &all.items[i]), 120))));
    }
    return NULL;
}

static Error *step_respond(
    Office *office, Request *request, Response *response, const ApprovalSubject *s, const TermsApproval *a, const Form *form) {
    OptionList decisions = {0};
    TRY(decision_options(office, request, s->by.id, &decisions));
    bool is_parent = s->chain.next == STEP_PARENT;
    Page page = below_review(office, request, &s->body, is_parent ? S("Record the approval") : S("Record that the draft was agreed"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    terms_approval_view(&v, page, &s->terms, &s->by, a, decisions, review_url(request->arena, s->body.id));
    return NULL;
}

Error *terms_approval_new_show(Office *office, Request *request, Response *response) {
    ApprovalSubject s;
    TermsApproval a = {0};
    TRY(step_subject(office, request, &s));
    Form form = form_show(request->arena, &terms_approval_record);
    return step_respond(office, request, response, &s, &a, &form);
}

Error *terms_approval_new_save(Office *office, Request *request, Response *response) {
    ApprovalSubject s;
    TRY(step_subject(office, request, &s));
    TermsApproval a = {.step = s.chain.next, .recorded_by = office->session->name, .recorded_at = request->started};
    Form form = form_read(request->arena, &terms_approval_record, request->form, office->roles, NULL, &a);
    if (form_is_fine(&form))
        TRY(OFFICE_CHANGE(office, request, tx, terms_approval_put(tx, &s.terms, &s.body, &a, request_today(request), &form)));
    if (!form_is_fine(&form)) return step_respond(office, request, response, &s, &a, &form);
    respond_done(request, response, review_url(request->arena, s.body.id), "terms-approved");
    return NULL;
}

Error *terms_approval_delete_do(Office *office, Request *request, Response *response) {
    int64_t id;
    TermsApproval a;
    TermsOfReference terms;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &terms_approval_record, id, &a));
    TRY(record_get(office->db, request->arena, &terms_of_reference_record, a.terms.n, &terms));
    take_version(request, &a);
    TRY(OFFICE_CHANGE(office, request, tx, terms_approval_remove(tx, &a)));
    respond_done(request, response, review_url(request->arena, terms.body), "terms-approval-back");
    return NULL;
}

/* ---- The first day in force ---- */

static Error *effect_respond(
    Office *office, Request *request, Response *response, const ApprovalSubject *s, const TermsOfReference *terms, const Form *form) {
    Page page = below_review(office, request, &s->body, S("Set the first day in force"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    terms_effect_view(&v, page, terms, terms_chain_day(&s->chain), review_url(request->arena, s->body.id));
    return NULL;
}

/* A draft that all have approved. */
static Error *effect_subject(Office *office, Request *request, ApprovalSubject *out) {
    TRY(approval_subject(office, request, out));
    if (out->terms.is_draft && !out->chain.next) return NULL;
    return error_new(request->arena, ERROR_INPUT,
        "The first day in force is set once everybody who has to has approved the draft. Look at the page of the review.");
}

Error *terms_effect_show(Office *office, Request *request, Response *response) {
    ApprovalSubject s;
    TRY(effect_subject(office, request, &s));
    TermsOfReference terms = s.terms;
    terms.from = terms_chain_day(&s.chain);
    Form form = form_show(request->arena, &terms_of_reference_record);
    return effect_respond(office, request, response, &s, &terms, &form);
}

Error *terms_effect_save(Office *office, Request *request, Response *response) {
    static const char *const day_alone[] = {"from", NULL};
    ApprovalSubject s;
    TRY(effect_subject(office, request, &s));
    TermsOfReference terms = s.terms, sent = s.terms;
    Form form = form_read(request->arena, &terms_of_reference_record, request->form, office->roles, day_alone, &sent);
    terms.version = sent.version;
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, terms_effect_set(tx, &terms, &s.body, sent.from, &form)));
    if (!form_is_fine(&form)) return effect_respond(office, request, response, &s, &sent, &form);
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, review_url(request->arena, s.body.id), "terms-in-force");
    return NULL;
}

Error *terms_effect_undo(Office *office, Request *request, Response *response) {
    ApprovalSubject s;
    TRY(approval_subject(office, request, &s));
    take_version(request, &s.terms);
    TRY(OFFICE_CHANGE(office, request, tx, terms_take_back(tx, &s.terms)));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, review_url(request->arena, s.body.id), "terms-draft-again");
    return NULL;
}

/* ---- Onto an agenda ---- */

Error *terms_review_agenda_do(Office *office, Request *request, Response *response) {
    Body at, whose;
    AgendaItemId item = {0};
    int64_t id = 0;
    TRY(body_seen(office, request, &at));
    whose = at;
    if (text_to_int64(request_value(request, "whose"), &id) && id) TRY(record_get(office->db, request->arena, &body_record, id, &whose));
    if (whose.id.n != at.id.n && whose.parent.n != at.id.n)
        return error_new(request->arena, ERROR_INPUT, "That body does not report to this one, so its terms do not come here.");
    TRY(OFFICE_CHANGE(office, request, tx, terms_onto_agenda(tx, &at, &whose, request_today(request), &item)));
    respond_done(request, response, item_url(request->arena, item, ""), "terms-on-agenda");
    return NULL;
}
