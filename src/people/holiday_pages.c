/* Owns the pages of bank holidays: a year at a time, adding those of a year by rule, adding, changing and deleting one. */
#include "people/holiday.view.h"
#include "people/pages.h"
#include "people/people.sql.h"

/* The years that can be looked at: papers of old meetings are kept, and nobody plans further ahead. */
enum { FIRST_YEAR = 1990, YEARS_AHEAD = 20 };

static Text year_url(Arena *arena, int year) {
    return text_format(arena, "/office/holidays?year=%d", year);
}

static int this_year(const Request *request) {
    return date_parts(request_day(request)).year;
}

static bool is_year(const Request *request, int64_t year) {
    return year >= FIRST_YEAR && year <= this_year(request) + YEARS_AHEAD;
}

static bool contains(const HolidayList *holidays, Date day) {
    for (size_t i = 0; i < holidays->count; i++)
        if (date_compare(holidays->items[i].day, day) == 0) return true;
    return false;
}

static HolidayList of_year(Arena *arena, const HolidayList *all, int year) {
    HolidayList list = {.items = ARENA_ARRAY(arena, Holiday, all->count)};
    for (size_t i = 0; i < all->count; i++)
        if (date_parts(all->items[i].day).year == year) list.items[list.count++] = all->items[i];
    return list;
}

static Page page_below(Office *office, Request *request, int year, const char *title) {
    Page page = office_page(office, request, "settings", "%s", title);
    page_breadcrumb(request->arena, &page, S("Bank holidays"), year_url(request->arena, year));
    return page;
}

Error *holiday_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    int64_t asked;
    bool is_fine = text_to_int64(request_query(request, "year"), &asked) && is_year(request, asked);
    int year = is_fine ? (int)asked : this_year(request);
    HolidayList all;
    TRY(holidays_all(office->db, arena, &all));
    HolidayList entered = of_year(arena, &all, year), by_rule = bank_holidays(arena, year);
    size_t missing = 0;
    for (size_t i = 0; i < by_rule.count; i++) missing += !contains(&entered, by_rule.items[i].day);
    Page page = office_page(office, request, "settings", "Bank holidays %d", year);
    View view = page_view(request, response, &page);
    office_holiday_list(
        &view, page, settings_links(arena, office), entered, year, FIRST_YEAR, this_year(request) + YEARS_AHEAD, missing, may_keep(office));
    return NULL;
}

/* ---- The holidays of a year by rule ---- */

static Error *add_missing(Tx *tx, int year) {
    HolidayList all, by_rule = bank_holidays(tx_arena(tx), year);
    TRY(holidays_all(tx_db(tx), tx_arena(tx), &all));
    for (size_t i = 0; i < by_rule.count; i++)
        if (!contains(&all, by_rule.items[i].day)) TRY(record_insert(tx, &holiday_record, &by_rule.items[i]));
    return tx_commit(tx);
}

Error *holiday_year_add(Office *office, Request *request, Response *response) {
    int64_t year;
    if (!text_to_int64(request_value(request, "year"), &year) || !is_year(request, year))
        return error_new(request->arena, ERROR_INPUT, "Choose a year from %d to %d.", FIRST_YEAR, this_year(request) + YEARS_AHEAD);
    Tx *tx = NULL;
    Error *error = office_begin(office, request, S("Bank holidays by rule"), &tx);
    if (!error) error = add_missing(tx, (int)year);
    tx_end(tx);
    TRY(error);
    respond_done(request, response, year_url(request->arena, (int)year), "holidays-added");
    return NULL;
}

/* ---- One day ---- */

static Error *holiday_of_request(Office *office, Request *request, Holiday *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &holiday_record, id, out);
}

static Error *holiday_rule(Tx *tx, void *value, Form *form) {
    const Holiday *holiday = value;
    Holiday other;
    bool found = false;
    TRY(holiday_on(tx_db(tx), tx_arena(tx), holiday->day, &other, &found));
    if (found && other.id.n != holiday->id.n)
        form_error(form, "day", "%.*s is entered on this day already. Choose another day, or change that entry", TEXT_ARG(other.name));
    return NULL;
}

static Error *form_page(Request *request, Response *response, Page page, const Form *form, const Holiday *holiday, int year) {
    page.form = form;
    View view = page_view(request, response, &page);
    office_holiday_form(&view, page, holiday, year_url(request->arena, year));
    return NULL;
}

Error *holiday_new_show(Office *office, Request *request, Response *response) {
    Holiday holiday = {0};
    int year = this_year(request);
    Form form = form_show(request->arena, &holiday_record);
    return form_page(request, response, page_below(office, request, year, "Add a bank holiday"), &form, &holiday, year);
}

Error *holiday_new_save(Office *office, Request *request, Response *response) {
    Holiday holiday = {0};
    int year = this_year(request);
    Form form = form_read(request->arena, &holiday_record, request->form, office->roles, NULL, &holiday);
    TRY(change_save(office, request, &holiday_record, &holiday, &form, holiday_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page_below(office, request, year, "Add a bank holiday"), &form, &holiday, year);
    }
    respond_done(request, response, year_url(request->arena, date_parts(holiday.day).year), "saved");
    return NULL;
}

Error *holiday_edit_show(Office *office, Request *request, Response *response) {
    Holiday holiday;
    TRY(holiday_of_request(office, request, &holiday));
    int year = date_parts(holiday.day).year;
    Form form = form_show(request->arena, &holiday_record);
    return form_page(request, response, page_below(office, request, year, "Change a bank holiday"), &form, &holiday, year);
}

Error *holiday_edit_save(Office *office, Request *request, Response *response) {
    Holiday holiday;
    TRY(holiday_of_request(office, request, &holiday));
    int year = date_parts(holiday.day).year;
    Form form = form_read(request->arena, &holiday_record, request->form, office->roles, NULL, &holiday);
    Error *error = change_save(office, request, &holiday_record, &holiday, &form, holiday_rule);
    Page page = page_below(office, request, year, "Change a bank holiday");
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &holiday_record, &holiday, year_url(request->arena, year));
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page, &form, &holiday, year);
    }
    respond_done(request, response, year_url(request->arena, date_parts(holiday.day).year), "saved");
    return NULL;
}

Error *holiday_delete_ask(Office *office, Request *request, Response *response) {
    Holiday holiday;
    TRY(holiday_of_request(office, request, &holiday));
    int year = date_parts(holiday.day).year;
    Text day = date_long(request->arena, holiday.day);
    Page page = page_below(office, request, year, "Delete a bank holiday");
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = text_format(request->arena, "Delete %.*s, %.*s?", TEXT_ARG(holiday.name), TEXT_ARG(day)),
            .what_happens = S("The day will count as a working day, and open deadlines move accordingly."),
            .button = "Delete the bank holiday",
            .is_warning = true,
            .back = year_url(request->arena, year),
            .record = &holiday});
    return NULL;
}

Error *holiday_delete_do(Office *office, Request *request, Response *response) {
    Holiday holiday;
    TRY(holiday_of_request(office, request, &holiday));
    TRY(change_delete(office, request, &holiday_record, &holiday));
    respond_done(request, response, year_url(request->arena, date_parts(holiday.day).year), "deleted");
    return NULL;
}
