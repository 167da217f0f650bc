/* Owns how long minutes took: from the meeting to the draft, to the public side, to their approval. */
#include "minutes/statistics.h"

#include <stdlib.h>

#include "minutes/statistics.sql.h"

/* ---- Counting: pure ---- */

bool days_after(const Meeting *meeting, Date day, int64_t *out) {
    if (!date_is_set(day)) return false;
    *out = date_days_between(meeting->day, day);
    return true;
}

static int compare_numbers(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

int64_t median_twice(int64_t *numbers, size_t count) {
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    return numbers[(count - 1) / 2] + numbers[count / 2];
}

typedef Date DayOf(const MinutesTimes *times);
static Date day_drafted(const MinutesTimes *t) {
    return t->drafted;
}
static Date day_published(const MinutesTimes *t) {
    return t->published;
}
static Date day_approved(const MinutesTimes *t) {
    return t->approved;
}

static bool is_of_year(const MinutesTimes *t, const Body *body, int year) {
    return t->meeting->body.n == body->id.n && date_parts(t->meeting->day).year == year;
}

static Median median_of(Arena *arena, const MinutesTimesList *times, const Body *body, int year, DayOf *day) {
    int64_t *days = ARENA_ARRAY(arena, int64_t, times->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < times->count; i++)
        if (is_of_year(&times->items[i], body, year)) count += days_after(times->items[i].meeting, day(&times->items[i]), &days[count]);
    return count ? (Median){50 * median_twice(days, count), count} : (Median){0};
}

static MinutesYear year_of(Arena *arena, const MinutesTimesList *times, const Body *body, int year, Date today) {
    MinutesYear y = {.body = body, .year = year};
    for (size_t i = 0; i < times->count; i++) {
        const MinutesTimes *t = &times->items[i];
        if (!is_of_year(t, body, year)) continue;
        y.meetings++;
        y.setting = t->setting;
        if (!date_is_set(t->due)) continue;
        bool is_in_time = date_is_set(t->drafted) && date_compare(t->drafted, t->due) <= 0;
        y.in_time += is_in_time;
        y.late += !is_in_time && (date_is_set(t->drafted) || date_compare(t->due, today) < 0);
    }
    y.drafted = median_of(arena, times, body, year, day_drafted);
    y.published = median_of(arena, times, body, year, day_published);
    y.approved = median_of(arena, times, body, year, day_approved);
    return y;
}

MinutesYears minutes_years(Arena *arena, const AttendanceFacts *facts, const MinutesTimesList *times) {
    MinutesYears out = {.items = ARENA_ARRAY(arena, MinutesYear, times->count + 1)};
    for (size_t b = 0; b < facts->bodies.count; b++) {
        int before = 0;
        for (size_t i = 0; i < times->count; i++) { /* by day */
            int year = date_parts(times->items[i].meeting->day).year;
            if (times->items[i].meeting->body.n != facts->bodies.items[b].id.n || year == before) continue;
            before = year;
            out.items[out.count++] = year_of(arena, times, &facts->bodies.items[b], year, facts->today);
        }
    }
    return out;
}

/* ---- From the records ---- */

static Date day_in_london(Moment moment) {
    Date day = {0};
    if (moment_is_set(moment)) moment_to_london(moment, &day, NULL);
    return day;
}

/* The rows stand in the order of the meetings, each meeting having one at most. */
static void take_minutes(const StatisticsMinutesRowList *rows, size_t *next, MinutesTimes *t) {
    for (size_t i = *next; i < rows->count; i++) {
        if (rows->items[i].meeting.n != t->meeting->id.n) continue;
        t->drafted = day_in_london(rows->items[i].checked_at);
        t->published = day_in_london(rows->items[i].published_at);
        t->approved = rows->items[i].approved;
        *next = i + 1;
        return;
    }
}

static void take_sent(const StatisticsSentRowList *rows, size_t *next, MinutesTimes *t) {
    for (size_t i = *next; i < rows->count; i++) {
        if (rows->items[i].meeting.n != t->meeting->id.n) continue;
        t->drafted = rows->items[i].sent;
        *next = i + 1;
        return;
    }
}

Error *minutes_times(Db *db, Arena *arena, const AttendanceFacts *facts, MinutesTimesList *out) {
    Period p = facts->period;
    StatisticsMinutesRowList minutes;
    StatisticsSentRowList sent;
    HolidayList holidays;
    size_t next_minutes = 0, next_sent = 0;
    TRY(statistics_minutes(db, arena, p.body.n, p.first, p.last, &minutes));
    TRY(statistics_sent(db, arena, p.body.n, p.first, p.last, &sent));
    TRY(holidays_all(db, arena, &holidays));
    *out = (MinutesTimesList){.items = ARENA_ARRAY(arena, MinutesTimes, facts->meetings.count + 1)};
    for (size_t i = 0; i < facts->meetings.count; i++) {
        const Meeting *m = &facts->meetings.items[i];
        bool is_over = date_compare(m->day, facts->today) < 0 || m->state == MEETING_HELD;
        if (m->state == MEETING_CANCELLED || !is_over || !is_within(m->day, p.first, p.last)) continue;
        MinutesTimes *t = &out->items[out->count++];
        const TermsOfReference *terms = terms_at(&facts->terms, m->body, m->day);
        *t = (MinutesTimes){.meeting = m, .setting = terms ? terms->minutes_days : 0};
        if (t->setting) t->due = meeting_days(m->day, terms, &holidays).minutes;
        take_minutes(&minutes, &next_minutes, t);
        take_sent(&sent, &next_sent, t);
    }
    return NULL;
}
