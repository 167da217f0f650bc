/* What the records of meetings add up to: who came (R13, R23), quorum, how long minutes took, which papers were opened. The rules of counting are functions of
 * values (statistics.c, punctuality.c); statistics_read.c reads the values for many meetings at once. */
#ifndef QUORATE_MINUTES_STATISTICS_H
#define QUORATE_MINUTES_STATISTICS_H

#include "meetings/timeline.h"
#include "minutes/minutes.h"

/* Which meetings: between two days, both of them counted; `body` 0: of every body. */
typedef struct { Date first, last; BodyId body; } Period;

/* What is known of the meetings of a period, and of those up to three years before its last day, from which runs of missed meetings are counted. */
typedef struct {
    Period period;
    Date today;
    BodyList bodies; TermsOfReferenceList terms;
    SeatList seats;             /* body by body, in their order */
    TenureList tenures;         /* seat by seat, the earliest first */
    PersonList persons;         /* by id */
    OrganisationList organisations; /* by name */
    MeetingList meetings;       /* by day */
    AttendanceList rows;        /* meeting by meeting */
} AttendanceFacts;
Error *attendance_facts(Db *db, Arena *arena, Period period, Date today, AttendanceFacts *out);

/* ---- Which meetings count ---- */

typedef enum {
    MEETING_COUNTS = 1,
    MEETING_NOT_RECORDED, /* it was on a day that is over, and nobody is recorded as present */
    MEETING_AHEAD,        /* its day has not passed, or it is today and not recorded as held */
    MEETING_LEFT_OUT,     /* cancelled */
} MeetingCounting;
/* `rows` are those of the meeting. A meeting that was moved counts on the day to which it was moved. Pure. */
MeetingCounting meeting_counting(const Meeting *meeting, const AttendanceList *rows, Date today);
/* Those of the period that are counted so. Pure. */
MeetingList meetings_counted_as(Arena *arena, const AttendanceFacts *facts, MeetingCounting counting);

/* ---- Who came ---- */

/* What became of a place at the table. The order is that in which the best of several counts. */
typedef enum {
    PLACE_PRESENT = 1, /* arriving late and leaving early counts too */
    PLACE_ONLINE,
    PLACE_SUBSTITUTE,  /* somebody else was there for the holder */
    PLACE_APOLOGIES,
    PLACE_ABSENT,      /* without word */
    PLACE_UNRECORDED,  /* nothing is recorded of this seat */
    PLACE_VACANT,      /* nobody held it on the day */
} PlaceOutcome;
/* A seat at a meeting that counts, on whose day the seat existed. */
typedef struct {
    const Meeting *meeting; const Seat *seat;
    PersonId holder;             /* on the day; 0: nobody */
    PersonId there;              /* who came; 0: nobody */
    OrganisationId organisation; /* of the seat, or where it names none of who came or holds it; 0: neither */
    PlaceOutcome outcome;
    bool is_in_period;
} SeatPlace;
typedef struct { SeatPlace *items; size_t count; } SeatPlaces;
/* Every place at every meeting that counts, by day. Whoever holds a seat is listed on the days on which they hold it, the last one too. Pure; borrows. */
SeatPlaces attendance_places(Arena *arena, const AttendanceFacts *facts);
/* Was somebody there? */
bool place_is_taken(PlaceOutcome outcome);

/* Of a seat, an organisation or a person over the period. */
typedef struct {
    const Seat *seat; const Organisation *organisation; const Person *person; /* whose it is: one of the three */
    int64_t meetings, present, online, substitute, apologies, absent, unrecorded, vacant;
    int64_t stood_in; /* of a person: how often they came as somebody's substitute, which is in none of the others */
} Tally;
typedef struct { Tally *items; size_t count; } Tallies;
/* Those of which something is known, in the order of the facts. A substitute counts for the seat and the organisation; for the holder it is a meeting to
 * which they sent one. An organisation or person with two seats at a meeting is counted once, by the best of them. Pure; borrows. */
Tallies tally_seats(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places);
Tallies tally_organisations(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places);
Tallies tally_persons(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places);
/* What a share of attendance is counted of: meetings at which the seat was held and something is recorded. */
int64_t tally_expected(const Tally *tally);
int64_t tally_came(const Tally *tally);       /* themselves, in the room or online */
int64_t tally_represented(const Tally *tally); /* that, or by a substitute */

/* R13, R23: meetings missed in a row, back from the last one of the period that counts. */
typedef enum {
    MISSED_BY_SEAT = 1,     /* nobody came for it: neither the holder nor a substitute */
    MISSED_BY_ORGANISATION, /* none of its several seats was taken */
    MISSED_BY_HOLDER,       /* a substitute came each time, or now and then */
} MissedKind;
typedef struct {
    MissedKind kind;
    const Body *body; const Seat *seat; const Organisation *organisation; const Person *person;
    int64_t missed, allowed; /* how many in a row; how many the terms of reference have pointed out */
    Date since;              /* the first of them */
} Missed;
typedef struct { Missed *items; size_t count; } MissedList;
/* By the number that the terms of reference in force on the last day of the period give; none for bodies whose terms give none. Meetings at which nothing is recorded of
 * a seat are passed over; a vacancy and another holder begin anew. Seats by invitation are never pointed out. Pure; borrows. */
MissedList missed_in_a_row(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places);

/* ---- Quorum ---- */

/* A meeting that counts, with everybody who came at any time. */
typedef struct { const Meeting *meeting; Quorum quorum; } MeetingQuorum;
typedef struct { MeetingQuorum *items; size_t count; } MeetingQuorums;
/* Of the period, by the terms of reference of each day. Pure; borrows. */
MeetingQuorums meeting_quorums(Arena *arena, const AttendanceFacts *facts, const SeatPlaces *places);

/* A decision, without a word of what it was about: an item is named by its code alone, whoever looks. */
typedef struct { MeetingId meeting; Text code; TimeOfDay at; int64_t represented, represented_core, needed; } DecisionQuorum;
typedef struct { DecisionQuorum *items; size_t count; } DecisionQuorums;
/* Of minutes that are checked. */
Error *decision_quorums(Db *db, Arena *arena, Period period, DecisionQuorums *out);
/* Was it taken with a quorum, by one of the two lists at least? False too when the number needed was not known. */
bool decision_was_quorate(const DecisionQuorum *decision);

/* ---- From the meeting to approved minutes (punctuality.c) ---- */

/* The minutes of a meeting of the period whose day has passed; days are counted from the meeting, and unset for what has not happened. */
typedef struct {
    const Meeting *meeting;
    Date drafted;   /* sent to members, as recorded; else checked */
    Date due;       /* by the terms of reference; unset where they give no number */
    Date published; /* for the first time */
    Date approved;  /* the day of the meeting that approved them */
    int64_t setting; /* days after the meeting by the terms of reference; 0: none */
} MinutesTimes;
typedef struct { MinutesTimes *items; size_t count; MeetingList meetings; } MinutesTimesList;
Error *minutes_times(Db *db, Arena *arena, const AttendanceFacts *facts, MinutesTimesList *out);
/* How many days after the meeting; false when it has not happened. Pure. */
bool days_after(const Meeting *meeting, Date day, int64_t *out);
/* Twice the median of whole numbers, which it sorts: 2 * 7.5 is 15. `count` is not 0. Pure. */
int64_t median_twice(int64_t *numbers, size_t count);
/* A body in a year: medians in hundredths of a day, with how many meetings each is of. */
typedef struct { int64_t hundredths; size_t of; } Median;
typedef struct { const Body *body; int year; int64_t setting; size_t meetings, in_time, late; Median drafted, published, approved; } MinutesYear;
typedef struct { MinutesYear *items; size_t count; } MinutesYears;
/* Body by body, the years rising. Late is what came after its day or has not come although its day is over. Pure; borrows. */
MinutesYears minutes_years(Arena *arena, const AttendanceFacts *facts, const MinutesTimesList *times);

/* ---- Papers that members opened (paper_use.c) ---- */

enum { FEWEST_READERS = 5 }; /* with fewer members a count would tell of one of them, so none is shown */
/* A paper of a published agenda. Never who: how many of the members who sat on the body on the day and have an account opened it before the meeting began. */
typedef struct {
    const Meeting *meeting;
    PaperId paper; Text code, title; /* of a restricted paper no title */
    bool is_public;
    int64_t members, opened;
} PaperUse;
typedef struct { PaperUse *items; size_t count; } PaperUses;
/* Restricted papers only when `with_restricted`. */
Error *paper_uses(Db *db, Arena *arena, const AttendanceFacts *facts, bool with_restricted, PaperUses *out);
/* May a count be shown? Pure. */
bool paper_use_is_shown(const PaperUse *use);

/* ---- What the rooms of values give ---- */

/* The terms of reference of the body in force on the day; NULL when there are none. Pure; borrows. */
const TermsOfReference *terms_at(const TermsOfReferenceList *terms, BodyId body, Date day);
const Body *body_among(const BodyList *bodies, BodyId id);
/* Where the tenures of a seat begin in a list that stands seat by seat; its end when there are none. Pure. */
size_t tenures_begin(const TenureList *tenures, SeatId seat);
const Person *person_among(const PersonList *persons, PersonId id);

#endif
