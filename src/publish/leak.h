/* The leak check with its secrets read once, for many outgoing texts. */
#ifndef QUORATE_PUBLISH_LEAK_H
#define QUORATE_PUBLISH_LEAK_H

#include "publish/leak_words.h"
#include "publish/valve.h"

typedef struct {
    Secret secret;
    WordList words;
    bool *found;        /* of each word: in the document that is looked at */
    bool *found_before; /* in any before it */
    bool *passed_over;  /* a stretch all of which is passed over is not told for now */
} PreparedSecret;
typedef struct { PreparedSecret *items; size_t count; } LeakIndex;

/* Secrets that consist of ordinary words alone ("Report 2") are left out: they give nothing away. */
LeakIndex leak_index(Arena *arena, const SecretList *secrets);
/* Adds what is found in one outgoing text to `findings`: a title once, of a longer text each stretch. */
void leak_find(Arena *arena, LeakIndex *index, const Place *place, Text outgoing, FindingList *findings);

/* So that one leak is not told three times: a document begins (everything is looked for); what was found in it is passed over from here on;
 * and, for what is only made of documents that were looked at, what was found in any of them is passed over. */
void leak_begin(LeakIndex *index);
void leak_pass_over_found(LeakIndex *index);
void leak_pass_over_known(LeakIndex *index);

#endif
