/* Owns how the archive's records are named to people, and reading them back. */
#include "archive/inside.h"

#include "store/files.h"

Text archive_bounds_shown(Arena *arena, Date after, Date before) {
    if (date_is_set(after) && date_is_set(before))
        return text_format(arena, "after %.*s, before %.*s", TEXT_ARG(date_plain(arena, after)), TEXT_ARG(date_plain(arena, before)));
    if (date_is_set(after)) return text_format(arena, "after %.*s", TEXT_ARG(date_plain(arena, after)));
    if (date_is_set(before)) return text_format(arena, "before %.*s", TEXT_ARG(date_plain(arena, before)));
    return (Text){0};
}

Text archive_meeting_shown(Arena *arena, const ArchiveBody *body, const ArchiveMeeting *meeting) {
    Text name = body && body->name.len ? body->name : S("A body that is not known");
    if (date_is_set(meeting->date)) return text_format(arena, "%.*s, %.*s", TEXT_ARG(name), TEXT_ARG(date_plain(arena, meeting->date)));
    Text bounds = archive_bounds_shown(arena, meeting->after, meeting->before);
    return text_format(arena, "%.*s, %.*s", TEXT_ARG(name), TEXT_ARG(bounds.len ? bounds : S("on a day that is not known")));
}

static const char *label_of(const Record *record, const char *field, int value) {
    const Field *f = record_field(record, text_of(field));
    for (const Choice *c = f->choices; c->code; c++)
        if (c->value == value) return c->label;
    return "";
}

const char *archive_kind_shown(ReadDocumentKind kind) {
    return label_of(&archive_document_record, "kind", (int)kind);
}

const char *archive_entry_shown(EntryKind kind) {
    return label_of(&archive_entry_record, "kind", (int)kind);
}

Error *archive_documents_of(Db *db, Arena *arena, ArchiveMeetingId meeting, ArchiveDocumentList *out) {
    return archive_documents_at(db, arena, meeting, out);
}

Error *archive_entries_of(Db *db, Arena *arena, ArchiveDocumentId document, ArchiveEntryList *out) {
    return archive_entries_in(db, arena, document, out);
}

Error *archive_doubts_of(Db *db, Arena *arena, ArchiveSourceId source, ArchiveDoubtList *out) {
    return archive_doubts_in(db, arena, source, out);
}

Error *archive_source_words(Db *db, Arena *arena, const ArchiveSource *source, Text *out) {
    *out = (Text){0};
    return text_is_empty(source->words_file) ? NULL : file_bytes(db, arena, source->words_file, out);
}

Error *archive_meetings_in(Db *db, Arena *arena, const ArchiveSource *source, ArchiveMeetingIdList *out) {
    ArchiveDocumentList documents;
    TRY(archive_documents_in(db, arena, source->same_as.n ? source->same_as : source->id, &documents));
    *out = (ArchiveMeetingIdList){.items = ARENA_ARRAY(arena, ArchiveMeetingId, documents.count + 1)};
    for (size_t i = 0; i < documents.count; i++) {
        bool is_there = documents.items[i].meeting.n == 0;
        for (size_t j = 0; j < out->count; j++) is_there = is_there || out->items[j].n == documents.items[i].meeting.n;
        if (!is_there) out->items[out->count++] = documents.items[i].meeting;
    }
    return NULL;
}

/* ---- What a source was called ---- */

/* The word of letters and digits at the beginning of `t`. */
static Text first_word(Text t) {
    size_t n = 0;
    while (n < t.len && ((t.ptr[n] >= '0' && t.ptr[n] <= '9') || (t.ptr[n] >= 'a' && t.ptr[n] <= 'z'))) n++;
    return text_slice(t, 0, n);
}

Text archive_old_name(Arena *arena, Text address) {
    static const struct {
        Text before;
        const char *kind;
    } ways[] = {{S_INIT("/GetMeeting?lMeetingId="), "meeting"}, {S_INIT("/ieListDocuments.aspx?MId="), "meeting"},
        {S_INIT("/documents/"), "document"}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        size_t at = text_find(address, ways[i].before, 0);
        if (at >= address.len) continue;
        Text word = first_word(text_slice(address, at + ways[i].before.len, SIZE_MAX));
        if (word.len > 0) return text_format(arena, "%s %.*s", ways[i].kind, TEXT_ARG(word));
    }
    return (Text){0};
}
