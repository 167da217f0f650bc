/* The journal: every change to a record is one appended row with its full state; each row carries the hash of the one before it.
 *
 * hash = SHA-256 of the fields in order, each as decimal length, ':', bytes (a netstring without comma):
 * previous hash, number, moment (UTC, microseconds), person id, person name, action, record name, record id, state, why. */
#ifndef QUORATE_STORE_JOURNAL_H
#define QUORATE_STORE_JOURNAL_H

#include "store/record.h"

typedef enum {
    JOURNAL_MADE = 1,
    JOURNAL_CHANGED,
    JOURNAL_DELETED,
    JOURNAL_READ,  /* a restricted record was shown to somebody */
    JOURNAL_EVENT, /* something worth keeping that is no change of a record: a sign-in, a publication */
} JournalAction;

typedef struct {
    int64_t number; /* 1, 2, 3 ... without gaps */
    Moment at;
    int64_t person;
    Text person_name;
    JournalAction action;
    Text record; /* record name, or the event's: "sign-in" */
    int64_t record_id;
    Text state; /* JSON; empty for READ and EVENT */
    Text why;
    Text hash, previous; /* 64 hexadecimal digits */
} JournalEntry;

typedef struct { JournalEntry *items; size_t count; } JournalEntries;

/* Appends; used by record.c for changes, by rooms for reads and events. */
Error *journal_append(Tx *tx, JournalAction action, Text record, int64_t record_id, Text state, Text why);
/* Notes in a transaction of its own that somebody was shown a restricted record. */
Error *journal_note_read(Store *office, Arena *arena, Actor who, const Record *record, int64_t id);
/* The same with how it was shown, in a word or two: "Opened", "Downloaded". */
Error *journal_note_read_as(Store *office, Arena *arena, Actor who, const Record *record, int64_t id, Text how);

/* The history of one record, oldest first. */
Error *journal_of(Db *db, Arena *arena, const Record *record, int64_t id, JournalEntries *out);
/* The newest entries before `before` (0: the newest of all), newest first. */
Error *journal_recent(Db *db, Arena *arena, int64_t before, int limit, JournalEntries *out);
/* One record as it stood at the moment. *existed is false when it was not made yet or was deleted by then. */
Error *record_as_of(Db *db, Arena *arena, const Record *record, int64_t id, Moment at, void *out, bool *existed);
/* All records of a kind as they stood at the moment, in order of id. */
Error *records_as_of(Db *db, Arena *arena, const Record *record, Moment at, RecordList *out);

/* Walks the chain from the start. *broken_at is 0 when it is whole, else the number of the first wrong row; *count rows were seen,
 * *last_hash is the newest hash (to be kept elsewhere as proof). */
Error *journal_verify(Db *db, Arena *arena, int64_t *count, int64_t *broken_at, Text *last_hash);

#endif
