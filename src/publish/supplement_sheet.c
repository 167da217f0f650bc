/* The front sheet of a supplement: to which agenda it belongs, why there is one, the items and papers in it, and what these replace. */
#include <inttypes.h>

#include "publish/pack.h"

static Text range_shown(Arena *arena, int64_t from, int64_t to) {
    if (from == 0) return S("");
    return to > from ? text_format(arena, "Pages %" PRId64 " - %" PRId64, from, to) : text_format(arena, "Page %" PRId64, from);
}

static bool is_of(const PackPlan *plan, size_t i, const AgendaEntry *entry) {
    return plan->papers.items[i].entry == entry;
}

static bool has_papers(const PackPlan *plan, const AgendaEntry *entry) {
    for (size_t i = 0; i < plan->papers.count; i++)
        if (is_of(plan, i, entry)) return true;
    return false;
}

/* Does it stand for a paper that this pack's reader knows of? */
static bool is_replacement(const PackPlan *plan, const PackPaper *p) {
    const PaperList *all = &p->entry->papers;
    if (p->paper->replaces.n == 0 || !plan->is_public) return p->paper->replaces.n != 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].id.n == p->paper->replaces.n)
            return paper_is_public(&plan->agenda->meeting, &p->section->part, &p->entry->item, &all->items[i]);
    return false;
}

/* MTG-04: what this pack's reader may know of a paper: withheld ones are told by their item alone. */
static void put_paper(Document *d, Arena *arena, const PackPlan *plan, size_t i) {
    const PackPaper *p = &plan->papers.items[i];
    if (plan->is_public && pack_is_withheld(p)) return;
    Buffer note = buffer_new(arena, 128);
    if (is_replacement(plan, p)) buffer_put(&note, S("Replaces a paper that was published before"));
    if (note.len > 0 && !text_is_empty(p->open.why)) buffer_put(&note, S(". "));
    buffer_put(&note, p->open.why);
    document_agenda_link(d, S(""), plan->is_public ? p->open.title : p->paper->title, buffer_text(&note),
        range_shown(arena, p->first_page, p->last_page), pack_place(arena, plan, i));
}

static void put_entry(Document *d, Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
    int64_t from = 0, to = 0;
    size_t first = 0;
    pack_range(plan, entry->item.id, &from, &to);
    while (!is_of(plan, first, entry)) first++;
    Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &section->part, &entry->item) : entry->item.title;
    document_agenda_link(d, entry->code, title, restriction_marking(arena, &plan->agenda->meeting, &section->part, &entry->item, NULL),
        range_shown(arena, from, to), pack_place(arena, plan, first));
    for (size_t i = first; i < plan->papers.count; i++)
        if (is_of(plan, i, entry)) put_paper(d, arena, plan, i);
}

static void put_items(Document *d, Arena *arena, const PackPlan *plan) {
    bool has_any = false;
    for (size_t s = 0; s < plan->agenda->count; s++)
        for (size_t i = 0; i < plan->agenda->items[s].count; i++) {
            const AgendaEntry *entry = &plan->agenda->items[s].items[i];
            if (!has_papers(plan, entry)) continue;
            has_any = true;
            put_entry(d, arena, plan, &plan->agenda->items[s], entry);
        }
    if (!has_any) document_paragraph(d, S("The papers of this supplement were withdrawn."));
}

Error *supplement_sheet_write(Arena *arena, const PackPlan *plan, const char *path, int *pages) {
    const Agenda *agenda = plan->agenda;
    const Supplement *supplement = plan->of.supplement;
    Text number = text_format(arena, "Supplement %" PRId64, supplement->number);
    Text day = date_plain(arena, agenda->meeting.day);
    Document *d = document_new(arena,
        text_format(arena, "%.*s to the agenda: %.*s, %.*s", TEXT_ARG(number), TEXT_ARG(agenda->body.name), TEXT_ARG(day)),
        agenda->body.name);
    document_foot(d, DOCUMENT_FOOT_TITLE);
    document_marking(d, pack_marking_shown(arena, plan));
    document_title(d, agenda->body.name, number);
    document_paragraph(d, text_format(arena, "%.*s to the agenda of the meeting on %.*s.", TEXT_ARG(number),
                              TEXT_ARG(date_long(arena, agenda->meeting.day))));
    front_sheet_meeting(d, arena, &agenda->meeting);
    document_heading(d, 2, S("Why there is a supplement"));
    document_paragraph(d, text_trim(supplement->reason));
    document_heading(d, 2, S("Items and papers in it"));
    if (plan->of.pages_before > 0 && plan->papers.count > 0)
        document_paragraph(
            d, text_format(arena, "The agenda and the papers published before stay as they are. The pages go on after page %" PRId64 ".",
                   plan->of.pages_before));
    put_items(d, arena, plan);
    return document_write(d, path, pages);
}
