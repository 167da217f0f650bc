/* What somebody finds on their desk when they sign in. */
#ifndef QUORATE_APP_DESK_H
#define QUORATE_APP_DESK_H

#include "meetings/notebook.h"
#include "meetings/timeline.h"
#include "minutes/authorities.h"
#include "minutes/minutes.h"
#include "people/terms.h"

/* A meeting ahead and what its agenda waits for. */
typedef struct {
    Meeting meeting;
    Text body;
    Text next;    /* "Agenda and papers issued by Tuesday 15 July 2025" */
    bool is_late; /* its day has passed */
    Text state;
} DeskMeeting;
typedef struct {
    DeskMeeting *items;
    size_t count;
} DeskMeetings;

/* Something that waits for somebody: a blocked publication, a vacant seat, a term that ends, a report to approve. */
typedef struct {
    Text sentence, url;
} DeskNote;
typedef struct {
    DeskNote *items;
    size_t count;
} DeskNotes;

typedef struct {
    DeskMeetings meetings;
    DeskNotes notes;
    OpenSteps late, next;   /* over all meetings */
    WaitingAgendas waiting; /* for the chair's agreement */
    MeetingsToRead reading; /* of a member */
    ActionsShown actions;   /* that the person does, by their day */
    Date today;
    bool is_reader;
    bool is_staff, is_chair, may_write, may_plan; /* staff sees all bodies; others those on which they sit */
} Desk;

/* How many of these meetings have no agenda that the member may see. */
size_t agendas_to_come(MeetingsToRead reading);

#endif
