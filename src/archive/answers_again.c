/* Owns taking an answer back, so that another can be given: what stood before is noted with the doubt, as a number, a line and a text. */
#include <inttypes.h>

#include "archive/inside.h"

static Text iso(Arena *arena, Date day) {
    return date_is_set(day) ? date_iso(arena, day) : (Text){0};
}

/* ---- What stood before ---- */

/* The documents that go with an answer about the day (of the same meeting) or the body (without one) of a document. */
static Error *documents_with(Tx *tx, const ArchiveDoubt *doubt, const ArchiveDocument *d, Text *out) {
    ArchiveDocumentList all;
    Buffer ids = buffer_new(tx_arena(tx), 32);
    TRY(archive_documents_in(tx_db(tx), tx_arena(tx), d->source, &all));
    for (size_t i = 0; i < all.count; i++) {
        const ArchiveDocument *other = &all.items[i];
        bool goes = doubt->changes == CHANGES_BODY ? !other->body.n : other->meeting.n && other->meeting.n == d->meeting.n;
        if (goes && other->id.n != d->id.n) buffer_putf(&ids, "%" PRId64 ",", other->id.n);
    }
    *out = buffer_text(&ids);
    return NULL;
}

Error *doubt_note_before(Tx *tx, ArchiveDoubt *doubt, const DoubtPlace *at) {
    const ArchiveEntry *e = &at->entry;
    const ArchiveDocument *d = &at->document;
    Arena *arena = tx_arena(tx);
    int64_t number = 0;
    Text words = {0};
    bool is_of_document = (doubt->changes == CHANGES_DATE && !e->id.n) || doubt->changes == CHANGES_BODY;
    if (is_of_document && doubt->before.len) return NULL; /* the first time counts */
    if (is_of_document) {
        TRY(documents_with(tx, doubt, d, &words));
        doubt->before =
            text_format(arena, "0|%.*s|%.*s|%.*s", TEXT_ARG(iso(arena, d->after)), TEXT_ARG(iso(arena, d->before)), TEXT_ARG(words));
        return NULL;
    }
    switch (doubt->changes) {
    case CHANGES_NUMBER: words = e->number; break;
    case CHANGES_CODE: words = e->code; break;
    case CHANGES_LEAD: number = e->organisation.n, words = e->role; break;
    case CHANGES_WORDS: number = e->is_truncated, words = e->words; break;
    case CHANGES_PENCE: number = e->pence.n; break;
    case CHANGES_PERSON:
    case CHANGES_SAME_PERSON: number = e->person.n, words = e->is_repeat ? S("repeat") : (Text){0}; break;
    case CHANGES_KIND: number = (int64_t)d->kind; break;
    case CHANGES_DATE: words = iso(arena, e->date); break;
    case CHANGES_MINUTES_OF: words = iso(arena, d->minutes_of); break;
    case CHANGES_NEXT_MEETING: words = iso(arena, d->next_meeting); break;
    case CHANGES_BODY:
    case CHANGES_RESTRICTED:
    case CHANGES_NOTHING: break;
    }
    doubt->before = text_format(arena, "%" PRId64 "|%.*s", number, TEXT_ARG(words));
    return NULL;
}

bool doubt_before_has(const ArchiveDoubt *doubt, int64_t id) {
    Text rest = doubt->before, part;
    int64_t n;
    for (int i = 0; i < 3; i++)
        if (!text_split(&rest, '|', &part)) return false;
    while (text_split(&rest, ',', &part))
        if (text_to_int64(part, &n) && n == id) return true;
    return false;
}

/* ---- Days once more ---- */

Error *document_moves_again(Tx *tx, const ArchiveDoubt *doubt, ArchiveDocument *d, Date day) {
    ArchiveDocumentList all;
    bool stays = false; /* something else is of the meeting on its own account */
    if (!date_is_set(d->date)) return document_moves(tx, d, day);
    TRY(archive_documents_in(tx_db(tx), tx_arena(tx), d->source, &all));
    for (size_t i = 0; i < all.count; i++)
        stays = stays
                || (all.items[i].id.n != d->id.n && all.items[i].meeting.n == d->meeting.n && !doubt_before_has(doubt, all.items[i].id.n));
    for (size_t i = 0; i < all.count; i++) {
        ArchiveDocument *other = &all.items[i];
        if (other->id.n == d->id.n || other->meeting.n != d->meeting.n || !doubt_before_has(doubt, other->id.n)) continue;
        if (date_compare(other->date, d->date) == 0) other->date = (Date){0};
        TRY(record_update(tx, &archive_document_record, other));
        if (!stays) continue; /* it goes along */
        other->meeting = (ArchiveMeetingId){0};
        TRY(document_moves(tx, other, day));
    }
    if (stays) {
        TRY(archive_publication_follow(tx, d->meeting));
        d->meeting = (ArchiveMeetingId){0};
    }
    return document_moves(tx, d, day);
}

/* ---- Forgetting what imports learnt ---- */

static Error *alias_forget(Tx *tx, ArchiveAlias *alias, Text name) {
    if (!text_equal(alias->key, archive_key(tx_arena(tx), name))) return record_delete(tx, &archive_alias_record, alias);
    alias->is_answered = false; /* it is their own name */
    return record_update(tx, &archive_alias_record, alias);
}

static Error *person_unlearn(Tx *tx, const DoubtPlace *at) {
    ArchiveAliasList aliases;
    ArchivePerson person;
    if (!at->entry.person.n || text_is_empty(at->entry.title)) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_person_record, at->entry.person.n, &person));
    Text key = archive_key(tx_arena(tx), at->entry.title);
    TRY(archive_person_aliases(tx_db(tx), tx_arena(tx), key, at->document.body, &aliases));
    for (size_t i = 0; i < aliases.count; i++)
        if (aliases.items[i].person.n == person.id.n) TRY(alias_forget(tx, &aliases.items[i], person.name));
    return NULL;
}

static Error *body_unlearn(Tx *tx, const ArchiveDocument *d) {
    ArchiveAliasList aliases;
    ArchiveBody body;
    if (!d->body.n) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_body_record, d->body.n, &body));
    TRY(archive_body_aliases(tx_db(tx), tx_arena(tx), archive_key(tx_arena(tx), d->body_words), &aliases));
    for (size_t i = 0; i < aliases.count; i++)
        if (aliases.items[i].body.n == body.id.n && aliases.items[i].is_answered) TRY(alias_forget(tx, &aliases.items[i], body.name));
    return NULL;
}

/* ---- Taking it back ---- */

/* Who it was before; somebody of that name anew when both were made one person. */
static Error *person_back(Tx *tx, DoubtPlace *at, ArchivePersonId before, bool was_repeat) {
    ArchivePerson person;
    TRY(person_unlearn(tx, at));
    at->entry.is_repeat = was_repeat;
    at->entry.person = before;
    if (!before.n) return NULL;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &archive_person_record, before.n, &person);
    if (!error || error->kind != ERROR_NOT_FOUND) return error;
    return person_new(tx, at->document.body, at->entry.title, at->document.date, false, &at->entry.person);
}

static void day_back(Date *day, const ArchiveDoubt *doubt, Text words) {
    Date answered = {0}, before = {0};
    date_parse(doubt->answer, &answered);
    if (words.len) date_parse_iso(words, &before);
    if (date_compare(*day, answered) == 0) *day = before;
}

/* Of what the answer set, unless something else set it since. */
static Error *take_back(Tx *tx, const ArchiveDoubt *doubt, DoubtPlace *at, int64_t number, Text words) {
    ArchiveEntry *e = &at->entry;
    Pence pence = {0};
    switch (doubt->changes) {
    case CHANGES_NUMBER:
        if (text_equal(e->number, doubt->answer)) e->number = words;
        break;
    case CHANGES_CODE:
        if (text_equal(e->code, doubt->answer)) e->code = words;
        break;
    case CHANGES_LEAD:
        if (text_equal(e->role, doubt->answer)) e->role = words, e->organisation = (ArchiveOrganisationId){number};
        break;
    case CHANGES_WORDS:
        if (text_equal(e->words, words_with_added(tx_arena(tx), words, doubt->answer))) e->words = words, e->is_truncated = number != 0;
        break;
    case CHANGES_PENCE:
        if (pence_parse(doubt->answer, &pence) && pence.n == e->pence.n) e->pence.n = number;
        break;
    case CHANGES_PERSON:
    case CHANGES_SAME_PERSON: TRY(person_back(tx, at, (ArchivePersonId){number}, words.len > 0)); break;
    case CHANGES_DATE:
        if (e->id.n) day_back(&e->date, doubt, words);
        break;
    case CHANGES_MINUTES_OF: day_back(&at->document.minutes_of, doubt, words); break;
    case CHANGES_NEXT_MEETING: day_back(&at->document.next_meeting, doubt, words); break;
    case CHANGES_KIND: at->document.kind = (ReadDocumentKind)number; break;
    case CHANGES_BODY: return body_unlearn(tx, &at->document);
    case CHANGES_RESTRICTED: /* until it is answered again */
        if (e->id.n) return archive_entry_restrict(tx, e->id, true);
        return at->document.id.n ? document_restrict(tx, &at->document, true) : NULL;
    case CHANGES_NOTHING: return NULL;
    }
    if (e->id.n) TRY(record_update(tx, &archive_entry_record, e));
    if (!at->document.id.n) return NULL;
    TRY(record_update(tx, &archive_document_record, &at->document));
    return document_index(tx, &at->document);
}

Error *doubt_reopen(Tx *tx, ArchiveDoubt *doubt) {
    DoubtPlace at;
    Text rest, part;
    int64_t number = 0;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_doubt_record, doubt->id.n, doubt));
    if (doubt->state == DOUBT_OPEN) return error_new(tx_arena(tx), ERROR_CONFLICT, "This doubt is open already. Nothing was changed.");
    bool was_answered = doubt->state != DOUBT_SET_ASIDE;
    rest = doubt->before;
    bool is_noted = text_split(&rest, '|', &part) && text_to_int64(part, &number); /* answers of earlier years are not */
    TRY(doubt_place(tx, doubt, &at));
    if (was_answered && (is_noted || doubt->changes == CHANGES_RESTRICTED || doubt->changes == CHANGES_BODY))
        TRY(take_back(tx, doubt, &at, number, rest));
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_doubt_record, doubt->id.n, doubt)); /* restricting changes doubts too */
    doubt->state = DOUBT_OPEN;
    doubt->answer = doubt->answered_by = (Text){0};
    doubt->answered_at = (Moment){0};
    TRY(record_update(tx, &archive_doubt_record, doubt));
    return archive_publication_follow_source(tx, doubt->source);
}
