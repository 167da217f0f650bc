/* Owns civil days: the arithmetic of the Gregorian calendar. Days as words are in date_text.c. */
#include "base/date.h"

#include "base/error.h"

#define LAST_DAY 3652059 /* 31 December 9999 */

static bool is_leap_year(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
    static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month];
}

/* Days before the first of each month in a common year. */
static const int days_before_month[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

static int days_before_year(int year) {
    int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

bool date_is_set(Date d) {
    return d.n != 0;
}

Date date_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return (Date){0};
    int leap_day = month > 2 && is_leap_year(year) ? 1 : 0;
    return (Date){days_before_year(year) + days_before_month[month] + leap_day + day};
}

DateParts date_parts(Date d) {
    if (!date_is_set(d)) return (DateParts){0};
    CHECK(d.n > 0 && d.n <= LAST_DAY);
    int left = d.n - 1;
    int year = 1 + left / 146097 * 400;
    left %= 146097;
    int centuries = left / 36524;
    if (centuries == 4) centuries = 3; /* the last day of the 400 years */
    left -= centuries * 36524;
    year += centuries * 100 + left / 1461 * 4;
    left %= 1461;
    int years = left / 365;
    if (years == 4) years = 3; /* the last day of the 4 years */
    left -= years * 365;
    year += years;
    int month = 1;
    while (left >= days_in_month(year, month)) left -= days_in_month(year, month++);
    return (DateParts){year, month, left + 1};
}

Weekday date_weekday(Date d) {
    CHECK(date_is_set(d));
    return (Weekday)((d.n - 1) % 7 + 1); /* 1 January of the year 1 was a Monday */
}

Date date_plus_days(Date d, int days) {
    int64_t n = (int64_t)d.n + days;
    if (!date_is_set(d) || n < 1 || n > LAST_DAY) return (Date){0};
    return (Date){(int32_t)n};
}

Date date_plus_months(Date d, int months) {
    if (!date_is_set(d)) return d;
    DateParts p = date_parts(d);
    int64_t count = (int64_t)p.year * 12 + p.month - 1 + months;
    if (count < 12 || count >= (int64_t)10000 * 12) return (Date){0};
    int year = (int)(count / 12), month = (int)(count % 12) + 1;
    int most = days_in_month(year, month);
    return date_of(year, month, p.day < most ? p.day : most);
}

int date_days_between(Date a, Date b) {
    return b.n - a.n;
}

int date_compare(Date a, Date b) {
    return (a.n > b.n) - (a.n < b.n);
}

/* The anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8). */
Date date_easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_of(year, n / 31, n % 31 + 1);
}

int statutory_year(Date d) {
    DateParts p = date_parts(d);
    return p.month >= 4 ? p.year : p.year - (date_is_set(d) ? 1 : 0);
}

Date quarter_begins(Date d) {
    DateParts p = date_parts(d);
    return date_of(p.year, (p.month - 1) / 3 * 3 + 1, 1);
}

Date quarter_of(Date d) {
    return date_plus_days(date_plus_months(quarter_begins(d), 3), -1);
}

Date quarter_before(Date d) {
    return date_plus_days(quarter_begins(d), -1);
}
