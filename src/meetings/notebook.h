/* What members read, and keep to themselves: which version of which paper they opened, and their notes on it. Notes belong to one account:
 * nobody else sees them, whatever their role; they are no records, so no history, journal, download or search has them. What they say is kept
 * sealed (store/seal.h), as what reports say is. */
#ifndef QUORATE_MEETINGS_READING_H
#define QUORATE_MEETINGS_READING_H

#include "meetings/sign_off.h"

/* ---- What was opened ---- */

typedef enum { READING_UNREAD = 1, READING_CHANGED, READING_DONE } Reading; /* changed: another version than the one they opened */
const char *reading_shown(Reading reading); /* "Not opened yet" */
const char *reading_colour(Reading reading);

/* What a paper holds: the SHA-256 of its file, or the version of its report. `report` is NULL for a PDF. */
Text paper_content(Arena *arena, const Paper *paper, const Report *report);
/* Keeps that the account's holder opened the paper as it is, once for each version, in a transaction of its own. */
Error *paper_opened(Store *office, Db *db, Arena *arena, AccountId account, PaperId paper, Text content);
/* The same inside a transaction, at a moment. */
Error *paper_opened_at(Tx *tx, AccountId account, PaperId paper, Text content, Moment at);

/* A paper of a coming meeting, for one reader. */
typedef struct { PaperId paper; Text code, title; bool is_public; Reading reading; } PaperToRead;
typedef struct { PaperToRead *items; size_t count; size_t unread; Meeting meeting; Text body; bool has_agenda; } MeetingToRead;
typedef struct { MeetingToRead *items; size_t count; } MeetingsToRead;
/* The coming meetings of somebody who sits on their bodies, each with the papers that they may read (meeting_rights). */
Error *meetings_to_read(Db *db, Arena *arena, const Session *who, Date today, MeetingsToRead *out);

/* How many of those who may read a paper have opened it as it is now. Counts, never names. */
typedef struct { PaperId paper; Text code, title; bool is_public; size_t opened, entitled; } PaperReceipt;
typedef struct { PaperReceipt *items; size_t count; } PaperReceipts;
/* Of a meeting's papers: the members with a sign-in of their own who sit on the body on the day of the meeting. */
Error *paper_receipts(Db *db, Arena *arena, const Agenda *agenda, PaperReceipts *out);

/* ---- Notes ---- */

typedef struct { int64_t n; } PaperNoteId;
typedef struct {
    PaperNoteId id;
    PaperId paper;
    Text content;    /* the version that it was written on */
    int64_t page;    /* of a PDF; 0: none */
    Text paragraph;  /* of a report: "1.2"; empty: the whole of it */
    Text quote;      /* the passage that is marked; may be empty */
    Text words;      /* may be empty where a passage is marked */
    bool is_restricted; /* written beside what the public is not shown */
    Moment made_at;
} PaperNote;
typedef struct { PaperNote *items; size_t count; } PaperNotes;
enum { NOTE_MOST_WORDS = 4000, NOTE_MOST_QUOTE = 1000, NOTES_MOST = 500 };

/* The account's own notes on a paper, in the order of its pages or paragraphs; `paper` 0: on every paper, the latest meetings first. */
Error *notes_of(Db *db, Arena *arena, AccountId account, PaperId paper, PaperNotes *out);
/* One of the account's own notes; ERROR_NOT_FOUND for anybody else's. */
Error *note_get(Db *db, Arena *arena, AccountId account, PaperNoteId id, PaperNote *out);
/* Adds or (with an id) changes a note. The same one sent twice is there once. ERROR_INPUT when the paper has too many, ERROR_SEALED without the
 * key. */
Error *note_put(Tx *tx, AccountId account, const PaperNote *note);
Error *note_remove(Tx *tx, AccountId account, PaperNoteId id);

/* "1.2" before "1.10": the order of paragraphs. Pure. */
int paragraph_compare(Text a, Text b);

#endif
