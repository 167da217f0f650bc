/* Finding actions over the plans of all years: what is found, in which order, in which pages, and its files. */
#include "plan/room.h"

#include "plan/finding.h"

/* A second year, with an action that the council leads and the police help with. */
typedef struct {
    Room room;
    Agreement before;
    PlanSection section;
    PlanAction old;
    Priority theme;
} Years;

static PlanAction action_put(
    World *w, const PlanSection *section, int64_t number, const char *objective, const char *due, PlanState state) {
    PlanAction a = {.agreement = section->agreement,
        .section = section->id,
        .number = number,
        .objective = text_of(objective),
        .steps = S("Do it"),
        .state = state};
    if (due) a.due = day_of(due);
    put(w, &plan_action_record, &a);
    return a;
}

static Years years(void **state) {
    Years y = {.room = begun(state)};
    World *w = y.room.w;
    y.before =
        (Agreement){.body = y.room.body.id, .title = S("Agreement 2024/25"), .starts = day_of("2024-04-01"), .state = AGREEMENT_CLOSED};
    put(w, &agreement_record, &y.before);
    y.section = (PlanSection){.agreement = y.before.id, .number = 7, .title = S("Serious Violence"), .is_shared = true};
    put(w, &plan_section_record, &y.section);
    y.old = action_put(w, &y.section, 4, "Teach in schools", "2025-03-31", PLAN_ON_TRACK);
    put(w, &plan_lead_record, &(PlanLead){.action = y.old.id, .organisation = y.room.council.id, .role = LEAD_LEADS});
    put(w, &plan_lead_record, &(PlanLead){.action = y.old.id, .organisation = y.room.police.id, .role = LEAD_CONTRIBUTES});
    y.theme = (Priority){.name = S("Children"), .kind = PRIORITY_THEME};
    put(w, &priority_record, &y.theme);
    put(w, &plan_theme_record, &(PlanTheme){.action = y.old.id, .theme = y.theme.id});
    return y;
}

static Answer found(Years *y, const char *query) {
    return ask(y->room.w, plan_finding_show, (Asked){.roles = MEMBER, .person = y->room.member.id.n, .query = query});
}

/* Of the two actions, only those are found. */
static void assert_found(Years *y, const char *query, bool campaigns, bool schools) {
    Text body = found(y, query).body;
    assert_int_equal(text_contains(body, S("Share campaigns</a>")), campaigns);
    assert_int_equal(text_contains(body, S("Teach in schools</a>")), schools);
    Text csv = ask(y->room.w, plan_finding_csv, (Asked){.roles = AUDITOR, .person = y->room.member.id.n, .query = query}).body;
    assert_int_equal(text_contains(csv, S("Share campaigns")), campaigns);
    assert_int_equal(text_contains(csv, S("Teach in schools")), schools);
}

static void actions_are_found_in_all_years(void **state) {
    Years y = years(state);
    Answer page = found(&y, NULL);
    assert_shows(page, "2 actions of 2 years");
    assert_true(
        text_find(page.body, S("Share campaigns</a>"), 0) < text_find(page.body, S("Teach in schools</a>"), 0)); /* the latest first */
    assert_shows(page, "2024/25: Agreement 2024/25");
    assert_shows(page, "Serious Violence");
    assert_found(&y, NULL, true, true);
    assert_found(&y, form_of(&y.room, "theme=%d", (int)y.theme.id.n), false, true);
    assert_found(&y, "words=TEACH schools", false, true);
    assert_found(&y, "words=safer roads", true, false); /* what it is linked to */
    assert_found(&y, "words=calendar", true, false);    /* its actions */
    assert_found(&y, "words=teach calendar", false, false);
    assert_found(&y, "funded=yes", true, false);
    assert_found(&y, "linked=yes", true, false);
    assert_found(&y, "due-day=31&due-month=3&due-year=2025", false, true);
    assert_found(&y, "from=2025-04-01", true, false);
    assert_found(&y, "from=2025-04-01&due=2025-12-31", false, false);
    assert_shows(found(&y, "words=nothing like it"), "No action of any year is like that");
}

static void who_leads_is_asked_apart_from_who_helps(void **state) {
    Years y = years(state);
    const char *police = form_of(&y.room, "organisation=%d", (int)y.room.police.id.n);
    assert_found(&y, police, true, true);
    assert_found(&y, form_of(&y.room, "lead=%d", (int)y.room.police.id.n), true, false);
    assert_found(&y, form_of(&y.room, "lead=%d", (int)y.room.council.id.n), false, true);
    assert_found(&y, "mine=yes", true, true); /* the member is of the police */
    Answer nobody = ask(y.room.w, plan_finding_show, (Asked){.roles = CLERK, .query = "mine=yes"});
    assert_shows(nobody, "No action of any year is like that");
}

/* The rule is plan_standing's: told "on track", its day has passed. */
static void late_follows_from_the_day_in_every_year(void **state) {
    Years y = years(state);
    assert_found(&y, "state=late", false, true);
    assert_found(&y, "state=on_track", false, false);
    assert_found(&y, "state=not_started", true, false);
}

static void a_note_of_the_office_is_never_found(void **state) {
    Years y = years(state);
    y.room.action.note = S("Xubakodaq quarrels");
    Tx *tx = begin(y.room.w);
    assert_fine(record_update(tx, &plan_action_record, &y.room.action));
    commit(tx);
    Answer page = ask(y.room.w, plan_finding_show, (Asked){.roles = CLERK, .query = "words=quarrels"});
    assert_shows(page, "No action of any year is like that");
    assert_does_not_show(found(&y, NULL), "quarrels");
    assert_does_not_show(ask(y.room.w, plan_finding_csv, (Asked){.roles = CLERK}), "quarrels");
}

static void what_is_found_comes_in_pages(void **state) {
    Years y = years(state);
    for (int i = 1; i <= 60; i++) action_put(y.room.w, &y.section, 10 + i, "One of many", NULL, PLAN_COMPLETE);
    Answer page = found(&y, "state=complete");
    assert_shows(page, "60 actions of one year");
    assert_shows(page, ">7.11</th>");
    assert_does_not_show(page, ">7.61</th>");
    assert_shows(page, "/office/plan/actions?state=complete&amp;page=2");
    page = found(&y, "state=complete&page=2");
    assert_shows(page, ">7.61</th>");
    assert_shows(page, ">7.70</th>");
    assert_does_not_show(page, ">7.60</th>");
    assert_shows(found(&y, "state=complete&page=99"), ">7.11</th>"); /* there is none: the first */
    assert_shows(ask(y.room.w, plan_finding_csv, (Asked){.roles = MEMBER, .query = "state=complete"}), "7.70");
}

static void the_files_say_the_year_and_are_harmless(void **state) {
    Years y = years(state);
    action_put(y.room.w, &y.section, 5, "=SUM(A1)", NULL, PLAN_COMPLETE);
    Answer csv = ask(y.room.w, plan_finding_csv, (Asked){.roles = AUDITOR});
    assert_true(text_starts_with(csv.body, S("Year,Agreement,Section,Priority,")));
    assert_shows(csv, "2024/25,Agreement 2024/25,7,Serious Violence");
    assert_shows(csv, "'=SUM(A1)");
    assert_shows(csv, "Children"); /* its theme */
    assert_true(text_starts_with(ask(y.room.w, plan_finding_xlsx, (Asked){.roles = AUDITOR}).body, S("PK")));
}

static void plans_of_two_bodies_are_told_apart_and_their_year_counts_once(void **state) {
    Years y = years(state);
    Body district = {.name = S("District Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(y.room.w, &body_record, &district);
    Agreement theirs = {.body = district.id, .title = S("District plan"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT};
    put(y.room.w, &agreement_record, &theirs);
    PlanSection section = {.agreement = theirs.id, .number = 1, .title = S("Town centres"), .is_shared = true};
    put(y.room.w, &plan_section_record, &section);
    action_put(y.room.w, &section, 1, "Walk the streets", NULL, PLAN_ON_TRACK);
    Answer page = found(&y, NULL);
    assert_shows(page, "3 actions of 2 years");
    assert_true(text_contains(page.body, S("aria-label=\"2025/26: actions of Agreement 2025/26\"")));
    assert_true(text_contains(page.body, S("aria-label=\"2025/26: actions of District plan\"")));
    assert_shows(found(&y, "words=streets"), "1 action.");
    Answer csv = ask(y.room.w, plan_finding_csv, (Asked){.roles = AUDITOR});
    assert_shows(csv, "2025/26,Agreement 2025/26,3,Road Safety");
    assert_shows(csv, "2025/26,District plan,1,Town centres");
}

static void a_day_that_cannot_be_read_is_told_and_nothing_is_lost(void **state) {
    Years y = years(state);
    Answer page = found(&y, "words=campaigns&due-day=31&due-month=2&due-year=2026");
    assert_int_equal(page.response.status, 422);
    assert_true(text_contains(page.body, S("href=\"#due")));
    assert_true(text_contains(page.body, S("value=\"campaigns\"")));
    assert_true(text_contains(page.body, S("value=\"2026\"")));
    assert_false(text_contains(page.body, S("Share campaigns")));
    assert_refused(found(&y, "from=2026-01-01&due=2025-01-01"), "due", "must not be before the first");
    assert_error(ask(y.room.w, plan_finding_csv, (Asked){.roles = CLERK, .query = "due=nonsense"}).error, ERROR_INPUT);
}

static void the_years_page_asks_the_same_of_all_years(void **state) {
    Years y = years(state);
    Asked asked = {
        .roles = MEMBER, .id = y.room.year.id.n, .query = form_of(&y.room, "section=%d&state=late&mine=yes", (int)y.room.section.id.n)};
    assert_shows(ask(y.room.w, action_plan_show, asked), "\"/office/plan/actions?state=late&amp;mine=yes\"");
    assert_shows(ask(y.room.w, plan_home_show, (Asked){.roles = MEMBER}), "\"/office/plan/actions\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(actions_are_found_in_all_years),
        TEST(who_leads_is_asked_apart_from_who_helps),
        TEST(late_follows_from_the_day_in_every_year),
        TEST(a_note_of_the_office_is_never_found),
        TEST(what_is_found_comes_in_pages),
        TEST(the_files_say_the_year_and_are_harmless),
        TEST(plans_of_two_bodies_are_told_apart_and_their_year_counts_once),
        TEST(a_day_that_cannot_be_read_is_told_and_nothing_is_lost),
        TEST(the_years_page_asks_the_same_of_all_years),
    };
    return RUN("finding actions", tests);
}
