/* Owns which item of an agenda a minute belongs to, and that minutes of restricted items are restricted. */
#include "archive/inside.h"

static const ArchiveEntry *only_one(const ArchiveEntry *found, const ArchiveEntry *other, bool *is_several) {
    if (found) *is_several = true;
    return other;
}

const ArchiveEntry *agenda_item_of(Arena *arena, const ArchiveEntryList *agenda, Text code, Text title) {
    const ArchiveEntry *found = NULL;
    bool is_several = false;
    for (size_t i = 0; code.len && i < agenda->count; i++)
        if (text_equal_ignoring_case(agenda->items[i].code, code)) found = only_one(found, &agenda->items[i], &is_several);
    if (found) return is_several ? NULL : found;
    Text key = archive_key(arena, title);
    for (size_t i = 0; key.len && i < agenda->count; i++)
        if (text_equal(archive_key(arena, agenda->items[i].title), key)) found = only_one(found, &agenda->items[i], &is_several);
    return is_several ? NULL : found;
}

/* What is kept of a restricted item elsewhere in the meeting: a report with its title. */
static Error *restrict_reports(Tx *tx, ArchiveMeetingId meeting, const ArchiveEntryList *agenda) {
    ArchiveDocumentList documents;
    TRY(archive_documents_at(tx_db(tx), tx_arena(tx), meeting, &documents));
    for (size_t i = 0; i < documents.count; i++) {
        ArchiveDocument *document = &documents.items[i];
        if (document->is_restricted || is_of_a_meeting(document->kind)) continue;
        const ArchiveEntry *item = agenda_item_of(tx_arena(tx), agenda, (Text){0}, document->title);
        if (item && item->is_restricted) TRY(document_restrict(tx, document, true));
    }
    return NULL;
}

static Error *link_one(Tx *tx, const ArchiveEntryList *agenda, ArchiveEntry *item) {
    ArchiveDocument document;
    if (item->agenda_item.n) return NULL;
    const ArchiveEntry *of = agenda_item_of(tx_arena(tx), agenda, item->code, item->title);
    if (!of) return NULL;
    item->agenda_item = of->id;
    TRY(record_update(tx, &archive_entry_record, item));
    if (!of->is_restricted || item->is_restricted) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, item->document.n, &document));
    return entries_restrict(tx, &document, item->id, true);
}

Error *agenda_link(Tx *tx, ArchiveMeetingId meeting) {
    ArchiveEntryList agenda, minutes;
    TRY(archive_agenda_items(tx_db(tx), tx_arena(tx), meeting, &agenda));
    if (agenda.count == 0) return NULL;
    TRY(archive_minute_items(tx_db(tx), tx_arena(tx), meeting, &minutes));
    for (size_t i = 0; i < minutes.count; i++) TRY(link_one(tx, &agenda, &minutes.items[i]));
    return restrict_reports(tx, meeting, &agenda);
}
