/* Scrutiny: its rules, its pages as clerk and member use them, its pack; and the files of the plan. */
#include "people/pages_world.h"

#include "plan/documents.h"
#include "plan/pages.h"
#include "plan/scrutiny.h"

/* ---- Rules ---- */

static ScrutinySession session_on(const char *day) {
    return (ScrutinySession){.day = day_of(day), .months = 12, .response_days = 28};
}

static void LAW_14_a_session_is_held_at_least_once_in_twelve_months(void **state) {
    World *w = *state;
    ScrutinySession two[] = {session_on("2024-09-12"), session_on("2025-10-02")};
    ScrutinySessionList none = {0}, all = {two, 2};
    ScrutinyYear year = scrutiny_year(&none, day_of("2025-07-23"));
    assert_int_equal(year.standing, YEARLY_NONE);
    assert_true(text_contains(scrutiny_year_warning(w->arena, &year), S("No session of the scrutiny committee is known")));
    year = scrutiny_year(&all, day_of("2025-09-12")); /* the last day; the next one comes after it */
    assert_int_equal(year.standing, YEARLY_PLANNED_LATE);
    assert_true(text_contains(scrutiny_year_warning(w->arena, &year), S("planned for 2 October 2025; it is due by 12 September 2025")));
    year = scrutiny_year(&all, day_of("2025-09-13"));
    assert_int_equal(year.standing, YEARLY_OVERDUE);
    assert_true(text_contains(scrutiny_year_warning(w->arena, &year), S("was due by 12 September 2025 and is planned for 2 October 2025")));
    year = scrutiny_year(&all, day_of("2025-10-02")); /* held today */
    assert_int_equal(year.standing, YEARLY_IN_TIME);
    assert_int_equal(year.due.n, day_of("2026-10-02").n);
    assert_int_equal(scrutiny_year_warning(w->arena, &year).len, 0);
    year = scrutiny_year(&all, day_of("2026-10-02")); /* the last day */
    assert_int_equal(year.standing, YEARLY_DUE_SOON);
    assert_int_equal(scrutiny_year(&all, day_of("2026-10-03")).standing, YEARLY_OVERDUE);
    two[1].months = 18; /* the number is the session's */
    assert_int_equal(scrutiny_year(&all, day_of("2026-10-03")).standing, YEARLY_IN_TIME);
    ScrutinySessionList planned = {two + 1, 1};
    assert_int_equal(scrutiny_year(&planned, day_of("2025-07-23")).standing, YEARLY_IN_TIME);
}

static void LAW_14_a_session_that_nobody_planned_is_told_90_days_before(void **state) {
    World *w = *state;
    ScrutinySession two[] = {session_on("2025-10-02"), session_on("2026-09-10")};
    ScrutinySessionList one = {two, 1}, both = {two, 2};
    assert_int_equal(scrutiny_year(&one, day_of("2026-07-03")).standing, YEARLY_IN_TIME);
    ScrutinyYear year = scrutiny_year(&one, day_of("2026-07-04"));
    assert_int_equal(year.standing, YEARLY_DUE_SOON);
    assert_text(scrutiny_year_warning(w->arena, &year),
        "The last scrutiny session was on 2 October 2025; the next is due by 2 October 2026 and none is planned.");
    assert_int_equal(scrutiny_year(&both, day_of("2026-07-04")).standing, YEARLY_IN_TIME);
}

static void LAW_14_a_report_is_answered_within_28_days(void **state) {
    (void)state;
    ScrutinySession session = session_on("2025-10-02");
    ScrutinyRecommendation r = {0};
    assert_false(date_is_set(scrutiny_response_due(&session)));
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2026-10-02")), ANSWER_NO_REPORT);
    session.report_on = day_of("2025-10-20");
    assert_int_equal(scrutiny_response_due(&session).n, day_of("2025-11-17").n);
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2025-11-17")), ANSWER_DUE);
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2025-11-18")), ANSWER_OVERDUE);
    r.sent_on = day_of("2025-11-17");
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2026-01-01")), ANSWER_SENT);
    r.sent_on = day_of("2025-11-18");
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2026-01-01")), ANSWER_SENT_LATE);
    session.response_days = 42; /* the number is the session's */
    assert_int_equal(scrutiny_answer(&session, &r, day_of("2026-01-01")), ANSWER_SENT);
}

static void LAW_14_information_is_due_on_its_day_or_as_soon_as_reasonable(void **state) {
    (void)state;
    ScrutinyRequest request = {.asked_on = day_of("2025-09-01")};
    assert_int_equal(scrutiny_request_standing(&request, day_of("2026-09-01")), REQUEST_SOON);
    request.due = day_of("2025-09-15");
    assert_int_equal(scrutiny_request_standing(&request, day_of("2025-09-15")), REQUEST_DUE);
    assert_int_equal(scrutiny_request_standing(&request, day_of("2025-09-16")), REQUEST_OVERDUE);
    request.sent_on = day_of("2025-09-16");
    assert_int_equal(scrutiny_request_standing(&request, day_of("2025-09-17")), REQUEST_SENT);
}

static void R47_the_chair_and_the_lead_of_each_priority_attend(void **state) {
    World *w = *state;
    PlanSection items[] = {{.id = {1}, .number = 1, .title = S("Road Safety"), .lead = S("Chair of the group"), .organisation = {7}},
        {.id = {2}, .number = 2, .title = S("Substance Misuse")}, {.id = {3}, .number = 3, .title = S("Several"), .is_shared = true}};
    PlanSectionList sections = {items, 3};
    ScrutinyAttendee attending[3] = {0};
    ScrutinyAttendeeList list = {attending, 0};
    assert_int_equal(scrutiny_lacks(w->arena, &sections, &list).count, 3);
    ScrutinyAttendeeList proposed = scrutiny_proposed(w->arena, (ScrutinySessionId){5}, &sections, &list);
    assert_int_equal(proposed.count, 2); /* a section without a lead proposes nobody, a shared one never */
    assert_int_equal(proposed.items[0].part, ATTENDS_AS_CHAIR);
    assert_int_equal(proposed.items[1].section.n, 1);
    assert_int_equal(proposed.items[1].organisation.n, 7);
    assert_int_equal(proposed.items[1].session.n, 5);
    attending[0] = proposed.items[0], attending[1] = proposed.items[1], list.count = 2;
    assert_int_equal(scrutiny_proposed(w->arena, (ScrutinySessionId){5}, &sections, &list).count, 0);
    Sentences lacks = scrutiny_lacks(w->arena, &sections, &list);
    assert_int_equal(lacks.count, 1);
    assert_true(text_equal(lacks.items[0], S("Nobody attends for priority 2, Substance Misuse.")));
    attending[1].attendance = SCRUTINY_ABSENT; /* entered, and did not come */
    assert_int_equal(scrutiny_lacks(w->arena, &sections, &list).count, 2);
    assert_int_equal(scrutiny_proposed(w->arena, (ScrutinySessionId){5}, &sections, &list).count, 0);
}

static void R47_recommendations_have_gone_back_when_the_meeting_was_held(void **state) {
    (void)state;
    Date day = day_of("2025-11-20"), after = day_of("2025-11-21"), unset = {0};
    ScrutinyMeetings none = {0}, open = {.open = 1}, cancelled = {.cancelled = 1}, held = {.held = 1, .cancelled = 1};
    assert_int_equal(scrutiny_back(unset, none, day), BACK_NOT_YET);
    assert_int_equal(scrutiny_back(day, open, day_of("2025-07-23")), BACK_AHEAD);
    assert_int_equal(scrutiny_back(day, open, day), BACK_AHEAD);
    assert_int_equal(scrutiny_back(day, open, after), BACK_NOT_HELD);
    assert_int_equal(scrutiny_back(day, cancelled, after), BACK_CANCELLED);
    assert_int_equal(scrutiny_back(day, held, day), BACK_DONE);
    assert_int_equal(scrutiny_back(day, none, after), BACK_DONE); /* entered by hand */
    assert_int_equal(scrutiny_back(after, none, day), BACK_AHEAD);
}

/* ---- Pages ---- */

typedef struct {
    World *w;
    Body body, group;
    Agreement year, other;
    PlanSection section, elsewhere;
    PlanAction action;
} Room;

static Answer as_clerk(Room *r, OfficeHandler *handler, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = CLERK, .id = id, .form = form});
}

static Answer as_member(Room *r, OfficeHandler *handler, int64_t id) {
    return ask(r->w, handler, (Asked){.roles = MEMBER, .id = id});
}

static int64_t count(Room *r, const char *sql) {
    return number_of(r->w, r->w->office, sql);
}

static void change(Room *r, const Record *record, void *value) {
    Tx *tx = begin(r->w);
    assert_fine(record_update(tx, record, value));
    commit(tx);
}

static Room begun(void **state) {
    Room r = {.w = *state};
    r.body = (Body){.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(r.w, &body_record, &r.body);
    r.group = (Body){.name = S("Working Group"), .kind = BODY_WORKING_GROUP, .parent = r.body.id};
    put(r.w, &body_record, &r.group);
    Organisation council = {.name = S("County Council")};
    put(r.w, &organisation_record, &council);
    r.year = (Agreement){.body = r.body.id, .title = S("Agreement 2025/26"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &r.year);
    r.other = (Agreement){.body = r.body.id, .title = S("Agreement 2024/25"), .starts = day_of("2024-04-01"), .state = AGREEMENT_CLOSED};
    put(r.w, &agreement_record, &r.other);
    r.section = (PlanSection){.agreement = r.year.id,
        .number = 3,
        .title = S("Road Safety"),
        .lead = S("Chair of the group"),
        .organisation = council.id,
        .aim = S("Fewer are hurt")};
    put(r.w, &plan_section_record, &r.section);
    r.elsewhere = (PlanSection){.agreement = r.other.id, .number = 1, .title = S("Older priority"), .lead = S("Head of it")};
    put(r.w, &plan_section_record, &r.elsewhere);
    r.action = (PlanAction){.agreement = r.year.id,
        .section = r.section.id,
        .number = 1,
        .objective = S("Share *campaigns*"),
        .steps = S("Share the calendar"),
        .due = day_of("2026-03-31"),
        .state = PLAN_AT_RISK,
        .state_reason = S("No | money"),
        .note = S("Whispered in the office")};
    put(r.w, &plan_action_record, &r.action);
    return r;
}

static const char new_session[] = "agreement=1&committee=Scrutiny Committee&day=2 October 2024&months=12&response_days=28";

/* A session of last year whose report came on 1 July 2025; the answer is due on 29 July. Today is 23 July 2025. */
static void with_report(Room *r) {
    assert_done(as_clerk(r, plan_scrutiny_new_save, r->year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_done(
        as_clerk(r, plan_scrutiny_edit_save, 1,
            "version=1&committee=Scrutiny Committee&day=2 October 2024&months=12&response_days=28&report_on=1 July 2025&report_words=Well "
            "done"),
        "/office/plan/scrutiny/1");
}

static void LAW_14_a_session_of_any_year_is_entered(void **state) {
    Room r = begun(state);
    Answer form = as_clerk(&r, plan_scrutiny_new_show, r.year.id.n, NULL);
    assert_shows(form, "2024/25: Agreement 2024/25");
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n,
                    "agreement=2&committee=Scrutiny Committee&day=2 October 2024&months=12&response_days=28"),
        "/office/plan/scrutiny/1");
    assert_int_equal(count(&r, "select agreement from scrutiny_session"), r.other.id.n);
    assert_does_not_show(as_clerk(&r, plan_scrutiny_edit_show, 1, NULL), "Agreement that it looks at"); /* its people are of that plan */
    assert_done(
        as_clerk(&r, plan_scrutiny_edit_save, 1, "version=1&agreement=1&committee=Committee&day=2 October 2024&months=12&response_days=28"),
        "/office/plan/scrutiny/1");
    assert_int_equal(count(&r, "select agreement from scrutiny_session"), r.other.id.n);
}

static void LAW_14_a_new_session_begins_with_12_months_and_28_days(void **state) {
    Room r = begun(state);
    Answer page = as_clerk(&r, plan_scrutiny_new_show, r.year.id.n, NULL);
    assert_shows(page, "value=\"12\"");
    assert_shows(page, "value=\"28\"");
    assert_shows(as_clerk(&r, plan_home_show, 0, NULL), "No session of the scrutiny committee is known");
    assert_shows(as_member(&r, scrutiny_home_show, 0), "No session of the scrutiny committee is known");
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_shows(as_clerk(&r, plan_home_show, 0, NULL), "the next is due by 2 October 2025 and none is planned");
    assert_does_not_show(as_member(&r, scrutiny_session_show, 1), "Add a question");
    assert_refused(
        as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, "committee=C&day=2 July 2025&months=12&response_days=28&report_on=1 July 2025"),
        "report_on", "before the day of the session");
    assert_refused(
        as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, "committee=C&day=2 July 2025&months=12&response_days=28&report_on=24 July 2999"),
        "report_on", "in the past");
}

static void R47_who_attends_is_proposed_once_and_changed_by_hand(void **state) {
    Room r = begun(state);
    char form[200];
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_shows(as_member(&r, scrutiny_session_show, 1), "Nobody attends for priority 3, Road Safety.");
    assert_done(as_clerk(&r, scrutiny_propose_do, 1, ""), "/office/plan/scrutiny/1?notice=scrutiny-proposed");
    assert_done(as_clerk(&r, scrutiny_propose_do, 1, ""), "/office/plan/scrutiny/1"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from scrutiny_attendee"), 2);
    Answer page = as_clerk(&r, scrutiny_session_show, 1, NULL);
    assert_does_not_show(page, "Nobody attends");
    assert_shows(page, "Chair of the group");
    assert_shows(page, "County Council");
    assert_refused(as_clerk(&r, plan_attendee_new_save, 1, "part=lead&post=Head&attendance=asked"), "section", "Choose the priority");
    assert_refused(as_clerk(&r, plan_attendee_new_save, 1, "part=officer&post=Head&attendance=stood_in"), "stood_in", "came instead");
    snprintf(form, sizeof form, "part=lead&section=%" PRId64 "&post=Head&attendance=asked", r.elsewhere.id.n);
    assert_refused(as_clerk(&r, plan_attendee_new_save, 1, form), "section", "of the agreement that the session looks at");
    assert_does_not_show(as_clerk(&r, plan_attendee_new_show, 1, NULL), "Older priority");
    assert_refused(as_clerk(&r, plan_attendee_new_save, 1, "part=chair&post=chair of THE partnership&attendance=asked"), "post", "already");
}

static void questions_keep_what_was_promised_and_by_when(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_refused(as_clerk(&r, plan_question_new_save, 1, "asked_by=Member&question=Why&promised=A note"), "promised_by", "by when");
    assert_refused(as_clerk(&r, plan_question_new_save, 1, "asked_by=Member&question=Why&promised_by=1 July 2025"), "promised", "what was");
    assert_done(as_clerk(&r, plan_question_new_save, 1, "asked_by=Member&question=Why so many&promised=A note&promised_by=1 July 2025"),
        "/office/plan/scrutiny/1");
    assert_shows(as_member(&r, scrutiny_session_show, 1), "Why so many");
    assert_shows(as_member(&r, scrutiny_home_show, 0), "was due by 1 July 2025");
}

static void LAW_14_what_is_sent_is_depersonalised_and_prejudices_nothing(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_done(as_clerk(&r, plan_request_new_save, 1, "asked_on=1 July 2025&what=Figures&due=22 July 2025"), "/office/plan/scrutiny/1");
    assert_shows(as_member(&r, scrutiny_session_show, 1), "Overdue");
    assert_shows(as_member(&r, scrutiny_home_show, 0), "asked for was due by 22 July 2025");
    assert_refused(as_clerk(&r, plan_request_edit_save, 1,
                       "version=1&asked_on=1 July 2025&what=Figures&due=22 July 2025&sent_on=20 July 2025&is_harmless=yes"),
        "is_depersonalised", "identifies nobody");
    assert_refused(as_clerk(&r, plan_request_edit_save, 1,
                       "version=1&asked_on=1 July 2025&what=Figures&due=22 July 2025&sent_on=20 July 2025&is_depersonalised=yes"),
        "is_harmless", "prejudices nothing");
    assert_done(
        as_clerk(&r, plan_request_edit_save, 1,
            "version=1&asked_on=1 July 2025&what=Figures&due=22 July 2025&sent_on=20 July 2025&is_depersonalised=yes&is_harmless=yes"),
        "/office/plan/scrutiny/1");
    assert_does_not_show(as_member(&r, scrutiny_home_show, 0), "asked for was due");
    assert_done(as_clerk(&r, plan_request_new_save, 1, "asked_on=2 July 2025&what=More figures"), "/office/plan/scrutiny/1");
    assert_shows(as_member(&r, scrutiny_home_show, 0), "asked for on 2 July 2025 is to be sent as soon as reasonable");
}

static void LAW_14_recommendations_are_answered_and_followed_up(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    assert_done(
        as_clerk(&r, plan_recommendation_new_save, 1, "number=1&text=Count alike&to_whom=The partnership"), "/office/plan/scrutiny/1");
    assert_refused(as_clerk(&r, plan_recommendation_new_save, 1, "number=1&text=Another&to_whom=The partnership"), "number", "already");
    assert_refused(
        as_clerk(&r, plan_recommendation_edit_save, 1,
            "version=1&number=1&text=Count alike&to_whom=The partnership&response=accepted&response_words=Yes&sent_on=20 July 2025"),
        "sent_on", "when the committee&#39;s report was received");
    assert_does_not_show(as_member(&r, scrutiny_home_show, 0), "the answer to");
    assert_done(as_clerk(&r, plan_scrutiny_edit_save, 1,
                    "version=1&committee=Scrutiny Committee&day=2 October 2024&months=12&response_days=28&report_on=1 July 2025"),
        "/office/plan/scrutiny/1");
    assert_shows(as_member(&r, scrutiny_home_show, 0), "the answer to 1 recommendation is due by 29 July 2025");
    assert_refused(
        as_clerk(&r, plan_recommendation_edit_save, 1, "version=1&number=1&text=Count alike&to_whom=The partnership&response=in_part"),
        "response_words", "Enter the words");
    assert_refused(
        as_clerk(&r, plan_recommendation_edit_save, 1, "version=1&number=1&text=Count alike&to_whom=The partnership&sent_on=20 July 2025"),
        "response", "Choose the response");
    assert_done(
        as_clerk(&r, plan_recommendation_edit_save, 1,
            "version=1&number=1&text=Count alike&to_whom=The partnership&response=in_part&response_words=Partly&sent_on=20 July 2025"),
        "/office/plan/scrutiny/1");
    Answer page = as_member(&r, scrutiny_session_show, 1);
    assert_shows(page, "Answered in time");
    assert_shows(page, "Accepted in part");
    assert_does_not_show(as_member(&r, scrutiny_home_show, 0), "the answer to");
    assert_done(as_clerk(&r, plan_follow_up_new_save, 1, "day=21 July 2025&done=Asked the districts"), "/office/plan/scrutiny/1");
    assert_done(as_clerk(&r, plan_recommendation_edit_save, 1,
                    "version=2&number=1&text=Count alike&to_whom=The partnership&response=in_part&response_words=Partly&sent_on=20 July "
                    "2025&closed_on=22 July 2025"),
        "/office/plan/scrutiny/1");
    assert_refused(as_clerk(&r, plan_follow_up_new_save, 1, "day=22 July 2025&done=More"), "done", "is closed");
    assert_non_null(as_clerk(&r, plan_recommendation_delete_do, 1, "version=3").error); /* it has been followed up */
}

static AgendaItem item_of(Room *r, BodyId body, const char *day) {
    Meeting meeting = {.body = body, .day = day_of(day), .starts = time_of(10, 0), .state = MEETING_PLANNED};
    put(r->w, &meeting_record, &meeting);
    AgendaPart part = {.meeting = meeting.id, .position = 1, .title = S("Discussion"), .is_open = true};
    put(r->w, &agenda_part_record, &part);
    AgendaItem item = {.meeting = meeting.id, .part = part.id, .position = 1, .title = S("Scrutiny")};
    put(r->w, &agenda_item_record, &item);
    return item;
}

static void R47_the_report_goes_back_to_the_county_body_and_its_working_group(void **state) {
    Room r = begun(state);
    char form[60];
    Body stranger = {.name = S("Working group of another body"), .kind = BODY_WORKING_GROUP};
    put(r.w, &body_record, &stranger);
    AgendaItem item = item_of(&r, r.body.id, "2025-11-20"), grouped = item_of(&r, r.group.id, "2025-09-09"),
               elsewhere = item_of(&r, stranger.id, "2025-09-10");
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, new_session), "/office/plan/scrutiny/1");
    snprintf(form, sizeof form, "item=%" PRId64, item.id.n);
    assert_non_null(as_clerk(&r, scrutiny_paper_do, 1, form).error); /* no report yet */
    assert_int_equal(count(&r, "select count(*) from paper"), 0);
    assert_done(as_clerk(&r, plan_recommendation_new_save, 1, "number=1&text=Count <b>alike</b>&to_whom=The partnership"), "/office/plan");
    assert_done(as_clerk(&r, plan_scrutiny_edit_save, 1,
                    "version=1&committee=Scrutiny Committee&day=2 October 2024&months=12&response_days=28&report_on=1 July 2025"),
        "/office/plan/scrutiny/1");
    assert_done(as_clerk(&r, scrutiny_paper_do, 1, form), "/office/papers/1");
    assert_done(as_clerk(&r, scrutiny_paper_do, 1, form), "/office/papers/1"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from report"), 1);
    Report report;
    fetch(r.w, &report_record, 1, &report);
    assert_true(text_contains(report.body, S("Count \\<b\\>alike")));
    assert_true(text_contains(report.summary, S("1 recommendation, which is to be answered by 29 July 2025")));
    assert_int_equal(count(&r, "select count(*) from scrutiny_session where body_told_on = '2025-11-20' and group_told_on is null"), 1);
    snprintf(form, sizeof form, "item=%" PRId64, grouped.id.n);
    assert_done(as_clerk(&r, scrutiny_paper_do, 1, form), "/office/papers/2");
    assert_int_equal(count(&r, "select count(*) from scrutiny_session where group_told_on = '2025-09-09'"), 1);
    /* Only when the meeting was held have they gone back. */
    Meeting meeting;
    assert_shows(as_member(&r, scrutiny_session_show, 1), "Not yet: they go to the meeting of 20 November 2025");
    fetch(r.w, &meeting_record, item.meeting.n, &meeting);
    meeting.state = MEETING_CANCELLED;
    change(&r, &meeting_record, &meeting);
    assert_shows(as_member(&r, scrutiny_session_show, 1), "Not yet: the meeting of 20 November 2025 was cancelled");
    meeting.state = MEETING_HELD;
    change(&r, &meeting_record, &meeting);
    Answer page = as_member(&r, scrutiny_session_show, 1);
    assert_shows(page, "At the meeting of 20 November 2025");
    assert_shows(page, "Not yet: they go to the meeting of 9 September 2025");
    snprintf(form, sizeof form, "item=%" PRId64, elsewhere.id.n);
    assert_refused(as_clerk(&r, scrutiny_paper_do, 1, form), "item", "Choose the agenda item");
}

static void R47_two_committees_that_met_on_one_day_have_two_reports(void **state) {
    Room r = begun(state);
    AgendaItem item = item_of(&r, r.body.id, "2025-11-20");
    static const char *const committees[] = {"Scrutiny Committee", "Committee of the districts"};
    char form[200];
    for (int i = 0; i < 2; i++) {
        snprintf(form, sizeof form, "agreement=1&committee=%s&day=2 October 2024&months=12&response_days=28", committees[i]);
        assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n, form), "/office/plan/scrutiny/");
        snprintf(
            form, sizeof form, "version=1&committee=%s&day=2 October 2024&months=12&response_days=28&report_on=1 July 2025", committees[i]);
        assert_done(as_clerk(&r, plan_scrutiny_edit_save, i + 1, form), "/office/plan/scrutiny/");
        snprintf(form, sizeof form, "item=meeting-%" PRId64, item.meeting.n);
        assert_done(as_clerk(&r, scrutiny_paper_do, i + 1, form), "/office/papers/");
        assert_done(as_clerk(&r, scrutiny_paper_do, i + 1, form), "/office/papers/"); /* pressed twice */
        assert_int_equal(count(&r, "select count(*) from paper"), 2 * i + 1);
        snprintf(form, sizeof form, "item=%" PRId64, item.id.n);
        assert_done(as_clerk(&r, scrutiny_paper_do, i + 1, form), "/office/papers/"); /* the second in the item of the first */
        assert_int_equal(count(&r, "select count(*) from paper"), 2 * i + 2);
    }
    assert_int_equal(
        count(&r, "select count(*) from agenda_item where title like 'Report of the scrutiny session of 2 October 2024: %'"), 2);
}

/* ---- The pack ---- */

static void measured(Room *r, const char *text, int64_t before, int64_t last) {
    PlanMeasure measure = {.action = r->action.id, .position = 1, .text = text_of(text), .kind = MEASURE_NUMBER, .direction = BETTER_MORE};
    put(r->w, &plan_measure_record, &measure);
    put(r->w, &measure_value_record, &(MeasureValue){.measure = measure.id, .day = day_of("2025-04-30"), .number = before});
    put(r->w, &measure_value_record, &(MeasureValue){.measure = measure.id, .day = day_of("2025-05-31"), .number = last});
}

static void R47_the_pack_says_how_each_priority_goes_and_nothing_of_the_office(void **state) {
    Room r = begun(state);
    measured(&r, "Briefings given", 100, 104);
    measured(&r, "People reached", 100, 900);
    PlanProgress progress = {.action = r.action.id,
        .day = day_of("2025-06-20"),
        .state = PLAN_AT_RISK,
        .done = S("Met twice"),
        .note = S("Said in confidence"),
        .evidence_title = S("Proof of meetings"),
        .evidence_name = S("proof.pdf")};
    put(r.w, &plan_progress_record, &progress);
    with_report(&r);
    assert_done(as_clerk(&r, plan_recommendation_new_save, 1,
                    "number=1&text=Count alike&to_whom=The partnership&response=accepted&response_words=We will&sent_on=20 July 2025"),
        "/office/plan");
    assert_done(as_clerk(&r, plan_follow_up_new_save, 1, "day=21 July 2025&done=Asked the districts"), "/office/plan");
    assert_done(as_clerk(&r, plan_scrutiny_new_save, r.year.id.n,
                    "committee=Scrutiny Committee&day=2 October 2025&months=12&response_days=28&terms=Roads in depth"),
        "/office/plan/scrutiny/2");
    assert_done(as_clerk(&r, scrutiny_propose_do, 2, ""), "/office/plan/scrutiny/2");
    assert_done(as_clerk(&r, plan_question_new_save, 2, "asked_by=Member&question=Why | now"), "/office/plan/scrutiny/2");
    assert_done(as_clerk(&r, plan_question_new_save, 2, "asked_by=Member&question=How\n\n*many*\ncame"), "/office/plan/scrutiny/2");
    Answer page = as_member(&r, scrutiny_pack_show, 2);
    assert_has(page.body, "How</p>");
    assert_has(page.body, ">*many*</p>");
    assert_has(page.body, ">came</p>");
    static const char *const said[] = {"Thursday 2 October 2025", "Roads in depth", "Chair of the partnership", "Asked to attend",
        "3 Road Safety", "Fewer are hurt", "1 action: 1 at risk.", "Share *campaigns*", "(At risk): No | money", "104",
        "No evidence of change", "900", "Better", "The last session was on 2 October 2024.", "the answer was due by 29 July 2025",
        "Count alike", "Accepted (Answered in time)", "21 July 2025: Asked the districts", "Still followed up", "Why | now"};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) assert_shows(page, said[i]);
    static const char *const kept[] = {"Whispered in the office", "Said in confidence", "Proof of meetings", "proof.pdf"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) assert_does_not_show(page, kept[i]);
    Asked asked = {.roles = AUDITOR, .id = 2, .path = "/office/plan/scrutiny/2/pack.pdf"};
    Answer file = ask(r.w, scrutiny_pack_file, asked);
    assert_fine(file.error);
    assert_true(text_starts_with(file.body, S("%PDF-")));
    assert_true(text_equal(file.response.disposition, S("attachment; filename=\"scrutiny-2025-10-02.pdf\"")));
    asked.path = "/office/plan/scrutiny/2/pack.docx";
    file = ask(r.w, scrutiny_pack_file, asked);
    assert_true(text_starts_with(file.body, S("PK")));
    assert_true(text_contains(file.response.disposition, S("scrutiny-2025-10-02.docx")));
    file = ask(r.w, scrutiny_pack_xlsx, asked);
    assert_true(text_starts_with(file.body, S("PK")));
    assert_true(text_contains(file.response.disposition, S("scrutiny-2025-10-02.xlsx")));
}

/* ---- Files of the plan ---- */

static Plan plan_of(Room *r) {
    Plan plan;
    Db *db = NULL;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(plan_read(db, r->w->arena, r->year.id, (OrganisationId){0}, day_of("2025-07-23"), &plan));
    store_return(db);
    return plan;
}

static void R45_the_figures_of_a_quarter_count_each_action_once(void **state) {
    Room r = begun(state);
    PlanAction late = {.agreement = r.year.id,
        .section = r.section.id,
        .number = 2,
        .objective = S("Late one"),
        .steps = S("Go"),
        .due = day_of("2025-06-30"),
        .state = PLAN_ON_TRACK};
    put(r.w, &plan_action_record, &late);
    Plan plan = plan_of(&r);
    PlanProgress told[] = {
        {.action = r.action.id, .done = S("Then this"), .note = S("Secret")}, {.action = r.action.id, .done = S("First that")}};
    TableList tables = plan_report_tables(r.w->arena, &plan, &(PlanProgressList){told, 2}, day_of("2025-06-30"));
    assert_int_equal(tables.count, 2);
    assert_int_equal(tables.items[0].row_count, 1);
    int64_t sum = 0;
    for (size_t i = 0; i < PLAN_REPORT_STATES; i++) sum += table_cell(&tables.items[0], 0, i + 2)->number;
    assert_int_equal(sum, 2);
    assert_int_equal(table_cell(&tables.items[0], 0, PLAN_REPORT_STATES + 2)->number, 2);
    assert_int_equal(table_cell(&tables.items[0], 0, 7)->number, 1); /* late */
    assert_string_equal(tables.items[0].columns[7].title, plan_state_shown(PLAN_LATE));
    assert_true(text_equal(table_cell(&tables.items[1], 0, 7)->text, S("First that\nThen this")));
    for (size_t i = 0; i < PLAN_REPORT_STATES; i++)
        assert_string_equal(tables.items[0].columns[i + 2].title, plan_state_shown(plan_report_states[i]));
}

static void the_plan_and_the_report_are_taken_away_as_files(void **state) {
    Room r = begun(state);
    const struct {
        OfficeHandler *handler;
        const char *path, *begins, *name;
    } files[] = {{action_plan_document, "/a/actions.pdf", "%PDF-", "action-plan-2025-26.pdf"},
        {action_plan_document, "/a/actions.docx", "PK", "action-plan-2025-26.docx"},
        {agreement_document_file, "/a/agreement.pdf", "%PDF-", "agreement-2025-26.pdf"},
        {agreement_document_file, "/a/agreement.docx", "PK", "agreement-2025-26.docx"},
        {plan_report_document, "/a/report.pdf", "%PDF-", "performance-report-2025-06-30.pdf"},
        {plan_report_document, "/a/report.docx", "PK", "performance-report-2025-06-30.docx"},
        {plan_report_xlsx, "/a/report.xlsx", "PK", "performance-report-2025-06-30.xlsx"}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        Answer file = ask(r.w, files[i].handler, (Asked){.roles = MEMBER, .id = r.year.id.n, .path = files[i].path});
        assert_fine(file.error);
        assert_true(text_starts_with(file.body, text_of(files[i].begins)));
        assert_true(text_contains(file.response.disposition, text_of(files[i].name)));
    }
    Agreement ahead = {.body = r.body.id, .title = S("Next"), .starts = day_of("2026-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &ahead);
    Answer none = ask(r.w, plan_report_document, (Asked){.roles = MEMBER, .id = ahead.id.n, .path = "/a/report.pdf"});
    assert_non_null(none.error);
    assert_int_equal(none.error->kind, ERROR_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(LAW_14_a_session_is_held_at_least_once_in_twelve_months),
        TEST(LAW_14_a_session_that_nobody_planned_is_told_90_days_before),
        TEST(LAW_14_a_report_is_answered_within_28_days),
        TEST(LAW_14_information_is_due_on_its_day_or_as_soon_as_reasonable),
        TEST(R47_the_chair_and_the_lead_of_each_priority_attend),
        TEST(LAW_14_a_session_of_any_year_is_entered),
        TEST(LAW_14_a_new_session_begins_with_12_months_and_28_days),
        TEST(R47_who_attends_is_proposed_once_and_changed_by_hand),
        TEST(questions_keep_what_was_promised_and_by_when),
        TEST(LAW_14_what_is_sent_is_depersonalised_and_prejudices_nothing),
        TEST(LAW_14_recommendations_are_answered_and_followed_up),
        TEST(R47_recommendations_have_gone_back_when_the_meeting_was_held),
        TEST(R47_the_report_goes_back_to_the_county_body_and_its_working_group),
        TEST(R47_two_committees_that_met_on_one_day_have_two_reports),
        TEST(R47_the_pack_says_how_each_priority_goes_and_nothing_of_the_office),
        TEST(R45_the_figures_of_a_quarter_count_each_action_once),
        TEST(the_plan_and_the_report_are_taken_away_as_files),
    };
    return RUN("scrutiny", tests);
}
