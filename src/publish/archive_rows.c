/* From the archive's records to what the public reads of a meeting: rows and search entries, with what is restricted left out. */
#include "publish/archive_valve.h"

#include <inttypes.h>

#include "archive/archive.sql.h"
#include "archive/publication.sql.h"

static PublishedId id_of(int64_t n) {
    return (PublishedId){n};
}

/* ---- The words of a source ---- */

/* The entry that begins last at or before the line: a line that no entry claims goes with it. */
static const ArchiveEntry *entry_of_line(const SourcePart *part, int64_t line) {
    const ArchiveEntry *best = NULL;
    for (size_t i = 0; i < part->entries.count; i++) {
        const ArchiveEntry *e = &part->entries.items[i];
        if (e->first_line == 0 || e->first_line > line) continue;
        /* Of two that begin on one line the restricted one counts. */
        bool is_later = !best || e->first_line > best->first_line || (e->first_line == best->first_line && e->is_restricted);
        if (is_later && (!best || e->first_line > best->first_line || !best->is_restricted)) best = e;
    }
    return best;
}

static void close_lines(bool *closed, int64_t count, int64_t first, int64_t last) {
    for (int64_t line = first < 1 ? 1 : first; line <= last && line <= count; line++) closed[line] = true;
}

/* The first line that the reading did not come to: signatures, an annex, the next thing in the file. */
static int64_t line_behind(const SourcePart *part) {
    int64_t last = part->document->first_line;
    for (size_t i = 0; i < part->entries.count; i++) {
        const ArchiveEntry *e = &part->entries.items[i];
        if (e->last_line > last) last = e->last_line;
        if (e->first_line > last) last = e->first_line;
    }
    return last + 1;
}

/* From each restricted entry to where the next open one begins, and all that restricted entries name. */
static void close_part(bool *closed, int64_t count, const SourcePart *part) {
    const ArchiveDocument *d = part->document;
    if (d->is_restricted || !part->is_out) {
        close_lines(closed, count, d->first_line, d->last_line);
        return;
    }
    close_lines(closed, count, line_behind(part), d->last_line);
    bool any = false;
    for (size_t i = 0; i < part->entries.count; i++) any |= part->entries.items[i].is_restricted;
    if (!any) return;
    for (int64_t line = d->first_line; line <= d->last_line && line <= count; line++) {
        const ArchiveEntry *e = line > 0 ? entry_of_line(part, line) : NULL;
        if (e && e->is_restricted) closed[line] = true;
    }
    for (size_t i = 0; i < part->entries.count; i++) {
        const ArchiveEntry *e = &part->entries.items[i];
        if (e->is_restricted) close_lines(closed, count, e->first_line, e->last_line);
    }
}

Text source_text_open(Arena *arena, Text words, const SourcePart *parts, size_t count) {
    int64_t lines = 1;
    for (size_t i = 0; i < words.len; i++) lines += words.ptr[i] == '\n';
    bool *closed = ARENA_ARRAY(arena, bool, (size_t)lines + 2), *known = ARENA_ARRAY(arena, bool, (size_t)lines + 2);
    for (size_t i = 0; i < count; i++) {
        close_lines(known, lines, parts[i].document->first_line, parts[i].document->last_line);
        close_part(closed, lines, &parts[i]);
    }
    Buffer out = buffer_new(arena, words.len + 16);
    Text rest = words, line;
    for (int64_t n = 1; text_next_line(&rest, &line); n++) {
        /* What stands outside every document nobody has looked at. */
        bool is_open = known[n] && !closed[n];
        if (is_open) buffer_put(&out, line);
        else if (text_trim(line).len > 0) buffer_put(&out, S(WITHHELD_LINE));
        buffer_put_char(&out, '\n');
    }
    return buffer_text(&out);
}

/* Is the document public once `meeting` is? One that is held back is not, though it is wanted. */
static Error *is_out(Db *office, Arena *arena, const ArchiveDocument *d, ArchiveMeetingId meeting, bool *out) {
    ArchivePublication p = {0};
    bool found = false;
    *out = false;
    if (!archive_document_is_released(d)) return NULL;
    TRY(archive_publication_of(office, arena, d->meeting, &p, &found));
    *out = found && p.is_wanted && (p.state == ARCHIVE_OUT || d->meeting.n == meeting.n);
    return NULL;
}

static const char *kind_shown_of(const ArchiveSource *source, const ArchiveDocument *first) {
    return source->is_pack ? "Agenda with its papers" : archive_kind_shown(first->kind);
}

Error *archive_source_row(Db *office, Arena *arena, ArchiveSourceId id, ArchiveMeetingId meeting, PublishedArchiveSource *out) {
    ArchiveSource source;
    ArchiveDocumentList documents;
    Text words;
    TRY(record_get(office, arena, &archive_source_record, id.n, &source));
    TRY(archive_documents_in(office, arena, id, &documents));
    TRY(archive_source_words(office, arena, &source, &words));
    SourcePart *parts = ARENA_ARRAY(arena, SourcePart, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++) {
        parts[i].document = &documents.items[i];
        TRY(is_out(office, arena, &documents.items[i], meeting, &parts[i].is_out));
        TRY(archive_entries_in(office, arena, documents.items[i].id, &parts[i].entries));
    }
    const char *kind = documents.count ? kind_shown_of(&source, &documents.items[0]) : "";
    *out = (PublishedArchiveSource){.id = id_of(id.n),
        .name = text_format(arena, "%s (source %" PRId64 ")", kind, id.n),
        .kind_shown = text_of(kind),
        .text = source_text_open(arena, words, parts, documents.count)};
    return NULL;
}

/* ---- Entries ---- */

static const char *presides(const ArchiveEntry *e) {
    return e->is_chair ? "Chair" : e->is_vice_chair ? "Vice-chair" : "";
}

static PublishedArchiveEntry entry_row(const ArchiveEntry *e, const ArchiveDocument *d, const ArchiveMeeting *m) {
    PublishedArchiveEntry row = {.id = id_of(e->id.n),
        .document = id_of(d->id.n),
        .meeting = id_of(m->id.n),
        .body = id_of(m->body.n),
        .day = m->date,
        .position = e->position,
        .parent = id_of(e->parent.n),
        .kind = text_of(entry_kind_code(e->kind)),
        .number = e->number,
        .code = e->code,
        .first_page = e->first_page,
        .last_page = e->last_page};
    if (e->is_restricted) {
        row.is_withheld = true;
        return row;
    }
    row.title = e->title, row.verb = e->verb, row.words = e->words, row.role = e->role, row.of_organisation = e->of_organisation;
    row.timescale = e->timescale, row.measure = e->measure, row.detail = e->detail, row.presides = text_of(presides(e));
    row.is_funded = e->is_funded, row.is_linked = e->is_linked, row.is_truncated = e->is_truncated;
    row.first_line = e->first_line, row.last_line = e->last_line;
    row.person = id_of(e->person.n);
    return row;
}

/* A withheld item is told to be there; nothing below it is, and no other kind that is withheld. */
static bool goes_out(const ArchiveEntry *e) {
    return !e->is_repeat && (!e->is_restricted || e->kind == ENTRY_ITEM);
}

typedef struct {
    Db *office;
    Arena *arena;
    const ArchiveMeeting *meeting;
    ArchiveSnapshot *out;
    size_t entry_room, mention_room, person_room, search_room, old_address_room;
    int64_t *unnamed; /* people whom no public line names by name */
    size_t unnamed_count, unnamed_room;
} Assembly;

static void *grown(Arena *arena, void *items, size_t count, size_t *room, size_t size) {
    if (count < *room) return items;
    size_t more = *room ? *room * 2 : 64;
    void *made = arena_grow(arena, items, *room * size, more * size);
    *room = more;
    return made;
}

static void add_mention(Assembly *a, ArchiveEntryId entry, ArchivePersonId person) {
    ArchiveSnapshot *out = a->out;
    out->mentions = grown(a->arena, out->mentions, out->mention_count, &a->mention_room, sizeof(ArchiveMention));
    out->mentions[out->mention_count++] = (ArchiveMention){id_of(entry.n), id_of(person.n)};
}

/* ---- People ---- */

static bool is_named(const PublishedArchivePerson *person, Text spelling) {
    Text rest = person->spellings, each;
    while (rest.len && text_split(&rest, '\n', &each))
        if (text_equal(each, spelling)) return true;
    return false;
}

Error *archive_person_row(
    Db *office, Arena *arena, ArchivePersonId id, ArchiveMeetingId meeting, PublishedArchivePerson *out, bool *found) {
    ArchivePerson person;
    ArchiveBody body = {0};
    ArchiveEntryList lines;
    TRY(record_get(office, arena, &archive_person_record, id.n, &person));
    if (person.body.n) TRY(record_get(office, arena, &archive_body_record, person.body.n, &body));
    TRY(archive_entries_out_of_person(office, arena, id, meeting, &lines));
    *out = (PublishedArchivePerson){.id = id_of(id.n), .body = id_of(person.body.n), .body_name = body.name};
    for (size_t i = 0; i < lines.count; i++) {
        TRY(record_check_open(arena, &archive_entry_record, &lines.items[i]));
        Text spelling = lines.items[i].title;
        if (spelling.len == 0 || is_named(out, spelling)) continue;
        if (spelling.len > out->name.len) out->name = spelling;
        out->spellings = out->spellings.len ? text_format(arena, "%.*s\n%.*s", TEXT_ARG(out->spellings), TEXT_ARG(spelling)) : spelling;
    }
    *found = out->name.len > 0;
    return NULL;
}

/* Whether somebody was looked at is kept by number: found or not. */
static Error *add_person(Assembly *a, ArchivePersonId id, bool *is_there) {
    PublishedArchivePerson row;
    ArchiveSnapshot *out = a->out;
    *is_there = false;
    if (!id.n) return NULL;
    for (size_t i = 0; i < out->people.count; i++)
        if (out->people.items[i].id.n == id.n) *is_there = true;
    for (size_t i = 0; i < a->unnamed_count; i++)
        if (a->unnamed[i] == id.n) return NULL;
    if (*is_there) return NULL;
    TRY(archive_person_row(a->office, a->arena, id, a->meeting->id, &row, is_there));
    if (*is_there) {
        out->people.items = grown(a->arena, out->people.items, out->people.count, &a->person_room, sizeof row);
        out->people.items[out->people.count++] = row;
    } else {
        a->unnamed = grown(a->arena, a->unnamed, a->unnamed_count, &a->unnamed_room, sizeof *a->unnamed);
        a->unnamed[a->unnamed_count++] = id.n;
    }
    return NULL;
}

/* ---- Search ---- */

static bool is_found(const PublishedArchiveEntry *row) {
    static const char *const kinds[] = {"item", "paragraph", "bullet", "part", "recommendation", "planned_action", "terms_section",
        "terms_rule", "project", "table_row", "priority", "declaration", NULL};
    for (int i = 0; kinds[i]; i++)
        if (text_equal(row->kind, text_of(kinds[i]))) return true;
    return false;
}

static Text words_found(Arena *arena, const PublishedArchiveEntry *row) {
    Buffer out = buffer_new(arena, row->words.len + 64);
    const Text *parts[] = {&row->words, &row->measure, &row->role, &row->timescale};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i]->len == 0) continue;
        if (out.len) buffer_put_char(&out, '\n');
        buffer_put(&out, *parts[i]);
    }
    return buffer_text(&out);
}

/* What names a paragraph among the answers: the title of its item. */
static Text title_found(const ArchiveSnapshot *s, const PublishedArchiveEntry *row) {
    if (row->title.len) return row->title;
    for (size_t i = 0; i < s->entries.count; i++)
        if (s->entries.items[i].id.n == row->item.n) return s->entries.items[i].title;
    return row->kind;
}

static void add_search(Assembly *a) {
    ArchiveSnapshot *s = a->out;
    for (size_t i = 0; i < s->entries.count; i++) {
        const PublishedArchiveEntry *row = &s->entries.items[i];
        if (row->is_withheld || !is_found(row)) continue;
        s->search = grown(a->arena, s->search, s->search_count, &a->search_room, sizeof(SearchEntry));
        s->search[s->search_count++] = (SearchEntry){.kind = S("archive"),
            .key = text_format(a->arena, "%" PRId64, row->id.n),
            .title = title_found(s, row),
            .text = words_found(a->arena, row),
            .url = text_format(a->arena, "/archive/meetings/%" PRId64 "#entry-%" PRId64, s->meeting.id.n, row->id.n),
            .about = text_format(a->arena, "%.*s, %.*s", TEXT_ARG(s->meeting.body_name), TEXT_ARG(s->meeting.when_shown)),
            .day = s->meeting.day};
    }
}

/* ---- The whole ---- */

/* The item that an entry belongs to: itself, or the nearest above it. */
static void find_items(PublishedArchiveEntry *rows, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (text_equal(rows[i].kind, S("item"))) rows[i].item = rows[i].id;
        for (size_t k = from; k < i && rows[i].parent.n && !rows[i].item.n; k++)
            if (rows[k].id.n == rows[i].parent.n) rows[i].item = rows[k].item;
    }
}

static Error *add_document(Assembly *a, const ArchiveDocument *d) {
    ArchiveEntryList entries;
    ArchiveMentionsInRowList mentions;
    ArchiveSnapshot *out = a->out;
    size_t from = out->entries.count;
    TRY(archive_entries_in(a->office, a->arena, d->id, &entries));
    TRY(record_check_open(a->arena, &archive_document_record, d));
    for (size_t i = 0; i < entries.count; i++) TRY(record_check_open(a->arena, &archive_entry_record, &entries.items[i]));
    out->documents.items[out->documents.count] = (PublishedArchiveDocument){.id = id_of(d->id.n),
        .meeting = id_of(a->meeting->id.n),
        .source = id_of(d->source.n),
        .position = (int64_t)out->documents.count + 1,
        .kind = text_of(document_kind_code(d->kind)),
        .kind_shown = text_of(archive_kind_shown(d->kind)),
        .title = d->title,
        .written_by = d->by,
        .first_line = d->first_line,
        .last_line = d->last_line};
    out->documents.count++;
    for (size_t i = 0; i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        if (!goes_out(e)) continue;
        out->entries.items = grown(a->arena, out->entries.items, out->entries.count, &a->entry_room, sizeof(PublishedArchiveEntry));
        out->entries.items[out->entries.count++] = entry_row(e, d, a->meeting);
        if (e->is_restricted) continue;
        bool is_there;
        TRY(add_person(a, e->person, &is_there));
        if (!is_there) out->entries.items[out->entries.count - 1].person = (PublishedId){0};
    }
    find_items(out->entries.items, from, out->entries.count);
    TRY(archive_mentions_in(a->office, a->arena, d->id, &mentions));
    for (size_t i = 0, k = 0; i < mentions.count; i++) {
        while (k < entries.count && entries.items[k].id.n < mentions.items[i].entry.n) k++;
        bool is_open = k < entries.count && entries.items[k].id.n == mentions.items[i].entry.n && !entries.items[k].is_restricted
                       && goes_out(&entries.items[k]);
        if (!is_open) continue;
        bool is_there;
        TRY(add_person(a, mentions.items[i].person, &is_there));
        if (is_there) add_mention(a, mentions.items[i].entry, mentions.items[i].person);
    }
    return NULL;
}

static void add_old_address(Assembly *a, Text name, PublishedId source) {
    ArchiveSnapshot *out = a->out;
    for (size_t i = 0; i < out->old_address_count; i++)
        if (out->old_addresses[i].source.n == source.n && text_equal(out->old_addresses[i].name, name)) return;
    if (name.len == 0) return;
    out->old_addresses = grown(a->arena, out->old_addresses, out->old_address_count, &a->old_address_room, sizeof(ArchiveOldAddress));
    out->old_addresses[out->old_address_count++] = (ArchiveOldAddress){name, source};
}

/* What the old site called the source, and what it called those that say the same. */
static Error *add_old_addresses(Assembly *a, PublishedId id) {
    ArchiveSource source;
    ArchiveSourceList same;
    TRY(record_get(a->office, a->arena, &archive_source_record, id.n, &source));
    TRY(archive_sources_same(a->office, a->arena, source.id, &same));
    add_old_address(a, archive_old_name(a->arena, source.address), id);
    for (size_t i = 0; i < same.count; i++) add_old_address(a, archive_old_name(a->arena, same.items[i].address), id);
    return NULL;
}

static Error *add_sources(Assembly *a) {
    ArchiveSnapshot *out = a->out;
    out->sources.items = ARENA_ARRAY(a->arena, PublishedArchiveSource, out->documents.count + 1);
    for (size_t i = 0; i < out->documents.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < out->sources.count; k++) is_there |= out->sources.items[k].id.n == out->documents.items[i].source.n;
        if (is_there) continue;
        TRY(archive_source_row(a->office, a->arena, (ArchiveSourceId){out->documents.items[i].source.n}, a->meeting->id,
            &out->sources.items[out->sources.count]));
        TRY(add_old_addresses(a, out->sources.items[out->sources.count].id));
        out->sources.count++;
    }
    return NULL;
}

static Error *describe_meeting(Assembly *a, const ArchiveBody *body) {
    const ArchiveMeeting *m = a->meeting;
    ArchiveAliasList aliases;
    PublishedArchiveMeeting *row = &a->out->meeting;
    *row = (PublishedArchiveMeeting){.id = id_of(m->id.n),
        .body = id_of(m->body.n),
        .body_name = body->name,
        .day = m->date,
        .when_shown = date_plain(a->arena, m->date),
        .starts = m->time,
        .venue = m->venue,
        .is_online = m->is_online};
    if (m->approved_at.n) {
        ArchiveMeeting at;
        ArchivePublication p = {0};
        bool was_asked;
        TRY(record_get(a->office, a->arena, &archive_meeting_record, m->approved_at.n, &at));
        TRY(archive_publication_of(a->office, a->arena, m->approved_at, &p, &was_asked));
        bool is_public = was_asked && p.is_wanted && p.state == ARCHIVE_OUT;
        row->status = S("Approved at a later meeting");
        if (is_public) {
            row->approved_at = id_of(m->approved_at.n);
            row->status = text_format(a->arena, "Approved at the meeting of %.*s%s%.*s", TEXT_ARG(date_plain(a->arena, at.date)),
                m->approval_words.len ? ", " : "", TEXT_ARG(m->approval_words));
        }
    } else if (m->status == ARCHIVE_DRAFT) {
        row->status = S("Draft: the meeting that approved them is not in the archive");
    }
    TRY(archive_aliases_of_body(a->office, a->arena, body->id, &aliases));
    Buffer also = buffer_new(a->arena, 64);
    for (size_t i = 0; i < aliases.count; i++) {
        if (text_equal_ignoring_case(aliases.items[i].spelling, body->name)) continue;
        if (also.len) buffer_put_char(&also, '\n');
        buffer_put(&also, aliases.items[i].spelling);
    }
    a->out->body = (PublishedArchiveBody){.id = id_of(body->id.n), .name = body->name, .also = buffer_text(&also)};
    return NULL;
}

Error *archive_assemble(Db *office, Arena *arena, ArchiveMeetingId id, ArchiveSnapshot *out) {
    ArchiveMeeting meeting;
    ArchiveBody body;
    ArchiveDocumentList documents;
    *out = (ArchiveSnapshot){0};
    Assembly a = {.office = office, .arena = arena, .meeting = &meeting, .out = out};
    TRY(record_get(office, arena, &archive_meeting_record, id.n, &meeting));
    TRY(record_get(office, arena, &archive_body_record, meeting.body.n, &body));
    TRY(describe_meeting(&a, &body));
    TRY(archive_documents_of(office, arena, id, &documents));
    out->documents.items = ARENA_ARRAY(arena, PublishedArchiveDocument, documents.count + 1);
    for (size_t i = 0; i < documents.count; i++)
        if (!documents.items[i].is_restricted && archive_document_is_released(&documents.items[i]))
            TRY(add_document(&a, &documents.items[i]));
    TRY(add_sources(&a));
    add_search(&a);
    return NULL;
}
