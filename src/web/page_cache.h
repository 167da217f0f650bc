/* Finished answers of the public site, kept until the published store changes, a minute has gone by (a page may speak of today), or
 * others need the room. Knows nothing of HTTP: what is kept is an object of the caller. */
#ifndef QUORATE_WEB_PAGE_CACHE_H
#define QUORATE_WEB_PAGE_CACHE_H

#include "base/text.h"

typedef struct PageCache PageCache;

/* The kept answer is part of a larger struct of the caller's, made with references = 1 and ended by `end` when the last is given back. */
typedef struct KeptPage KeptPage;
struct KeptPage {
    _Atomic int references;
    size_t bytes; /* what it weighs, the key left out */
    void (*end)(KeptPage *page);
};

PageCache *page_cache_new(size_t most_bytes);
void page_cache_free(PageCache *cache); /* NULL is fine */
/* The page kept under `key` while the store was at `revision`, with one more reference, or NULL. */
KeptPage *page_cache_find(PageCache *cache, Text key, int64_t revision);
/* Keeps `page` (taking a reference of its own) as what the store showed at `revision`. Pages too large for the cache are let be. */
void page_cache_keep(PageCache *cache, Text key, int64_t revision, KeptPage *page);
/* Gives a reference back. */
void kept_page_return(KeptPage *page);
size_t page_cache_bytes(PageCache *cache);

#endif
