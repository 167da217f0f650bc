/* Elections of chairs and vice-chairs (R07, R22, R27): a resolution that, once it is carried, begins a term of office, and ends it again when the
 * decision is taken back. */
#ifndef QUORATE_MINUTES_ELECTION_H
#define QUORATE_MINUTES_ELECTION_H

#include "minutes/minutes.h"

typedef struct { int64_t n; } ElectionId;
typedef struct {
    ElectionId id; int64_t version;
    ResolutionId resolution;
    OfficeHeld office;
    SeatId seat;                     /* whoever holds it on the day of the meeting is elected */
    SeatId nominated_by, seconded_by;
    Text others;                     /* who else was nominated; stands in the minutes */
    int64_t ended, begun, other_ended, other_begun; /* ids of tenures, as OfficeTaken has them; 0: none, or not carried yet */
} Election;
extern const Record election_record;
typedef struct { Election *items; size_t count; } ElectionList;

/* Puts the election as a draft resolution into the minute of an item. Adds to the form's errors what cannot be: the chair elected vice-chair, a
 * vacant seat, a member who nominates and seconds, a vice-chair for no responsible authority where the terms ask for one (R22). Nothing is written then. */
Error *election_put(Tx *tx, const Meeting *meeting, AgendaItemId item, Election *election, Form *form);
/* The resolution was decided, taken back or is removed: its election, if it is one, follows. */
Error *election_decided(Tx *tx, const Meeting *meeting, const Resolution *resolution);
Error *election_taken_back(Tx *tx, const Resolution *resolution);
Error *election_removed(Tx *tx, const Resolution *resolution);
/* Of the resolutions of an item: "Vice-chair from 23 July 2025. By the terms of reference the term ends on 22 July 2027." One sentence for each
 * that has begun a term. */
typedef struct { Text *items; size_t count; } TermsBegun;
Error *terms_begun(Db *db, Arena *arena, const Meeting *meeting, const ResolutionList *resolutions, TermsBegun *out);

#endif
