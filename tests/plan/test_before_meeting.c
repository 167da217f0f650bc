/* How the plan comes before a meeting: the report of a quarter and single exceptions become items and papers of its agenda. */
#include "plan/room.h"

/* R31: what is late, at risk or stopped is told to the county group. */
static void R31_R45_the_report_of_a_quarter_becomes_a_paper_of_the_agenda(void **state) {
    Room r = begun(state);
    AgendaPart part = {.meeting = r.coming.id, .position = 1, .title = S("Discussion"), .is_open = true};
    put(r.w, &agenda_part_record, &part);
    AgendaItem item = {.meeting = r.coming.id, .part = part.id, .position = 1, .title = S("Performance")};
    put(r.w, &agenda_item_record, &item);
    AgendaItem closed = {
        .meeting = r.coming.id, .part = part.id, .position = 2, .title = S("Closed matter"), .restriction = RESTRICTION_EXEMPT};
    put(r.w, &agenda_item_record, &closed);
    PlanAction action;
    fetch(r.w, &plan_action_record, r.action.id.n, &action);
    PlanProgress progress = {.action = r.action.id,
        .day = day_of("2025-06-20"),
        .state = PLAN_AT_RISK,
        .done = S("Met <b>twice</b>"),
        .reason = S("No *money*"),
        .note = S("Secret")};
    put(r.w, &plan_progress_record, &progress);
    Tx *tx;
    assert_fine(tx_begin(r.w->office, r.w->arena, (Actor){0}, S(""), &tx));
    action.state = PLAN_AT_RISK;
    action.state_reason = progress.reason;
    assert_fine(record_update(tx, &plan_action_record, &action));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    Answer page = as_clerk(&r, plan_report_show, r.year.id.n, NULL);
    assert_shows(page, "quarter to 30 June 2025");
    assert_shows(page, "Met &lt;b&gt;twice&lt;/b&gt;");
    assert_shows(page, "No *money*");
    assert_shows(page, "20 November 2025");
    assert_does_not_show(page, "Closed matter");
    assert_does_not_show(page, "Secret");
    assert_does_not_show(as_member(&r, plan_report_show, r.year.id.n, NULL), "Put it on the agenda");
    assert_refused(as_clerk(&r, plan_report_save, r.year.id.n, "quarter=2025-06-30&item="), "item", "Choose the agenda item");
    assert_refused(as_clerk(&r, plan_report_save, r.year.id.n, "quarter=2025-06-30&item=2"), "item", "Choose the agenda item");
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, "quarter=2025-06-30&item=1"), "/office/papers/1");
    assert_int_equal(count(&r, "select count(*) from report"), 1);
    assert_int_equal(
        count(&r, "select count(*) from paper where item = 1 and title like 'Performance report on the action plan 2025/26%'"), 1);
    char anew[60];
    snprintf(anew, sizeof anew, "quarter=2025-06-30&item=meeting-%" PRId64, r.held.id.n);
    assert_refused(as_clerk(&r, plan_report_save, r.year.id.n, anew), "item", "Choose the agenda item");
    snprintf(anew, sizeof anew, "quarter=2025-06-30&item=meeting-%" PRId64, r.coming.id.n);
    assert_refused(ask(r.w, plan_report_save, (Asked){.roles = SAFETY_OFFICER, .id = r.year.id.n, .form = anew}), "item", "Choose");
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, anew), "/office/papers/2");
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, anew), "/office/papers/2"); /* the button pressed twice */
    assert_int_equal(count(&r, "select count(*) from agenda_item where title like 'Performance report%'"), 1);
}

/* The item with its title was restricted meanwhile: an open report there would be out of sight, or give away what it is about. */
static void R31_a_report_goes_into_no_item_that_is_not_public(void **state) {
    Room r = begun(state);
    AgendaPart part = {.meeting = r.coming.id, .position = 1, .title = S("Discussion"), .is_open = true};
    put(r.w, &agenda_part_record, &part);
    const char *form = form_of(&r, "quarter=2025-06-30&item=meeting-%" PRId64, r.coming.id.n);
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, form), "/office/papers/1");
    AgendaItem item;
    fetch(r.w, &agenda_item_record, 1, &item);
    item.restriction = RESTRICTION_EXEMPT;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &agenda_item_record, &item));
    commit(tx);
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, form), "/office/papers/2");
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, form), "/office/papers/2");
    assert_int_equal(count(&r, "select count(*) from agenda_item where title like 'Performance report%'"), 2);
    assert_int_equal(count(&r, "select count(*) from paper where item = 2"), 1);
}

/* Not among the body's own business, and not after the dates of future meetings. */
static void R31_what_is_new_on_an_agenda_goes_where_business_is(void **state) {
    Room r = begun(state);
    static const struct {
        const char *title;
        ItemKind kind;
    } parts[] = {{"Committee business", ITEM_APOLOGIES}, {"Discussion", ITEM_BUSINESS}, {"Information", ITEM_FUTURE_DATES}};
    int64_t discussion = 0;
    for (int i = 0; i < 3; i++) {
        AgendaPart part = {.meeting = r.coming.id, .position = i + 1, .title = text_of(parts[i].title), .is_open = true};
        put(r.w, &agenda_part_record, &part);
        put(r.w, &agenda_item_record,
            &(AgendaItem){.meeting = r.coming.id, .part = part.id, .position = 1, .kind = parts[i].kind, .title = part.title});
        if (i == 1) discussion = part.id.n;
    }
    char form[60];
    snprintf(form, sizeof form, "quarter=2025-06-30&item=meeting-%" PRId64, r.coming.id.n);
    assert_shows(as_clerk(&r, plan_report_show, r.year.id.n, NULL), "a new item in part B, Discussion");
    assert_done(as_clerk(&r, plan_report_save, r.year.id.n, form), "/office/papers/1");
    assert_int_equal(count(&r, "select part from agenda_item where title like 'Performance report%'"), discussion);
}

static void R31_an_exception_is_raised_to_a_coming_meeting_once(void **state) {
    Room r = begun(state);
    AgendaPart closed = {.meeting = r.coming.id, .position = 2, .title = S("Closed")},
               open = {.meeting = r.coming.id, .position = 1, .title = S("Discussion"), .is_open = true};
    put(r.w, &agenda_part_record, &closed);
    char form[60];
    snprintf(form, sizeof form, "meeting=%" PRId64, r.coming.id.n);
    assert_does_not_show(as_clerk(&r, plan_action_show, r.action.id.n, NULL), "Put the exception on the agenda");
    assert_non_null(as_clerk(&r, plan_exception_do, r.action.id.n, form).error); /* nothing is wrong with it */
    assert_done(as_member(&r, progress_new_save, r.action.id.n, "state=at_risk&done=Met twice&reason=No *money*&note=Between us"),
        "/office/plan/actions/1");
    Answer page = as_clerk(&r, plan_action_show, r.action.id.n, NULL);
    assert_shows(page, "Put the exception on the agenda");
    assert_shows(page, "20 November 2025");
    assert_does_not_show(as_member(&r, plan_action_show, r.action.id.n, NULL), "Put the exception on the agenda");
    assert_refused(as_clerk(&r, plan_exception_do, r.action.id.n, "meeting="), "meeting", "Choose a coming meeting");
    char held[60];
    snprintf(held, sizeof held, "meeting=%" PRId64, r.held.id.n);
    assert_refused(as_clerk(&r, plan_exception_do, r.action.id.n, held), "meeting", "Choose a coming meeting");
    Answer refused = as_clerk(&r, plan_exception_do, r.action.id.n, form);
    assert_non_null(refused.error);
    assert_true(text_contains(refused.error->sentence, S("no part that is open")));
    put(r.w, &agenda_part_record, &open);
    assert_done(as_clerk(&r, plan_exception_do, r.action.id.n, form), "/office/items/1");
    assert_done(as_clerk(&r, plan_exception_do, r.action.id.n, form), "/office/items/1"); /* once a meeting */
    assert_int_equal(count(&r, "select count(*) from agenda_item"), 1);
    assert_int_equal(count(&r, "select part from agenda_item"), open.id.n);
    Report report;
    fetch(r.w, &report_record, 1, &report);
    assert_true(text_contains(report.body, S("No \\*money\\*")));
    assert_true(text_contains(report.body, S("Met twice")));
    assert_false(text_contains(report.body, S("Between us")));
    assert_string_equal(text_string(r.w->arena, report.subject), "Exception in the action plan 2025/26: 3.1 Share campaigns");
    page = as_clerk(&r, plan_action_show, r.action.id.n, NULL);
    assert_shows(page, "href=\"/office/items/1\"");
    page = as_member(&r, plan_action_show, r.action.id.n, NULL);
    assert_does_not_show(page, "/office/items/1"); /* the agenda is being made */
    assert_does_not_show(page, "has not been raised yet");
    AgendaItem item;
    fetch(r.w, &agenda_item_record, 1, &item);
    Tx *tx;
    assert_fine(tx_begin(r.w->office, r.w->arena, (Actor){0}, S(""), &tx));
    assert_fine(item_remove(tx, item.id));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    assert_done(as_clerk(&r, plan_exception_do, r.action.id.n, form), "/office/items/2"); /* what was taken off can be raised again */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R31_R45_the_report_of_a_quarter_becomes_a_paper_of_the_agenda),
        TEST(R31_a_report_goes_into_no_item_that_is_not_public),
        TEST(R31_what_is_new_on_an_agenda_goes_where_business_is),
        TEST(R31_an_exception_is_raised_to_a_coming_meeting_once),
    };
    return RUN("plan before a meeting", tests);
}
