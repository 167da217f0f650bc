/* What stands in the way of publishing an agenda: one agenda that is ready, and what each fault adds. */
#include "rules_test.h"

/* An agenda of three items, the last restricted, with a report on the second; everything as it should be. */
typedef struct {
    Agenda agenda;
    AgendaSection sections[2];
    AgendaEntry open[3], closed[1];
    Paper paper;
    Report report;
    ReportList reports;
    MeetingNotice notice;
    Moment now;
} Ready;

static Ready *ready(Arena *arena) {
    Ready *r = ARENA_NEW(arena, Ready);
    r->agenda.meeting = (Meeting){.id = {5},
        .body = {1},
        .day = date_of(2025, 7, 23),
        .starts = time_of(10, 0),
        .is_online = true,
        .place = S("Hall"),
        .contact_name = S("Clerk"),
        .state = MEETING_AGREED};
    r->agenda.body = (Body){.id = {1}, .name = S("Kent Community Safety Partnership")};
    r->paper = (Paper){.id = {9}, .item = {2}, .kind = PAPER_REPORT, .title = S("Report")};
    r->open[0] = (AgendaEntry){
        .item = {.id = {1}, .position = 1, .kind = ITEM_DECLARATIONS, .title = S("Declarations of Interest")}, .code = S("A1")};
    r->open[1] = (AgendaEntry){.item = {.id = {2}, .position = 2, .kind = ITEM_BUSINESS, .title = S("Terms"), .purpose = PURPOSE_DECISION},
        .code = S("A2"),
        .papers = {&r->paper, 1}};
    r->open[2] = (AgendaEntry){.item = {.id = {4}, .position = 3, .kind = ITEM_FUTURE_DATES, .title = S("Future dates")}, .code = S("A3")};
    r->closed[0] = (AgendaEntry){.item = {.id = {3},
                                     .position = 1,
                                     .kind = ITEM_BUSINESS,
                                     .title = S("Secret"),
                                     .public_title = S("Death review"),
                                     .restriction = RESTRICTION_EXEMPT,
                                     .paragraphs = SCHEDULE_12A_1,
                                     .restriction_reason = S("Names"),
                                     .restriction_decided_by = S("Head"),
                                     .restriction_review = date_of(2026, 3, 31)},
        .code = S("B1")};
    r->sections[0] = (AgendaSection){.part = {.position = 1, .is_open = true}, .letter = S("A"), .items = r->open, .count = 3};
    r->sections[1] = (AgendaSection){.part = {.position = 2}, .letter = S("B"), .items = r->closed, .count = 1};
    r->agenda.items = r->sections;
    r->agenda.count = 2;
    r->report = (Report){.paper = {9},
        .by = S("Head"),
        .to = S("Kent Community Safety Partnership - 23 July 2025"),
        .classification = S("For Decision"),
        .subject = S("Terms"),
        .body = S("# Background\n\nText."),
        .recommendations = S("- agree")};
    r->reports = (ReportList){&r->report, 1};
    r->notice = (MeetingNotice){.has_terms = true,
        .terms = {.clear_days = 5, .paper_working_days = 5, .regime = REGIME_ADOPTED},
        .deadline = {.clear_days = date_of(2025, 7, 15), .terms_of_reference = date_of(2025, 7, 16)}};
    moment_of_london(date_of(2025, 7, 14), time_of(12, 0), &r->now);
    return r;
}

static ObstacleList found(Arena *arena, const Ready *r) {
    return obstacles_of(arena, &r->agenda, &r->reports, &r->notice, r->now);
}

/* Exactly one thing was found, of that weight, and its sentence has those words. */
static void expect(void **state, const Ready *r, bool is_warning, const char *words) {
    ObstacleList list = found(*state, r);
    if (list.count != 1) {
        for (size_t i = 0; i < list.count; i++) print_error("%.*s\n", TEXT_ARG(list.items[i].sentence));
        fail_msg("%zu were found where \"%s\" was expected", list.count, words);
    }
    if (!text_contains(list.items[0].sentence, text_of(words))) fail_msg("\"%.*s\" has no \"%s\"", TEXT_ARG(list.items[0].sentence), words);
    assert_int_equal(list.items[0].is_warning, is_warning);
    assert_true(text_ends_with(list.items[0].sentence, S(".")));
    assert_true(text_starts_with(list.items[0].url, S("/office/")));
}

static void a_ready_agenda_has_no_obstacle(void **state) {
    Ready *r = ready(*state);
    assert_int_equal(found(*state, r).count, 0);
}

static void R02_the_chair_must_have_agreed(void **state) {
    Ready *r = ready(*state);
    r->agenda.meeting.state = MEETING_PLANNED;
    expect(state, r, false, "chair has not agreed");
    r->agenda.meeting.state = MEETING_CANCELLED;
    expect(state, r, false, "cancelled");
}

static void MTG_04_a_restricted_meeting_and_paper_need_the_same(void **state) {
    static const Restricted whole = {.restriction = RESTRICTION_EXEMPT,
        .paragraphs = SCHEDULE_12A_3,
        .restriction_reason = S_INIT("A price"),
        .restriction_decided_by = S_INIT("Head"),
        .restriction_review = {1}};
    for (int level = 0; level < 2; level++)
        for (int what = 0; what < 6; what++) {
            Ready *r = ready(*state);
            Restricted *restricted = level ? &r->paper.restricted : &r->agenda.meeting.restricted;
            *restricted = whole;
            restricted->restriction_review = date_of(2026, 3, 31);
            if (level == 0) r->open[0].item.public_title = r->open[1].item.public_title = r->open[2].item.public_title = S("Something");
            if (what == 0) restricted->paragraphs = 0;
            if (what == 1) restricted->restriction_reason = S("");
            if (what == 2) restricted->restriction_decided_by = S("");
            if (what == 3) restricted->restriction_review = (Date){0};
            if (what == 4) *restricted = (Restricted){RESTRICTION_CONFIDENTIAL, 0, S("A court"), S("Head"), date_of(2026, 3, 31)};
            ObstacleList list = found(*state, r);
            assert_int_equal(list.count, what < 4); /* MTG-05: confidential needs no paragraph */
            if (what >= 4) continue;
            assert_false(list.items[0].is_warning);
            assert_true(text_starts_with(list.items[0].sentence, level ? S("Paper ") : S("The meeting ")));
            assert_true(text_ends_with(list.items[0].url, S("/restriction")));
        }
}

static void what_is_marked_OFFICIAL_SENSITIVE_is_not_published(void **state) {
    Ready *r = ready(*state);
    r->paper.security_marking = MARKING_OFFICIAL;
    assert_int_equal(found(*state, r).count, 0);
    r->paper.security_marking = MARKING_OFFICIAL_SENSITIVE;
    expect(state, r, false, "OFFICIAL-SENSITIVE, but would be published");
    r->paper.restricted = (Restricted){RESTRICTION_EXEMPT, SCHEDULE_12A_1, S("Names"), S("Head"), date_of(2026, 3, 31)};
    assert_int_equal(found(*state, r).count, 0);
}

static void MTG_06_a_passage_that_is_not_well_made_holds_publishing(void **state) {
    Ready *r = ready(*state);
    r->report.body = S("# Background\n\n::: restricted 1\nRita.\n:::\n\nOpen.");
    assert_int_equal(found(*state, r).count, 0);
    r->report.body = S("# Background\n\n::: restricted 1\nRita.");
    expect(state, r, false, "Line 3");
}

static void MTG_04_a_restricted_item_needs_its_paragraph_and_public_title(void **state) {
    Ready *r = ready(*state);
    r->closed[0].item.paragraphs = 0;
    expect(state, r, false, "no paragraph of Schedule 12A");
    r = ready(*state);
    r->closed[0].item.public_title = S("");
    expect(state, r, false, "no title for the public");
    r = ready(*state);
    r->closed[0].item.restriction_reason = S("");
    expect(state, r, false, "without a reason");
    r = ready(*state);
    r->closed[0].item.restriction_decided_by = S("");
    expect(state, r, false, "nobody is named who decided");
    r = ready(*state);
    r->closed[0].item.restriction_review = (Date){0};
    expect(state, r, false, "looked at again");
}

static void MTG_05_a_confidential_item_needs_no_paragraph(void **state) {
    Ready *r = ready(*state);
    r->closed[0].item.restriction = RESTRICTION_CONFIDENTIAL;
    r->closed[0].item.paragraphs = 0;
    assert_int_equal(found(*state, r).count, 0);
}

static void R48_a_closed_part_holds_only_restricted_items(void **state) {
    Ready *r = ready(*state);
    r->closed[0].item.restriction = 0;
    expect(state, r, false, "has no restriction");
    r = ready(*state);
    r->sections[1].part.is_open = true;
    expect(state, r, true, "will be withheld");
}

static void R53_a_report_for_decision_recommends_something(void **state) {
    Ready *r = ready(*state);
    r->report.recommendations = S("  \n");
    expect(state, r, false, "recommends nothing");
    r->open[1].item.purpose = PURPOSE_INFORMATION;
    r->report.classification = S("For Information");
    assert_int_equal(found(*state, r).count, 0);
    r->report.recommendations = S("- note");
    r->report.classification = S("For Decision");
    expect(state, r, true, "lists the item as for information");
}

static void R53_a_report_has_text_and_an_author(void **state) {
    Ready *r = ready(*state);
    r->report.body = S(" ");
    expect(state, r, false, "no text yet");
    r = ready(*state);
    r->report.by = S("");
    expect(state, r, false, "who it is by");
}

static void R54_a_report_is_addressed_to_the_day_of_the_meeting(void **state) {
    Ready *r = ready(*state);
    r->report.to = S("Kent Community Safety Partnership - 25 March 2025");
    expect(state, r, false, "25 March 2025");
    r->report.to = S("Kent Community Safety Partnership");
    expect(state, r, false, "does not end with the day");
}

/* The meeting was moved after its agenda was out: the version that is addressed to the new day waits for the supplement, which follows the agenda. */
static void R54_a_version_that_waits_for_the_supplement_frees_the_agenda(void **state) {
    Ready *r = ready(*state);
    Paper papers[] = {r->paper, {.id = {10}, .item = {2}, .kind = PAPER_REPORT, .is_draft = true, .supplement = 1, .replaces = {9}}};
    r->open[1].papers = (PaperList){papers, 2};
    r->report.to = S("Kent Community Safety Partnership - 25 March 2025");
    assert_int_equal(found(*state, r).count, 0);
    papers[1].is_withdrawn = true;
    expect(state, r, false, "25 March 2025");
}

static void MTG_01_late_notice_is_a_warning(void **state) {
    Ready *r = ready(*state);
    moment_of_london(date_of(2025, 7, 15), time_of(16, 59), &r->now);
    r->notice.office_closes = time_of(17, 0);
    assert_int_equal(found(*state, r).count, 0);
    moment_of_london(date_of(2025, 7, 15), time_of(17, 1), &r->now); /* after the office has closed: counts as the 16th */
    expect(state, r, true, "Notice is late");
    moment_of_london(date_of(2025, 7, 17), time_of(9, 0), &r->now);
    ObstacleList list = found(*state, r);
    assert_int_equal(list.count, 2);
    assert_has(list.items[0].sentence, "Tuesday 15 July 2025");
    assert_has(list.items[1].sentence, "Wednesday 16 July 2025");
    r->agenda.meeting.publication = 1; /* notice was given the first time */
    assert_int_equal(found(*state, r).count, 0);
    r->agenda.meeting.publication = 0;
    moment_of_london(date_of(2025, 7, 24), time_of(9, 0), &r->now);
    expect(state, r, true, "has passed");
    r->notice.has_terms = false;
    expect(state, r, true, "no terms of reference");
}

static void R49_an_agenda_without_declarations_is_warned_of(void **state) {
    Ready *r = ready(*state);
    r->open[0].item.kind = ITEM_INTRODUCTION;
    expect(state, r, true, "declarations of interest");
    r = ready(*state);
    r->agenda.count = 0;
    expect(state, r, false, "no items");
}

static void R55_an_agenda_without_future_dates_is_warned_of(void **state) {
    Ready *r = ready(*state);
    r->open[2].item.kind = ITEM_INTRODUCTION;
    expect(state, r, true, "dates of future meetings");
}

static void withdrawn_items_stand_in_nobodys_way(void **state) {
    Ready *r = ready(*state);
    r->closed[0].item.public_title = S("");
    r->closed[0].item.is_withdrawn = true;
    r->report.recommendations = S("");
    r->open[1].item.is_withdrawn = true;
    assert_int_equal(found(*state, r).count, 0);
}

static void a_body_bound_by_the_Act_does_not_meet_only_online(void **state) {
    Ready *r = ready(*state);
    r->agenda.meeting.place = S("");
    assert_int_equal(found(*state, r).count, 0);
    r->notice.terms.regime = REGIME_STATUTORY;
    expect(state, r, true, "unlawful");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(a_ready_agenda_has_no_obstacle),
        RULE(R02_the_chair_must_have_agreed),
        RULE(MTG_04_a_restricted_item_needs_its_paragraph_and_public_title),
        RULE(MTG_04_a_restricted_meeting_and_paper_need_the_same),
        RULE(what_is_marked_OFFICIAL_SENSITIVE_is_not_published),
        RULE(MTG_06_a_passage_that_is_not_well_made_holds_publishing),
        RULE(MTG_05_a_confidential_item_needs_no_paragraph),
        RULE(R48_a_closed_part_holds_only_restricted_items),
        RULE(R53_a_report_for_decision_recommends_something),
        RULE(R53_a_report_has_text_and_an_author),
        RULE(R54_a_report_is_addressed_to_the_day_of_the_meeting),
        RULE(R54_a_version_that_waits_for_the_supplement_frees_the_agenda),
        RULE(MTG_01_late_notice_is_a_warning),
        RULE(R49_an_agenda_without_declarations_is_warned_of),
        RULE(R55_an_agenda_without_future_dates_is_warned_of),
        RULE(withdrawn_items_stand_in_nobodys_way),
        RULE(a_body_bound_by_the_Act_does_not_meet_only_online),
    };
    return cmocka_run_group_tests_name("meetings: obstacles", tests, NULL, NULL);
}
