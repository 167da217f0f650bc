/* The plan through the valve: what is endorsed goes out (R46), notes, evidence and unfinished chapters stay, what may not go out holds it back, what was
 * public and is changed is told in sentences without the words that stood there. */
#include "store/world.h"

#include "paper/sandbox.h"
#include "plan/plan.sql.h"
#include "publish/agreement_valve.h"
#include "publish/watch_list.h"
#include "store/search.h"

typedef struct {
    World *w;
    Valve valve;
    Agreement year;
    PlanSection section;
    PlanAction action;
    PlanMeasure measure;
} Outside;

static void put(Outside *o, const Record *record, void *value) {
    Tx *tx = begin(o->w);
    assert_fine(record_id(value) ? record_update(tx, record, value) : record_insert(tx, record, value));
    commit(tx);
}

static Date day_of(const char *iso) {
    Date day;
    assert_true(date_parse_iso(text_of(iso), &day));
    return day;
}

static void chapters(Outside *o) {
    AgreementChapter chapters[] = {
        {.kind = CHAPTER_LANDSCAPE, .heading = S("The landscape"), .text = S("Twelve districts work together."), .state = CHAPTER_FINISHED},
        {.kind = CHAPTER_FOREWORD, .heading = S("Foreword"), .text = S("CANARYDRAFT words of the chair."), .state = CHAPTER_DRAFT}};
    for (size_t i = 0; i < 2; i++) {
        chapters[i].agreement = o->year.id;
        chapters[i].position = (int64_t)i + 1;
        put(o, &agreement_chapter_record, &chapters[i]);
    }
}

static void progress(Outside *o, const char *done, const char *note) {
    PlanProgress p = {.action = o->action.id,
        .day = day_of("2025-07-05"),
        .state = PLAN_AT_RISK,
        .done = text_of(done),
        .reason = S("A trainer is missing."),
        .note = text_of(note),
        .evidence_title = S("CANARYEVIDENCE list"),
        .evidence_name = S("canaryfile.pdf"),
        .written_by = S("Canarywriter")};
    Tx *tx = begin(o->w);
    assert_fine(record_get(tx_db(tx), tx_arena(tx), &plan_action_record, o->action.id.n, &o->action));
    assert_fine(plan_progress_put(tx, &o->action, &p));
    commit(tx);
}

static void plan(Outside *o) {
    Priority priority = {.name = S("Road Safety"), .kind = PRIORITY_OWN};
    Organisation police = {.name = S("County Police")};
    put(o, &priority_record, &priority);
    put(o, &organisation_record, &police);
    put(o, &priority_name_record, &(PriorityName){.priority = priority.id, .name = S("Safer Roads"), .until = day_of("2022-03-31")});
    o->section = (PlanSection){.agreement = o->year.id,
        .number = 3,
        .priority = priority.id,
        .title = S("Road Safety"),
        .lead = S("Chair"),
        .aim = S("Fewer are hurt")};
    put(o, &plan_section_record, &o->section);
    o->action = (PlanAction){.agreement = o->year.id,
        .section = o->section.id,
        .number = 2,
        .objective = S("Share campaigns"),
        .steps = S("Share the calendar\nMeet districts"),
        .due = day_of("2026-03-31"),
        .state = PLAN_NOT_STARTED,
        .is_funded = true,
        .note = S("CANARYNOTE the officer of harbour ward is ill with glandular fever")};
    put(o, &plan_action_record, &o->action);
    put(o, &plan_lead_record, &(PlanLead){.action = o->action.id, .organisation = police.id, .role = LEAD_LEADS});
    put(o, &plan_number_record,
        &(PlanNumber){.agreement = o->year.id, .action = o->action.id, .number = S("4.1"), .until = day_of("2025-05-01")});
    o->measure = (PlanMeasure){.action = o->action.id,
        .position = 1,
        .text = S("People at workshops"),
        .kind = MEASURE_ATTENDANCE,
        .unit = S("people"),
        .target = S("40")};
    put(o, &plan_measure_record, &o->measure);
    put(o, &measure_value_record,
        &(MeasureValue){.measure = o->measure.id, .day = day_of("2025-06-30"), .number = 31, .written_by = S("Canarywriter")});
    progress(o, "The calendar was shared.", "CANARYPROGRESS a grandparent complained to the headteacher about swearing constables");
}

static Outside outside(void **state) {
    Outside o = {.w = *state};
    Body body = {.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true};
    o.valve = (Valve){.office = o.w->office,
        .published = world_create(o.w, STORE_PUBLISHED),
        .letterbox = world_create(o.w, STORE_LETTERBOX),
        .data_folder = o.w->folder};
    put(&o, &body_record, &body);
    o.year = (Agreement){.body = body.id,
        .title = S("Agreement 2025/26"),
        .starts = day_of("2025-04-01"),
        .state = AGREEMENT_ENDORSED,
        .endorsed_on = day_of("2025-03-25"),
        .review_note = S("CANARYREVIEW"),
        .sent_proof = S("CANARYPROOF")};
    put(&o, &agreement_record, &o.year);
    chapters(&o);
    plan(&o);
    return o;
}

static void outside_end(Outside *o) {
    store_close(o->valve.published);
    store_close(o->valve.letterbox);
}

static void publish(Outside *o) {
    Tx *tx = begin(o->w);
    assert_fine(agreement_publication_ask(tx, o->year.id));
    commit(tx);
    assert_fine(agreement_bring(&o->valve, o->w->arena, o->year.id));
}

static AgreementPublication publication(Outside *o) {
    Db *db;
    AgreementPublication p = {0};
    bool found;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(agreement_publication_of(db, o->w->arena, o->year.id, &p, &found));
    store_return(db);
    assert_true(found);
    return p;
}

static Text everything(Outside *o) {
    static const char *const tables[] = {"published_agreement", "published_chapter", "published_agreement_version",
        "published_plan_section", "published_plan_action", "published_plan_measure", "published_measure_value", "published_plan_progress",
        "published_plan_change", NULL};
    Db *db;
    Buffer out = buffer_new(o->w->arena, 65536);
    assert_fine(store_borrow(o->valve.published, o->w->arena, &db));
    for (int i = 0; tables[i] || i == 9; i++) {
        Rows *rows;
        bool has_row;
        Text sql = i == 9 ? S("select title, body, url, about from search") : text_format(o->w->arena, "select * from %s", tables[i]);
        assert_fine(db_query_text(db, o->w->arena, sql, NULL, 0, &rows));
        for (assert_fine(rows_next(rows, &has_row)); has_row; assert_fine(rows_next(rows, &has_row)))
            for (int c = 0; c < rows_columns(rows); c++) {
                Value v = rows_value(rows, c);
                if (v.kind == VALUE_TEXT) buffer_put(&out, v.text), buffer_put_char(&out, '\n');
            }
        rows_end(rows);
        if (i == 9) break;
    }
    store_return(db);
    return buffer_text(&out);
}

#define OUTSIDE(o, sql) number_of((o).w, (o).valve.published, (sql))

static void assert_nothing_of_the_office(Outside *o) {
    static const char *const inside[] = {"CANARY", "canary", "Canary", "glandular", "headteacher", NULL};
    Text all = everything(o);
    for (int i = 0; inside[i]; i++)
        if (text_contains(all, text_of(inside[i]))) fail_msg("%s is public", inside[i]);
}

static void R46_what_is_endorsed_goes_out_and_what_is_the_offices_stays(void **state) {
    Outside o = outside(state);
    publish(&o);
    assert_text(publication(&o).held_back, "");
    assert_int_equal(publication(&o).state, AGREEMENT_OUT);
    static const char *const open[] = {"Agreement 2025/26", "2025-26", "Twelve districts", "Foreword", "Fewer are hurt",
        "Safer Roads (until 31 March 2022)", "Share the calendar\nMeet districts", "County Police", "The calendar was shared.",
        "A trainer is missing.", "31 people", "/plan/2025-26/3.2", "4.1", NULL};
    Text all = everything(&o);
    for (int i = 0; open[i]; i++)
        if (!text_contains(all, text_of(open[i]))) fail_msg("%s is not public", open[i]);
    assert_nothing_of_the_office(&o);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_chapter where is_to_follow = 1"), 1);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_plan_change"), 0);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_agreement where pages > 0 and bytes > 0"), 1);
    outside_end(&o);
}

static void R46_a_draft_is_not_published(void **state) {
    Outside o = outside(state);
    o.year.state = AGREEMENT_DRAFT;
    put(&o, &agreement_record, &o.year);
    Tx *tx = begin(o.w);
    Error *error = agreement_publication_ask(tx, o.year.id);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "has not endorsed it yet");
    tx_end(tx);
    outside_end(&o);
}

/* The job asks again: between the press and the job the endorsement can be taken back. */
static void R46_an_endorsement_taken_back_meanwhile_stops_the_job(void **state) {
    Outside o = outside(state);
    Tx *tx = begin(o.w);
    assert_fine(agreement_publication_ask(tx, o.year.id));
    commit(tx);
    o.year.state = AGREEMENT_DRAFT;
    put(&o, &agreement_record, &o.year);
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    assert_int_equal(publication(&o).state, AGREEMENT_HELD_BACK);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_agreement"), 0);
    outside_end(&o);
}

static void what_changes_is_told_without_the_words_that_stood_there(void **state) {
    Outside o = outside(state);
    o.action.objective = S("Help PEREGRINE with campaigns");
    put(&o, &plan_action_record, &o.action);
    publish(&o);
    AgreementPublication first = publication(&o);
    bool is_outdated;
    Db *db;
    o.action.objective = S("Share campaigns");
    o.action.state = PLAN_COMPLETE;
    put(&o, &plan_action_record, &o.action);
    PlanAction added = {
        .agreement = o.year.id, .section = o.section.id, .number = 3, .objective = S("Count crossings"), .state = PLAN_ON_TRACK};
    put(&o, &plan_action_record, &added);
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(agreement_is_outdated(db, o.w->arena, &first, day_of("2025-07-06"), &is_outdated));
    store_return(db);
    assert_true(is_outdated);
    assert_has(everything(&o), "PEREGRINE"); /* nothing goes out by itself */
    publish(&o);
    assert_int_equal(moment_compare(publication(&o).published_at, first.published_at), 0);
    Text all = everything(&o);
    assert_has(all, "State: Complete, before: At risk. The objective was reworded.");
    assert_has(all, "It is new.");
    assert_false(text_contains(all, S("PEREGRINE")));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_plan_change"), 2);
    publish(&o); /* nothing changed: nothing is told */
    assert_int_equal(OUTSIDE(o, "select count(*) from published_plan_change"), 2);
    /* What a later publication brought and the next took away is nowhere either. */
    o.action.objective = S("Help QUAGMIRE with campaigns");
    put(&o, &plan_action_record, &o.action);
    publish(&o);
    assert_has(everything(&o), "QUAGMIRE");
    o.action.objective = S("Share campaigns");
    put(&o, &plan_action_record, &o.action);
    publish(&o);
    assert_false(text_contains(everything(&o), S("QUAGMIRE")));
    outside_end(&o);
}

static void a_note_that_was_copied_into_the_progress_holds_it_back(void **state) {
    Outside o = outside(state);
    publish(&o);
    progress(&o, "A grandparent complained to the headteacher about swearing constables, so the visit was moved.", "");
    publish(&o);
    AgreementPublication p = publication(&o);
    assert_int_equal(p.state, AGREEMENT_HELD_BACK);
    assert_has(p.held_back, "note for the office");
    assert_has(everything(&o), "The calendar was shared."); /* what stood outside stays */
    assert_nothing_of_the_office(&o);
    outside_end(&o);
}

static void a_phrase_of_the_watch_list_holds_it_back(void **state) {
    Outside o = outside(state);
    put(&o, &watch_phrase_record, &(WatchPhrase){.phrase = S("twelve districts work")});
    publish(&o);
    assert_int_equal(publication(&o).state, AGREEMENT_HELD_BACK);
    assert_has(publication(&o).held_back, "The landscape");
    assert_int_equal(OUTSIDE(o, "select count(*) from published_agreement"), 0);
    outside_end(&o);
}

/* Restricted business of any body, half a year ago, while meetings are planned for the year to come. */
static void what_a_meeting_keeps_restricted_holds_it_back(void **state) {
    Outside o = outside(state);
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    Body group = {.name = S("Review Group"), .kind = BODY_WORKING_GROUP};
    put(&o, &body_record, &group);
    Meeting then = {.body = group.id, .day = date_plus_days(today, -180), .state = MEETING_HELD};
    Meeting ahead = {.body = group.id, .day = date_plus_days(today, 340), .state = MEETING_PLANNED};
    put(&o, &meeting_record, &then);
    put(&o, &meeting_record, &ahead);
    AgendaPart part = {.meeting = then.id, .position = 1, .title = S("Restricted"), .is_open = false};
    put(&o, &agenda_part_record, &part);
    AgendaItem item = {.meeting = then.id,
        .part = part.id,
        .position = 1,
        .title = S("Peregrine Street harbour investigation"),
        .public_title = S("A review"),
        .restriction = RESTRICTION_EXEMPT};
    put(&o, &agenda_item_record, &item);
    o.action.steps = S("Follow the Peregrine Street harbour investigation");
    put(&o, &plan_action_record, &o.action);
    publish(&o);
    assert_int_equal(publication(&o).state, AGREEMENT_HELD_BACK);
    assert_has(publication(&o).held_back, "action 3.2");
    assert_int_equal(OUTSIDE(o, "select count(*) from published_agreement"), 0);
    outside_end(&o);
}

/* Taking away does not wait for what cannot be read: the reason alone does. */
static void a_withdrawal_does_not_depend_on_the_check(void **state) {
    Outside o = outside(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(agreement_publication_withdraw(tx, o.year.id, S("A figure was wrong.")));
    commit(tx);
    world_tamper(o.w, STORE_OFFICE, "update plan_action set note = 'sealed:1:broken'");
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    assert_int_equal(publication(&o).state, AGREEMENT_TAKEN_BACK);
    Text all = everything(&o);
    assert_false(text_contains(all, S("calendar")));
    assert_false(text_contains(all, S("A figure was wrong")));
    assert_has(all, "It was withdrawn.");
    outside_end(&o);
}

static void what_is_withdrawn_leaves_its_reason_alone(void **state) {
    Outside o = outside(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_error(agreement_publication_withdraw(tx, o.year.id, S(" ")), ERROR_INPUT);
    tx_end(tx);
    tx = begin(o.w);
    assert_fine(agreement_publication_withdraw(tx, o.year.id, S("A figure was wrong.")));
    commit(tx);
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    assert_int_equal(publication(&o).state, AGREEMENT_TAKEN_BACK);
    Text all = everything(&o);
    assert_has(all, "A figure was wrong.");
    static const char *const gone[] = {"Twelve districts", "Share", "calendar", "31 people", "County Police", NULL};
    for (int i = 0; gone[i]; i++)
        if (text_contains(all, text_of(gone[i]))) fail_msg("%s is still public", gone[i]);
    assert_int_equal(OUTSIDE(o, "select count(*) from file"), 0);
    publish(&o); /* again, at its old address */
    assert_has(everything(&o), "Twelve districts");
    assert_int_equal(OUTSIDE(o, "select count(*) from published_agreement"), 1);
    outside_end(&o);
}

/* A title that was fine when it went out, and names since what is watched. */
static void a_tombstone_does_not_keep_a_title_that_may_not_be_public_any_more(void **state) {
    Outside o = outside(state);
    publish(&o);
    put(&o, &watch_phrase_record, &(WatchPhrase){.phrase = S("Agreement 2025/26")});
    Tx *tx = begin(o.w);
    assert_fine(agreement_publication_withdraw(tx, o.year.id, S("A figure was wrong.")));
    commit(tx);
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    Text all = everything(&o);
    assert_false(text_contains(all, S("Agreement 2025/26")));
    assert_has(all, "An agreement that was withdrawn");
    assert_has(all, "A figure was wrong.");
    assert_has(publication(&o).held_back, "the title of what is withdrawn");
    outside_end(&o);
}

static void another_bodys_agreement_of_the_year_does_not_take_its_address(void **state) {
    Outside o = outside(state);
    Body other = {.name = S("Another Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true};
    publish(&o);
    put(&o, &body_record, &other);
    Agreement second = o.year;
    second.id.n = 0;
    second.body = other.id;
    put(&o, &agreement_record, &second);
    Tx *tx = begin(o.w);
    Error *error = agreement_publication_ask(tx, second.id);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "another agreement for this year");
    tx_end(tx);
    outside_end(&o);
}

/* Whoever changes the body asks for the partnership to be brought over, in the same transaction (people/change.h); that takes the plan back. */
static void R46_the_agreement_of_a_body_that_is_not_public_any_more_is_withdrawn(void **state) {
    Outside o = outside(state);
    Body body;
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(record_get(tx_db(tx), tx_arena(tx), &body_record, o.year.body.n, &body));
    body.is_public = false;
    assert_fine(record_update(tx, &body_record, &body));
    commit(tx);
    assert_fine(publish_partnership(&o.valve, o.w->arena, (Actor){0, S("Clerk")}));
    assert_int_equal(publication(&o).state, AGREEMENT_ASKED);
    assert_false(publication(&o).is_wanted);
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from job where kind = 'publish-agreement' and state = 'waiting'"), 1);
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    assert_int_equal(publication(&o).state, AGREEMENT_TAKEN_BACK);
    Text all = everything(&o);
    assert_has(all, "no longer shows the body");
    assert_false(text_contains(all, S("calendar")));
    assert_false(text_contains(all, S("Safety Partnership"))); /* nor is it named in the place of what is gone */
    assert_false(text_contains(all, S("Agreement 2025/26")));
    assert_int_equal(number_of(o.w, o.valve.published, "select count(*) from published_agreement where body is not null and body > 0"), 0);
    assert_fine(publish_partnership(&o.valve, o.w->arena, (Actor){0, S("Clerk")})); /* and once is enough */
    assert_int_equal(publication(&o).state, AGREEMENT_TAKEN_BACK);
    outside_end(&o);
}

static void R46_what_was_withdrawn_before_its_body_became_private_names_it_no_longer(void **state) {
    Outside o = outside(state);
    Body body;
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(agreement_publication_withdraw(tx, o.year.id, S("A figure was wrong.")));
    commit(tx);
    assert_fine(agreement_bring(&o.valve, o.w->arena, o.year.id));
    assert_has(everything(&o), "Safety Partnership");
    tx = begin(o.w);
    assert_fine(record_get(tx_db(tx), tx_arena(tx), &body_record, o.year.body.n, &body));
    body.is_public = false;
    assert_fine(record_update(tx, &body_record, &body));
    commit(tx);
    assert_fine(publish_partnership(&o.valve, o.w->arena, (Actor){0, S("Clerk")}));
    Text all = everything(&o);
    assert_has(all, "A figure was wrong.");
    assert_false(text_contains(all, S("Safety Partnership")));
    assert_false(text_contains(all, S("Agreement 2025/26")));
    outside_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(R46_what_is_endorsed_goes_out_and_what_is_the_offices_stays),
        TEST(R46_a_draft_is_not_published),
        TEST(R46_an_endorsement_taken_back_meanwhile_stops_the_job),
        TEST(what_changes_is_told_without_the_words_that_stood_there),
        TEST(a_note_that_was_copied_into_the_progress_holds_it_back),
        TEST(a_phrase_of_the_watch_list_holds_it_back),
        TEST(what_a_meeting_keeps_restricted_holds_it_back),
        TEST(a_withdrawal_does_not_depend_on_the_check),
        TEST(what_is_withdrawn_leaves_its_reason_alone),
        TEST(a_tombstone_does_not_keep_a_title_that_may_not_be_public_any_more),
        TEST(another_bodys_agreement_of_the_year_does_not_take_its_address),
        TEST(R46_the_agreement_of_a_body_that_is_not_public_any_more_is_withdrawn),
        TEST(R46_what_was_withdrawn_before_its_body_became_private_names_it_no_longer),
    };
    return RUN("publish agreement", tests);
}
