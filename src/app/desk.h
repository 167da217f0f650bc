/* What somebody finds on their desk when they sign in. */
#ifndef QUORATE_APP_DESK_H
#define QUORATE_APP_DESK_H

#include "meetings/meeting.h"

/* A meeting ahead and what its agenda waits for. */
typedef struct {
    Meeting meeting;
    Text body;
    Text next;      /* "Issue by Tuesday 15 July 2025" */
    bool is_late;   /* the deadline has passed and the agenda is not out */
    Text state;
} DeskMeeting;
typedef struct { DeskMeeting *items; size_t count; } DeskMeetings;

/* Something that waits for somebody: a blocked publication, a vacant seat, a term that ends. */
typedef struct { Text sentence, url; } DeskNote;
typedef struct { DeskNote *items; size_t count; } DeskNotes;

typedef struct {
    DeskMeetings meetings;
    DeskNotes notes;
    bool is_staff, is_chair, may_write, may_plan; /* staff sees all bodies; others those on which they sit */
} Desk;

#endif
