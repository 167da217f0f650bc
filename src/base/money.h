/* Money: whole pence, never floating point. */
#ifndef QUORATE_BASE_MONEY_H
#define QUORATE_BASE_MONEY_H

#include "base/text.h"

typedef struct { int64_t n; } Pence;

/* "1,234.56", "£1234", "-12.5"; false for more than two decimals, for words, and beyond a hundred thousand million pounds. */
bool pence_parse(Text t, Pence *out);
Text pence_plain(Arena *arena, Pence p);   /* "£1,234.56", "-£0.20", "£39,661.00" */
Text pence_decimal(Arena *arena, Pence p); /* "1234.56", for CSV and JSON */

#endif
