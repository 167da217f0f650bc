/* Owns reading scrutiny: a session whole, and what is to be done over all of them. */
#include <inttypes.h>

#include "people/people.sql.h"
#include "plan/plan.sql.h"
#include "plan/scrutiny.h"
#include "plan/scrutiny.sql.h"

/* ---- A session ---- */

static Text section_named(const PlanSectionList *sections, PlanSectionId id) {
    for (size_t i = 0; i < sections->count; i++)
        if (sections->items[i].id.n == id.n) return sections->items[i].title;
    return S("");
}

static Text organisation_named(const OrganisationList *all, OrganisationId id) {
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].id.n == id.n) return all->items[i].name;
    return S("");
}

static Error *attendees_read(Db *db, Arena *arena, ScrutinyWhole *out) {
    OrganisationList organisations;
    ScrutinySessionId id = out->session.id;
    TRY(organisations_all(db, arena, &organisations));
    TRY(scrutiny_attendees_of(db, arena, id, &out->attending));
    out->attendees = (ScrutinyAttendeesShown){ARENA_ARRAY(arena, ScrutinyAttendeeShown, out->attending.count + 1), out->attending.count};
    for (size_t i = 0; i < out->attending.count; i++) {
        const ScrutinyAttendee *a = &out->attending.items[i];
        out->attendees.items[i] =
            (ScrutinyAttendeeShown){*a, section_named(&out->sections, a->section), organisation_named(&organisations, a->organisation)};
    }
    return NULL;
}

static Error *questions_read(Db *db, Arena *arena, ScrutinyWhole *out) {
    ScrutinyQuestionList questions;
    TRY(scrutiny_questions_of(db, arena, out->session.id, &questions));
    out->questions = (ScrutinyQuestionsShown){ARENA_ARRAY(arena, ScrutinyQuestionShown, questions.count + 1), questions.count};
    for (size_t i = 0; i < questions.count; i++)
        out->questions.items[i] = (ScrutinyQuestionShown){questions.items[i], section_named(&out->sections, questions.items[i].section)};
    return NULL;
}

static ScrutinyFollowUpList follow_ups_to(Arena *arena, const ScrutinyFollowUpList *all, ScrutinyRecommendationId id) {
    ScrutinyFollowUpList out = {.items = ARENA_ARRAY(arena, ScrutinyFollowUp, all->count + 1)};
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].recommendation.n == id.n) out.items[out.count++] = all->items[i];
    return out;
}

static Error *recommendations_read(Db *db, Arena *arena, Date today, ScrutinyWhole *out) {
    ScrutinyRecommendationList all;
    ScrutinyFollowUpList follow_ups;
    TRY(scrutiny_recommendations_of(db, arena, out->session.id, &all));
    TRY(scrutiny_follow_ups_of(db, arena, out->session.id, &follow_ups));
    out->recommendations = (ScrutinyRecommendationsShown){ARENA_ARRAY(arena, ScrutinyRecommendationShown, all.count + 1), all.count};
    for (size_t i = 0; i < all.count; i++)
        out->recommendations.items[i] = (ScrutinyRecommendationShown){
            all.items[i], scrutiny_answer(&out->session, &all.items[i], today), follow_ups_to(arena, &follow_ups, all.items[i].id)};
    return NULL;
}

static Error *went_back(Db *db, Arena *arena, Date today, ScrutinyWhole *out) {
    const ScrutinySession *s = &out->session;
    ScrutinyMeetingsOfDaysRowList meetings;
    ScrutinyMeetings counts[2] = {0}; /* of the working group, and of the body */
    TRY(scrutiny_meetings_of_days(db, arena, out->agreement.body, s->body_told_on, s->group_told_on, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        ScrutinyMeetings *of = &counts[meetings.items[i].is_body];
        bool is_held = text_equal(meetings.items[i].state, S("held")), is_cancelled = text_equal(meetings.items[i].state, S("cancelled"));
        of->held += is_held;
        of->cancelled += is_cancelled;
        of->open += !is_held && !is_cancelled;
    }
    out->body_back = scrutiny_back(s->body_told_on, counts[true], today);
    out->group_back = scrutiny_back(s->group_told_on, counts[false], today);
    return NULL;
}

Error *scrutiny_read(Db *db, Arena *arena, ScrutinySessionId id, Date today, ScrutinyWhole *out) {
    *out = (ScrutinyWhole){0};
    TRY(record_get(db, arena, &scrutiny_session_record, id.n, &out->session));
    TRY(record_get(db, arena, &agreement_record, out->session.agreement.n, &out->agreement));
    TRY(sections_of(db, arena, out->agreement.id, &out->sections));
    TRY(attendees_read(db, arena, out));
    TRY(questions_read(db, arena, out));
    TRY(scrutiny_requests_of(db, arena, id, &out->requests));
    out->response_due = scrutiny_response_due(&out->session);
    TRY(went_back(db, arena, today, out));
    return recommendations_read(db, arena, today, out);
}

/* ---- What is to be done ---- */

static void add(Arena *arena, ScrutinyDuties *out, ScrutinySessionId session, Text sentence) {
    out->items = arena_grow(arena, out->items, out->count * sizeof(ScrutinyDuty), (out->count + 1) * sizeof(ScrutinyDuty));
    out->items[out->count++] =
        (ScrutinyDuty){sentence, session.n ? text_format(arena, "/office/plan/scrutiny/%" PRId64, session.n) : S("/office/plan/scrutiny")};
}

static const ScrutinySession *session_with(const ScrutinySessionList *sessions, ScrutinySessionId id) {
    for (size_t i = 0; i < sessions->count; i++)
        if (sessions->items[i].id.n == id.n) return &sessions->items[i];
    return NULL;
}

static size_t waiting_in(const ScrutinyRecommendationList *all, ScrutinySessionId session) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) count += all->items[i].session.n == session.n;
    return count;
}

/* One line a session: the recommendations come in the order of their sessions. */
static Error *add_answers(Db *db, Arena *arena, const ScrutinySessionList *sessions, Date today, ScrutinyDuties *out) {
    ScrutinyRecommendationList waiting;
    TRY(scrutiny_answers_waiting(db, arena, &waiting));
    for (size_t i = 0; i < waiting.count; i++) {
        const ScrutinySession *session = session_with(sessions, waiting.items[i].session);
        if (!session || (i > 0 && waiting.items[i - 1].session.n == session->id.n)) continue;
        Date due = scrutiny_response_due(session);
        size_t count = waiting_in(&waiting, session->id);
        add(arena, out, session->id,
            text_format(arena, "Scrutiny: the answer to %zu %s %s due by %.*s.", count, count == 1 ? "recommendation" : "recommendations",
                date_compare(today, due) > 0 ? "was" : "is", TEXT_ARG(date_plain(arena, due))));
    }
    return NULL;
}

static Error *add_requests(Db *db, Arena *arena, Date today, ScrutinyDuties *out) {
    ScrutinyRequestList requests;
    TRY(scrutiny_requests_waiting(db, arena, &requests));
    for (size_t i = 0; i < requests.count; i++) {
        const ScrutinyRequest *r = &requests.items[i];
        Text asked = date_plain(arena, r->asked_on), due = date_plain(arena, r->due);
        bool is_late = scrutiny_request_standing(r, today) == REQUEST_OVERDUE;
        add(arena, out, r->session,
            date_is_set(r->due)
                ? text_format(
                    arena, "Scrutiny: information that the committee asked for %s by %.*s.", is_late ? "was due" : "is due", TEXT_ARG(due))
                : text_format(arena, "Scrutiny: information that the committee asked for on %.*s is to be sent as soon as reasonable.",
                    TEXT_ARG(asked)));
    }
    return NULL;
}

static Error *add_promises(Db *db, Arena *arena, Date today, ScrutinyDuties *out) {
    ScrutinyQuestionList promises;
    TRY(scrutiny_promises_waiting(db, arena, &promises));
    for (size_t i = 0; i < promises.count; i++)
        add(arena, out, promises.items[i].session,
            text_format(arena, "Scrutiny: what was promised in answer to a question %s by %.*s.",
                date_compare(today, promises.items[i].promised_by) > 0 ? "was due" : "is due",
                TEXT_ARG(date_plain(arena, promises.items[i].promised_by))));
    return NULL;
}

Error *scrutiny_duties(Db *db, Arena *arena, Date today, ScrutinyDuties *out) {
    ScrutinySessionList sessions;
    AgreementList agreements;
    *out = (ScrutinyDuties){0};
    TRY(agreements_all(db, arena, &agreements));
    TRY(scrutiny_sessions_all(db, arena, &sessions));
    ScrutinyYear year = scrutiny_year(&sessions, today);
    Text warning = scrutiny_year_warning(arena, &year);
    if (agreements.count && warning.len)
        add(arena, out, (ScrutinySessionId){0}, warning); /* without an agreement there is nothing to look at */
    TRY(add_answers(db, arena, &sessions, today, out));
    TRY(add_requests(db, arena, today, out));
    return add_promises(db, arena, today, out);
}
