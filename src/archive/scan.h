/* Looking along a text from its beginning: each function takes what it is named for from the front of *rest and tells whether it was there.
 * When it was not, *rest stays as it was. ASCII letters match in either case. Pure. */
#ifndef QUORATE_ARCHIVE_SCAN_H
#define QUORATE_ARCHIVE_SCAN_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"

bool scan_spaces(Text *rest); /* any number, none too: always true */
bool scan_char(Text *rest, char c);
/* The word, not followed by a letter or digit. It may hold spaces: each fits one or more. */
bool scan_word(Text *rest, const char *word);
/* One of several, with '|' between them. */
bool scan_words(Text *rest, const char *words);
/* A number of at most `digits` digits. */
bool scan_number(Text *rest, int digits, int *out);
/* As far as the text does not hold `stop`; all of it when it does not. */
Text scan_until(Text *rest, const char *stop);

/* Where `word` first stands as a word of its own in `t`, from byte `from` on; SIZE_MAX: nowhere. */
size_t find_word(Text t, const char *word, size_t from);
bool has_word(Text t, const char *word);
/* One of several, with '|' between them. */
bool has_words(Text t, const char *words);
/* Letters there are, and none of them is a small one. */
bool is_capitals(Text t);
bool has_letter(Text t);
/* "KENT COMMUNITY SAFETY PARTNERSHIP" as "Kent Community Safety Partnership"; what is not in capitals stays. */
Text title_case(Arena *arena, Text t);
/* Ends like a sentence: full stop, colon, question mark, or one of them before a closing mark. */
bool ends_sentence(Text t);
bool starts_small(Text t); /* with a small letter */
int count_words(Text t);
/* Of "i" to "xxxix", in small letters or capitals; 0: none. */
int roman_value(Text t);
/* "III. ", "IV) ": an item's number in Roman capitals, with what parts it from its title. `label` borrows. */
bool scan_roman(Text *rest, Text *label);
/* The number that the text is and nothing else, of at most nine digits: one can reckon with it. */
bool scan_count(Text t, int64_t *out);
/* Could be a heading: short enough, with letters, and not ending like a sentence. */
bool is_title_like(Text t);
/* The sentence of `t` that byte `at` lies in. Borrows. */
Text sentence_at(Text t, size_t at);

/* ---- Days and times in running words ---- */

typedef struct {
    Date date;
    size_t from, to; /* bytes */
    bool has_year, has_weekday, weekday_differs; /* the weekday given is not that of the day */
    int day, month;
} FoundDay;
/* The first day at or after byte `from`: "Thursday, 14th July, 2022", "19 July 2017", "July 14, 2022", "14/07/2022", "2022-07-14"; without a
 * year only has_year is false and `date` unset. */
bool find_day(Text t, size_t from, FoundDay *out);
/* A day that no calendar has, such as 31 November 2014. */
bool find_impossible_day(Text t, size_t from, FoundDay *out);
/* The first time of day: "at 10.00 am", "10am", "7:30 pm", "14:00", "noon". `to` receives the byte behind it. */
bool find_time(Text t, size_t from, TimeOfDay *out, size_t *to);

#endif
