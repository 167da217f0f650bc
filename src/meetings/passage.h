/* Passages of a report that are withheld from the public. The author puts them between two lines:
 *
 *     ::: restricted 1, 2 The family could be recognised
 *     summary: The review found three points at which agencies could have acted.
 *     What only members may read, any Markdown.
 *     :::
 *
 * "::: confidential" needs no paragraphs (MTG-05). The words behind the paragraphs are the reason; the line "summary:" is what stands in the
 * public version beside the note (MTG-06). Pure. Read it through meetings/meeting.h. */
#ifndef QUORATE_MEETINGS_PASSAGE_H
#define QUORATE_MEETINGS_PASSAGE_H

#include "meetings/restriction.h"

/* Who reads it: members, with passages between visible marks; or the public, with a note in the place of each. */
typedef enum { REPORT_FULL = 1, REPORT_PUBLIC } ReportVersion;

typedef struct {
    Restricted restricted;  /* kind, paragraphs, reason */
    Text summary, text;     /* text: what is withheld, without the marks and the summary */
    const char *field;      /* of the report; NULL where the passage was not read from one */
    int64_t line, last_line;/* of its marks, 1 ... */
    Text fault;             /* a sentence that names the line; empty when it is well made */
} Passage;
typedef struct { Passage *items; size_t count; } PassageList;

/* A field of a report in pieces: open Markdown and passages in turn. What is not well made (never closed, one inside another, no paragraph)
 * is a passage up to its end or the end of the text, so that nothing is published by a slip of the pen, and has a fault. */
typedef struct { bool is_passage; Text text; Passage passage; } TextPiece;
typedef struct { TextPiece *items; size_t count; } TextPieceList;
TextPieceList text_pieces(Arena *arena, Text field);
/* Is there anything like a mark of a passage in it? */
bool has_passage_mark(Text text);

/* "Text withheld: exempt under paragraphs 1 and 2 of ...", and the summary. */
Text passage_note(Arena *arena, const Passage *passage);
/* What stands over and under the passage in the members' version. */
Text passage_opening(Arena *arena, const Passage *passage);
Text passage_closing(void);
/* Plain text (a report's summary) in one of the versions. */
Text text_in_version(Arena *arena, Text field, ReportVersion version);

#endif
