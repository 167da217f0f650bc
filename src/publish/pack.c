/* Packs: the papers of a meeting in order, their PDFs and running page numbers (R54), merged behind the front sheet. */
#include "publish/pack.h"

#include <inttypes.h>

#include "base/log.h"
#include "paper/page_marks.h"
#include "paper/paper.h"
#include "publish/valve.h"
#include "publish/work_folder.h"

/* ---- The papers ---- */

static void list_papers(const Agenda *agenda, bool wants_public, PackPaperList *out) {
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaEntry *entry = &agenda->items[s].items[i];
            if (entry->item.is_withdrawn) continue;
            for (size_t p = 0; p < entry->papers.count; p++)
                if (!entry->papers.items[p].is_recalled /* goes into no pack */
                    && paper_is_public(&agenda->meeting, &agenda->items[s].part, &entry->item, &entry->papers.items[p]) == wants_public)
                    out->items[out->count++] = (PackPaper){.section = &agenda->items[s], .entry = entry, .paper = &entry->papers.items[p]};
        }
}

static size_t count_papers(const Agenda *agenda) {
    size_t n = 0;
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) n += agenda->items[s].items[i].papers.count;
    return n;
}

/* MTG-04: an uploaded paper carries its marking at the top and bottom of every page. One that cannot be read stays as it is: the pack has a page
 * in its place that says so. */
static Error *upload_file(Db *office, Arena *arena, const PackPaper *p, Text marking) {
    TRY(file_to_path(office, arena, p->paper->file_sha256, p->path));
    if (text_is_empty(marking)) return NULL;
    Error *error = page_marks_put(arena, p->path, (PageMarks){.first = marking});
    if (error) log_warning("paper %" PRId64 " goes into a pack without its marking: it could not be put on its pages", p->paper->id.n);
    return NULL;
}

/* The paper's PDF, under its number: names of papers never become names of files here. */
static Error *paper_file(Db *office, Arena *arena, const char *folder, const PackPlan *plan, PackPaper *p) {
    p->path = work_file(arena, folder, text_format(arena, "paper-%" PRId64 ".pdf", p->paper->id.n));
    ReportVersion version = plan->is_public ? REPORT_PUBLIC : REPORT_FULL;
    Text marking = paper_marking(arena, &plan->agenda->meeting, &p->section->part, &p->entry->item, p->paper);
    if (p->paper->kind == PAPER_UPLOADED) return upload_file(office, arena, p, marking);
    Report report = {0};
    int pages = 0;
    TRY(report_of_paper(office, arena, p->paper->id, &report));
    p->has_passages = version == REPORT_FULL && report_passages(arena, &report).count > 0;
    if (p->has_passages && pack_paper_is_public(plan, p)) marking = passages_marking(arena, marking, &report);
    return report_typeset(arena, &report, p->paper->title, marking, version, p->path, &pages);
}

/* One part of the merged file for the front sheet and each paper. An item's first paper carries the item's bookmark. */
static PackPart *merge_parts(Arena *arena, const PackPlan *plan, const char *front_sheet) {
    PackPart *parts = ARENA_ARRAY(arena, PackPart, plan->papers.count + 1);
    parts[0] = (PackPart){.path = front_sheet, .title = S("Agenda")};
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        bool is_first = i == 0 || plan->papers.items[i - 1].entry != p->entry;
        Text title = is_first ? pack_item_title(arena, plan, p->section, p->entry) : p->paper->title;
        parts[i + 1] = (PackPart){.path = p->path, .title = title, .level = is_first ? 0 : 1, .is_numbered = true};
    }
    return parts;
}

/* Takes over the numbers; true when they differ from those that were there. */
static bool take_numbers(PackPlan *plan, const PackPart *parts) {
    bool is_changed = false;
    for (size_t i = 0; i < plan->papers.count; i++) {
        PackPaper *p = &plan->papers.items[i];
        is_changed = is_changed || p->first_page != parts[i + 1].first_page || p->last_page != parts[i + 1].last_page;
        p->first_page = parts[i + 1].first_page;
        p->last_page = parts[i + 1].last_page;
    }
    return is_changed;
}

Error *pack_plan(Db *office, Arena *arena, const Agenda *agenda, bool is_public, const char *folder, PackProgress progress, PackPlan *out) {
    *out = (PackPlan){.agenda = agenda, .is_public = is_public};
    out->papers.items = ARENA_ARRAY(arena, PackPaper, count_papers(agenda));
    /* Restricted papers come last, so that a page has the same number in the public pack and in the members'. */
    list_papers(agenda, true, &out->papers);
    if (!is_public) list_papers(agenda, false, &out->papers);
    for (size_t i = 0; i < out->papers.count; i++) {
        if (progress.tell)
            progress.tell(
                progress.context, i, out->papers.count, text_format(arena, "Preparing paper %zu of %zu", i + 1, out->papers.count));
        TRY(paper_file(office, arena, folder, out, &out->papers.items[i]));
    }
    PackPart *parts = merge_parts(arena, out, NULL);
    if (out->papers.count > 0) TRY(pack_number(arena, parts + 1, out->papers.count));
    take_numbers(out, parts);
    return NULL;
}

bool pack_paper_is_public(const PackPlan *plan, const PackPaper *p) {
    return paper_is_public(&plan->agenda->meeting, &p->section->part, &p->entry->item, p->paper);
}

SecurityMarking pack_marking(const PackPlan *plan) {
    SecurityMarking highest = 0;
    for (size_t i = 0; i < plan->papers.count; i++)
        highest = security_marking_higher(highest, plan->papers.items[i].paper->security_marking);
    return highest;
}

void pack_range(const PackPlan *plan, AgendaItemId item, int64_t *from, int64_t *to) {
    *from = *to = 0;
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        if (p->entry->item.id.n != item.n) continue;
        if (*from == 0) *from = p->first_page;
        *to = p->last_page;
    }
}

/* ---- Merging ---- */

typedef struct {
    PackProgress progress;
    Arena *arena;
} Telling;

static void tell_merging(void *context, size_t done, size_t count) {
    Telling *t = context;
    if (t->progress.tell)
        t->progress.tell(t->progress.context, done, count, text_format(t->arena, "Merging part %zu of %zu", done + 1, count));
}

static Error *merge_once(
    Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, const char *path, int *pages, bool *is_changed) {
    const char *front_sheet = work_file(arena, folder, S("front-sheet.pdf"));
    int front_pages = 0;
    TRY(front_sheet_write(arena, plan, true, front_sheet, &front_pages));
    PackPart *parts = merge_parts(arena, plan, front_sheet);
    const Agenda *agenda = plan->agenda;
    Text title = text_format(arena, "%s: %.*s, %.*s", plan->is_public ? "Public reports pack" : "Agenda and papers",
        TEXT_ARG(agenda->body.name), TEXT_ARG(date_plain(arena, agenda->meeting.day)));
    Telling telling = {progress, arena};
    TRY(pack_merge(arena, parts, plan->papers.count + 1, title, path, tell_merging, &telling));
    *is_changed = take_numbers(plan, parts);
    int64_t last = plan->papers.count ? plan->papers.items[plan->papers.count - 1].last_page : 0;
    if (pages) *pages = front_pages + (int)last;
    return NULL;
}

Error *pack_write(Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, const char *path, int *pages) {
    bool is_changed = false;
    TRY(merge_once(arena, plan, folder, progress, path, pages, &is_changed));
    /* A paper that could not be merged stands as one page, which moves the numbers behind it: the front sheet has to say so. */
    if (is_changed) TRY(merge_once(arena, plan, folder, progress, path, pages, &is_changed));
    return is_changed ? error_fault(arena, "the page numbers of the pack did not settle") : NULL;
}

Error *pack_build(Db *office, Arena *arena, MeetingId meeting, bool is_public, const char *work_folder, const char *path, int *pages) {
    Agenda agenda = {0};
    TRY(agenda_get(office, arena, meeting, &agenda));
    PackPlan plan = {0};
    TRY(pack_plan(office, arena, &agenda, is_public, work_folder, (PackProgress){0}, &plan));
    return pack_write(arena, &plan, work_folder, (PackProgress){0}, path, pages);
}
