/* Owns the page cache: a hash table with chains, a list in order of use, and a limit in bytes. */
#include "web/page_cache.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/error.h"

enum { BUCKETS = 4096, SECONDS_KEPT = 60 };

typedef struct Entry Entry;
struct Entry {
    Entry *chain;
    Entry *newer, *older; /* in order of use */
    KeptPage *page;
    int64_t revision;
    time_t made;
    uint64_t hash;
    size_t weight, key_len;
    char key[];
};

struct PageCache {
    pthread_mutex_t lock;
    size_t bytes, most_bytes;
    Entry *newest, *oldest;
    Entry *buckets[BUCKETS];
};

static time_t seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec;
}

/* FNV-1a; keys that a stranger makes collide only lengthen a chain, which the limit in bytes keeps short. */
static uint64_t hash_of(Text key) {
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.len; i++) h = (h ^ (unsigned char)key.ptr[i]) * 1099511628211u;
    return h;
}

PageCache *page_cache_new(size_t most_bytes) {
    PageCache *cache = calloc(1, sizeof *cache);
    CHECK(cache);
    cache->most_bytes = most_bytes;
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

void kept_page_return(KeptPage *page) {
    if (atomic_fetch_sub_explicit(&page->references, 1, memory_order_acq_rel) == 1) page->end(page);
}

static void unlink_use(PageCache *cache, Entry *e) {
    *(e->newer ? &e->newer->older : &cache->newest) = e->older;
    *(e->older ? &e->older->newer : &cache->oldest) = e->newer;
}

static void link_newest(PageCache *cache, Entry *e) {
    e->newer = NULL;
    e->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = e;
    cache->newest = e;
}

static void drop(PageCache *cache, Entry *e) {
    Entry **at = &cache->buckets[e->hash % BUCKETS];
    while (*at != e) at = &(*at)->chain;
    *at = e->chain;
    unlink_use(cache, e);
    cache->bytes -= e->weight;
    kept_page_return(e->page);
    free(e);
}

static Entry *find(PageCache *cache, Text key, uint64_t hash) {
    Entry *e = cache->buckets[hash % BUCKETS];
    while (e && !(e->hash == hash && e->key_len == key.len && memcmp(e->key, key.ptr, key.len) == 0)) e = e->chain;
    return e;
}

KeptPage *page_cache_find(PageCache *cache, Text key, int64_t revision) {
    uint64_t hash = hash_of(key);
    KeptPage *page = NULL;
    pthread_mutex_lock(&cache->lock);
    Entry *e = find(cache, key, hash);
    if (e && (e->revision != revision || seconds_now() - e->made > SECONDS_KEPT)) {
        drop(cache, e);
    } else if (e) {
        page = e->page;
        atomic_fetch_add_explicit(&page->references, 1, memory_order_relaxed);
        if (cache->newest != e) {
            unlink_use(cache, e);
            link_newest(cache, e);
        }
    }
    pthread_mutex_unlock(&cache->lock);
    return page;
}

void page_cache_keep(PageCache *cache, Text key, int64_t revision, KeptPage *page) {
    size_t weight = sizeof(Entry) + key.len + page->bytes;
    if (weight > cache->most_bytes / 8) return;
    Entry *e = calloc(1, sizeof *e + key.len);
    CHECK(e);
    *e = (Entry){.page = page, .revision = revision, .made = seconds_now(), .hash = hash_of(key), .weight = weight, .key_len = key.len};
    memcpy(e->key, key.ptr, key.len);
    atomic_fetch_add_explicit(&page->references, 1, memory_order_relaxed);
    pthread_mutex_lock(&cache->lock);
    Entry *before = find(cache, key, e->hash);
    if (before) drop(cache, before);
    while (cache->oldest && cache->bytes + weight > cache->most_bytes) drop(cache, cache->oldest);
    e->chain = cache->buckets[e->hash % BUCKETS];
    cache->buckets[e->hash % BUCKETS] = e;
    link_newest(cache, e);
    cache->bytes += weight;
    pthread_mutex_unlock(&cache->lock);
}

size_t page_cache_bytes(PageCache *cache) {
    pthread_mutex_lock(&cache->lock);
    size_t bytes = cache->bytes;
    pthread_mutex_unlock(&cache->lock);
    return bytes;
}

void page_cache_free(PageCache *cache) {
    if (!cache) return;
    while (cache->newest) drop(cache, cache->newest); /* NOLINT(clang-analyzer-unix.Malloc): drop moves newest on */
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}
