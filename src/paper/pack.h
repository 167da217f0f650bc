/* Packs: many papers made one PDF, tags kept. */
#ifndef QUORATE_PAPER_PACK_H
#define QUORATE_PAPER_PACK_H

#include "base/error.h"

/* How links from one part to another begin: PACK_PLACE and the part's place. */
#define PACK_PLACE "pack:"

typedef struct {
    const char *path; /* PDF; NULL: a placeholder page that carries `title` and `placeholder` */
    Text title;       /* of its Part in the structure, and its bookmark */
    Text placeholder; /* why there is no paper: "This paper could not be read ..." */
    Text heading;     /* a bookmark at the top, over this part and those of level 1 after it; empty: none */
    Text place;       /* links to "pack:PLACE" in other parts lead to its first page (document_agenda_line makes them) */
    int level;        /* 0: a bookmark at the top; 1: under the one before */
    bool is_unlisted; /* has no bookmark */
    bool is_numbered; /* counts in and is stamped with the running page number (front sheets are not) */
    int number;       /* the number of its first page; 0: the one after the last numbered part */
    int until;        /* not 0: its pages stand for the numbers up to this one and say so: "Pages 9 to 12" */
    int pages;        /* out: how many it has */
    int first_page, last_page; /* out: running numbers, 0 when not numbered */
    /* out, from pack_merge: what the clerk should know of this part (pack_part_lost says it) */
    bool is_untagged; /* carried without structure: each page is one paragraph to a screen reader */
    bool is_scanned;  /* has pages that are pictures without words */
    bool is_signed;   /* its signature does not survive the merging */
    bool is_repaired;
    bool has_files;  /* other files are attached to it, or stand on its pages; they are not in the pack */
    bool has_form;   /* fields to be filled in, which show what is in them and no more */
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

/* What a pack cannot keep of a part, in sentences for the clerk: "It has no tags ...". Empty when nothing is lost. */
Text pack_part_lost(Arena *arena, const PackPart *part);

#endif
