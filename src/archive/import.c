/* Owns making records of what was read out of one file, in one transaction. */
#include "archive/inside.h"

#include "store/files.h"

/* What is made of one file, while it is made. */
typedef struct {
    Tx *tx;
    const ImportFile *file;
    const ReadHints *hints;
    const Reading *reading;
    ArchiveSource source;
    ArchiveDocument *documents;
    ArchiveEntryList *entries; /* of each document */
    Imported *out;
} Import;

/* ---- What is restricted ---- */

/* Until somebody says that it is open, what may be restricted is. */
static bool doubted(const Reading *reading, int document, int entry) {
    for (size_t i = 0; i < reading->doubts.count; i++) {
        const ReadDoubt *d = &reading->doubts.items[i];
        if (d->about == DOUBT_RESTRICTED && d->document == document && d->entry == entry) return true;
    }
    return false;
}

static bool document_is_restricted(const Reading *reading, int n) {
    return is_restricted_marking(reading->documents[n].classification) || doubted(reading, n, -1);
}

static void restrict_entries(const Import *im, int n) {
    const EntryList *read = &im->reading->documents[n].entries;
    ArchiveEntryList *entries = &im->entries[n];
    for (size_t i = 0; i < read->count; i++) {
        int parent = read->items[i].parent;
        entries->items[i].is_restricted = read->items[i].is_restricted || im->documents[n].is_restricted || doubted(im->reading, n, (int)i)
                                          || (parent >= 0 && entries->items[parent].is_restricted);
    }
}

static bool any_is_restricted(const Reading *reading) {
    for (size_t n = 0; n < reading->document_count; n++) {
        if (document_is_restricted(reading, (int)n)) return true;
        for (size_t i = 0; i < reading->documents[n].entries.count; i++)
            if (reading->documents[n].entries.items[i].is_restricted) return true;
    }
    for (size_t i = 0; i < reading->doubts.count; i++)
        if (reading->doubts.items[i].about == DOUBT_RESTRICTED) return true;
    return false;
}

/* ---- The source ---- */

Error *archive_find_file(Db *db, Arena *arena, Text bytes, ArchiveSource *out, bool *found) {
    *found = false;
    for (int sealed = 0; sealed <= 1 && !*found; sealed++) {
        ArchiveSourceList there;
        Text name;
        TRY(file_name_of(db, arena, bytes, sealed == 1, &name));
        TRY(archive_sources_with_file(db, arena, name, &there));
        for (size_t i = 0; i < there.count && !*found; i++) {
            *found = there.items[i].state != SOURCE_REFUSED;
            *out = there.items[i];
        }
    }
    return NULL;
}

/* The mark of words: the same for the same letters and digits, whatever stands between them. */
static Error *mark_of(Tx *tx, Text words, Text *out) {
    Text key = archive_key(tx_arena(tx), words);
    Buffer letters = buffer_new(tx_arena(tx), key.len + 1);
    for (size_t i = 0; i < key.len; i++)
        if (key.ptr[i] != ' ') buffer_put_char(&letters, key.ptr[i]);
    return file_name_of(tx_db(tx), tx_arena(tx), buffer_text(&letters), true, out);
}

static Error *keep(Tx *tx, Text bytes, Text media_type, bool is_sealed, StoredFile *out) {
    return is_sealed ? file_put_bytes_sealed(tx, bytes, media_type, out) : file_put_bytes(tx, bytes, media_type, out);
}

static Text media_type_of(const Reading *reading) {
    switch (reading->format) {
    case SOURCE_PDF: return S("application/pdf");
    case SOURCE_HTML: return S("text/html");
    case SOURCE_DOCX: return S("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    case SOURCE_TEXT: return S("text/plain");
    case SOURCE_SERVICE: return S("application/xml");
    }
    return S("application/octet-stream");
}

/* The file and its words in the form they need; what waited sealed and is open is kept plain from now on. */
static Error *source_files(Import *im, bool is_restricted) {
    StoredFile file = {0}, words = {0};
    Text before = im->source.file;
    TRY(keep(im->tx, im->file->bytes, media_type_of(im->reading), is_restricted, &file));
    TRY(keep(im->tx, im->reading->text, S("text/plain"), is_restricted, &words));
    im->source.file = file.sha256;
    im->source.words_file = words.sha256;
    im->source.media_type = media_type_of(im->reading);
    im->source.bytes = (int64_t)im->file->bytes.len;
    im->source.is_restricted = is_restricted;
    im->source.is_pack = im->reading->is_pack;
    im->source.kind = text_of(reading_kind_code(im->reading));
    im->source.state = SOURCE_READ;
    im->source.sentence = (Text){0};
    TRY(im->source.id.n ? record_update(im->tx, &archive_source_record, &im->source)
                        : record_insert(im->tx, &archive_source_record, &im->source));
    return text_equal(before, im->source.file) ? NULL : file_drop_unused(im->tx, before);
}

/* Does an earlier source say the same? Then *same_as is that one, and the new one takes its restriction. */
static Error *source_make(Import *im, bool *is_same) {
    ArchiveSourceList same = {0};
    bool is_restricted = any_is_restricted(im->reading);
    TRY(mark_of(im->tx, im->reading->text, &im->source.words_mark));
    TRY(archive_sources_with_words(tx_db(im->tx), tx_arena(im->tx), im->source.words_mark, &same));
    *is_same = same.count > 0;
    if (*is_same) {
        im->source.same_as = same.items[0].id;
        is_restricted = is_restricted || same.items[0].is_restricted;
    }
    return source_files(im, is_restricted);
}

/* ---- Documents ---- */

/* The name of the body: as the document has it, else as whoever sent it says, else that of another document of the file. */
static Text body_name_of(const Import *im, size_t n) {
    const Reading *r = im->reading;
    if (r->documents[n].body.len) return r->documents[n].body;
    if (im->hints->body.len) return im->hints->body;
    for (size_t i = 0; i < r->document_count; i++)
        if (r->documents[i].body.len) return r->documents[i].body;
    return (Text){0};
}

static bool is_main(const Import *im, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (is_of_a_meeting(im->reading->documents[i].kind)) return false;
    return is_of_a_meeting(im->reading->documents[n].kind);
}

static void fill_document(const Import *im, size_t n) {
    const ReadDocument *r = &im->reading->documents[n];
    bool takes_hint = !date_is_set(r->date) && date_is_set(im->hints->date) && is_main(im, n);
    im->documents[n] = (ArchiveDocument){.source = im->source.id,
        .position = (int64_t)n,
        .kind = r->kind,
        .title = r->title,
        .body_words = r->body,
        .date = takes_hint ? im->hints->date : r->date,
        .after = r->after,
        .before = r->before,
        .date_words = r->date_words,
        .time = r->time,
        .venue = r->venue,
        .contact = r->contact,
        .is_online = r->is_online,
        .is_draft = r->is_draft,
        .minutes_of = r->minutes_of,
        .approves = r->approves,
        .approval_words = r->approval_words,
        .next_meeting = r->next_meeting,
        .by = r->by,
        .to = r->to,
        .classification = r->classification,
        .is_restricted = document_is_restricted(im->reading, (int)n),
        .first_line = r->first_line,
        .last_line = r->last_line};
    if (date_is_set(im->documents[n].date)) im->documents[n].after = im->documents[n].before = (Date){0};
}

/* The meeting of the file's agenda, or of its first document that stands for a meeting. */
static ArchiveMeetingId main_meeting(const Import *im) {
    for (size_t i = 0; i < im->reading->document_count; i++)
        if (is_of_a_meeting(im->documents[i].kind)) return im->documents[i].meeting;
    return (ArchiveMeetingId){0};
}

static Error *document_meeting(Import *im, size_t n) {
    ArchiveDocument *d = &im->documents[n];
    ArchiveMeeting meeting = {0};
    if (is_of_a_meeting(d->kind)) TRY(meeting_for(im->tx, d, &meeting));
    else if (im->reading->is_pack && main_meeting(im).n) meeting.id = main_meeting(im);
    else if (d->kind == DOCUMENT_REPORT && date_is_set(d->date) && d->body.n) TRY(meeting_for(im->tx, d, &meeting));
    else TRY(meeting_found(im->tx, d->body, d->date, (TimeOfDay){0}, &meeting));
    d->meeting = meeting.id;
    return NULL;
}

static Error *document_make(Import *im, size_t n) {
    ArchiveDocument *d = &im->documents[n];
    ArchiveBody body = {0};
    Text name = body_name_of(im, n);
    if (archive_key(tx_arena(im->tx), name).len) TRY(known_body(im->tx, name, d->date, &body));
    d->body = body.id;
    TRY(document_meeting(im, n));
    return record_insert(im->tx, &archive_document_record, d);
}

/* Those that stand for a meeting first, because papers belong to theirs. */
static Error *documents_make(Import *im) {
    im->documents = ARENA_ARRAY(tx_arena(im->tx), ArchiveDocument, im->reading->document_count + 1);
    for (size_t n = 0; n < im->reading->document_count; n++) fill_document(im, n);
    for (int round = 0; round < 2; round++)
        for (size_t n = 0; n < im->reading->document_count; n++)
            if (is_of_a_meeting(im->documents[n].kind) == (round == 0)) TRY(document_make(im, n));
    im->out->documents = (int64_t)im->reading->document_count;
    return NULL;
}

/* ---- Entries ---- */

static ArchiveEntry entry_of(const Entry *e, ArchiveDocumentId document, size_t position) {
    return (ArchiveEntry){.document = document,
        .position = (int64_t)position,
        .kind = e->kind,
        .number = e->number,
        .code = e->code,
        .title = e->title,
        .verb = e->verb,
        .words = e->words,
        .role = e->role,
        .of_organisation = e->organisation,
        .timescale = e->timescale,
        .measure = e->measure,
        .detail = e->detail,
        .date = e->date,
        .time = e->time,
        .pence = {e->pence},
        .is_repeat = e->is_repeat,
        .is_chair = e->is_chair,
        .is_vice_chair = e->is_vice_chair,
        .is_funded = e->is_funded,
        .is_linked = e->is_linked,
        .is_truncated = e->is_truncated,
        .first_page = e->first_page,
        .last_page = e->last_page,
        .first_line = e->first_line,
        .last_line = e->last_line};
}

static bool is_person(EntryKind kind) {
    return kind == ENTRY_PRESENT || kind == ENTRY_ATTENDING || kind == ENTRY_APOLOGIES || kind == ENTRY_SUBSTITUTE;
}

Error *person_doubt_raise(Tx *tx, ArchiveSourceId source, const ArchiveEntry *entry, const ArchivePersonList *fit) {
    Arena *arena = tx_arena(tx);
    Buffer numbers = buffer_new(arena, 32), names = buffer_new(arena, 128);
    for (size_t i = 0; i < fit->count; i++) {
        buffer_putf(&numbers, "%s%lld", i ? "," : "", (long long)fit->items[i].id.n);
        buffer_putf(&names, "%s%.*s", i == 0 ? "" : i + 1 == fit->count ? " or " : ", ", TEXT_ARG(fit->items[i].name));
    }
    ArchiveDoubt doubt = {.source = source,
        .document = entry->document,
        .entry = entry->id,
        .about = DOUBT_PERSON,
        .changes = CHANGES_PERSON,
        .state = DOUBT_OPEN,
        .first_line = entry->first_line,
        .last_line = entry->last_line,
        .is_restricted = entry->is_restricted,
        .candidates = buffer_text(&numbers),
        .words = text_format(arena, "%.*s could be several people.", TEXT_ARG(entry->title)),
        .known = text_format(arena, "It could be %.*s.", TEXT_ARG(buffer_text(&names)))};
    return record_insert(tx, &archive_doubt_record, &doubt);
}

static Error *entry_names(Import *im, const ArchiveDocument *d, ArchiveEntry *entry, ArchivePersonList *fit) {
    KnownPerson known = {0};
    bool is_listed = is_person(entry->kind);
    bool names_one = is_listed || ((entry->kind == ENTRY_ACTION || entry->kind == ENTRY_DECLARATION) && entry->title.len > 0);
    if (d->body.n && names_one) TRY(known_person(im->tx, d->body, entry->title, d->date, is_listed, &known));
    entry->person = known.person;
    if (is_listed) *fit = known.fit;
    if (is_listed) TRY(known_organisation(im->tx, entry->of_organisation, d->date, true, &entry->organisation));
    else if (entry->kind == ENTRY_PRIORITY || entry->kind == ENTRY_PLANNED)
        TRY(known_organisation(im->tx, entry->role, d->date, false, &entry->organisation));
    return NULL;
}

/* The items of the agenda that entries belong to; minutes of a restricted item are restricted, and the page of one is as a whole, title and all. */
static Error *entries_link(Import *im, size_t n) {
    ArchiveDocument *d = &im->documents[n];
    ArchiveEntryList *entries = &im->entries[n], agenda = {0};
    bool is_page_of_restricted = false;
    if (is_of_a_meeting(d->kind) && d->kind != DOCUMENT_AGENDA && d->meeting.n)
        TRY(archive_agenda_items(tx_db(im->tx), tx_arena(im->tx), d->meeting, &agenda));
    for (size_t i = 0; i < entries->count; i++) {
        ArchiveEntry *e = &entries->items[i];
        int parent = im->reading->documents[n].entries.items[i].parent;
        if (parent >= 0) e->is_restricted = e->is_restricted || entries->items[parent].is_restricted;
        const ArchiveEntry *of =
            agenda.count && e->kind == ENTRY_ITEM ? agenda_item_of(tx_arena(im->tx), &agenda, e->code, e->title) : NULL;
        if (of) e->agenda_item = of->id, e->is_restricted = e->is_restricted || of->is_restricted;
        if (d->kind == DOCUMENT_ITEM_PAGE && e->kind == ENTRY_ITEM && parent < 0) is_page_of_restricted |= e->is_restricted;
    }
    if (!is_page_of_restricted || d->is_restricted) return NULL;
    d->is_restricted = true;
    for (size_t i = 0; i < entries->count; i++) entries->items[i].is_restricted = true;
    return record_update(im->tx, &archive_document_record, d);
}

static Error *entries_make(Import *im, size_t n) {
    const EntryList *read = &im->reading->documents[n].entries;
    const ArchiveDocument *d = &im->documents[n];
    ArchiveEntryList *entries = &im->entries[n];
    entries->items = ARENA_ARRAY(tx_arena(im->tx), ArchiveEntry, read->count + 1);
    entries->count = read->count;
    for (size_t i = 0; i < read->count; i++) entries->items[i] = entry_of(&read->items[i], d->id, i);
    restrict_entries(im, (int)n);
    TRY(entries_link(im, n));
    for (size_t i = 0; i < read->count; i++) {
        ArchiveEntry *e = &entries->items[i];
        ArchivePersonList fit = {0};
        int parent = read->items[i].parent;
        if (parent >= 0) e->parent = entries->items[parent].id;
        TRY(entry_names(im, d, e, &fit));
        TRY(record_insert(im->tx, &archive_entry_record, e));
        if (fit.count > 1) TRY(person_doubt_raise(im->tx, im->source.id, e, &fit));
        if (is_person(e->kind)) im->out->people++;
    }
    im->out->entries += (int64_t)read->count;
    return NULL;
}

/* ---- Doubts ---- */

/* What an answer changes follows from what the doubt is about and what it stands at. */
static DoubtChanges changes_of(const ReadDoubt *doubt, const Entry *entry) {
    switch (doubt->about) {
    case DOUBT_NO_DATE: return CHANGES_DATE;
    case DOUBT_DATE_DIFFERS: return !entry || entry->kind == ENTRY_FUTURE_DATE ? CHANGES_DATE : CHANGES_NOTHING;
    case DOUBT_MEETING: return CHANGES_DATE;
    case DOUBT_NO_BODY: return CHANGES_BODY;
    case DOUBT_TRUNCATED: return entry ? CHANGES_WORDS : CHANGES_NOTHING;
    case DOUBT_LOOKALIKE: return !entry ? CHANGES_NOTHING : entry->code.len ? CHANGES_CODE : CHANGES_NUMBER;
    case DOUBT_GLUED_NUMBER:
    case DOUBT_NUMBER_ORDER:
    case DOUBT_NUMBER_REPEATED:
    case DOUBT_SECTION_REPEATED:
    case DOUBT_NO_NUMBER: return entry ? CHANGES_NUMBER : CHANGES_NOTHING;
    case DOUBT_LISTED_TWICE: return entry ? CHANGES_SAME_PERSON : CHANGES_NOTHING;
    case DOUBT_SUM: return entry && entry->kind == ENTRY_PROJECT ? CHANGES_PENCE : CHANGES_NOTHING;
    case DOUBT_NO_LEAD: return entry ? CHANGES_LEAD : CHANGES_NOTHING;
    case DOUBT_PERSON: return entry ? CHANGES_PERSON : CHANGES_NOTHING;
    case DOUBT_RESTRICTED: return CHANGES_RESTRICTED;
    case DOUBT_KIND: return CHANGES_KIND;
    case DOUBT_NO_DAY_LISTED:
    case DOUBT_HIDDEN:
    case DOUBT_RECOGNISED:
    case DOUBT_PLACE: return CHANGES_NOTHING;
    }
    return CHANGES_NOTHING;
}

static Error *doubt_make(Import *im, const ReadDoubt *r) {
    bool has_document = r->document >= 0 && (size_t)r->document < im->reading->document_count;
    const ReadDocument *read = has_document ? &im->reading->documents[r->document] : NULL;
    bool has_entry = read && r->entry >= 0 && (size_t)r->entry < read->entries.count;
    const Entry *entry = has_entry ? &read->entries.items[r->entry] : NULL;
    ArchiveDoubt doubt = {.source = im->source.id,
        .about = r->about,
        .changes = has_document ? changes_of(r, entry) : CHANGES_NOTHING,
        .words = r->words,
        .proposal = r->proposal,
        .known = r->known,
        .first_line = r->first_line,
        .last_line = r->last_line,
        .state = DOUBT_OPEN,
        .is_restricted = im->source.is_restricted && !has_document};
    if (has_document) {
        const ArchiveDocument *d = &im->documents[r->document];
        if (r->about == DOUBT_NO_DATE && !entry && date_is_set(d->date)) return NULL; /* whoever sent it said the day */
        if (r->about == DOUBT_NO_BODY && !entry && d->body.n) return NULL;
        doubt.document = d->id;
        doubt.is_restricted = d->is_restricted;
    }
    if (has_entry) {
        doubt.entry = im->entries[r->document].items[r->entry].id;
        doubt.is_restricted = im->entries[r->document].items[r->entry].is_restricted;
    } else if (has_document && !doubt.is_restricted) {
        /* a passage that no layout could place may stand between restricted ones */
        doubt.is_restricted = r->about == DOUBT_PLACE && im->source.is_restricted;
    }
    im->out->doubts++;
    return record_insert(im->tx, &archive_doubt_record, &doubt);
}

Error *doubt_raise(Tx *tx, const ArchiveDocument *d, DoubtAbout about, DoubtChanges changes, Text words, Text proposal, Text known) {
    ArchiveDoubt doubt = {.source = d->source,
        .document = d->id,
        .about = about,
        .changes = changes,
        .words = words,
        .proposal = proposal,
        .known = known,
        .first_line = d->first_line,
        .last_line = d->first_line,
        .state = DOUBT_OPEN,
        .is_restricted = d->is_restricted};
    ArchiveDoubt there;
    bool found;
    Text about_code = record_value(tx_arena(tx), record_field(&archive_doubt_record, S("about")), &doubt).text;
    Text changes_code = record_value(tx_arena(tx), record_field(&archive_doubt_record, S("changes")), &doubt).text;
    TRY(archive_doubt_of(tx_db(tx), tx_arena(tx), d->id, about_code, changes_code, &there, &found));
    return found ? NULL : record_insert(tx, &archive_doubt_record, &doubt);
}

/* A document that stands for a meeting and whose day or body nobody said, is a doubt even when the reading raised none. */
static Error *missing_doubts(Import *im) {
    for (size_t n = 0; n < im->reading->document_count; n++) {
        const ArchiveDocument *d = &im->documents[n];
        if (!is_of_a_meeting(d->kind)) continue;
        if (!date_is_set(d->date))
            TRY(doubt_raise(im->tx, d, DOUBT_NO_DATE, CHANGES_DATE, S("The document does not say on which day the meeting was."), (Text){0},
                archive_bounds_shown(tx_arena(im->tx), d->after, d->before)));
        if (!d->body.n)
            TRY(doubt_raise(im->tx, d, DOUBT_NO_BODY, CHANGES_BODY, S("The document does not say which body met."), (Text){0}, (Text){0}));
        TRY(meeting_doubt(im->tx, d));
    }
    return NULL;
}

/* ---- Everything ---- */

static void add_meeting(Imported *out, ArchiveMeetingId meeting) {
    for (size_t i = 0; i < out->meeting_count; i++)
        if (out->meetings[i].n == meeting.n) return;
    if (meeting.n) out->meetings[out->meeting_count++] = meeting;
}

static bool brings_agenda(const Import *im, ArchiveMeetingId meeting) {
    for (size_t n = 0; n < im->reading->document_count; n++)
        if (im->documents[n].kind == DOCUMENT_AGENDA && im->documents[n].meeting.n == meeting.n) return true;
    return false;
}

static Error *finish(Import *im) {
    Imported *out = im->out;
    out->meetings = ARENA_ARRAY(tx_arena(im->tx), ArchiveMeetingId, im->reading->document_count + 1);
    for (size_t n = 0; n < im->reading->document_count; n++) {
        ArchiveDocument *d = &im->documents[n];
        Mentions *mentions;
        TRY(mentions_of_body(im->tx, d->body, &mentions));
        TRY(document_index_entries(im->tx, d, &im->entries[n], mentions, true));
        add_meeting(out, d->meeting);
    }
    for (size_t i = 0; i < out->meeting_count; i++)
        TRY(brings_agenda(im, out->meetings[i]) ? agendas_meet(im->tx, out->meetings[i]) : agenda_link(im->tx, out->meetings[i]));
    for (size_t n = 0; n < im->reading->document_count; n++) {
        bool is_done = false;
        for (size_t i = 0; i < n; i++) is_done = is_done || im->documents[i].body.n == im->documents[n].body.n;
        if (!is_done) TRY(days_settle(im->tx, im->documents[n].body, im->source.id));
    }
    TRY(archive_publication_follow_source(im->tx, im->source.id));
    return source_settle(im->tx, im->source.id);
}

static Text counted(Arena *arena, int64_t n, const char *one, const char *several) {
    return text_format(arena, "%lld %s", (long long)n, n == 1 ? one : several);
}

static Error *sentence_of(Import *im) {
    Arena *arena = tx_arena(im->tx);
    Imported *out = im->out;
    Buffer b = buffer_new(arena, 256);
    const ArchiveDocument *d = &im->documents[0];
    ArchiveBody body = {0};
    if (d->body.n) TRY(record_get(tx_db(im->tx), arena, &archive_body_record, d->body.n, &body));
    Text day = date_is_set(d->date) ? date_plain(arena, d->date) : S("no date");
    buffer_putf(&b, "%s%s%.*s, %.*s", im->source.is_pack ? "Agenda with its papers" : archive_kind_shown(d->kind),
        body.name.len ? " of " : "", TEXT_ARG(body.name), TEXT_ARG(day));
    buffer_putf(&b, ": %.*s, %.*s", TEXT_ARG(counted(arena, out->documents, "document", "documents")),
        TEXT_ARG(counted(arena, out->entries, "entry", "entries")));
    if (out->people) buffer_putf(&b, ", %.*s named", TEXT_ARG(counted(arena, out->people, "person", "people")));
    buffer_putf(&b, "; %.*s", TEXT_ARG(counted(arena, out->doubts, "doubt", "doubts")));
    out->sentence = buffer_text(&b);
    return NULL;
}

static Error *count_doubts(Import *im) {
    ArchiveDoubtList doubts;
    TRY(archive_doubts_in(tx_db(im->tx), tx_arena(im->tx), im->source.id, &doubts));
    im->out->doubts = (int64_t)doubts.count;
    return NULL;
}

static Error *import_new(Import *im) {
    bool is_same;
    TRY(source_make(im, &is_same));
    if (is_same) {
        im->out->outcome = IMPORT_SAME_WORDS;
        /* what is public of the first one is found under this one's old address from now on */
        if (archive_old_name(tx_arena(im->tx), im->source.address).len) TRY(archive_publication_follow_source(im->tx, im->source.same_as));
        im->out->sentence = S("It says the same as a file that was imported before, and is kept beside it");
        return NULL;
    }
    im->out->outcome = IMPORT_MADE;
    TRY(documents_make(im));
    im->entries = ARENA_ARRAY(tx_arena(im->tx), ArchiveEntryList, im->reading->document_count + 1);
    for (size_t n = 0; n < im->reading->document_count; n++) TRY(entries_make(im, n));
    for (size_t i = 0; i < im->reading->doubts.count; i++) TRY(doubt_make(im, &im->reading->doubts.items[i]));
    TRY(missing_doubts(im));
    TRY(finish(im));
    TRY(count_doubts(im));
    return sentence_of(im);
}

Error *import_in(
    Tx *tx, const ImportFile *file, const ReadHints *hints, const Reading *reading, const ArchiveSource *waiting, Imported *out) {
    Import im = {.tx = tx, .file = file, .hints = hints, .reading = reading, .out = out};
    bool found = false;
    *out = (Imported){0};
    if (reading->verdict != READ_FINE || reading->document_count == 0) {
        out->outcome = IMPORT_REFUSED;
        out->sentence = reading->sentence.len ? reading->sentence : S("Nothing in it is an agenda, minutes or a paper of a meeting.");
        return NULL;
    }
    if (waiting) im.source = *waiting;
    else TRY(archive_find_file(tx_db(tx), tx_arena(tx), file->bytes, &out->source, &found));
    if (found) {
        out->outcome = IMPORT_SAME_FILE;
        out->sentence = out->source.state == SOURCE_WAITING ? S("It was sent to a page and is waiting to be read; nothing was changed")
                                                            : S("It was imported before; nothing was changed");
        return NULL;
    }
    if (!waiting)
        im.source = (ArchiveSource){.name = file->name,
            .came_by = file->came_by,
            .address = file->address,
            .body_hint = hints->body,
            .date_hint = hints->date,
            .imported_by = tx_actor(tx).name,
            .imported_at = tx_moment(tx)};
    if (im.source.address.len == 0) im.source.address = reading->old_address;
    TRY(import_new(&im));
    return record_get(tx_db(tx), tx_arena(tx), &archive_source_record, im.source.id.n, &out->source);
}

Error *archive_import(
    Store *office, Arena *arena, Actor who, const ImportFile *file, const ReadHints *hints, const Reading *reading, Imported *out) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, who, S("imported into the archive"), &tx));
    TRY_OUT(import_in(tx, file, hints, reading, NULL, out));
    if (out->outcome == IMPORT_MADE || out->outcome == IMPORT_SAME_WORDS) TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}
