/* Owns how civil days are written and read. */
#include "base/date.h"

static const char *const month_names[12] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
static const char *const weekday_names[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

const char *month_name(int month) {
    return month >= 1 && month <= 12 ? month_names[month - 1] : "";
}

const char *weekday_name(Weekday day) {
    return day >= MONDAY && day <= SUNDAY ? weekday_names[day - 1] : "";
}

/* ---- Writing ---- */

Text date_iso(Arena *arena, Date d) {
    if (!date_is_set(d)) return (Text){0};
    DateParts p = date_parts(d);
    return text_format(arena, "%04d-%02d-%02d", p.year, p.month, p.day);
}

Text date_long(Arena *arena, Date d) {
    if (!date_is_set(d)) return (Text){0};
    DateParts p = date_parts(d);
    return text_format(arena, "%s %d %s %d", weekday_name(date_weekday(d)), p.day, month_name(p.month), p.year);
}

Text date_plain(Arena *arena, Date d) {
    if (!date_is_set(d)) return (Text){0};
    DateParts p = date_parts(d);
    return text_format(arena, "%d %s %d", p.day, month_name(p.month), p.year);
}

Text date_short(Arena *arena, Date d) {
    if (!date_is_set(d)) return (Text){0};
    DateParts p = date_parts(d);
    return text_format(arena, "%d %.3s %d", p.day, month_name(p.month), p.year);
}

/* ---- Reading ---- */

/* Takes digits off the front of `*rest`: the number, and how many digits it had (0: none there; more than 4 are left as no number). */
static int take_number(Text *rest, size_t *digits) {
    size_t n = 0;
    int value = 0;
    while (n < rest->len && rest->ptr[n] >= '0' && rest->ptr[n] <= '9') {
        if (n < 4) value = value * 10 + (rest->ptr[n] - '0');
        n++;
    }
    *digits = n;
    *rest = text_slice(*rest, n, rest->len);
    return value;
}

static Text take_letters(Text *rest) {
    size_t n = 0;
    while (n < rest->len && ((rest->ptr[n] | 32) >= 'a' && (rest->ptr[n] | 32) <= 'z')) n++;
    Text letters = text_slice(*rest, 0, n);
    *rest = text_slice(*rest, n, rest->len);
    return letters;
}

/* Which of `names` begins with `word` (at least three letters), from 1; 0 when none does. */
static int place_of_name(Text word, const char *const *names, int count) {
    for (int i = 0; word.len >= 3 && i < count; i++) {
        Text name = text_of(names[i]);
        if (word.len <= name.len && text_equal_ignoring_case(word, text_slice(name, 0, word.len))) return i + 1;
    }
    return 0;
}

bool date_parse_iso(Text t, Date *out) {
    if (t.len != 10 || t.ptr[4] != '-' || t.ptr[7] != '-') return false;
    size_t year_digits, month_digits, day_digits;
    Text year = text_slice(t, 0, 4), month = text_slice(t, 5, 2), day = text_slice(t, 8, 2);
    int y = take_number(&year, &year_digits), m = take_number(&month, &month_digits), d = take_number(&day, &day_digits);
    if (year_digits != 4 || month_digits != 2 || day_digits != 2) return false;
    Date date = date_of(y, m, d);
    if (!date_is_set(date)) return false;
    *out = date;
    return true;
}

static bool take_any(Text *rest, const char *letters) {
    if (rest->len == 0 || !strchr(letters, rest->ptr[0])) return false;
    *rest = text_slice(*rest, 1, rest->len);
    return true;
}

/* "Wednesday 23", "Wed, 23": the weekday, or 0 when the text does not begin with one. */
static int take_weekday(Text *rest) {
    Text after = *rest;
    int weekday = place_of_name(take_letters(&after), weekday_names, 7);
    if (weekday == 0) return 0;
    take_any(&after, ",");
    *rest = text_trim(after);
    return weekday;
}

/* "st", "nd", "rd", "th" right behind a day number. */
static void take_ordinal(Text *rest) {
    Text after = *rest, letters = take_letters(&after);
    if (text_equal_ignoring_case(letters, S("st")) || text_equal_ignoring_case(letters, S("nd"))
        || text_equal_ignoring_case(letters, S("rd")) || text_equal_ignoring_case(letters, S("th")))
        *rest = after;
}

bool date_parse(Text t, Date *out) {
    t = text_trim(t);
    if (date_parse_iso(t, out)) return true;
    int weekday = take_weekday(&t);
    size_t day_digits, month_digits, year_digits;
    int day = take_number(&t, &day_digits);
    if (day_digits < 1 || day_digits > 2) return false;
    take_ordinal(&t);
    t = text_trim(t);
    take_any(&t, "/-.,");
    t = text_trim(t);
    int month = take_number(&t, &month_digits);
    if (month_digits > 2) return false;
    if (month_digits == 0) month = place_of_name(take_letters(&t), month_names, 12);
    t = text_trim(t);
    take_any(&t, "/-.,");
    t = text_trim(t);
    int year = take_number(&t, &year_digits);
    if (year_digits != 4 || t.len > 0) return false;
    Date date = date_of(year, month, day);
    if (!date_is_set(date) || (weekday != 0 && (int)date_weekday(date) != weekday)) return false;
    *out = date;
    return true;
}
