/* Owns the rules of consultation (R44) and what is done by them: when a round is open, who sees which comment, links, answers, what is to be public. */
#include "plan/consultation.h"

#include <inttypes.h>

#include "plan/consultation.sql.h"
#include "store/job.h"
#include "store/seal.h"
#include "web/session_life.h"

/* ---- Rules ---- */

Date consultation_last_day(const Consultation *round) {
    if (!date_is_set(round->closed_on)) return round->closes;
    Date before = date_plus_days(round->closed_on, -1);
    return date_is_set(round->closes) && date_compare(round->closes, before) < 0 ? round->closes : before;
}

RoundStanding consultation_standing(const Consultation *round, Date day) {
    Date last = consultation_last_day(round);
    if (date_is_set(last) && date_compare(day, last) > 0) return ROUND_OVER;
    return date_compare(day, round->opens) < 0 ? ROUND_TO_COME : ROUND_OPEN;
}

bool consultation_links_are_out(const Consultation *round, Date day) {
    return consultation_standing(round, day) != ROUND_OVER;
}

bool consultation_draft_is_out(const Consultation *round, Date day) {
    return consultation_links_are_out(round, day) && date_compare(round->opens, date_plus_days(day, 1)) <= 0;
}

const char *round_standing_shown(RoundStanding standing) {
    switch (standing) {
    case ROUND_TO_COME: return "To come";
    case ROUND_OPEN: return "Open";
    case ROUND_OVER: return "Closed";
    }
    return "";
}

const char *round_standing_colour(RoundStanding standing) {
    switch (standing) {
    case ROUND_TO_COME: return "grey";
    case ROUND_OPEN: return "green";
    case ROUND_OVER: return "blue";
    }
    return "grey";
}

bool comment_may_be_changed(const PlanComment *comment, const Consultation *round, int64_t account, Date day) {
    return account != 0 && comment->account.n == account && !comment->outcome && consultation_standing(round, day) == ROUND_OPEN;
}

bool comment_is_shown_to_members(const PlanComment *comment, const Consultation *round, bool is_summary_out, Date day) {
    bool is_shown_meanwhile = round->shows_comments && consultation_standing(round, day) == ROUND_OPEN;
    return !comment->is_left_out && (is_summary_out || is_shown_meanwhile);
}

Text comment_writer_published(const PlanComment *comment) {
    if (comment->is_named && comment->organisation.len) return comment->organisation;
    switch (comment->source) {
    case COMMENT_MEMBER: return S("A member of the partnership");
    case COMMENT_INVITED: return S("Somebody who was invited");
    case COMMENT_PUBLIC: break;
    }
    return S("Somebody of the public");
}

const char *answer_outcome_shown(AnswerOutcome outcome) {
    switch (outcome) {
    case ANSWER_ACCEPTED: return "Accepted";
    case ANSWER_IN_PART: return "Accepted in part";
    case ANSWER_NOT_ACCEPTED: return "Not accepted";
    case ANSWER_NOTED: return "Noted";
    }
    return "";
}

CommentCounts comment_counts(const PlanCommentList *comments) {
    CommentCounts n = {.all = comments->count};
    for (size_t i = 0; i < comments->count; i++) {
        const PlanComment *c = &comments->items[i];
        n.members += c->source == COMMENT_MEMBER;
        n.invited += c->source == COMMENT_INVITED;
        n.everybody += c->source == COMMENT_PUBLIC;
        n.accepted += c->outcome == ANSWER_ACCEPTED;
        n.in_part += c->outcome == ANSWER_IN_PART;
        n.not_accepted += c->outcome == ANSWER_NOT_ACCEPTED;
        n.noted += c->outcome == ANSWER_NOTED;
        n.unanswered += c->outcome == 0;
        n.left_out += c->is_left_out;
    }
    return n;
}

/* ---- Reading ---- */

Error *consultation_publication_of(Db *db, Arena *arena, ConsultationId round, ConsultationPublication *out, bool *found) {
    *out = (ConsultationPublication){0};
    return publication_of_consultation(db, arena, round, out, found);
}

Error *rounds_waiting(Db *db, Arena *arena, int64_t account, Date day, RoundsWaiting *out) {
    ConsultationList rounds;
    TRY(consultations_begun(db, arena, day, &rounds));
    *out = (RoundsWaiting){.items = ARENA_ARRAY(arena, RoundWaiting, rounds.count + 1)};
    for (size_t i = 0; i < rounds.count; i++) {
        CommentsUnansweredRow row;
        TRY(comments_unanswered(db, arena, rounds.items[i].id, account, &row));
        bool is_open = consultation_standing(&rounds.items[i], day) == ROUND_OPEN;
        if (!is_open && row.number == 0) continue;
        out->items[out->count++] =
            (RoundWaiting){.round = rounds.items[i], .unanswered = row.number, .is_open = is_open, .has_own = row.own > 0};
    }
    return NULL;
}

/* ---- What is public ---- */

static Error *ask_for_job(Tx *tx, ConsultationId round) {
    JobId job;
    return job_ask(tx, S("publish-consultation"), text_format(tx_arena(tx), "consultation %" PRId64, round.n), &job);
}

/* The new version tells a run of the job that has read the old state that it was overtaken. */
static Error *ask(Tx *tx, ConsultationPublication *p, bool is_there) {
    p->state = CONSULTATION_ASKED;
    p->asked_by = tx_actor(tx).name;
    p->changed_at = tx_moment(tx);
    TRY(is_there ? record_update(tx, &consultation_publication_record, p) : record_insert(tx, &consultation_publication_record, p));
    return ask_for_job(tx, p->consultation);
}

static Error *refuse(Tx *tx, const char *sentence) {
    return error_new(tx_arena(tx), ERROR_INPUT, "%s", sentence);
}

Error *consultation_body(Db *db, Arena *arena, const Consultation *round, Body *out) {
    Agreement agreement;
    TRY(record_get(db, arena, &agreement_record, round->agreement.n, &agreement));
    return record_get(db, arena, &body_record, agreement.body.n, out);
}

/* What a body does of which the public knows nothing stays in the office. */
static Error *refuse_private_body(Tx *tx, const Consultation *round) {
    Body body;
    TRY(consultation_body(tx_db(tx), tx_arena(tx), round, &body));
    if (body.is_public) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        "%.*s is not shown on the public site, so nothing of this round is published. Change that on the page of the body first.",
        TEXT_ARG(body.name));
}

Error *consultation_check_year(Tx *tx, const Consultation *round) {
    Agreement year;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, round->agreement.n, &year));
    return year.state == AGREEMENT_CLOSED ? refuse(tx, "This year is closed. Its plan stays as it was.") : NULL;
}

Error *consultation_publish_draft(Tx *tx, Consultation *round) {
    ConsultationPublication p;
    bool is_there;
    TRY(consultation_check_year(tx, round));
    TRY(refuse_private_body(tx, round));
    if (round->who == CONSULTED_MEMBERS)
        return refuse(tx, "This round is for members alone. They read the plan in the office: nothing of it is published.");
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round->id, &p, &is_there));
    p.consultation = round->id;
    p.draft_at = tx_moment(tx);
    p.reason = p.held_back = (Text){0};
    return ask(tx, &p, is_there);
}

Error *consultation_publish_summary(Tx *tx, Consultation *round) {
    ConsultationPublication p;
    CommentsUnansweredRow row;
    bool is_there;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(refuse_private_body(tx, round));
    TRY(comments_unanswered(tx_db(tx), tx_arena(tx), round->id, 0, &row));
    if (consultation_standing(round, today) != ROUND_OVER)
        return refuse(tx, "The round is not over. Close it first: what comes later would not be in the summary.");
    if (text_is_empty(text_trim(round->summary))) return refuse(tx, "Write the summary first.");
    if (row.number > 0)
        return error_new(tx_arena(tx), ERROR_INPUT, "%" PRId64 " %s not answered yet. Answer every comment first.", row.number,
            row.number == 1 ? "comment is" : "comments are");
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round->id, &p, &is_there));
    p.consultation = round->id;
    p.is_summary_wanted = true;
    p.reason = p.held_back = (Text){0};
    return ask(tx, &p, is_there);
}

Error *consultation_withdraw(Tx *tx, const Consultation *round, Text reason) {
    ConsultationPublication p;
    bool is_there;
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round->id, &p, &is_there));
    if (!is_there || (!moment_is_set(p.draft_at) && !p.is_summary_wanted)) return refuse(tx, "Nothing of this round is published.");
    if (text_is_empty(text_trim(reason))) return refuse(tx, "Say why it is withdrawn. The public reads the reason.");
    p.draft_at = (Moment){0};
    p.is_summary_wanted = false;
    p.reason = text_trim(reason);
    return ask(tx, &p, true);
}

Error *consultations_of_private_bodies_withdraw(Tx *tx, Text reason) {
    ConsultationPublicationList list;
    TRY(consultation_publications_of_private_bodies(tx_db(tx), tx_arena(tx), &list));
    for (size_t i = 0; i < list.count; i++) {
        Consultation round = {.id = list.items[i].consultation};
        TRY(consultation_withdraw(tx, &round, reason));
    }
    return NULL;
}

Error *consultation_publication_follow(Tx *tx, ConsultationId round) {
    ConsultationPublication p;
    bool is_there;
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round, &p, &is_there));
    return is_there && (moment_is_set(p.draft_at) || p.is_summary_wanted) ? ask(tx, &p, true) : NULL;
}

Error *consultation_publications_recover(Tx *tx) {
    ConsultationPublicationList list;
    TRY(consultation_publications_asked(tx_db(tx), tx_arena(tx), &list));
    for (size_t i = 0; i < list.count; i++) TRY(ask_for_job(tx, list.items[i].consultation));
    return NULL;
}

bool consultation_draft_stands_outside(const ConsultationPublication *p) {
    bool is_there = p->state == CONSULTATION_OUT || (p->state == CONSULTATION_ASKED && moment_is_set(p->published_at));
    return moment_is_set(p->draft_at) && is_there;
}

static bool stands_as_on(const Consultation *round, Date then, Date now) {
    return consultation_links_are_out(round, then) == consultation_links_are_out(round, now)
           && consultation_draft_is_out(round, then) == consultation_draft_is_out(round, now);
}

Error *consultation_publications_due(Db *db, Arena *arena, Date today, ConsultationPublicationList *out) {
    ConsultationPublicationList list;
    TRY(consultation_drafts_out(db, arena, &list));
    *out = (ConsultationPublicationList){.items = ARENA_ARRAY(arena, ConsultationPublication, list.count + 1)};
    for (size_t i = 0; i < list.count; i++) {
        Consultation round;
        Date brought;
        moment_to_london(list.items[i].changed_at, &brought, NULL);
        TRY(record_get(db, arena, &consultation_record, list.items[i].consultation.n, &round));
        if (!stands_as_on(&round, brought, today)) out->items[out->count++] = list.items[i];
    }
    return NULL;
}

Error *consultation_publications_keep_up(Tx *tx) {
    ConsultationPublicationList due;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(consultation_publications_due(tx_db(tx), tx_arena(tx), today, &due));
    for (size_t i = 0; i < due.count; i++) TRY(consultation_publication_follow(tx, due.items[i].consultation));
    return NULL;
}

/* ---- Rounds, links, comments ---- */

Error *consultation_close(Tx *tx, Consultation *round) {
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    if (consultation_standing(round, today) != ROUND_OPEN) return refuse(tx, "This round is not open.");
    round->closed_on = today;
    TRY(record_update(tx, &consultation_record, round));
    return consultation_publication_follow(tx, round->id);
}

Error *consultations_close_with_year(Tx *tx, AgreementId agreement) {
    ConsultationList rounds;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(consultations_of(tx_db(tx), tx_arena(tx), agreement, &rounds));
    for (size_t i = 0; i < rounds.count; i++) {
        Consultation *round = &rounds.items[i];
        if (consultation_standing(round, today) == ROUND_OVER) continue;
        round->closed_on = today;
        TRY(record_update(tx, &consultation_record, round));
        TRY(consultation_publication_follow(tx, round->id));
    }
    return NULL;
}

Error *consultation_reopen(Tx *tx, Consultation *round) {
    ConsultationPublication p;
    bool is_there;
    TRY(consultation_check_year(tx, round));
    TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), round->id, &p, &is_there));
    if (!date_is_set(round->closed_on)) return refuse(tx, "This round was not closed early. Change its last day instead.");
    if (is_there && p.is_summary_wanted) return refuse(tx, "The summary is published. Withdraw it first, or begin another round.");
    round->closed_on = (Date){0};
    TRY(record_update(tx, &consultation_record, round));
    return consultation_publication_follow(tx, round->id);
}

Error *invitation_link_make(Tx *tx, InvitationToComment *invitation, Text *token) {
    Consultation round;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(record_get(tx_db(tx), tx_arena(tx), &consultation_record, invitation->consultation.n, &round));
    TRY(consultation_check_year(tx, &round));
    if (invitation->is_taken_back) return refuse(tx, "This invitation was taken back. Invite them again.");
    if (round.who == CONSULTED_MEMBERS) return refuse(tx, "This round is for members alone. Change who may take part first.");
    if (consultation_standing(&round, today) == ROUND_OVER) return refuse(tx, "The round is over.");
    *token = token_make(tx_arena(tx));
    invitation->token_hash = token_hash(tx_arena(tx), *token);
    invitation->link_made_at = tx_moment(tx);
    TRY(record_update(tx, &invitation_to_comment_record, invitation));
    return consultation_publication_follow(tx, round.id);
}

Text comment_text_to_keep(Arena *arena, Text text) {
    PlanComment comment = {.text = text};
    bool is_taken = text_is_sealed(text) || record_check_open(arena, &plan_comment_record, &comment) != NULL;
    return is_taken ? text_join(arena, S(" "), text) : text;
}

Error *comment_keep(Tx *tx, PlanComment *comment, bool *is_new) {
    PlanCommentList known;
    comment->text = comment_text_to_keep(tx_arena(tx), comment->text);
    TRY(comments_in_envelope(tx_db(tx), tx_arena(tx), comment->consultation, comment->envelope, &known));
    *is_new = true;
    for (size_t i = 0; i < known.count && *is_new; i++)
        *is_new = known.items[i].action.n != comment->action.n || !text_equal(known.items[i].text, comment->text);
    return *is_new ? record_insert(tx, &plan_comment_record, comment) : NULL;
}

Error *comment_answer(Tx *tx, PlanComment *comment) {
    comment->answered_by = tx_actor(tx).name;
    comment->answered_at = tx_moment(tx);
    TRY(record_update(tx, &plan_comment_record, comment));
    return consultation_publication_follow(tx, comment->consultation);
}
