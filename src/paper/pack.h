/* Packs: many papers made one PDF, tags kept. */
#ifndef QUORATE_PAPER_PACK_H
#define QUORATE_PAPER_PACK_H

#include "base/error.h"

typedef struct {
    const char *path;          /* PDF; NULL: a placeholder page that carries `title` and `placeholder` */
    Text title;                /* bookmark */
    Text placeholder;          /* why there is no paper: "This paper could not be read ..." */
    int level;                 /* 0: a bookmark at the top; 1: under the one before */
    bool is_numbered;          /* counts in and is stamped with the running page number (front sheets are not) */
    int first_page, last_page; /* out: running numbers, 0 when not numbered */
    /* out, from pack_merge: what the clerk should know of this part */
    bool is_untagged; /* carried without structure: it is one figure-like part to a screen reader */
    bool is_signed;   /* its signature does not survive the merging */
    bool is_repaired;
    bool is_missing; /* stands as a placeholder page */
} PackPart;

/* Merges the parts in order into a PDF at `path`: continuous page numbers stamped as artifacts ("Page 12"), bookmarks, structure trees kept
 * and joined under a Part each, links and destinations kept, title and language en-GB. Runs in a sandboxed child. A part that cannot be read
 * becomes a placeholder page (its .placeholder is filled in). `tell` (may be NULL) hears about each part. The file at `path` appears whole
 * or not at all. */
Error *pack_merge(Arena *arena, PackPart *parts, size_t count, Text title, const char *path,
    void (*tell)(void *context, size_t done, size_t count), void *context);

/* Only the numbers: fills first_page and last_page from the files' page counts. A part that cannot be read counts as its one placeholder
 * page (and is_missing is set), as in pack_merge. */
Error *pack_number(Arena *arena, PackPart *parts, size_t count);

#endif
