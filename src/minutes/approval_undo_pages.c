/* Taking back an approval that was recorded wrongly: the question, and what was taken back so far. */
#include "minutes/approval.view.h"
#include "minutes/pages.h"

Error *approvals_back_fill(Office *office, Request *request, MeetingId at, MinutesId minutes, ApprovalsBackShown *out) {
    ApprovalTakenBackList list;
    TRY(approvals_taken_back(office->db, request->arena, at, minutes, &list));
    *out = (ApprovalsBackShown){.items = ARENA_ARRAY(request->arena, ApprovalBackShown, list.count + 1), .may_record_again = at.n != 0};
    for (size_t i = 0; i < list.count; i++) {
        ApprovalBackShown *b = &out->items[out->count++];
        Minutes of;
        b->back = list.items[i];
        TRY(record_get(office->db, request->arena, &minutes_record, b->back.minutes.n, &of));
        TRY(record_get(office->db, request->arena, &meeting_record, of.meeting.n, &b->earlier));
        TRY(record_get(office->db, request->arena, &meeting_record, b->back.at_meeting.n, &b->at));
        TRY(minutes_read(office->db, request->arena, &b->earlier, &b->whole));
    }
    return NULL;
}

/* ---- The question ---- */

static Error *read_question(Office *office, Request *request, const Subject *s, ApprovalBackQuestion *out) {
    MinutesWhole here;
    int64_t id;
    TRY(request_id(request, 1, &id));
    TRY(record_get(office->db, request->arena, &meeting_record, id, &out->earlier));
    TRY(reading_check(office->db, request->arena, office->session, &s->rights, &s->meeting, request_today(request)));
    TRY(minutes_read(office->db, request->arena, &out->earlier, &out->whole));
    TRY(minutes_read(office->db, request->arena, &s->meeting, &here));
    out->stays = approval_stays(request->arena, &s->meeting, &out->earlier, out->whole.is_begun ? &out->whole.minutes : NULL,
        &out->whole.corrections, here.is_begun ? here.minutes.state : (MinutesState)0);
    return NULL;
}

static Error *ask(Office *office, Request *request, Response *response, const Subject *s, const ApprovalTakenBack *back, const Form *form) {
    ApprovalBackQuestion question = {0};
    TRY(read_question(office, request, s, &question));
    for (size_t i = 0; i < question.whole.corrections.count; i++)
        if (!correction_is_public(&question.whole, &question.whole.corrections.items[i])) {
            TRY(minutes_note_opened(office, request, question.whole.minutes.id));
            break;
        }
    Page page = below_minutes_page(office, request, s, S("Take an approval back"));
    page_breadcrumb(request->arena, &page, S("Approve earlier minutes"), meeting_url(request->arena, s->meeting.id, "/approval"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    approval_back_view(&v, page, s, back, &question);
    return NULL;
}

Error *approval_back_show(Office *office, Request *request, Response *response) {
    Subject s;
    ApprovalTakenBack back = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &approval_taken_back_record);
    return ask(office, request, response, &s, &back, &form);
}

Error *approval_back_do(Office *office, Request *request, Response *response) {
    Subject s;
    Meeting earlier;
    ApprovalTakenBack back = {0};
    int64_t id;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(request_id(request, 1, &id));
    TRY(record_get(office->db, request->arena, &meeting_record, id, &earlier));
    Form form = form_read(request->arena, &approval_taken_back_record, request->form, office->roles, NULL, &back);
    if (!form_is_fine(&form)) return ask(office, request, response, &s, &back, &form);
    Text by = office->session ? office->session->name : S("");
    Error *error = OFFICE_CHANGE(office, request, tx, approval_take_back(tx, &s.meeting, &earlier, back.reason, by));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "reason", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        return ask(office, request, response, &s, &back, &form);
    }
    TRY(error);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/approval"), "approval-taken-back");
    return NULL;
}
