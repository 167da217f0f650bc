/* The leak check with its secrets read once, for many outgoing texts. */
#ifndef QUORATE_PUBLISH_LEAK_H
#define QUORATE_PUBLISH_LEAK_H

#include "publish/leak_words.h"
#include "publish/valve.h"

typedef struct { Secret secret; WordList words; } PreparedSecret;
typedef struct { PreparedSecret *items; size_t count; } LeakIndex;

/* Secrets that consist of ordinary words alone ("Report 2") are left out: they give nothing away. */
LeakIndex leak_index(Arena *arena, const SecretList *secrets);
/* Adds what is found in one outgoing text to `findings`. */
void leak_find(Arena *arena, const LeakIndex *index, Text where, Text outgoing, FindingList *findings);
void finding_add(Arena *arena, FindingList *findings, Text sentence);

#endif
