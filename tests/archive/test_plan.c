/* An action plan of the archive becomes the plan of a year: which year, with what is doubted, without what is restricted, and back to its document. */
#include "pages_world.h"

#include "archive/inside.h"
#include "archive/pages.h"
#include "plan/pages.h"

/* A document with two priorities and four actions, one of them restricted. */
static void plan_imported(World *w, bool is_restricted) {
    Reading r = {.verdict = READ_FINE,
        .format = SOURCE_TEXT,
        .text = S("one\ntwo\nthree"),
        .documents = ARENA_NEW(w->arena, ReadDocument),
        .document_count = 1};
    Entry entries[] = {
        {.kind = ENTRY_PRIORITY,
            .parent = -1,
            .title = S("Town Centres"),
            .role = S("Chair of the group, County Police"),
            .words = S("Evenings are safe")},
        {.kind = ENTRY_PLANNED,
            .parent = 0,
            .number = S("1.1"),
            .title = S("Stewards are there"),
            .words = S("Train them\nPay them"),
            .measure = S("Number of stewards"),
            .timescale = S("March 2026"),
            .role = S("County Police / Night Team Project Liaison: Day Team"),
            .is_funded = true},
        {.kind = ENTRY_PLANNED,
            .parent = 0,
            .number = S("1.2"),
            .title = S("A family in Exampletown is helped"),
            .words = S("Visit it"),
            .is_restricted = true},
        {.kind = ENTRY_PRIORITY, .parent = -1, .title = S("Multiple")},
        {.kind = ENTRY_PLANNED,
            .parent = 3,
            .number = S("2.1"),
            .title = S("Figures are shared"),
            .words = S("Share them"),
            .timescale = S("Ongoing"),
            .is_linked = true},
    };
    size_t count = sizeof entries / sizeof *entries;
    for (size_t i = 0; i < count; i++) entries[i].first_line = entries[i].last_line = (int)i + 1;
    r.documents[0] = (ReadDocument){.kind = DOCUMENT_ACTION_PLAN,
        .title = S("Action plan"),
        .body = S("Test Partnership"),
        .date = day_of("2025-07-23"),
        .first_line = 1,
        .last_line = 9,
        .entries = {entries, count}};
    ReadDoubt doubt = {.about = DOUBT_NO_LEAD, .entry = 4, .words = S("Action 2.1 has no lead."), .proposal = S("The council")};
    r.doubts = (ReadDoubtList){&doubt, 1};
    Imported made;
    ImportFile file = {.name = S("plan.txt"), .bytes = r.text, .came_by = CAME_BY_COMMAND};
    assert_fine(archive_import(w->office, w->arena, (Actor){0, S("command line")}, &file, &(ReadHints){0}, &r, &made));
    assert_int_equal(made.outcome, IMPORT_MADE);
    put(w, &body_record, &(Body){.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP});
    put(w, &organisation_record, &(Organisation){.name = S("County Police")});
    if (is_restricted) world_tamper(w, STORE_OFFICE, "update archive_document set is_restricted = 1");
}

static Answer as_safety(World *w, OfficeHandler *handler, const char *form) {
    return ask(w, handler, (Asked){.roles = SAFETY_OFFICER, .id = 1, .form = form});
}

static void R40_R41_R42_a_document_becomes_the_plan_of_a_new_year(void **state) {
    World *w = *state;
    plan_imported(w, false);
    assert_shows(as_safety(w, archive_document_page_show, NULL), "Make this the plan of a year");
    assert_shows(as_safety(w, archive_plan_show, NULL), "2025/26");
    assert_refused(as_safety(w, archive_plan_make, "year=2025/27&body=1"), "year", "Enter the year");
    assert_refused(as_safety(w, archive_plan_make, "year=2025/26"), "body", "Choose the body");
    assert_done(as_safety(w, archive_plan_make, "year=2025/26&body=1"), "/office/plan/sheets/1");
    assert_refused(as_safety(w, archive_plan_make, "year=2025/26&body=1"), "year", "already");
    Answer page = as_safety(w, plan_sheet_preview, NULL);
    assert_shows(page, "Doubt of the archive: Action 2.1 has no lead. It may be The council.");
    assert_shows(page, "Several priorities share this section");
    assert_shows(page, "Night Team");
    assert_does_not_show(page, "Exampletown");
    size_t at = text_find(page.body, S("name=\"mark\" value=\""), 0);
    assert_true(at != SIZE_MAX);
    Text mark = text_slice(page.body, at + 19, 16);
    const char *form =
        text_string(w->arena, text_format(w->arena, "act=take&mark=%.*s&take=1.1&take=2.1&take=section-1&take=section-2", TEXT_ARG(mark)));
    assert_done(as_safety(w, plan_sheet_take, form), "/office/plan/years/1/actions");
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_action where sheet = 1"), 2);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_action where is_funded = 1 and due = '2026-03-31'"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_section where is_shared = 1 and number = 2"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_lead where organisation = 1"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_lead where role = 'leads' and post = 'Night Team'"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_lead where role = 'liaison' and post = 'Day Team'"), 1); /* R40 */
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_section where organisation = 1 and number = 1"), 1);
    assert_shows(as_safety(w, plan_action_show, NULL), "/office/archive/documents/1");
    assert_shows(as_safety(w, archive_document_page_show, NULL), "Taken into the plan of");
}

static void what_is_restricted_is_not_taken(void **state) {
    World *w = *state;
    plan_imported(w, true);
    assert_error(as_safety(w, archive_plan_show, NULL).error, ERROR_INPUT);
    assert_error(as_safety(w, archive_plan_make, "year=2025/26&body=1").error, ERROR_INPUT);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_sheet"), 0);
}

static const char *taking(World *w, Answer page) {
    size_t at = text_find(page.body, S("name=\"mark\" value=\""), 0);
    assert_true(at != SIZE_MAX);
    return text_string(w->arena, text_format(w->arena, "act=take&take=1.1&mark=%.*s", TEXT_ARG(text_slice(page.body, at + 19, 16))));
}

static void what_is_restricted_later_ends_the_sheet_that_waits(void **state) {
    World *w = *state;
    plan_imported(w, false);
    assert_done(as_safety(w, archive_plan_make, "year=2025/26&body=1"), "/office/plan/sheets/1");
    const char *form = taking(w, as_safety(w, plan_sheet_preview, NULL));
    int64_t files = number_of(w, w->office, "select count(*) from file");
    Tx *tx = begin(w);
    assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){2}, true));
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_sheet where state = 'left' and file = ''"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from file"), files - 1);
    assert_error(as_safety(w, plan_sheet_preview, NULL).error, ERROR_ENDED);
    assert_error(as_safety(w, plan_sheet_take, form).error, ERROR_ENDED);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_action"), 0);
    Asked second = {.roles = SAFETY_OFFICER, .id = 1, .form = "agreement=1"};
    assert_done(ask(w, archive_plan_make, second), "/office/plan/sheets/2");
    tx = begin(w);
    assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){2}, false)); /* opening ends nothing */
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_sheet where state = 'waiting'"), 1);
    ArchiveDocument document;
    fetch(w, &archive_document_record, 1, &document);
    tx = begin(w);
    assert_fine(document_restrict(tx, &document, true));
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from plan_sheet where state = 'left'"), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R40_R41_R42_a_document_becomes_the_plan_of_a_new_year),
        TEST(what_is_restricted_is_not_taken),
        TEST(what_is_restricted_later_ends_the_sheet_that_waits),
    };
    return RUN("archive plan", tests);
}
