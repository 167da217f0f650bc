/* Owns what is restricted in the archive: what is below a restricted entry is, what stands in a restricted document is, and a source's file is
 * sealed while anything in it is. */
#include "archive/inside.h"

#include "plan/sheet.h"
#include "store/files.h"
#include "store/search.h"

/* ---- The file ---- */

Error *file_drop_unused(Tx *tx, Text file) {
    ArchiveFileUsesRow uses;
    if (text_is_empty(file)) return NULL;
    TRY(archive_file_uses(tx_db(tx), tx_arena(tx), file, &uses));
    return uses.number > 0 ? NULL : file_remove(tx, file);
}

static Error *source_takes_form(Tx *tx, ArchiveSource *source, bool is_restricted) {
    StoredFile file = {0}, words = {0};
    if (text_is_empty(source->file) || (source->is_restricted == is_restricted && file_is_sealed(source->file) == is_restricted))
        return NULL;
    Text file_before = source->file, words_before = source->words_file;
    TRY(file_in_form(tx, source->file, is_restricted, &file));
    if (!text_is_empty(source->words_file)) TRY(file_in_form(tx, source->words_file, is_restricted, &words));
    source->file = file.sha256;
    source->words_file = words.sha256;
    source->is_restricted = is_restricted;
    TRY(record_update(tx, &archive_source_record, source));
    if (!text_equal(file_before, source->file)) TRY(file_drop_unused(tx, file_before));
    return text_equal(words_before, source->words_file) ? NULL : file_drop_unused(tx, words_before);
}

Error *source_settle(Tx *tx, ArchiveSourceId id) {
    ArchiveSource source;
    ArchiveSourceList same;
    ArchiveRestrictedInRow restricted;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_source_record, id.n, &source));
    TRY(archive_restricted_in(tx_db(tx), tx_arena(tx), id, &restricted));
    TRY(source_takes_form(tx, &source, restricted.number > 0));
    TRY(archive_sources_same(tx_db(tx), tx_arena(tx), id, &same));
    for (size_t i = 0; i < same.count; i++) TRY(source_takes_form(tx, &same.items[i], restricted.number > 0));
    return NULL;
}

/* ---- Entries ---- */

static Error *doubts_follow(Tx *tx, ArchiveEntryId entry, bool is_restricted) {
    ArchiveDoubtList doubts;
    TRY(archive_doubts_of_entry(tx_db(tx), tx_arena(tx), entry, &doubts));
    for (size_t i = 0; i < doubts.count; i++) {
        if (doubts.items[i].is_restricted == is_restricted) continue;
        doubts.items[i].is_restricted = is_restricted;
        TRY(record_update(tx, &archive_doubt_record, &doubts.items[i]));
    }
    return NULL;
}

/* `changed` gets the entry when it was otherwise before. */
static Error *entry_follow(Tx *tx, ArchiveEntry *entry, bool is_restricted, ArchiveEntryList *changed) {
    if (entry->is_restricted == is_restricted) return NULL;
    entry->is_restricted = is_restricted;
    TRY(record_update(tx, &archive_entry_record, entry));
    changed->items[changed->count++] = *entry;
    return doubts_follow(tx, entry->id, is_restricted);
}

/* What else changes with entries of a document: the index, and no trace of the words in it; the public side; the file; what belongs to them. */
static Error *restriction_spreads(Tx *tx, const ArchiveDocument *document, const ArchiveEntryList *changed, bool is_restricted) {
    TRY(document_index(tx, document));
    if (is_restricted && changed->count) {
        JobId job;
        TRY(search_forget(tx));
        TRY(job_ask(tx, S("seal-papers"), (Text){0}, &job)); /* empties the write-ahead log too */
    }
    TRY(archive_publication_follow_source(tx, document->source));
    TRY(source_settle(tx, document->source));
    TRY(approval_words_settle(tx, document));
    if (!is_restricted) return NULL;
    TRY(sheets_of_document_end(tx, document->id.n)); /* everybody who signs in reads the plan */
    return agenda_follow(tx, document, changed);
}

/* Is the entry `first` or below it? `below` has the answer for each entry before. */
static bool is_below(const ArchiveEntryList *entries, const bool *below, size_t at, ArchiveEntryId first) {
    const ArchiveEntry *entry = &entries->items[at];
    if (entry->id.n == first.n) return true;
    for (size_t i = at; i-- > 0;)
        if (entries->items[i].id.n == entry->parent.n) return below[i];
    return false;
}

/* The title of an item's page is that of its item. */
static bool is_page_of(const ArchiveDocument *document, const ArchiveEntryList *entries, ArchiveEntryId first) {
    for (size_t i = 0; document->kind == DOCUMENT_ITEM_PAGE && i < entries->count; i++)
        if (entries->items[i].id.n == first.n) return entries->items[i].kind == ENTRY_ITEM && !entries->items[i].parent.n;
    return false;
}

Error *entries_restrict(Tx *tx, const ArchiveDocument *document, ArchiveEntryId first, bool is_restricted) {
    ArchiveEntryList entries, changed = {0};
    ArchiveDocument page;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), document->id, &entries));
    if (is_page_of(document, &entries, first)) {
        TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, document->id.n, &page));
        return document_restrict(tx, &page, is_restricted);
    }
    bool *below = ARENA_ARRAY(tx_arena(tx), bool, entries.count + 1);
    changed.items = ARENA_ARRAY(tx_arena(tx), ArchiveEntry, entries.count + 1);
    for (size_t i = 0; i < entries.count; i++) {
        below[i] = is_below(&entries, below, i, first);
        if (below[i]) TRY(entry_follow(tx, &entries.items[i], is_restricted, &changed));
    }
    return restriction_spreads(tx, document, &changed, is_restricted);
}

Error *document_restrict(Tx *tx, ArchiveDocument *document, bool is_restricted) {
    ArchiveEntryList entries, changed = {0};
    ArchiveDoubtList doubts;
    document->is_restricted = is_restricted;
    TRY(record_update(tx, &archive_document_record, document));
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), document->id, &entries));
    changed.items = ARENA_ARRAY(tx_arena(tx), ArchiveEntry, entries.count + 1);
    for (size_t i = 0; i < entries.count; i++) TRY(entry_follow(tx, &entries.items[i], is_restricted, &changed));
    TRY(archive_doubts_open_of(tx_db(tx), tx_arena(tx), document->id, &doubts));
    for (size_t i = 0; i < doubts.count; i++) {
        if (doubts.items[i].is_restricted == is_restricted) continue;
        doubts.items[i].is_restricted = is_restricted;
        TRY(record_update(tx, &archive_doubt_record, &doubts.items[i]));
    }
    return restriction_spreads(tx, document, &changed, is_restricted);
}

Error *archive_entry_restrict(Tx *tx, ArchiveEntryId id, bool is_restricted) {
    ArchiveEntry entry;
    ArchiveDocument document;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_entry_record, id.n, &entry));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, entry.document.n, &document));
    return entries_restrict(tx, &document, id, is_restricted);
}
