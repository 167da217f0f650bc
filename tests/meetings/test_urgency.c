/* Late items (MTG-03): which are late on which day, what the agenda says of them, what stands in the way without the chair's reason. */
#include "meetings/supplement.h"
#include "store/record_field.h"
#include "rules_test.h"

static Moment at(int month, int day, int hour) {
    Moment m;
    moment_of_london(date_of(2025, month, day), time_of(hour, 0), &m);
    return m;
}

static const Meeting meeting = {.id = {5}, .day = {0}};

static Meeting july(void) {
    Meeting m = meeting;
    m.day = date_of(2025, 7, 23);
    return m;
}

static MeetingNotice notice_of(void) {
    return (MeetingNotice){.has_terms = true,
        .terms = {.clear_days = 5, .paper_working_days = 5},
        .office_closes = time_of(17, 0),
        .out_since = at(7, 14, 12),
        .deadline = {.clear_days = date_of(2025, 7, 15), .terms_of_reference = date_of(2025, 7, 16)}};
}

static void MTG_03_late_is_what_comes_after_the_latest_day_of_issue(void **state) {
    (void)state;
    Meeting m = july();
    MeetingNotice notice = notice_of();
    AgendaItem item = {.title = S("Late")};
    assert_false(item_is_late(&item, &m, &notice, at(7, 18, 9))); /* was there from the beginning */
    item.added_at = at(7, 15, 10);
    assert_false(item_is_late(&item, &m, &notice, at(7, 15, 11)));
    assert_true(item_is_late(&item, &m, &notice, at(7, 16, 11))); /* added in time, but not issued in time */
    notice.out_since = at(7, 15, 15);
    assert_false(item_is_late(&item, &m, &notice, at(7, 16, 11)));
    item.added_at = at(7, 15, 18); /* after the office closed: it counts on the next working day */
    assert_true(item_is_late(&item, &m, &notice, at(7, 15, 19)));
    item.added_at = at(7, 17, 10);
    notice.out_since = at(7, 17, 12);
    assert_true(item_is_late(&item, &m, &notice, at(8, 1, 9))); /* and so it stays */
    item.is_withdrawn = true;
    assert_false(item_is_late(&item, &m, &notice, at(7, 18, 9)));
    item.is_withdrawn = false;
    item.added_at = at(7, 24, 10); /* when the meeting was over */
    assert_false(item_is_late(&item, &m, &notice, at(7, 24, 11)));
}

static void MTG_03_the_terms_say_which_day_counts(void **state) {
    (void)state;
    Meeting m = july();
    MeetingNotice notice = notice_of();
    AgendaItem item = {.title = S("Late"), .added_at = at(7, 16, 10)};
    assert_true(item_is_late(&item, &m, &notice, at(7, 16, 11)));
    notice.deadline.clear_days = (Date){0}; /* no clear days: the day for papers */
    assert_false(item_is_late(&item, &m, &notice, at(7, 16, 11)));
    notice.deadline.terms_of_reference = (Date){0};
    assert_false(item_is_late(&item, &m, &notice, at(7, 22, 11)));
    notice.has_terms = false;
    assert_false(item_is_late(&item, &m, &notice, at(7, 22, 11)));
}

static void MTG_03_the_agenda_says_why_and_who_decided(void **state) {
    Meeting m = july();
    AgendaPart open = {.is_open = true}, closed = {0};
    AgendaItem item = {.title = S("Late"),
        .urgency_reason = S("The grant ends on Friday. "),
        .urgency_decided_by = S("A. Chair"),
        .urgency_decided_on = date_of(2025, 7, 17)};
    assert_text(urgency_shown(*state, &m, &open, &item), "Urgent: The grant ends on Friday. Decided by A. Chair on 17 July 2025");
    assert_text(
        urgency_shown(*state, &m, &closed, &item), "Urgent: decided by A. Chair on 17 July 2025"); /* why may say what it is about */
    item.urgency_reason = S(" ");
    assert_text(urgency_shown(*state, &m, &open, &item), "");
}

static void MTG_03_without_the_reason_publishing_is_held(void **state) {
    AgendaEntry entries[] = {
        {.item = {.id = {2}, .position = 1, .kind = ITEM_DECLARATIONS, .title = S("Late"), .added_at = at(7, 17, 10)}, .code = S("A1")},
        {.item = {.id = {3}, .position = 2, .kind = ITEM_FUTURE_DATES, .title = S("Future dates")}, .code = S("A2")}};
    AgendaSection section = {.part = {.position = 1, .is_open = true}, .letter = S("A"), .items = entries, .count = 2};
    Agenda agenda = {.meeting = july(), .items = &section, .count = 1};
    agenda.meeting.state = MEETING_AGREED;
    agenda.meeting.publication = 1;
    agenda.meeting.is_online = true;
    agenda.meeting.starts = time_of(10, 0);
    agenda.meeting.contact_name = S("Clerk");
    MeetingNotice notice = notice_of();
    ReportList none = {0};
    ObstacleList list = obstacles_of(*state, &agenda, &none, &notice, at(7, 17, 12));
    assert_int_equal(list.count, 1);
    assert_false(list.items[0].is_warning);
    assert_has(list.items[0].sentence, "Item A1 comes after the latest day of issue, so it can only be taken as urgent.");
    assert_text(list.items[0].url, "/office/items/2/urgency");
    entries[0].item.urgency_reason = S("The grant ends on Friday.");
    list = obstacles_of(*state, &agenda, &none, &notice, at(7, 17, 12));
    assert_has(list.items[0].sentence, "does not say who decided that, or when");
    entries[0].item.urgency_decided_by = S("A. Chair");
    entries[0].item.urgency_decided_on = date_of(2025, 7, 17);
    assert_int_equal(obstacles_of(*state, &agenda, &none, &notice, at(7, 17, 12)).count, 0);
}

static void MTG_03_the_minutes_are_given_what_was_decided(void **state) {
    AgendaItem item = {.urgency_reason = S("The grant ends."), .urgency_decided_by = S("A. Chair")};
    assert_text(urgency_whole(*state, &item), "Urgent: The grant ends. Decided by A. Chair");
    item.urgency_reason = S("");
    assert_text(urgency_whole(*state, &item), "");
}

/* The reason of a restricted item may say what it is about: it is kept from whoever reads records and not the item. */
static void MTG_04_why_an_item_is_urgent_is_seen_by_those_who_see_the_item(void **state) {
    (void)state;
    static const char *const fields[] = {"title", "urgency_reason", "urgency_decided_by"};
    for (size_t i = 0; i < 3; i++) {
        const Field *field = record_field(&agenda_item_record, text_of(fields[i]));
        assert_non_null(field);
        assert_false(field_is_seen_by(field, AUDITOR | ADMINISTRATOR | MEMBER));
        assert_true(field_is_seen_by(field, CLERK));
        assert_true(field_is_seen_by(field, SAFETY_OFFICER));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(MTG_04_why_an_item_is_urgent_is_seen_by_those_who_see_the_item),
        RULE(MTG_03_late_is_what_comes_after_the_latest_day_of_issue),
        RULE(MTG_03_the_terms_say_which_day_counts),
        RULE(MTG_03_the_agenda_says_why_and_who_decided),
        RULE(MTG_03_without_the_reason_publishing_is_held),
        RULE(MTG_03_the_minutes_are_given_what_was_decided),
    };
    return cmocka_run_group_tests_name("meetings: urgency", tests, NULL, NULL);
}
