/* Figures of the plan: the whole page of a year, a filter, finding over all years, and what changed from a year to the next, over 5,000 actions in
 * 20 years. Each is the middle of 51 runs on an embedded store of its own, in milliseconds; the page is reading and filtering, without the markup. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "paper/spreadsheet_read.h"
#include "plan/finding.h"

enum { YEARS = 20, SECTIONS = 10, ACTIONS = 25, RUNS = 51 };

/* Of the processor, which is the same on a busy machine: nothing here waits. */
static double milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(Error *error) {
    if (!error) return;
    fprintf(stderr, "%.*s\n", TEXT_ARG(error->sentence));
    exit(1);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct {
    OrganisationId organisation;
    PlanActionId before[SECTIONS * ACTIONS];
    Date due; /* the last day of the year that is made */
} Making;

static void action_make(Tx *tx, Making *m, AgreementId agreement, PlanSectionId section, int number, int place) {
    PlanAction a = {.agreement = agreement,
        .section = section,
        .number = number,
        .objective = S("Share what reviews teach with every partner"),
        .steps = S("Hold seminars\nSend briefings\nKeep recordings"),
        .due = m->due,
        .state = number % 3 ? PLAN_ON_TRACK : PLAN_COMPLETE,
        .is_funded = place == 7,
        .continues = m->before[place]};
    must(record_insert(tx, &plan_action_record, &a));
    m->before[place] = a.id;
    must(record_insert(tx, &plan_lead_record, &(PlanLead){.action = a.id, .organisation = m->organisation, .role = LEAD_LEADS}));
    for (int i = 1; i <= 2; i++)
        must(record_insert(tx, &plan_measure_record,
            &(PlanMeasure){.action = a.id, .position = i, .text = S("People who attended"), .kind = MEASURE_ATTENDANCE}));
}

/* A year of `actions` actions in all. */
static AgreementId year_make(Tx *tx, Making *m, BodyId body, int year, int actions) {
    Agreement g = {.body = body, .title = S("Agreement"), .starts = date_of(year, 4, 1), .state = AGREEMENT_ENDORSED};
    int made = 0;
    m->due = year_ends(g.starts);
    must(record_insert(tx, &agreement_record, &g));
    for (int s = 1; s <= SECTIONS && made < actions; s++) {
        PlanSection section = {.agreement = g.id, .number = s, .title = S("Priority"), .is_shared = true};
        must(record_insert(tx, &plan_section_record, &section));
        for (int n = 1; n <= ACTIONS && made < actions; n++) action_make(tx, m, g.id, section.id, n, made), made++;
    }
    return g.id;
}

static Store *store_make(Arena *arena, const char *folder) {
    Store *store = NULL;
    must(store_create(arena, &(StoreOptions){.kind = STORE_OFFICE, .address = text_of(folder)}, &store));
    return store;
}

typedef void Work(Db *db, Arena *arena, const AgreementId *years);

static void whole(Db *db, Arena *arena, const AgreementId *years) {
    Plan plan;
    must(plan_read(db, arena, years[YEARS], (OrganisationId){1}, date_of(2025, 7, 23), &plan));
}

/* A page of 50 lines, as the page of all years has it. */
static void find(Db *db, Arena *arena, PlanSearch search) {
    PlanFound found;
    must(plan_find(db, arena, &search, date_of(2025, 7, 23), (FoundLines){0, 50, false}, &found));
    if (found.count == 0) must(error_new(arena, ERROR_NOT_FOUND, "The search finds nothing, so its time says nothing."));
}

static void all_found(Db *db, Arena *arena, const AgreementId *years) {
    (void)years;
    find(db, arena, (PlanSearch){0});
}

static void found_by_state(Db *db, Arena *arena, const AgreementId *years) {
    (void)years;
    find(db, arena, (PlanSearch){.filter = {.state = PLAN_COMPLETE}});
}

static void found_by_lead(Db *db, Arena *arena, const AgreementId *years) {
    (void)years;
    find(db, arena, (PlanSearch){.lead = {1}, .filter = {.state = PLAN_LATE}});
}

/* One in each year: the lines of a page come from all of them. */
static void found_by_words(Db *db, Arena *arena, const AgreementId *years) {
    (void)years;
    find(db, arena, (PlanSearch){.words = S("RECORDINGS reviews"), .filter = {.funded = true}});
}

static void one_year_filtered(Db *db, Arena *arena, const AgreementId *years) {
    Plan plan;
    must(plan_read(db, arena, years[YEARS - 1], (OrganisationId){1}, date_of(2025, 7, 23), &plan));
    plan = plan_filtered(arena, &plan, &(PlanFilter){.state = PLAN_COMPLETE});
}

static void redline(Db *db, Arena *arena, const AgreementId *years) {
    Plan before, after;
    must(plan_read(db, arena, years[YEARS - 2], (OrganisationId){0}, date_of(2025, 7, 23), &before));
    must(plan_read(db, arena, years[YEARS - 1], (OrganisationId){0}, date_of(2025, 7, 23), &after));
    plan_changes(arena, &before, &after, true);
}

static void as_it_stood(Db *db, Arena *arena, const AgreementId *years) {
    Plan plan;
    bool existed;
    must(plan_read_as_of(db, arena, years[YEARS - 1], moment_now(), &plan, &existed));
}

/* Of a sheet as nobody should send it: CSV to cells, without the sandbox. */
static void sheet_of_many_rows(Db *db, Arena *arena, const AgreementId *years) {
    (void)db, (void)years;
    Buffer csv = buffer_new(arena, 2000000);
    ReadBook book;
    buffer_put(&csv, S("No.,Objective,Actions,Timescale,Lead\n"));
    for (int i = 0; i < 10000; i++)
        buffer_putf(&csv, "1.%d,Share what reviews teach,\"Hold seminars\nSend briefings\",March 2026,County Council\n", i);
    book_of_bytes(arena, buffer_text(&csv), &book);
}

static void tell(const char *what, Db *db, const AgreementId *years, Work *work, int runs, const char *aim) {
    double took[RUNS];
    for (int i = 0; i < runs; i++) {
        Arena *arena = arena_new();
        double began = milliseconds();
        work(db, arena, years);
        took[i] = milliseconds() - began;
        arena_free(arena);
    }
    qsort(took, (size_t)runs, sizeof *took, by_size);
    printf("%-70s %8.2f ms   %s\n", what, took[runs / 2], aim);
}

int main(void) {
    char folder[] = "/tmp/quorate-bench-XXXXXX";
    Arena *arena = arena_new();
    AgreementId years[YEARS + 1];
    Making m = {0};
    Tx *tx = NULL;
    Db *db = NULL;
    if (!mkdtemp(folder)) return 1;
    Store *store = store_make(arena, folder);
    must(tx_begin(store, arena, (Actor){.name = S("bench")}, S(""), &tx));
    Body body = {.name = S("Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    Organisation organisation = {.name = S("County Council")};
    must(record_insert(tx, &body_record, &body));
    must(record_insert(tx, &organisation_record, &organisation));
    m.organisation = organisation.id;
    for (int y = 0; y < YEARS; y++) years[y] = year_make(tx, &m, body.id, 2006 + y, SECTIONS * ACTIONS);
    years[YEARS] = year_make(tx, &m, body.id, 2026, 38);
    must(tx_commit(tx));
    tx_end(tx);
    must(store_borrow(store, arena, &db));
    tell("the plan of 38 actions, read whole", db, years, whole, RUNS, "page under 3 ms");
    tell("one year of 250 actions among 5,000, filtered", db, years, one_year_filtered, RUNS, "under 20 ms");
    tell("5,000 actions of 20 years: the first page of all", db, years, all_found, RUNS, "under 20 ms");
    tell("the same, those of a state", db, years, found_by_state, RUNS, "under 20 ms");
    tell("the same, late ones of an organisation that leads", db, years, found_by_lead, RUNS, "under 20 ms");
    tell("the same, funded ones with two words", db, years, found_by_words, RUNS, "under 20 ms");
    tell("what changed from one year of 250 to the next", db, years, redline, RUNS, "under 100 ms");
    tell("a year of 250 as it stood, from the journal of 5,000", db, years, as_it_stood, 5, "stated");
    tell("a CSV file of 10,000 rows, made and read", db, years, sheet_of_many_rows, 5, "stated");
    store_return(db);
    store_close(store);
    arena_free(arena);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) ? 1 : 0;
}
