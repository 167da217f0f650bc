/* One finding of the leak check: what was found, where, the words around it, what to do; and its overriding by a second person. */
#include "publish/finding.view.h"
#include "publish/office.sql.h"
#include "publish/pages.h"
#include "publish/publication.h"
#include "store/journal.h"

const Input finding_inputs[] = {{"reason", INPUT_LONG, 2000}, {0}};

static Text publication_address(Arena *arena, MeetingId meeting) {
    return text_format(arena, "/office/meetings/%" PRId64 "/publication", meeting.n);
}

static Error *find_account(Office *office, Arena *arena, int64_t id, Account *out) {
    *out = (Account){0};
    Error *error = id ? record_get(office->db, arena, &account_record, id, out) : NULL;
    return error && error->kind != ERROR_NOT_FOUND ? error : NULL;
}

static Error *find_override(Office *office, Arena *arena, FindingShown *f) {
    FindingOverrideList overrides = {0};
    TRY(valve_overrides_of(office->db, arena, f->meeting.id, &overrides));
    for (size_t i = 0; i < overrides.count; i++) {
        if (!text_equal(overrides.items[i].fingerprint, f->finding.fingerprint)) continue;
        f->is_overridden = true;
        f->override = overrides.items[i];
    }
    return NULL;
}

/* Only for those who may read what is restricted; to anybody else there is no such finding. */
static Error *read_finding(Office *office, Request *request, FindingShown *out) {
    Arena *arena = request->arena;
    MeetingRights rights = {0};
    Account asker, by;
    int64_t id = 0;
    *out = (FindingShown){0};
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, arena, &finding_record, id, &out->finding));
    TRY(record_get(office->db, arena, &publication_record, out->finding.publication.n, &out->publication));
    TRY(record_get(office->db, arena, &meeting_record, out->publication.meeting.n, &out->meeting));
    TRY(meeting_rights(office->db, arena, office->roles, (PersonId){office->session->person}, &out->meeting, &rights));
    if (!rights.sees_restricted || !(rights.writes || rights.agrees))
        return error_new(arena, ERROR_NOT_FOUND, "There is no such finding, or it is not for you to see.");
    Date today;
    moment_to_london(request->started, &today, NULL);
    TRY(reading_check(office->db, arena, office->session, &rights, &out->meeting, today)); /* it quotes what is restricted */
    TRY(record_get(office->db, arena, &body_record, out->meeting.body.n, &out->body));
    TRY(find_override(office, arena, out));
    TRY(find_account(office, arena, out->publication.asked_by_account, &asker));
    TRY(find_account(office, arena, office->session->account.n, &by));
    out->may_override = may_override(&out->publication, &asker, &by);
    out->is_asker = out->publication.asked_by_account == by.id.n;
    return NULL;
}

static Error *show(Office *office, Request *request, Response *response, const FindingShown *f, const Form *form) {
    Text meeting = meeting_shown(request->arena, &f->meeting, &f->body);
    Page page = office_page(office, request, "meetings", "What the check found");
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    page_breadcrumb(request->arena, &page, meeting, text_format(request->arena, "/office/meetings/%" PRId64, f->meeting.id.n));
    page_breadcrumb(request->arena, &page, S("Publication"), publication_address(request->arena, f->meeting.id));
    page.form = form;
    View v = page_view(request, response, &page);
    finding_page(&v, page, f);
    return NULL;
}

Error *finding_show(Office *office, Request *request, Response *response) {
    FindingShown f;
    TRY(read_finding(office, request, &f));
    TRY(journal_note_read(office->store, request->arena, office_actor(office), &finding_record, f.finding.id.n));
    return show(office, request, response, &f, NULL);
}

Error *finding_override_do(Office *office, Request *request, Response *response) {
    FindingShown f;
    Account by;
    Tx *tx = NULL;
    Error *error = NULL;
    Text reason = text_trim(request_value(request, "reason"));
    TRY(read_finding(office, request, &f));
    if (text_is_empty(reason)) {
        Form form = {.arena = request->arena, .sent = request->form, .was_sent = true};
        form_error(&form, "reason", "Enter why it may go out");
        response->status = 422;
        return show(office, request, response, &f, &form);
    }
    TRY(find_account(office, request->arena, office->session->account.n, &by));
    TRY_OUT(office_begin(office, request, S("Overrode a finding of the check"), &tx));
    TRY_OUT(finding_override(tx, &f.publication, &f.finding, &by, reason));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, publication_address(request->arena, f.meeting.id), "finding-overridden");
out:
    tx_end(tx);
    return error;
}
