/* The head of minutes: which body met where and when, and who was there. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_MINUTES_HEAD_H
#define QUORATE_ARCHIVE_MINUTES_HEAD_H

#include "archive/layout.h"

/* "NOTES of a meeting of the X held ..." */
bool opens_minutes(Text t);
/* "Minutes of the Safer Streets Committee": the body alone; minutes only with a list of who was there. */
bool opens_with_body(Text t);
/* "A meeting of the X was held on ...", "At a meeting of the X held ..." */
bool opens_as_held(Text t);
/* "Fenshire Safety Board - Minutes"; *body is what stands before. */
bool names_minutes_last(Text t, Text *body);
/* Of "PWYLLGOR CRAFFU / SCRUTINY COMMITTEE" the English half; anything else as it stands. */
Text english_half(Arena *arena, Text t);
/* "Minutes of the meeting held at ... on ...", without the body's name. */
bool is_held_form(Text t);
/* "Minutes", "Notes and actions": the whole of a title. */
bool is_minutes_title(Text t);
/* "PRESENT:", "Attendees:", or a table of who was there. */
bool is_present_label(const Block *block);
bool names_body(Text t);

typedef struct {
    EntryKind list;  /* the list that is open; 0: none */
    bool has_begun;  /* the opening, a day or a list was there: what is numbered from here on is an item */
    bool is_opened;  /* the opening was read */
    Cells columns;   /* of a table of who was there; count 0: none */
    Text label;      /* "Venue:" alone; what it names is in the next block */
    int presiding;   /* lines that said who presided, whoever it was */
} MinutesHead;
/* Takes a block before the first item; false when it is none of the head's. */
bool head_take(LayoutReader *reader, MinutesHead *head, const Block *block);

#endif
