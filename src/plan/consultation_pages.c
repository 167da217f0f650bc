/* Owns the pages of a round of consultation: the rounds of a year, one round, opening and closing it, its draft, its summary, withdrawing it. */
#include "plan/consultation_pages.h"

#include <inttypes.h>

#include "plan/consultation.sql.h"
#include "plan/consultation.view.h"
#include "plan/kinds.h"

const Input consultation_withdraw_inputs[] = {{"reason", INPUT_LONG, 1000}, {0}};

Text consultation_url(Arena *arena, ConsultationId id) {
    return text_format(arena, "/office/plan/consultations/%" PRId64, id.n);
}

Page round_page(Office *office, Request *request, const RoundShown *s, Text title) {
    Page page = plan_page(office, request, &s->agreement, title);
    page_breadcrumb(request->arena, &page, S("Consultation"),
        text_format(request->arena, "%.*s/consultations", TEXT_ARG(agreement_url(request->arena, s->agreement.id))));
    return page;
}

/* ---- Reading ---- */

Error *round_of_request(Office *office, Request *request, RoundShown *out) {
    int64_t id;
    *out = (RoundShown){.site_address = office->site_address};
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &consultation_record, id, &out->round));
    TRY(record_get(office->db, request->arena, &agreement_record, out->round.agreement.n, &out->agreement));
    TRY(consultation_publication_of(office->db, request->arena, out->round.id, &out->publication, &out->has_publication));
    out->standing = consultation_standing(&out->round, plan_today(request));
    out->may_write = may_write_plan(office);
    out->may_change = out->may_write && out->agreement.state != AGREEMENT_CLOSED;
    out->may_comment = out->standing == ROUND_OPEN && out->agreement.state != AGREEMENT_CLOSED
                       && (office->roles & (CLERK | SAFETY_OFFICER | CHAIR | MEMBER));
    return NULL;
}

Text comment_about(Arena *arena, const Plan *plan, PlanActionId action) {
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &plan->parts.items[i].actions.items[k];
            if (line->action.id.n == action.n)
                return text_format(arena, "%.*s %.*s", TEXT_ARG(line->number), TEXT_ARG(line->action.objective));
        }
    return S("The whole plan");
}

/* The safety team reads who wrote; others read what the summary would say. */
static Error *writer_of(Db *db, Arena *arena, const PlanComment *comment, bool knows, Text *out) {
    Text name = comment->name;
    *out = comment_writer_published(comment);
    if (!knows) return NULL;
    if (comment->invitation.n) {
        InvitationToComment invitation;
        TRY(record_get(db, arena, &invitation_to_comment_record, comment->invitation.n, &invitation));
        name = invitation.name;
    }
    if (name.len == 0) name = comment_writer_published(comment);
    *out = comment->organisation.len ? text_format(arena, "%.*s, %.*s", TEXT_ARG(name), TEXT_ARG(comment->organisation)) : name;
    return NULL;
}

static Error *comments_read(Office *office, Request *request, RoundShown *out) {
    PlanCommentList comments;
    int64_t account = office->session ? office->session->account.n : 0;
    bool is_summary_out = out->has_publication && out->publication.is_summary_wanted && out->publication.state == CONSULTATION_OUT;
    TRY(comments_of(office->db, request->arena, out->round.id, &comments));
    out->counts = comment_counts(&comments);
    out->own.items = ARENA_ARRAY(request->arena, CommentShown, comments.count + 1);
    out->others.items = ARENA_ARRAY(request->arena, CommentShown, comments.count + 1);
    for (size_t i = 0; i < comments.count; i++) {
        const PlanComment *c = &comments.items[i];
        bool is_own = account != 0 && c->account.n == account;
        if (!is_own && !out->may_write && !comment_is_shown_to_members(c, &out->round, is_summary_out, plan_today(request))) continue;
        CommentShownList *list = is_own ? &out->own : &out->others;
        CommentShown *shown = &list->items[list->count++];
        *shown = (CommentShown){.comment = *c,
            .about = comment_about(request->arena, &out->plan, c->action),
            .may_change = comment_may_be_changed(c, &out->round, account, plan_today(request))};
        TRY(writer_of(office->db, request->arena, c, out->may_write, &shown->writer));
    }
    return NULL;
}

/* Does a link that was made by hand later stand in the place of the one in the email? */
static bool link_is_newer(const InvitationToComment *invitation, Moment mailed_at) {
    return moment_is_set(mailed_at) && moment_is_set(invitation->link_made_at) && moment_compare(invitation->link_made_at, mailed_at) > 0;
}

static InvitationMail mail_of(const InvitationsInMailRowList *mails, const InvitationToComment *invitation) {
    for (size_t i = 0; i < mails->count; i++) {
        Text state = mails->items[i].state;
        if (mails->items[i].invitation != invitation->id.n) continue;
        if (text_equal(state, S("waiting")) || text_equal(state, S("sending"))) return MAIL_WAITS;
        if (link_is_newer(invitation, mails->items[i].ended_at)) return NO_MAIL;
        return text_equal(state, S("sent")) ? MAIL_WENT : MAIL_DID_NOT_GO;
    }
    return link_is_newer(invitation, invitation->sent_at) || !moment_is_set(invitation->sent_at) ? NO_MAIL : MAIL_WENT;
}

static Error *invitations_read(Office *office, Request *request, RoundShown *out) {
    InvitationToCommentList invitations;
    InvitationsInMailRowList mails;
    if (!out->may_write) return NULL;
    TRY(invitations_of(office->db, request->arena, out->round.id, &invitations));
    TRY(invitations_in_mail(office->db, request->arena, out->round.id, &mails));
    out->invitations.items = ARENA_ARRAY(request->arena, InvitationShown, invitations.count + 1);
    for (size_t i = 0; i < invitations.count; i++)
        out->invitations.items[out->invitations.count++] =
            (InvitationShown){.invitation = invitations.items[i], .mail = mail_of(&mails, &invitations.items[i])};
    return NULL;
}

Error *round_read(Office *office, Request *request, RoundShown *out) {
    MailIsSetUpRow mail;
    TRY(round_of_request(office, request, out));
    TRY(plan_read(office->db, request->arena, out->agreement.id, (OrganisationId){0}, plan_today(request), &out->plan));
    TRY(comments_read(office, request, out));
    TRY(mail_is_set_up(office->db, request->arena, &mail));
    out->has_mail = mail.number > 0;
    return invitations_read(office, request, out);
}

/* ---- Showing ---- */

Error *consultations_show(Office *office, Request *request, Response *response) {
    RoundsShown shown = {.may_write = may_write_plan(office)};
    ConsultationList rounds;
    TRY(agreement_of_request(office, request, &shown.agreement));
    TRY(consultations_of(office->db, request->arena, shown.agreement.id, &rounds));
    shown.may_write = shown.may_write && shown.agreement.state != AGREEMENT_CLOSED;
    shown.rounds.items = ARENA_ARRAY(request->arena, RoundLine, rounds.count + 1);
    for (size_t i = 0; i < rounds.count; i++) {
        PlanCommentList comments;
        RoundLine *line = &shown.rounds.items[shown.rounds.count++];
        TRY(comments_of(office->db, request->arena, rounds.items[i].id, &comments));
        *line = (RoundLine){.round = rounds.items[i],
            .standing = consultation_standing(&rounds.items[i], plan_today(request)),
            .comments = comments.count,
            .unanswered = comment_counts(&comments).unanswered};
    }
    Page page = plan_page(office, request, &shown.agreement, S("Consultation"));
    View view = page_view(request, response, &page);
    plan_consultations(&view, page, year_links(request->arena, &shown.agreement, may_write_plan(office)), &shown);
    return NULL;
}

Error *consultation_show(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_read(office, request, &shown));
    Page page = round_page(office, request, &shown, shown.round.title);
    View view = page_view(request, response, &page);
    plan_consultation(&view, page, &shown);
    return NULL;
}

/* ---- Doing ---- */

static Error *done(Office *office, Request *request, Response *response, const RoundShown *shown, const char *notice) {
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, consultation_url(request->arena, shown->round.id), notice);
    return NULL;
}

Error *consultation_close_do(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_of_request(office, request, &shown));
    TRY(OFFICE_CHANGE(office, request, tx, consultation_close(tx, &shown.round)));
    return done(office, request, response, &shown, "consultation-closed");
}

Error *consultation_reopen_do(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_of_request(office, request, &shown));
    TRY(OFFICE_CHANGE(office, request, tx, consultation_reopen(tx, &shown.round)));
    return done(office, request, response, &shown, "consultation-reopened");
}

Error *consultation_draft_do(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_of_request(office, request, &shown));
    TRY(OFFICE_CHANGE(office, request, tx, consultation_publish_draft(tx, &shown.round)));
    return done(office, request, response, &shown, "consultation-publishing");
}

static Error *show_summary(Office *office, Request *request, Response *response, RoundShown *shown, const Form *form) {
    Page page = round_page(office, request, shown, S("Published summary"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_consultation_summary(&view, page, shown);
    return NULL;
}

Error *consultation_summary_show(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_read(office, request, &shown));
    Form form = form_show(request->arena, &consultation_record);
    return show_summary(office, request, response, &shown, &form);
}

static Error *publish_rule(Tx *tx, void *value, Form *form) {
    Consultation *round = value;
    Error *error = consultation_publish_summary(tx, round);
    if (!error || error->kind != ERROR_INPUT) return error;
    form_error(form, "summary", "%.*s", TEXT_ARG(error->sentence));
    return NULL;
}

Error *consultation_summary_save(Office *office, Request *request, Response *response) {
    static const char *const only[] = {"summary", NULL};
    RoundShown shown;
    TRY(round_read(office, request, &shown));
    Form form = form_read(request->arena, &consultation_record, request->form, office->roles, only, &shown.round);
    Error *error = change_save(office, request, &consultation_record, &shown.round, &form, publish_rule);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = round_page(office, request, &shown, S("Published summary"));
        return respond_conflict(
            office, request, response, &page, &consultation_record, &shown.round, consultation_url(request->arena, shown.round.id));
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_summary(office, request, response, &shown, &form);
    }
    return done(office, request, response, &shown, "consultation-publishing");
}

static Error *ask_withdraw(Office *office, Request *request, Response *response, const RoundShown *shown, const Form *form) {
    Page page = round_page(office, request, shown, S("Withdraw what is published of this round?"));
    page.form = form;
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("The draft, the links and the summary leave the public side. The title of the round stays there with your reason."),
            .button = "Withdraw",
            .is_warning = true,
            .back = consultation_url(request->arena, shown->round.id),
            .reason = "Why is it withdrawn? The public reads this"});
    return NULL;
}

Error *consultation_withdraw_ask(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_of_request(office, request, &shown));
    Form form = form_show(request->arena, &consultation_record);
    return ask_withdraw(office, request, response, &shown, &form);
}

Error *consultation_withdraw_do(Office *office, Request *request, Response *response) {
    RoundShown shown;
    TRY(round_of_request(office, request, &shown));
    Form form = form_show(request->arena, &consultation_record);
    form.sent = request->form;
    form.was_sent = true;
    Error *error = OFFICE_CHANGE(office, request, tx, consultation_withdraw(tx, &shown.round, request_value(request, "reason")));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "reason", "%.*s", TEXT_ARG(error->sentence));
        change_refused(response);
        return ask_withdraw(office, request, response, &shown, &form);
    }
    TRY(error);
    return done(office, request, response, &shown, "consultation-withdrawing");
}

/* ---- Adding, changing and deleting a round ---- */

static Error *to_round(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    const Consultation *round = value;
    *out = round->id.n ? consultation_url(arena, round->id)
                       : text_format(arena, "%.*s/consultations", TEXT_ARG(agreement_url(arena, round->agreement)));
    return NULL;
}

static Error *to_rounds(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = text_format(arena, "%.*s/consultations", TEXT_ARG(agreement_url(arena, ((const Consultation *)value)->agreement)));
    return NULL;
}

static Error *year_of_round(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    *found = true;
    return record_get(db, arena, &agreement_record, ((const Consultation *)value)->agreement.n, out);
}

static Error *round_fields(Db *db, Arena *arena, const void *value, const char *const **out) {
    static const char *const names[] = {"title", "introduction", "opens", "closes", "who", "shows_comments", NULL};
    (void)db, (void)arena, (void)value;
    *out = names;
    return NULL;
}

static Error *round_rule(Tx *tx, void *value, Form *form) {
    const Consultation *round = value;
    ConsultationPublication p;
    bool is_there;
    if (date_is_set(round->closes) && date_compare(round->closes, round->opens) < 0)
        form_error(form, "closes", "The last day comes before the first. Enter a later one");
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round->id, &p, &is_there));
    if (is_there && moment_is_set(p.draft_at) && round->who == CONSULTED_MEMBERS)
        form_error(form, "who", "The draft is published for this round. Withdraw it first");
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    if (is_there && p.is_summary_wanted && consultation_standing(round, today) != ROUND_OVER)
        form_error(form, "closes", "The summary is published, so the round stays closed. Withdraw it first, or begin another round");
    return form_is_fine(form) && round->id.n ? consultation_publication_follow(tx, round->id) : NULL;
}

static const PlanKind consultation_of_year_kind = {.record = &consultation_record,
    .a = "a round of consultation",
    .the = "this round",
    .about = "A round is open from its first day to its last. Members comment in the office, others by a link of their own or on the "
             "public site.",
    .parent = &agreement_record,
    .parent_offset = offsetof(Consultation, agreement),
    .back = to_round,
    .back_deleted = to_rounds,
    .year = year_of_round,
    .fields = round_fields,
    .rule = round_rule,
    .before_deleting = "Only a round that was entered by mistake is deleted. One that is over stays.",
    .in_use = "The round has invitations, comments or something published, so it cannot be deleted. Close it instead."};

PLAN_KIND_DOORS(consultation_of_year)
