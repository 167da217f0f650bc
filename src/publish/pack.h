/* The pack of a meeting while it is made: which papers in which order on which pages, the front sheet, the merged PDF. */
#ifndef QUORATE_PUBLISH_PACK_H
#define QUORATE_PUBLISH_PACK_H

#include "meetings/meeting.h"

/* A paper with its PDF and its running page numbers. */
typedef struct {
    const AgendaSection *section;
    const AgendaEntry *entry;
    const Paper *paper;
    const char *path;
    bool has_passages; /* a report in its members' version, with passages that the public does not read */
    int64_t first_page, last_page;
} PackPaper;
typedef struct { PackPaper *items; size_t count; } PackPaperList;

typedef struct {
    const Agenda *agenda;
    bool is_public;
    PackPaperList papers; /* in the order of the pack: those of open items, then, when it is not public, those of restricted ones */
} PackPlan;

typedef struct {
    void (*tell)(void *context, size_t done, size_t count, Text what);
    void *context;
} PackProgress;

/* Puts the papers' PDFs into `folder` (uploads copied out of the store, reports typeset) and numbers their pages. */
Error *pack_plan(Db *office, Arena *arena, const Agenda *agenda, bool is_public, const char *folder, PackProgress progress, PackPlan *out);
/* Writes the front sheet. In a pack the pack's own numbers stand at the foot of the papers, so the front sheet has none. */
Error *front_sheet_write(Arena *arena, const PackPlan *plan, bool is_for_pack, const char *path, int *pages);
/* Merges front sheet and papers; corrects the page numbers when a paper turns out not to be readable. */
Error *pack_write(Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, const char *path, int *pages);
bool pack_paper_is_public(const PackPlan *plan, const PackPaper *paper);
/* The highest security marking of the papers in it, which the pack takes. */
SecurityMarking pack_marking(const PackPlan *plan);
/* What stands at the top and bottom of the front sheet and of a reader's copy: the highest marking, and that it holds restricted papers. Empty
 * when there is neither. */
Text pack_marking_shown(Arena *arena, const PackPlan *plan);
/* First and last page of an item's papers; 0 when it has none. */
void pack_range(const PackPlan *plan, AgendaItemId item, int64_t *from, int64_t *to);

/* "A4 Notes of the meeting held on 25 March 2025": title as this pack's readers may see it. */
Text pack_item_title(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry);

#endif
