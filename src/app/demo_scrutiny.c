/* The demo's scrutiny: a session ten months ago, answered in time and with one follow-up open, and the next one planned. */
#include "app/demo_plan.h"
#include "meetings/meetings.sql.h"
#include "plan/plan.sql.h"
#include "plan/scrutiny.h"

enum { LAST_DAYS_AGO = 300, NEXT_DAYS_AHEAD = 40, REPORT_AFTER = 16, ANSWER_AFTER = 21 };

typedef struct {
    Tx *tx;
    Arena *arena;
    Date today;
    PlanSectionList sections; /* of the session that is being made */
} Making;

/* The committee sits on Wednesdays. */
static Date wednesday_from(Date day) {
    while (date_weekday(day) != WEDNESDAY) day = date_plus_days(day, 1);
    return day;
}

static PlanSectionId section_numbered_so(const Making *m, int64_t number) {
    for (size_t i = 0; i < m->sections.count; i++)
        if (m->sections.items[i].number == number) return m->sections.items[i].id;
    return (PlanSectionId){0};
}

/* A session on the agreement in force on its day, or on the first one; the chair and the leads are entered as the rule proposes them. */
static Error *session_make(Making *m, Date day, ScrutinySession *out) {
    AgreementList agreements;
    ScrutinyAttendeeList none = {0}, proposed;
    TRY(agreements_all(tx_db(m->tx), m->arena, &agreements));
    size_t at = 0;
    while (at + 1 < agreements.count && date_compare(agreements.items[at].starts, day) > 0) at++;
    out->agreement = agreements.items[at].id;
    out->committee = S("Scrutiny Committee, sitting as the Crime and Disorder Committee");
    out->day = day;
    out->place = S("Council Chamber, Sessions House");
    out->months = 12;
    out->response_days = 28;
    TRY(record_insert(m->tx, &scrutiny_session_record, out));
    TRY(sections_of(tx_db(m->tx), m->arena, out->agreement, &m->sections));
    proposed = scrutiny_proposed(m->arena, out->id, &m->sections, &none);
    for (size_t i = 0; i < proposed.count; i++) {
        bool is_over = date_compare(day, m->today) < 0;
        proposed.items[i].attendance = !is_over ? SCRUTINY_ASKED : i == 3 ? SCRUTINY_STOOD_IN : SCRUTINY_CAME;
        if (proposed.items[i].attendance == SCRUTINY_STOOD_IN) proposed.items[i].stood_in = S("Road safety manager");
        TRY(record_insert(m->tx, &scrutiny_attendee_record, &proposed.items[i]));
    }
    return NULL;
}

static Error *questions_make(Making *m, const ScrutinySession *session) {
    ScrutinyQuestion questions[] = {
        {.asked_by = S("Member of the committee"),
            .section = section_numbered_so(m, 5),
            .question = S("Why do reports of anti-social behaviour differ so much between districts?"),
            .answer = S("Reports reach the police, the councils and housing providers, and each counts in its own way."),
            .promised = S("A note for the committee on how each partner counts"),
            .promised_by = date_plus_days(session->day, 60),
            .kept_on = date_plus_days(session->day, 52)},
        {.asked_by = S("Chair of the committee"),
            .section = section_numbered_so(m, 7),
            .question = S("How do partners find out who has been the target of a scam more than once?"),
            .answer = S("Trading standards and banks share referrals; repeat cases are looked at each month.")},
        {.asked_by = S("Member of the committee"),
            .question = S("What has the partnership learned from death reviews this year?"),
            .answer = S("Seminars and briefings were held after each finished review; what is learned goes into training.")},
    };
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        questions[i].session = session->id;
        TRY(record_insert(m->tx, &scrutiny_question_record, &questions[i]));
    }
    return NULL;
}

static Error *follow_up_make(Making *m, ScrutinyRecommendationId id, Date day, Text done) {
    ScrutinyFollowUp follow_up = {.recommendation = id, .day = day, .done = done, .written_by = S("Community Safety Officer")};
    return record_insert(m->tx, &scrutiny_follow_up_record, &follow_up);
}

static Error *recommendations_make(Making *m, const ScrutinySession *session) {
    Date sent = date_plus_days(session->report_on, ANSWER_AFTER);
    ScrutinyRecommendation all[] = {
        {.text = S("Say in the action plan, for each priority, which measure shows residents whether it helps."),
            .to_whom = S("Kent Community Safety Partnership"),
            .response = RESPONSE_ACCEPTED,
            .response_words = S("Every action has a measure; the next plan names one for each priority that residents can follow."),
            .closed_on = date_plus_days(sent, 120)},
        {.text = S("Bring figures on people who were the target of scams more than once to the next session."),
            .to_whom = S("Public protection and the community safety team"),
            .response = RESPONSE_IN_PART,
            .response_words = S("Figures of trading standards will be brought. Those of banks belong to the banks.")},
        {.text = S("Hold a session of the partnership in each district every year."),
            .to_whom = S("Kent Community Safety Partnership"),
            .response = RESPONSE_NOT_ACCEPTED,
            .response_words = S("Districts have partnerships of their own; their chairs sit on this one."),
            .closed_on = date_plus_days(sent, 30)},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        all[i].session = session->id;
        all[i].number = (int64_t)i + 1;
        all[i].sent_on = sent;
        TRY(record_insert(m->tx, &scrutiny_recommendation_record, &all[i]));
    }
    TRY(follow_up_make(m, all[0].id, date_plus_days(sent, 100), S("The working group chose a measure for each priority.")));
    return follow_up_make(
        m, all[1].id, date_plus_days(sent, 75), S("Trading standards gave its figures; what banks may share is being asked."));
}

/* To the first meeting of the county body after the report (R47). */
static Error *went_back(Making *m, ScrutinySession *session) {
    Agreement agreement;
    MeetingList meetings;
    TRY(record_get(tx_db(m->tx), m->arena, &agreement_record, session->agreement.n, &agreement));
    TRY(meetings_between(tx_db(m->tx), m->arena, agreement.body.n, session->report_on, m->today, &meetings));
    for (size_t i = 0; i < meetings.count; i++) /* the newest comes first */
        if (meetings.items[i].state != MEETING_CANCELLED) session->body_told_on = meetings.items[i].day;
    return NULL;
}

static Error *request_make(Making *m, const ScrutinySession *next) {
    ScrutinyRequest request = {.session = next->id,
        .asked_on = date_plus_days(m->today, -5),
        .what = S("Actions of the plan that are late, with the reason, a fortnight before the session"),
        .from_whom = S("Community safety team"),
        .due = date_plus_days(next->day, -14)};
    return record_insert(m->tx, &scrutiny_request_record, &request);
}

Error *demo_scrutiny_make(Tx *tx, Date today) {
    Making m = {.tx = tx, .arena = tx_arena(tx), .today = today};
    ScrutinySession last = {.terms = S("Anti-social behaviour and safeguarding in depth; the other priorities in brief.")}, next = {0};
    TRY(session_make(&m, wednesday_from(date_plus_days(today, -LAST_DAYS_AGO)), &last));
    TRY(questions_make(&m, &last));
    last.report_on = date_plus_days(last.day, REPORT_AFTER);
    last.report_words = S("The committee thanks the partners who came, and asks for figures that residents can follow.");
    TRY(went_back(&m, &last));
    TRY(record_update(tx, &scrutiny_session_record, &last));
    TRY(recommendations_make(&m, &last));
    next.terms = S("Serious violence, and what became of the recommendations of the last session.");
    TRY(session_make(&m, wednesday_from(date_plus_days(today, NEXT_DAYS_AHEAD)), &next));
    return request_make(&m, &next);
}
