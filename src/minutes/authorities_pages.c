/* The page that records what the authorities said for which a seat speaks together (R14). */
#include "minutes/authorities.h"

#include "minutes/authorities.view.h"
#include "minutes/pages.h"

typedef struct {
    Subject s;
    Resolution resolution;
    AttendanceSheet sheet;
    AuthoritiesAsked asked;
} DecisionSubject;

/* The decision that the address names; ERROR_INPUT when it is asked of nobody. */
static Error *decision_subject(Office *office, Request *request, DecisionSubject *out) {
    TRY(resolution_of_request(office, request, &out->s, &out->resolution));
    TRY(attendance_sheet(office->db, request->arena, &out->s.meeting, &out->sheet));
    TRY(authorities_asked(office->db, request->arena, &out->sheet, &out->s.item, &out->resolution, &out->asked));
    if (out->asked.count) return NULL;
    return error_new(request->arena, ERROR_INPUT, "No seat that speaks for several authorities took part in this decision.");
}

static Error *respond(
    Office *office, Request *request, Response *response, const DecisionSubject *d, const AuthorityApproval *approval, const Form *form) {
    AuthoritiesShown shown = {.resolution = d->resolution, .asked = d->asked, .approval = *approval};
    Buffer chosen = buffer_new(request->arena, 80);
    for (size_t i = 0; i < d->asked.count; i++) {
        const AuthorityAsked *a = &d->asked.items[i];
        option_add(request->arena, &shown.authorities, a->organisation.n,
            text_format(request->arena, "%.*s (%.*s)", TEXT_ARG(a->name), TEXT_ARG(a->seat)));
        if (a->approval.id.n == 0) buffer_putf(&chosen, "%s%" PRId64, chosen.len ? "," : "", a->organisation.n);
    }
    shown.chosen = buffer_text(&chosen);
    TRY(minute_note_shown(office, request, &d->s));
    Page page = below_minutes_page(office, request, &d->s, S("Approval of each authority"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(d->s.code)),
        item_url(request->arena, d->s.item.id, "/minute"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    authorities_view(&v, page, &d->s, &shown);
    return NULL;
}

Error *authorities_show(Office *office, Request *request, Response *response) {
    DecisionSubject d;
    TRY(decision_subject(office, request, &d));
    AuthorityApproval approval = {.answer = ANSWER_APPROVED};
    Form form = form_show(request->arena, &authority_approval_record);
    return respond(office, request, response, &d, &approval, &form);
}

static OrganisationId *organisations_read(Request *request, size_t *count) {
    OrganisationId *out = ARENA_ARRAY(request->arena, OrganisationId, request->form.count + 1);
    *count = 0;
    for (size_t i = 0; i < request->form.count; i++) {
        int64_t id;
        if (text_equal(request->form.items[i].name, S("organisations")) && text_to_int64(request->form.items[i].value, &id))
            out[(*count)++] = (OrganisationId){id};
    }
    return out;
}

Error *authorities_save(Office *office, Request *request, Response *response) {
    DecisionSubject d;
    size_t count;
    TRY(decision_subject(office, request, &d));
    const OrganisationId *organisations = organisations_read(request, &count);
    AuthorityApproval approval = {.recorded_by = office->session->name};
    Form form = form_read(request->arena, &authority_approval_record, request->form, office->roles, NULL, &approval);
    if (form_is_fine(&form))
        TRY(OFFICE_CHANGE(office, request, tx,
            authorities_put(tx, &d.sheet, &d.s.item, &d.resolution, &approval, organisations, count, request_today(request), &form)));
    if (!form_is_fine(&form)) return respond(office, request, response, &d, &approval, &form);
    respond_done(request, response, text_format(request->arena, "/office/resolutions/%" PRId64 "/authorities", d.resolution.id.n),
        "authorities-recorded");
    return NULL;
}

Error *authority_approval_delete_do(Office *office, Request *request, Response *response) {
    int64_t id;
    AuthorityApproval approval;
    DecisionSubject d;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &authority_approval_record, id, &approval));
    request->parameters[0] = text_format(request->arena, "%" PRId64, approval.resolution.n);
    TRY(resolution_of_request(office, request, &d.s, &d.resolution));
    take_version(request, &approval);
    TRY(OFFICE_CHANGE(office, request, tx, record_delete(tx, &authority_approval_record, &approval)));
    respond_done(
        request, response, text_format(request->arena, "/office/resolutions/%" PRId64 "/authorities", approval.resolution.n), "removed");
    return NULL;
}

const AuthoritiesAsked *asked_of_resolution(const AuthoritiesOfMeeting *all, ResolutionId resolution) {
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].resolution.n == resolution.n) return &all->items[i];
    return NULL;
}

const char *answer_shown(AuthorityAnswer answer) {
    static const char *const words[] = {
        [ANSWER_APPROVED] = "Approved", [ANSWER_REFUSED] = "Not approved", [ANSWER_NOT_NEEDED] = "Not needed"};
    return words[answer];
}

const char *answer_colour(AuthorityAnswer answer) {
    static const char *const colours[] = {[ANSWER_APPROVED] = "green", [ANSWER_REFUSED] = "red", [ANSWER_NOT_NEEDED] = "grey"};
    return colours[answer];
}
