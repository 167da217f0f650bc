/* Owns finding days and times in running words. */
#include "archive/scan.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int scan_month(Text *rest) {
    for (int month = 1; month <= 12; month++) {
        const char *name = month_name(month);
        if (scan_word(rest, name)) return month;
    }
    static const char *const brief[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (int month = 1; month <= 12; month++) {
        Text try = *rest;
        if (!scan_word(&try, brief[month - 1])) continue;
        scan_char(&try, '.');
        *rest = try;
        return month;
    }
    return scan_word(rest, "Sept") ? 9 : 0;
}

static int scan_weekday(Text *rest) {
    for (int day = MONDAY; day <= SUNDAY; day++) {
        const char *name = weekday_name((Weekday)day);
        if (scan_word(rest, name)) return day;
        char brief[4] = {name[0], name[1], name[2], 0};
        Text try = *rest;
        if (scan_word(&try, brief)) {
            *rest = try;
            return day;
        }
    }
    return 0;
}

static void scan_comma(Text *rest) {
    scan_spaces(rest);
    scan_char(rest, ',');
    scan_spaces(rest);
}

static bool scan_year(Text *rest, int *year) {
    Text try = *rest;
    scan_comma(&try);
    int n;
    if (!scan_number(&try, 4, &n) || n < 1950 || n > 2199) return false;
    *rest = try;
    *year = n;
    return true;
}

static bool scan_ordinal(Text *rest, int *day) {
    Text try = *rest;
    scan_word(&try, "the");
    scan_spaces(&try);
    int n = 0;
    size_t digits = 0;
    while (digits < try.len && is_digit(try.ptr[digits])) {
        if (digits < 2) n = n * 10 + (try.ptr[digits] - '0');
        digits++;
    }
    if (digits == 0 || digits > 2 || n < 1 || n > 31) return false;
    try = text_slice(try, digits, SIZE_MAX);
    Text ending = try;
    scan_spaces(&ending);
    if (scan_words(&ending, "st|nd|rd|th")) try = ending;
    *rest = try;
    *day = n;
    return true;
}

/* "19 July 2017", "19th of July, 2017", "July 19, 2017". */
static bool scan_written_day(Text *rest, int *day, int *month, int *year) {
    Text try = *rest;
    *year = 0;
    if (scan_ordinal(&try, day)) {
        scan_spaces(&try);
        if (scan_word(&try, "of")) scan_spaces(&try);
        scan_char(&try, '-');
        *month = scan_month(&try);
        if (!*month) return false;
        scan_char(&try, '-');
        scan_year(&try, year);
        *rest = try;
        return true;
    }
    *month = scan_month(&try);
    if (!*month) return false;
    scan_spaces(&try);
    if (!scan_ordinal(&try, day) || !scan_year(&try, year)) return false;
    *rest = try;
    return true;
}

/* "14/07/2022", "14.07.22", "2022-07-14". */
static bool scan_figures_day(Text *rest, int *day, int *month, int *year) {
    Text try = *rest;
    int a, b, c;
    if (!scan_number(&try, 4, &a) || try.len == 0) return false;
    char mark = try.ptr[0];
    if (mark != '/' && mark != '-' && mark != '.') return false;
    scan_char(&try, mark);
    if (!scan_number(&try, 2, &b) || !scan_char(&try, mark) || !scan_number(&try, 4, &c)) return false;
    if (a > 31 && mark == '-') {
        *year = a, *month = b, *day = c;
    } else {
        *day = a, *month = b, *year = c < 100 ? 2000 + c : c;
    }
    if (*year < 1950 || *year > 2199 || !date_is_set(date_of(*year, *month, *day))) return false;
    if (mark == '.' && c < 1000) return false; /* "1.2.3" is a paragraph */
    *rest = try;
    return true;
}

static bool day_here(Text t, size_t at, FoundDay *out) {
    Text rest = text_slice(t, at, SIZE_MAX);
    int day = 0, month = 0, year = 0, weekday = scan_weekday(&rest);
    if (weekday) scan_comma(&rest);
    if (!scan_written_day(&rest, &day, &month, &year) && !scan_figures_day(&rest, &day, &month, &year)) return false;
    *out = (FoundDay){.from = at, .to = t.len - rest.len, .day = day, .month = month, .has_weekday = weekday, .has_year = year};
    if (year) out->date = date_of(year, month, day);
    if (year && !date_is_set(out->date)) return false;
    out->weekday_differs = year && weekday && (int)date_weekday(out->date) != weekday;
    return true;
}

bool find_impossible_day(Text t, size_t from, FoundDay *out) {
    for (size_t i = from; i < t.len; i++) {
        if (!is_digit(t.ptr[i]) || (i > 0 && (is_digit(t.ptr[i - 1]) || is_letter(t.ptr[i - 1])))) continue;
        Text rest = text_slice(t, i, SIZE_MAX);
        int day = 0, month = 0, year = 0;
        if (!scan_written_day(&rest, &day, &month, &year) || !year || date_is_set(date_of(year, month, day))) continue;
        *out = (FoundDay){.from = i, .to = t.len - rest.len, .day = day, .month = month, .has_year = true};
        return true;
    }
    return false;
}

bool find_day(Text t, size_t from, FoundDay *out) {
    for (size_t i = from; i < t.len; i++) {
        if (!is_digit(t.ptr[i]) && !is_letter(t.ptr[i])) continue;
        if (i > 0
            && (is_digit(t.ptr[i - 1]) || is_letter(t.ptr[i - 1]) || t.ptr[i - 1] == '/' || t.ptr[i - 1] == '-' || t.ptr[i - 1] == '.'))
            if (!(is_letter(t.ptr[i]) && t.ptr[i - 1] == '.')) continue;
        if (day_here(t, i, out)) return true;
    }
    return false;
}

static bool time_here(Text rest, TimeOfDay *out, size_t *length) {
    Text try = rest;
    int hour, minute = 0;
    if (scan_word(&try, "noon") || scan_word(&try, "midday") || scan_word(&try, "12 noon")) {
        *out = time_of(12, 0);
        *length = rest.len - try.len;
        return true;
    }
    if (!scan_number(&try, 2, &hour)) return false;
    bool has_colon = false, has_minutes = false;
    Text more = try;
    if ((scan_char(&more, ':') && (has_colon = true)) || scan_char(&more, '.')) {
        size_t before = more.len;
        if (scan_number(&more, 2, &minute) && before - more.len == 2 && minute < 60) try = more, has_minutes = true;
        else minute = 0;
    }
    Text half = try;
    scan_spaces(&half);
    bool is_pm = scan_words(&half, "pm|p.m.|p.m"), is_am = !is_pm && scan_words(&half, "am|a.m.|a.m|hrs|hours");
    if (!is_pm && !is_am && !(has_colon && has_minutes)) return false;
    if (is_pm && hour < 12) hour += 12;
    if (hour > 23) return false;
    if (is_pm || is_am) try = half;
    *out = time_of(hour, minute);
    *length = rest.len - try.len;
    return time_is_set(*out);
}

bool find_time(Text t, size_t from, TimeOfDay *out, size_t *to) {
    for (size_t i = from; i < t.len; i++) {
        if (!is_digit(t.ptr[i]) && t.ptr[i] != 'n' && t.ptr[i] != 'm') continue;
        if (i > 0 && (is_digit(t.ptr[i - 1]) || is_letter(t.ptr[i - 1]) || t.ptr[i - 1] == '.' || t.ptr[i - 1] == ':')) continue;
        size_t length;
        if (!time_here(text_slice(t, i, SIZE_MAX), out, &length)) continue;
        *to = i + length;
        return true;
    }
    return false;
}
