/* `quorate plan`: tells what a spreadsheet would change in the action plan of a year, and takes it. */
#include <inttypes.h>

#include "app/app.sql.h"
#include "app/commands.h"
#include "app/key_place.h"
#include "app/stores.h"
#include "plan/sheet.h"

typedef struct {
    Agreement agreement;
    Plan plan;
    SheetCompared compared;
} Comparison;

static bool is_body(const Body *body, const char *wanted) {
    if (!wanted) return body->kind == BODY_COUNTY_PARTNERSHIP;
    return text_equal_ignoring_case(body->name, text_of(wanted)) || text_equal_ignoring_case(body->short_name, text_of(wanted));
}

static Error *agreement_named(Db *db, Arena *arena, const Arguments *arguments, Agreement *out) {
    const char *wanted = argument(arguments, "--body");
    BodyList bodies;
    Date starts;
    bool found = false;
    if (!year_of_address(text_of(argument(arguments, "--year")), &starts))
        return argument_wrong(arena, arguments, "--year takes a year that begins on 1 April, for example 2025-26.");
    TRY(all_bodies(db, arena, &bodies));
    for (size_t i = 0; i < bodies.count && !found; i++)
        if (is_body(&bodies.items[i], wanted)) TRY(agreement_of_year(db, arena, bodies.items[i].id, starts, out, &found));
    if (!found)
        return error_new(arena, ERROR_NOT_FOUND, "There is no agreement for %.*s of %s.", TEXT_ARG(year_shown(arena, starts)),
            wanted ? wanted : "the county partnership");
    return out->state == AGREEMENT_CLOSED ? error_new(arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.") : NULL;
}

static Error *compare(Db *db, Arena *arena, const Arguments *arguments, const ReadBook *book, Comparison *out) {
    SheetKnown known = {0};
    SheetRead read;
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    TRY(agreement_named(db, arena, arguments, &out->agreement));
    sheet_read(arena, book, out->agreement.starts, &read);
    if (read.refused.len) return error_new(arena, ERROR_INPUT, "%.*s", TEXT_ARG(read.refused));
    TRY(plan_read(db, arena, out->agreement.id, (OrganisationId){0}, today, &out->plan));
    TRY(sheet_known(db, arena, out->agreement.id, &known));
    sheet_compare(arena, &out->plan, &read, &known, &out->compared);
    return NULL;
}

static void print_said(const Sentences *said) {
    for (size_t i = 0; i < said->count; i++) printf("    %.*s\n", TEXT_ARG(said->items[i]));
}

static void print_comparison(const SheetCompared *c) {
    for (size_t i = 0; i < c->said.count; i++) printf("%.*s\n", TEXT_ARG(c->said.items[i]));
    for (size_t i = 0; i < c->count; i++) {
        const SheetChange *change = &c->items[i];
        printf("%s  row %zu  %.*s %.*s\n", change->is_new ? "new    " : "changed", change->row, TEXT_ARG(change->change.number),
            TEXT_ARG(change->change.objective));
        for (size_t k = 0; k < change->change.count && !change->is_new; k++) printf("    %s\n", change->change.items[k].what);
        print_said(&change->said);
    }
    for (size_t i = 0; i < c->refused_count; i++) printf("not read row %zu  %.*s\n", c->refused[i].row, TEXT_ARG(c->refused[i].refused));
    for (size_t i = 0; i < c->unknown.count; i++)
        printf("No organisation is called %.*s: it is taken as a post alone.\n", TEXT_ARG(c->unknown.items[i]));
    for (size_t i = 0; i < c->missing.count; i++) printf("stays    %.*s is not in the file\n", TEXT_ARG(c->missing.items[i].number));
}

/* Everything that can be taken is. */
static Error *take_all(Tx *tx, const Arguments *arguments, const ReadBook *book, Comparison *out, int64_t *taken) {
    PlanSheet sheet;
    TRY(compare(tx_db(tx), tx_arena(tx), arguments, book, out));
    Sentences keys = {.items = ARENA_ARRAY(tx_arena(tx), Text, out->compared.count + 1)};
    for (size_t i = 0; i < out->compared.count; i++) keys.items[keys.count++] = out->compared.items[i].key;
    TRY(sheet_keep(tx, out->agreement.id, text_of(arguments->words[0]), 0, book, &sheet));
    TRY(sheet_take(tx, &out->plan, &out->compared, &keys, sheet.id, taken));
    sheet.taken = *taken;
    return sheet_end(tx, &sheet, SHEET_TAKEN);
}

static Error *take(Store *office, Arena *arena, const Arguments *arguments, const ReadBook *book) {
    Comparison comparison = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    int64_t taken = 0;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("command line")}, S("a plan was read from a file"), &tx));
    TRY_OUT(take_all(tx, arguments, book, &comparison, &taken));
    TRY_OUT(tx_commit(tx));
    print_comparison(&comparison.compared);
    printf("%" PRId64 " %s taken.\n", taken, taken == 1 ? "action was" : "actions were");
out:
    tx_end(tx);
    return error;
}

static Error *preview(Store *office, Arena *arena, const Arguments *arguments, const ReadBook *book) {
    Comparison comparison = {0};
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = compare(db, arena, arguments, book, &comparison);
    store_return(db);
    if (error) return error;
    print_comparison(&comparison.compared);
    printf("%zu %s. Nothing was taken: with --take it is.\n", comparison.compared.count,
        comparison.compared.count == 1 ? "change" : "changes");
    return NULL;
}

Error *command_plan(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    ReadBook book = {0};
    TRY(spreadsheet_read_file(arena, arguments->words[0], &book));
    if (book.verdict != BOOK_FINE) return error_new(arena, ERROR_INPUT, "%.*s", TEXT_ARG(book.sentence));
    Error *error = stores_open(arena, arguments, OPEN_OFFICE, &stores);
    if (!error) error = key_place(arena, arguments, &stores);
    if (!error) error = (argument(arguments, "--take") ? take : preview)(stores.office, arena, arguments, &book);
    stores_close(&stores);
    return error;
}
