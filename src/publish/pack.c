/* Packs: the papers of a meeting in the order of its agenda, their PDFs and running page numbers (R54), merged behind the front sheet, for
 * the public and for members in one run. */
#include "publish/pack.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/log.h"
#include "paper/page_marks.h"
#include "paper/paper.h"
#include "publish/valve.h"
#include "publish/work_folder.h"

/* ---- The papers ---- */

static size_t count_papers(const Agenda *agenda) {
    size_t n = 0;
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) n += agenda->items[s].items[i].papers.count;
    return n;
}

bool pack_has(PackOf of, const Paper *paper) {
    if (!of.supplement) return paper->supplement == 0 && !paper->is_draft;
    return paper->supplement == of.supplement->number && (!paper->is_draft || of.supplement->state == SUPPLEMENT_DRAFT);
}

/* Withheld ones keep their places. */
static Error *list_papers(Db *office, Arena *arena, const Agenda *agenda, PackOf of, PackPaperList *out) {
    out->items = ARENA_ARRAY(arena, PackPaper, count_papers(agenda));
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaSection *section = &agenda->items[s];
            const AgendaEntry *entry = &section->items[i];
            if (entry->item.is_withdrawn) continue;
            for (size_t p = 0; p < entry->papers.count; p++) {
                if (!pack_has(of, &entry->papers.items[p])) continue;
                PackPaper *paper = &out->items[out->count++];
                *paper = (PackPaper){.section = section, .entry = entry, .paper = &entry->papers.items[p]};
                TRY(paper_openness(office, arena, &agenda->meeting, &section->part, &entry->item, paper->paper, &paper->open));
            }
        }
    return NULL;
}

/* MTG-04: an uploaded paper carries its marking at the top and bottom of every page. One that cannot be read stays as it is: the pack has a page
 * in its place that says so. */
static Error *upload_file(Db *office, Arena *arena, PackPaper *p) {
    TRY(file_to_path(office, arena, p->paper->file_sha256, p->path));
    if (text_is_empty(p->open.marking)) return NULL;
    Error *error = page_marks_put(arena, p->path, (PageMarks){.first = p->open.marking});
    p->is_unmarked = error != NULL;
    if (error) log_warning("paper %" PRId64 " goes into a pack without its marking: it could not be put on its pages", p->paper->id.n);
    return NULL;
}

/* The paper's PDFs, under its number: names of papers never become names of files here. */
static Error *paper_files(Db *office, Arena *arena, const char *folder, PackPaper *p) {
    int pages = 0;
    p->path = work_file(arena, folder, text_format(arena, "paper-%" PRId64 ".pdf", p->paper->id.n));
    p->public_path = p->open.share == PUBLIC_WHOLE ? p->path : NULL;
    if (p->paper->kind == PAPER_UPLOADED) return upload_file(office, arena, p);
    bool has_version = p->open.share == PUBLIC_VERSION;
    Text marking = has_version ? passages_marking(arena, p->open.marking, &p->open.report) : p->open.marking;
    TRY(report_typeset(arena, &p->open.report, p->paper->title, marking, REPORT_FULL, p->path, &pages));
    if (!has_version) return NULL;
    p->public_path = work_file(arena, folder, text_format(arena, "public-%" PRId64 ".pdf", p->paper->id.n));
    return report_typeset(arena, &p->open.report, p->open.title, p->open.marking, REPORT_PUBLIC, p->public_path, &pages);
}

/* A recalled paper goes into no pack; its numbers stay its own, so that those behind it do not move. */
static void take_away(PackPaper *p) {
    unlink(p->path);
    p->path = p->public_path = NULL;
    p->public_pages = 0;
}

/* How many pages each file has; one that cannot be read has its one placeholder page. */
static Error *count_pages(Arena *arena, PackPlan *plan) {
    PackPart *parts = ARENA_ARRAY(arena, PackPart, 2 * plan->papers.count);
    size_t count = 0;
    if (plan->papers.count == 0) return NULL;
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        parts[count++] = (PackPart){.path = p->path, .title = S("A paper")};
        if (p->open.share == PUBLIC_VERSION) parts[count++] = (PackPart){.path = p->public_path, .title = S("A paper")};
    }
    TRY(pack_number(arena, parts, count));
    count = 0;
    for (size_t i = 0; i < plan->papers.count; i++) {
        PackPaper *p = &plan->papers.items[i];
        p->pages = parts[count++].pages;
        p->public_pages = p->open.share == PUBLIC_WHOLE ? p->pages : p->open.share == PUBLIC_VERSION ? parts[count++].pages : 0;
        if (p->paper->is_recalled) take_away(p);
    }
    return NULL;
}

Error *pack_list(Db *office, Arena *arena, const Agenda *agenda, PackOf of, bool is_public, PackPlan *out) {
    *out = (PackPlan){.agenda = agenda, .of = of, .is_public = is_public};
    return list_papers(office, arena, agenda, of, &out->papers);
}

Error *pack_plan(
    Db *office, Arena *arena, const Agenda *agenda, PackOf of, bool is_public, const char *folder, PackProgress progress, PackPlan *out) {
    TRY(pack_list(office, arena, agenda, of, is_public, out));
    for (size_t i = 0; i < out->papers.count; i++) {
        Text what = text_format(arena, "Preparing paper %zu of %zu", i + 1, out->papers.count);
        if (progress.tell) progress.tell(progress.context, i, out->papers.count, what);
        TRY(paper_files(office, arena, folder, &out->papers.items[i]));
    }
    TRY(count_pages(arena, out));
    pack_number_papers(out);
    return NULL;
}

SecurityMarking pack_marking(const PackPlan *plan) {
    SecurityMarking highest = 0;
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        if (!p->paper->is_recalled && !(plan->is_public && p->open.share == PUBLIC_NOTHING))
            highest = security_marking_higher(highest, p->paper->security_marking);
    }
    return highest;
}

/* ---- Merging ---- */

typedef struct {
    PackProgress progress;
    Arena *arena;
    const char *whose;
} Telling;

static void tell_merging(void *context, size_t done, size_t count) {
    Telling *t = context;
    Text what = text_format(t->arena, "Making the pack for %s: part %zu of %zu", t->whose, done + 1 > count ? count : done + 1, count);
    if (t->progress.tell) t->progress.tell(t->progress.context, done, count, what);
}

static void add_lost(Arena *arena, Buffer *out, const PackPaper *p, const PackPart *part) {
    Text lost = pack_part_lost(arena, part);
    if (p->is_unmarked) lost = text_join(arena, S("Its marking could not be put on its pages. "), lost);
    if (text_is_empty(lost)) return;
    if (out->len > 0) buffer_put_char(out, '\n');
    buffer_putf(out, "%.*s, \"%.*s\": %.*s", TEXT_ARG(p->entry->code), TEXT_ARG(p->paper->title), TEXT_ARG(lost));
}

/* Takes over what came out; true when a paper turned out to have another number of pages, because it could not be merged. */
static bool take_parts(Arena *arena, PackPlan *plan, const PackSheetList *sheets, const PackPart *parts, Buffer *lost) {
    bool is_changed = false;
    for (size_t i = 0; i < sheets->count; i++) {
        const PackSheet *sheet = &sheets->items[i];
        if (sheet->kind != SHEET_PAPER) continue;
        PackPaper *p = &plan->papers.items[sheet->paper];
        int pages = parts[i + 1].pages;
        is_changed = is_changed || pages != sheet->pages;
        if (!plan->is_public || p->open.share == PUBLIC_WHOLE) p->pages = pages;
        if (plan->is_public || p->open.share == PUBLIC_WHOLE) p->public_pages = pages;
        if (lost) add_lost(arena, lost, p, &parts[i + 1]);
    }
    return is_changed;
}

static Error *merge_once(
    Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, PackFile *file, Text *lost, bool *is_changed) {
    PackPart *parts = NULL;
    const char *front = work_file(arena, folder, S("front-sheet.pdf"));
    TRY(plan->of.supplement ? supplement_sheet_write(arena, plan, front, &plan->front_pages)
                            : front_sheet_write(arena, plan, true, front, &plan->front_pages));
    PackSheetList sheets = pack_sheets(arena, plan);
    TRY(pack_parts(arena, plan, &sheets, front, folder, &parts));
    const Agenda *agenda = plan->agenda;
    Text what = plan->is_public ? S("Public reports pack") : S("Agenda and papers");
    if (plan->of.supplement) what = text_format(arena, "Supplement %" PRId64 " to the agenda", plan->of.supplement->number);
    Text title = text_format(
        arena, "%.*s: %.*s, %.*s", TEXT_ARG(what), TEXT_ARG(agenda->body.name), TEXT_ARG(date_plain(arena, agenda->meeting.day)));
    Telling telling = {progress, arena, plan->is_public ? "the public" : "members"};
    TRY(pack_merge(arena, parts, sheets.count + 1, title, file->path, tell_merging, &telling));
    Buffer lines = buffer_new(arena, 256);
    *is_changed = take_parts(arena, plan, &sheets, parts, &lines);
    if (lost) *lost = buffer_text(&lines);
    file->pages = plan->front_pages;
    for (size_t i = 0; i < sheets.count; i++) file->pages += parts[i + 1].pages;
    return NULL;
}

Error *packs_write(
    Arena *arena, PackPlan *plan, const char *folder, PackProgress progress, PackFile *for_public, PackFile *for_members, Text *lost) {
    bool is_changed = true, was_public = plan->is_public;
    *lost = (Text){0};
    /* A paper that could not be merged stands as one page, which moves the numbers behind it in both packs; each happens once. */
    for (size_t round = 0; is_changed && round <= 2 * plan->papers.count + 1; round++) {
        is_changed = false;
        pack_number_papers(plan);
        plan->is_public = false;
        if (for_members->path) TRY(merge_once(arena, plan, folder, progress, for_members, lost, &is_changed));
        plan->is_public = true;
        if (for_public->path && !is_changed)
            TRY(merge_once(arena, plan, folder, progress, for_public, for_members->path ? NULL : lost, &is_changed));
    }
    plan->is_public = was_public;
    return is_changed ? error_fault(arena, "the page numbers of the pack did not settle") : NULL;
}

Error *pack_build_of(
    Db *office, Arena *arena, MeetingId meeting, PackOf of, bool is_public, const char *work_folder, const char *path, int *pages) {
    Agenda agenda = {0};
    PackPlan plan = {0};
    Text lost = {0};
    PackFile file = {.path = path}, none = {0};
    const char *folder = NULL;
    TRY(agenda_get(office, arena, meeting, &agenda));
    TRY(work_folder_make_unnamed(arena, work_folder, &folder));
    Error *error = pack_plan(office, arena, &agenda, of, is_public, folder, (PackProgress){0}, &plan);
    if (!error) error = packs_write(arena, &plan, folder, (PackProgress){0}, is_public ? &file : &none, is_public ? &none : &file, &lost);
    work_folder_remove(arena, folder);
    *pages = file.pages;
    return error;
}

Error *pack_build(Db *office, Arena *arena, MeetingId meeting, bool is_public, const char *work_folder, const char *path, int *pages) {
    return pack_build_of(office, arena, meeting, (PackOf){0}, is_public, work_folder, path, pages);
}
