/* The parts of a pack: front sheet, papers, and the pages that stand for what is withheld or left blank. */
#include "publish/pack.h"

#include <inttypes.h>

#include "paper/paper.h"
#include "publish/work_folder.h"

/* ---- Pages that we write ---- */

static Error *blank_part(Arena *arena, const PackSheet *sheet, const char *folder, PackPart *part) {
    static const Text words = S_INIT("This page is intentionally left blank");
    const char *path = work_file(arena, folder, text_format(arena, "blank-%d.pdf", sheet->pages));
    Document *d = document_new(arena, words, (Text){0});
    document_foot(d, DOCUMENT_FOOT_NONE);
    for (int i = 0; i < sheet->pages; i++) {
        if (i > 0) document_page_break(d);
        document_paragraph(d, words);
    }
    *part = (PackPart){.path = path, .title = words, .is_unlisted = true};
    return document_write(d, path, NULL);
}

static Text pages_shown(Arena *arena, int64_t first, int64_t last) {
    if (last == first) return text_format(arena, "Page %" PRId64 " is", first);
    return text_format(arena, "Pages %" PRId64 " to %" PRId64 " are", first, last);
}

/* MTG-04: which pages are withheld, and under which paragraphs; each description of the law once. */
static void put_reasons(Document *d, Arena *arena, const PackPlan *plan, const PackSheet *sheet) {
    for (size_t i = sheet->paper; i < sheet->paper + sheet->count;) {
        const PackPaper *p = &plan->papers.items[i];
        size_t next = i + 1;
        while (next < sheet->paper + sheet->count && text_equal(plan->papers.items[next].open.why, p->open.why)) next++;
        Text pages = pages_shown(arena, p->first_page, plan->papers.items[next - 1].last_page);
        document_paragraph(d, text_format(arena, "%.*s not for publication.", TEXT_ARG(pages)));
        if (!text_is_empty(p->open.why)) document_paragraph(d, text_format(arena, "%.*s.", TEXT_ARG(p->open.why)));
        i = next;
    }
}

static void put_recalled(Document *d, Arena *arena, const PackSheet *sheet) {
    Text pages = pages_shown(arena, sheet->first, sheet->last);
    document_paragraph(d, text_format(arena, "%.*s not in this pack: what stood there was recalled.", TEXT_ARG(pages)));
}

static Error *withheld_part(Arena *arena, const PackPlan *plan, const PackSheet *sheet, const char *folder, PackPart *part) {
    const PackPaper *p = &plan->papers.items[sheet->paper];
    Text title = pack_item_title(arena, plan, p->section, p->entry);
    *part = (PackPart){.path = work_file(arena, folder, text_format(arena, "left-out-%" PRId64 ".pdf", p->paper->id.n)),
        .title = title,
        .until = (int)sheet->last};
    Document *d = document_new(arena, title, plan->agenda->body.name);
    document_foot(d, DOCUMENT_FOOT_TITLE);
    document_title(d, plan->is_public ? S("Not for publication") : S("Recalled"), title);
    if (plan->is_public) put_reasons(d, arena, plan, sheet);
    else put_recalled(d, arena, sheet);
    return document_write(d, part->path, NULL);
}

/* ---- Bookmarks: one for each item, and one under it for each paper where they are not the same ---- */

static size_t sheets_of_item(const PackPlan *plan, const PackSheetList *sheets, const AgendaEntry *entry) {
    size_t count = 0;
    for (size_t i = 0; i < sheets->count; i++)
        count += sheets->items[i].count > 0 && plan->papers.items[sheets->items[i].paper].entry == entry;
    return count;
}

static void give_bookmarks(Arena *arena, const PackPlan *plan, const PackSheetList *sheets, const PackSheet *sheet, PackPart *part) {
    const PackPaper *p = &plan->papers.items[sheet->paper];
    bool is_first = sheet->paper == 0 || plan->papers.items[sheet->paper - 1].entry != p->entry;
    Text item = pack_item_title(arena, plan, p->section, p->entry);
    Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &p->section->part, &p->entry->item) : p->entry->item.title;
    bool is_item_itself = sheet->kind == SHEET_WITHHELD || text_equal(part->title, title);
    if (is_item_itself && sheets_of_item(plan, sheets, p->entry) == 1) {
        part->title = item;
        return;
    }
    if (is_first) part->heading = item;
    part->level = 1;
    if (sheet->kind != SHEET_WITHHELD) return;
    part->title = text_format(arena, "%.*s %s", TEXT_ARG(pages_shown(arena, sheet->first, sheet->last)),
        plan->is_public ? "not for publication" : "not in this pack");
}

static PackPart paper_part(const PackPlan *plan, const PackSheet *sheet) {
    const PackPaper *p = &plan->papers.items[sheet->paper];
    return (PackPart){.path = plan->is_public ? p->public_path : p->path, .title = plan->is_public ? p->open.title : p->paper->title};
}

Error *pack_parts(Arena *arena, const PackPlan *plan, const PackSheetList *sheets, const char *front, const char *folder, PackPart **out) {
    PackPart *parts = ARENA_ARRAY(arena, PackPart, sheets->count + 1);
    parts[0] = (PackPart){.path = front, .title = S("Agenda")};
    if (plan->of.supplement) parts[0].title = text_format(arena, "Supplement %" PRId64, plan->of.supplement->number);
    for (size_t i = 0; i < sheets->count; i++) {
        const PackSheet *sheet = &sheets->items[i];
        PackPart *part = &parts[i + 1];
        switch (sheet->kind) {
        case SHEET_PAPER: *part = paper_part(plan, sheet); break;
        case SHEET_WITHHELD: TRY(withheld_part(arena, plan, sheet, folder, part)); break;
        case SHEET_BLANK: TRY(blank_part(arena, sheet, folder, part)); break;
        }
        part->is_numbered = sheet->first > 0;
        part->number = (int)sheet->first;
        if (sheet->kind == SHEET_BLANK) continue;
        part->place = pack_place(arena, plan, sheet->paper);
        give_bookmarks(arena, plan, sheets, sheet, part);
    }
    *out = parts;
    return NULL;
}
