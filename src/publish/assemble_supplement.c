/* From a draft supplement to a snapshot: its pack, its papers, and what stays of the papers that they replace. */
#include <inttypes.h>

#include "meetings/supplement.h"
#include "publish/assembly.h"
#include "publish/published.sql.h"
#include "publish/work_folder.h"

/* Documents of supplements have their ids above those of agendas and packs (four for each meeting). */
#define SUPPLEMENT_DOCUMENTS ((int64_t)1 << 40)

Error *assembly_supplement(Assembly *a, const Supplement *supplement, Moment at, int64_t pages_before, const PackPlan **out) {
    PackPlan *plan = ARENA_NEW(a->arena, PackPlan);
    Supplement *with = ARENA_NEW(a->arena, Supplement);
    PackFile pack = {0};
    *with = *supplement;
    with->published_at = at;
    TRY(pack_plan(a->office, a->arena, a->agenda, (PackOf){with, pages_before}, true, a->folder, a->progress, plan));
    Text title = text_format(a->arena, "Supplement %" PRId64, with->number);
    TRY(assembly_packs(a, plan, true, &pack));
    PublishedDocument row = {.id = {SUPPLEMENT_DOCUMENTS + with->id.n},
        .kind = S("supplement"),
        .supplement = with->number,
        .reason = with->reason,
        .published_at = at};
    if (plan->papers.count > 0) {
        row.page_from = plan->papers.items[0].first_page;
        row.page_to = pack_last_page(plan);
    }
    if (out) *out = plan;
    assembly_document(a, row, title, pack.path, pack.pages);
    return assembly_papers(a, plan);
}

/* ---- Going out by itself ---- */

/* The last page number that is published of the meeting. */
static Error *pages_published(Db *published, Arena *arena, PublishedId meeting, int64_t *out) {
    PublishedDocumentList documents = {0};
    int64_t front_pages = 0;
    *out = 0;
    TRY(published_documents_of(published, arena, meeting, &documents));
    for (size_t i = 0; i < documents.count; i++)
        if (text_equal(documents.items[i].kind, S("agenda"))) front_pages = documents.items[i].pages;
    for (size_t i = 0; i < documents.count; i++) {
        const PublishedDocument *d = &documents.items[i];
        int64_t last = d->page_to;
        if (last == 0 && text_equal(d->kind, S("pack"))) last = d->pages - front_pages; /* from before the numbers were kept */
        if (last > *out) *out = last;
    }
    return NULL;
}

/* Every paper's item must be on the published agenda. */
static Error *check_items(Arena *arena, const Snapshot *out, const Agenda *agenda) {
    for (size_t i = 0; i < out->paper_count; i++) {
        bool is_there = false;
        PublishedId item = out->papers[i].row.item;
        for (size_t k = 0; k < out->items.count; k++)
            is_there =
                is_there || (out->items.items[k].id.n == item.n && !out->items.items[k].is_restricted && !out->items.items[k].is_withdrawn);
        const AgendaEntry *entry = agenda_entry(agenda, (AgendaItemId){item.n}, NULL);
        if (!is_there)
            return error_new(arena, ERROR_INPUT,
                "Item %.*s does not stand on the published agenda as it is now. Publish the revised agenda first: then the supplement "
                "follows it.",
                TEXT_ARG(entry ? entry->code : S("")));
    }
    return NULL;
}

static PublishedPaper *row_of(const Snapshot *snapshot, int64_t paper) {
    for (size_t i = 0; i < snapshot->paper_count; i++)
        if (snapshot->papers[i].row.id.n == paper) return &snapshot->papers[i].row;
    return NULL;
}

/* What the public has of papers that others replace goes, also where the other one is withheld. The new one takes the place of the old. */
static void add_replaced(Assembly *a, const PackPlan *plan, const PublishedPaperList *before) {
    for (size_t i = 0; i < plan->papers.count; i++) {
        const Paper *paper = plan->papers.items[i].paper;
        for (size_t k = 0; k < before->count && paper->replaces.n; k++) {
            const PublishedPaper *old = &before->items[k];
            if (old->id.n != paper->replaces.n || old->is_withdrawn) continue;
            PublishedPaper *row = row_of(a->out, paper->id.n);
            if (row) row->position = old->position;
            assembly_replaced(a, old->id, (PublishedId){paper->id.n}, &a->out->supplement, old->page_from, old->page_to);
        }
    }
}

/* Of the items only those go out again that now say that something of them is withheld. */
static void keep_changed_items(Snapshot *out, const PublishedItem *before) {
    size_t kept = 0;
    for (size_t i = 0; i < out->items.count; i++)
        if (!text_equal(out->items.items[i].withheld, before[i].withheld)) out->items.items[kept++] = out->items.items[i];
    out->items.count = kept;
}

Error *snapshot_assemble_supplement(Db *office, Db *published, Arena *arena, MeetingId meeting, int64_t number, Moment at,
    const char *folder, PackProgress progress, Snapshot *out) {
    *out = (Snapshot){0};
    Agenda *agenda = ARENA_NEW(arena, Agenda);
    PublishedPaperList papers = {0};
    PublishedId id = {meeting.n};
    int64_t pages = 0;
    bool found = false;
    TRY(agenda_get(office, arena, meeting, agenda));
    TRY(supplement_draft(office, arena, meeting, &out->supplement, &found));
    if (!found) return error_new(arena, ERROR_CONFLICT, "There is no supplement to publish any more: it was published already.");
    TRY(published_meeting_find(published, arena, id, &out->meeting, &found));
    if (!found || out->meeting.publication == 0 || out->meeting.state == PUBLISHED_WITHDRAWN)
        return error_new(arena, ERROR_INPUT, "The agenda is not on the public site. Publish it first: then the supplement follows it.");
    TRY(published_items_of(published, arena, id, &out->items));
    PublishedItem *before = ARENA_ARRAY(arena, PublishedItem, out->items.count);
    for (size_t i = 0; i < out->items.count; i++) before[i] = out->items.items[i];
    TRY(published_papers_of(published, arena, id, &papers));
    TRY(pages_published(published, arena, id, &pages));
    out->office_version = agenda->meeting.version;
    out->meeting.publication = number;
    out->meeting.changed_at = at;
    out->supplement.published_at = at;
    Assembly a = {office, arena, agenda, folder, progress, out};
    assembly_room(&a, 1);
    const PackPlan *plan = NULL;
    TRY(assembly_supplement(&a, &out->supplement, at, pages, &plan));
    TRY(check_items(arena, out, agenda));
    add_replaced(&a, plan, &papers);
    assembly_drop_unknown(out);
    assembly_paper_entries(&a);
    keep_changed_items(out, before);
    return NULL;
}
