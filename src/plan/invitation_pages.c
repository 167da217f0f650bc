/* Owns inviting people outside to comment: who, the link of each (shown once, or sent by email), taking it back. */
#include <inttypes.h>

#include "plan/consultation.sql.h"
#include "plan/consultation.view.h"
#include "plan/consultation_pages.h"
#include "plan/kinds.h"

/* Of the small buttons in the list: what they say, for nobody to read. */
const Input invitation_to_input[] = {{"to", INPUT_TEXT, 10}, {0}};

/* ---- Adding and changing ---- */

static Error *to_round_of_invitation(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = consultation_url(arena, ((const InvitationToComment *)value)->consultation);
    return NULL;
}

static Error *year_of_invitation(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    Consultation round;
    *found = true;
    TRY(record_get(db, arena, &consultation_record, ((const InvitationToComment *)value)->consultation.n, &round));
    return record_get(db, arena, &agreement_record, round.agreement.n, out);
}

static Error *invitation_rule(Tx *tx, void *value, Form *form) {
    InvitationToComment *invitation = value;
    InvitationToCommentList others;
    Consultation round;
    TRY(record_get(tx_db(tx), tx_arena(tx), &consultation_record, invitation->consultation.n, &round));
    if (round.who == CONSULTED_MEMBERS) form_error(form, "name", "This round is for members alone. Change who may take part first");
    TRY(invitations_of(tx_db(tx), tx_arena(tx), round.id, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.items[i].id.n != invitation->id.n && invitation->email.len && !others.items[i].is_taken_back
            && text_equal_ignoring_case(others.items[i].email, invitation->email))
            form_error(form, "email", "Somebody with this address is invited already");
    return NULL;
}

static const PlanKind invitation_kind = {.record = &invitation_to_comment_record,
    .a = "an invitation",
    .the = "this invitation",
    .about = "They get a link of their own, with which they read the draft and comment without an account.",
    .parent = &consultation_record,
    .parent_offset = offsetof(InvitationToComment, consultation),
    .back = to_round_of_invitation,
    .year = year_of_invitation,
    .rule = invitation_rule};

static Error *invitation_held(Tx *tx, void *value, Form *form) {
    return kind_hold(tx, &invitation_kind, value, form);
}

Error *invitation_new_show(Office *o, Request *q, Response *p) {
    return kind_new_show(o, q, p, &invitation_kind);
}
Error *invitation_new_save(Office *o, Request *q, Response *p) {
    return kind_new_save(o, q, p, &invitation_kind, invitation_held);
}
Error *invitation_edit_show(Office *o, Request *q, Response *p) {
    return kind_edit_show(o, q, p, &invitation_kind);
}
Error *invitation_edit_save(Office *o, Request *q, Response *p) {
    return kind_edit_save(o, q, p, &invitation_kind, invitation_held);
}

/* ---- The link ---- */

static Error *invitation_of_request(Office *office, Request *request, InvitationToComment *out, RoundShown *round) {
    int64_t id;
    *round = (RoundShown){.may_write = true, .site_address = office->site_address};
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &invitation_to_comment_record, id, out));
    TRY(record_get(office->db, request->arena, &consultation_record, out->consultation.n, &round->round));
    TRY(record_get(office->db, request->arena, &agreement_record, round->round.agreement.n, &round->agreement));
    return consultation_publication_of(office->db, request->arena, round->round.id, &round->publication, &round->has_publication);
}

static Error *refuse_without_draft(Request *request, const RoundShown *round) {
    if (round->has_publication && moment_is_set(round->publication.draft_at)) return NULL;
    return error_new(request->arena, ERROR_INPUT, "Publish the draft for this round first: the link leads to it.");
}

Error *invitation_link_do(Office *office, Request *request, Response *response) {
    InvitationToComment invitation;
    RoundShown round;
    Text token = {0};
    TRY(invitation_of_request(office, request, &invitation, &round));
    TRY(refuse_without_draft(request, &round));
    TRY(OFFICE_CHANGE(office, request, tx, invitation_link_make(tx, &invitation, &token)));
    if (office->jobs) jobs_wake(office->jobs);
    Page page = round_page(office, request, &round, S("The link"));
    page_breadcrumb(request->arena, &page, round.round.title, consultation_url(request->arena, round.round.id));
    View view = page_view(request, response, &page);
    plan_invitation_link(&view, page, &round, &invitation,
        text_format(request->arena, "%.*s/consultation/%.*s", TEXT_ARG(office->site_address), TEXT_ARG(token)));
    response->cache_control = S("no-store");
    return NULL;
}

static Error *send_soon(Tx *tx, const Consultation *round, InvitationToComment *invitation) {
    TRY(consultation_check_year(tx, round));
    invitation->is_to_be_sent = true;
    return record_update(tx, &invitation_to_comment_record, invitation);
}

Error *invitation_send_do(Office *office, Request *request, Response *response) {
    InvitationToComment invitation;
    RoundShown round;
    MailIsSetUpRow mail;
    TRY(invitation_of_request(office, request, &invitation, &round));
    TRY(refuse_without_draft(request, &round));
    TRY(mail_is_set_up(office->db, request->arena, &mail));
    if (mail.number == 0)
        return error_new(request->arena, ERROR_INPUT, "No mail server is set up. Make a link, and send it in your own email.");
    if (text_is_empty(invitation.email)) return error_new(request->arena, ERROR_INPUT, "Enter their email address first.");
    if (invitation.is_taken_back || consultation_standing(&round.round, plan_today(request)) == ROUND_OVER)
        return error_new(request->arena, ERROR_INPUT, "The invitation was taken back, or the round is over.");
    TRY(OFFICE_CHANGE(office, request, tx, send_soon(tx, &round.round, &invitation)));
    respond_done(request, response, consultation_url(request->arena, round.round.id), "invitation-sending");
    return NULL;
}

static Error *take_back(Tx *tx, InvitationToComment *invitation) {
    invitation->is_taken_back = true;
    invitation->is_to_be_sent = false;
    TRY(record_update(tx, &invitation_to_comment_record, invitation));
    return consultation_publication_follow(tx, invitation->consultation);
}

Error *invitation_take_back_do(Office *office, Request *request, Response *response) {
    InvitationToComment invitation;
    RoundShown round;
    TRY(invitation_of_request(office, request, &invitation, &round));
    TRY(OFFICE_CHANGE(office, request, tx, take_back(tx, &invitation)));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, consultation_url(request->arena, round.round.id), "invitation-taken-back");
    return NULL;
}
