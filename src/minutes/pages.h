/* The pages of minutes/: handlers (their doors stand in app/routes.c) and what they share. Nobody but app/routes.c and this room includes it. */
#ifndef QUORATE_MINUTES_PAGES_H
#define QUORATE_MINUTES_PAGES_H

#include "meetings/pages.h"
#include "minutes/minutes.h"

/* ---- Doors ---- */

OfficeHandler live_show, live_part_show, live_set_do, meeting_held_do;
OfficeHandler attendance_edit_show, attendance_edit_save;
OfficeHandler attendee_new_show, attendee_new_save, attendee_edit_show, attendee_edit_save, attendee_delete_do;

/* ---- At the meeting (live_pages.c) ---- */

/* An item that can be left, by its code, with the title as the person may see it. */
typedef struct { AgendaItemId id; Text code, title; } ItemNamed;
typedef struct { ItemNamed *items; size_t count; } ItemNamedList;
/* The items of the agenda that were not withdrawn. */
Error *items_named(Db *db, Arena *arena, const MeetingRights *rights, MeetingId meeting, ItemNamedList *out);

typedef struct {
    const Subject *s;
    AttendanceSheet sheet;
    Quorum quorum;
    AttendanceWarnings warnings;
    ItemNamedList items;
    Text stamp;
    bool may_change, is_day; /* changes attendance; it is the day of the meeting, so that times are those of now */
    bool can_be_held;
} LiveShown;

/* Who may look: staff, auditors, and those who sit on the body. */
Error *live_subject(Office *office, Request *request, Intent intent, Subject *out);
/* Numbers of people by attendance: "12 present, 3 apologies". */
Text attendance_counts(Arena *arena, const AttendanceSheet *sheet);
/* "B1, B3": the items for which whoever sits there left; empty for none. */
Text left_for(Arena *arena, const LiveShown *l, SeatId seat);
/* What a quick button sends: the seat, the version that was seen, the code. */
Text live_value(Arena *arena, const Attendance *attendance, const char *code);
/* Pages below the live page. */
Page below_live_page(Office *office, Request *request, const Subject *s, Text title);

/* The form of one seat. */
typedef struct { const AttendanceLine *line; OptionList persons, items; Text left /* ids with commas */; } AttendanceForm;

#endif
