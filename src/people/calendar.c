/* Owns the calendar rules: bank holidays of England and Wales, working days, clear days and the deadlines for notice.
 * Everything here is a function of its arguments: no database and no clock. */
#include <stdlib.h>

#include "people/people.h"

#define MOST_HOLIDAYS_A_YEAR 12

/* ---- Bank holidays by rule ---- */

/* A year in which a holiday was moved, or given once, by proclamation. */
typedef struct {
    int year, month, day;
    const char *name;
    int instead_month, instead_day; /* the day by rule that it replaces; 0 for a day given besides */
} OneOffHoliday;

static const OneOffHoliday one_offs[] = {
    {2002, 6, 4, "Spring bank holiday", 5, 27},
    {2002, 6, 3, "Golden Jubilee bank holiday", 0, 0},
    {2011, 4, 29, "Royal wedding bank holiday", 0, 0},
    {2012, 6, 4, "Spring bank holiday", 5, 28},
    {2012, 6, 5, "Diamond Jubilee bank holiday", 0, 0},
    {2020, 5, 8, "Early May bank holiday (VE day)", 5, 4},
    {2022, 6, 2, "Spring bank holiday", 5, 30},
    {2022, 6, 3, "Platinum Jubilee bank holiday", 0, 0},
    {2022, 9, 19, "Bank holiday for the State Funeral of Queen Elizabeth II", 0, 0},
    {2023, 5, 8, "Bank holiday for the coronation of King Charles III", 0, 0},
};

static bool is_in(const HolidayList *holidays, Date day) {
    for (size_t i = 0; i < holidays->count; i++)
        if (date_compare(holidays->items[i].day, day) == 0) return true;
    return false;
}

static bool is_weekend(Date day) {
    Weekday weekday = date_weekday(day);
    return weekday == SATURDAY || weekday == SUNDAY;
}

static void add(HolidayList *year, Date day, Text name) {
    CHECK(year->count < MOST_HOLIDAYS_A_YEAR);
    year->items[year->count++] = (Holiday){.day = day, .name = name};
}

/* A fixed day on a weekend is kept on the next weekday that is not a holiday itself. */
static void add_substitute(Arena *arena, HolidayList *year, Date day, const char *name) {
    if (!is_weekend(day)) return;
    while (is_weekend(day) || is_in(year, day)) day = date_plus_days(day, 1);
    add(year, day, text_format(arena, "%s (substitute day)", name));
}

static void add_fixed(HolidayList *year, Date day, const char *name) {
    if (!is_weekend(day)) add(year, day, text_of(name));
}

static Date first_monday(int year, int month) {
    Date day = date_of(year, month, 1);
    while (date_weekday(day) != MONDAY) day = date_plus_days(day, 1);
    return day;
}

static Date last_monday(int year, int month) {
    Date day = date_plus_days(date_plus_months(date_of(year, month, 1), 1), -1);
    while (date_weekday(day) != MONDAY) day = date_plus_days(day, -1);
    return day;
}

static void apply_one_offs(HolidayList *holidays, int year) {
    for (size_t i = 0; i < sizeof one_offs / sizeof *one_offs; i++) {
        const OneOffHoliday *one_off = &one_offs[i];
        if (one_off->year != year) continue;
        Date day = date_of(year, one_off->month, one_off->day);
        bool moved = false;
        for (size_t j = 0; one_off->instead_month && j < holidays->count; j++) {
            Holiday *holiday = &holidays->items[j];
            if (date_compare(holiday->day, date_of(year, one_off->instead_month, one_off->instead_day)) != 0) continue;
            *holiday = (Holiday){.day = day, .name = text_of(one_off->name)};
            moved = true;
        }
        if (!moved) add(holidays, day, text_of(one_off->name));
    }
}

static int compare_holidays(const void *a, const void *b) {
    return date_compare(((const Holiday *)a)->day, ((const Holiday *)b)->day);
}

HolidayList bank_holidays(Arena *arena, int year) {
    HolidayList holidays = {.items = ARENA_ARRAY(arena, Holiday, MOST_HOLIDAYS_A_YEAR)};
    if (!date_is_set(date_of(year, 1, 1)) || year >= 9999) return holidays;
    Date new_year = date_of(year, 1, 1), easter = date_easter(year);
    Date christmas = date_of(year, 12, 25), boxing = date_of(year, 12, 26);

    add_fixed(&holidays, new_year, "New Year's Day");
    add_substitute(arena, &holidays, new_year, "New Year's Day");
    add(&holidays, date_plus_days(easter, -2), S("Good Friday"));
    add(&holidays, date_plus_days(easter, 1), S("Easter Monday"));
    add(&holidays, first_monday(year, 5), S("Early May bank holiday"));
    add(&holidays, last_monday(year, 5), S("Spring bank holiday"));
    add(&holidays, last_monday(year, 8), S("Summer bank holiday"));
    /* Both days that keep their place come before the substitutes: Christmas Day on a Sunday goes past Boxing Day to Tuesday 27. */
    add_fixed(&holidays, christmas, "Christmas Day");
    add_fixed(&holidays, boxing, "Boxing Day");
    add_substitute(arena, &holidays, christmas, "Christmas Day");
    add_substitute(arena, &holidays, boxing, "Boxing Day");
    apply_one_offs(&holidays, year);
    qsort(holidays.items, holidays.count, sizeof *holidays.items, compare_holidays);
    return holidays;
}

/* ---- Working days ---- */

bool is_working_day(Date day, const HolidayList *holidays) {
    return !is_weekend(day) && !is_in(holidays, day);
}

int clear_days_between(Date issue, Date meeting, const HolidayList *holidays) {
    int count = 0;
    if (!date_is_set(issue) || !date_is_set(meeting)) return 0;
    for (Date day = date_plus_days(issue, 1); date_compare(day, meeting) < 0; day = date_plus_days(day, 1))
        if (is_working_day(day, holidays)) count++;
    return count;
}

/* The nearest working day before `day`; unset when the calendar ends first. */
static Date working_day_before(Date day, const HolidayList *holidays) {
    do day = date_plus_days(day, -1);
    while (date_is_set(day) && !is_working_day(day, holidays));
    return day;
}

Date latest_issue_working_days(Date meeting, int days, const HolidayList *holidays) {
    if (days < 1) return (Date){0};
    Date day = meeting;
    for (int i = 0; i < days && date_is_set(day); i++) day = working_day_before(day, holidays);
    return day;
}

Date latest_issue_clear_days(Date meeting, int days, const HolidayList *holidays) {
    /* The day of issue does not count, nor does the day of the meeting: one working day earlier than the n-th before it. */
    if (days < 1) return (Date){0};
    return latest_issue_working_days(meeting, days + 1, holidays);
}

NoticeDeadline notice_deadline(Date meeting, const TermsOfReference *terms, const HolidayList *holidays) {
    return (NoticeDeadline){
        .clear_days = latest_issue_clear_days(meeting, (int)terms->clear_days, holidays),
        .terms_of_reference = latest_issue_working_days(meeting, (int)terms->paper_working_days, holidays),
    };
}

Date day_to_issue(NoticeDeadline deadline) {
    if (!date_is_set(deadline.clear_days)) return deadline.terms_of_reference;
    if (!date_is_set(deadline.terms_of_reference)) return deadline.clear_days;
    return date_compare(deadline.clear_days, deadline.terms_of_reference) < 0 ? deadline.clear_days : deadline.terms_of_reference;
}

/* So many days from a day (before it when negative), on a working day: that one or the nearest before. 0 days: the step is not used. */
static Date days_from(Date day, int64_t days, const HolidayList *holidays) {
    if (days == 0 || !date_is_set(day)) return (Date){0};
    Date due = date_plus_days(day, (int)days);
    return date_is_set(due) && !is_working_day(due, holidays) ? working_day_before(due, holidays) : due;
}

MeetingDays meeting_days(Date meeting, const TermsOfReference *terms, const HolidayList *holidays) {
    MeetingDays days = {.meeting = meeting, .issue = day_to_issue(notice_deadline(meeting, terms, holidays))};
    Date before = date_is_set(days.issue) ? days.issue : meeting;
    days.call = days_from(meeting, -terms->call_days, holidays);
    days.reports = days_from(before, -terms->report_days, holidays);
    days.agreement = days_from(before, -terms->agreement_days, holidays);
    days.minutes = days_from(meeting, terms->minutes_days, holidays);
    return days;
}

Date day_of_issue(Date day, TimeOfDay at, TimeOfDay office_closes, const HolidayList *holidays) {
    bool is_late = time_is_set(office_closes) && time_is_set(at) && at.n > office_closes.n;
    if (!is_late && is_working_day(day, holidays)) return day;
    do day = date_plus_days(day, 1);
    while (date_is_set(day) && !is_working_day(day, holidays));
    return day;
}
