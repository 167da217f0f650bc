/* Owns which item of an agenda a minute belongs to, and that what belongs to a restricted item is restricted: its minutes, the same item of another
 * agenda of the meeting, the report with its title. */
#include "archive/inside.h"

/* ---- Which item ---- */

/* What fits of several items: a restricted one goes before open ones, so that nothing of it gets out. */
typedef struct {
    const ArchiveEntry *open, *restricted;
    bool is_several; /* open ones of one agenda: which of them is meant is not known */
} Fit;

static void fit_add(Fit *fit, const ArchiveEntry *item) {
    if (item->is_restricted) {
        if (!fit->restricted) fit->restricted = item;
    } else if (!fit->open) {
        fit->open = item;
    } else if (fit->open->document.n == item->document.n) {
        fit->is_several = true;
    }
}

const ArchiveEntry *agenda_item_of(Arena *arena, const ArchiveEntryList *agenda, Text code, Text title) {
    Fit by_code = {0}, by_title = {0};
    Text key = archive_key(arena, title);
    for (size_t i = 0; code.len && i < agenda->count; i++)
        if (text_equal_ignoring_case(agenda->items[i].code, code)) fit_add(&by_code, &agenda->items[i]);
    bool has_code = by_code.open || by_code.restricted;
    for (size_t i = 0; key.len && i < agenda->count; i++) {
        const ArchiveEntry *item = &agenda->items[i];
        bool is_another = has_code && item->code.len && !text_equal_ignoring_case(item->code, code);
        if (!is_another && text_equal(archive_key(arena, item->title), key)) fit_add(&by_title, item);
    }
    if (by_code.restricted) return by_code.restricted;
    if (by_title.restricted) return by_title.restricted;
    if (by_code.open) return by_code.open;
    return by_title.is_several ? NULL : by_title.open;
}

/* Are both, of two agendas of one meeting, the same item? */
static bool is_same_item(Arena *arena, const ArchiveEntry *a, const ArchiveEntry *b) {
    if (a->document.n == b->document.n) return false;
    if (a->code.len && b->code.len) return text_equal_ignoring_case(a->code, b->code);
    Text key = archive_key(arena, a->title);
    return key.len && text_equal(key, archive_key(arena, b->title));
}

/* ---- What follows from a restricted item ---- */

/* A report with the title of one of the items. */
static Error *restrict_reports(Tx *tx, ArchiveMeetingId meeting, const ArchiveEntryList *items) {
    ArchiveDocumentList documents;
    TRY(archive_documents_at(tx_db(tx), tx_arena(tx), meeting, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        ArchiveDocument *document = &documents.items[i];
        if (document->is_restricted || is_of_a_meeting(document->kind)) continue;
        const ArchiveEntry *item = agenda_item_of(tx_arena(tx), items, (Text){0}, document->title);
        if (item && item->is_restricted) TRY(document_restrict(tx, document, true));
    }
    return NULL;
}

static Error *restrict_one(Tx *tx, const ArchiveEntry *entry) {
    ArchiveEntry now;
    ArchiveDocument document;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_entry_record, entry->id.n, &now)); /* what was followed before may have reached it */
    if (now.is_restricted) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, now.document.n, &document));
    return entries_restrict(tx, &document, now.id, true);
}

static Error *restrict_same(Tx *tx, const ArchiveEntryList *agenda, const ArchiveEntry *item) {
    for (size_t i = 0; i < agenda->count; i++)
        if (!agenda->items[i].is_restricted && is_same_item(tx_arena(tx), item, &agenda->items[i]))
            TRY(restrict_one(tx, &agenda->items[i]));
    return NULL;
}

Error *agenda_follow(Tx *tx, const ArchiveDocument *document, const ArchiveEntryList *restricted) {
    ArchiveEntryList agenda = {0}, linked;
    if (document->kind != DOCUMENT_AGENDA || restricted->count == 0) return NULL;
    if (document->meeting.n) TRY(archive_agenda_items(tx_db(tx), tx_arena(tx), document->meeting, &agenda));
    for (size_t i = 0; i < restricted->count; i++) {
        const ArchiveEntry *item = &restricted->items[i];
        if (item->kind != ENTRY_ITEM) continue;
        TRY(archive_entries_linked(tx_db(tx), tx_arena(tx), item->id, &linked));
        for (size_t j = 0; j < linked.count; j++) TRY(restrict_one(tx, &linked.items[j]));
        TRY(restrict_same(tx, &agenda, item));
    }
    return document->meeting.n ? restrict_reports(tx, document->meeting, restricted) : NULL;
}

/* ---- Linking ---- */

/* A minute that was linked to an open item belongs to a restricted one that another agenda brings. */
static Error *link_one(Tx *tx, const ArchiveEntryList *agenda, const ArchiveEntry *entry) {
    ArchiveEntry item;
    const ArchiveEntry *of = agenda_item_of(tx_arena(tx), agenda, entry->code, entry->title);
    if (!of || entry->agenda_item.n == of->id.n || (entry->agenda_item.n && !of->is_restricted)) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_entry_record, entry->id.n, &item));
    item.agenda_item = of->id;
    TRY(record_update(tx, &archive_entry_record, &item));
    return of->is_restricted ? restrict_one(tx, &item) : NULL;
}

Error *agenda_link(Tx *tx, ArchiveMeetingId meeting) {
    ArchiveEntryList agenda, minutes;
    TRY(archive_agenda_items(tx_db(tx), tx_arena(tx), meeting, &agenda));
    if (agenda.count == 0) return NULL;
    TRY(archive_minute_items(tx_db(tx), tx_arena(tx), meeting, &minutes));
    for (size_t i = 0; i < minutes.count; i++) TRY(link_one(tx, &agenda, &minutes.items[i]));
    return restrict_reports(tx, meeting, &agenda);
}

Error *agendas_meet(Tx *tx, ArchiveMeetingId meeting) {
    ArchiveEntryList agenda;
    TRY(archive_agenda_items(tx_db(tx), tx_arena(tx), meeting, &agenda));
    for (size_t i = 0; i < agenda.count; i++)
        if (agenda.items[i].is_restricted) TRY(restrict_same(tx, &agenda, &agenda.items[i]));
    return agenda_link(tx, meeting);
}
