/* Owns making the sheet of a plan out of the entries of a document. Pure. */
#include "archive/plan_document.h"

#include <inttypes.h>

typedef struct {
    Arena *arena;
    const ArchiveEntryList *entries;
    const ArchiveDoubtList *doubts;
    ReadSheet *sheet;
    size_t row;
} Writing;

static void put(Writing *w, int column, Text words) {
    if (words.len) w->sheet->cells[w->row * w->sheet->column_count + (size_t)column] = (ReadCell){.kind = READ_CELL_TEXT, .text = words};
}

/* The number of the priority's section: that of its actions, or else its place. */
static int64_t section_of(const Writing *w, const ArchiveEntry *priority) {
    int64_t place = 0, section, number;
    for (size_t i = 0; i < w->entries->count; i++) {
        const ArchiveEntry *e = &w->entries->items[i];
        if (e->kind == ENTRY_PLANNED && e->parent.n == priority->id.n && sheet_number(e->number, &section, &number)) return section;
        place += e->kind == ENTRY_PRIORITY && e->position <= priority->position;
    }
    return place;
}

static const ArchiveEntry *priority_of(const Writing *w, const ArchiveEntry *action) {
    for (size_t i = 0; i < w->entries->count; i++)
        if (w->entries->items[i].id.n == action->parent.n && w->entries->items[i].kind == ENTRY_PRIORITY) return &w->entries->items[i];
    return NULL;
}

static bool is_first_of(const Writing *w, const ArchiveEntry *action) {
    for (size_t i = 0; i < w->entries->count; i++)
        if (w->entries->items[i].kind == ENTRY_PLANNED && w->entries->items[i].parent.n == action->parent.n
            && !w->entries->items[i].is_restricted)
            return w->entries->items[i].id.n == action->id.n;
    return false;
}

static Text doubts_about(const Writing *w, ArchiveEntryId entry, Text so_far) {
    for (size_t i = 0; i < w->doubts->count; i++) {
        const ArchiveDoubt *d = &w->doubts->items[i];
        if (d->entry.n != entry.n || d->is_restricted) continue;
        Text proposed = d->proposal.len ? text_format(w->arena, " It may be %.*s.", TEXT_ARG(text_head(d->proposal, 200))) : S("");
        so_far = text_format(w->arena, "%.*s%sDoubt of the archive: %.*s%.*s", TEXT_ARG(so_far), so_far.len ? "\n" : "", TEXT_ARG(d->words),
            TEXT_ARG(proposed));
    }
    return so_far;
}

static void put_priority(Writing *w, const ArchiveEntry *priority, const ArchiveEntry *action) {
    if (priority->is_restricted) return;
    put(w, PLAN_COLUMN_SECTION, text_format(w->arena, "%" PRId64, section_of(w, priority)));
    put(w, PLAN_COLUMN_PRIORITY, priority->title);
    put(w, PLAN_COLUMN_SECTION_LEAD, priority->role);
    put(w, PLAN_COLUMN_AIM, priority->words);
    if (is_first_of(w, action)) put(w, SHEET_COLUMN_DOUBTS, doubts_about(w, priority->id, S("")));
}

/* "Kent Police Project Liaison: Safety Team": who leads, and who keeps in touch with a funded project (R40). */
static bool take_liaison(Text role, Text *leads, Text *liaison) {
    static const Text marks[] = {S_INIT("Project Liaison:"), S_INIT("Project liaison:")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(role, marks[i], 0);
        if (at == SIZE_MAX) continue;
        *leads = text_trim(text_slice(role, 0, at));
        *liaison = text_trim(text_slice(role, at + marks[i].len, SIZE_MAX));
        return liaison->len > 0;
    }
    return false;
}

/* Every action has a lead (R41): where the document names the liaison alone, that is the lead too, and the preview says so. */
static Text put_leads(Writing *w, const ArchiveEntry *action) {
    Text leads, liaison;
    if (!take_liaison(action->role, &leads, &liaison)) {
        put(w, PLAN_COLUMN_LEADS, action->role);
        return S("");
    }
    put(w, PLAN_COLUMN_LEADS,
        text_format(w->arena, "%.*s / %.*s (project liaison)", TEXT_ARG(leads.len ? leads : liaison), TEXT_ARG(liaison)));
    return leads.len ? S("") : S("The document names a project liaison and nobody who leads: the liaison stands as the lead too.");
}

static void put_action(Writing *w, const ArchiveEntry *action) {
    const ArchiveEntry *priority = priority_of(w, action);
    if (priority) put_priority(w, priority, action);
    put(w, PLAN_COLUMN_NUMBER, action->number);
    put(w, PLAN_COLUMN_OBJECTIVE, action->title);
    put(w, PLAN_COLUMN_STEPS, action->words);
    put(w, PLAN_COLUMN_MEASURES, action->measure);
    put(w, PLAN_COLUMN_DUE, action->timescale);
    Text doubts = put_leads(w, action), before = sheet_cell(w->sheet, w->row, SHEET_COLUMN_DOUBTS)->text;
    if (before.len && doubts.len) doubts = text_format(w->arena, "%.*s\n%.*s", TEXT_ARG(before), TEXT_ARG(doubts));
    else if (before.len) doubts = before;
    put(w, PLAN_COLUMN_FUNDED, action->is_funded ? S("Yes") : S("No"));
    if (action->is_linked) put(w, PLAN_COLUMN_LINKED, S("Another group or strategy"));
    put(w, SHEET_COLUMN_DOUBTS, doubts_about(w, action->id, doubts));
    w->row++;
}

void plan_of_document(Arena *arena, const ArchiveEntryList *entries, const ArchiveDoubtList *doubts, ReadBook *out, size_t *left_out) {
    static const int written[] = {PLAN_COLUMN_SECTION, PLAN_COLUMN_PRIORITY, PLAN_COLUMN_SECTION_LEAD, PLAN_COLUMN_AIM, PLAN_COLUMN_NUMBER,
        PLAN_COLUMN_OBJECTIVE, PLAN_COLUMN_STEPS, PLAN_COLUMN_MEASURES, PLAN_COLUMN_DUE, PLAN_COLUMN_LEADS, PLAN_COLUMN_FUNDED,
        PLAN_COLUMN_LINKED};
    ReadSheet *sheet = ARENA_NEW(arena, ReadSheet);
    *sheet = sheet_new(arena, S(""), entries->count + 1, SHEET_COLUMNS);
    Writing w = {.arena = arena, .entries = entries, .doubts = doubts, .sheet = sheet};
    *out = (ReadBook){.verdict = BOOK_FINE, .sheets = sheet, .sheet_count = 1};
    *left_out = 0;
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) put(&w, written[i], text_of(plan_columns[written[i]].title));
    put(&w, SHEET_COLUMN_DOUBTS, S("Doubts"));
    w.row++;
    for (size_t i = 0; i < entries->count; i++) {
        if (entries->items[i].kind != ENTRY_PLANNED) continue;
        if (entries->items[i].is_restricted) ++*left_out;
        else put_action(&w, &entries->items[i]);
    }
}
