/* Full-text search in a store: FTS5 in SQLite, tsvector in PostgreSQL. */
#ifndef QUORATE_STORE_SEARCH_H
#define QUORATE_STORE_SEARCH_H

#include "store/store.h"

typedef struct {
    Text kind;  /* "meeting", "item", "paper", "body" */
    Text key;   /* identity with kind: putting again replaces */
    Text title;
    Text text;
    Text url;   /* address of the page within the site */
    Text about; /* a line under the title: "Kent Community Safety Partnership, 23 July 2025" */
    Date day;   /* for ordering among equals and for filters; may be unset */
} SearchEntry;

/* The marks that surround found words in titles and excerpts; views turn them into <mark>. They cannot occur in checked input. */
#define SEARCH_MARK_OPEN "\x02"
#define SEARCH_MARK_CLOSE "\x03"

typedef struct { Text kind, title, excerpt, url, about; Date day; } SearchHit;
typedef struct { SearchHit *items; size_t count; int64_t total; } SearchHits;

Error *search_put(Tx *tx, const SearchEntry *entry);
Error *search_remove(Tx *tx, Text kind, Text key);
/* Takes the words of what was removed out of the index itself, where traces of them can stay for a while. Slow; for what became restricted. */
Error *search_forget(Tx *tx);
/* Best first. `words` is what a person typed: words, "phrases", a trailing part of a word; no input is an error. `kind` may be empty (all). */
Error *search_find(Db *db, Arena *arena, Text words, Text kind, int limit, int offset, SearchHits *out);

/* The same among entries for which `condition` holds: SQL of the caller's own (never of input) about s."key", in which its parameters are ${1}, ${2}
 * and so on. */
typedef struct {
    Text condition;
    const Value *parameters;
    int count;
    bool by_day; /* the earliest day first, instead of the best hit */
} SearchWithin;
Error *search_find_within(Db *db, Arena *arena, Text words, Text kind, const SearchWithin *within, int limit, int offset, SearchHits *out);

#endif
