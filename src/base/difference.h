/* What differs between two texts, word by word. */
#ifndef QUORATE_BASE_DIFFERENCE_H
#define QUORATE_BASE_DIFFERENCE_H

#include "base/text.h"

typedef enum { WORDS_SAME = 1, WORDS_REMOVED, WORDS_ADDED } DifferenceKind;
/* A run of words with the white space behind them; what stays is spelled as in the second text. Borrows from the texts. */
typedef struct { DifferenceKind kind; Text words; } Difference;
typedef struct { Difference *items; size_t count; } Differences;
/* The two texts as one: without what is added it is the first, without what is removed the second. White space makes no difference. Where words
 * changed, those removed stand before those added. Texts that have thousands of words between their first and last difference are not compared
 * further: that whole stretch is removed and added. */
Differences text_differences(Arena *arena, Text before, Text after);
/* Does anything differ but white space? */
bool differences_any(const Differences *differences);

#endif
