/* The pages on which reports are signed off and members keep their notes, as parts of a paper's page. Inside of this room. */
#ifndef QUORATE_MEETINGS_SIGNING_H
#define QUORATE_MEETINGS_SIGNING_H

#include "meetings/pages.h"
#include "meetings/notebook.h"
#include "meetings/timeline.h"

/* The sign-off of a report, as somebody sees it. */
typedef struct {
    bool is_shown, note_is_shown;
    ReportStanding standing;
    SignOff sign_off;
    bool may_send, may_approve, may_accept, may_send_back, may_name, may_any;
    bool records_for_approver; /* a clerk, who notes how the approval was given */
} SignOffShown;

/* Somebody's notes on a paper. */
typedef struct {
    bool are_taken;        /* they may take notes here */
    PaperNotes notes;
    bool *is_marked;       /* of each: its passage stands in the report */
    bool *is_older;        /* of each: written on an earlier version */
    OptionList paragraphs; /* of a report */
    int64_t pages;         /* of a PDF; 0: a report */
} NotesShown;

/* What stands around a paper on its page. */
typedef struct {
    SignOffShown sign_off;
    NotesShown notes;
    bool has_receipt;
    PaperReceipt receipt;
    PaperLinks links;
    Waiting waiting;
    Moment out_since; /* the public can still read what is restricted or withdrawn here (paper_out_since); unset: it cannot */
} PaperAround;

/* `report` is NULL for a PDF; *html, the report as it is shown, gets the marks. */
Error *paper_around(Office *office, Request *request, const Subject *s, const Report *report, Html *html, PaperAround *out);
/* Keeps that a member opened the paper as it is now. */
Error *note_opening(Office *office, Request *request, const Subject *s);
/* The paper's page with a form that was refused, or none. */
Error *paper_page_respond(Office *office, Request *request, Response *response, Subject *s, const Form *form);
/* May they open the paper now: the gate of the reading room, for what has no page of its own to say why not. */
bool paper_is_open_to(const Subject *s);
Error *refuse_unreadable(Arena *arena, const Subject *s);

/* Notes on one paper, on the page of all notes. */
typedef struct { Text title, about, url; Text marking; PaperNotes notes; } NotedPaper;
typedef struct { NotedPaper *items; size_t count; size_t hidden; } NotedPapers;
/* The name that a member calls a note by: "Paragraph 1.2", "Page 4", "The whole report". */
Text note_place(Arena *arena, const PaperNote *note, bool is_report);

/* "1-2" of paragraph 1.2, as addresses within the page have it. */
Text note_anchor(Arena *arena, const PaperNote *note);
/* The reader's notes on a paper; for paper_around. */
Error *notes_around(Office *office, Request *request, const Subject *s, const Report *report, Html *html, NotesShown *out);

/* A meeting's timeline on its page. */
typedef struct {
    MeetingTimeline steps;
    bool is_inside;          /* staff, auditors and the chair see details and whose turn it is */
    bool may_record_call, has_call, may_record_minutes, has_minutes;
    Date today;
} TimelineShown;
Error *timeline_shown(Office *office, Request *request, const Subject *s, TimelineShown *out);

#endif
