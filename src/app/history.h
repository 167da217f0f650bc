/* What the history pages show. */
#ifndef QUORATE_APP_HISTORY_H
#define QUORATE_APP_HISTORY_H

#include "store/journal.h"

/* A record as it stood on a day; day unset when none was asked for. `changes` are those since `since`, when that is set. */
typedef struct { Date day, since; bool existed; void *value; FieldChanges changes; } Standing;
typedef struct { const JournalEntry *entry; Text what, url; const char *action; } JournalLine;
typedef struct { JournalLine *items; size_t count; } JournalLines;
/* The kinds of record that somebody may download. */
typedef struct { const Record **items; size_t count; } ExportKinds;

typedef struct { FieldError *items; size_t count; } FieldFaults;
/* An earlier state of a record that may be brought back, beside the record as it is. `changes`: what would. */
typedef struct {
    const Record *record;
    int64_t id;
    JournalEntry entry, last; /* the one asked for, and the newest that has a state */
    bool is_deleted; /* then `now` is its last state */
    void *now, *earlier;
    FieldChanges changes;
    FieldFaults faults; /* what the checks of the form say of it now */
    Text back;
} BringBack;

#endif
