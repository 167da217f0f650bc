/* Owns answering doubts: what an answer changes, and what later imports learn from it. */
#include <inttypes.h>

#include "archive/inside.h"

typedef DoubtPlace At;

static Error *entry_save(Tx *tx, At *at) {
    TRY(record_update(tx, &archive_entry_record, &at->entry));
    return document_index(tx, &at->document);
}

/* ---- Days ---- */

static Error *day_of_answer(Tx *tx, Text answer, Date *out) {
    if (date_parse(answer, out)) return NULL;
    return error_new(
        tx_arena(tx), ERROR_INPUT, "Enter a day, such as 23 July 2025. %.*s is none.", TEXT_ARG(answer.len ? answer : S("Nothing")));
}

static Error *answer_day(Tx *tx, const ArchiveDoubt *doubt, At *at, Text answer) {
    Date day;
    TRY(day_of_answer(tx, answer, &day));
    if (doubt->changes == CHANGES_MINUTES_OF) at->document.minutes_of = day;
    if (doubt->changes == CHANGES_NEXT_MEETING) at->document.next_meeting = day;
    if (doubt->changes != CHANGES_DATE) {
        TRY(record_update(tx, &archive_document_record, &at->document));
    } else if (at->entry.id.n) {
        at->entry.date = day;
        return entry_save(tx, at);
    } else {
        bool is_one = doubt->about == DOUBT_MEETING && date_compare(day, at->document.date) == 0;
        TRY(document_day_check(tx, doubt, &at->document, day));
        TRY(is_one ? meetings_of_day_join(tx, &at->document) : document_moves_again(tx, doubt, &at->document, day));
    }
    return days_settle(tx, at->document.body, at->document.source);
}

/* ---- Bodies ---- */

static bool is_person(EntryKind kind) {
    return kind == ENTRY_PRESENT || kind == ENTRY_ATTENDING || kind == ENTRY_APOLOGIES || kind == ENTRY_SUBSTITUTE;
}

static Error *people_link(Tx *tx, const ArchiveDocument *d) {
    ArchiveEntryList entries;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), d->id, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        ArchiveEntry *e = &entries.items[i];
        KnownPerson known;
        if (!is_person(e->kind) || e->person.n) continue;
        TRY(known_person(tx, d->body, e->title, d->date, true, &known));
        if (known.fit.count > 1) TRY(person_doubt_raise(tx, d->source, e, &known.fit));
        if (!known.person.n) continue;
        e->person = known.person;
        TRY(record_update(tx, &archive_entry_record, e));
    }
    return NULL;
}

/* People are those of a body: who was found among another one's is looked up anew. */
static Error *people_unlink(Tx *tx, const ArchiveDocument *d) {
    ArchiveEntryList entries;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), d->id, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        if (!entries.items[i].person.n) continue;
        entries.items[i].person = (ArchivePersonId){0};
        TRY(record_update(tx, &archive_entry_record, &entries.items[i]));
    }
    return NULL;
}

/* The document, and what came with it and had no body either, is of that body: in the meeting that the body has on the day. */
static Error *document_of_body(Tx *tx, ArchiveDocument *d, ArchiveBodyId body) {
    ArchiveMeeting mine = {0}, there = {0};
    if (d->body.n && d->body.n != body.n) TRY(people_unlink(tx, d));
    d->body = body;
    TRY(record_update(tx, &archive_document_record, d));
    TRY(people_link(tx, d));
    if (d->meeting.n) TRY(record_get(tx_db(tx), tx_arena(tx), &archive_meeting_record, d->meeting.n, &mine));
    if (mine.id.n && mine.body.n != body.n) {
        TRY(meeting_found(tx, body, mine.date, mine.time, &there));
        if (there.id.n) TRY(meeting_join(tx, &mine, &there));
        else {
            mine.body = body;
            TRY(record_update(tx, &archive_meeting_record, &mine));
        }
    }
    return document_index(tx, d);
}

static Error *answer_body(Tx *tx, const ArchiveDoubt *doubt, At *at, Text answer) {
    ArchiveBody body;
    ArchiveDocumentList with;
    if (text_is_empty(archive_key(tx_arena(tx), answer))) return error_new(tx_arena(tx), ERROR_INPUT, "Enter the name of the body.");
    TRY(known_body(tx, answer, at->document.date, &body));
    TRY(body_is(tx, at->document.body_words, at->document.date, body.id));
    TRY(archive_documents_in(tx_db(tx), tx_arena(tx), at->document.source, &with));
    for (size_t i = 0; i < with.count; i++) {
        ArchiveDocument d;
        bool is_it = with.items[i].id.n == at->document.id.n;
        if (!is_it && with.items[i].body.n && !doubt_before_has(doubt, with.items[i].id.n)) continue;
        TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, with.items[i].id.n, &d)); /* a join may have changed it */
        TRY(document_of_body(tx, &d, body.id));
    }
    return days_settle(tx, body.id, at->document.source);
}

/* ---- People ---- */

/* A candidate by its number, somebody of that name, or somebody new. */
static Error *person_of_answer(Tx *tx, const ArchiveDoubt *doubt, const At *at, Text answer, ArchivePersonId *out) {
    KnownPerson known;
    int64_t number;
    Text rest = doubt->candidates, each;
    *out = (ArchivePersonId){0};
    if (text_to_int64(answer, &number)) {
        while (text_split(&rest, ',', &each)) {
            int64_t candidate = 0;
            if (text_to_int64(each, &candidate) && candidate == number) out->n = number;
        }
        if (out->n) return NULL;
        return error_new(
            tx_arena(tx), ERROR_INPUT, "Choose one of the people who are named, or enter a full name. %.*s is none.", TEXT_ARG(answer));
    }
    PersonName name = person_name(tx_arena(tx), answer);
    if (text_is_empty(name.surname)) return error_new(tx_arena(tx), ERROR_INPUT, "Enter the full name of the person.");
    TRY(known_person(tx, at->document.body, answer, at->document.date, true, &known));
    if (known.person.n) *out = known.person;
    else return person_new(tx, at->document.body, answer, at->document.date, true, out);
    return NULL;
}

static Error *answer_person(Tx *tx, const ArchiveDoubt *doubt, At *at, Text answer) {
    ArchivePersonId person;
    if (!at->document.body.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "First say which body met: people are looked up among those of a body.");
    TRY(person_of_answer(tx, doubt, at, answer, &person));
    if (at->entry.title.len) TRY(person_is(tx, at->document.body, at->entry.title, at->document.date, person));
    at->entry.person = person;
    return entry_save(tx, at);
}

/* Both entries are one person, whose name is the answer. The list stays as it stands in the document. */
static Error *answer_same_person(Tx *tx, At *at, Text answer) {
    ArchiveEntryList entries;
    KnownPerson known = {0};
    Text key = archive_key(tx_arena(tx), answer);
    if (!at->document.body.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "First say which body met: people are looked up among those of a body.");
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), at->document.id, &entries));
    for (size_t i = 0; i < entries.count && !known.person.n; i++) {
        const ArchiveEntry *e = &entries.items[i];
        if (e->id.n != at->entry.id.n && e->person.n && text_equal(archive_key(tx_arena(tx), e->title), key)) known.person = e->person;
    }
    if (!known.person.n) TRY(known_person(tx, at->document.body, answer, at->document.date, true, &known));
    if (!known.person.n) return error_new(tx_arena(tx), ERROR_INPUT, "Several people fit this name. Enter the full name.");
    ArchivePersonId before = at->entry.person;
    TRY(person_is(tx, at->document.body, at->entry.title, at->document.date, known.person));
    at->entry.person = known.person;
    at->entry.is_repeat = false; /* the public side counts people, not lines */
    for (size_t i = 0; i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        if (e->id.n != at->entry.id.n && e->kind == at->entry.kind && e->person.n == known.person.n && !e->is_repeat)
            at->entry.is_repeat = true;
    }
    TRY(entry_save(tx, at));
    if (!before.n || before.n == known.person.n) return NULL;
    TRY(archive_entries_of_person(tx_db(tx), tx_arena(tx), before, &entries));
    return entries.count == 0 ? archive_person_join(tx, before, known.person) : NULL;
}

/* ---- The rest ---- */

static Error *answer_restricted(Tx *tx, At *at, Text answer) {
    bool is_yes = text_equal_ignoring_case(answer, S("yes")) || text_equal_ignoring_case(answer, S("restricted"));
    bool is_no = text_equal_ignoring_case(answer, S("no")) || text_equal_ignoring_case(answer, S("open"));
    if (!is_yes && !is_no) return error_new(tx_arena(tx), ERROR_INPUT, "Answer \"restricted\" or \"open\".");
    if (at->entry.id.n) return archive_entry_restrict(tx, at->entry.id, is_yes);
    if (at->document.id.n) return document_restrict(tx, &at->document, is_yes);
    return NULL;
}

static Error *answer_kind(Tx *tx, At *at, Text answer) {
    const Field *kind = record_field(&archive_document_record, S("kind"));
    for (const Choice *c = kind->choices; c->code; c++) {
        if (!text_equal_ignoring_case(answer, text_of(c->code)) && !text_equal_ignoring_case(answer, text_of(c->label))) continue;
        at->document.kind = (ReadDocumentKind)c->value;
        TRY(record_update(tx, &archive_document_record, &at->document));
        return document_index(tx, &at->document);
    }
    return error_new(tx_arena(tx), ERROR_INPUT, "Enter a kind of document, such as Minutes, Agenda or Report.");
}

static Error *answer_pence(Tx *tx, At *at, Text answer) {
    if (!pence_parse(answer, &at->entry.pence))
        return error_new(tx_arena(tx), ERROR_INPUT, "Enter a sum of money, such as 12,500 or £12,500.00.");
    return entry_save(tx, at);
}

static Error *answer_text(Tx *tx, const ArchiveDoubt *doubt, At *at, Text answer) {
    Arena *arena = tx_arena(tx);
    if (doubt->changes == CHANGES_NUMBER) at->entry.number = answer;
    if (doubt->changes == CHANGES_CODE) at->entry.code = answer;
    if (doubt->changes == CHANGES_LEAD) {
        at->entry.role = answer;
        TRY(known_organisation(tx, answer, at->document.date, false, &at->entry.organisation));
    }
    if (doubt->changes == CHANGES_WORDS) {
        TRY(missing_words_check(tx, at, answer));
        at->entry.words = words_with_added(arena, at->entry.words, answer);
        at->entry.is_truncated = false;
    }
    return entry_save(tx, at);
}

static Error *change(Tx *tx, const ArchiveDoubt *doubt, At *at, Text answer) {
    bool needs_entry = doubt->changes == CHANGES_NUMBER || doubt->changes == CHANGES_CODE || doubt->changes == CHANGES_LEAD
                       || doubt->changes == CHANGES_WORDS || doubt->changes == CHANGES_PENCE || doubt->changes == CHANGES_PERSON
                       || doubt->changes == CHANGES_SAME_PERSON;
    if ((needs_entry && !at->entry.id.n) || (doubt->changes != CHANGES_NOTHING && !at->document.id.n)) return NULL;
    switch (doubt->changes) {
    case CHANGES_NOTHING: return NULL;
    case CHANGES_DATE:
    case CHANGES_MINUTES_OF:
    case CHANGES_NEXT_MEETING: return answer_day(tx, doubt, at, answer);
    case CHANGES_BODY: return answer_body(tx, doubt, at, answer);
    case CHANGES_PERSON: return answer_person(tx, doubt, at, answer);
    case CHANGES_SAME_PERSON: return answer_same_person(tx, at, answer);
    case CHANGES_RESTRICTED: return answer_restricted(tx, at, answer);
    case CHANGES_KIND: return answer_kind(tx, at, answer);
    case CHANGES_PENCE: return answer_pence(tx, at, answer);
    case CHANGES_NUMBER:
    case CHANGES_CODE:
    case CHANGES_LEAD:
    case CHANGES_WORDS: return answer_text(tx, doubt, at, answer);
    }
    return NULL;
}

/* What somebody types must look like what is asked. */
static Error *check_typed(Tx *tx, const ArchiveDoubt *doubt, Text answer) {
    if (doubt->changes == CHANGES_NUMBER && !is_number_like(answer))
        return error_new(tx_arena(tx), ERROR_INPUT, "Enter a number as the document has it, such as 141, 12a, 2.3 or iv.");
    if (doubt->changes == CHANGES_CODE && !is_code_like(answer))
        return error_new(tx_arena(tx), ERROR_INPUT, "Enter a code of Latin letters and digits, such as B2.");
    return NULL;
}

/* ---- The three keys ---- */

static Error *close_as(Tx *tx, ArchiveDoubt *doubt, DoubtState state, Text answer) {
    ArchiveDoubt now;
    TRY(record_get(
        tx_db(tx), tx_arena(tx), &archive_doubt_record, doubt->id.n, &now)); /* what followed from the answer may have changed it */
    now.before = doubt->before;
    now.state = state;
    now.answer = answer;
    now.answered_by = tx_actor(tx).name;
    now.answered_at = tx_moment(tx);
    TRY(record_update(tx, &archive_doubt_record, &now));
    *doubt = now;
    return archive_publication_follow_source(tx, now.source);
}

static Error *is_open(Tx *tx, const ArchiveDoubt *doubt) {
    ArchiveDoubt now;
    TRY(record_get(tx_db(tx), tx_arena(tx), &archive_doubt_record, doubt->id.n, &now));
    if (now.state == DOUBT_OPEN) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT, "This doubt was answered meanwhile by %.*s. Nothing was changed.",
        TEXT_ARG(now.answered_by.len ? now.answered_by : S("somebody else")));
}

Error *doubt_take(Tx *tx, ArchiveDoubt *doubt) {
    At at;
    TRY(is_open(tx, doubt));
    if (text_is_empty(doubt->proposal))
        return error_new(tx_arena(tx), ERROR_INPUT, "Nothing is proposed here. Give an answer, or set the doubt aside.");
    TRY(doubt_place(tx, doubt, &at));
    TRY(doubt_note_before(tx, doubt, &at));
    if (doubt->changes != CHANGES_WORDS)
        TRY(change(tx, doubt, &at, doubt->proposal)); /* of a text that breaks off it says only where the rest may be */
    return close_as(tx, doubt, DOUBT_TAKEN, doubt->proposal);
}

Error *doubt_answer(Tx *tx, ArchiveDoubt *doubt, Text answer) {
    At at;
    answer = text_trim(answer);
    TRY(is_open(tx, doubt));
    if (text_is_empty(answer)) return error_new(tx_arena(tx), ERROR_INPUT, "Enter an answer, or set the doubt aside.");
    TRY(doubt_place(tx, doubt, &at));
    TRY(check_typed(tx, doubt, answer));
    TRY(doubt_note_before(tx, doubt, &at));
    TRY(change(tx, doubt, &at, answer));
    return close_as(tx, doubt, DOUBT_OTHER, answer);
}

Error *doubt_set_aside(Tx *tx, ArchiveDoubt *doubt) {
    TRY(is_open(tx, doubt));
    return close_as(tx, doubt, DOUBT_SET_ASIDE, (Text){0});
}
