/* What assembling an agenda and assembling a supplement share, inside publish/. */
#ifndef QUORATE_PUBLISH_ASSEMBLY_H
#define QUORATE_PUBLISH_ASSEMBLY_H

#include "publish/snapshot.h"

typedef struct {
    Db *office;
    Arena *arena;
    const Agenda *agenda;
    const char *folder;
    PackProgress progress;
    Snapshot *out;
} Assembly;

/* Rows of the plan's papers; of those that another paper replaces a row without words. `out` has room (assembly_room). */
Error *assembly_papers(Assembly *a, const PackPlan *plan);
/* What stays at the address of a paper that was replaced: no word of either paper, so that it may stay when the other one goes too. */
void assembly_replaced(Assembly *a, PublishedId paper, PublishedId by, const Supplement *with, int64_t from, int64_t to);
/* Room for the papers of the whole agenda, for documents and search entries. */
void assembly_room(Assembly *a, size_t documents);
/* Both packs of a plan in one run, with the same numbers, which merging may correct; the members' one is for the office. */
Error *assembly_packs(Assembly *a, PackPlan *plan, bool wants_public, PackFile *for_public);
void assembly_document(Assembly *a, PublishedDocument row, Text title, const char *path, int pages);
/* Plans a supplement's pack, makes it and its rows. *plan, which may be NULL, has the papers and numbers that it got. */
Error *assembly_supplement(Assembly *a, const Supplement *supplement, Moment at, int64_t pages_before, const PackPlan **plan);
/* A paper that stands for one which the public never had does not name it. */
void assembly_drop_unknown(Snapshot *snapshot);
/* The search entry of each paper. */
void assembly_paper_entries(Assembly *a);

#endif
