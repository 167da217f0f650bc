/* The meeting as it was held: who came, whether it was quorate, what was said and decided, and what became of the minutes. */
#ifndef QUORATE_MINUTES_MINUTES_H
#define QUORATE_MINUTES_MINUTES_H

#include "meetings/meeting.h"

typedef struct { int64_t n; } AttendanceId;
typedef struct { int64_t n; } AttendeeId;
typedef struct { int64_t n; } ItemAbsenceId;

/* ---- Who came ---- */

typedef enum {
    ATTENDANCE_EXPECTED = 1,
    ATTENDANCE_PRESENT,
    ATTENDANCE_ONLINE,     /* present, joined online */
    ATTENDANCE_SUBSTITUTE, /* somebody else is present for the holder (R12) */
    ATTENDANCE_APOLOGIES,
    ATTENDANCE_ABSENT,
} AttendanceCode;
/* A seat at a meeting. A seat without a row is expected. */
typedef struct {
    AttendanceId id; int64_t version;
    MeetingId meeting; SeatId seat;
    AttendanceCode code;
    PersonId person;             /* who is present: the holder, or the substitute */
    TimeOfDay arrived, departed; /* unset: from the beginning, to the end */
    Text note;
} Attendance;

typedef enum { STANDING_OFFICER = 1, STANDING_GUEST } AttendeeStanding;
/* Somebody who is there and has no seat. */
typedef struct {
    AttendeeId id; int64_t version;
    MeetingId meeting;
    Text name, post, organisation;
    AttendeeStanding standing;
    bool is_invited;             /* the chair invited them (R05) */
    bool is_named_publicly;      /* otherwise published minutes show post and organisation alone */
    TimeOfDay arrived, departed;
} Attendee;

/* Whoever sits there left the meeting while the item was taken. */
typedef struct { ItemAbsenceId id; int64_t version; MeetingId meeting; AgendaItemId item; SeatId seat; } ItemAbsence;

extern const Record attendance_record, attendee_record, item_absence_record;
typedef struct { Attendance *items; size_t count; } AttendanceList;
typedef struct { Attendee *items; size_t count; } AttendeeList;
typedef struct { ItemAbsence *items; size_t count; } ItemAbsenceList;

/* A seat on the attendance sheet. */
typedef struct {
    const SeatHeld *held;
    Attendance attendance;   /* without id: nothing is recorded, so it is expected */
    Person person;           /* who is there or is expected: substitute, holder; zeroed when the seat is vacant */
    bool is_vacant, is_unnamed_substitute; /* the substitute is none of those named beforehand (R12) */
} AttendanceLine;
typedef struct {
    Meeting meeting;
    Membership membership;   /* on the day of the meeting */
    AttendanceLine *items; size_t count;
    AttendeeList others;
    ItemAbsenceList absences;
    TermsOfReference terms; bool has_terms; /* in force on the day of the meeting */
} AttendanceSheet;
Error *attendance_sheet(Db *db, Arena *arena, const Meeting *meeting, AttendanceSheet *out);
/* Another text after any change of the sheet: for screens that follow it. */
Error *attendance_stamp(Db *db, Arena *arena, MeetingId meeting, Text *out);
AttendanceLine *attendance_line(const AttendanceSheet *sheet, SeatId seat); /* NULL: no such seat on that day */
/* Does the code say that somebody is there? */
bool attendance_is_present(AttendanceCode code);
/* Is somebody there for this seat at the time (unset: now, which nobody who has left is)? */
bool attendance_is_there(const Attendance *attendance, TimeOfDay at);
/* "Present", "Substitute for the holder"; a tag's colour. */
const char *attendance_shown(AttendanceCode code);
const char *attendance_colour(AttendanceCode code);
/* The same person by two spellings: "Ms C Example", "C. Example". Titles, case and punctuation make no difference. Pure. */
bool is_same_name(Arena *arena, Text a, Text b);

/* What cannot be: a person in two seats or twice in the room, a substitute for a vacant seat, departure before arrival, somebody present
 * before the day. Adds to the form's errors; fills in the holder where the code means the holder. Pure. */
void attendance_check(Form *form, Attendance *attendance, const AttendanceSheet *sheet, Date today);
void attendee_check(Form *form, const Attendee *attendee, const AttendanceSheet *sheet);
/* What should be known and forbids nothing: guests whom the chair has not invited (R05), substitutes who were not named (R12). Pure. */
typedef struct { Text *items; size_t count; } AttendanceWarnings;
AttendanceWarnings attendance_warnings(Arena *arena, const AttendanceSheet *sheet);

/* Saves a row that was checked against the sheet as it is inside the transaction; nothing when the form has errors. ERROR_CONFLICT when
 * somebody else recorded the seat meanwhile. */
Error *attendance_save(Tx *tx, const Meeting *meeting, Attendance *attendance, Form *form, Date today);
/* Records for which items whoever sits there left the meeting, and for no others. */
Error *attendance_leave_for(Tx *tx, const Meeting *meeting, SeatId seat, const AgendaItemId *items, size_t count);
/* The meeting was held: it is no longer cancelled or changed, and its minutes can be written. ERROR_INPUT before its day. */
Error *meeting_was_held(Tx *tx, Meeting *meeting, Date today);

/* ---- Quorum ---- */

/* Somebody who is there, in a seat. */
typedef struct {
    OrganisationId organisation; /* of the seat, or where it names none of the person; 0: neither */
    PersonId person;
    bool is_statutory, is_core;  /* the seat is that of a responsible authority; of a core member */
    bool is_invited;             /* by invitation: never counts */
} Presence;
typedef enum {
    QUORUM_UNKNOWN = 1, /* no terms of reference say how many are needed */
    QUORUM_MET,
    QUORUM_CORE_ONLY,   /* met by the list of the terms of reference, not by that of the law: a warning */
    QUORUM_STATUTORY_ONLY, /* the other way round */
    QUORUM_NOT_MET,     /* no decision can be taken */
} QuorumStanding;
typedef struct { QuorumStanding standing; QuorumKind kind; int64_t needed, statutory, core; } Quorum;
/* R04, R21, R29 and the trap of the two lists: responsible authorities are counted among the seats of the law and among those of the terms of
 * reference. Organisations are counted, not people; QUORUM_MEMBERS counts people. Rules that ask for members know one list, so that both counts
 * are the same. `kind` 0 or `needed` 0: no rule. Pure. */
Quorum quorum_of(const Presence *present, size_t count, QuorumKind kind, int64_t needed);
/* The same of a sheet, at a time (unset: now) and for an item (0: none), which those who left for it do not count for. */
Quorum attendance_quorum(Arena *arena, const AttendanceSheet *sheet, TimeOfDay at, AgendaItemId item);
bool quorum_allows_decisions(const Quorum *quorum);
/* "4 of 4 responsible authorities are represented. The meeting is quorate." */
Text quorum_words(Arena *arena, const Quorum *quorum);
/* "Quorate", "green"; and the sign before it. */
const char *quorum_shown_short(QuorumStanding standing);
const char *quorum_colour(QuorumStanding standing);

#endif
