/* Owns commenting by members: a box beside the action as the draft has it. Their own comments they may change while the round is open and nobody has answered. */
#include <inttypes.h>

#include "plan/consultation.sql.h"
#include "plan/consultation.view.h"
#include "plan/consultation_pages.h"
#include "web/session_life.h"

const Input plan_comment_of_input[] = {{"action", INPUT_INT, 0}, {0}};
const Input plan_comment_inputs[] = {{"action", INPUT_INT, 0}, {"envelope", INPUT_TEXT, 64}, {0}};
static const char *const typed[] = {"text", NULL};

/* What the comment is about; of an action that is not of this year's plan nothing. */
static Error *about_read(Office *office, Request *request, const RoundShown *round, PlanActionId action, CommentForm *out) {
    PlanPart *part = ARENA_NEW(request->arena, PlanPart);
    PlannedAction *line = ARENA_NEW(request->arena, PlannedAction);
    *out = (CommentForm){.agreement = round->agreement, .round = round->round};
    if (!action.n) return NULL;
    TRY(plan_line_read(office->db, request->arena, action, (OrganisationId){0}, plan_today(request), part, line));
    if (line->action.agreement.n != round->agreement.id.n)
        return error_new(request->arena, ERROR_NOT_FOUND, "This action is not in the plan that the round is about.");
    out->part = part;
    out->line = line;
    return NULL;
}

static Error *show_form(Office *office, Request *request, Response *response, const RoundShown *round, const CommentForm *about,
    const PlanComment *comment, const Form *form) {
    Page page = round_page(office, request, round, comment->id.n ? S("Change your comment") : S("Comment"));
    page_breadcrumb(request->arena, &page, round->round.title, consultation_url(request->arena, round->round.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_comment_form(&view, page, about, comment);
    return NULL;
}

static const char over_sentence[] =
    "This round does not take comments now. Your words are still here: copy them, and send them to the safety team";

Error *plan_comment_new_show(Office *office, Request *request, Response *response) {
    RoundShown round = {0};
    CommentForm about;
    int64_t action = 0;
    PlanComment comment = {.envelope = token_make(request->arena)};
    TRY(round_of_request(office, request, &round));
    text_to_int64(request_query(request, "action"), &action);
    comment.action.n = action;
    TRY(about_read(office, request, &round, comment.action, &about));
    if (!round.may_comment) return error_new(request->arena, ERROR_INPUT, "This round does not take comments now.");
    Form form = form_show(request->arena, &plan_comment_record);
    return show_form(office, request, response, &round, &about, &comment, &form);
}

static Error *writer_fill(Office *office, Request *request, PlanComment *comment) {
    OrganisationId mine;
    comment->source = COMMENT_MEMBER;
    comment->account = office->session->account;
    comment->name = office->session->name;
    TRY(plan_organisation(office, request, &mine));
    return mine.n ? record_label(office->db, request->arena, &organisation_record, mine.n, &comment->organisation) : NULL;
}

/* Says so in the form when the year was closed. */
static Error *check_year(Tx *tx, const Consultation *round, Form *form) {
    Error *error = consultation_check_year(tx, round);
    if (!error || error->kind != ERROR_INPUT) return error;
    form_error(form, "text", "%s", over_sentence);
    return NULL;
}

/* Inside the transaction, so that a round which was closed meanwhile takes nothing. */
static Error *keep(Tx *tx, PlanComment *comment, Form *form) {
    Consultation round;
    Date today;
    bool is_new;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(record_get(tx_db(tx), tx_arena(tx), &consultation_record, comment->consultation.n, &round));
    TRY(check_year(tx, &round, form));
    if (!form_is_fine(form)) return NULL;
    if (consultation_standing(&round, today) != ROUND_OPEN) {
        form_error(form, "text", "%s", over_sentence);
        return NULL;
    }
    comment->received_at = tx_moment(tx);
    return comment_keep(tx, comment, &is_new);
}

Error *plan_comment_new_save(Office *office, Request *request, Response *response) {
    RoundShown round = {0};
    CommentForm about;
    int64_t action = 0;
    PlanComment comment = {.envelope = request_value(request, "envelope")};
    TRY(round_of_request(office, request, &round));
    text_to_int64(request_value(request, "action"), &action);
    comment.consultation = round.round.id;
    comment.action.n = action;
    if (comment.envelope.len < 16) comment.envelope = token_make(request->arena);
    TRY(about_read(office, request, &round, comment.action, &about));
    TRY(writer_fill(office, request, &comment));
    Form form = form_read(request->arena, &plan_comment_record, request->form, office->roles, typed, &comment);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, keep(tx, &comment, &form)));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_form(office, request, response, &round, &about, &comment, &form);
    }
    respond_done(request, response, consultation_url(request->arena, round.round.id), "comment-kept");
    return NULL;
}

/* ---- Changing one's own ---- */

static Error *own_of_request(Office *office, Request *request, PlanComment *comment, RoundShown *round) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &plan_comment_record, id, comment));
    if (!comment->account.n || comment->account.n != office->session->account.n)
        return error_new(request->arena, ERROR_NOT_FOUND, "There is no comment of yours at this address.");
    *round = (RoundShown){0};
    TRY(record_get(office->db, request->arena, &consultation_record, comment->consultation.n, &round->round));
    return record_get(office->db, request->arena, &agreement_record, round->round.agreement.n, &round->agreement);
}

static Error *change_rule(Tx *tx, void *value, Form *form) {
    PlanComment now;
    Consultation round;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    PlanComment *comment = value;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_comment_record, comment->id.n, &now));
    if (!text_equal(comment->text, now.text)) comment->text = comment_text_to_keep(tx_arena(tx), comment->text);
    TRY(record_get(tx_db(tx), tx_arena(tx), &consultation_record, comment->consultation.n, &round));
    TRY(check_year(tx, &round, form));
    if (!form_is_fine(form)) return NULL;
    if (now.outcome) form_error(form, "text", "It was answered already, so it stays as it is. Write another comment");
    else if (!comment_may_be_changed(&now, &round, now.account.n, today)) form_error(form, "text", "%s", over_sentence);
    return NULL;
}

Error *plan_comment_edit_show(Office *office, Request *request, Response *response) {
    RoundShown round = {0};
    CommentForm about;
    PlanComment comment = {0};
    TRY(own_of_request(office, request, &comment, &round));
    TRY(about_read(office, request, &round, comment.action, &about));
    Form form = form_show(request->arena, &plan_comment_record);
    return show_form(office, request, response, &round, &about, &comment, &form);
}

Error *plan_comment_edit_save(Office *office, Request *request, Response *response) {
    RoundShown round = {0};
    CommentForm about;
    PlanComment comment = {0};
    TRY(own_of_request(office, request, &comment, &round));
    TRY(about_read(office, request, &round, comment.action, &about));
    Form form = form_read(request->arena, &plan_comment_record, request->form, office->roles, typed, &comment);
    Text back = consultation_url(request->arena, round.round.id);
    Error *error = change_save(office, request, &plan_comment_record, &comment, &form, change_rule);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = round_page(office, request, &round, S("Change your comment"));
        return respond_conflict(office, request, response, &page, &plan_comment_record, &comment, back);
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_form(office, request, response, &round, &about, &comment, &form);
    }
    respond_done(request, response, back, "saved");
    return NULL;
}
