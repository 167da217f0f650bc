/* Letters: what the public sent in through the letterbox, as records of the office. */
#ifndef QUORATE_PUBLISH_LETTERS_H
#define QUORATE_PUBLISH_LETTERS_H

#include "publish/valve.h"

typedef struct { int64_t n; } LetterId;
typedef enum { LETTER_QUESTION = 1, LETTER_ACCESSIBILITY, LETTER_FORMAT } LetterKind;
typedef enum { LETTER_NEW = 1, LETTER_DONE } LetterState;
typedef struct {
    LetterId id; int64_t version;
    Text envelope;            /* the sender's form: the same letter is kept once */
    LetterKind kind;
    Text name, email;         /* may be empty: nobody has to say who they are */
    Text about;               /* address of the page it is about */
    Text text;
    Text comment;             /* sealed; in the place of `text` when it was a comment on a draft that belongs to no round */
    Moment received_at;
    LetterState state;
    Text answer;              /* what was done about it */
} Letter;
typedef struct { Letter *items; size_t count; } LetterList;
extern const Record letter_record;

const char *letter_kind_words(const Letter *letter);

Error *letters_are_waiting(Valve *valve, Arena *arena, bool *out);

/* Reads a letter out of what stands in the letterbox (JSON); ERROR_INPUT for anything else. Pure. */
Error *letter_read(Arena *arena, Text json, Moment received_at, Letter *out);

#endif
