/* `quorate deadline`: the last day on which papers for a meeting may be issued (MTG-01, MTG-02, R03). */
#include "app/commands.h"

#include "app/app.sql.h"
#include "app/stores.h"
#include "people/people.h"

/* What counts when no data folder is given: the Act's five clear days and the county partnership's five working days. They are the settings a
 * new body starts with, not a rule of this code. */
static const TermsOfReference usual_terms = {.clear_days = 5, .paper_working_days = 5};

/* Bank holidays by rule for the year of the meeting and the one before it. */
static HolidayList holidays_by_rule(Arena *arena, Date meeting) {
    int year = date_parts(meeting).year;
    HolidayList before = bank_holidays(arena, year - 1), now = bank_holidays(arena, year);
    Holiday *all = ARENA_ARRAY(arena, Holiday, before.count + now.count);
    for (size_t i = 0; i < before.count; i++) all[i] = before.items[i];
    for (size_t i = 0; i < now.count; i++) all[before.count + i] = now.items[i];
    return (HolidayList){all, before.count + now.count};
}

/* Holidays and terms of reference as this installation holds them. */
static Error *settings_read(Arena *arena, const Arguments *arguments, Date meeting, HolidayList *holidays, TermsOfReference *terms) {
    Stores stores = {0};
    Db *db = NULL;
    Error *error = NULL;
    bool found = false;
    BodyList bodies = {0};
    const char *wanted = argument(arguments, "--body");
    TRY_OUT(stores_open(arena, arguments, OPEN_OFFICE, &stores));
    TRY_OUT(store_borrow(stores.office, arena, &db));
    TRY_OUT(all_holidays(db, arena, holidays));
    TRY_OUT(all_bodies(db, arena, &bodies));
    for (size_t i = 0; i < bodies.count && !found; i++) {
        const Body *b = &bodies.items[i];
        bool is_it = wanted ? text_equal_ignoring_case(b->name, text_of(wanted)) || text_equal_ignoring_case(b->short_name, text_of(wanted))
                            : b->kind == BODY_COUNTY_PARTNERSHIP;
        if (is_it) TRY_OUT(terms_in_force(db, arena, b->id, meeting, terms, &found));
    }
    if (!found)
        error = error_new(arena, ERROR_NOT_FOUND, "No terms of reference are in force on %.*s for %s.",
            TEXT_ARG(date_plain(arena, meeting)), wanted ? wanted : "the county partnership");
out:
    store_return(db);
    stores_close(&stores);
    return error;
}

static void print_json(Arena *arena, Date meeting, NoticeDeadline d) {
    Buffer out = buffer_new(arena, 0);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_date(&j, "meeting", meeting);
    json_put_date(&j, "clear_days", d.clear_days);
    json_put_date(&j, "terms_of_reference", d.terms_of_reference);
    json_end_object(&j);
    printf("%.*s\n", TEXT_ARG(buffer_text(&out)));
}

static void print_line(Arena *arena, const char *label, Date d) {
    printf("%-34s %.*s\n", label, TEXT_ARG(date_is_set(d) ? date_long(arena, d) : S("no limit")));
}

Error *command_deadline(Arena *arena, const Arguments *arguments) {
    Date meeting;
    if (!date_parse_iso(text_of(argument(arguments, "--meeting")), &meeting))
        return argument_wrong(
            arena, arguments, "%s is no date. Give the day of the meeting as YYYY-MM-DD.", argument(arguments, "--meeting"));
    HolidayList holidays = holidays_by_rule(arena, meeting);
    TermsOfReference terms = usual_terms;
    if (argument(arguments, "--data") || argument(arguments, "--database"))
        TRY(settings_read(arena, arguments, meeting, &holidays, &terms));
    NoticeDeadline d = notice_deadline(meeting, &terms, &holidays);
    if (argument(arguments, "--json")) {
        print_json(arena, meeting, d);
        return NULL;
    }
    print_line(arena, "Meeting", meeting);
    print_line(arena, "Latest issue, clear days", d.clear_days);
    print_line(arena, "Latest issue, terms of reference", d.terms_of_reference);
    return NULL;
}
