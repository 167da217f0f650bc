/* How many letters one sender, and everybody together, may post in an hour. Kept in memory only: no address of a sender is stored. */
#ifndef QUORATE_PUBLIC_LIMIT_H
#define QUORATE_PUBLIC_LIMIT_H

#include "base/date.h"

enum { LIMIT_SENDERS = 512, LIMIT_OF_ONE = 5, LIMIT_OF_ALL = 300 };

typedef struct {
    Moment began;              /* of the running hour */
    int all;
    int counts[LIMIT_SENDERS]; /* by hash of the sender; two senders who share a place share its limit */
} LetterLimit;

/* Counts one letter of `sender`; false when it is one too many. Any thread. */
bool limit_take(LetterLimit *limit, Text sender, Moment now);

#endif
