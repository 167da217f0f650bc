/* Owns instants, and how London's clocks stand at them.
 * The rule is that of the Summer Time Order 2002 (and since 1996 throughout the EU): summer time runs from 01:00 UTC on the last Sunday
 * of March to 01:00 UTC on the last Sunday of October. It is applied to all years. */
#include "base/date.h"

#define EPOCH_DAY 719163 /* 1 January 1970 */
#define SECONDS_A_DAY 86400
#define MICRO 1000000

bool moment_is_set(Moment m) {
    return m.us != 0;
}

Moment moment_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Moment){(int64_t)now.tv_sec * MICRO + now.tv_nsec / 1000};
}

int moment_compare(Moment a, Moment b) {
    return (a.us > b.us) - (a.us < b.us);
}

Moment moment_plus_seconds(Moment m, int64_t seconds) {
    return (Moment){m.us + seconds * MICRO};
}

/* Seconds since 1970 at midnight of a day counted in UTC. */
static int64_t day_start(Date d) {
    return ((int64_t)d.n - EPOCH_DAY) * SECONDS_A_DAY;
}

/* Whole seconds of a moment, rounded towards the past. */
static int64_t seconds_of(Moment m) {
    int64_t seconds = m.us / MICRO;
    return m.us % MICRO < 0 ? seconds - 1 : seconds;
}

/* The UTC day a count of seconds falls in, and the second of that day. Unset beyond the years 1 to 9999. */
static Date day_of_seconds(int64_t seconds, int *second_of_day) {
    int64_t days = seconds / SECONDS_A_DAY, rest = seconds % SECONDS_A_DAY;
    if (rest < 0) {
        rest += SECONDS_A_DAY;
        days--;
    }
    *second_of_day = (int)rest;
    if (days + EPOCH_DAY < 1 || days > 3652059 - EPOCH_DAY) return (Date){0};
    return (Date){(int32_t)(days + EPOCH_DAY)};
}

static Date last_sunday(int year, int month) {
    Date last = date_of(year, month, 31); /* March and October both have 31 days */
    return date_plus_days(last, -((int)date_weekday(last) % 7));
}

static bool is_summer(int64_t utc_seconds) {
    int second;
    Date day = day_of_seconds(utc_seconds, &second);
    if (!date_is_set(day)) return false;
    int year = date_parts(day).year;
    return utc_seconds >= day_start(last_sunday(year, 3)) + 3600 && utc_seconds < day_start(last_sunday(year, 10)) + 3600;
}

int moment_london_offset(Moment m) {
    return is_summer(seconds_of(m)) ? 3600 : 0;
}

Clock moment_of_london(Date d, TimeOfDay t, Moment *out) {
    *out = (Moment){0};
    if (!date_is_set(d)) return CLOCK_FINE;
    int64_t clock_seconds = day_start(d) + (int64_t)time_hour(t) * 3600 + (int64_t)time_minute(t) * 60;
    bool as_summer = is_summer(clock_seconds - 3600), as_winter = !is_summer(clock_seconds);
    if (!as_summer && !as_winter) return CLOCK_SKIPPED;
    out->us = (as_summer ? clock_seconds - 3600 : clock_seconds) * MICRO;
    return as_summer && as_winter ? CLOCK_REPEATED : CLOCK_FINE;
}

void moment_to_london(Moment m, Date *d, TimeOfDay *t) {
    int second = 0;
    Date day = {0};
    if (moment_is_set(m)) day = day_of_seconds(seconds_of(m) + moment_london_offset(m), &second);
    if (d) *d = day;
    if (t) *t = date_is_set(day) ? time_of(second / 3600, second / 60 % 60) : (TimeOfDay){0};
}

/* ---- Writing ---- */

typedef struct {
    DateParts day;
    Weekday weekday;
    int hour, minute, second;
} Civil;

static bool civil_of(int64_t seconds, Civil *out) {
    int second;
    Date day = day_of_seconds(seconds, &second);
    if (!date_is_set(day)) return false;
    *out = (Civil){date_parts(day), date_weekday(day), second / 3600, second / 60 % 60, second % 60};
    return true;
}

Text moment_iso(Arena *arena, Moment m) {
    Civil c;
    int offset = moment_london_offset(m);
    if (!moment_is_set(m) || !civil_of(seconds_of(m) + offset, &c)) return (Text){0};
    return text_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s", c.day.year, c.day.month, c.day.day, c.hour, c.minute, c.second,
        offset ? "+01:00" : "+00:00");
}

Text moment_utc(Arena *arena, Moment m) {
    Civil c;
    if (!moment_is_set(m) || !civil_of(seconds_of(m), &c)) return (Text){0};
    return text_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.day.year, c.day.month, c.day.day, c.hour, c.minute, c.second);
}

Text moment_utc_micro(Arena *arena, Moment m) {
    Civil c;
    if (!moment_is_set(m) || !civil_of(seconds_of(m), &c)) return (Text){0};
    return text_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", c.day.year, c.day.month, c.day.day, c.hour, c.minute, c.second,
        (int)(m.us - seconds_of(m) * MICRO));
}

Text moment_plain(Arena *arena, Moment m) {
    Date d;
    TimeOfDay t;
    moment_to_london(m, &d, &t);
    if (!date_is_set(d)) return (Text){0};
    return text_format(arena, "%.*s at %.*s", TEXT_ARG(date_plain(arena, d)), TEXT_ARG(time_plain(arena, t)));
}

Text moment_http(Arena *arena, Moment m) {
    Civil c;
    if (!moment_is_set(m) || !civil_of(seconds_of(m), &c)) return (Text){0};
    return text_format(arena, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", weekday_name(c.weekday), c.day.day, month_name(c.day.month),
        c.day.year, c.hour, c.minute, c.second);
}

/* ---- Reading ---- */

/* Takes exactly two digits and, before them, `before` (0: nothing). */
static bool take_pair(Text *rest, char before, int most, int *out) {
    size_t at = before ? 1 : 0;
    if (rest->len < at + 2 || (before && rest->ptr[0] != before)) return false;
    char tens = rest->ptr[at], ones = rest->ptr[at + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return false;
    *out = (tens - '0') * 10 + (ones - '0');
    *rest = text_slice(*rest, at + 2, rest->len);
    return *out <= most;
}

/* ".5", ".000123456": microseconds; further digits are dropped. */
static bool take_fraction(Text *rest, int *micro) {
    *micro = 0;
    if (!text_starts_with(*rest, S("."))) return true;
    size_t n = 1;
    int unit = MICRO / 10;
    for (; n < rest->len && rest->ptr[n] >= '0' && rest->ptr[n] <= '9'; n++) {
        *micro += (rest->ptr[n] - '0') * unit;
        unit /= 10;
    }
    *rest = text_slice(*rest, n, rest->len);
    return n > 1;
}

static bool take_offset(Text rest, int *seconds) {
    *seconds = 0;
    if (text_equal(rest, S("Z"))) return true;
    if (rest.len != 6 || (rest.ptr[0] != '+' && rest.ptr[0] != '-')) return false;
    int hours, minutes, sign = rest.ptr[0] == '-' ? -1 : 1;
    if (!take_pair(&rest, rest.ptr[0], 23, &hours) || !take_pair(&rest, ':', 59, &minutes)) return false;
    *seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

bool moment_parse_iso(Text t, Moment *out) {
    Date day;
    int hour, minute, second = 0, micro = 0, offset;
    if (!date_parse_iso(text_slice(t, 0, 10), &day)) return false;
    Text rest = text_slice(t, 10, t.len);
    if (!take_pair(&rest, 'T', 23, &hour) || !take_pair(&rest, ':', 59, &minute)) return false;
    if (text_starts_with(rest, S(":")) && (!take_pair(&rest, ':', 59, &second) || !take_fraction(&rest, &micro))) return false;
    if (!take_offset(rest, &offset)) return false;
    int64_t seconds = day_start(day) + (int64_t)hour * 3600 + (int64_t)minute * 60 + second - offset;
    out->us = seconds * MICRO + micro;
    return true;
}
