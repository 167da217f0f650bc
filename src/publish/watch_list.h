/* The partnership's watch list: words and phrases that must never go out, whatever they stand in. The list is itself restricted: clerks and
 * administrators keep it, and nobody else sees it. */
#ifndef QUORATE_PUBLISH_WATCH_LIST_H
#define QUORATE_PUBLISH_WATCH_LIST_H

#include "publish/finding.h"

typedef struct { int64_t n; } WatchPhraseId;
typedef struct { WatchPhraseId id; int64_t version; Text phrase, why, added_by; } WatchPhrase;
typedef struct { WatchPhrase *items; size_t count; } WatchPhraseList;
extern const Record watch_phrase_record;

#endif
