/* Owns answering comments: one with all that belongs to it, and several by one answer. */
#include <inttypes.h>

#include "plan/consultation.sql.h"
#include "plan/consultation.view.h"
#include "plan/consultation_pages.h"

const Input plan_answers_inputs[] = {{"comment", INPUT_MANY, 20}, {0}};

/* ---- One ---- */

static Error *comment_of_request(Office *office, Request *request, CommentShown *out, RoundShown *round) {
    int64_t id;
    *out = (CommentShown){0};
    *round = (RoundShown){.may_write = true};
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &plan_comment_record, id, &out->comment));
    TRY(record_get(office->db, request->arena, &consultation_record, out->comment.consultation.n, &round->round));
    TRY(record_get(office->db, request->arena, &agreement_record, round->round.agreement.n, &round->agreement));
    TRY(plan_read(office->db, request->arena, round->agreement.id, (OrganisationId){0}, plan_today(request), &round->plan));
    out->about = comment_about(request->arena, &round->plan, out->comment.action);
    out->writer = comment_writer_published(&out->comment);
    return NULL;
}

static Error *show_answer(
    Office *office, Request *request, Response *response, const RoundShown *round, const CommentShown *shown, const Form *form) {
    Page page = round_page(office, request, round, S("Answer a comment"));
    page_breadcrumb(request->arena, &page, round->round.title, consultation_url(request->arena, round->round.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_answer_form(&view, page, round, shown);
    return NULL;
}

Error *plan_answer_show(Office *office, Request *request, Response *response) {
    RoundShown round;
    CommentShown shown;
    TRY(comment_of_request(office, request, &shown, &round));
    Form form = form_show(request->arena, &plan_comment_record);
    return show_answer(office, request, response, &round, &shown, &form);
}

static Error *answered_rule(Tx *tx, void *value, Form *form) {
    PlanComment *comment = value;
    if (comment->is_named && (comment->organisation.len == 0 || comment->source == COMMENT_PUBLIC))
        form_error(form, "is_named",
            comment->source == COMMENT_PUBLIC ? "Who wrote from the public site is not named: nobody has checked who it was"
                                              : "No organisation stands with this comment");
    if (!form_is_fine(form)) return NULL;
    comment->answered_by = tx_actor(tx).name;
    comment->answered_at = tx_moment(tx);
    return consultation_publication_follow(tx, comment->consultation);
}

Error *plan_answer_save(Office *office, Request *request, Response *response) {
    static const char *const only[] = {"outcome", "answer", "change_made", "is_named", "is_left_out", NULL};
    RoundShown round;
    CommentShown shown;
    TRY(comment_of_request(office, request, &shown, &round));
    Form form = form_read(request->arena, &plan_comment_record, request->form, office->roles, only, &shown.comment);
    Text back = consultation_url(request->arena, round.round.id);
    Error *error = change_save(office, request, &plan_comment_record, &shown.comment, &form, answered_rule);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = round_page(office, request, &round, S("Answer a comment"));
        return respond_conflict(office, request, response, &page, &plan_comment_record, &shown.comment, back);
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_answer(office, request, response, &round, &shown, &form);
    }
    respond_done(request, response, back, "comment-answered");
    return NULL;
}

/* ---- Deleting one: when its writer asks ---- */

Error *plan_comment_delete_ask(Office *office, Request *request, Response *response) {
    RoundShown round;
    CommentShown shown;
    TRY(comment_of_request(office, request, &shown, &round));
    Page page = round_page(office, request, &round, S("Delete this comment?"));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("The comment, its answer and who wrote it are deleted, and leave a published summary. The history keeps its words, "
                  "sealed, and not the name. Do this when the writer asks for it."),
            .button = "Delete the comment",
            .is_warning = true,
            .back = text_format(request->arena, "/office/plan/comments/%" PRId64 "/answer", shown.comment.id.n),
            .record = &shown.comment});
    return NULL;
}

static Error *deleted(Tx *tx, void *value, Form *form) {
    (void)form;
    return consultation_publication_follow(tx, ((const PlanComment *)value)->consultation);
}

Error *plan_comment_delete_do(Office *office, Request *request, Response *response) {
    RoundShown round;
    CommentShown shown;
    TRY(comment_of_request(office, request, &shown, &round));
    TRY(change_delete_and(office, request, &plan_comment_record, &shown.comment, deleted));
    respond_done(request, response, consultation_url(request->arena, round.round.id), "deleted");
    return NULL;
}

/* ---- Several by one answer ---- */

static Error *show_answers(
    Office *office, Request *request, Response *response, const RoundShown *round, const PlanComment *answer, const Form *form) {
    OptionList open = {0};
    const CommentShownList *lists[] = {&round->own, &round->others};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->count; i++) {
            const CommentShown *c = &lists[k]->items[i];
            if (c->comment.outcome) continue;
            option_add(request->arena, &open, c->comment.id.n,
                text_format(request->arena, "%.*s: %.*s", TEXT_ARG(c->about), TEXT_ARG(text_head(c->comment.text, 300))));
            open.items[open.count - 1].hint = c->writer;
        }
    Page page = round_page(office, request, round, S("Answer several comments"));
    page_breadcrumb(request->arena, &page, round->round.title, consultation_url(request->arena, round->round.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_answers_form(&view, page, round, open, answer);
    return NULL;
}

Error *plan_answers_show(Office *office, Request *request, Response *response) {
    RoundShown round;
    PlanComment answer = {0};
    TRY(round_read(office, request, &round));
    Form form = form_show(request->arena, &plan_comment_record);
    return show_answers(office, request, response, &round, &answer, &form);
}

/* Those that somebody answered meanwhile keep their answer. */
static Error *answer_each(Tx *tx, Request *request, ConsultationId round, const PlanComment *answer, size_t *count) {
    for (size_t i = 0; i < request->form.count; i++) {
        PlanComment comment;
        int64_t id;
        if (!text_equal(request->form.items[i].name, S("comment")) || !text_to_int64(request->form.items[i].value, &id)) continue;
        TRY(record_get(tx_db(tx), tx_arena(tx), &plan_comment_record, id, &comment));
        if (comment.consultation.n != round.n || comment.outcome) continue;
        comment.outcome = answer->outcome;
        comment.answer = answer->answer;
        comment.change_made = answer->change_made;
        TRY(comment_answer(tx, &comment));
        *count += 1;
    }
    return NULL;
}

Error *plan_answers_save(Office *office, Request *request, Response *response) {
    static const char *const only[] = {"outcome", "answer", "change_made", NULL};
    RoundShown round;
    PlanComment answer = {0};
    size_t count = 0;
    TRY(round_read(office, request, &round));
    Form form = form_read(request->arena, &plan_comment_record, request->form, office->roles, only, &answer);
    if (form_sent_count(&request->form, S("comment")) == 0) form_error(&form, "comment", "Choose the comments that this answers");
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, answer_each(tx, request, round.round.id, &answer, &count)));
    if (form_is_fine(&form) && count == 0) form_error(&form, "comment", "They were answered meanwhile. Choose others");
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_answers(office, request, response, &round, &answer, &form);
    }
    respond_done(request, response, consultation_url(request->arena, round.round.id), "comment-answered");
    return NULL;
}
