/* Owns what can be an answer to a doubt at all: numbers that look like one, days that fit what is known, words that are not there yet. */
#include <string.h>

#include "archive/inside.h"

Error *doubt_place(Tx *tx, const ArchiveDoubt *doubt, DoubtPlace *out) {
    *out = (DoubtPlace){0};
    if (doubt->document.n) TRY(record_get(tx_db(tx), tx_arena(tx), &archive_document_record, doubt->document.n, &out->document));
    return doubt->entry.n ? record_get(tx_db(tx), tx_arena(tx), &archive_entry_record, doubt->entry.n, &out->entry) : NULL;
}

/* ---- Numbers and codes ---- */

enum { NUMBER_LONGEST = 12, LETTERS_MOST = 3 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_all_of(Text t, const char *letters) {
    for (size_t i = 0; i < t.len; i++)
        if (!t.ptr[i] || !strchr(letters, t.ptr[i])) return false;
    return t.len > 0;
}

/* Digits, with few letters and the marks of numbering between them. */
static bool is_of_digits(Text t, const char *marks) {
    int letters = 0;
    bool has_digit = false;
    for (size_t i = 0; i < t.len; i++) {
        letters = is_letter(t.ptr[i]) ? letters + 1 : 0;
        has_digit = has_digit || is_digit(t.ptr[i]);
        bool is_mark = t.ptr[i] && strchr(marks, t.ptr[i]);
        if (letters > LETTERS_MOST || (!letters && !is_digit(t.ptr[i]) && !is_mark)) return false;
    }
    return has_digit;
}

bool is_number_like(Text answer) {
    if (answer.len == 0 || answer.len > NUMBER_LONGEST) return false;
    if (is_of_digits(answer, "./()-")) return true;
    Text bare = answer;
    if (bare.ptr[0] == '(') bare = text_slice(bare, 1, bare.len);
    if (bare.len && strchr(".)", bare.ptr[bare.len - 1])) bare = text_slice(bare, 0, bare.len - 1);
    return is_all_of(bare, "ivxl") || is_all_of(bare, "IVXL") || (bare.len == 1 && is_letter(bare.ptr[0]));
}

bool is_code_like(Text answer) {
    if (answer.len == 0 || answer.len > NUMBER_LONGEST) return false;
    return is_of_digits(answer, ".-/") || (answer.len == 1 && is_letter(answer.ptr[0]));
}

/* ---- Days ---- */

/* The minutes of a meeting say that it was held. */
static Error *is_held(Tx *tx, const ArchiveDocument *d, bool *out) {
    ArchiveEntryList entries = {0};
    *out = d->kind == DOCUMENT_MINUTES;
    if (*out || (d->kind != DOCUMENT_MEETING_PAGE && d->kind != DOCUMENT_ITEM_PAGE)) return NULL;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), d->id, &entries));
    for (size_t i = 0; i < entries.count; i++) *out = *out || entries.items[i].kind == ENTRY_RESOLUTION;
    return NULL;
}

/* The bounds as they were before an earlier answer gave the document a day. */
static void bounds_of(const ArchiveDoubt *doubt, const ArchiveDocument *d, Date *after, Date *before) {
    Text rest = doubt->before, part;
    *after = d->after;
    *before = d->before;
    if (text_split(&rest, '|', &part) && text_split(&rest, '|', &part)) {
        if (!date_is_set(*after) && part.len) date_parse_iso(part, after);
        if (text_split(&rest, '|', &part) && !date_is_set(*before) && part.len) date_parse_iso(part, before);
    }
    if (date_is_set(d->minutes_of) && (!date_is_set(*after) || date_compare(d->minutes_of, *after) > 0)) *after = d->minutes_of;
    if (date_is_set(d->next_meeting) && (!date_is_set(*before) || date_compare(d->next_meeting, *before) < 0)) *before = d->next_meeting;
}

Error *document_day_check(Tx *tx, const ArchiveDoubt *doubt, const ArchiveDocument *d, Date day) {
    Date after, before, today;
    TimeOfDay now;
    bool held;
    Arena *arena = tx_arena(tx);
    bounds_of(doubt, d, &after, &before);
    bool is_early = date_is_set(after) && date_compare(day, after) <= 0, is_late = date_is_set(before) && date_compare(day, before) >= 0;
    Text later = date_is_set(after) ? text_format(arena, "later than %.*s", TEXT_ARG(date_plain(arena, after))) : (Text){0};
    Text earlier = date_is_set(before) ? text_format(arena, "earlier than %.*s", TEXT_ARG(date_plain(arena, before))) : (Text){0};
    if (is_early || is_late)
        return error_new(arena, ERROR_INPUT, "%.*s cannot be the day. By what the documents say, it is %.*s%s%.*s. Enter a day that fits.",
            TEXT_ARG(date_plain(arena, day)), TEXT_ARG(later), later.len && earlier.len ? " and " : "", TEXT_ARG(earlier));
    moment_to_london(tx_moment(tx), &today, &now);
    TRY(is_held(tx, d, &held));
    if (held && date_compare(day, today) > 0)
        return error_new(arena, ERROR_INPUT,
            "The document has the minutes of the meeting, and on %.*s it has not been held yet. Enter a day that is past.",
            TEXT_ARG(date_plain(arena, day)));
    return NULL;
}

/* ---- Words ---- */

Error *missing_words_check(Tx *tx, const DoubtPlace *at, Text answer) {
    ArchiveEntryList entries;
    Text key = archive_key(tx_arena(tx), answer);
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), at->document.id, &entries));
    for (size_t i = 0; key.len && i < entries.count; i++) {
        const ArchiveEntry *e = &entries.items[i];
        if (e->position < at->entry.position || !text_contains(archive_key(tx_arena(tx), e->words), key)) continue;
        return error_new(tx_arena(tx), ERROR_INPUT,
            "These words stand there already%s. Nothing was added. If nothing is missing, set the doubt aside.",
            e->id.n == at->entry.id.n ? "" : ", in what follows the entry");
    }
    return NULL;
}

Text words_with_added(Arena *arena, Text words, Text added) {
    return text_format(arena, "%.*s%s[Added by the office: %.*s]", TEXT_ARG(words), words.len ? "\n" : "", TEXT_ARG(added));
}
