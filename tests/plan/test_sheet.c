/* Plans read from files: what words in a sheet mean, every fault of a sheet, what would change, and taking it. */
#include "people/pages_world.h"

#include "../paper/xlsx_made.h"
#include "paper/spreadsheet.h"
#include "plan/pages.h"
#include "plan/sheet.h"

#define HEAD "Section,Priority,No.,Objective,Actions,Measures,Timescale,Lead,Contributes,Funded,Linked to,Themes\n"

/* ---- What words mean ---- */

static void headings_are_known_by_many_names(void **state) {
    Arena *arena = ((World *)*state)->arena;
    assert_int_equal(sheet_column_of(arena, S(" Lead  Agency ")), PLAN_COLUMN_LEADS);
    assert_int_equal(sheet_column_of(arena, S("Objective / planned outcome")), PLAN_COLUMN_OBJECTIVE);
    assert_int_equal(sheet_column_of(arena, S("By when?")), PLAN_COLUMN_DUE);
    assert_int_equal(sheet_column_of(arena, S("KPIs")), PLAN_COLUMN_MEASURES);
    assert_int_equal(sheet_column_of(arena, S("Budget")), SHEET_COLUMNS);
    assert_int_equal(sheet_column_of(arena, S("")), SHEET_COLUMNS);
    for (int i = 0; i < PLAN_COLUMNS; i++) assert_int_equal(sheet_column_of(arena, text_of(plan_columns[i].title)), i);
}

static void days_are_known_in_many_forms(void **state) {
    (void)state;
    static const char *const end_of_march[] = {"March 2026", "Mar 2026", "Mar-26", "03/2026", "2026-03", "31/03/2026", "31 March 2026",
        "2026-03-31", "46112", "by the end of March 2026", "End March 2026", "April 2025 - March 2026", "April 2025 to March 2026",
        "2025/26", "Q4"};
    static const char *const none[] = {"", "Ongoing", "soon", "13/2026", "99999", "12", "2025/27", "Q5", "31 February 2026"};
    Date day;
    for (size_t i = 0; i < sizeof end_of_march / sizeof *end_of_march; i++) {
        if (!sheet_day(text_of(end_of_march[i]), day_of("2025-04-01"), &day)) fail_msg("%s", end_of_march[i]);
        assert_int_equal(day.n, day_of("2026-03-31").n);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (sheet_day(text_of(none[i]), day_of("2025-04-01"), &day)) fail_msg("%s", none[i]);
}

static void R42_numbers_are_the_sections_and_their_own(void **state) {
    (void)state;
    int64_t section, number;
    assert_true(sheet_number(S("2.10"), &section, &number));
    assert_int_equal(section, 2);
    assert_int_equal(number, 10);
    assert_true(sheet_number(S(" 1.4* "), &section, &number));
    assert_true(sheet_number(S("1.4 (F)"), &section, &number));
    static const char *const none[] = {"", "2", "2.", ".3", "0.1", "2.0", "2.3.4", "1.17 4", "two.three", "123.1", "1.1234"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (sheet_number(text_of(none[i]), &section, &number)) fail_msg("%s", none[i]);
}

static void a_measure_in_a_line_loses_nothing(void **state) {
    Arena *arena = ((World *)*state)->arena;
    PlanMeasure back, m = {.text = S("People [of all ages] who came"),
                          .kind = MEASURE_ATTENDANCE,
                          .unit = S("a; b]\\["),
                          .baseline = S("1,250"),
                          .target = S("1,300"),
                          .direction = BETTER_MORE,
                          .period = PERIOD_QUARTER,
                          .source = S("lists: of [the] team"),
                          .until = day_of("2026-01-31")};
    bool has_details;
    plan_measure_of_line(arena, plan_measure_line(arena, &m), &back, &has_details);
    assert_true(has_details);
    assert_true(text_equal(back.text, m.text) && text_equal(back.unit, m.unit) && text_equal(back.source, m.source)
                && text_equal(back.target, m.target));
    assert_true(back.kind == m.kind && back.direction == m.direction && back.period == m.period && back.until.n == m.until.n);
    plan_measure_of_line(arena, S("Feedback [see note]"), &back, &has_details);
    assert_false(has_details);
    assert_text(back.text, "Feedback [see note]");
}

/* ---- A plan ---- */

typedef struct {
    World *w;
    Body body;
    Agreement year;
    Organisation council, police;
    PlanSection section;
    PlanAction first, second;
    PlanMeasure measured;
} Room;

static Room begun(void **state) {
    Room r = {.w = *state};
    r.body = (Body){.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(r.w, &body_record, &r.body);
    r.council = (Organisation){.name = S("County Council"), .short_name = S("CC")};
    put(r.w, &organisation_record, &r.council);
    r.police = (Organisation){.name = S("County Police")};
    put(r.w, &organisation_record, &r.police);
    r.year = (Agreement){.body = r.body.id, .title = S("Agreement 2025/26"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &r.year);
    Priority roads = {.name = S("Road Safety"), .kind = PRIORITY_OWN},
             theme = {.name = S("Prevention, early help"), .kind = PRIORITY_THEME};
    put(r.w, &priority_record, &roads);
    put(r.w, &priority_record, &theme);
    r.section = (PlanSection){.agreement = r.year.id,
        .number = 3,
        .priority = roads.id,
        .title = S("Road Safety"),
        .lead = S("Chair of the group"),
        .organisation = r.police.id,
        .aim = S("Fewer are hurt")};
    put(r.w, &plan_section_record, &r.section);
    r.first = (PlanAction){.agreement = r.year.id,
        .section = r.section.id,
        .number = 1,
        .objective = S("'=SUM(1) is a title, with \"quotes\""),
        .steps = S("- Share the calendar\n@ Meet districts"),
        .due = day_of("2026-03-31"),
        .state = PLAN_ON_TRACK,
        .is_funded = true,
        .is_linked = true,
        .linked_to = S("+ Safer Roads; Partnership")};
    put(r.w, &plan_action_record, &r.first);
    r.second = (PlanAction){.agreement = r.year.id,
        .section = r.section.id,
        .number = 10,
        .objective = S("=Teach"),
        .steps = S("Hold lessons"),
        .due = day_of("2025-09-12"),
        .state = PLAN_NOT_STARTED};
    put(r.w, &plan_action_record, &r.second);
    put(r.w, &plan_section_record, &(PlanSection){.agreement = r.year.id, .number = 9, .title = S("Several"), .is_shared = true});
    put(r.w, &plan_lead_record, &(PlanLead){.action = r.first.id, .organisation = r.police.id, .role = LEAD_LEADS});
    put(r.w, &plan_lead_record,
        &(PlanLead){.action = r.first.id, .organisation = r.council.id, .post = S("Team A / Team B (east)"), .role = LEAD_LIAISON});
    put(r.w, &plan_lead_record,
        &(PlanLead){.action = r.second.id, .organisation = r.council.id, .post = S("County Police"), .role = LEAD_LEADS});
    put(r.w, &plan_lead_record, &(PlanLead){.action = r.second.id, .post = S("A post; alone"), .role = LEAD_CONTRIBUTES});
    r.measured = (PlanMeasure){
        .action = r.first.id, .position = 1, .text = S("Lessons"), .kind = MEASURE_NUMBER, .unit = S("lessons"), .target = S("20")};
    put(r.w, &plan_measure_record, &r.measured);
    put(r.w, &measure_value_record, &(MeasureValue){.measure = r.measured.id, .day = day_of("2025-06-30"), .number = 3});
    put(r.w, &plan_measure_record, &(PlanMeasure){.action = r.first.id, .position = 2, .text = S("Is done"), .kind = MEASURE_DELIVERABLE});
    put(r.w, &plan_theme_record, &(PlanTheme){.action = r.first.id, .theme = theme.id});
    return r;
}

static Plan plan_of(Room *r) {
    Plan plan;
    Db *db = NULL;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(plan_read(db, r->w->arena, r->year.id, (OrganisationId){0}, day_of("2025-07-23"), &plan));
    store_return(db);
    return plan;
}

static SheetCompared compared_with(Room *r, Text bytes, SheetRead *read) {
    ReadBook book;
    SheetKnown known = {0};
    SheetCompared out;
    Db *db = NULL;
    Plan *plan = ARENA_NEW(r->w->arena, Plan);
    *plan = plan_of(r);
    book_of_bytes(r->w->arena, bytes, &book);
    assert_int_equal(book.verdict, BOOK_FINE);
    sheet_read(r->w->arena, &book, r->year.starts, read);
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(sheet_known(db, r->w->arena, r->year.id, &known));
    store_return(db);
    sheet_compare(r->w->arena, plan, read, &known, &out);
    return out;
}

static SheetCompared compared(Room *r, const char *csv) {
    SheetRead read;
    SheetCompared out = compared_with(r, text_of(csv), &read);
    assert_text(read.refused, "");
    return out;
}

static void assert_refused_row(const SheetCompared *c, size_t row, const char *words) {
    for (size_t i = 0; i < c->refused_count; i++)
        if (c->refused[i].row == row) {
            if (!text_contains(c->refused[i].refused, text_of(words))) fail_msg("row %zu: %.*s", row, TEXT_ARG(c->refused[i].refused));
            return;
        }
    fail_msg("row %zu is not refused", row);
}

static bool is_said(const Sentences *said, const char *words) {
    for (size_t i = 0; i < said->count; i++)
        if (text_contains(said->items[i], text_of(words))) return true;
    return false;
}

/* ---- What goes out comes back ---- */

static void the_plan_that_goes_out_comes_back_unchanged(void **state) {
    Room r = begun(state);
    Plan plan = plan_of(&r);
    SheetRead read;
    Buffer csv = buffer_new(r.w->arena, 4096);
    Table table = plan_table(r.w->arena, &plan), guarded = plan_table(r.w->arena, &plan);
    Text xlsx;
    plan_table_guard(r.w->arena, &guarded);
    table_put_csv(&csv, r.w->arena, &table);
    assert_has(buffer_text(&csv), "'=Teach"); /* no spreadsheet runs it */
    assert_fine(spreadsheet_make(r.w->arena, &(TableList){&guarded, 1}, S("Plan"), S(""), (Moment){1000000}, &xlsx));
    const Text files[] = {buffer_text(&csv), xlsx};
    for (int i = 0; i < 2; i++) {
        SheetCompared c = compared_with(&r, files[i], &read);
        if (c.count)
            fail_msg("%.*s: %s: %.*s -> %.*s", TEXT_ARG(c.items[0].key), c.items[0].change.items[0].what,
                TEXT_ARG(c.items[0].change.items[0].before), TEXT_ARG(c.items[0].change.items[0].after));
        assert_int_equal(c.same, 2);
        assert_int_equal(c.refused_count + c.missing.count + c.unknown.count + c.noted_count, 0);
    }
}

/* ---- Faults ---- */

static void R41_R42_rows_that_cannot_be_read_are_told(void **state) {
    Room r = begun(state);
    put(r.w, &plan_number_record,
        &(PlanNumber){.agreement = r.year.id, .action = r.first.id, .number = S("3.7"), .until = day_of("2025-05-01")});
    SheetCompared c = compared(&r, HEAD "3,,3.2,New,Do,,March 2026,County Police,,,,\n"       /* 2: fine */
                                        "3,,3.2,Again,Do,,March 2026,County Police,,,,\n"     /* 3: twice */
                                        "3,,4.1,Elsewhere,Do,,March 2026,County Police,,,,\n" /* 4: another section's number */
                                        "5,,5.1,Nowhere,Do,,March 2026,County Police,,,,\n"   /* 5: no such section and no name for it */
                                        "4,Road Safety,4.2,Mixed,Do,,March 2026,County Police,,,,\n" /* 6: the name of section 3 */
                                        "3,,3.7,Once another's,Do,,March 2026,County Police,,,,\n"   /* 7 */
                                        "3,,1.17 4,Garbled,Do,,March 2026,County Police,,,,\n"       /* 8 */
                                        "3,,3.8,,Do,,March 2026,County Police,,,,\n"                 /* 9: no objective */
                                        "3,,3.9,No lead,Do,,some day,,,,,\n"                         /* 10: taken, with doubts */
                                        ",,,\n"
                                        "x,,,Letters,,,,,,,,\n"); /* 12 */
    assert_refused_row(&c, 3, "stands in row 2 already");
    assert_refused_row(&c, 4, "does not fit its section 3");
    assert_refused_row(&c, 5, "no section 5");
    assert_refused_row(&c, 6, "which is section 3");
    assert_refused_row(&c, 7, "Another action had the number 3.7");
    assert_refused_row(&c, 8, "no number of an action");
    assert_refused_row(&c, 9, "no objective");
    assert_refused_row(&c, 12, "no number from 1 to 99");
    assert_int_equal(c.count, 2);
    assert_text(c.items[0].key, "3.2");
    assert_true(is_said(&c.items[1].said, "It has no lead."));
    assert_true(is_said(&c.items[1].said, "no day or month"));
    assert_int_equal(c.items[1].line.action.due.n, day_of("2026-03-31").n);
    assert_int_equal(c.missing.count, 2); /* they stay */
}

static void R42_new_actions_without_a_number_get_one_each(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, HEAD "3,,,New,Do,,March 2026,County Police,,,,\n"
                                        "3,,,Newer,Do,,March 2026,County Police,,,,\n");
    assert_int_equal(c.count, 2);
    assert_text(c.items[0].key, "3.11");
    assert_text(c.items[1].key, "3.12");
    c = compared(&r, "Priority,Objective,Actions,Timescale,Lead\nRoad Safety,New,Do,March 2026,CC\nTown Centres,Shops,Do,March 2026,CC\n"
                     "Road Safety,Newer,Do,March 2026,CC\nTown Centres,Stalls,Do,March 2026,CC\n"); /* no column for it */
    assert_int_equal(c.count, 5);
    static const char *const keys[] = {"section-10", "3.11", "10.1", "3.12", "10.2"};
    for (size_t i = 0; i < 5; i++) assert_text(c.items[i].key, keys[i]);
}

static void two_rows_about_one_action_by_its_objective_are_told(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, HEAD "3,,,=Teach,Teach twice,,March 2026,County Police,,,,\n"
                                        "3,,,=teach,Teach thrice,,March 2026,County Police,,,,\n"
                                        "3,,3.10,Learn,Do,,March 2026,County Police,,,,\n");
    assert_int_equal(c.count, 1);
    assert_text(c.items[0].line.action.steps, "Teach twice");
    assert_refused_row(&c, 3, "row 2 is about already");
    assert_refused_row(&c, 4, "row 2 is about already");
    assert_int_equal(c.missing.count, 1);
}

static void formulas_errors_and_merged_cells_are_told(void **state) {
    Room r = begun(state);
    SheetRead read;
    SheetCompared c = compared_with(&r,
        xlsx_made(r.w->arena,
            "<sheetData><row r='2'><c r='A2' t='str'><v>No</v></c><c r='B2' t='str'><v>Outcome</v></c><c r='C2' "
            "t='str'><v>Activities</v></c><c r='D2' t='str'><v>Due</v></c>"
            "<c r='E2' t='str'><v>Who</v></c><c r='F2' t='str'><v>Budget</v></c></row>"
            "<row r='3'><c r='A3'><v>3.2</v></c><c r='B3' t='str'><v>Merged</v></c><c r='C3' t='str'><v>One</v></c><c r='D3' "
            "s='1'><v>46112</v></c><c r='E3' t='str'><v>CC</v></c></row>"
            "<row r='4'><c r='C4' t='str'><v>Two</v></c></row>"
            "<row r='5'><c r='A5'><v>3.3</v></c><c r='B5' t='str'><f>A1</f><v>From a formula</v></c><c r='C5' t='str'><v>Do</v></c></row>"
            "<row r='6'><c r='A6'><v>3.4</v></c><c r='B6'><f>A1</f></c><c r='C6' t='str'><v>Do</v></c></row>"
            "<row r='7'><c r='A7'><v>3.5</v></c><c r='B7' t='e'><v>#REF!</v></c></row>"
            "<row r='8'><c r='A8' s='1'><v>46054</v></c><c r='B8' t='str'><v>A day for a number</v></c></row></sheetData>"
            "<mergeCells><mergeCell ref='A3:A4'/><mergeCell ref='B3:B4'/><mergeCell ref='D3:D5'/></mergeCells>"),
        &read);
    assert_true(is_said(&read.said, "\u201cBudget\u201d is none"));
    assert_int_equal(c.count, 2);
    assert_text(c.items[0].line.action.steps, "One\nTwo"); /* one action in two rows */
    assert_int_equal(c.items[0].line.leads.items[0].organisation.n, r.council.id.n);
    assert_true(is_said(&c.items[1].said, "Objective is a formula"));
    assert_true(is_said(&c.items[1].said, "Merged cells"));
    assert_int_equal(c.items[1].line.action.due.n, day_of("2026-03-31").n);
    assert_refused_row(&c, 6, "formula without a value");
    assert_refused_row(&c, 7, "#REF!");
    assert_refused_row(&c, 8, "made a day");
}

static void what_is_no_plan_is_refused_whole(void **state) {
    Room r = begun(state);
    SheetRead read;
    compared_with(&r, S("It was a quiet evening, and nobody had written a plan.\nThe rain fell, and fell.\n"), &read);
    assert_has(read.refused, "No row of headings");
    compared_with(&r, S(HEAD), &read);
    assert_has(read.refused, "no row below the headings");
    Buffer many = buffer_new(r.w->arena, 500000);
    buffer_put(&many, S(HEAD));
    for (int i = 0; i < 10000; i++) buffer_putf(&many, "3,,,Objective %d,Do,,March 2026,County Police,,,,\n", i);
    compared_with(&r, buffer_text(&many), &read);
    assert_has(read.refused, "10000 rows");
}

static void sections_without_columns_stand_over_their_actions(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, "No.;Objective;Actions;Timescale;Lead\nPriority: Town Centres;;;;\n4.1;Evenings are safe;Do;March "
                                   "2026;County Police\n;Shops know;Do;March 2026;County Police / CC\n");
    assert_int_equal(c.count, 3);
    assert_text(c.items[0].key, "section-4");
    assert_text(c.items[0].part.section.title, "Town Centres");
    assert_true(is_said(&c.items[0].said, "no priority of this name"));
    assert_text(c.items[2].key, "4.2");
    assert_true(is_said(&c.items[2].said, "gets 4.2"));
    assert_int_equal(c.items[2].line.leads.count, 2);
}

static void of_several_timescales_the_latest_counts(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, HEAD "3,,3.2,New,Do,,\"March 2026; December 2025\",County Police,,,,\n"
                                        "3,,3.3,Newer,Do,,\"December 2025; soon\",County Police,,,,\n");
    assert_int_equal(c.count, 2);
    assert_int_equal(date_compare(c.items[0].line.action.due, day_of("2026-03-31")), 0);
    assert_true(is_said(&c.items[0].said, "latest of them"));
    assert_true(is_said(&c.items[1].said, "no day or month"));
}

static void R40_a_liaison_among_the_leads_is_no_lead(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, "No.,Lead,Actions\n3.1,\"County Police\nTeam A / Team B (east) (project liaison)\",\n");
    assert_int_equal(c.count, 0); /* that one it has */
    c = compared(&r, "No.,Lead,Actions\n3.1,\"County Police\nSafety Team (project liaison)\",\n");
    assert_int_equal(c.count, 1);
    size_t leads = 0, liaisons = 0;
    for (size_t i = 0; i < c.items[0].line.leads.count; i++) {
        leads += c.items[0].line.leads.items[i].role == LEAD_LEADS;
        liaisons += c.items[0].line.leads.items[i].role == LEAD_LIAISON;
    }
    assert_int_equal(leads, 1);
    assert_int_equal(liaisons, 1); /* instead of the one that it had, not beside it */
}

static void names_and_themes_that_nobody_knows_are_told(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, HEAD "3,,3.2,New,Do,,March 2026,\"Prevent Team\nNight Team (County Police)\",Traders (project "
                                        "liaison),maybe,,\"Prevention, early help, Luck\"\n");
    assert_int_equal(c.unknown.count, 2);
    assert_text(c.unknown.items[0], "Prevent Team");
    assert_text(c.unknown.items[1], "Traders");
    assert_int_equal(c.items[0].line.leads.items[1].organisation.n, r.police.id.n);
    assert_int_equal(c.items[0].line.leads.items[2].role, LEAD_LIAISON);
    assert_true(is_said(&c.items[0].said, "no theme \u201cLuck\u201d"));
    assert_true(is_said(&c.items[0].said, "neither yes nor no"));
    assert_int_equal(c.items[0].themes.count, 1);
}

static void what_has_values_stays(void **state) {
    Room r = begun(state);
    SheetCompared c = compared(&r, "No.,Objective,Measures,Lead\n3.1,,Lessons [percentage; unit: %],County Police\n");
    assert_true(is_said(&c.items[0].said, "its kind and unit stay"));
    assert_int_equal(c.items[0].line.measures.items[0].kind, MEASURE_NUMBER);
    c = compared(&r, "No.,Objective,Measures,Lead\n3.1,,Another,County Police\n");
    assert_int_equal(c.items[0].line.measures.count, 2);
    assert_text(c.items[0].line.measures.items[1].text, "Lessons");
    c = compared(&r, "No.,Objective,Measures,Lead\n3.1,,Another [number; target: many],County Police\n");
    assert_refused_row(&c, 2, "no number of its kind");
}

/* ---- The pages ---- */

static PlanSheet kept(Room *r, const char *csv) {
    ReadBook book;
    PlanSheet sheet;
    book_of_bytes(r->w->arena, text_of(csv), &book);
    Tx *tx = begin(r->w);
    assert_fine(sheet_keep(tx, r->year.id, S("plan.csv"), 0, &book, &sheet));
    commit(tx);
    return sheet;
}

static int64_t count(Room *r, const char *sql) {
    return number_of(r->w, r->w->office, sql);
}

static Answer as_clerk(Room *r, OfficeHandler *handler, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = CLERK, .id = id, .form = form});
}

static const char *taking(Room *r, const char *keys) {
    Plan plan = plan_of(r);
    Moment now = moment_now();
    return text_string(r->w->arena, text_format(r->w->arena, "act=take&mark=%.*s&seen=%.*s%s", TEXT_ARG(plan_mark(r->w->arena, &plan)),
                                        TEXT_ARG(moment_utc_micro(r->w->arena, now)), keys));
}

static void what_is_ticked_is_taken_in_one_go(void **state) {
    Room r = begun(state);
    PlanSheet sheet = kept(&r, HEAD
        "3,,3.1,Changed,\"Share\nMeet\",Is done,March 2026,County Council,,No,,\n"
        "7,Town Centres,7.1,New,Do,Number of shops,March 2026,Prevent Team,,Yes,,\n7,,7.2,Not this,Do,,March 2026,County Police,,,,\n");
    Answer page = as_clerk(&r, plan_sheet_preview, sheet.id.n, NULL);
    assert_shows(page, "Changed");
    assert_shows(page, "Prevent Team");
    assert_shows(page, "In the plan and not in the file");
    assert_refused(as_clerk(&r, plan_sheet_take, sheet.id.n, taking(&r, "")), "take", "Tick what is to be taken");
    const char *form = taking(&r, "&take=3.1&take=7.1&name=Prevent Team&organisation=1");
    assert_done(as_clerk(&r, plan_sheet_take, sheet.id.n, form), "/office/plan/years/1/actions");
    assert_done(as_clerk(&r, plan_sheet_take, sheet.id.n, form), "/office/plan/years/1/actions"); /* pressed twice */
    assert_int_equal(count(&r, "select count(*) from plan_action"), 3);
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'Changed' and is_funded = 0 and is_linked = 0 and state "
                               "= 'on_track' and sheet = 1"),
        1);
    assert_int_equal(count(&r, "select count(*) from plan_lead l join plan_action a on a.id = l.action where a.objective = 'New' and "
                               "l.post = 'Prevent Team' and l.organisation = 1"),
        1);
    assert_int_equal(count(&r, "select count(*) from plan_lead where action = 1"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_measure where action = 1"), 2); /* one has values */
    assert_int_equal(count(&r, "select count(*) from plan_theme"), 0);
    assert_int_equal(
        count(&r, "select count(*) from plan_section s join priority p on p.id = s.priority where p.name = 'Town Centres'"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_sheet where state = 'taken' and taken = 2 and file = ''"), 1);
    assert_int_equal(count(&r, "select count(*) from file"), 0);
    assert_shows(as_clerk(&r, plan_action_show, 1, NULL), "The file plan.csv");
}

static void nothing_is_taken_into_a_plan_that_changed_meanwhile(void **state) {
    Room r = begun(state);
    PlanSheet sheet = kept(&r, HEAD "3,,3.1,Changed,Share,,March 2026,County Police,,,,\n");
    const char *form = taking(&r, "&take=3.1");
    PlanAction action;
    fetch(r.w, &plan_action_record, r.second.id.n, &action);
    action.objective = S("Somebody was faster");
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &plan_action_record, &action));
    commit(tx);
    Answer page = as_clerk(&r, plan_sheet_take, sheet.id.n, form);
    assert_refused(page, "take", "changed since you looked");
    assert_has(page.body, "What others changed meanwhile");
    assert_has(page.body, "Somebody was faster");
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'Changed'"), 0);
    assert_done(as_clerk(&r, plan_sheet_take, sheet.id.n, taking(&r, "&take=3.1")), "/office/plan/years/1/actions");
}

static void a_file_that_is_left_or_too_old_is_not_kept(void **state) {
    Room r = begun(state);
    PlanSheet sheet = kept(&r, HEAD "3,,3.1,Changed,Share,,March 2026,County Police,,,,\n"), later;
    assert_done(as_clerk(&r, plan_sheet_take, sheet.id.n, "act=leave"), "/office/plan/years/1/actions");
    assert_error(as_clerk(&r, plan_sheet_preview, sheet.id.n, NULL).error, ERROR_ENDED);
    sheet = kept(&r, HEAD "3,,3.1,Changed,Share,,March 2026,County Police,,,,\n");
    world_tamper(r.w, STORE_OFFICE, "update plan_sheet set sent_at = sent_at - 1300000000000 where state = 'waiting'");
    later = kept(&r, HEAD "3,,3.1,Changed,Share,,March 2026,County Police,,,,\n");
    assert_error(as_clerk(&r, plan_sheet_preview, sheet.id.n, NULL).error, ERROR_ENDED);
    assert_shows(as_clerk(&r, plan_sheet_preview, later.id.n, NULL), "Changed");
    assert_int_equal(count(&r, "select count(*) from file"), 1);
}

static void what_is_refused_at_the_agreement(Room *r, int64_t agreement, const char *words) {
    Answer refused = as_clerk(r, plan_agreement_delete_do, agreement, "version=1");
    assert_error(refused.error, ERROR_INPUT);
    if (!text_contains(refused.error->sentence, text_of(words))) fail_msg("%.*s", TEXT_ARG(refused.error->sentence));
}

static void files_that_were_left_do_not_keep_an_agreement(void **state) {
    Room r = begun(state);
    Agreement mistaken = {.body = r.body.id, .title = S("A mistake"), .starts = day_of("2026-04-01"), .state = AGREEMENT_DRAFT},
              used = r.year;
    put(r.w, &agreement_record, &mistaken);
    r.year = mistaken;
    PlanSheet sheet = kept(&r, HEAD "1,Roads,1.1,New,Do,,March 2027,County Police,,,,\n");
    what_is_refused_at_the_agreement(&r, mistaken.id.n, "a file that waits to be looked at");
    assert_int_equal(count(&r, "select count(*) from plan_sheet where state = 'waiting'"), 1);
    assert_done(as_clerk(&r, plan_sheet_take, sheet.id.n, "act=leave"), "/office/plan/years/2/actions");
    what_is_refused_at_the_agreement(&r, used.id.n, "consultation");
    assert_int_equal(count(&r, "select count(*) from plan_sheet"), 1);
    assert_done(as_clerk(&r, plan_agreement_delete_do, mistaken.id.n, "version=1"), "/office/plan");
    assert_int_equal(count(&r, "select count(*) from agreement"), 1);
    assert_int_equal(count(&r, "select count(*) from plan_sheet"), 0);
}

static void a_closed_year_takes_nothing(void **state) {
    Room r = begun(state);
    PlanSheet sheet = kept(&r, HEAD "3,,3.1,Changed,Share,,March 2026,County Police,,,,\n");
    const char *form = taking(&r, "&take=3.1");
    r.year.state = AGREEMENT_CLOSED;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &agreement_record, &r.year));
    commit(tx);
    assert_error(as_clerk(&r, plan_sheet_take, sheet.id.n, form).error, ERROR_INPUT);
    assert_error(as_clerk(&r, plan_sheet_show, r.year.id.n, NULL).error, ERROR_INPUT);
    assert_int_equal(count(&r, "select count(*) from plan_action where objective = 'Changed'"), 0);
}

static void the_template_is_read_as_an_empty_plan(void **state) {
    Room r = begun(state);
    SheetRead read;
    Answer csv = as_clerk(&r, plan_template_csv, 0, NULL), xlsx = as_clerk(&r, plan_template_xlsx, 0, NULL);
    compared_with(&r, csv.body, &read);
    assert_has(read.refused, "no row below the headings");
    compared_with(&r, xlsx.body, &read);
    assert_has(read.refused, "no row below the headings");
    for (int i = 0; i < PLAN_COLUMNS; i++) assert_true(read.has[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(headings_are_known_by_many_names),
        TEST(days_are_known_in_many_forms),
        TEST(R42_numbers_are_the_sections_and_their_own),
        TEST(a_measure_in_a_line_loses_nothing),
        TEST(the_plan_that_goes_out_comes_back_unchanged),
        TEST(R41_R42_rows_that_cannot_be_read_are_told),
        TEST(R42_new_actions_without_a_number_get_one_each),
        TEST(two_rows_about_one_action_by_its_objective_are_told),
        TEST(formulas_errors_and_merged_cells_are_told),
        TEST(what_is_no_plan_is_refused_whole),
        TEST(sections_without_columns_stand_over_their_actions),
        TEST(of_several_timescales_the_latest_counts),
        TEST(R40_a_liaison_among_the_leads_is_no_lead),
        TEST(names_and_themes_that_nobody_knows_are_told),
        TEST(what_has_values_stays),
        TEST(what_is_ticked_is_taken_in_one_go),
        TEST(nothing_is_taken_into_a_plan_that_changed_meanwhile),
        TEST(a_file_that_is_left_or_too_old_is_not_kept),
        TEST(files_that_were_left_do_not_keep_an_agreement),
        TEST(a_closed_year_takes_nothing),
        TEST(the_template_is_read_as_an_empty_plan),
    };
    return RUN("plan sheet", tests);
}
