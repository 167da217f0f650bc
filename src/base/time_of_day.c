/* Owns times of day: to the minute, as people type and read them. */
#include "base/date.h"

bool time_is_set(TimeOfDay t) {
    return t.n != 0;
}

TimeOfDay time_of(int hour, int minute) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return (TimeOfDay){0};
    return (TimeOfDay){(int16_t)(hour * 60 + minute + 1)};
}

int time_hour(TimeOfDay t) {
    return time_is_set(t) ? (t.n - 1) / 60 : 0;
}

int time_minute(TimeOfDay t) {
    return time_is_set(t) ? (t.n - 1) % 60 : 0;
}

/* One or two digits off the front; -1 when there are none or more. */
static int take_two_digits(Text *rest) {
    size_t n = 0;
    int value = 0;
    while (n < rest->len && rest->ptr[n] >= '0' && rest->ptr[n] <= '9') {
        if (n == 2) return -1;
        value = value * 10 + (rest->ptr[n++] - '0');
    }
    *rest = text_slice(*rest, n, rest->len);
    return n > 0 ? value : -1;
}

typedef enum { NO_HALF, MORNING, AFTERNOON, WRONG_HALF } HalfOfDay;

static HalfOfDay half_of_day(Text t) {
    if (t.len == 0) return NO_HALF;
    if (text_equal_ignoring_case(t, S("am")) || text_equal_ignoring_case(t, S("a.m.")) || text_equal_ignoring_case(t, S("a.m")))
        return MORNING;
    if (text_equal_ignoring_case(t, S("pm")) || text_equal_ignoring_case(t, S("p.m.")) || text_equal_ignoring_case(t, S("p.m")))
        return AFTERNOON;
    return WRONG_HALF;
}

bool time_parse(Text t, TimeOfDay *out) {
    t = text_trim(t);
    if (text_equal_ignoring_case(t, S("noon")) || text_equal_ignoring_case(t, S("midday"))) return *out = time_of(12, 0), true;
    if (text_equal_ignoring_case(t, S("midnight"))) return *out = time_of(0, 0), true;
    int hour = take_two_digits(&t), minute = 0;
    if (hour < 0) return false;
    bool has_minutes = t.len > 0 && (t.ptr[0] == ':' || t.ptr[0] == '.');
    if (has_minutes) {
        Text before = t = text_slice(t, 1, t.len);
        minute = take_two_digits(&t);
        if (minute < 0 || before.len - t.len != 2) return false;
    }
    HalfOfDay half = half_of_day(text_trim(t));
    /* "10" alone could be a slip of the pen: it is not a time. */
    if (half == WRONG_HALF || (half == NO_HALF && !has_minutes)) return false;
    if (half != NO_HALF) {
        if (hour < 1 || hour > 12) return false;
        hour = hour % 12 + (half == AFTERNOON ? 12 : 0);
    }
    TimeOfDay time = time_of(hour, minute);
    if (!time_is_set(time)) return false;
    *out = time;
    return true;
}

Text time_iso(Arena *arena, TimeOfDay t) {
    if (!time_is_set(t)) return (Text){0};
    return text_format(arena, "%02d:%02d", time_hour(t), time_minute(t));
}

Text time_plain(Arena *arena, TimeOfDay t) {
    if (!time_is_set(t)) return (Text){0};
    int hour = time_hour(t), minute = time_minute(t);
    if (minute == 0 && hour == 12) return S("midday");
    if (minute == 0 && hour == 0) return S("midnight");
    const char *half = hour < 12 ? "am" : "pm";
    int shown = hour % 12 == 0 ? 12 : hour % 12;
    if (minute == 0) return text_format(arena, "%d%s", shown, half);
    return text_format(arena, "%d.%02d%s", shown, minute, half);
}
