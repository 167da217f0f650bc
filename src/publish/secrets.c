/* What must not go out with a meeting: collected from the office for the leak check. */
#include "publish/office.sql.h"
#include "publish/snapshot.h"

enum { DAYS_BACK = 400, REASON_WORDS = 12 };

void secret_add(Arena *arena, SecretList *list, Text what, Text words) {
    size_t n = list->count;
    if (text_is_empty(text_trim(words))) return;
    if (n == 0 || (n >= 16 && (n & (n - 1)) == 0)) {
        size_t cap = n == 0 ? 16 : n * 2;
        list->items = arena_grow(arena, list->items, n * sizeof(Secret), cap * sizeof(Secret));
    }
    list->items[list->count++] = (Secret){what, words};
}

/* ---- How to join ---- */

static bool is_code_character(char c) {
    return (c >= '0' && c <= '9') || c == ' ' || c == '-';
}

static Text digits_of(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9') buffer_put_char(&out, t.ptr[i]);
    return buffer_text(&out);
}

/* A run of digits, spaced or not, of at least six: a meeting's number, a telephone number, a PIN. It is looked for as it stands and
 * written together. */
static void add_numbers(Arena *arena, Text line, SecretList *out) {
    for (size_t i = 0; i < line.len;) {
        size_t from = i, digits = 0;
        while (i < line.len && is_code_character(line.ptr[i])) digits += line.ptr[i] >= '0' && line.ptr[i] <= '9', i++;
        Text number = text_trim(text_slice(line, from, i - from));
        if (digits >= 6) secret_add(arena, out, S("a number for joining the meeting"), number);
        if (digits >= 6 && digits < number.len) secret_add(arena, out, S("a number for joining the meeting"), digits_of(arena, number));
        if (i == from) i++;
    }
}

static bool has_digit(Text t) {
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9') return true;
    return false;
}

/* Addresses and mixed codes ("x7Kp9q"). Plain words such as "Microsoft Teams" may stand in the place of the meeting as well. */
void secrets_of_joining(Arena *arena, Text joining, SecretList *out) {
    Text rest = joining, line, word;
    while (text_next_line(&rest, &line)) {
        add_numbers(arena, line, out);
        Text words = line;
        while (text_split(&words, ' ', &word)) {
            bool is_address = text_contains(word, S("://")) || text_starts_with(word, S("www."));
            if (is_address || (word.len >= 6 && has_digit(word)))
                secret_add(arena, out, S("a code or address for joining the meeting"), word);
        }
    }
}

/* ---- Restricted items ---- */

/* Words that the clerk lets out in the public titles of this meeting are no secret any more. */
static void secret_add_unless_public(Arena *arena, SecretList *list, Text what, Text words, Text let_out) {
    Secret one = {what, words};
    if (leak_check(arena, &(SecretList){&one, 1, {0}}, S(""), let_out).count == 0) secret_add(arena, list, what, words);
}

/* The telephone number that the agenda names anyway is no secret where it stands among the joining details as well. */
void secrets_of_joining_of(Arena *arena, const Meeting *m, SecretList *out) {
    SecretList all = {0};
    Text contact =
        text_format(arena, "%.*s | %.*s | %.*s", TEXT_ARG(m->contact_name), TEXT_ARG(m->contact_email), TEXT_ARG(m->contact_phone));
    secrets_of_joining(arena, m->joining, &all);
    for (size_t i = 0; i < all.count; i++) secret_add_unless_public(arena, out, all.items[i].what, all.items[i].words, contact);
}

static Text without_ending(Text file_name) {
    size_t dot = file_name.len;
    while (dot > 0 && file_name.ptr[dot - 1] != '.') dot--;
    return dot > 1 ? text_slice(file_name, 0, dot - 1) : file_name;
}

static Error *secrets_of_papers(Db *office, Arena *arena, const AgendaEntry *entry, Text place, Text let_out, SecretList *out) {
    PaperList papers = {0};
    TRY(valve_papers_of_item(office, arena, entry->item.id, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        const Paper *paper = &papers.items[i];
        Text words = {0};
        TRY(paper_words(office, arena, paper, &words));
        secret_add_unless_public(
            arena, out, text_format(arena, "the title of a restricted paper of %.*s", TEXT_ARG(place)), paper->title, let_out);
        secret_add_unless_public(arena, out, text_format(arena, "the file name of a restricted paper of %.*s", TEXT_ARG(place)),
            without_ending(paper->file_name), let_out);
        secret_add(arena, out, text_format(arena, "a restricted paper of %.*s", TEXT_ARG(place)), words);
    }
    return NULL;
}

static Error *secrets_of_agenda(Db *office, Arena *arena, const Agenda *agenda, Text day, Text let_out, SecretList *out) {
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaEntry *entry = &agenda->items[s].items[i];
            if (item_is_public(&agenda->items[s].part, &entry->item)) continue;
            Text place = text_format(arena, "item %.*s%.*s", TEXT_ARG(entry->code), TEXT_ARG(day));
            secret_add_unless_public(arena, out, text_format(arena, "the title of %.*s", TEXT_ARG(place)), entry->item.title, let_out);
            /* A short reason ("Personal data") is what anybody might write. */
            if (words_of(arena, entry->item.restriction_reason).count >= REASON_WORDS)
                secret_add(
                    arena, out, text_format(arena, "the reason for restricting %.*s", TEXT_ARG(place)), entry->item.restriction_reason);
            TRY(secrets_of_papers(office, arena, entry, place, let_out, out));
        }
    secrets_of_joining_of(arena, &agenda->meeting, out);
    return NULL;
}

static Text public_titles(Arena *arena, const Agenda *agenda) {
    Buffer out = buffer_new(arena, 256);
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaItem *item = &agenda->items[s].items[i].item;
            if (item_is_public(&agenda->items[s].part, item)) continue;
            buffer_put(&out, item->public_title);
            buffer_put(&out, S(" | "));
        }
    return buffer_text(&out);
}

/* Names that are public anyway do not make a passage telling. */
static Error *ordinary_names(Db *office, Arena *arena, Text *out) {
    BodyList bodies = {0};
    TRY(bodies_on(office, arena, (Date){0}, &bodies));
    Buffer names = buffer_new(arena, 1024);
    for (size_t i = 0; i < bodies.count; i++) {
        if (!bodies.items[i].is_public) continue;
        buffer_putf(&names, "%.*s %.*s ", TEXT_ARG(bodies.items[i].name), TEXT_ARG(bodies.items[i].short_name));
        Membership seats = {0};
        TRY(membership_on(office, arena, bodies.items[i].id, (Date){0}, &seats));
        for (size_t k = 0; k < seats.count; k++) buffer_putf(&names, "%.*s ", TEXT_ARG(seats.items[k].organisation.name));
    }
    *out = buffer_text(&names);
    return NULL;
}

Error *secrets_collect(Db *office, Arena *arena, MeetingId meeting, SecretList *out) {
    *out = (SecretList){0};
    Agenda agenda = {0};
    TRY(agenda_get(office, arena, meeting, &agenda));
    TRY(ordinary_names(office, arena, &out->ordinary));
    Text let_out = public_titles(arena, &agenda);
    TRY(secrets_of_agenda(office, arena, &agenda, S(""), let_out, out));
    /* The notes of an earlier meeting are a paper of this one: what was restricted then must not stand in them now. */
    MeetingList earlier = {0};
    Date day = agenda.meeting.day;
    TRY(valve_meetings_before(office, arena, agenda.meeting.body, date_plus_days(day, -DAYS_BACK), day, &earlier));
    for (size_t i = 0; i < earlier.count; i++) {
        Agenda old = {0};
        TRY(agenda_get(office, arena, earlier.items[i].id, &old));
        TRY(secrets_of_agenda(
            office, arena, &old, text_format(arena, " of %.*s", TEXT_ARG(date_plain(arena, old.meeting.day))), let_out, out));
    }
    return NULL;
}
