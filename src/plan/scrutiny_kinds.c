/* Owns what is added to scrutiny by its form alone: sessions, attendees, questions, requests, recommendations, follow-ups, with their rules. */
#include <inttypes.h>

#include "plan/kinds.h"
#include "plan/plan.sql.h"
#include "plan/scrutiny.h"
#include "plan/scrutiny.sql.h"

/* ---- Where they lead ---- */

static Text session_url(Arena *arena, ScrutinySessionId id) {
    return text_format(arena, "/office/plan/scrutiny/%" PRId64, id.n);
}

static Error *to_itself(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    const ScrutinySession *session = value;
    *out = session->id.n ? session_url(arena, session->id) : S("/office/plan/scrutiny");
    return NULL;
}

static Error *to_sessions(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db, (void)arena, (void)value;
    *out = S("/office/plan/scrutiny");
    return NULL;
}

/* Attendees, questions, requests and recommendations have their session in the first field. */
typedef struct {
    int64_t id, version;
    ScrutinySessionId session;
} OfSession;
_Static_assert(offsetof(ScrutinyAttendee, session) == offsetof(OfSession, session)
                   && offsetof(ScrutinyQuestion, session) == offsetof(OfSession, session)
                   && offsetof(ScrutinyRequest, session) == offsetof(OfSession, session)
                   && offsetof(ScrutinyRecommendation, session) == offsetof(OfSession, session),
    "the session is the first field of what belongs to one");

static Error *to_its_session(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = session_url(arena, ((const OfSession *)value)->session);
    return NULL;
}

static Error *to_session_of_follow_up(Db *db, Arena *arena, const void *value, Text *out) {
    ScrutinyRecommendation recommendation;
    TRY(record_get(db, arena, &scrutiny_recommendation_record, ((const ScrutinyFollowUp *)value)->recommendation.n, &recommendation));
    *out = session_url(arena, recommendation.session);
    return NULL;
}

/* ---- What can be chosen ---- */

static Error *agreement_of(Db *db, Arena *arena, const void *value, AgreementId *out) {
    ScrutinySession session;
    TRY(record_get(db, arena, &scrutiny_session_record, ((const OfSession *)value)->session.n, &session));
    *out = session.agreement;
    return NULL;
}

static Date today_of(Tx *tx) {
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    return today;
}

static Error *check_section(Tx *tx, const void *value, PlanSectionId id, Form *form) {
    PlanSection section;
    AgreementId agreement;
    if (id.n == 0) return NULL;
    TRY(agreement_of(tx_db(tx), tx_arena(tx), value, &agreement));
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_section_record, id.n, &section));
    if (section.agreement.n != agreement.n) form_error(form, "section", "Choose a priority of the agreement that the session looks at");
    return NULL;
}

/* ---- Rules ---- */

static void check_past(Form *form, const char *field, Date day, Date today) {
    if (date_is_set(day) && date_compare(day, today) > 0) form_error(form, field, "Enter today or a day in the past");
}

static void check_after(Form *form, const char *field, Date day, Date first, const char *what) {
    if (date_is_set(day) && date_is_set(first) && date_compare(day, first) < 0) form_error(form, field, "This is before %s", what);
}

static Error *session_rule(Tx *tx, void *value, Form *form) {
    const ScrutinySession *s = value;
    check_past(form, "report_on", s->report_on, today_of(tx));
    check_after(form, "report_on", s->report_on, s->day, "the day of the session");
    check_after(form, "body_told_on", s->body_told_on, s->report_on, "the report was received");
    check_after(form, "group_told_on", s->group_told_on, s->report_on, "the report was received");
    if (!date_is_set(s->report_on) && s->report_words.len) form_error(form, "report_on", "Enter the day on which the report was received");
    return NULL;
}

static Error *attendee_rule(Tx *tx, void *value, Form *form) {
    ScrutinyAttendee *a = value;
    ScrutinyAttendeeList others;
    if (a->part == ATTENDS_AS_LEAD && a->section.n == 0) form_error(form, "section", "Choose the priority that it is the lead of");
    if (a->part != ATTENDS_AS_LEAD && a->section.n) form_error(form, "section", "Only a lead attends for a priority: leave this empty");
    if (a->attendance == SCRUTINY_STOOD_IN && text_is_empty(a->stood_in)) form_error(form, "stood_in", "Enter the post that came instead");
    TRY(scrutiny_attendees_of(tx_db(tx), tx_arena(tx), a->session, &others));
    for (size_t i = 0; i < others.count; i++) {
        const ScrutinyAttendee *o = &others.items[i];
        if (o->id.n != a->id.n && o->part == a->part && o->section.n == a->section.n && text_equal_ignoring_case(o->post, a->post))
            form_error(form, "post", "It is entered for this session already");
    }
    return check_section(tx, value, a->section, form);
}

static Error *question_rule(Tx *tx, void *value, Form *form) {
    const ScrutinyQuestion *q = value;
    bool is_promised = !text_is_empty(q->promised);
    if (is_promised && !date_is_set(q->promised_by)) form_error(form, "promised_by", "Enter by when it was promised");
    if (!is_promised && date_is_set(q->promised_by)) form_error(form, "promised", "Enter what was promised");
    if (!is_promised && date_is_set(q->kept_on)) form_error(form, "promised", "Enter what was promised");
    check_past(form, "kept_on", q->kept_on, today_of(tx));
    return check_section(tx, value, q->section, form);
}

/* LAW-14: what is sent is depersonalised unless identity is needed, and prejudices nothing. */
static Error *request_rule(Tx *tx, void *value, Form *form) {
    const ScrutinyRequest *r = value;
    check_past(form, "asked_on", r->asked_on, today_of(tx));
    check_past(form, "sent_on", r->sent_on, today_of(tx));
    check_after(form, "due", r->due, r->asked_on, "it was asked for");
    check_after(form, "sent_on", r->sent_on, r->asked_on, "it was asked for");
    if (date_is_set(r->sent_on) && !r->is_depersonalised)
        form_error(form, "is_depersonalised", "Confirm that what was sent identifies nobody without need");
    if (date_is_set(r->sent_on) && !r->is_harmless) form_error(form, "is_harmless", "Confirm that what was sent prejudices nothing");
    return NULL;
}

static Error *recommendation_rule(Tx *tx, void *value, Form *form) {
    const ScrutinyRecommendation *r = value;
    ScrutinyRecommendationList others;
    ScrutinySession session;
    TRY(record_get(tx_db(tx), tx_arena(tx), &scrutiny_session_record, r->session.n, &session));
    if (r->response && text_is_empty(r->response_words)) form_error(form, "response_words", "Enter the words of the response");
    if (!r->response && r->response_words.len) form_error(form, "response", "Choose whether it is accepted");
    if (!r->response && (date_is_set(r->sent_on) || date_is_set(r->closed_on)))
        form_error(form, "response", "Choose the response before it is sent or closed");
    if (date_is_set(r->sent_on) && !date_is_set(session.report_on))
        form_error(form, "sent_on", "Enter first, with the session, when the committee's report was received");
    if (date_is_set(r->closed_on) && !date_is_set(r->sent_on)) form_error(form, "closed_on", "It can be closed once the response was sent");
    check_past(form, "sent_on", r->sent_on, today_of(tx));
    check_past(form, "closed_on", r->closed_on, today_of(tx));
    check_after(form, "sent_on", r->sent_on, session.report_on, "the report was received");
    check_after(form, "closed_on", r->closed_on, r->sent_on, "the response was sent");
    TRY(scrutiny_recommendations_of(tx_db(tx), tx_arena(tx), r->session, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.items[i].id.n != r->id.n && others.items[i].number == r->number)
            form_error(form, "number", "There is a recommendation with this number already");
    return NULL;
}

static Error *follow_up_rule(Tx *tx, void *value, Form *form) {
    ScrutinyFollowUp *f = value;
    ScrutinyRecommendation recommendation;
    TRY(record_get(tx_db(tx), tx_arena(tx), &scrutiny_recommendation_record, f->recommendation.n, &recommendation));
    if (date_is_set(recommendation.closed_on))
        form_error(form, "done", "The recommendation is closed. To follow it up again, take the day on which it was closed away");
    check_past(form, "day", f->day, today_of(tx));
    if (text_is_empty(f->written_by)) f->written_by = tx_actor(tx).name;
    return NULL;
}

/* The priorities of those who attend and of the questions are of the year's plan: it is chosen once. */
static Error *session_fields(Db *db, Arena *arena, const void *value, const char *const **out) {
    static const char *const all[] = {"agreement", "committee", "day", "place", "terms", "months", "response_days", "report_on",
        "report_words", "body_told_on", "group_told_on", NULL};
    (void)db, (void)arena;
    *out = ((const ScrutinySession *)value)->id.n ? all + 1 : all;
    return NULL;
}

/* ---- What new ones begin with ---- */

enum { LAW_MONTHS = 12, LAW_RESPONSE_DAYS = 28 }; /* LAW-14; what the session says counts */

static Error *prepare_session(Db *db, Arena *arena, void *value) {
    ScrutinySession *session = value;
    ScrutinySessionList sessions;
    TRY(scrutiny_sessions_all(db, arena, &sessions));
    session->months = LAW_MONTHS;
    session->response_days = LAW_RESPONSE_DAYS;
    if (sessions.count) session->committee = sessions.items[0].committee;
    return NULL;
}

static Error *prepare_attendee(Db *db, Arena *arena, void *value) {
    (void)db, (void)arena;
    ((ScrutinyAttendee *)value)->attendance = SCRUTINY_ASKED;
    return NULL;
}

static Error *prepare_recommendation(Db *db, Arena *arena, void *value) {
    ScrutinyRecommendation *r = value;
    ScrutinyRecommendationList others;
    TRY(scrutiny_recommendations_of(db, arena, r->session, &others));
    r->number = others.count ? others.items[others.count - 1].number + 1 : 1;
    return NULL;
}

/* ---- The rows ---- */

#define BELONGS_TO(Struct, field, Record) .parent = (Record), .parent_offset = offsetof(Struct, field)
#define MISTAKES_ONLY "Only delete what was entered by mistake. The history keeps what it said."

static const PlanKind plan_scrutiny_kind = {.record = &scrutiny_session_record,
    .a = "a scrutiny session",
    .the = "this scrutiny session",
    BELONGS_TO(ScrutinySession, agreement, &agreement_record),
    .back = to_itself,
    .back_deleted = to_sessions,
    .fields = session_fields,
    .rule = session_rule,
    .prepare = prepare_session,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "The session has attendees, questions, requests or recommendations. Delete those first, or keep it."};
static const PlanKind plan_attendee_kind = {.record = &scrutiny_attendee_record,
    .a = "somebody who attends",
    .the = "who attends",
    BELONGS_TO(ScrutinyAttendee, session, &scrutiny_session_record),
    .back = to_its_session,
    .agreement = agreement_of,
    .rule = attendee_rule,
    .prepare = prepare_attendee,
    .before_deleting = "Who was asked and did not come stays in the list as such. " MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_question_kind = {.record = &scrutiny_question_record,
    .a = "a question",
    .the = "this question",
    BELONGS_TO(ScrutinyQuestion, session, &scrutiny_session_record),
    .back = to_its_session,
    .agreement = agreement_of,
    .rule = question_rule,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_request_kind = {.record = &scrutiny_request_record,
    .a = "a request for information",
    .the = "this request for information",
    BELONGS_TO(ScrutinyRequest, session, &scrutiny_session_record),
    .back = to_its_session,
    .rule = request_rule,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_recommendation_kind = {.record = &scrutiny_recommendation_record,
    .a = "a recommendation",
    .the = "this recommendation",
    BELONGS_TO(ScrutinyRecommendation, session, &scrutiny_session_record),
    .back = to_its_session,
    .rule = recommendation_rule,
    .prepare = prepare_recommendation,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "It has been followed up, so it cannot be deleted."};
static const PlanKind plan_follow_up_kind = {.record = &scrutiny_follow_up_record,
    .a = "a follow-up",
    .the = "this follow-up",
    BELONGS_TO(ScrutinyFollowUp, recommendation, &scrutiny_recommendation_record),
    .back = to_session_of_follow_up,
    .rule = follow_up_rule,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};

PLAN_KIND_DOORS(plan_scrutiny)
PLAN_KIND_DOORS(plan_attendee)
PLAN_KIND_DOORS(plan_question)
PLAN_KIND_DOORS(plan_request)
PLAN_KIND_DOORS(plan_recommendation)
PLAN_KIND_DOORS(plan_follow_up)
