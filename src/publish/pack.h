/* The packs of a meeting while they are made: which papers in which order on which pages, for the public and for members; the front sheet,
 * the merged PDFs. One numbering serves both packs. */
#ifndef QUORATE_PUBLISH_PACK_H
#define QUORATE_PUBLISH_PACK_H

#include "meetings/meeting.h"
#include "paper/paper.h"

/* ---- What the public has of a paper ---- */

typedef enum {
    PUBLIC_WHOLE = 1, /* the paper as it is */
    PUBLIC_VERSION,   /* a version of its own, with passages left out */
    PUBLIC_NOTHING,   /* withheld */
} PublicShare;

typedef struct {
    PublicShare share;
    Text title;    /* as the public may read it, never a restricted one */
    Text why;      /* what is withheld, and by which law: "Exempt under paragraphs 1 and 7 ..."; empty when nothing is */
    Text marking;  /* stands at the head and foot of every page (paper_marking); may be empty */
    Report report; /* of a paper that is a report written here, with its passages */
} PaperOpenness;

/* MTG-04 to MTG-06: the one place that decides what the public has of a paper. Packs, front sheets and the published rows all ask it. */
Error *paper_openness(Db *office, Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper,
    PaperOpenness *out);

/* ---- The plan ---- */

/* A paper with its PDFs and its running page numbers, which both packs share. */
typedef struct {
    const AgendaSection *section;
    const AgendaEntry *entry;
    const Paper *paper;
    PaperOpenness open;
    const char *path;              /* the whole paper; NULL when it was recalled */
    const char *public_path;       /* what the public has of it: the same file, a version of its own, or NULL */
    bool is_unmarked;              /* its marking could not be put on its pages */
    int pages, public_pages;       /* of these; public_pages is 0 when it is withheld */
    int64_t first_page, last_page; /* reserved in both packs: as many as the longer of the two has */
} PackPaper;
typedef struct {
    PackPaper *items;
    size_t count;
} PackPaperList;

/* Which papers a pack has: those that came with the agenda, or those of one supplement, whose pages go on after those before it. A draft
 * paper is part of the supplement that is going out, and of nothing else. */
typedef struct {
    const Supplement *supplement; /* NULL: the agenda's */
    int64_t pages_before;
} PackOf;
/* Does the paper belong into that pack? */
bool pack_has(PackOf of, const Paper *paper);

typedef struct {
    const Agenda *agenda;
    PackOf of;
    bool is_public;       /* whose pack is looked at or made now; the papers and numbers are the same */
    int front_pages;      /* of the front sheet */
    PackPaperList papers; /* all of the agenda that belong into it, in its order */
} PackPlan;

typedef struct {
    void (*tell)(void *context, size_t done, size_t count, Text what);
    void *context;
} PackProgress;

/* The papers alone, in their order: no file is written and no page counted. */
Error *pack_list(Db *office, Arena *arena, const Agenda *agenda, PackOf of, bool is_public, PackPlan *out);
/* Puts the papers' PDFs into `folder` (uploads copied out of the store, reports typeset) and numbers their pages. */
Error *pack_plan(Db *office, Arena *arena, const Agenda *agenda, PackOf of, bool is_public, const char *folder, PackProgress progress,
                 PackPlan *out);
/* The highest security marking of the papers in it, which the pack takes. */
SecurityMarking pack_marking(const PackPlan *plan);
/* What stands at the top and bottom of the front sheet and of a reader's copy: the highest marking, and that it holds restricted papers. Empty
 * when there is neither. */
Text pack_marking_shown(Arena *arena, const PackPlan *plan);
/* R54: numbers the papers 1 to n (a supplement's: on from the pages before) in the order of the agenda, whatever is withheld. Where the body wants papers to start on a right-hand page
 * that is an odd number; an even one before it is a blank page's. Pure. */
void pack_number_papers(PackPlan *plan);
/* First and last page of an item's papers, withheld ones included; 0 when it has none. */
void pack_range(const PackPlan *plan, AgendaItemId item, int64_t *from, int64_t *to);
/* The last page number of the plan; that before it when it has no papers. */
int64_t pack_last_page(const PackPlan *plan);
/* Is this paper left out of the public pack as a whole? */
bool pack_is_withheld(const PackPaper *paper);
/* Is anything of its papers public? */
bool pack_has_public(const PackPlan *plan);
/* "A4 Notes of the meeting held on 25 March 2025": title as this pack's readers may see it. */
Text pack_item_title(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry);

/* ---- What a pack consists of, sheet after sheet ---- */

typedef enum {
    SHEET_PAPER,
    SHEET_WITHHELD, /* one page for a run of papers of an item that are withheld; in the members' pack: that were recalled */
    SHEET_BLANK,    /* "This page is intentionally left blank" */
} PackSheetKind;
typedef struct {
    PackSheetKind kind;
    size_t paper, count; /* the first paper, and how many: 1, but for a run of withheld ones; 0 for a blank one */
    int64_t first, last; /* its numbers; 0: a page that does not count */
    int pages;           /* that it has in this pack */
} PackSheet;
typedef struct {
    PackSheet *items;
    size_t count;
} PackSheetList;
/* After the front sheet. Where papers start on a right-hand page, pages that do not count keep odd numbers on the right, whatever the front
 * sheet and the withheld pages take. Pure. */
PackSheetList pack_sheets(Arena *arena, const PackPlan *plan);
/* The place (PackPart) at which a reader of this pack finds a paper: its own, or that of the page which says that it is withheld. */
Text pack_place(Arena *arena, const PackPlan *plan, size_t paper);

/* ---- Making ---- */

/* Writes the front sheet. In a pack its lines lead to the papers, and the pack's own numbers stand at the foot of these, so it has none. */
Error *front_sheet_write(Arena *arena, const PackPlan *plan, bool is_for_pack, const char *path, int *pages);
/* The same of a supplement: to which agenda, why, which items and papers, what these replace. */
Error *supplement_sheet_write(Arena *arena, const PackPlan *plan, const char *path, int *pages);
/* The rows that both front sheets begin with: day, time, place, whom to ask. */
void front_sheet_meeting(Document *d, Arena *arena, const Meeting *meeting);
/* Makes the parts of a pack: the front sheet at `front`, then one for each sheet. Writes pages for what is withheld or blank into
 * `folder`. */
Error *pack_parts(Arena *arena, const PackPlan *plan, const PackSheetList *sheets, const char *front, const char *folder, PackPart **out);

typedef struct {
    const char *path; /* in; NULL: not wanted */
    int pages;
} PackFile;
/* Merges the pack for the public, for members, or both with the same numbers; corrects these when a paper turns out not to be readable.
 * `lost`: what the packs could not keep, a line for each paper with its item's code and title, restricted ones included. */
Error *packs_write(
    Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, PackFile *for_public, PackFile *for_members, Text *lost);

#endif
