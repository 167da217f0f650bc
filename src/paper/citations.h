/* Numbers that a text cites after a word ("action 2.3", "actions 2.3, 2.4 and 2.5"), and links made of them in HTML that was rendered. A number alone is
 * never taken for one: it may be a time, a clause, an amount. What is cited is of one plan: a number of which the sentence says a few words later that another
 * year is meant ("action 2.3 of the plan for 2024/25", "of last year") leads nowhere. */
#ifndef QUORATE_PAPER_CITATIONS_H
#define QUORATE_PAPER_CITATIONS_H

#include "web/view.h"

typedef struct { Text number, url; } Citation;
/* The first with a number is the one that is meant. `year`: in which the plan's year begins, 2025 for 2025/26; 0: the plan is of no year. */
typedef struct { Citation *items; size_t count; int year; } Citations;

/* Does the text cite any number after the word or its plural, in any case? */
bool text_cites(Text text, const char *word);
/* The same HTML, in which each number that is cited so and has an address is a link to it; the link says the plan's year to those who hear it. What
 * stands in a link or in code stays as it is. Lives in `arena`. */
Html html_cite(Arena *arena, Html html, const char *word, const Citations *citations);

#endif
