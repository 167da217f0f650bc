/* The month grid. */
#include "public/calendar.h"

bool month_parse(Text t, Date *first) {
    char day[11] = "2025-07-01";
    if (t.len != 7) return false;
    memcpy(day, t.ptr, 7);
    return date_parse_iso((Text){day, 10}, first);
}

static Text month_code(Arena *arena, Date first) {
    if (!date_is_set(first)) return S("");
    return text_slice(date_iso(arena, first), 0, 7);
}

static PublishedMeetingList on_day(PublishedMeetingList all, Date day) {
    PublishedMeetingList out = {0};
    for (size_t i = 0; i < all.count; i++) {
        if (date_compare(all.items[i].day, day) != 0) continue;
        if (out.count == 0) out.items = &all.items[i];
        out.count++;
    }
    return out;
}

CalendarMonth calendar_month(Arena *arena, Date first, Date today, PublishedMeetingList meetings) {
    DateParts p = date_parts(first);
    bool has_before = p.year > 1 || p.month > 1, has_after = p.year < 9999 || p.month < 12;
    Date next = has_after ? date_plus_months(first, 1) : (Date){0};
    Date last = has_after ? date_plus_days(next, -1) : date_of(9999, 12, 31);
    CalendarMonth month = {.first = first,
        .last = last,
        .name = text_format(arena, "%s %d", month_name(p.month), p.year),
        .code = month_code(arena, first),
        .before = has_before ? month_code(arena, date_plus_months(first, -1)) : S(""),
        .after = month_code(arena, next)};
    int days = date_days_between(first, last) + 1, lead = (int)date_weekday(first) - 1;
    month.count = (size_t)(lead + days + 6) / 7;
    month.items = ARENA_ARRAY(arena, CalendarWeek, month.count);
    for (int cell = 0; cell < (int)month.count * 7; cell++) {
        CalendarDay *d = &month.items[cell / 7].items[cell % 7];
        month.items[cell / 7].count = 7;
        if (cell < lead || cell >= lead + days) continue;
        d->day = date_plus_days(first, cell - lead);
        d->number = cell - lead + 1;
        d->is_in_month = true;
        d->is_today = date_compare(d->day, today) == 0;
        d->meetings = on_day(meetings, d->day);
    }
    return month;
}
