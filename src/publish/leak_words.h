/* The words of a text as the leak check compares them: letters and digits only, without case, accents, ligatures, soft hyphens and the
 * hyphens of line ends, so that a PDF's text layer and what was typed come out alike. */
#ifndef QUORATE_PUBLISH_LEAK_WORDS_H
#define QUORATE_PUBLISH_LEAK_WORDS_H

#include "base/text.h"

typedef struct {
    Text text;        /* folded: "kent" */
    size_t at, end;   /* where it stands in the text it came from */
    uint64_t hash;
    bool is_ordinary; /* a word of any report ("the", "committee"), a number of up to four digits or a single letter */
    bool is_telling;  /* says something: not ordinary, at least four letters */
} Word;
typedef struct { Word *items; size_t count; } WordList;

WordList words_of(Arena *arena, Text t);
/* Marks the words that also stand in `ordinary` (public names) as ordinary. */
void words_discount(WordList *words, const WordList *ordinary);

#endif
