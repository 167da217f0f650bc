/* The making of a pack, inside the sandbox. pack_inside.c holds the story; pack_pages.c pages, stamps and annotations; pack_structure.c the
 * structure tree; pack_outline.c bookmarks and destinations. */
#ifndef QUORATE_PAPER_PACK_INSIDE_H
#define QUORATE_PAPER_PACK_INSIDE_H

#include "paper/pack.h"
#include "paper/pdf_inside.h"
#include "paper/sandbox.h"

/* ---- What the two sides say to each other ---- */

typedef enum { PACK_COUNT, PACK_MERGE } PackTask;
enum { PACK_ROUNDS = 3 }; /* over the parts: opening, pages, structure; it tells of each part in each */
/* The request: the task, the draft's path, the pack's title, then for each part its texts and numbers (request_of). Texts are written
 * "LENGTH:BYTES", numbers as texts. The descriptors: the stamp's font, then the parts. */
void pack_put_text(Buffer *request, Text text);
void pack_put_number(Buffer *request, int64_t number);
bool pack_take_text(Text *request, Text *text);
bool pack_take_number(Text *request, int64_t *number);
/* The answer: one of these for each part. Only when no verdict is other than PDF_FINE has a pack been written. */
typedef PdfFindings PackFindings;

/* ---- Inside ---- */

typedef struct {
    Text title, heading, place;
    int level;
    bool is_unlisted, is_numbered;
    int until;  /* its pages stand for the numbers up to this one; 0: each for its own */
    Text bytes; /* the file */
    qpdf_data pdf;
    PdfFindings found;
    int first_number;   /* of its first page, when it is numbered */
    size_t first_page;  /* in the pack */
    qpdf_oh *pages;     /* in the pack */
    qpdf_oh element;    /* its Part */
    long long key_base; /* added to its numbers in the parent tree */
    long long key_count;
    struct NamedPlace *places; /* its named destinations, read when first needed */
    size_t place_count;
    bool has_places;
} InsidePart;

typedef struct {
    long long key;
    qpdf_oh value;
} ParentEntry;
typedef struct {
    Text from, to;
} Naming;
typedef struct {
    Naming *items;
    size_t count, capacity;
} Namings;
typedef struct {
    Text id;
    qpdf_oh element;
} NamedElement;

typedef struct {
    Arena *arena;
    SandboxChild *child; /* hears how far it is; NULL: nobody does */
    qpdf_data out;       /* begun, and its writing too (qpdf_init_write) */
    Text title;
    InsidePart *parts;
    size_t count;
    /* stamps */
    qpdf_data stamp;
    qpdf_oh stamp_font, before;
    double stamp_widths[96];
    /* structure */
    qpdf_oh root, document;
    ParentEntry *entries;
    size_t entry_count, entry_capacity;
    long long next_key;
    Namings roles;   /* the joined role map */
    qpdf_oh classes; /* the joined class map */
    NamedElement *ids;
    size_t id_count, id_capacity;
    qpdf_oh namespaces;
    /* layers */
    qpdf_oh layers, layers_off;
    /* objects of the pack that were dealt with, by number */
    uint8_t *seen;
    size_t seen_size;
} Pack;

/* Opens all parts. False when one of them cannot be used: parts[i].found says which and why. */
bool pack_open_parts(Pack *p);
/* Makes the pack of opened parts and writes it. */
bool pack_join(Pack *p);
/* Closes what is open. */
void pack_close(Pack *p);

/* True the first time for an indirect object, and always for a direct one. */
bool pack_is_new(Pack *p, qpdf_oh object);

void pack_add_pages(Pack *p, InsidePart *part);
/* Numbers on the pages, links and forms put right. After pack_add_structure. */
void pack_finish_pages(Pack *p, InsidePart *part);
bool pack_read_stamp(Pack *p, Text font_file);

void pack_begin_structure(Pack *p);
void pack_add_structure(Pack *p, InsidePart *part);
void pack_end_structure(Pack *p);
/* A page without tags becomes one paragraph, or one figure. Returns false when its content has tags that would clash. */
bool pack_tag_page(Pack *p, InsidePart *part, size_t index, qpdf_oh page);

void pack_add_outlines(Pack *p);
/* An explicit destination for a name (a name or a string) of this part, as an object of the pack; null when there is none. */
qpdf_oh pack_destination(Pack *p, InsidePart *part, qpdf_oh name);
/* A destination or action that stands in `holder` under /Dest or /A: names made explicit, what could run or fetch something taken out. */
void pack_clean_action(Pack *p, InsidePart *part, qpdf_oh holder);

void pack_add_layers(Pack *p, InsidePart *part);

#endif
